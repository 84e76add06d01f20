"""What a value of the manifest must look like, beyond its type: each function says what is wrong, or "".

A manifest is edited by hand and sent by mail. What stands in it is looked at here, before any of it is used as a
name, a time or a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from packager.text.clock import seconds_of_slot
from packager.text.confine import name_fault, shown, slug_fault
from packager.text.printable import unprintable

Form = Callable[[Any], str]

LONGEST_TEXT = 60_000  # letters: over an hour of speech, and as much as intake takes of a whole story
LONGEST_LINE = 10_000  # letters: ten minutes in one breath
FIRST_YEAR, LAST_YEAR = 1970, 2200  # of anything that is dated here; beyond them the calendar's own limits are near
_CLOCK = re.compile(r"(?!99)\d{1,2}:[0-5]\d:[0-5]\d(?:\.\d{1,6})?", re.ASCII)  # 99:59:59.9999 rounds up


def plain(text: str) -> str:
    """Text that a terminal, a caption and a voice can all take."""
    if found := unprintable(text):
        return f"has {found} in it, which nobody can see and which shows the rest as something else"
    return f"has over {LONGEST_TEXT:,} letters" if len(text) > LONGEST_TEXT else ""


def spoken(text: str) -> str:
    """A line that is read."""
    return f"has over {LONGEST_LINE:,} letters" if len(text) > LONGEST_LINE else plain(text)


def slug(text: str) -> str:
    """A story's id or an episode's name: files are called by it."""
    fault = slug_fault(text)
    return f"'{shown(text)}' {fault}" if fault else ""


def name(text: str) -> str:
    """A file's name below a folder."""
    fault = name_fault(text)
    return f"'{shown(text)}' {fault}" if fault else ""


def day(text: str) -> str:
    """A date: 2026-11-23."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return f"'{shown(text)}' is not a day, such as 2026-11-23"
    return _year(found.year, text) or ("" if text == found.isoformat() else f"'{text}' is to be {found.isoformat()}")


def moment(text: str) -> str:
    """A time: 2026-11-23T06:00:00+05:00."""
    try:
        return _year(datetime.fromisoformat(text).year, text)
    except ValueError:
        return f"'{shown(text)}' is not a time, such as 2026-11-23T06:00:00+05:00"


def _year(year: int, text: str) -> str:
    return "" if FIRST_YEAR <= year <= LAST_YEAR else f"'{text}' is of the year {year}"


def clock(text: str) -> str:
    """A place in the episode: 00:01:12.340."""
    return "" if _CLOCK.fullmatch(text) else f"'{shown(text)}' is not a place in the episode, such as 00:01:12.340"


def slot(text: str) -> str:
    """A length: 15:00."""
    try:
        seconds_of_slot(text)
    except ValueError:
        return f"'{shown(text)}' is not a length, such as 15:00"
    return ""


@dataclass(frozen=True)
class Between:
    """A number within limits."""

    low: float
    high: float

    def __call__(self, value: float) -> str:
        """What is wrong with a number, or ""."""
        return "" if self.low <= value <= self.high else f"{value} is not between {self.low:g} and {self.high:g}"
