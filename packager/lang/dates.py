"""What English print has in all languages: names of months and weekdays, decades and eras."""

from __future__ import annotations

import re

from packager.lang.calendar import read

_ENGLISH = "packager.lang.en"
_MONTHS = {
    name: number for number, month in enumerate(read(_ENGLISH, "months.tsv"), 1) for name in (*month.said, *month.known)
}
_SHORT_OR_WORD = {"May", "March", "Mar", "Jan", "Feb", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"}
_FULL = "|".join(name for name in _MONTHS if name not in _SHORT_OR_WORD)
_ANY = "|".join(sorted(_MONTHS, key=len, reverse=True))
LATIN_MONTH = re.compile(rf"(?<![A-Za-z])(?:({_FULL})|(?<=\d )({_ANY})\.?|({_ANY})\.?(?=\s\d))(?![A-Za-z])")
_HYPHENED = re.compile(rf"(?<=\d)-({_ANY})-(?=\d)")
_WEEKDAYS = {day.said[0]: number for number, day in enumerate(read(_ENGLISH, "weekdays.tsv"), 1)}
LATIN_WEEKDAY = re.compile(r"(?<![A-Za-z])(" + "|".join(_WEEKDAYS) + r")(?![A-Za-z])")
DECADE = re.compile(r"(?<![\w.,])'?(\d{1,3}0)'?s(?![A-Za-z])")
ERA = re.compile(r"(?<![\d.,])(\d{1,4})\s?(BCE|BC|AD|CE|AH|A\.D\.|B\.C\.)(?![A-Za-z])")


def unhyphened(text: str) -> str:
    """16-Dec-2014 with spaces for its hyphens."""
    return _HYPHENED.sub(r" \1 ", text)


def latin_month(match: re.Match[str]) -> int:
    """The month that an English name stands for."""
    return _MONTHS[match[1] or match[2] or match[3]]


def latin_weekday(match: re.Match[str]) -> int:
    """The weekday that an English name stands for: 1 Monday … 7 Sunday."""
    return _WEEKDAYS[match[1]]
