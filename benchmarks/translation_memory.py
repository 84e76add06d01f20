"""How long a look-up in a large translation memory takes, and how much memory.

    python benchmarks/translation_memory.py [--units 1000000] [--lookups 1000]

The units are English news-like sentences put together from a small vocabulary and a long tail of made-up
names, so that common words are common and every sentence is different. Exact look-ups alternate
between texts that are there and texts that are not; fuzzy ones ask for a kept sentence with a word changed.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from packager.translation.memory import Memory
from packager.translation.units import Unit

_WHO = "police officials residents doctors teachers farmers traders ministers soldiers aid-workers".split()  # noqa: SIM905
_DID = """said on Monday that|reported that|confirmed late on Thursday that|told reporters in Peshawar that|
    denied that|warned that|announced after the meeting that|agreed that""".replace("\n    ", "").split("|")
_WHAT = """the road to {} had reopened after {} days|{} had received {} tonnes of wheat|the school in {} would need {}
    new rooms|at least {1} people in {0} had been moved to safer ground|the hospital in {} had treated {} patients|talks
    in {} would go on for {} more weeks|the bridge near {} would cost {} million rupees""".replace("\n    ", " ").split(
    "|"
)
_SYLLABLES = "ba da gar khel kot la mar na pur ra sha ta wal zai abad gul jan koh mir sang tang yar".split()  # noqa: SIM905


def units(count: int, rng: random.Random) -> Iterator[Unit]:
    """Different units, the same for the same seed."""
    for number in range(count):
        place = "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).capitalize()
        what = rng.choice(_WHAT).format(place, rng.randint(2, 5000))
        source = f"{rng.choice(_WHO).capitalize()} {rng.choice(_DID)} {what}, report {number}."
        yield Unit(source=source, target=f"ژباړه {number}", language="ps", checked=bool(number % 2))


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--lookups", type=int, default=1000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.sqlite"
        with Memory.open(path) as memory:
            start = time.perf_counter()
            memory.learn(units(asked.units, random.Random(1)))
            took = time.perf_counter() - start
        print(f"learnt {asked.units:,} units in {took:.0f} s; file {path.stat().st_size / 2**20:.0f} MiB")
        _report_peak("while learning")
        _look_up(path, asked.units, asked.lookups)
    return 0


def _look_up(path: Path, kept: int, lookups: int) -> None:
    step = max(1, kept // lookups)
    sources = [unit.source for unit in itertools.islice(units(kept, random.Random(1)), 0, None, step)]
    with Memory.open(path) as memory:
        hits = _time("exact, there", sources, lambda text: memory.lookup(text, "ps") is not None)
        misses = _time("exact, not there", sources, lambda text: memory.lookup(f"{text} And more.", "ps") is not None)
        near = _time("fuzzy, a word changed", sources[:200], lambda text: _nearly(memory, text))
        far = _time("fuzzy, nothing near", sources[:200], lambda text: bool(memory.similar(text[::-1], "ps")))
    print(f"found: exact {hits} and {misses}, fuzzy {near} and {far}")
    _report_peak("in all")


def _nearly(memory: Memory, text: str) -> bool:
    """Whether the sentence itself is the best match for it with a word changed."""
    found = memory.similar(text.replace(" that ", " today that ", 1), "ps")
    return bool(found) and found[0].unit.source == text


def _time(name: str, texts: list[str], ask: Callable[[str], bool]) -> int:
    """Time each call, print median, 99th percentile and the slowest; how many were true."""
    times, found = [], 0
    for text in texts:
        start = time.perf_counter()
        found += ask(text)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    middle, at = times[len(times) // 2], times[int(len(times) * 0.99) - 1]
    print(f"{name:24}{len(times):6} asked   median {middle:8.3f} ms   99 % {at:8.3f}   slowest {times[-1]:8.3f}")
    return found


def _report_peak(when: str) -> None:
    print(f"peak memory {when}: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    sys.exit(main())
