"""Give a parser what nobody meant it to get, for some minutes, and keep what it cannot take.

    python -m benchmarks.fuzz PARSER [PARSER …] --minutes 10 [--seed N] [--kept DIR]
    python -m benchmarks.fuzz list

A case is a few changes to an earlier one; a case to which the parser says something new joins the corpus of this run.
It fails where it raises anything but this program's own errors, where an error is no clear line, where what was read
breaks a promise of its records, after five seconds of processor time, and where it takes more than 300 MB. The parser
runs in a process of its own, so that a crash or a hang of a library is a failure like others. Failing cases are kept in
DIR/PARSER (default: fuzz-findings).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.fuzz.parsers import PARSERS
from benchmarks.fuzz.trying import try_for

HANGS = 20.0  # s of processor time without an end: given up, in whatever library it is
WAITS = 240.0  # s by the clock: a case that waits for something, on however busy a machine


def main() -> int:
    """Run, and tell a line for each parser; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parsers", nargs="+", metavar="PARSER", help=f"one of {', '.join(PARSERS)}; 'all'; 'list'")
    parser.add_argument("--minutes", type=float, default=10, help="by the clock, for each parser")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.parsers == ["list"]:
        print("\n".join(f"{name:12} {one.about}" for name, one in PARSERS.items()))
        return 0
    if asked.child:
        return try_for(asked.parsers[0], asked.minutes * 60, asked.seed, asked.child)
    names = list(PARSERS) if asked.parsers == ["all"] else asked.parsers
    return max([_fuzzed(name, asked.minutes, asked.seed, asked.kept / name) for name in names])


def _fuzzed(name: str, minutes: float, seed: int, kept: Path) -> int:
    """Run one parser in processes of its own until its time is over; how many findings there are, at most 1."""
    end, tried, slowest, most = time.monotonic() + minutes * 60, 0, 0.0, 0
    spent, found = 0.0, dict[str, bytes]()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        work = Path(folder)
        while (left := end - time.monotonic()) > 1:
            crashed = _child(name, left, seed, work)
            told = json.loads((work / "told.json").read_text()) if (work / "told.json").is_file() else {}
            tried, slowest = tried + told.get("tried", 0), max(slowest, told.get("slowest", 0.0))
            most, spent = max(most, told.get("megabytes", 0)), spent + told.get("cpu", 0.0)
            for case in sorted(work.glob("found-*.bin")):
                found.setdefault(case.with_suffix(".txt").read_text("utf-8"), case.read_bytes())
            if crashed and (work / "current").is_file():
                found.setdefault(crashed, (work / "current").read_bytes())
            for left_over in work.iterdir():
                if left_over.is_file():
                    left_over.unlink()
            seed += 1000
    for why, data in found.items():
        kept.mkdir(parents=True, exist_ok=True)
        place = kept / hashlib.sha256(data).hexdigest()[:12]
        place.with_suffix(".bin").write_bytes(data)
        place.with_suffix(".txt").write_text(why, "utf-8")
    print(
        f"{name:12} {minutes:5.1f} min, {spent / 60:5.1f} min of processor: {tried:8,} cases, slowest {slowest:.2f} s, "
        f"most {most} MB, {len(found)} findings",
        flush=True,
    )
    for why in found:
        print("    " + why.splitlines()[0][:200], flush=True)
    return min(1, len(found))


def _child(name: str, seconds: float, seed: int, work: Path) -> str:
    """Run a process until it ends; why it did not end well, "" where it did."""
    line = [sys.executable, "-m", "benchmarks.fuzz", name, "--minutes", str(seconds / 60), "--seed", str(seed)]
    with (work / "errors").open("wb") as errors:
        process = subprocess.Popen([*line, "--child", str(work)], stderr=errors)
    current, since, spent, moved = work / "current", 0.0, 0.0, time.monotonic()
    while process.poll() is None:
        time.sleep(0.5)
        stamp = current.stat().st_mtime if current.is_file() else 0.0
        if stamp != since:
            since, spent, moved = stamp, _cpu(process.pid), time.monotonic()
        elif _cpu(process.pid) - spent > HANGS or time.monotonic() - moved > WAITS:
            process.kill()
            process.wait()
            return f"hangs: over {HANGS:.0f} s"
    if process.returncode == 0:
        return ""
    return f"its process ended with {process.returncode}: {(work / 'errors').read_text('utf-8', 'replace')[-400:]}"


def _cpu(process: int) -> float:
    """Seconds of processor time that a process of this machine has taken, its ended children's with it."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
