"""Make an archive: what is not done yet, by whoever works, to the end; and say what became of it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packager.day.archive.crews import Crew
from packager.day.archive.journal import NAME, Journal
from packager.day.archive.orders import FAILED, LEFT, Found, Outcome
from packager.day.archive.places import REPORT, SUMS, Place, place_of
from packager.day.archive.supply import Limits, Supply, supply
from packager.day.archive.worker import Bench, Setup
from packager.day.plan import Asked
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.exit_codes import FAILED as NOTHING
from packager.locks import held
from packager.store import digest

ARCHIVES = ".archives"  # in the output folder: the journals of archives, and what is on its way to a storage


@dataclass(frozen=True, kw_only=True)
class Course:
    """How far an archive has come."""

    done: int  # orders that came to an end, in this run or before
    of: int
    failed: int
    a_minute: float  # in this run
    left: float | None  # seconds, as it goes; None while that cannot be said
    waiting: str  # why nothing goes on now; ""

    def told(self) -> str:
        """In a line."""
        if self.waiting:
            return f"{self.done:,} of {self.of:,}; waiting, for {self.waiting}"
        left = "" if self.left is None else f", {_time(self.left)} left"
        failed = f"; {self.failed:,} failed" if self.failed else ""
        return f"{self.done:,} of {self.of:,}, {self.a_minute:.1f} a minute{left}{failed}"


@dataclass(frozen=True, kw_only=True)
class Archived:
    """What became of an archive."""

    of: int
    before: int  # done before this run
    made: int
    failed: tuple[Outcome, ...]
    needs: Mapping[str, str]  # order name → what waits for a person
    unread: tuple[str, ...]  # files that could not even be read
    spoken: int  # utterances that engines were asked for, in this run
    sent: int  # characters to engines outside this machine, in all runs
    seconds: float  # of sound, in this run

    @property
    def exit_code(self) -> int:
        """Done; nothing could be made; or somebody has to look."""
        if not (self.failed or self.unread or self.needs):
            return DONE
        return NEEDS_PERSON if self.made or self.before else NOTHING

    def data(self) -> dict[str, Any]:
        """For a report in JSON."""
        return {
            "stories": self.of, "before": self.before, "made": self.made, "seconds": round(self.seconds, 1),
            "spoken": self.spoken, "sent": self.sent, "unread": list(self.unread),
            "failed": [
                {"story": one.order.story, "language": one.order.language, "file": str(one.order.file),
                 "why": one.reason}
                for one in self.failed
            ],
            "needs-a-person": dict(self.needs),
        }  # fmt: skip


Told = Callable[[Course], None]


def setup_of(asked: Asked, into: str | None) -> Setup:
    """Where an archive goes and what is kept of its making. Raises InputError for options that no station can have."""
    told = into or str(asked.output / "archive")
    told = told if "://" in told else str(Path(told).absolute())
    return Setup(asked=asked, into=told, scratch=(asked.output / ARCHIVES / digest(told)[:12]).absolute())


def archive(setup: Setup, found: Found, crew: Crew, limits: Limits, told: Told = lambda _: None) -> Archived:
    """Make what is not done. Raises PackagerError where somebody else is at it, or nothing can go on."""
    place = place_of(setup.into, setup.scratch)
    setup.scratch.mkdir(parents=True, exist_ok=True)
    with held(setup.scratch / ".lock", "packager archive"):
        journal = Journal.read(setup.scratch / NAME)
        done = place.done()
        todo = [order for order in found.orders if done.get(order.name) != order.of[:16]]
        before = len(found.orders) - len(todo)
        pace = _Pace(before, len(found.orders), told)
        given = supply(todo, journal, limits, setup.asked.output)
        given.noticed = pace.wait
        made = _followed(given, crew, pace)
        failed = (*made.failed, *given.refused)
        result = Archived(
            of=len(found.orders), before=before, made=made.count, failed=failed, spoken=made.spoken, sent=journal.sent,
            needs=_needs(place), unread=tuple(map(str, found.unreadable)), seconds=made.seconds,
        )  # fmt: skip
        place.put(SUMS, _sums(place))
        place.put(REPORT, json.dumps(result.data(), ensure_ascii=False, indent=1).encode())
    return result


@dataclass
class _Made:
    count: int = 0
    spoken: int = 0
    seconds: float = 0.0
    failed: tuple[Outcome, ...] = ()


@dataclass
class _Pace:
    """Tells how far it has come, at most once a second."""

    before: int
    of: int
    told: Told
    clock: Callable[[], float] = time.monotonic
    begun: float = 0.0
    last: float = -1.0
    waiting: str = ""
    far: tuple[int, int] = (0, 0)

    def wait(self, why: str) -> None:
        """Told when something else goes first, and with "" when it is over."""
        self.waiting, self.last = why, -1.0
        self.tell(*self.far)

    def tell(self, done: int, failed: int) -> None:
        """Told after each order."""
        self.far, now = (done, failed), self.clock()
        self.begun = self.begun or now
        if now - self.last < 1 and self.before + done + failed < self.of:
            return
        self.last, took = now, now - self.begun
        a_minute = 60 * (done + failed) / took if took > 0 else 0.0
        missing = self.of - self.before - done - failed
        left = 60 * missing / a_minute if a_minute and missing else None
        done_now = self.before + done + failed
        self.told(Course(done=done_now, of=self.of, failed=failed, a_minute=a_minute, left=left, waiting=self.waiting))


def _followed(given: Supply, crew: Crew, pace: _Pace) -> _Made:
    made = _Made()
    pace.tell(0, 0)
    for outcome in crew.work(given):
        made.spoken += outcome.spoken
        made.seconds += outcome.seconds
        last = given.back(outcome)
        if last and last.state == FAILED:
            made.failed = (*made.failed, last)
        elif last:
            made.count += last.state != LEFT or last.order.name not in given.journal.failed
        pace.tell(made.count, len(made.failed))
    return made


def _needs(place: Place) -> dict[str, str]:
    return {name: str(about["needs"]) for name, about in place.commits() if about.get("needs")}


def _sums(place: Place) -> bytes:
    """Digest and name of every file, as `sha256sum --check` reads them."""
    lines = [
        f"{told}  {name}/{file}\n"
        for name, about in place.commits()
        for file, told in sorted(about.get("files", {}).items())
    ]
    return "".join(lines).encode()


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{max(1, minutes)} min"


def outside(setup: Setup, languages: Sequence[str]) -> int:
    """Engines and voices outside this machine that one story may be given to, in the language that has the most.

    Raises InputError for a station that cannot be made.
    """
    bench, most = Bench.of(setup), 0
    for language in languages:
        programme = bench.programme(language)
        rungs = sum(not rung.local for rung in programme.translating.chain)
        voices = sum(not profile.stays_here for profile in programme.voices.profiles.values())
        most = max(most, rungs + voices)
    return most
