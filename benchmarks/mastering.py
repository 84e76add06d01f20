"""How long it takes to master a programme, against three other ways and against encoding alone.

    python -m benchmarks.mastering [--minutes 30] [--rounds 3] [--ways ours,floor] [--hours 3]

Whole processes, in turns within each round, so that a busy machine slows all alike; ratios are of
the same round, and their median is given. Clips are speech of the embedded Urdu voice as the store
holds it: 48 kHz, 24 bits, levelled; `--spread 6` leaves them 6 LU apart either way, so that the
limiter has work and ours must find its gain twice. `--hours 3` adds one run of ours over three
hours, for its memory. ffmpeg-normalize is measured if it is installed beside this Python. CPU time
is of the process and all it started.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.mastering_ways import GAP, WAYS
from packager.audio.ffmpeg import decode_blocks
from packager.audio.loudness import measure_blocks
from packager.audio.prepare import levelled, prepare
from packager.audio.wav import write_clip
from packager.engines.espeak import voice
from packager.records import Audio, Utterance

_SENTENCES = (
    "صوبائی حکومت نے اعلان کیا ہے کہ پشاور سے سوات تک سڑک کی مرمت اگلے مہینے شروع ہو گی۔",
    "محکمۂ صحت کے مطابق پولیو کے خلاف مہم میں پانچ سال سے کم عمر کے تمام بچوں کو قطرے پلائے جائیں گے۔",
    "مقامی لوگوں کا کہنا ہے کہ بارشوں کے بعد بجلی کئی دن تک بند رہی اور پانی کی کمی کا سامنا کرنا پڑا۔",
    "کپتان نے کہا کہ نوجوان کھلاڑیوں نے دباؤ میں بہت اچھا کھیل پیش کیا اور پوری ٹیم کو ان پر فخر ہے۔",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One whole process."""

    wall: float  # s
    cpu: float  # s, with all it started
    own: float  # MB at most, of the process itself
    child: float  # MB at most, of the largest it started


def make_clips(folder: Path, seconds: float, spread: float = 0.5) -> float:
    """Speech in WAVs of about 14 s, `spread` LU about -23 LUFS; their length with gaps, in seconds."""
    reader = voice({"language": "ur"})
    spoken = [prepare(reader.speak(Utterance(text=text, language="ur", voice="ur"))) for text in _SENTENCES]
    noise = np.random.default_rng(7)
    total, number = 0.0, 0
    while total < seconds:
        order = noise.permutation(len(spoken))[:2]
        joined = np.concatenate([spoken[place].samples for place in order])
        clip = levelled(Audio(samples=joined, rate=48_000), -23 + float(noise.uniform(-spread, spread)))
        write_clip(folder / f"{number:05}.wav", clip)
        total, number = total + clip.seconds + GAP, number + 1
    return total


def start(way: str, clips: Path, out: Path) -> subprocess.Popen[str]:
    """Start one way as a process of its own."""
    out.mkdir(exist_ok=True)
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.mastering_ways", way, str(clips), str(out)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def run(way: str, clips: Path, out: Path) -> Run:
    """Run one way once, measured from outside."""
    begun = time.perf_counter()
    process = start(way, clips, out)
    assert process.stdout is not None
    with process.stdout as said:
        own, child = (int(figure) / 1024 for figure in said.read().split())
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{way} failed")
    return Run(wall=wall, cpu=used.ru_utime + used.ru_stime, own=own, child=child)


def two_at_once(clips: Path, out: Path) -> float:
    """Wall time of two editions mastered at the same time, in seconds."""
    begun = time.perf_counter()
    for process in [start("ours", clips, out / name) for name in ("ps", "ur")]:
        process.communicate()
    return time.perf_counter() - begun


def show(way: str, runs: list[Run], floors: list[Run], seconds: float) -> None:
    """One line of the table."""
    wall, ratio = median(r.wall for r in runs), median(r.wall / f.wall for r, f in zip(runs, floors, strict=True))
    cpu, own, child = (median(getattr(r, name) for r in runs) for name in ("cpu", "own", "child"))
    print(f"{way:24} {wall:7.2f} {seconds / wall:6.0f}x {ratio:6.2f} {cpu:7.2f} {own:6.0f} {child:6.0f}", flush=True)


def check(way: str, out: Path) -> None:
    """What came out, by this program's meter: integrated loudness and true peak of WAV and MP3."""
    for name in ("out.wav", "out.mp3"):
        if (out / name).exists():
            reads = measure_blocks(decode_blocks(out / name), 48_000, 1)
            print(f"  {way:22} {name} {reads.integrated:7.2f} LUFS {reads.true_peak:6.2f} dBTP", flush=True)


def compare(options: argparse.Namespace, folder: Path) -> None:
    """The table, and two editions at once."""
    clips = folder / "clips"
    clips.mkdir()
    seconds = make_clips(clips, options.minutes * 60, options.spread)
    run("ours", clips, folder / "ready")
    (folder / "ready" / "out.wav").rename(folder / "ready.wav")
    ways = [way for way in WAYS if way == "floor" or way in options.ways.split(",")]
    if not Path(sys.executable).with_name("ffmpeg-normalize").exists():
        ways = [way for way in ways if way != "pydub+ffmpeg-normalize"]
        print("ffmpeg-normalize is not installed here and is left out")
    runs: dict[str, list[Run]] = {way: [] for way in ways}
    pairs = []
    for _ in range(options.rounds):
        for way in ways:
            runs[way].append(run(way, clips, folder / way))
        if options.two:
            pairs.append(two_at_once(clips, folder) / runs["ours"][-1].wall)
    print(f"{seconds / 60:.1f} min of speech, {len(list(clips.iterdir()))} clips, {options.rounds} rounds")
    print(f"{'':24} {'wall s':>7} {'speed':>7} {'/floor':>6} {'cpu s':>7} {'MB own':>6} {'child':>6}")
    for way in ways:
        show(way, runs[way], runs["floor"], seconds)
    if pairs:
        print(f"two editions at once: {median(pairs):.2f} times one")
    for way in ways:
        check(way, folder / way)


def long(hours: float, folder: Path) -> None:
    """One long programme of ours, for its memory."""
    clips = folder / "long"
    clips.mkdir()
    seconds = make_clips(clips, hours * 3600)
    made = run("ours", clips, folder / "long-out")
    print(
        f"{seconds / 3600:.2f} h: {made.wall:.1f} s ({seconds / made.wall:.0f}x),"
        f" {made.own:.0f} MB own, {made.child:.0f} MB the encoder"
    )


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--spread", type=float, default=0.5, help="LU about the target")
    parser.add_argument("--hours", type=float, default=0)
    parser.add_argument("--two", action="store_true", help="two editions at once, too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mastering-") as folder:
        if options.minutes:
            compare(options, Path(folder))
        if options.hours:
            long(options.hours, Path(folder))


if __name__ == "__main__":
    main()
