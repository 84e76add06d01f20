"""Dates, times and ordinals in Pashto."""

from __future__ import annotations

import re

from packager.lang import calendar
from packager.lang import dates as days
from packager.lang.figures import FREE, around
from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.lang.ps.numbers import oblique

HABITS = ("pakistani", "afghan")
_ROWS = calendar.read("packager.lang.ps", "months.tsv", len(HABITS))
_DAYS = calendar.read("packager.lang.ps", "weekdays.tsv", len(HABITS))
_PAKISTANI, _AFGHAN = ({number: row.said[place] for number, row in enumerate(_ROWS, 1)} for place in range(2))
_PRINTED = {name: number for number, row in enumerate(_ROWS, 1) for name in (*row.printed, *row.said)}
_MONTH = "|".join(sorted(_PRINTED, key=len, reverse=True))
_YEAR = r"(?:[،,]?\s(?:د\s)?(\d{4})(?!\d)(?:\s?م\b)?(?:\sکال\b)?)?"
_DAY_MONTH = re.compile(
    rf"(?:(?<!\w)(په|تر|له|د)\s)?(?<![\d.,/-])(\d{{1,2}})(?:\s?(?:مه|مې|م))?\s(?:د\s)?({_MONTH})(?!\w){_YEAR}"
)
_MONTH_DAY = re.compile(
    rf"(?:(?<!\w)(د)\s)?(?<!\w)({_MONTH})\s(?:(په|تر|له)\s)?(\d{{1,2}})(?:\s?(مه|مې|م))?(?!\d|[.,:/]\d|\s?[-–]\s?\d){_YEAR}"
)
_WORD = re.compile(r"[آ-ۓ]+(?: شنبه| شنبې)?")

_DATE_NOUN = re.compile(r"(?<![\d.,])(\d{1,2})(?:\s?(?:مه|مې))?\s(نېټه|نېټې|نیټه|نیټې)(?!\w)")
_YEAR_NOUN = re.compile(
    r"(?<![\d.,])(\d{4})\s?(?:(م|ز|میلادي|میلادی|زېږدیز|هـ|ه\.?\s?ش\.?|ل|لمریز|لمریز هجري|هجري لمریز)\s)?\s?کال(?!\w)"
)
_ERA = re.compile(r"(?<![\d.,])(\d{4})\s?(م|ز|میلادي|هـ|ه\.?\s?ش\.?|ل|ه)(?!\w)")
_SOLAR = frozenset(["هـ", "هش", "ه ش", "ه.ش", "ه.ش.", "ل", "لمریز", "لمریز هجري", "هجري لمریز"])
_TIME = days.times_with(("بجې", "بجو", "بجه"))
_PARTS = {"night": "د شپې", "morning": "د سهار", "noon": "د غرمې", "afternoon": "د ماسپښین", "evening": "د ماښام"}
_PART_WORDS = frozenset(["سهار", "غرمې", "غرمه", "ماسپښین", "مازدیګر", "ماښام", "شپې", "شپه", "ماسخوتن", "ورځې", "سحر"])
_ORDINAL = re.compile(rf"{FREE}(\d[\d,]{{0,11}})\s?(ومه|یمه|مه|مې|مو|ومې|وم|یم|م|st|nd|rd|th)(?!\w)")
_FEMININE = frozenset(["ورځ", "میاشت", "لار", "پېړۍ", "نړیواله", "نېټه"])


def months(text: str, _grammar: Grammar, options: SpokenOptions) -> str:
    """English and bookish names of months and weekdays as the station's listeners say them."""
    if _LATIN.search(text):
        names = _AFGHAN if options.calendar == "afghan" else _PAKISTANI
        text = days.LATIN_MONTH.sub(lambda match: _english_month(match, names), days.unhyphened(text))
        place = 1 if options.calendar == "afghan" else 0
        text = days.LATIN_WEEKDAY.sub(lambda match: f" {_DAYS[days.latin_weekday(match) - 1].said[place]} ", text)
        text = re.sub(r"  +", " ", text)
    changes = _CHANGES[options.calendar]
    text = _DAY_FRAME.sub(_afghan_day, text) if options.calendar == "afghan" else text
    return _WORD.sub(lambda match: changes.get(match[0], match[0]), text)


_DAY_NEXT = re.compile(r"\s?\d{1,2}(?!\d)")


def _english_month(match: re.Match[str], names: dict[int, str]) -> str:
    """`March` as مارچ; before its day as د مارچ, which Pashto needs."""
    before_day = _DAY_NEXT.match(match.string, match.end())
    before = match.string[max(0, match.start() - 4) : match.start()].rstrip()
    of = "د " if before_day and not before.endswith("د") else ""
    return f" {of}{names[days.latin_month(match)]} "


_LATIN = re.compile(r"[A-Za-z]")
_BOOKISH = frozenset(["دونۍ", "درېنۍ", "څلرنۍ", "څلورنۍ", "پینځنۍ", "پينځنۍ", "پنځنۍ"])
_DAY_FRAME = re.compile(r"(?<=\bد )(پیر|نهې|نهه|شورو|زیارت|خالي|اتوار)(?= (?:په )?(?:ورځ|شپه|سهار|ماښام))")


def _changes(calendar_name: str) -> dict[str, str]:
    """Printed name → said name for one choice of calendar; "" changes bookish spellings alone."""
    place = 1 if calendar_name == "afghan" else 0
    changes: dict[str, str] = {}
    for row in _DAYS:
        for forms, said in ((row.printed, row.said[place]), (row.printed_oblique, row.oblique[place])):
            for form in forms:
                if calendar_name or form in _BOOKISH:
                    changes[form] = said
    if calendar_name:
        names = _AFGHAN if calendar_name == "afghan" else _PAKISTANI
        changes |= {form: names[number] for form, number in _PRINTED.items() if form not in ("می", "مئ", "مئی")}
    return {form: said for form, said in changes.items() if form != said}


_CHANGES = {name: _changes(name) for name in ("", "pakistani", "afghan")}
_TO_AFGHAN = {form: row.oblique[1] for row in _DAYS for form in (row.said[0], row.oblique[0])}


def _afghan_day(match: re.Match[str]) -> str:
    return _TO_AFGHAN[match[1]]


def dates(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """۸ مارچ ۲۰۲۱ → د دوه زره یوویشتم کال د مارچ اتمه; prepositions keep their place before the day."""
    names = _AFGHAN if options.calendar == "afghan" else _PAKISTANI
    for start, end, day in reversed(days.find_days(text)):
        text = f"{text[:start]} {day.day} {names[day.month]} {day.year} {text[end:]}"
        text = re.sub(r"  +", " ", text)

    def month_day(match: re.Match[str]) -> str:
        of, month, before, day, ending, year = match.groups()
        if not 1 <= int(day) <= 31 or not (of or ending or year):
            return match[0]
        return _date(before or "", int(day), month, year, grammar)

    def day_month(match: re.Match[str]) -> str:
        before, day, month, year = match.groups()
        return _date(before or "", int(day), month, year, grammar) if 1 <= int(day) <= 31 else match[0]

    text = _MONTH_DAY.sub(month_day, _DAY_MONTH.sub(day_month, text))
    return _DATE_NOUN.sub(lambda m: f"{grammar.ordinal(int(m[1]), 'fo' if m[2].endswith('ې') else 'f')} {m[2]}", text)


def _date(before: str, day: int, month: str, year: str | None, grammar: Grammar) -> str:
    form = "fo" if before in ("تر", "له", "د") else "f"
    of_year = f"د {grammar.ordinal(int(year), 'm')} کال " if year else ""
    place = f"{before} " if before else ""
    return f" {of_year}د {month} {place}{grammar.ordinal(day, form)} "


def eras(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """۲۰۱۸ کال → دوه زره اتلسم کال; ۲۰۱۸م, ۱۳۹۹ ل, the 1960s, 500 BC."""
    words = grammar.words

    def with_noun(match: re.Match[str]) -> str:
        solar = "لمریز " if (match[2] or "") in _SOLAR else ""
        era = "میلادي " if (match[2] or "").startswith("میلاد") else solar
        return f" {grammar.ordinal(int(match[1]), 'm')} {era}کال "

    def alone(match: re.Match[str]) -> str:
        era = words.hijri if match[2] == "ه" else "لمریز" if match[2] in _SOLAR else words.christian
        return f" {grammar.number(match[1], options)} {era} "

    def english(match: re.Match[str]) -> str:
        era = words.hijri if match[2] == "AH" else words.before_christ if match[2][0] == "B" else words.christian
        return f" {grammar.number(match[1], options)} {era} "

    text = days.DECADE.sub(lambda m: f" {grammar.ordinal(int(m[1]), 'f')} لسیزه ", text)
    return days.ERA.sub(english, _ERA.sub(alone, _YEAR_NOUN.sub(with_noun, text)))


def times(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """۵:۳۰ بجې → پنځه نیمې بجې; 4.40 بجو, 18:00, 5 pm."""

    def said(match: re.Match[str]) -> str:
        time = days.clock(match)
        if time is None:
            return match[0]
        before, _ = around(match)
        part = _PARTS.get(time.part, "") if before not in _PART_WORDS else ""
        return f" {part} {_clock(time, match[5] == 'بجو', grammar, options)} "

    return _TIME.sub(said, text)


def _clock(time: days.ClockWords, many: bool, grammar: Grammar, options: SpokenOptions) -> str:
    """The time in words; `many` is the oblique of print's بجو."""
    hour = {1: "یوه", 2: "دوې"}.get(time.hour) or grammar.cardinal(time.hour, options)
    word = "بجه" if time.hour == 1 else "بجې"
    minute = grammar.number(str(time.minute), options, after=["دقیقه" if time.minute == 1 else "دقیقې"])
    if many:
        hour, word = oblique(hour), "بجو"
        minute = (
            oblique(minute.split()[-1])
            if " " not in minute
            else f"{minute.rsplit(' ', 1)[0]} {oblique(minute.split()[-1])}"
        )
    if time.minute == 0:
        return f"{hour} {word}"
    if time.minute == 30:
        half = "نیمو" if many else ("نیمه" if time.hour == 1 else "نیمې")
        return f"{hour} {half} {word}"
    minutes = "دقیقو" if many else ("دقیقه" if time.minute == 1 else "دقیقې")
    return f"{hour} {word} او {minute} {minutes}"


def ordinals(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """۸مه, ۱۹ مه, ۵م, 1st: gender from print's own ending, else from the noun."""

    def said(match: re.Match[str]) -> str:
        number, ending = int(match[1].replace(",", "")), match[2]
        if ending in ("st", "nd", "rd", "th"):
            noun = (around(match)[1][:1] or [""])[0]
            form = "fo" if noun.endswith("ې") else "f" if noun in _FEMININE or noun.endswith(("ه", "ۍ")) else "m"
        else:
            form = "fo" if ending.endswith("ې") else "pl" if ending == "مو" else "f" if ending.endswith("ه") else "m"
        return f" {grammar.ordinal(number, form)} "

    return _ORDINAL.sub(said, text)


CALENDAR = calendar.Calendar(
    months=_ROWS,
    weekdays=_DAYS,
    habits=HABITS,
    words=(months,),
    figures=calendar.DateSteps(dates=dates, times=times, eras=eras, ordinals=ordinals),
)
