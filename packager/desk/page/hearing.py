"""What was played to whom, and how far: the evidence that stands beside an approval.

A browser tells which part of which sound it played. It is believed as far as it can be: the sound must have been
fetched by the same browser, and no more of it can have been heard than time has passed since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from packager.records import Hearing

WHOLE = 0.97  # of a sound: the last breath may be cut by whoever goes on
LEAST = 0.3  # s; less is a slip of the finger
FASTEST = 2.0  # times as fast as it lies there: players go so far, and speech can be followed
GRACE = 1.0  # s, of clocks and of what a browser fetches before it plays

Part = tuple[float, float]  # from … to, seconds


@dataclass
class Played:
    """All that was played in one run of the page, by browser and by the sound's digest."""

    fetched: dict[tuple[str, str], float] = field(default_factory=dict)  # when last, on a clock that only goes on
    parts: dict[tuple[str, str], tuple[Part, ...]] = field(default_factory=dict)

    def fetch(self, browser: str, digest: str, now: float) -> None:
        """A browser was given a sound. A sound that it has already is not given anew, so the first time counts."""
        self.fetched.setdefault((browser, digest), now)

    def play(self, browser: str, digest: str, part: Part, now: float) -> None:
        """A browser says that it played this part of a sound."""
        key = browser, digest
        if key not in self.fetched or not 0 <= part[0] < part[1]:
            return
        told = joined([*self.parts.get(key, ()), part])
        if sum(end - start for start, end in told) <= (now - self.fetched[key]) * FASTEST + GRACE:
            self.parts[key] = told

    def hearing(self, browser: str, digest: str, seconds: float) -> Hearing:
        """How much of a sound was heard in a browser."""
        heard = sum(min(end, seconds) - min(start, seconds) for start, end in self.parts.get((browser, digest), ()))
        if heard >= WHOLE * seconds:
            return Hearing.WHOLE
        return Hearing.PART if heard >= LEAST else Hearing.NO


def joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts in order, those that meet made one.

    >>> joined([(2.0, 3.0), (0.0, 1.0), (0.9, 2.0)])
    ((0.0, 3.0),)
    """
    found: list[Part] = []
    for start, end in sorted(parts):
        if found and start <= found[-1][1] + 0.05:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)


def together(heard: Iterable[Hearing]) -> Hearing:
    """How much of a story was heard whose lines were heard so."""
    told = list(heard)
    if told and all(one is Hearing.WHOLE for one in told):
        return Hearing.WHOLE
    return Hearing.NO if all(one is Hearing.NO for one in told) else Hearing.PART
