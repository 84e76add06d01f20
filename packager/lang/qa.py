"""The words of a language by which a translation into it is checked.

All words are kept in the folded form of `normalise.for_memory`, so that one entry serves every spelling that
means the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from packager.text.normalise import as_key
from packager.text.writing import Writing

MONEY = ("dollar", "pound", "euro", "rupee", "afghani")  # that a check follows into the translation
NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Number words with their values."""

    words: Mapping[str, float]
    scales: Mapping[str, float]  # hundred, thousand, million …
    joins: frozenset[str]  # the 'and' within a number
    parts: Mapping[str, float] = field(default_factory=dict)  # half, a quarter more or less, before a number
    doubtful: frozenset[str] = frozenset()  # number words that are more often something else
    idioms: re.Pattern[str] = NOTHING  # what has a number word in it and gives no number: 'in a hundred', 'one another'
    tens_first: bool = False  # twenty-five, and never five twenty: two numbers where the smaller comes first


@dataclass(frozen=True, kw_only=True)
class QaWords:
    """What the checks know of one language."""

    numbers: Numbers
    own_letters: frozenset[str]  # by which it is told from its neighbours
    commonest: frozenset[str]  # small words by which it is told from its neighbours
    neighbours: tuple[str, ...]  # languages that a translator may take for it; codes, or keys of NEIGHBOURS
    function_words: frozenset[str]  # words that are no name, however much they may sound like one
    negations: frozenset[str]  # the particles themselves
    denials: frozenset[str]  # words that carry a no inside them
    negated: re.Pattern[str] = NOTHING  # a no grown together with a verb
    surely_not: re.Pattern[str] = NOTHING  # a no that is nothing else besides, as نه is 'from' too
    percent: re.Pattern[str]
    money: Mapping[str, frozenset[str]]  # English name of a currency → its words
    doubtful_dates: frozenset[str]  # months and weekdays that are more often something else
    joined_words: tuple[re.Pattern[str], str] = (NOTHING, "")  # names of days that print writes as two words, as one
    units: Mapping[str, frozenset[str]] = field(default_factory=dict)  # keys of `checks.measures.UNITS` → words
    senses: Mapping[str, frozenset[str]] = field(default_factory=dict)  # keys of `checks.opposites.PAIRS` → words
    own_words: re.Pattern[str] = NOTHING  # shapes of words that no neighbour has, such as endings
    labels: frozenset[str] = frozenset()  # words that an engine may head its answer with: 'translation', 'note'
    talk: re.Pattern[str] = NOTHING  # what an engine says for itself: that it is sorry, that here is the translation


def listed(text: str, first: int = 0, step: int = 1) -> dict[str, float]:
    """Number words by their place: a value is `first` and `step` a place; | parts the spellings of one number."""
    words = enumerate(text.split())
    return {form: first + place * step for place, forms in words for form in forms.split("|")}


def ordinals(words: Mapping[str, float], suffixes: tuple[str, ...]) -> dict[str, float]:
    """Regular ordinals, also of words that lose their last vowel before the suffix (اته, اتم)."""
    return {
        stem + suffix: value
        for word, value in words.items()
        if value >= 3
        for stem in {word, word.rstrip("هو")}
        if len(stem) > 1
        for suffix in suffixes
    }


def values(words: Mapping[str, float], writing: Writing) -> dict[str, float]:
    """Words with values, folded."""
    return {as_key(word, writing): float(value) for word, value in words.items()}


def words(text: str | Iterable[str], writing: Writing) -> frozenset[str]:
    """A list of words, folded; what folds into two words is kept as one."""
    given = text.split() if isinstance(text, str) else text
    return frozenset(as_key(word, writing).replace(" ", "") for word in given)
