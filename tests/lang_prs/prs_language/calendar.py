"""Dates and times in Dari."""

from __future__ import annotations

import re

from packager.lang import calendar
from packager.lang import dates as days
from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.text import moments
from packager.text.figures import FREE, around

_ROWS = calendar.read(__package__ or "", "months.tsv")
_DAYS = calendar.read(__package__ or "", "weekdays.tsv")
_SAID = {number: row.said[0] for number, row in enumerate(_ROWS, 1)}
_PRINTED = {form: row.said[0] for row in _ROWS for form in (*row.said, *row.printed)}
_MONTH = "|".join(sorted(_PRINTED, key=len, reverse=True))
_DATE = re.compile(rf"{FREE}(\d{{1,2}})(?:م| ام)?\s({_MONTH})(?!\w)(?:،?\s(?:سال\s)?(\d{{4}})(?!\d))?")
_YEAR = re.compile(rf"{FREE}(\d{{4}})\s?(م|ه|هجری|میلادی|خورشیدی)(?!\w)")
_ORDINAL = re.compile(rf"{FREE}(\d[\d,]*)\s?(?:مین|م|ام|st|nd|rd|th)(?!\w)")
_TIME = moments.times_with(("بجه", "بجۀ"))
_PARTS = {"night": "شب", "morning": "صبح", "noon": "چاشت", "afternoon": "بعد از ظهر", "evening": "شام"}


def months(text: str, _grammar: Grammar, _options: SpokenOptions) -> str:
    """English names of months and weekdays."""
    if not re.search("[A-Z]", text):
        return text
    text = days.LATIN_MONTH.sub(lambda match: f" {_SAID[days.latin_month(match)]} ", days.unhyphened(text))
    text = days.LATIN_WEEKDAY.sub(lambda match: f" {_DAYS[days.latin_weekday(match) - 1].said[0]} ", text)
    return re.sub("  +", " ", text)


def dates(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """۲۳ نومبر ۲۰۲۶ → بیست و سوم نومبر دو هزار و بیست و شش."""
    for start, end, day in reversed(moments.find_days(text)):
        text = f"{text[:start]}{day.day} {_SAID[day.month]} {day.year}{text[end:]}"

    def said(match: re.Match[str]) -> str:
        day, month, year = match.groups()
        if not 1 <= int(day) <= 31:
            return match[0]
        tail = f" {grammar.cardinal(int(year), options)}" if year else ""
        return f" {grammar.ordinal(int(day), '')} {_PRINTED[month]}{tail} "

    return _DATE.sub(said, text)


def times(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """ساعت ۱۰:۳۰ → ساعت ده و نیم; 18:00, 5 pm."""

    def said(match: re.Match[str]) -> str:
        time = moments.clock(match)
        if time is None:
            return match[0]
        hour = grammar.cardinal(time.hour, options)
        if time.minute == 30:
            hour = f"{hour} و نیم"
        elif time.minute:
            hour = f"{hour} و {grammar.cardinal(time.minute, options)} دقیقه"
        before, after = around(match)
        part = (
            _PARTS.get(time.part, "") if before not in _PARTS.values() and after[:1] != [_PARTS.get(time.part)] else ""
        )
        return f" {hour} {'بجه' if match[5] else ''} {part} "

    return _TIME.sub(said, text)


def eras(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """2018م, the 1960s, 500 BC."""
    words = grammar.words
    names = {"م": words.christian, "میلادی": words.christian, "ه": words.hijri, "هجری": words.hijri, "AH": words.hijri}
    names |= {"BC": words.before_christ, "BCE": words.before_christ, "خورشیدی": "خورشیدی"}

    def said(match: re.Match[str]) -> str:
        return f" {grammar.number(match[1], options)} {names.get(match[2], words.christian)} "

    text = days.DECADE.sub(lambda match: f" دهه {grammar.number(match[1], options)} ", text)
    return days.ERA.sub(said, _YEAR.sub(said, text))


def ordinals(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """۵م, 1st."""
    return _ORDINAL.sub(lambda match: f" {grammar.ordinal(int(match[1].replace(',', '')), '')} ", text)


CALENDAR = calendar.Calendar(
    months=_ROWS,
    weekdays=_DAYS,
    words=(months,),
    figures=calendar.DateSteps(dates=dates, times=times, eras=eras, ordinals=ordinals),
)
