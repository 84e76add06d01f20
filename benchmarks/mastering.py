"""How long it takes to master a programme, against three other ways and against encoding alone.

    python -m benchmarks.mastering NEWS [--language ps] [--minutes 30] [--rounds 3] [--ways ours,floor] [--hours 3]

NEWS is a file of aligned news with Pashto and Urdu (news_dev.json's shape), spoken by the embedded
voice and kept as the store keeps it (48 kHz, 24 bits, its levels with it), one file an utterance,
repeated until the time is filled. Whole processes, in turns within each round, so that a busy machine
slows all alike; given are the least and the median time, and the median of each round's ratio to the
floor. `--spread 6` leaves clips 6 LU apart either way, so that the limiter has work and ours must find
its gain twice.
`--two` masters two editions at once, too, `--hours 3` adds one run of ours over three hours, for its memory.
ffmpeg-normalize is measured where `--normalize` names its command. CPU time is of the process and all
it started.
"""

from __future__ import annotations

import argparse
import itertools
import json
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
from packager.audio.levels import keep
from packager.audio.loudness import measure_blocks
from packager.audio.prepare import levelled, prepare
from packager.engines.voice.espeak import voice
from packager.records import Audio, Line, Role
from packager.speech import utterances


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One whole process."""

    wall: float  # s
    cpu: float  # s, with all it started
    own: float  # MB at most, of the process itself
    child: float  # MB at most, of the largest it started


def spoken(news: Path, language: str) -> list[Audio]:
    """Every utterance of the news, as the store keeps it."""
    reader = voice({"language": language})
    documents = json.loads(news.read_text(encoding="utf-8"))["documents"]
    texts = [segment[language] for document in documents for segment in document["segments"]]
    lines = (Line(role=Role.BODY, source="", text=text) for text in texts)
    said = [utterance for line in lines for utterance in utterances(line, 0, language, language)]
    return [prepare(reader.speak(utterance)) for utterance in said]


def make_clips(folder: Path, speech: list[Audio], seconds: float, spread: float = 0.5) -> float:
    """Clips in WAVs, `spread` LU about -23 LUFS, in order and again; their length with gaps, in seconds."""
    folder.mkdir()
    noise = np.random.default_rng(7)
    total = 0.0
    for number in itertools.count():
        if total >= seconds:
            break
        clip = levelled(speech[number % len(speech)], -23 + float(noise.uniform(-spread, spread)))
        keep(folder / f"{number:05}.wav", clip)
        total += clip.seconds + GAP
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


def two_at_once(way: str, clips: Path, out: Path) -> float:
    """Wall time of two editions made at the same time, in seconds."""
    begun = time.perf_counter()
    for process in [start(way, clips, out / f"two-{name}") for name in ("ps", "ur")]:
        process.communicate()
    return time.perf_counter() - begun


def show(way: str, runs: list[Run], floors: list[Run], seconds: float) -> None:
    """One line of the table."""
    least, wall = min(r.wall for r in runs), median(r.wall for r in runs)
    ratio = median(r.wall / f.wall for r, f in zip(runs, floors, strict=True))
    cpu, own, child = (median(getattr(r, name) for r in runs) for name in ("cpu", "own", "child"))
    print(
        f"{way:24} {least:7.2f} {wall:7.2f} {seconds / wall:6.0f}x {least / min(f.wall for f in floors):7.2f}"
        f" {ratio:7.2f} {cpu:7.2f} {own:7.0f} {child:7.0f}",
        flush=True,
    )


def check(way: str, out: Path) -> None:
    """What came out, by this program's meter: integrated loudness and true peak of WAV and MP3."""
    for name in ("out.wav", "out.mp3"):
        if (out / name).exists():
            reads = measure_blocks(decode_blocks(out / name), 48_000, 1)
            print(f"  {way:22} {name} {reads.integrated:7.2f} LUFS {reads.true_peak:6.2f} dBTP", flush=True)


def compare(options: argparse.Namespace, speech: list[Audio], folder: Path) -> None:
    """The table, and two editions at once."""
    clips, ways = folder / "clips", options.ways.split(",")
    seconds = make_clips(clips, speech, options.minutes * 60, options.spread)
    run("ours", clips, folder / "ready")
    (folder / "ready" / "out.wav").rename(folder / "ready.wav")
    runs: dict[str, list[Run]] = {way: [] for way in ways}
    pairs: dict[str, list[float]] = {way: [] for way in ("ours", "floor") if options.two}
    for _ in range(options.rounds):
        for way in ways:
            runs[way].append(run(way, clips, folder / way))
        for way, times in pairs.items():
            times.append(two_at_once(way, clips, folder))
    print(f"{seconds / 60:.1f} min of speech, {len(list(clips.iterdir()))} clips, {options.rounds} rounds", end="; ")
    print(f"load {os.getloadavg()[0]:.1f}")
    heads = ("least s", "median", "speed", "/floor", "median", "cpu s", "MB own", "child")
    print(f"{'':24} " + " ".join(f"{head:>7}" for head in heads))
    for way in ways:
        show(way, runs[way], runs["floor"], seconds)
    for way, times in pairs.items():
        one = [r.wall for r in runs[way]]
        ratio = median(two / single for two, single in zip(times, one, strict=True))
        print(f"two at once, {way}: {min(times):.2f} s, {min(times) / min(one):.2f} times one (median {ratio:.2f})")
    for way in ways:
        check(way, folder / way)


def long(hours: float, speech: list[Audio], folder: Path) -> None:
    """One long programme of ours, for its memory."""
    clips = folder / "long"
    seconds = make_clips(clips, speech, hours * 3600)
    made = run("ours", clips, folder / "long-out")
    print(
        f"{seconds / 3600:.2f} h: {made.wall:.1f} s ({seconds / made.wall:.0f}x), {made.cpu:.1f} s of CPU,"
        f" {made.own:.0f} MB own, {made.child:.0f} MB the largest child"
    )


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--language", choices=("ps", "ur"), default="ps")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ways", default=",".join(WAYS), help="with the floor")
    parser.add_argument("--normalize", default="", help="ffmpeg-normalize's command, from an environment of its own")
    parser.add_argument("--spread", type=float, default=0.5, help="LU about the target")
    parser.add_argument("--hours", type=float, default=0)
    parser.add_argument("--two", action="store_true", help="two editions at once, too")
    options = parser.parse_args()
    os.environ["FFMPEG_NORMALIZE"] = options.normalize
    if not options.normalize:
        options.ways = ",".join(way for way in options.ways.split(",") if way != "pydub+ffmpeg-normalize")
    with tempfile.TemporaryDirectory(prefix="mastering-") as folder:
        speech = spoken(options.news, options.language)
        if options.minutes:
            compare(options, speech, Path(folder))
        if options.hours:
            long(options.hours, speech, Path(folder))


if __name__ == "__main__":
    main()
