"""What the shared steps of verbalisation ask of a language: its words, and how it says numbers.

A language is one object of a class in its own numbers.py, all with this signature.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from packager.lang.options import SpokenOptions
from packager.lang.tables import Tables

LONGEST = 15  # figures in a number that is counted; a longer one is read digit by digit


@dataclass(frozen=True, kw_only=True, slots=True)
class LatinWords:
    """The small words that stand for signs."""

    point: str  # in 2.5
    minus: str
    plus: str
    percent: str
    number: str  # No., #5
    ampersand: str
    equals: str
    times: str  # 4 × 100
    over: str  # 120/80
    about: str  # ~50
    less: str  # <5, said after the number
    more: str  # >5
    dot: str  # in a web address
    at: str  # in an e-mail address
    hashtag: str
    slash: str
    square: str
    cubic: str
    hijri: str
    christian: str  # of the Christian era, said only where print says it
    before_christ: str
    that: str  # the conjunction before reported speech
    coins: str  # between a currency and its hundredths: " and ", or a space
    plural: str  # the s of MPs, after the letters' names


class Grammar:
    """How one language says what print writes in figures. Methods are pure."""

    code: str
    tables: Tables
    words: LatinWords
    figures: Sequence[str]  # words for 0–9
    default_scale: str
    halved: frozenset[str]  # words before which 2.5 is said as 'two and a half'
    scale_words: Sequence[str]  # thousand, million … as print writes them after a figure
    full_stop: str
    percent_words: frozenset[str]  # what print writes after a figure for the sign, or beside it
    lengths: Sequence[str]  # units that print writes a raised 2 or 3 after
    play: re.Pattern[str]  # words near which 3-1 is a score
    cricket: re.Pattern[str]  # words near which 193/4 is one
    salutes: Mapping[str, str]  # the salutations that print writes as one sign

    def cardinal(self, number: int, options: SpokenOptions) -> str:
        """A whole number of at most LONGEST figures, not below zero."""
        raise NotImplementedError

    def year(self, number: int) -> str:
        """A year of four figures: nineteen hundred forty-seven."""
        raise NotImplementedError

    def ordinal(self, number: int, form: str) -> str:
        """An ordinal with the ending that print wrote or the context asks for."""
        raise NotImplementedError

    def agree(self, words: str, number: int, before: str, after: Sequence[str]) -> str:
        """A cardinal's words as the words around them ask; this one changes nothing."""
        del number, before, after
        return words

    def half(self, whole: int, options: SpokenOptions) -> str:
        """`whole` and a half."""
        raise NotImplementedError

    def fraction(self, whole: int, top: int, bottom: int, options: SpokenOptions) -> str:
        """`whole` and `top`/`bottom`; whole 0 for a bare fraction."""
        raise NotImplementedError

    def scaled(self, figure: str, power: int, options: SpokenOptions) -> str:
        """`5.5` and 6 (English '5.5 million') in this language's own scale."""
        raise NotImplementedError

    def innings(self, runs: int, wickets: int, options: SpokenOptions) -> str:
        """A cricket score: 193/4."""
        raise NotImplementedError

    def range(self, low: str, high: str, options: SpokenOptions, before: str = "", after: Sequence[str] = ()) -> str:
        """The words before the second figure of a range, and that figure as it was."""
        raise NotImplementedError

    def compared(self, figure: str, word: str, options: SpokenOptions) -> str:
        """`figure` and more, or less: `word` says which."""
        return f"{self.number(figure, options)} {word}"

    def spelled_plural(self, letters: str) -> str:
        """The names of letters with a plural s: MPs."""
        return f"{letters}{self.words.plural}"

    def counted(self, figure: str, power: int, options: SpokenOptions) -> str:
        """`figure` times ten to the `power` counted out; "" where that is too long to count."""
        whole, _, rest = figure.replace(",", "").partition(".")
        digits = whole + rest.ljust(power, "0")[:power]
        return self.cardinal(int(digits), options) if len(digits) <= LONGEST else ""

    def digits(self, figures: str) -> str:
        """Each digit by itself."""
        return " ".join(self.figures[int(figure)] for figure in figures if figure.isdigit())

    def large_scale(self, options: SpokenOptions) -> bool:
        """Whether large numbers are counted in lakh and crore."""
        return (options.scale or self.default_scale) == "lakh"

    def number(self, figure: str, options: SpokenOptions, before: str = "", after: Sequence[str] = ()) -> str:
        """A figure as print writes it (`2,500`, `0.75`, `1947`, `007`) between the words around it."""
        whole, _, rest = figure.replace(",", "").partition(".")
        if (len(whole) > 1 and whole[0] == "0") or len(whole) > LONGEST:
            return self.digits(whole) + (f" {self.words.point} {self.digits(rest)}" if rest else "")
        value = int(whole or "0")
        if rest:
            if rest == "5" and after and after[0] in self.halved:
                return self.half(value, options)
            return f"{self.cardinal(value, options)} {self.words.point} {self.digits(rest)}"
        if "," not in figure and len(whole) == 4 and (1100 <= value < 2000 or 2001 <= value < 2100):
            return self.year(value)
        return self.agree(self.cardinal(value, options), value, before, after)


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
