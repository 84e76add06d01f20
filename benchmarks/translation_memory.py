"""How long a look-up in a large translation memory takes, how much memory it needs, and what fuzzy ones overlook.

    python -m benchmarks.translation_memory NEWS.json [--units 1000000] [--lookups 200] [--folder DIR]

The units are lines in the words of real news (`benchmarks.news_units`); the questions are kept lines changed as an
editor's day changes them. What a fuzzy look-up should have found is told by a full scan: every unit's text compared
letter by letter with each question. With a folder the memory stays there and is not made again.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.news_units import News, questions, units
from packager.lang.normalise import for_memory
from packager.translation.memory import Memory
from packager.translation.units import Match, Unit

LEAST = 75  # per cent alike
T = TypeVar("T")


@dataclass(frozen=True)
class Recall:
    """What fuzzy look-ups found of what a full scan finds."""

    asked: int  # questions to which the full scan has an answer
    found: int  # … and the memory too
    best: int  # … as good as the scan's best
    three: int  # of the scan's first three answers to each, so many the memory has too, or others as good
    of: int

    def __str__(self) -> str:
        """The shares."""
        return (
            f"of {self.asked} questions with an answer {self.found} found one ({self.found / self.asked:.1%}), "
            f"{self.best} the best there is ({self.best / self.asked:.1%}); of first threes {self.three / self.of:.1%}"
        )


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--lookups", type=int, default=200)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    news = News(asked.news)
    with tempfile.TemporaryDirectory() as scratch:
        path = (asked.folder or Path(scratch)) / f"memory-{asked.units}.sqlite"
        if not path.is_file():
            _learn(path, news, asked.units)
        _look_up(path, news, asked.units, asked.lookups)
    return 0


def _learn(path: Path, news: News, count: int) -> None:
    with Memory.open(path) as memory:
        start, cpu = time.perf_counter(), time.process_time()
        memory.learn(units(news, count))
        took, spent = time.perf_counter() - start, time.process_time() - cpu
        size = path.stat().st_size
        print(f"learnt {count:,} units in {took:.0f} s ({spent:.0f} s of processor)")
        print(f"on disk {size / 2**20:.0f} MiB, {size / count:.0f} bytes a unit")
        more = itertools.islice(units(news, 200, seed=5), 200)
        _time("learnt one by one, synced", list(more), lambda unit: memory.learn([unit]))
    _report_peak("while learning")


def _look_up(path: Path, news: News, count: int, lookups: int) -> None:
    texts = [for_memory(unit.source, "en") for unit in units(news, count)]
    kept = random.Random(3).choices(range(count), k=lookups)
    sources = dict(_at(news, count, set(kept)))
    old = [sources[place] for place in kept]
    new = questions(news, old)
    with Memory.open(path) as memory:
        _time("exact, there", old, lambda text: memory.lookup(text, "ps"))
        _time("exact, not there", old, lambda text: memory.lookup(f"{text} And more.", "ps"))
        near = _time("fuzzy, an editor's change", new, lambda text: memory.similar(text, "ps", least=LEAST))
        _time("fuzzy, nothing near", old, lambda text: memory.similar(text[::-1], "ps", least=LEAST))
    _report_peak("of this script, which holds all texts")
    print(_recall(near, new, texts))


def _at(news: News, count: int, places: set[int]) -> list[tuple[int, str]]:
    return [(place, unit.source) for place, unit in enumerate(units(news, count)) if place in places]


def _recall(found: list[tuple[Match, ...]], asked: list[str], texts: list[str]) -> Recall:
    """The answers against a full scan's."""
    from rapidfuzz import fuzz, process

    answered = some = best = three = of = 0
    for matches, text in zip(found, asked, strict=True):
        folded = for_memory(text, "en")
        near = process.extract(folded, texts, scorer=fuzz.ratio, score_cutoff=LEAST, limit=3)
        want = [100 if other == folded else min(99, int(score)) for other, score, _ in near]
        have = [match.score for match in matches]
        if want:
            answered, some, best = answered + 1, some + bool(have), best + (have[:1] >= want[:1])
            of, three = of + len(want), three + sum(one >= other for one, other in zip(have, want, strict=False))
    return Recall(asked=answered, found=some, best=best, three=three, of=of)


def _time(name: str, given: list[Unit] | list[str], ask: Callable[..., T]) -> list[T]:
    """Time each call, and print median, 99th percentile and the slowest, in ms by the clock and of processor time."""
    clock, cpu, answers = [], [], []
    for one in given:
        start, spent = time.perf_counter(), time.process_time()
        answers.append(ask(one))
        clock.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - spent) * 1000)
    for times in (clock, cpu):
        times.sort()
    middle, at = len(clock) // 2, int(len(clock) * 0.99) - 1
    told = f"median {clock[middle]:8.3f} ms   99 % {clock[at]:8.3f}   slowest {clock[-1]:8.3f}"
    print(f"{name:26}{len(clock):5} asked   {told}   processor: median {cpu[middle]:.3f}", flush=True)
    return answers


def _report_peak(when: str) -> None:
    print(f"peak memory {when}: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    sys.exit(main())
