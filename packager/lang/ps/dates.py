"""Dates in Pashto: the year first, then the month, then the day, which is an ordinal in its case.

A preposition keeps its place before the day (د نومبر په درویشتمه), and so does the ending that print gives it
(۸مې). Beside the months of print's own calendar stand those of the solar and the lunar year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from packager.lang import calendar
from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.lang.tables import Tables, rows
from packager.text import moments

_PACKAGE = "packager.lang.ps"
MONTHS = calendar.read(_PACKAGE, "months.tsv", 2)
_OTHER = [(row[0].split(), row[1], row[2].split("|")) for row in rows(_PACKAGE, "tables/other_months.tsv")]
_SOLAR = {int(number): said for (kind, number), said, _ in _OTHER if kind == "solar"}
_OF = {  # a month as print has it → as a date has it
    **{name: month.oblique[place] for month in MONTHS for place, name in enumerate(month.said)},
    **{form: form for month in MONTHS for form in (*month.printed, *month.oblique)},
    **{form: said for _, said, forms in _OTHER for form in forms if form[-1] in "یه" and form[:-1] == said[:-1]},
}
_FORMS = [*_OF, *(form for _, said, forms in _OTHER for form in (said, *forms))]
_MONTH = "|".join(sorted(dict.fromkeys(_FORMS), key=len, reverse=True))
_ANY_MONTH = re.compile(rf"(?<!\w)(?:{_MONTH})(?!\w)")
_DOUBTFUL = Tables(_PACKAGE).words["doubtful-months"]
_PREPOSITIONS = "په|پر|تر|له|د"
_ENDING = r"ومې|ومه|مې|مه|م"
_DAY = rf"(?P<day>\d{{1,2}})(?:\s?(?P<ending>{_ENDING})(?!\w))?"
_TO = r"\s?[-–]\s?|\s(?:(?:څخه|نه)\s)?تر\s|\s(?:او|یا)\s"
_OTHER_DAY = rf"(?:(?P<to>{_TO})(?P<other>\d{{1,2}})(?:\s?(?P<other_ending>{_ENDING})(?!\w))?)?"
_ERA = r"م|ز|ل|میلادي|میلادی|زېږدیز|ه ?\.?ش|ه ?\.?ق|لمریز|قمري|هجري شمسي|هجري قمري"
_YEAR = rf"(?:[،,]?\s(?:د\s)?(?P<year>\d{{4}})(?!\d)(?:\s?(?:{_ERA})(?!\w))?(?:\sکال(?!\w))?)?"
# What is counted is no date: د نومبر ۳۰ ورځې
_COUNTED = (
    r"(?!\s?[%$])(?!\s(?:ورځ|ورځې|ورځو|کاله|کلونه|کلونو|کلن|میاشت|میاشتې|میاشتو|اونۍ|اونیو|کسان|کسانو|تنه|تنو|سلنه|سلنې|ساعته|"
    r"ساعتونه|ساعتونو|بجې|بجو|بجه|دقیقې|دقیقو|زره|میلیون|میلیونه|میلیونو|ډالره|ډالرو|روپۍ|روپیو)(?!\w))"
)
_NOT_LONGER = r"(?!\d|[.,:/]\d|\s?[-–]\s?\d)"
_DAY_MONTH = re.compile(
    rf"(?:(?<!\w)(?P<before>{_PREPOSITIONS})\s)?(?<![\d.,/-]){_DAY}{_OTHER_DAY}\s(?:د\s)?(?P<month>{_MONTH})(?!\w){_YEAR}"
)
_MONTH_DAY = re.compile(
    rf"(?:(?<!\w)(?P<of>{_PREPOSITIONS})\s)?(?<!\w)(?P<month>{_MONTH})\s(?:(?P<before>{_PREPOSITIONS})\s)?{_DAY}{_OTHER_DAY}{_NOT_LONGER}"
    rf"{_COUNTED}{_YEAR}"
)
_YEAR_BEFORE = re.compile(rf"(?<!\w)د\s(\d{{4}})(?:\s?(?:{_ERA}))?\s(?=د\s(?:{_MONTH})(?!\w))")
_DATE_NOUN = re.compile(r"(?<![\d.,])(\d{1,2})(?:\s?(?:مه|مې))?\s(نېټه|نېټې|نیټه|نیټې)(?!\w)")
_AFTER = re.compile(r"\s(نېټې|نیټې|ته|څخه|راهیسې)(?!\w)")  # what asks the day for the oblique
_SPACES = re.compile(r"  +")


def of(month: str) -> str:
    """The month as a date has it after its preposition: جنوري → جنورۍ, وری → وري."""
    return _OF.get(month, month)


def dates(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """۸ مارچ ۲۰۲۱ → د دوه زره یوویشتم کال د مارچ اتمه, in every order and spelling of print."""
    place = 1 if options.calendar == "afghan" else 0
    for start, end, day in reversed(moments.find_days(text)):
        name = _SOLAR[day.month] if day.year < 1500 else MONTHS[day.month - 1].oblique[place]
        text = _SPACES.sub(" ", f"{text[:start]} {day.day} {name} {day.year} {text[end:]}")
    if not _ANY_MONTH.search(text):
        return _DATE_NOUN.sub(_before_noun(grammar), text)
    text = _YEAR_BEFORE.sub(lambda m: f"د {grammar.ordinal(int(m[1]), 'm')} کال ", text)

    say = _Dates(grammar, options)
    text = _MONTH_DAY.sub(say.month_day, _DAY_MONTH.sub(say.day_month, text))
    return _DATE_NOUN.sub(_before_noun(grammar), text)


def _before_noun(grammar: Grammar) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{grammar.ordinal(int(match[1]), 'fo' if match[2].endswith('ې') else 'f')} {match[2]}"


@dataclass(frozen=True, slots=True)
class _Dates:
    """Says what the two orders of print match."""

    grammar: Grammar
    options: SpokenOptions

    def month_day(self, match: re.Match[str]) -> str:
        """د نومبر په ۲۳مه; a day without an ending or a preposition before its month may be a count."""
        told = match["of"] or match["ending"] or match["other_ending"] or match["year"]
        after_year = match.string[: match.start()].endswith("کال ")
        if not told or (match["month"] in _DOUBTFUL and not (match["ending"] or match["year"] or after_year)):
            return match[0]
        return self._date(match)

    def day_month(self, match: re.Match[str]) -> str:
        """۲۳ نومبر."""
        doubtful = match["month"] in _DOUBTFUL and not (match["ending"] or match["year"])
        return match[0] if doubtful else self._date(match)

    def _date(self, match: re.Match[str]) -> str:
        """One date, or two days of a month; the text as it is where no such day can be."""
        days_of = [(match["day"], match["ending"] or ""), (match["other"], match["other_ending"] or "")]
        numbers = [(int(day), ending) for day, ending in days_of if day]
        if not all(1 <= number <= 31 for number, _ in numbers):
            return match[0]
        outer = match.groupdict().get("of") or "د"  # له اپرېل ۵: the preposition moves to the day
        before, joined = match["before"] or ("" if outer == "د" else outer), (match["to"] or "").split()
        is_range = len(numbers) > 1 and joined not in (["او"], ["یا"])
        if is_range and before in ("", "په", "پر"):
            before = "له"
        if before in ("په", "پر"):
            before = self.options.on_date or before
        oblique = before in ("تر", "له", "د") or _AFTER.match(match.string, match.end())
        said = [
            self.grammar.ordinal(number, "fo" if oblique or ending.endswith("ې") else "f") for number, ending in numbers
        ]
        day = f" {'تر' if is_range else ' '.join(joined)} ".join(said)
        year = f"د {self.grammar.ordinal(int(match['year']), 'm')} کال " if match["year"] else ""
        return f" {year}د {of(match['month'])} {f'{before} ' if before else ''}{day} "
