"""Months and weekdays of a text, in English, Pashto and Urdu.

Tables written for this project from knowledge of newsroom usage on both sides of the border (Pakistani
weekday names in Pashto, Afghan ones, English names as Urdu writes them); not checked by a native reader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from packager.text.normalise import for_memory

_MONTHS = {
    "january": ("جنوري جنورۍ جنوری", "جنوری"),
    "february": ("فبروري فبرورۍ فرورۍ فروري فیبروري", "فروری"),
    "march": ("مارچ", "مارچ"),
    "april": ("اپریل اپرېل اېپرېل", "اپریل"),
    "may": ("می مې مۍ مئ مئی", "مئی مئ"),
    "june": ("جون", "جون"),
    "july": ("جولای جولايي جولایی جولائی جولاي جولی", "جولائی جولائ جولای"),
    "august": ("اګست اګسټ آګست اوګست", "اگست"),
    "september": ("سپتمبر سېپتمبر سپټمبر ستمبر سپتامبر", "ستمبر سپتمبر"),
    "october": ("اکتوبر اکټوبر", "اکتوبر"),
    "november": ("نومبر نوامبر نوممبر", "نومبر"),
    "december": ("دسمبر ډسمبر دېسمبر ډیسمبر دیسمبر", "دسمبر"),
}
_DAYS = {
    "monday": ("دوشنبه دوشنبې ګل پیر پير دوشنبی دوشنبو", "پیر سوموار منڈے"),
    "tuesday": ("سه‌شنبه سېشنبه سېشنبې نهه نهې سیشنبه سیشنبې سشنبه منګل ثلاثا", "منگل ٹیوزڈے"),
    "wednesday": ("چارشنبه چهارشنبه چارشنبې چهارشنبې شورو بده چارشمبه", "بدھ بدھوار وینزڈے"),
    "thursday": ("پنجشنبه پنجشنبې پنځشنبه پنځشنبې زیارت پنجشمبه جمعرات", "جمعرات تھرسڈے"),
    "friday": ("جمعه جمعې جومه جومې جمعي", "جمعہ جمعے فرائیڈے فرائڈے"),
    "saturday": ("شنبه شنبې خالي هفته شنبی شمبه سټرډی", "ہفتہ ہفتے سنیچر سیچر سیٹرڈے"),
    "sunday": ("یکشنبه یکشنبې اتوار یوشنبه یکشمبه سنډي سنډې سنډی", "اتوار سنڈے"),
}
_TWO_WORDS = re.compile(r"\b(سه|سی|دو|چهار|چار|پنج|پنځ|یک|یو)[ \u200c](شنب|شمب)")
_SHORT = {
    "jan": "january", "feb": "february", "aug": "august", "sept": "september", "sep": "september", "oct": "october",
    "nov": "november", "dec": "december",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
# 'May' and 'March' are months beside a figure or after such a word, else a verb and a walk.
_MONTH_BY_COMPANY = re.compile(
    r"(?:\d(?:st|nd|rd|th)?(?:\s+of)?|\b(?:in|of|by|since|until|till|late|early|mid|last|next|this|from|to|between|and|"
    r"end of))[\s-]+(May|March)\b|\b(May|March)\s+\d"
)


def _table(place: int, language: str, rows: Mapping[str, tuple[str, str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(for_memory(row[place], language).split()) for name, row in rows.items()}


_TARGETS = {
    language: {"month": _table(place, language, _MONTHS), "weekday": _table(place, language, _DAYS)}
    for place, language in enumerate(("ps", "ur"))
}
# Words that are more often something else: they prove a date kept, never another one put in.
_DOUBTFUL = {
    "ps": frozenset(for_memory("می مې مۍ مئ ګل پیر پير نهه نهې بده خالي هفته زیارت شورو نهی", "ps").split()),
    "ur": frozenset(for_memory("پیر ہفتہ ہفتے", "ur").split()),
}


def in_source(text: str) -> dict[str, str]:
    """The months and weekdays an English text names: {"march": "month", "friday": "weekday"}."""
    found = {match[1] or match[2] for match in _MONTH_BY_COMPANY.finditer(text)}
    names = {word.lower() for word in _WORD.findall(text) if word[0].isupper() and word not in ("May", "March")}
    names |= {word.lower() for word in found}
    names = {_SHORT.get(name, name) for name in names}
    return {name: "month" for name in names if name in _MONTHS} | {name: "weekday" for name in names if name in _DAYS}


def has(name: str, kind: str, text: str, language: str) -> bool:
    """Whether a Pashto or Urdu text names this month or weekday."""
    return bool(_TARGETS[language][kind][name] & _words(text, language))


def others(kind: str, wanted: Mapping[str, str], text: str, language: str) -> list[str]:
    """Months or weekdays that a text names beyond doubt and the source does not."""
    words = _words(text, language) - _DOUBTFUL[language]
    kept = frozenset[str]().union(*(_TARGETS[language][kind][name] for name, what in wanted.items() if what == kind))
    return [name for name, forms in _TARGETS[language][kind].items() if name not in wanted and forms & words - kept]


def forms(name: str, kind: str, language: str) -> frozenset[str]:
    """The folded spellings of a month or weekday."""
    return _TARGETS[language][kind][name]


def _words(text: str, language: str) -> frozenset[str]:
    folded = for_memory(text, language)
    if language == "ps":
        folded = _TWO_WORDS.sub(r"\1\2", folded)
    return frozenset(_WORD.findall(folded))
