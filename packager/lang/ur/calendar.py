"""Dates, times and ordinals in Urdu."""

from __future__ import annotations

import re

from packager.lang import calendar
from packager.lang import dates as days
from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.lang.tables import Tables
from packager.lang.ur.gender import is_feminine
from packager.text import moments
from packager.text.figures import FREE, around, context_of

_LATIN = re.compile("[A-Z]")
_ROWS = calendar.read("packager.lang.ur", "months.tsv")
_DAYS = calendar.read("packager.lang.ur", "weekdays.tsv")
_MONTHS = {number: row.said[0] for number, row in enumerate(_ROWS, 1)}
_MONTH = "|".join(_MONTHS.values())
_LUNAR = (
    "محرم|صفر المظفر|صفر|ربیع ال|جمادی ال|رجب|شعبان|رمضان|شوال|ذوالقعد|ذی القعد|ذیقعد|ذوالحج|ذی الحج|ذو الحج|ذو القعد"
)
_CALENDAR_FIRST = re.compile(rf"(?<![\d.,/-])0?1(?=\s(?:(?:{_MONTH})(?!\w)|{_LUNAR}))")
_RANGE_OF_DAYS = re.compile(rf"(?<![\d.,/-])(\d{{1,2}})\s?[-–]\s?(\d{{1,2}})(?=\s(?:{_MONTH})(?!\w))")
_MONTH_DAY = re.compile(
    rf"(?<!\w)({_MONTH})\s(\d{{1,2}})(?:[،,]?\s(\d{{4}})(?!\d)|(?=\s?(?:کو|سے|تک|کی|کا|کے|[.۔،]|$)))"
)
_YEAR_AFTER = re.compile(rf"(?<!\w)({_MONTH})،\s(?=\d{{4}}(?!\d))")
_ERA = re.compile(r"(?<![\d.,])(\d{1,4})\s?(ء|ھ|ہجری|ہـ|ہ|ق\s?م|ق\.م\.?|ع)(?!\w)")
_TIME = moments.times_with(("بجے", "بجکر"))
_PARTS = {"night": "رات", "morning": "صبح", "noon": "دوپہر", "afternoon": "سہ پہر", "evening": "شام"}
_ON = re.compile(r"\sپر(?!\w)")  # 5:15 پر is at a quarter past five, without the word
_SETS = Tables("packager.lang.ur").words

_POSTPOSITIONS = frozenset(["کا", "کے", "کی", "کو", "میں", "سے", "پر", "تک", "نے"])
_ORDINAL = re.compile(rf"{FREE}(\d[\d,]{{0,11}})\s?(واں|وان|ویں|وین|ویي|st|nd|rd|th)(?!\w)")
# The end of a first to fourth, sixth after its figure: 2را, 2سرے, 4تھا, 3ری.
_SHORT_ORDINAL = re.compile(rf"{FREE}([12346])(?:پہ|ہ|دوس|تیس|س|چو|چھ)?(لا|لے|لی|را|رے|ری|تھا|تھے|تھی|ٹا|ٹے|ٹی)(?!\w)")
_FORMS = {"ا": "m", "ے": "o", "ی": "f"}


def months(text: str, _grammar: Grammar, _options: SpokenOptions) -> str:
    """English names of months and weekdays."""
    if not _LATIN.search(text):
        return text
    text = days.LATIN_MONTH.sub(lambda match: f" {_MONTHS[days.latin_month(match)]} ", days.unhyphened(text))
    text = days.LATIN_WEEKDAY.sub(lambda match: f" {_DAYS[days.latin_weekday(match) - 1].said[0]} ", text)
    return re.sub(r"  +", " ", text)


_RETIRED = re.compile(r"\s?\(\s?(?:ر|ریٹائرڈ|[Rr]etd\.?|[Rr])\s?\)|(?<=\s)ر\s?[۔.](?=\s)")
_RANKED = re.compile(
    r"(?:جنرل|کرنل|میجر|بریگیڈیئر|بریگیڈیر|کیپٹن|کیپٹین|مارشل|ایڈمرل|کموڈور|لیفٹیننٹ|کمانڈر|جسٹس|جج|صوبیدار)$"
)
_WING = re.compile(r"(?<=لیگ|[آا]ئی|رٹی)\s\(\s?([^\W\d_])\s?\)")  # مسلم لیگ (ن)


def brackets(text: str, _grammar: Grammar, _options: SpokenOptions) -> str:
    """جنرل (ر) is a retired one; the letter of a party's wing is said with its name."""
    if "(" not in text and " ر" not in text:
        return text

    def said(match: re.Match[str]) -> str:
        return " ریٹائرڈ" if _RANKED.search(match.string[: match.start()].rstrip()) else match[0]

    return _WING.sub(r" \1", _RETIRED.sub(said, text))


def dates(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """8 مارچ 2021 in every order and spelling; the first of a month is یکم."""
    for start, end, day in reversed(moments.find_days(text)):
        text = f"{text[:start]}{day.day} {_MONTHS[day.month]} {day.year}{text[end:]}"
    text = _MONTH_DAY.sub(lambda match: f"{match[2]} {match[1]} {match[3] or ''}".strip(), text)
    text = _YEAR_AFTER.sub(r"\1 ", text)
    text = _RANGE_OF_DAYS.sub(lambda m: f" {_day(int(m[1]), grammar, options)} سے {m[2]}", text)
    return _CALENDAR_FIRST.sub("یَکُم", text)


def _day(number: int, grammar: Grammar, options: SpokenOptions) -> str:
    return "یَکُم" if number == 1 else grammar.cardinal(number, options)


def eras(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """1947ء, 1445ھ, 300 ق م, 500 BC, the 1960s."""
    words = grammar.words

    def said(match: re.Match[str]) -> str:
        year, era = grammar.number(match[1], options), match[2]
        if era in ("ھ", "ہجری", "ہ", "ہـ", "AH"):
            return f" {year} {words.hijri} "
        return f" {year} {words.before_christ} " if era[0] in "قB" else f" {year} "

    text = days.DECADE.sub(lambda m: f" {grammar.number(m[1], options)} کی دہائی ", text)
    return days.ERA.sub(said, _ERA.sub(said, text))


def times(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """10:30 → ساڑھے دس بجے; 4.40 بجے, 18:00, 5 pm, 9-5 بجے."""
    for moment in reversed(moments.find_times(text, _TIME)):
        here = context_of(text, moment.start, moment.end)
        spoken = _told(moment.first, here.last, grammar, options)
        if moment.second:
            other = _told(moment.second, "", grammar, options)
            spoken = f"{spoken.removesuffix(' بجے') if other.endswith(' بجے') else spoken} سے {other}"
        end = moment.end
        if spoken.endswith("بجے") and (on := _ON.match(text, end)):
            end = on.end()
        adverb = " پر" if spoken.endswith("منٹ") and moment.word and here.next not in _SETS["after-a-time"] else ""
        text = f"{text[: moment.start]} {spoken}{adverb} {text[end:]}"
    return text


def _told(time: moments.ClockWords, before: str, grammar: Grammar, options: SpokenOptions) -> str:
    """The time with its part of the day, unless print has that before it."""
    part = _PARTS.get(time.part, "") if before not in _SETS["part-of-day"] else ""
    return f"{part} {_clock(time, grammar, options)}".strip()


def _clock(time: moments.ClockWords, grammar: Grammar, options: SpokenOptions) -> str:
    hour = grammar.cardinal(time.hour, options)
    if time.minute == 0:
        return f"{hour} بجے"
    if time.minute == 15:
        return f"سَوا {hour} بجے"
    if time.minute == 30:
        return f"{grammar.half(time.hour, options)} بجے"
    if time.minute == 45:
        return f"پَونے {grammar.cardinal(time.hour % 12 + 1, options)} بجے"
    return f"{hour} بَج کر {grammar.cardinal(time.minute, options)} منٹ"


def ordinals(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """19ویں, 5واں, 1st: agreement from print's own ending, else from the noun."""

    def said(match: re.Match[str]) -> str:
        number = int(match[1].replace(",", ""))
        _, after = around(match)
        form = "m" if match[2] in ("واں", "وان") else _form(after)
        if form == "m" and match[2] in ("ویں", "وین", "ویي"):
            form = "o"
        return f" {grammar.ordinal(number, form)} "

    text = _SHORT_ORDINAL.sub(lambda m: f" {grammar.ordinal(int(m[1]), _FORMS[m[2][-1]])} ", text)
    return _ORDINAL.sub(said, text)


def _form(after: list[str]) -> str:
    """The form that the words after an ordinal ask for: m, o or f."""
    noun = after[0] if after else ""
    if is_feminine(after):
        return "f"
    if noun.endswith("وں") or (len(after) > 1 and after[1] in _POSTPOSITIONS):
        return "o"
    return "m"


CALENDAR = calendar.Calendar(
    months=_ROWS,
    weekdays=_DAYS,
    habits=("pakistani",),
    words=(months, brackets),
    figures=calendar.DateSteps(dates=dates, times=times, eras=eras, ordinals=ordinals),
)
