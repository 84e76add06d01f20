"""Units, percent and the signs that stand before or between figures, as words."""

from __future__ import annotations

import re

from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.lang.tables import UNITS, symbols
from packager.speech.amounts import SIGN
from packager.text.figures import FREE, NUM
from packager.text.patterns import lazily

_SYMBOLS = sorted(symbols(UNITS), key=len, reverse=True)
# Symbols that are other words too (TB, GB, KM, min) are units after a figure alone.
_DOUBTFUL = frozenset(
    "m mi ft yd g gm l L oz ha V MW GW KB MB GB TB min mins hr hrs sec secs KM KG Lb ° °C °F °K".split()  # noqa: SIM905
)
_PLAIN = "|".join(re.escape(symbol) for symbol in _SYMBOLS if symbol not in _DOUBTFUL)
_BARE = lazily(rf"(?:(?P<before>[^\W\d_]+)\s)?(?<![\w./])(?<!\d\s)(?P<unit>{_PLAIN})(?![\w/])")
_ASCII_LETTER = lazily("[a-zA-Z]")
_SQUARE = lazily(r"\bsq\.?\s?(km|m|ft)(?![A-Za-z])")
# Glued to its figure, and not after another one: `10 - 12` and `10% -12%` are no losses
_MINUS = lazily(rf"(?<![\w)%.])(?<![\d%]\s)-(?=\d|(?:{SIGN})\s?\d)")
_PLUS = lazily(r"(?<!\w)\+\s?(?=\d)|(?<=\d)\s?\+\s?(?=\d)")
_ABOUT = lazily(rf"[~≈∼]\s?(?=(?:{SIGN})?\s?\d)")
_TIMES_AS_MANY = lazily(rf"{FREE}({NUM})[x×](?![\w]|\s?\d)")  # 3x
_TIMES = lazily(r"(?<=\d)\s?[x×*]\s?(?=\d)")
_EQUALS = lazily(r"(?<=\d)\s?=\s?(?=[\d-])")
_HASH = lazily(r"(?<!\w)(?:#|No\.?|no\.|Nr\.?)\s?(?=\d)")


def bare_units(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """Units that no figure stands before: per km², in GHz, five million km²."""

    def said(match: re.Match[str]) -> str:
        unit, before = grammar.tables.units[match["unit"]], match["before"] or ""
        return f"{before} {unit.many if before in grammar.scale_words else unit.one} "

    return _BARE.sub(said, _SQUARE.sub(r"sq\1", text)) if _ASCII_LETTER.search(text) else text


def minus(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """-5, -$5, −5°C: below nothing, where the hyphen follows no word or figure."""
    return _MINUS.sub(f" {grammar.words.minus} ", text) if "-" in text else text


def minuses(text: str) -> tuple[str, ...]:
    """The figures of a text that are said to be below nothing, with their sign."""
    return tuple(text[match.start() :].split(maxsplit=1)[0] for match in _MINUS.finditer(text)) if "-" in text else ()


def operators(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """Signs before and between figures: plus, about, number; they go before the figures are read."""
    words = grammar.words
    text = _ABOUT.sub(f" {words.about} ", _HASH.sub(f" {words.number} ", text))
    text = _TIMES_AS_MANY.sub(rf"\1 {words.fold} ", text)
    text = _PLUS.sub(f" {words.plus} ", text)
    return _EQUALS.sub(f" {words.equals} ", _TIMES.sub(f" {words.times} ", text))
