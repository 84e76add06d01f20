"""Units, percent and the signs that stand before or between figures, as words."""

from __future__ import annotations

import re

from packager.lang.grammar import Grammar
from packager.speech.figures import END, FREE, NUM, SIGN, around
from packager.speech.options import SpokenOptions
from packager.speech.tables import rows

_UNITS = {symbol: row for row in rows("units.tsv") for symbol in row[0].split()}
_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(_UNITS, key=len, reverse=True))
_UNIT = re.compile(rf"{FREE}({NUM}){END}\s?({_SYMBOL})(?![A-Za-z0-9])")
# Symbols that are other words too (TB, GB, KM, min) are units after a figure alone.
_DOUBTFUL = frozenset(
    "m mi ft yd g gm l L oz ha V MW GW KB MB GB TB min mins hr hrs sec secs KM KG Lb ° °C °F °K".split()  # noqa: SIM905
)
_PLAIN = "|".join(re.escape(symbol) for symbol in sorted(_UNITS, key=len, reverse=True) if symbol not in _DOUBTFUL)
_BARE = re.compile(rf"(?:(?P<before>[^\W\d_]+)\s)?(?<![\w./])(?<!\d\s)(?P<unit>{_PLAIN})(?![\w/])")
_ASCII_LETTER = re.compile("[a-zA-Z]")
_SQUARE = re.compile(r"\bsq\.?\s?(km|m|ft)(?![A-Za-z])")
_DEGREES = re.compile(r"°\s+(?=[CFK](?![A-Za-z]))")
_RAISED = re.compile(r"([^\W\d_]*(?:متر|متره|میٹر|فٹ|فوټ|فوټه))([23])(?!\d)")
_PERCENT = re.compile(rf"{FREE}({NUM})\s?%|%\s?({NUM})|%")
_PERCENT_WORD = frozenset(["فیصد", "فی", "فيصد", "سلنه", "فیصده", "سلنې"])

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
        row, before = _UNITS[match["unit"]], match["before"] or ""
        counted = row[2] if before in grammar.scale_words else row[1]
        return f"{before} {row[4] if grammar.code == 'ur' else counted} "

    return _BARE.sub(said, _SQUARE.sub(r"sq\1", text)) if _ASCII_LETTER.search(text) else text


def units(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """5 km, 30°C, 12 km², کلومیٹر² as words."""
    text = _DEGREES.sub("°", _SQUARE.sub(r"sq\1", text)) if "°" in text or "sq" in text else text

    def said(match: re.Match[str]) -> str:
        row = _UNITS[match[2]]
        unit = row[4] if grammar.code == "ur" else (row[1] if match[1] == "1" else row[2])
        before, _ = around(match)
        return f" {grammar.number(match[1], options, before, unit.split())} {unit} "

    def raised(match: re.Match[str]) -> str:
        return f"{grammar.words.square if match[2] == '2' else grammar.words.cubic} {match[1]}"

    return _UNIT.sub(said, _RAISED.sub(raised, text))


def percent(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """50%, %50 and a sign alone; not twice where print also has the word."""

    def said(match: re.Match[str]) -> str:
        before, after = around(match)
        word = "" if after and after[0] in _PERCENT_WORD else grammar.words.percent
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
    text = _PLUS_AFTER.sub(lambda m: _than(m[1], words.more, grammar, options), text)
    text = _ABOUT.sub(f" {words.about} ", text)
    text = _PLUS.sub(f" {words.plus} ", text)
    return _EQUALS.sub(f" {words.equals} ", _TIMES.sub(f" {words.times} ", text))


def _compared(match: re.Match[str], grammar: Grammar, options: SpokenOptions) -> str:
    word = grammar.words.less if match[1] in "<≤" else grammar.words.more
    return _than(match[2], word, grammar, options)


def _than(figure: str, word: str, grammar: Grammar, options: SpokenOptions) -> str:
    """`figure` and more, or less; Pashto frames the number: له پنځوسو څخه زیات."""
    if grammar.code == "ps":
        return f" له {grammar.number(figure, options, 'تر')} {word} "
    return f" {grammar.number(figure, options)} {word} "
