"""Which order is given out next, and whether one may be: retries, what may leave this machine, and today's bundle."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from packager.day.archive.journal import Journal
from packager.day.archive.orders import FAILED, GONE, Order, Outcome
from packager.locks import EDITION, is_held

TRIES = 3  # for what fails for the moment: a worker that died, a service that was down
_LOOK = 2.0  # s between two looks whether a day is being made


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What all workers together may give to engines outside this machine. 0: no limit."""

    characters: int = 0  # in all runs of the archive
    a_minute: int = 0  # characters
    outside: int = 0  # engines and voices outside this machine that a story may be given to, one after the other

    def most(self, order: Order) -> int:
        """At most so many characters of a story leave this machine: every such engine is given all of it.

        A text of another language may be longer than its English.
        """
        return 2 * order.file.stat().st_size * self.outside if order.file.is_file() else 0


@dataclass
class Supply:
    """Gives out orders, and takes back what came of them."""

    orders: deque[Order]
    journal: Journal
    limits: Limits
    days: Path  # the output folder: where days are made
    clock: Callable[[], float] = time.monotonic
    out: dict[str, int] = field(default_factory=dict)  # order name → characters that are reserved for it
    refused: list[Outcome] = field(default_factory=list)  # what the cap left over
    noticed: Callable[[str], None] = lambda _: None  # told why nothing is given out now, and with "" when that is over
    _waiting: str = ""
    _looked: float = -_LOOK
    _given: deque[tuple[float, int]] = field(default_factory=deque)  # (moment, characters) of the last minute

    @property
    def over(self) -> bool:
        """Whether nothing is to be given out any more, and everything came back."""
        return not self.orders and not self.out

    def take(self) -> Order | None:
        """The next order; None where there is none now."""
        while self.orders:
            if self._held_up():
                return None
            order = self.orders.popleft()
            most = self.limits.most(order)
            if self.limits.characters and self.journal.sent + sum(self.out.values()) + most > self.limits.characters:
                whole = f"of {self.limits.characters:,} too few are left"
                what = f"up to {most:,} characters would leave this machine, and {whole}"
                self.refused.append(Outcome(order=order, state=FAILED, reason=what))
                continue
            self.out[order.name] = most
            self._given.append((self.clock(), most))
            return order
        return None

    def back(self, outcome: Outcome) -> Outcome | None:
        """Take an outcome; the same where it is the last word, None where the order is tried once more."""
        self.out.pop(outcome.order.name, None)
        self.journal.note(outcome)
        if outcome.state == GONE or (
            outcome.state == FAILED and outcome.again and self.journal.tries[outcome.order.name] < TRIES
        ):
            self.orders.append(outcome.order)
            return None
        return outcome

    def _held_up(self) -> bool:
        now = self.clock()
        if now - self._looked >= _LOOK:
            self._looked, before = now, self._waiting
            self._waiting = self._day_in_the_making()
            if self._waiting != before:
                self.noticed(self._waiting)
        if self._waiting:
            return True
        while self._given and now - self._given[0][0] > 60:
            self._given.popleft()
        return bool(self.limits.a_minute and sum(given for _, given in self._given) >= self.limits.a_minute)

    def _day_in_the_making(self) -> str:
        """A day's edition that is being made or published now; it goes before the archive."""
        for lock in sorted(self.days.glob(f"*-*-*/*/{EDITION}")):
            if is_held(lock):
                return f"{lock.parent.parent.name}/{lock.parent.name} is being made"
        return ""


def supply(orders: Sequence[Order], journal: Journal, limits: Limits, days: Path) -> Supply:
    """A supply of these orders, in their order."""
    return Supply(orders=deque(orders), journal=journal, limits=limits, days=days)
