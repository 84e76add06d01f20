"""The same small day on machines that are not as they should be, and whether it is the same day.

    python -m benchmarks.machines

Each run is the command in a process of its own: two short stories, read by rule, under one condition. Told are its exit
code, whether the episode has the same sound as without any condition, its processor time and most memory, and the
last line of what it complained of.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from packager.audio.wav import read_clip
from tests.day.test_archive import BESIDE, ENGLISH

STATION = """\
station: Demo Radio
timezone: Asia/Karachi
editions:
  ps: {anchor: [pashto]}
  ur: {anchor: [urdu]}
"""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What is different on a machine."""

    name: str
    folder: str = "day"
    environment: Mapping[str, str] = field(default_factory=dict)
    before: str = ""  # words of a shell before the command
    without: tuple[str, ...] = ()  # variables that are not there
    apart: bool = False  # in a name space of mounts of its own, which wants root


def conditions(folder: Path) -> Iterator[Condition]:
    """All of them; the first is none."""
    home = folder / "home"
    home.mkdir()
    shut = f"mount -t tmpfs -o ro none {home} && "
    yield Condition(name="nothing special")
    yield Condition(name="a home that cannot be written", environment={"HOME": str(home)}, before=shut, apart=True)
    yield Condition(name="Pashto letters and spaces in the path", folder="د خبرونو پوښۍ ۲۰۲۶")
    yield Condition(name="LANG=C, LC_ALL=C", environment={"LANG": "C", "LC_ALL": "C"})
    yield Condition(name="LC_ALL=C, and Python's own UTF-8 mode off", environment={"LC_ALL": "C", "PYTHONUTF8": "0"})
    yield Condition(name="neither HOME, LANG, TERM nor a terminal", without=("HOME", "LANG", "LC_ALL", "TERM"))
    yield Condition(name="standard streams closed", before="exec <&- >&- 2>&-; ")
    yield Condition(name="2 GB of address space in each process (ulimit -v)", before="ulimit -v 2097152 && ")


def main() -> int:
    """Run each, and print a line for each; 1 where one was another day."""
    bad, right = 0, None
    with tempfile.TemporaryDirectory() as scratch:
        for condition in conditions(Path(scratch)):
            place = _station(Path(scratch) / condition.folder)
            code, told, spent, most = _run(condition, place)
            sound = {path.name: read_clip(path).samples.tobytes() for path in sorted(place.glob("out/*/*/*.wav"))}
            right = right or sound
            same = bool(sound) and sound == right
            bad += code != 0 or not same
            line = f"exit code {code}, {'the same sound' if same else 'ANOTHER SOUND'}, {spent:.1f} s, {most} MB"
            print(f"{condition.name}: {line} {told}".rstrip(), flush=True)
            shutil.rmtree(place)
    return int(bool(bad))


def _station(place: Path) -> Path:
    (place / "in").mkdir(parents=True)
    for number in (1, 2):
        (place / "in" / f"road-{number}.txt").write_text(ENGLISH.format(number), "utf-8")
        for language, text in BESIDE.items():
            (place / "in" / f"road-{number}.{language}.txt").write_text(text.format(number), "utf-8")
    (place / "station.yaml").write_text(STATION, "utf-8")
    return place


def _run(condition: Condition, place: Path) -> tuple[int, str, float, int]:
    """Exit code, the last line of its complaints, processor time (s) and most memory (MB)."""
    environment = {name: value for name, value in os.environ.items() if name not in condition.without}
    environment.update(condition.environment)
    apart, words = ["unshare", "--mount"] * condition.apart, f'{condition.before}exec "$@"'
    command = [sys.executable, "-m", "packager", "build", "in", "--output", "out", "--date", "2026-11-28"]
    line = [*apart, "sh", "-c", words, "sh", *command]
    process = subprocess.Popen(
        line,
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr
    told = process.stderr.read().decode("utf-8", "replace").strip().splitlines()
    _, status, used = os.wait4(process.pid, 0)
    code = process.returncode = os.waitstatus_to_exitcode(status)
    return code, told[-1] if told else "", used.ru_utime + used.ru_stime, used.ru_maxrss >> 10


if __name__ == "__main__":
    sys.exit(main())
