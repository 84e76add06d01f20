"""Names of months and weekdays, years, eras and ordinals in Pashto."""

from __future__ import annotations

import re

from packager.lang import calendar
from packager.lang import dates as days
from packager.lang.grammar import Amount, Grammar, NumberKind, Quantity
from packager.lang.options import SpokenOptions
from packager.lang.ps.agreement import governed, is_feminine, noun
from packager.lang.ps.clock import times
from packager.lang.ps.dates import MONTHS, dates
from packager.lang.ps.yehs import yehs
from packager.text.figures import FREE, context

HABITS = ("pakistani", "afghan")
_DAYS = calendar.read("packager.lang.ps", "weekdays.tsv", len(HABITS))
_PAKISTANI, _AFGHAN = ({number: row.said[place] for number, row in enumerate(MONTHS, 1)} for place in range(2))
_PRINTED = {name: number for number, row in enumerate(MONTHS, 1) for name in (*row.printed, *row.said)}

# After tatweel is dropped, print's هـ is a bare ه.
_LUNAR = r"ه ?\.?ق\.?|هجري قمري|قمري"
_SOLAR = r"ه ?\.?ش\.?|لمریز هجري|هجري لمریز|هجري شمسي|لمریز|ل|ه"
_CHRISTIAN = r"م|ز|میلادي|میلادی|زېږدیز|عیسوي"
_YEAR_NOUN = re.compile(
    rf"(?<![\d.,])(\d{{4}})\s?(?:(?:(?P<lunar>{_LUNAR})|(?P<solar>{_SOLAR})|(?P<christian>{_CHRISTIAN}))\s)?\s?کال(?!\w)"
)
_ERA = re.compile(
    rf"(?<![\d.,])(\d{{4}})\s?(?:(?P<lunar>{_LUNAR}|ه(?! ?\.?ش))|(?P<solar>{_SOLAR})|(?P<christian>{_CHRISTIAN}))(?!\w)"
)
# Several years, and from one year to another: each is an ordinal
_YEARS = re.compile(
    r"(?<![\w.,/$-])(?P<listed>(?:1\d\d\d|20\d\d)(?:،\s(?:1\d\d\d|20\d\d))*\s(?:(?:کال\s)?(?:څخه\s|نه\s)?تر|او|یا)\s(?:1\d\d\d|20\d\d))"
    r"\s(?P<noun>کلونو|کلونه|کاله|کال|کالو)(?!\w)"
)
_YEARS_SPAN = re.compile(
    r"(?<![\w.,/$-])(1\d\d\d|20\d\d)\s?[-–]\s?(1\d\d\d|20\d\d)(?![\w%/-]|[.,]\d)(?P<noun>\s(?:کلونو|کلونه|کاله|کال|کالو)(?!\w))?"
)
_DECADE_OF_YEARS = re.compile(r"(?<![\d.,])(1[89]\d0|20\d0)\s(کلونو)(?!\w)")  # د ۱۹۹۰ کلونو: the nineties
_FOUR = re.compile(r"\d{4}")
_UNCOUNTED = frozenset(["", "کې", "پورې", "ترمنځ", "او", "ته", "څخه", "راهیسې"])
_ORDINAL = re.compile(rf"{FREE}(\d[\d,]{{0,11}})\s?(ومه|یمه|مه|مې|مو|ومې|وم|یم|م|st|nd|rd|th)(?!\w)")


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
    return _CHANGED[options.calendar].sub(lambda match: changes[match[0]], text)


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
_CHANGED = {
    name: re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, changes), key=len, reverse=True)) + r")(?!\w)")
    for name, changes in _CHANGES.items()
}
_TO_AFGHAN = {form: row.oblique[1] for row in _DAYS for form in (row.said[0], row.oblique[0])}


def _afghan_day(match: re.Match[str]) -> str:
    return _TO_AFGHAN[match[1]]


def years(text: str, grammar: Grammar) -> str:
    """Several years and spans of years: د ۲۰۲۳ او ۲۰۲۴ کلونو, له ۱۹۹۶ تر ۲۰۰۱ کاله, 1914-1918."""

    def listed(match: re.Match[str]) -> str:
        years = _FOUR.sub(lambda m: grammar.ordinal(int(m[0]), "m"), match["listed"])
        return f" {years} {'کال' if match['noun'] == 'کاله' else match['noun']}"

    def span(match: re.Match[str]) -> str:
        here = context(match)
        if int(match[1]) >= int(match[2]) or not (match["noun"] or here.next in _UNCOUNTED):
            return match[0]
        first, second = (grammar.ordinal(int(year), "m") for year in match.groups()[:2])
        noun = (match["noun"] or " کال").replace("کاله", "کال")
        return f" {grammar.between(first, here)} {second}{noun} "

    return _YEARS_SPAN.sub(span, _YEARS.sub(listed, text))


def eras(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """۲۰۱۸ کال → دوه زره اتلسم کال; ۲۰۱۸م, ۱۳۹۹ ل, ۱۴۴۶ هـ ق, the 1960s, 500 BC."""
    words = grammar.words

    def era(match: re.Match[str]) -> str:
        if match["lunar"]:
            return f"{words.hijri} قمري" if match["lunar"] != "ه" else words.hijri
        return "لمریز" if match["solar"] else words.christian if match["christian"] else ""

    def with_noun(match: re.Match[str]) -> str:
        named = "" if match["christian"] in ("م", "ز") else era(match)  # the letter alone is for the eye
        return f" {' '.join([grammar.ordinal(int(match[1]), 'm'), named, 'کال'])} "

    def english(match: re.Match[str]) -> str:
        era = words.hijri if match[2] == "AH" else words.before_christ if match[2][0] == "B" else words.christian
        return f" {grammar.number(match[1], options)} {era} "

    text = days.DECADE.sub(lambda m: f" {grammar.ordinal(int(m[1]), 'f')} لسیزه ", text)
    text = _ERA.sub(lambda m: f" {grammar.number(m[1], options)} {era(m)} ", _YEAR_NOUN.sub(with_noun, text))
    text = _DECADE_OF_YEARS.sub(lambda m: f" {grammar.ordinal(int(m[1]), 'pl')} {m[2]}", text)
    return days.ERA.sub(english, text)


def ordinals(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """۸مه, ۱۹ مه, ۵م, 1st: gender and case from print's own ending and the words around; ۵۰۰ م are metres."""

    def said(match: re.Match[str]) -> str:
        number, ending = int(match[1].replace(",", "")), match[2]
        here = context(match)
        if ending == "م" and match[0][-2] == " " and (number >= 100 or number % 10 == 0):
            metres = Amount(
                high=Quantity(figure=match[1]), kind=NumberKind.UNIT, thing=grammar.tables.units["m"], context=here
            )
            return f" {grammar.amount(metres, options)} "
        if ending in ("st", "nd", "rd", "th"):
            word = noun(here)
            form = "fo" if word.endswith("ې") else "f" if is_feminine(word) else "m"
        else:
            form = "fo" if ending.endswith("ې") else "pl" if ending == "مو" else "f" if ending.endswith("ه") else "m"
        return f" {grammar.ordinal(number, 'mo' if form == 'm' and governed(here) else form)} "

    return _ORDINAL.sub(said, text)


def _dates(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    return years(dates(text, grammar, options), grammar)


CALENDAR = calendar.Calendar(
    months=MONTHS,
    weekdays=_DAYS,
    habits=HABITS,
    on_dates=("په", "پر"),
    words=(yehs, months),
    figures=calendar.DateSteps(dates=_dates, times=times, eras=eras, ordinals=ordinals),
)
