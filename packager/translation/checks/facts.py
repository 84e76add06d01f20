"""Faults in what the line says: figures, dates, names, a lost 'not'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from packager.translation import names as names_table
from packager.translation.checks import dates, names_kept, negation, numbers, swapped
from packager.translation.checks.evidence import QaSignal
from packager.translation.names import Name, Names

_COUNT = 3  # a number word from which it is a number beyond doubt: 'one' and 'two' are articles and pairs


def figures(source: str, text: str, language: str) -> Iterator[QaSignal]:
    """Every number of the English is there, and no other one."""
    wanted = numbers.wanted(source)
    have = numbers.values(text, language)
    gone = [number for number in wanted if not any(way <= have for way in number.ways)]
    allowed = {value for number in wanted for way in number.ways for value in way}
    written = [value for value in numbers.figures(text, language) if not _explained(value, allowed, source)]
    english = numbers.values_of_english(source)
    said = [value for value in numbers.said(text, language) if value >= _COUNT and value not in allowed | english]
    extra = [*written, *said]
    for number in gone:
        if extra and number.firm:
            message = f"{number.shown} became {_shown(extra[0])}."
            yield QaSignal(check="number-changed", message=message, blocks=True)
        else:
            weight = 1.0 if number.firm else 0.5
            message = f"The number {number.shown} is missing."
            yield QaSignal(check="number-missing", message=message, weight=weight, blocks=number.firm and number.large)
    if extra and not gone:
        message = f"The number {_shown(extra[0])} is not in the English."
        yield QaSignal(check="number-added", message=message, weight=0.5 if written else 1.0)


def moved_dates(source: str, text: str, language: str) -> Iterator[QaSignal]:
    """Months and weekdays stay what they are."""
    wanted = dates.in_source(source)
    for name, kind in wanted.items():
        if dates.has(name, kind, text, language):
            continue
        others = dates.others(kind, wanted, text, language)
        if others:
            message = f"{name.capitalize()} became {others[0].capitalize()}."
            yield QaSignal(check="date-changed", message=message, blocks=True)
        else:
            yield QaSignal(check="date-missing", message=f"{name.capitalize()} is missing.", weight=0.6)
    if "weekday" not in wanted.values():  # months are also names: Kim Jong-un is جون
        for name in dates.others("weekday", wanted, text, language):
            yield QaSignal(check="date-added", message=f"The line says {name.capitalize()}, and the English does not.")


def negations(source: str, text: str, language: str) -> Iterator[QaSignal]:
    """A 'not' of the English is answered in the line, each of several by its own, and none is put in."""
    words = negation.in_source(source)
    if words and not negation.has(text, language):
        message = f"The English says “{words[0]}” and nothing in the line does."
        yield QaSignal(check="negation-lost", message=message, blocks=True)
    elif (want := negation.clauses(source)) > 1 and negation.times(text, language) < want:
        message = f"The English says no {want} times and the line does not."
        yield QaSignal(check="negation-one-lost", message=message)
    added = negation.surely(text, language)
    if added and not negation.may_be_negative(source):
        message = f"The line says no (“{added}”) and the English does not."
        yield QaSignal(check="negation-added", message=message, blocks=True)


def names(
    line: tuple[str, str], language: str, table: Names, story: names_kept.NamesOfStory, place: int
) -> Iterator[QaSignal]:
    """Names are there: in the table's spelling, or by their sound."""
    source, text = line
    found = table.find(source)
    known = {met.name.en: (source[met.start : met.end], met.name) for met in found}
    spelt = {
        word for shown, name in known.values() if names_table.spelt(name, text, language) for word in _words(shown)
    }
    missing = names_kept.missing(source, text, language, story, place)
    gone = sorted((miss for miss in missing if miss.name not in spelt), key=lambda miss: -miss.weight)
    seen: set[str] = set()
    for miss in gone:
        if seen & miss.run:  # of a full name one part is enough to say
            continue
        seen |= miss.run
        message = f"The name {miss.name} seems to be missing."
        yield QaSignal(check="name-missing", message=message, weight=miss.weight)
    otherwise = 0
    for shown, name in known.values():
        for sign in _table_name(shown, name, text, language, heard=not seen & set(_words(shown))):
            otherwise += sign.check == "name-spelling"
            # however many, spellings alone are the station's style and no fault of the line
            light = sign.check == "name-spelling" and otherwise > 2 and not name.firm
            yield replace(sign, weight=0.1) if light else sign
    yield from swapped.swapped(source, text, language, table, found)


def _table_name(shown: str, name: Name, text: str, language: str, *, heard: bool) -> Iterator[QaSignal]:
    """A name of the table that is written otherwise than the station writes it."""
    right = name.spelling.get(language, "")
    bad = names_table.avoided(name, text, language)
    if bad:
        yield QaSignal(check="name-variant", message=f"“{bad}” is not our spelling of {shown}: {right}.")
    elif right and heard and not names_table.spelt(name, text, language):
        where = "as it was settled for this edition" if name.firm else "as in the table"
        message = f"{shown} is not written {where}: {right}."
        yield QaSignal(check="name-spelling", message=message, weight=1.0 if name.firm else 0.4)


def _words(shown: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", shown)


def strange_names(
    line: tuple[str, str], language: str, story: names_kept.NamesOfStory, others: Mapping[str, str]
) -> Iterator[QaSignal]:
    """A name that belongs to another story of the bundle."""
    for name in names_kept.strangers(*line, language, story, others):
        message = f"The name {name} belongs to another story."
        yield QaSignal(check="name-of-another-story", message=message, weight=0.6)


def _explained(value: float, allowed: set[float], source: str) -> bool:
    """Whether a figure of the translation stands in the English in another guise."""
    if value in allowed or value < 3:
        return True
    digits = re.sub(r"\D", "", _shown(value))
    return digits in re.sub(r"\D", "", source) or value in numbers.values_of_english(source)


def _shown(value: float) -> str:
    return f"{value:,.10g}"
