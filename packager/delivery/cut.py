"""One file for playout: its number, its name, when it may air, and where its sound begins and ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from packager.errors import InputError
from packager.records import Kind, Placed

HIGHEST = 999_999  # Rivendell's cart numbers are six figures at most
NAME_LENGTH = 48  # characters of a file name, with its suffix: LibreTime cuts longer ones


@dataclass(frozen=True, kw_only=True)
class CartPlan:
    """An edition's place in the playout system, as its station decides."""

    first: int  # cart number of the programme; its stories follow
    last: int
    group: str = "NEWS"  # Rivendell's group, which must allow these numbers
    category: str = "NEWS"  # of the cart chunk
    at: str = ""  # "08:00:00": not to air before; "" for the whole day
    hours: int = 24  # how long it may air from then


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """A programme, or one story, as its metadata tells it."""

    number: int  # 1 … HIGHEST: cart number, CutID, and first part of the file name
    id: str  # ASCII: "2026-11-23-ps", or the story's id
    title: str  # in the language
    language: str  # ps or ur
    station: str
    zone: tzinfo  # every date and time in a chunk is in this zone
    made: datetime  # aware
    starts: datetime  # aware: not to air before
    ends: datetime  # aware: not to air after
    english: str = ""  # the title in English
    out_words: str = ""  # the last words, in the language
    category: str = "NEWS"
    url: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.number <= HIGHEST:
            raise InputError(f"{self.number} is not a cart number", hint=f"give the edition one from 1 to {HIGHEST}")
        if self.ends < self.starts:
            raise InputError(f"{self.id} may not air after {self.ends:%Y-%m-%d %H:%M}, which is before it starts")

    def local(self, moment: datetime) -> datetime:
        """A moment on the station's clock."""
        return moment.astimezone(self.zone)

    def file_name(self, suffix: str) -> str:
        """The file's name for playout: `NNNNNN_slug.suffix`, ASCII, at most NAME_LENGTH characters."""
        return file_name(self.number, self.id, suffix)


@dataclass(frozen=True, kw_only=True, slots=True)
class Timers:
    """Where a file's sound begins and ends, in seconds from its first sample."""

    start: float  # first sound
    end: float  # last sound ends
    intro_end: float | None = None  # first word, where an ident stands before it
    segue: float | None = None  # the next element may start; None: at `end`


def file_name(number: int, name: str, suffix: str) -> str:
    """A number and a name as a file name.

    >>> file_name(310000, "2026-11-23-ps", ".wav")
    '310000_2026-11-23-ps.wav'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-") or "cut"
    return f"{number:06}_{slug[: NAME_LENGTH - 7 - len(suffix)].strip('-')}{suffix}"


def air_window(day: date, zone: tzinfo, at: str = "", hours: int = 24) -> tuple[datetime, datetime]:
    """First and last second at which a day's cut may air, on the station's clock.

    Without `at` ("23:30") the whole day. With it, from then for `hours`, over midnight if need be.
    """
    if not at:
        return datetime.combine(day, time(), zone), datetime.combine(day, time(23, 59, 59), zone)
    try:
        start = datetime.combine(day, time.fromisoformat(at), zone)
    except ValueError as error:
        raise InputError(f"'{at}' is not a time of day", hint="write it as 08:00") from error
    return start, start + timedelta(hours=hours, seconds=-1)


def cut_numbers(first: int, last: int, names: Sequence[str], known: Mapping[str, int] | None = None) -> dict[str, int]:
    """A cart number for each name: `first` for the first, the programme; the next free one for each story.

    `known` are numbers of an earlier run, which stay, so that no file changes its cart when a story comes
    in, moves or is killed: give the held and the killed ones too. Raises InputError where the range is too small.
    """
    if first + len(names) - 1 > last:
        raise InputError(
            f"{len(names)} files and only {last - first + 1} cart numbers ({first} to {last})", hint="give it more"
        )
    taken = {number: name for name, number in (known or {}).items() if name in names[1:] and first < number <= last}
    kept = {name: number for number, name in taken.items()}
    free = iter(sorted(set(range(first + 1, last + 1)) - set(taken)))
    return {name: first if not place else kept.get(name) or next(free) for place, name in enumerate(names)}


def timers(placed: Sequence[Placed]) -> Timers:
    """The timers of a programme. Raises InputError for one without a sound."""
    if not placed:
        raise InputError("there is nothing in the programme")
    speech = [item.start for item in placed if item.segment.clips]
    opens = placed[0].segment.kind is Kind.IDENT and bool(speech)
    return Timers(
        start=min(item.start for item in placed),
        end=max(item.start + item.seconds for item in placed),
        intro_end=min(speech) if opens else None,
    )
