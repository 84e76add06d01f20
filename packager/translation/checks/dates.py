"""Months and weekdays of a text, in English and in the language of its translation.

Their names are those of the languages' own calendars.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from packager.lang.normalise import for_memory
from packager.lang.registry import SOURCE, language

_WORD = re.compile(r"[^\W\d_]+")
# 'May' and 'March' are months beside a figure or after such a word, else a verb and a walk.
_MONTH_BY_COMPANY = re.compile(
    r"(?:\d(?:st|nd|rd|th)?(?:\s+of)?|\b(?:in|of|by|since|until|till|late|early|mid|last|next|this|from|to|between|and|"
    r"end of))[\s-]+(May|March)\b|\b(May|March)\s+\d"
)


_KINDS = ("month", "weekday")


@cache
def _names(kind: str) -> tuple[str, ...]:
    """The English names of the months, or of the weekdays, in small letters and in order."""
    calendar = language(SOURCE).calendar
    return tuple(row.said[0].lower() for row in (calendar.months if kind == "month" else calendar.weekdays))


@cache
def _short() -> Mapping[str, str]:
    """Short forms of the months; those of the weekdays are other words too often (sat, sun, wed)."""
    months = language(SOURCE).calendar.months
    return {short.lower(): row.said[0].lower() for row in months for short in row.known}


@cache
def _targets(code: str) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Kind → English name → the spellings of it in a language."""
    calendar = language(code).calendar
    rows = {"month": calendar.months, "weekday": calendar.weekdays}
    return {
        kind: {
            name: frozenset(word for form in row.known for word in for_memory(form, code).split())
            for name, row in zip(_names(kind), rows[kind], strict=True)
        }
        for kind in _KINDS
    }


def in_source(text: str) -> dict[str, str]:
    """The months and weekdays an English text names: {"march": "month", "friday": "weekday"}."""
    found = {match[1] or match[2] for match in _MONTH_BY_COMPANY.finditer(text)}
    names = {word.lower() for word in _WORD.findall(text) if word[0].isupper() and word not in ("May", "March")}
    names |= {word.lower() for word in found}
    names = {_short().get(name, name) for name in names}
    return {name: kind for kind in _KINDS for name in _names(kind) if name in names}


def has(name: str, kind: str, text: str, code: str) -> bool:
    """Whether a text names this month or weekday."""
    return bool(_targets(code)[kind][name] & _words(text, code))


def others(kind: str, wanted: Mapping[str, str], text: str, code: str) -> list[str]:
    """Months or weekdays that a text names beyond doubt and the source does not."""
    words = _words(text, code) - language(code).qa.doubtful_dates
    kept = frozenset[str]().union(*(_targets(code)[kind][name] for name, what in wanted.items() if what == kind))
    return [name for name, forms in _targets(code)[kind].items() if name not in wanted and forms & words - kept]


def forms(name: str, kind: str, code: str) -> frozenset[str]:
    """The folded spellings of a month or weekday."""
    return _targets(code)[kind][name]


@lru_cache(maxsize=512)
def _words(text: str, code: str) -> frozenset[str]:
    pattern, joined = language(code).qa.joined_words
    return frozenset(_WORD.findall(pattern.sub(joined, for_memory(text, code))))
