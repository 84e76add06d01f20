"""Written text to what a newsreader says: ordered steps from text to text.

A language is a grammar (its numbers and words) and a calendar; the steps are the same for all. After the
last step there is no digit, no Latin letter and no sign left, and running it again changes nothing.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from packager.lang.calendar import Step
from packager.lang.grammar import Grammar
from packager.lang.normalise import for_speech
from packager.lang.options import SpokenOptions
from packager.lang.registry import language
from packager.speech import amounts, figures, latin, marks, roman, signs
from packager.speech.notes import NoteKind, SpokenNote

_DEFAULT = SpokenOptions()
_DIGIT = re.compile("[0-9%]")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Steps:
    """A grammar and its steps: those for every text, and those for texts with figures."""

    grammar: Grammar
    words: tuple[Step, ...]
    figures: tuple[Step, ...]


@functools.cache
def _steps(code: str) -> _Steps | None:
    """The steps of a language; None for one that is read as it is written."""
    known = language(code)
    if known.source:
        return None
    calendar = known.calendar
    if calendar.figures is None:
        raise known.hole("way to say dates (CALENDAR has no figures)")
    return _Steps(
        grammar=known.grammar,
        words=(signs.bare_units, roman.romans, *calendar.words),
        figures=(
            figures.fixed_names,
            figures.phones,
            calendar.figures.dates,
            figures.hyphens,
            calendar.figures.times,
            figures.seasons,
            figures.scores,
            signs.operators,
            figures.fractions,
            figures.versions,
            signs.minus,
            amounts.amounts,
            calendar.figures.eras,
            calendar.figures.ordinals,
            figures.numbers,
        ),
    )


def spoken(text: str, code: str, options: SpokenOptions = _DEFAULT) -> str:
    """What a newsreader says for `text` in the language of this code.

    The result holds letters of the language, short-vowel marks, single spaces and the pause marks
    ، ؛ : . ؟ ! ۔ alone; spoken(spoken(x)) == spoken(x). Raises InputError for an unknown language, and for
    one with a hole.
    """
    return spoken_with_notes(text, code, options)[0]


def spoken_with_notes(text: str, code: str, options: SpokenOptions = _DEFAULT) -> tuple[str, tuple[SpokenNote, ...]]:
    """The spoken form, and the words in it that rules had to guess or that were left out.

    English is given as it is written: voices that speak it read figures and names themselves.
    """
    rules = _steps(code)
    if rules is None:
        return for_speech(text, code), ()
    grammar = rules.grammar
    text = for_speech(marks.markup(text, grammar, options), code)
    text = latin.addresses(text, grammar, options)
    steps = (*rules.words, *rules.figures) if _DIGIT.search(text) else rules.words
    below: tuple[str, ...] = ()
    for step in steps:
        below = signs.minuses(text) if step is signs.minus else below
        text = step(text, grammar, options)
    text, guessed = latin.read(text, grammar, options)
    text = marks.pauses(marks.quotes(text, grammar, options), grammar, options)
    text, left_out = marks.close(text, grammar)
    text = marks.initials(text, grammar)
    minuses = tuple(SpokenNote(kind=NoteKind.MINUS, written=sign, spoken=text) for sign in below)
    return text, guessed + left_out + minuses
