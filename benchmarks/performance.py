"""The table of docs/performance.md, by one command, in about five minutes on two cores.

    python -m benchmarks.performance NEWS.json

NEWS is a file of aligned news (news_dev.json's shape); each of its documents makes two stories of a day. Whole
processes, each with all that it started: the clock, processor time, and the most memory at any moment (what they share
counted once; Linux). Peers run in the same minutes as ours. What is not installed here is left out, and told.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

DAY = "2026-11-28"
COMMANDS = ("build", "convert", "review", "approve", "check", "publish", "daily", "doctor", "tidy", "engines", "models",
            "say", "lexicon", "memory", "names", "demo")  # fmt: skip
STATION = "editions: {ps: {voice: pashto}, ur: {voice: urdu}}\n"
PARTS = ("spoken", "phones", "voices", "memory", "checks")
_PACKAGES = ("packager", "numpy", "espeakng-loader", "lameenc", "soxr", "rapidfuzz", "pydub", "gTTS")


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a process took, with all it started."""

    wall: float  # s
    cpu: float  # s
    memory: float  # MB
    out: str

    def __str__(self) -> str:
        return f"{self.wall:.2f} s | {self.cpu:.2f} s | {self.memory:.0f} MB"


def run(*words: str, allowed: Sequence[int] = (0,)) -> Cost:
    """Run a command to its end. Leaves the program where it fails."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(words, stdout=out, stderr=errors)
        over, most = threading.Event(), [0.0]
        watcher = threading.Thread(target=_watch, args=(process.pid, over, most))
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        over.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if process.returncode not in allowed:
            raise SystemExit(f"{' '.join(words)}: ended with {process.returncode}: {errors.read().decode()[-500:]}")
        told = out.read().decode()
    return Cost(wall=wall, cpu=used.ru_utime + used.ru_stime, memory=most[0], out=told)


def _watch(process: int, over: threading.Event, most: list[float]) -> None:
    begun = time.monotonic()
    while not over.wait(0.02 if time.monotonic() < begun + 1 else 0.5):
        most[0] = max(most[0], sum(map(_held, _with_children(process))))


def _with_children(process: int) -> list[int]:
    found = [process]
    for one in found:
        for told in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, told.read_text(encoding="ascii").split())
            except OSError:  # it has just ended
                continue
    return found


def _held(process: int) -> float:
    """Memory of a process in MB, its share of what it shares."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def python(*words: str, allowed: Sequence[int] = (0,)) -> Cost:
    """Run a module of Python."""
    return run(sys.executable, "-W", "ignore", "-m", *words, allowed=allowed)


def machine() -> str:
    """The machine and the versions, in words."""
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text(encoding="ascii"))
    ffmpeg = subprocess.run(["ffmpeg", "-version"], capture_output=True, text=True, check=True).stdout.split()[2]
    versions = [f"{name} {metadata.version(name)}" for name in _PACKAGES if _there(name)]
    what = f"{len(os.sched_getaffinity(0))} cores of {model[1] if model else platform.machine()}"
    gigabytes = int(memory[1]) / 2**20 if memory else 0
    return f"{what}, {gigabytes:.0f} GB; Python {platform.python_version()}, FFmpeg {ffmpeg}, {', '.join(versions)}"


def _there(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False


def start_up() -> None:
    """How long each command takes to say what it does."""
    print("\n| start-up: `--help` | clock | processor | memory |\n|---|---|---|---|")
    print(f"| Python with nothing in it | {_least(sys.executable, '-c', 'pass')} |")
    for command in COMMANDS:
        print(f"| `packager {command}` | {_least(sys.executable, '-m', 'packager', command, '--help')} |", flush=True)
    if peer := shutil.which("gtts-cli", path=f"{Path(sys.executable).parent}:{Path(sys.base_prefix) / 'bin'}"):
        print(f"| `gtts-cli` | {_least(peer, '--help')} |")


def _least(*words: str) -> Cost:
    return min((run(*words) for _ in range(3)), key=lambda cost: cost.cpu)


def stories(news: Path, folder: Path) -> int:
    """Two articles of each document, with their human translations, and nothing in both; how many there are."""
    folder.mkdir()
    documents = json.loads(news.read_text(encoding="utf-8"))["documents"]
    for number, document in enumerate(documents):
        told = document["segments"]
        for half, segments in enumerate((told[: len(told) // 2], told[len(told) // 2 :])):
            article = {
                "headline": segments[0]["en"],
                "publisher": document["outlet"],
                "paragraphs": [segment["en"] for segment in segments[1:]],
                "translations": {to: [segment[to] for segment in segments] for to in ("ps", "ur")},
            }
            text = json.dumps(article, ensure_ascii=False, indent=1)
            (folder / f"story-{number:02}{'ab'[half]}.yaml").write_text(text, encoding="utf-8")
    return 2 * len(documents)


def day(news: Path, place: Path) -> None:
    """The cold day, by hand too; the warm day; one line edited."""
    articles, out = place / "articles", place / "out"
    many = stories(news, articles)
    station, plain = place / "station.yaml", place / "plain.yaml"
    station.write_text(STATION, encoding="utf-8")
    plain.write_text(f"{STATION}formats: {{mp3: false}}\n", encoding="utf-8")

    def build(path: Path, *more: str) -> Cost:
        words = ("build", str(articles), "--station", str(path), "--output", str(out), "--date", DAY, *more)
        return python("packager", *words, allowed=(0, 3))

    cold = build(station)
    minutes = sum(_minutes(out / DAY / to / f"{DAY}-{to}.wav") for to in ("ps", "ur"))
    print(f"\n| {many} stories × 2 languages | clock | processor | memory |\n|---|---|---|---|")
    print(f"| cold: nothing known, {minutes:.1f} min of programme | {cold} |", flush=True)
    hand = python("benchmarks.by_hand", str(articles), "ur", str(place / "hand"))
    by_hand = float(hand.out) / 60
    print(f"| by hand, Urdu alone: {by_hand:.1f} min | {hand} |", flush=True)
    ratios = [getattr(hand, of) / by_hand / (getattr(cold, of) / minutes) for of in ("wall", "cpu")]
    each = [f"{getattr(cost, of) / length:.2f} s" for cost, length in ((cold, minutes), (hand, by_hand))
            for of in ("wall", "cpu")]  # fmt: skip
    print(f"| a minute of programme: ours | {each[0]} | {each[1]} | |\n| by hand | {each[2]} | {each[3]} | |")
    print(f"| **ours is faster by** | **{ratios[0]:.1f} ×** | **{ratios[1]:.1f} ×** | |", flush=True)
    print(f"| warm: nothing new | {build(station)} |", flush=True)
    length = _minutes(out / DAY / "ps" / f"{DAY}-ps.wav")
    _edit(out / DAY / "ps" / "manifest.yaml")
    print(f"| one line edited, Pashto, {length:.1f} min, with MP3 | {build(station, '--edition', 'ps')} |", flush=True)
    build(plain, "--edition", "ps")
    _edit(out / DAY / "ps" / "manifest.yaml")
    print(f"| the same, WAV alone | {build(plain, '--edition', 'ps')} |", flush=True)
    mastering(out, place)


def _minutes(wav: Path) -> float:
    """Length of a mono WAV at 48 kHz with 24 bits, nearly."""
    return wav.stat().st_size / (48_000 * 3) / 60


def _edit(manifest: Path) -> None:
    """An editor adds a word to a line in the middle."""
    lines = manifest.read_text(encoding="utf-8").split("\n")
    at = [number for number, line in enumerate(lines) if line.lstrip(" -").startswith("ps: ") and '"' not in line]
    lines[at[len(at) // 2]] += " نن"
    manifest.write_text("\n".join(lines), encoding="utf-8")


def mastering(out: Path, place: Path) -> None:
    """Ten minutes of the day's clips, mastered in three ways."""
    clips, seconds = place / "clips", 0.0
    clips.mkdir()
    for number, wav in enumerate(sorted(path for path in out.rglob("*.wav") if path.parent.parent.name == "clips")):
        if seconds < 600:
            shutil.copy(wav, clips / f"{number:04}.wav")
            seconds += _minutes(wav) * 60 + 0.4
    costs = {}
    for way in ("ours", "floor", "ffmpeg loudnorm"):
        (place / way).mkdir()
        costs[way] = python("benchmarks.mastering_ways", way, str(clips), str(place / way))
        if way == "ours":
            shutil.copy(place / way / "out.wav", place / "ready.wav")
    what = f"mastering {seconds / 60:.1f} min to WAV and MP3"
    print(f"\n| {what} | clock | processor | memory | clock against the floor |\n|---|---|---|---|---|")
    names = {"ours": "ours", "floor": "MP3 alone (the floor)", "ffmpeg loudnorm": "FFmpeg's loudnorm, two passes"}
    for way, cost in costs.items():
        print(f"| {names[way]} | {cost} | {cost.wall / costs['floor'].wall:.2f} × |", flush=True)


def main() -> None:
    """Print the table, a part at a time."""
    news, begun = Path(sys.argv[1]).resolve(), time.monotonic()
    print(f"{machine()}. Load at the beginning {os.getloadavg()[0]:.1f}", end="")
    print(" (busy: clocks are worth nothing)." if os.getloadavg()[0] > 2 else ".")
    start_up()
    print("\n| parts, in processor time of one process | ours | peer | ours is faster by |\n|---|---|---|---|")
    for part in PARTS:
        print(python("benchmarks.performance_parts", part, str(news)).out, end="", flush=True)
    with tempfile.TemporaryDirectory(prefix="performance-") as place:
        day(news, Path(place))
    print(f"\nTaken in {(time.monotonic() - begun) / 60:.1f} minutes; load at the end {os.getloadavg()[0]:.1f}.")


if __name__ == "__main__":
    main()
