"""Written text to what a newsreader says: ordered steps from text to text.

A language is a grammar (its numbers and words) and a list of steps. After the last step there is
no digit, no Latin letter and no sign left, and running it again changes nothing.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import import_module

from packager.errors import InputError
from packager.lang.grammar import Grammar
from packager.speech import figures, latin, marks, signs
from packager.speech.figures import Step
from packager.speech.options import Note, SpokenOptions
from packager.text.normalise import for_speech

LANGUAGES = ("ps", "ur")
_DEFAULT = SpokenOptions()
_DIGIT = re.compile("[0-9%]")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Language:
    """A grammar and its steps: those for every text, and those for texts with figures."""

    grammar: Grammar
    words: tuple[Step, ...]
    figures: tuple[Step, ...]


@functools.cache
def _language(code: str) -> _Language:
    if code not in LANGUAGES:
        raise InputError(f"no spoken forms for language '{code}'", mend=f"use one of {', '.join(LANGUAGES)}")
    dates = import_module(f"packager.lang.{code}.calendar")
    return _Language(
        grammar=import_module(f"packager.lang.{code}.numbers").GRAMMAR,
        words=(signs.bare_units, *getattr(dates, "WORDS", ())),
        figures=(
            figures.fixed_names,
            figures.phones,
            dates.dates,
            figures.hyphens,
            dates.times,
            figures.seasons,
            figures.scores,
            figures.ranges,
            figures.fractions,
            figures.versions,
            signs.minus,
            figures.money,
            figures.scales,
            signs.units,
            signs.percent,
            dates.eras,
            dates.ordinals,
            signs.operators,
            figures.numbers,
        ),
    )


def spoken(text: str, language: str, options: SpokenOptions = _DEFAULT) -> str:
    """What a newsreader says for `text`; `language` is ps or ur.

    The result holds letters of the language, short-vowel marks, single spaces and the pause marks
    ، ؛ : . ؟ ! ۔ alone; spoken(spoken(x)) == spoken(x). Raises InputError for another language.
    """
    return spoken_with_notes(text, language, options)[0]


def spoken_with_notes(text: str, language: str, options: SpokenOptions = _DEFAULT) -> tuple[str, tuple[Note, ...]]:
    """The spoken form, and the words in it that rules had to guess or that were left out.

    English is given as it is written: voices that speak it read figures and names themselves.
    """
    if language == "en":
        return for_speech(text, language), ()
    rules = _language(language)
    grammar = rules.grammar
    text = for_speech(marks.markup(text, grammar, options), language)
    text = latin.addresses(text, grammar, options)
    steps = (*rules.words, *rules.figures) if _DIGIT.search(text) else rules.words
    for step in steps:
        text = step(text, grammar, options)
    text, guessed = latin.read(text, grammar, options)
    text = marks.pauses(marks.quotes(text, grammar, options), grammar, options)
    text, left_out = marks.close(text, grammar)
    return marks.initials(text, grammar), guessed + left_out
