"""Dates and times of day that print writes in figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ISO = re.compile(r"(?<![\w.,/-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_YEAR_FIRST = re.compile(r"(?<![\w.,/-])(\d{4})([/.])(\d{1,2})\2(\d{1,2})(?![\w/-]|\.\d)")
_SLASHED = re.compile(r"(?<![\w.,/-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-]|\.\d)")
_TO = re.compile(r"\s?[-–]\s?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A date that print wrote in figures."""

    day: int
    month: int
    year: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockWords:
    """A time of day as a twelve-hour clock says it."""

    hour: int  # 1–12
    minute: int
    part: str  # "night", "morning", "noon", "afternoon", "evening", or "" where print does not tell


def find_days(text: str) -> list[tuple[int, int, Day]]:
    """Where a text has dates in figures: start, end, date; 2021-03-08, 2021/3/8, 8/3/2021, 8.3.21."""
    found = [(match, int(match[3]), int(match[2]), int(match[1])) for match in _ISO.finditer(text)]
    found += [(match, int(match[4]), int(match[3]), int(match[1])) for match in _YEAR_FIRST.finditer(text)]
    for match in _SLASHED.finditer(text):
        if match[2] == "-" and len(match[4]) == 2:
            continue
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        day, month = int(match[1]), int(match[3])
        found.append((match, *((month, day) if month > 12 else (day, month)), year))
    days = [
        (match.start(), match.end(), Day(day=day, month=month, year=year))
        for match, day, month, year in found
        if 1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year < 3000
    ]
    return sorted(days, key=lambda item: item[0])


def times_with(words: Sequence[str]) -> re.Pattern[str]:
    """What finds times: figures, am or pm, and the words that a language's print has for 'o'clock'."""
    return re.compile(
        r"(?<![\d.,:])(?P<hour>\d{1,2})(?:(?P<sign>[:.])(?P<minute>\d{2}))?(?:\s?(?P<half>[aApP])\.?\s?[mM]\b\.?)?"
        rf"(?:\s?(?P<word>{'|'.join(words)})(?!\w))?(?![\d:]|\.\d)"
    )


def clock(match: re.Match[str], *, beside_time: bool = False) -> ClockWords | None:
    """The time of day that a match of `times_with` stands for; None where it is none.

    `beside_time`: another time stands on the other side of a dash, so that a bare figure is an hour too.
    """
    hour, minute, half, word = (
        int(match["hour"]),
        int(match["minute"] or 0),
        (match["half"] or "").lower(),
        match["word"],
    )
    told = half or word or match["sign"] == ":" or (beside_time and not match["sign"])
    if not told or hour > 24 or minute > 59:
        return None
    if half and 1 <= hour <= 12:
        return ClockWords(hour=hour, minute=minute, part=_part(hour % 12 + (12 if half == "p" else 0)))
    if hour > 12 or hour == 0:
        return ClockWords(hour=hour % 12 or 12, minute=minute, part=_part(hour % 24))
    return ClockWords(hour=hour, minute=minute, part="")


@dataclass(frozen=True, slots=True)
class Moment:
    """One time in a text, or two with a dash between them."""

    start: int
    end: int
    first: ClockWords
    second: ClockWords | None
    word: str  # print's own 'o'clock'; "" where it has none


def find_times(text: str, times: re.Pattern[str]) -> list[Moment]:
    """The times of a text in order: 10:30, 5 pm, 9-5 o'clock, 10:00-11:30."""
    found: list[Moment] = []
    matches = list(times.finditer(text))
    for place, match in enumerate(matches):
        if found and match.start() < found[-1].end:
            continue
        other = matches[place + 1] if place + 1 < len(matches) else None
        if other and _TO.fullmatch(text[match.end() : other.start()]) and (clock(match) or clock(other)):
            first, second = clock(match, beside_time=True), clock(other, beside_time=True)
            if first and second:
                found.append(Moment(match.start(), other.end(), first, second, other["word"] or match["word"] or ""))
                continue
        first = clock(match)
        if first:
            found.append(Moment(match.start(), match.end(), first, None, match["word"] or ""))
    return found


def _part(hour: int) -> str:
    """The part of the day to which an hour 0–23 belongs."""
    ends = ((4, "night"), (12, "morning"), (13, "noon"), (17, "afternoon"), (20, "evening"), (24, "night"))
    return next(part for end, part in ends if hour < end)
