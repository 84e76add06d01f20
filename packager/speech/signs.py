"""Units, percent and the signs that stand before or between figures, as words."""

from __future__ import annotations

import re
from functools import cache

from packager.lang.figures import END, FREE, NUM, around
from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.lang.tables import UNITS, symbols
from packager.speech.figures import SIGN

_SYMBOLS = sorted(symbols(UNITS), key=len, reverse=True)
_SYMBOL = "|".join(map(re.escape, _SYMBOLS))
_UNIT = re.compile(rf"{FREE}({NUM}){END}\s?({_SYMBOL})(?![A-Za-z0-9])")
# Symbols that are other words too (TB, GB, KM, min) are units after a figure alone.
_DOUBTFUL = frozenset(
    "m mi ft yd g gm l L oz ha V MW GW KB MB GB TB min mins hr hrs sec secs KM KG Lb ° °C °F °K".split()  # noqa: SIM905
)
_PLAIN = "|".join(re.escape(symbol) for symbol in _SYMBOLS if symbol not in _DOUBTFUL)
_BARE = re.compile(rf"(?:(?P<before>[^\W\d_]+)\s)?(?<![\w./])(?<!\d\s)(?P<unit>{_PLAIN})(?![\w/])")
_ASCII_LETTER = re.compile("[a-zA-Z]")
_SQUARE = re.compile(r"\bsq\.?\s?(km|m|ft)(?![A-Za-z])")
_DEGREES = re.compile(r"°\s+(?=[CFK](?![A-Za-z]))")
_PERCENT = re.compile(rf"{FREE}({NUM})\s?%|%\s?({NUM})|%")

_MINUS = re.compile(rf"(?<![\w)%.])-\s?(?=\d|(?:{SIGN})\s?\d)")
_PLUS = re.compile(r"(?<!\w)\+\s?(?=\d)|(?<=\d)\s?\+\s?(?=\d)")
_PLUS_AFTER = re.compile(rf"{FREE}({NUM})\+(?!\w)")
_COMPARED = re.compile(rf"([<>≤≥])=?\s?({NUM})")
_ABOUT = re.compile(r"[~≈∼]\s?(?=\d)")
_TIMES = re.compile(r"(?<=\d)\s?[x×*]\s?(?=\d)")
_EQUALS = re.compile(r"(?<=\d)\s?=\s?(?=[\d-])")
_HASH = re.compile(r"(?<!\w)(?:#|No\.?|no\.|Nr\.?)\s?(?=\d)")


def bare_units(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """Units that no figure stands before: per km², in GHz, five million km²."""

    def said(match: re.Match[str]) -> str:
        unit, before = grammar.tables.units[match["unit"]], match["before"] or ""
        return f"{before} {unit.many if before in grammar.scale_words else unit.one} "

    return _BARE.sub(said, _SQUARE.sub(r"sq\1", text)) if _ASCII_LETTER.search(text) else text


def units(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """5 km, 30°C, 12 km², کلومیٹر² as words."""
    text = _DEGREES.sub("°", _SQUARE.sub(r"sq\1", text)) if "°" in text or "sq" in text else text

    def said(match: re.Match[str]) -> str:
        counted = grammar.tables.units[match[2]]
        unit = counted.one if match[1] == "1" else counted.many
        before, _ = around(match)
        return f" {grammar.number(match[1], options, before, unit.split())} {unit} "

    def raised(match: re.Match[str]) -> str:
        return f"{grammar.words.square if match[2] == '2' else grammar.words.cubic} {match[1]}"

    return _UNIT.sub(said, _raised(grammar).sub(raised, text))


@cache
def _raised(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"([^\W\d_]*(?:{'|'.join(grammar.lengths)}))([23])(?!\d)")


def percent(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """50%, %50 and a sign alone; not twice where print also has the word."""

    def said(match: re.Match[str]) -> str:
        before, after = around(match)
        word = "" if after and after[0] in grammar.percent_words else grammar.words.percent
        figure = match[1] or match[2]
        return f" {grammar.number(figure, options, before, [word])} {word} " if figure else f" {word} "

    return _PERCENT.sub(said, text) if "%" in text else text


def minus(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """-5, -$5, −5°C: below nothing, where the hyphen follows no word or figure."""
    return _MINUS.sub(f" {grammar.words.minus} ", text) if "-" in text else text


def operators(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """Signs before and between figures: plus, about, less than, number."""
    words = grammar.words
    text = _HASH.sub(f" {words.number} ", text)
    text = _COMPARED.sub(lambda m: _compared(m, grammar, options), text)
    text = _PLUS_AFTER.sub(lambda m: f" {grammar.compared(m[1], words.more, options)} ", text)
    text = _ABOUT.sub(f" {words.about} ", text)
    text = _PLUS.sub(f" {words.plus} ", text)
    return _EQUALS.sub(f" {words.equals} ", _TIMES.sub(f" {words.times} ", text))


def _compared(match: re.Match[str], grammar: Grammar, options: SpokenOptions) -> str:
    word = grammar.words.less if match[1] in "<≤" else grammar.words.more
    return f" {grammar.compared(match[2], word, options)} "
