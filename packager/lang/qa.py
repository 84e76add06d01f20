"""The words of a language by which a translation into it is checked.

All words are kept in the folded form of `normalise.for_memory`, so that one entry serves every spelling that
means the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from packager.errors import InputError
from packager.lang.tables import Tables, sets
from packager.text.normalise import as_key
from packager.text.writing import Writing

MONEY = ("dollar", "pound", "euro", "rupee", "afghani")  # that a check follows into the translation
NOTHING = re.compile(r"(?!)")
_PATTERN = "pattern "


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


def read(package: str, writing: Writing) -> QaWords:
    """The words of a language's tables/qa.tsv: what they are, the words; a kind may have several rows.

    Raises InputError for a table that is not there, a row without words, and what is no number or no expression.
    """
    tables = Tables(package)
    rows = [(row[0], row[1] if len(row) > 1 else "") for row in tables.rows("qa.tsv")]
    told = _QaTable(package, sets(rows), [row for row in rows if row[0].startswith(_PATTERN)], writing)
    if empty := [name for name, words in told.by_kind.items() if not words]:
        raise told.fault(f"'{empty[0]}' has no words")
    numbers = _listed(told.given("numbers")) | _listed(told.given("tens"), 20, 10) | told.values("number")
    regular = _ordinals(numbers, told.given("ordinal endings"))
    return QaWords(
        numbers=Numbers(
            words=told.folded(regular | numbers | told.values("value")),
            scales=told.folded(told.values("scale")),
            joins=frozenset(told.given("joins")),
            parts=told.values("part"),
            doubtful=told.words("doubtful numbers"),
            idioms=told.pattern("idioms"),
            tens_first=told.given("order") == ("tens-first",),
        ),
        own_letters=frozenset("".join(told.given("own letters"))),
        commonest=frozenset(told.given("commonest")),
        neighbours=told.given("neighbours"),
        function_words=told.fold(tables.function_words),
        negations=told.words("negations"),
        denials=told.words("denials"),
        negated=told.pattern("negated"),
        surely_not=told.pattern("surely-not"),
        percent=told.pattern("percent"),
        money=told.named("money"),
        units=told.named("unit"),
        senses=told.named("sense"),
        doubtful_dates=told.words("doubtful dates"),
        joined_words=(told.pattern("in-two"), r"\1\2" if told.pattern("in-two") is not NOTHING else ""),
        own_words=told.pattern("own-words"),
        labels=frozenset(told.given("labels")),
        talk=told.pattern("talk"),
    )


@dataclass(frozen=True)
class _QaTable:
    """What a table of these words has, by kind."""

    package: str
    by_kind: Mapping[str, tuple[str, ...]]
    patterns: Sequence[tuple[str, str]]
    writing: Writing

    def given(self, kind: str) -> tuple[str, ...]:
        """Words as they are written."""
        return self.by_kind.get(kind, ())

    def words(self, kind: str) -> frozenset[str]:
        """Words, folded."""
        return self.fold(self.given(kind))

    def fold(self, given: Iterable[str]) -> frozenset[str]:
        """Words, folded; what folds into two words is kept as one."""
        return frozenset(as_key(word, self.writing).replace(" ", "") for word in given)

    def folded(self, values: Mapping[str, float]) -> dict[str, float]:
        """Words with values, folded."""
        return {as_key(word, self.writing): value for word, value in values.items()}

    def named(self, kind: str) -> dict[str, frozenset[str]]:
        """The kinds of two words, such as `money dollar`, by the second."""
        kinds = [name for name in self.by_kind if name.startswith(f"{kind} ")]
        return {name.split(" ", 1)[1]: self.words(name) for name in kinds}

    def values(self, kind: str) -> dict[str, float]:
        """The kinds whose second word is a value, such as `scale 1000`: word → value."""
        kinds = [name for name in self.by_kind if name.startswith(f"{kind} ")]
        return {word: self._value(name) for name in kinds for word in self.by_kind[name]}

    def pattern(self, name: str) -> re.Pattern[str]:
        """An expression, its rows as choices; NOTHING where there is none."""
        choices = [choice for kind, choice in self.patterns if kind == f"{_PATTERN}{name}"]
        try:
            return re.compile("|".join(choices)) if choices else NOTHING
        except re.error as error:
            raise self.fault(f"'{_PATTERN}{name}' is no expression ({error})") from error

    def _value(self, name: str) -> float:
        try:
            return float(name.split(" ", 1)[1])
        except ValueError as error:
            raise self.fault(f"'{name}' has no number") from error

    def fault(self, what: str) -> InputError:
        """The refusal of something in the table."""
        return InputError(what, where=f"{self.package}/tables/qa.tsv", hint="see docs/add-a-language.md")


def _listed(words: Sequence[str], first: int = 0, step: int = 1) -> dict[str, float]:
    """Number words by their place: a value is `first` and `step` a place; | parts the forms of one number."""
    return {form: first + place * step for place, forms in enumerate(words) for form in forms.split("|")}


def _ordinals(words: Mapping[str, float], endings: Sequence[str]) -> dict[str, float]:
    """Regular ordinals, also of words that lose their last vowel before the ending (اته, اتم)."""
    return {
        stem + ending: value
        for word, value in words.items()
        if value >= 3
        for stem in {word, word.rstrip("هو")}
        if len(stem) > 1
        for ending in endings
    }
