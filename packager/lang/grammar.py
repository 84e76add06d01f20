"""What the shared steps of verbalisation ask of a language: its words, and how it says numbers.

A language is one object of a class in its own numbers.py, all with this signature.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType

from packager.lang.options import SpokenOptions
from packager.lang.tables import Counted, SignWords, Tables
from packager.text.figures import NOWHERE, Context

_LAKH_GROUPS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d|,)")  # 2,50,000: print counts in lakh
LONGEST = 15  # figures in a number that is counted; a longer one is read digit by digit


class NumberKind(Enum):
    """What a figure counts."""

    THINGS = "things"  # whatever the word after it names
    PERCENT = "percent"
    MONEY = "money"
    UNIT = "unit"


class Numbered(Enum):
    """What a Roman figure numbers."""

    RULER = "ruler"  # Charles III
    PART = "part"  # chapter V
    THING = "thing"  # Apollo XI


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """One figure of an amount, with its scale."""

    figure: str  # as in print: `2,500`, `0.75`
    power: int = 0  # of ten, where an English scale word follows: 6 for million
    scale: str = ""  # the language's own scale word, as in print


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """What print says of something counted: one figure, or two with a dash between them."""

    low: Quantity | None = None
    high: Quantity
    kind: NumberKind = NumberKind.THINGS
    thing: Counted | None = None  # what is counted, where a sign or a unit names it
    context: Context = NOWHERE

    def named_again(self, *forms: str) -> bool:
        """Whether print has what is counted both as a sign and as a word: $350 dollars; `forms` further ones of it."""
        names = (self.thing.one, self.thing.many, *forms) if self.thing else forms
        return self.context.next in {name.split()[-1] for name in names}


class Grammar:
    """How one language says what print writes in figures. Methods are pure."""

    code: str
    tables: Tables
    figures: Sequence[str]  # words for 0–9
    default_scale: str
    halved: frozenset[str]  # words before which 2.5 is said as 'two and a half'
    scale_words: Sequence[str]  # thousand, million … as print writes them after a figure
    full_stop: str
    percent_words: frozenset[str]  # what print writes after a figure for the sign, or beside it
    lengths: Sequence[str]  # units that print writes a raised 2 or 3 after
    play: re.Pattern[str]  # words near which 3-1 is a score
    cricket: re.Pattern[str]  # words near which 193/4 is one
    bowlers: re.Pattern[str]  # words near which 4/35 is what a bowler did
    ending = re.compile(r"[^\W\d_]")  # what print puts after a figure that is no count: an ordinal's ending
    parts: frozenset[str]  # words after which I, V and X are figures: chapter, phase
    letter_names: Mapping[str, str] = MappingProxyType({})  # of the language's own letters, for initials

    @property
    def words(self) -> SignWords:
        """The words that stand for signs. Raises InputError where the table has not all of them."""
        return self.tables.signs

    def cardinal(self, number: int, options: SpokenOptions) -> str:
        """A whole number of at most LONGEST figures, not below zero."""
        raise NotImplementedError

    def year(self, number: int) -> str:
        """A year of four figures: nineteen hundred forty-seven."""
        raise NotImplementedError

    def ordinal(self, number: int, form: str) -> str:
        """An ordinal with the ending that print wrote or the context asks for."""
        raise NotImplementedError

    def agree(self, words: str, number: int, context: Context) -> str:
        """A cardinal's words as the words around them ask; this one changes nothing."""
        del number, context
        return words

    def half(self, whole: int, options: SpokenOptions) -> str:
        """`whole` and a half."""
        raise NotImplementedError

    def fraction(self, whole: int, top: int, bottom: int, options: SpokenOptions, context: Context = NOWHERE) -> str:
        """`whole` and `top`/`bottom`; whole 0 for a bare fraction."""
        raise NotImplementedError

    def scaled(self, figure: str, power: int, options: SpokenOptions) -> tuple[str, str]:
        """`5.5` and 6 (English '5.5 million') in this language's own scale: number and scale word.

        The word is "" where the number is counted out (fifty-five lakh).
        """
        raise NotImplementedError

    def innings(self, runs: int, wickets: int, options: SpokenOptions) -> str:
        """A cricket score: 193/4."""
        raise NotImplementedError

    def bowling(self, wickets: int, runs: int, options: SpokenOptions) -> str:
        """A bowler's figures: 4/35."""
        raise NotImplementedError

    def numbered(self, head: str, number: int, kind: Numbered, said: str, context: Context) -> str:
        """A name or a noun with its Roman figure; `said`: how the head is said, where it stands in Latin letters."""
        raise NotImplementedError

    def ordinals_of(self, number: int) -> frozenset[str]:
        """Every form of an ordinal."""
        raise NotImplementedError

    def between(self, low: str, context: Context) -> str:
        """The first of two figures, in words, and what is said before the second."""
        raise NotImplementedError

    def amount(self, amount: Amount, options: SpokenOptions) -> str:
        """A figure or a range with its scale and what it counts."""
        single = amount.low is None and amount.high.figure == "1" and not (amount.high.power or amount.high.scale)
        name = "" if amount.thing is None else amount.thing.one if single else amount.thing.many
        if amount.named_again(*(self.percent_words if amount.kind is NumberKind.PERCENT else ())):
            name = ""
        high, unit = self.quantity(amount.high, name, amount.context, options)
        if amount.low is None:
            coins = self.coins(amount, options) if name else ""
            return coins or _joined(high, unit, name)
        low, low_unit = self.quantity(amount.low, name, amount.context, options)
        first = low if low_unit == unit else _joined(low, low_unit)
        return _joined(self.between(first, amount.context), high, unit, name)

    def quantity(self, quantity: Quantity, name: str, context: Context, options: SpokenOptions) -> tuple[str, str]:
        """A figure in words, and its scale word as far as it is not counted out."""
        if quantity.power:
            return self.scaled(quantity.figure, quantity.power, options)
        if quantity.scale:
            return self.number(quantity.figure, options, context.counting(quantity.scale)), quantity.scale
        return self.number(quantity.figure, options, context.counting(*name.split())), ""

    def coins(self, amount: Amount, options: SpokenOptions) -> str:
        """Money with its hundredths: $5.50; "" for what has none."""
        whole, _, rest = amount.high.figure.partition(".")
        thing = amount.thing
        if not thing or not thing.hundredth or len(rest) != 2 or amount.high.power or amount.high.scale:
            return ""
        parts = []
        if whole.strip("0,") or not int(rest):
            coin = thing.one if whole == "1" else thing.many
            parts.append(f"{self.number(whole, options, Context(after=(coin,)))} {coin}")
        if int(rest):
            parts.append(f"{self.number(str(int(rest)), options, Context(after=(thing.hundredth,)))} {thing.hundredth}")
        return f" {self.words.coins} ".join(parts).replace("  ", " ")

    def compared(self, amount: Amount, word: str, options: SpokenOptions) -> str:
        """An amount and more, or less: `word` says which."""
        return f"{self.amount(amount, options)} {word}"

    def spelled_plural(self, letters: str) -> str:
        """The names of letters with a plural s: MPs."""
        return f"{letters}{self.words.plural}"

    def counted(self, figure: str, power: int, options: SpokenOptions) -> str:
        """`figure` times ten to the `power` counted out; "" where that is too long to count."""
        whole, _, rest = figure.replace(",", "").partition(".")
        digits = whole + rest.ljust(power, "0")[:power]
        return self.cardinal(int(digits), options) if len(digits) <= LONGEST and len(rest) <= power else ""

    def digits(self, figures: str) -> str:
        """Each digit by itself."""
        return " ".join(self.figures[int(figure)] for figure in figures if figure.isdigit())

    def large_scale(self, options: SpokenOptions) -> bool:
        """Whether large numbers are counted in lakh and crore."""
        return (options.scale or self.default_scale) == "lakh"

    def number(self, figure: str, options: SpokenOptions, context: Context = NOWHERE) -> str:
        """A figure as print writes it (`2,500`, `0.75`, `1947`, `007`) between the words around it."""
        whole, _, rest = figure.replace(",", "").partition(".")
        if (len(whole) > 1 and whole[0] == "0") or len(whole) > LONGEST:
            return self.digits(whole) + (f" {self.words.point} {self.digits(rest)}" if rest else "")
        value = int(whole or "0")
        if _LAKH_GROUPS.match(figure):
            options = replace(options, scale="lakh")
        if rest:
            if rest == "5" and context.next in self.halved:
                return self.half(value, options)
            return f"{self.cardinal(value, options)} {self.words.point} {self.digits(rest)}"
        if "," not in figure and len(whole) == 4 and (1100 <= value < 2000 or 2001 <= value < 2100):
            return self.agree(self.year(value), value, context)
        return self.agree(self.cardinal(value, options), value, context)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def by_scale(number: int, scale: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """A number as (count, unit) from the largest unit down; the last unit is "" for ones.

    >>> by_scale(2_345_678, [(10**6, "million"), (1000, "thousand")])
    [(2, 'million'), (345, 'thousand'), (678, '')]
    """
    parts: list[tuple[int, str]] = []
    for size, name in scale:
        count, number = divmod(number, size)
        if count:
            parts.append((count, name))
    return parts + ([(number, "")] if number or not parts else [])
