"""Whether a language is whole: every part there, and every part with what the program asks of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from packager.errors import InputError, InputErrors
from packager.lang.grammar import Grammar
from packager.lang.language import Language
from packager.lang.qa import MONEY

_EVERY = ("writing", "calendar", "qa", "show", "labels")  # of the language of the articles too
_SPOKEN = ("grammar", "espeak", "phones")
_SAYS = (  # methods of a Grammar that no language can do without
    *("cardinal", "year", "ordinal", "half", "fraction", "scaled", "innings", "bowling", "numbered", "ordinals_of"),
    "between",
)
_TABLES = (
    *("acronyms", "english", "fixed", "letters", "units", "currencies", "sounds", "signs", "salutes"),
    "function_words",
)


def check(language: Language) -> None:
    """Raise InputErrors with every hole of a language, each by its name."""
    parts: list[Callable[[], object]] = [partial(getattr, language, name) for name in _EVERY]
    if not language.source:
        parts += [partial(getattr, language, name) for name in _SPOKEN]
        parts += [partial(getattr, language.tables, name) for name in _TABLES]
        parts += [partial(_grammar, language), partial(_dates, language), partial(_money, language)]
    faults: dict[str, InputError] = {}
    for part in parts:
        try:
            part()
        except InputError as error:
            faults.setdefault(str(error), error)
    if faults:
        raise InputErrors(tuple(faults.values()))


def _grammar(language: Language) -> None:
    grammar = language.grammar
    missing = [name for name in Grammar.__annotations__ if not hasattr(grammar, name)]
    missing += [name for name in _SAYS if getattr(type(grammar), name) is getattr(Grammar, name)]
    if missing:
        raise language.hole(f"{', '.join(missing)} (in its GRAMMAR)")


def _dates(language: Language) -> None:
    if language.calendar.figures is None:
        raise language.hole("way to say dates (CALENDAR has no figures)")


def _money(language: Language) -> None:
    missing = [name for name in MONEY if not language.qa.money.get(name)]
    if missing:
        raise language.hole(f"words for {', '.join(missing)} (QA.money)")
