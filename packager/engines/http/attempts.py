"""Asking a service again: how long, how often, and with what pauses between.

Every wait is bounded twice, by a number of attempts and by a budget of time for the whole call. Time,
and the chance that spreads pauses, come from outside.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from packager.errors import EngineError

if TYPE_CHECKING:
    from packager.engines.settings import Settings

T = TypeVar("T")
OPTIONS = ("timeout", "time-budget", "attempts")
BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})  # HTTP statuses worth asking again
_LONGEST_PAUSE = 60.0  # seconds between two attempts, unless the server asks for more
_SPREAD = 0.5  # of a pause, added by chance: many stations must not all come back in the same second


class Clock(Protocol):
    """Time as it passes, waiting, and chance: what a test has in its own hand."""

    def now(self) -> float:
        """Seconds, from any beginning, never going back."""

    def sleep(self, seconds: float) -> None:
        """Wait."""

    def chance(self) -> float:
        """A number from 0 to 1, another each time."""


class SystemClock:
    """The real one."""

    def now(self) -> float:
        """Seconds of the monotonic clock."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    def chance(self) -> float:
        """Evenly from 0 to 1."""
        return random.random()


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """How long to go on asking."""

    timeout: float = 120.0  # seconds without a byte from the server
    budget: float = 600.0  # seconds for one call of the engine, all requests and pauses in it
    attempts: int = 4  # of one request


def read_patience(settings: Settings, timeout: float = 120, budget: float = 600) -> Patience:
    """The patience that a station's options ask for; the defaults in seconds. Raises InputError."""
    return Patience(
        timeout=settings.number("timeout", timeout, 0.05, 3600),
        budget=settings.number("time-budget", budget, 0.1, 24 * 3600),
        attempts=settings.whole("attempts", 4, 1, 20),
    )


@dataclass(frozen=True)
class Trouble:
    """What was wrong with an attempt that is worth repeating."""

    what: str
    wait: float | None = None  # seconds that the server wants to be left alone


def busy(status: int, headers_retry_after: str = "") -> Trouble:
    """A server that says with one of `BUSY` that it cannot answer now."""
    told = "is busy" if status == 429 else "has failed"
    return Trouble(f"the server {told} ({status})", retry_after(headers_retry_after))


def retry_after(header: str) -> float | None:
    """Seconds that Retry-After asks for, as a number or a date; None where it does not (RFC 9110, 10.2.3)."""
    if header.strip().isdigit():
        return float(header)
    try:
        then = parsedate_to_datetime(header)
    except (TypeError, ValueError):
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())


@dataclass(frozen=True)
class Caller:
    """How an engine asks its service: under which name, for how long, and by which clock."""

    engine: str
    patience: Patience
    clock: Clock = field(repr=False, compare=False)

    def call(self, instead: str) -> Call:
        """A call that begins now; `instead` is what a producer can do when nothing comes of it."""
        until = self.clock.now() + self.patience.budget
        return Call(engine=self.engine, patience=self.patience, clock=self.clock, until=until, instead=instead)


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of an engine: some requests, one budget of time."""

    engine: str  # as errors call it
    patience: Patience
    clock: Clock
    until: float  # on the clock
    instead: str = "let another engine translate"  # what a producer can do meanwhile

    def answer(self, once: Callable[[float], T | Trouble]) -> T:
        """What `once` gives, tried again while it gives a Trouble; it is told how many seconds are left.

        Raises EngineError when the attempts or the time are used up.
        """
        last = Trouble("")
        for attempt in range(self.patience.attempts):
            if attempt:
                self._pause(last, attempt)
            left = self.until - self.clock.now()
            if left <= 0:
                raise EngineError("the time given to one call is over", where=self.engine)
            got = once(left)
            if not isinstance(got, Trouble):
                return got
            last = got
        times = f", {self.patience.attempts} times in a row" if self.patience.attempts > 1 else ""
        raise self._given_up(f"{last.what}{times}")

    def _pause(self, last: Trouble, attempt: int) -> None:
        """Wait as the server asks, else twice as long each time; raise where that would outlast the budget."""
        least = last.wait if last.wait is not None else min(2.0 ** (attempt - 1), _LONGEST_PAUSE)
        left = self.until - self.clock.now()
        if least >= left:
            raise self._given_up(
                f"{last.what}; waiting {least:.0f} s more would outlast the {self.patience.budget:.0f} s "
                "given to one call"
            )
        spread = min(least, _LONGEST_PAUSE) * _SPREAD * self.clock.chance()
        self.clock.sleep(min(least + spread, (least + left) / 2))

    def _given_up(self, what: str) -> EngineError:
        return EngineError(what, where=self.engine, hint=f"try again later, or {self.instead}")
