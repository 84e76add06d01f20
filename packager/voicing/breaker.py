"""What all runs on this machine know of the voice services: which are down, and what they were given today.

Kept in one small SQLite file in the store, so that two editions in two processes, and the run after
them, share one breaker, one budget and one number of requests at once. Nothing in it is an editor's
work: with the file gone, a dead service is asked a few times more and the day's count begins at none.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from packager.errors import EngineError
from packager.store import make_folder
from packager.voicing.cast import VoiceLimits

Clock = Callable[[], float]  # seconds since 1970: the one clock that all processes and the next run share

# No count and no seconds: a manifest in which nothing else changed stays as it was.
_RESTS = "it failed too often, and is left alone for a while"
_TABLES = """
CREATE TABLE IF NOT EXISTS breaker (service TEXT PRIMARY KEY, failures INTEGER NOT NULL, since REAL NOT NULL);
CREATE TABLE IF NOT EXISTS given (engine TEXT, day TEXT, characters INTEGER NOT NULL, PRIMARY KEY (engine, day));
"""


class Resting(EngineError):
    """A service that failed too often is left alone for a while; it was not asked."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """The breaker, the budget and the places of every voice service.

    The breaker opens after `limits.failures` failures in a row, whoever met them. It then refuses for
    `limits.rest` seconds, lets one request through, and closes if that is answered; if not, it refuses
    for as long again.
    """

    folder: Path
    day: str  # whose budget it is, ISO
    limits: VoiceLimits = field(default_factory=VoiceLimits)
    clock: Clock = time.time

    def troubled(self, service: str) -> bool:
        """Whether the service failed when it was last asked: it should be asked one thing at a time."""
        return self._breaker(service)[0] > 0

    def resting(self, service: str) -> str:
        """Why the service would not be asked now; "" where it would."""
        failures, since = self._breaker(service)
        return _RESTS if self._left(failures, since) else ""

    def admit(self, service: str) -> None:
        """Before each request. Raises Resting."""
        with self._changing() as database:
            failures, since = _row(database, service)
            if self._left(failures, since):
                raise Resting(_RESTS, where=service)
            if failures >= self.limits.failures:  # this request is the trial, and others wait for what it brings
                database.execute("UPDATE breaker SET since = ? WHERE service = ?", (self.clock(), service))

    def answered(self, service: str) -> None:
        """The service gave sound that can air."""
        with self._changing() as database:
            database.execute("DELETE FROM breaker WHERE service = ?", (service,))

    def failed(self, service: str, *, for_good: bool = False) -> None:
        """The service gave none; `for_good` where asking again would not help (no such host, no key)."""
        with self._changing() as database:
            failures = _row(database, service)[0] + 1
            told = max(failures, self.limits.failures) if for_good else failures
            database.execute("REPLACE INTO breaker VALUES (?, ?, ?)", (service, told, self.clock()))

    def reserve(self, engine: str, characters: int) -> None:
        """Take characters out of the engine's day. Raises EngineError where that is more than is left of it."""
        most = self.limits.characters_a_day.get(engine)
        with self._changing() as database:
            found = database.execute("SELECT characters FROM given WHERE engine = ? AND day = ?", (engine, self.day))
            given = int((found.fetchone() or (0,))[0])
            if most is not None and given + characters > most:
                what = f"{characters} characters are more than are left of today's {most}"
                raise EngineError(what, where=engine, hint="raise 'characters-a-day', or wait for tomorrow")
            database.execute("REPLACE INTO given VALUES (?, ?, ?)", (engine, self.day, given + characters))

    def give_back(self, engine: str, characters: int) -> None:
        """Put back characters that were reserved and then not sent."""
        with self._changing() as database:
            row = (characters, engine, self.day)
            database.execute("UPDATE given SET characters = characters - ? WHERE engine = ? AND day = ?", row)

    @contextmanager
    def place(self, service: str) -> Iterator[None]:
        """One of the service's places, which all processes share; waits until one is free."""
        import fcntl

        make_folder(self.folder)
        name = re.sub(r"[^\w.-]", "_", service)
        places = [self.folder / f"{name}.{number}.lock" for number in range(self.limits.at_once)]
        own = places[threading.get_ident() % len(places)]
        for tried, path in enumerate((*places, own)):
            wait = 0 if tried == len(places) else fcntl.LOCK_NB
            with path.open("w") as file:
                try:
                    # A lock falls with its file, so a killed process holds none.
                    fcntl.flock(file, fcntl.LOCK_EX | wait)
                except BlockingIOError:
                    continue
                yield
                return

    def _left(self, failures: int, since: float) -> float:
        """Seconds until the service may be asked; 0 where it may. A clock that was set back ends the wait."""
        passed = self.clock() - since
        return self.limits.rest - passed if failures >= self.limits.failures and 0 <= passed < self.limits.rest else 0.0

    def _breaker(self, service: str) -> tuple[int, float]:
        with self._changing() as database:
            return _row(database, service)

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """The file, for one change that nobody else's comes between."""
        make_folder(self.folder)
        with closing(sqlite3.connect(self.folder / "services.sqlite", timeout=30, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous = OFF")  # a lost count costs a request, a synced one milliseconds
            database.executescript(_TABLES)
            database.execute("BEGIN IMMEDIATE")
            with database:
                yield database


def _row(database: sqlite3.Connection, service: str) -> tuple[int, float]:
    """Failures in a row, and when the last one was or the last trial began."""
    row = database.execute("SELECT failures, since FROM breaker WHERE service = ?", (service,)).fetchone()
    return (int(row[0]), float(row[1])) if row else (0, 0.0)
