"""Figures and the signs beside them, as words: shared by all languages, in the order of `STEPS`.

Every step is a pure function from text to text. Text is normalised: ASCII digits, `,` between
groups, `.` before decimals, `-` for hyphen and minus, `–` for dashes.
"""

from __future__ import annotations

import re
from functools import cache

from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.lang.tables import Tables
from packager.text.figures import END, FREE, NUM, context, joined_thousands
from packager.text.patterns import lazily

# --- Names with figures in them ------------------------------------------------------------------

_HYPHEN_BEFORE_FIGURE = lazily(r"(?<=[^\W\d_])[-–](?=\d)")
_HYPHEN_AFTER_FIGURE = lazily(r"(?<=\d)[-–](?=[^\W\d_])")
_HEAD = lazily(r"(?<![A-Za-z])([A-Za-z]+)[-– ]?(\d{1,4})(?![\d.,/:-]*\d|[A-Za-z])")
_CODE = lazily(r"(?<![A-Za-z])([A-Z][a-z])[-–]?(?=\d)")  # Su-35, Mi-17: the letters of a maker
_NO_CODE = frozenset(["No", "Nr", "Rs", "Mr", "Ms", "Dr", "St", "Vs", "Ch", "Re"])
_LATIN = lazily("[A-Za-z]")


def fixed_names(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """9/11, 5G, COVID-19: names with figures in them, as the language or the station has them."""
    names = grammar.tables.fixed
    text = _fixed(grammar.tables).sub(lambda match: f" {names[match[1]]} ", text)
    return _HEAD.sub(lambda match: _head(match, grammar, options), text) if _LATIN.search(text) else text


def _head(match: re.Match[str], grammar: Grammar, options: SpokenOptions) -> str:
    """A Latin word with a figure: as the table of names has both together, or has the figure in the word's reading."""
    word, figure = match[1], match[2]
    for key in (match[0], f"{word}-{figure}", f"{word} {figure}", f"{word}{figure}"):
        if key in options.names:
            return f" {options.names[key]} "
    said = options.names.get(word) or grammar.tables.acronyms.get(word, "")
    number = grammar.number(figure, options)
    return f" {said} " if said.endswith(f" {number}") else match[0]


@cache
def _fixed(tables: Tables) -> re.Pattern[str]:
    return re.compile(r"(?<![\w/.])(" + ("|".join(map(re.escape, tables.fixed)) or "(?!)") + r")(?![\w/]|\.\d|-\d)")


def hyphens(text: str, _grammar: Grammar, _options: SpokenOptions) -> str:
    """F-16, ایف-16, 31-سالہ: the hyphen between a letter and a figure is no minus; Su-35 is S, U and a number."""
    if _LATIN.search(text):
        text = _CODE.sub(lambda match: match[0] if match[1] in _NO_CODE else f"{match[1].upper()} ", text)
    return _HYPHEN_AFTER_FIGURE.sub(" ", _HYPHEN_BEFORE_FIGURE.sub(" ", text))


# --- Digit by digit ------------------------------------------------------------------------------

_PHONE = lazily(
    # of Pakistan: a code that begins with 0, then groups; 021-111-786-786, 0800 00 786, 042-111-11-22-33
    r"(?<![\w.,-])\(?0\d{1,4}\)?(?:[- ]\d{2,4}){2,5}(?![\d,-])"
    r"|(?<![\w.,-])111[- ]\d{3}[- ]\d{3}(?![\d,-])|"
    r"(?<![\w.,])(?:\+|00)\d[\d ()-]{7,}\d(?!\d)"
    r"|(?<![\w.,])\(?0\d{2,4}\)?[- ]?\d{3,4}[- ]?\d{3,4}(?![\d,])"
    r"|(?<![\w.,-])\d{3,5}-\d{5,8}(?:-\d)?(?![\d-])"
    r"|(?<![\w.,-])\d{3}-\d{3}-\d{4}(?![\d-])"
)
_VERSION = lazily(r"(?<![\w.,])\d+(?:\.\d+){2,}(?![\w])")
_RESCUE = lazily(r"(?<![\d.,])1122(?![\d.,])")


def phones(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """Telephone and identity numbers digit by digit, with a pause between their groups."""

    def said(match: re.Match[str]) -> str:
        groups = [grammar.digits(group) for group in re.findall(r"\d+", match[0])]
        plus = f"{grammar.words.plus} " if match[0].startswith("+") else ""
        return f" {plus}{'، '.join(groups)} "

    return _PHONE.sub(said, text)


def spaced(text: str, _grammar: Grammar, _options: SpokenOptions) -> str:
    """Thousands parted by spaces are one number; what was a telephone number is in words by now."""
    return joined_thousands(text)


def versions(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """3.11.2 part by part; the rescue service's 1122 in pairs, as it is known."""

    def said(match: re.Match[str]) -> str:
        parts = [grammar.number(part, options) for part in match[0].split(".")]
        return f" {f' {grammar.words.point} '.join(parts)} "

    text = _VERSION.sub(said, text)
    return _RESCUE.sub(f" {grammar.cardinal(11, options)} {grammar.cardinal(22, options)} ", text)


# --- Scores and ranges ---------------------------------------------------------------------------

_SCORE = lazily(r"(?<![\w.,/-])(\d{1,2})\s?[-–:]\s?(\d{1,2})(?:\s?[-–:]\s?(\d{1,2}))?(?![\d/%-]|[.,]\d)")
_SEASON = lazily(r"(?<![\d.,/-])(1[89]\d\d|20\d\d)\s?[-–/]\s?(\d\d)(?![\d/%-]|[.,]\d)")


def scores(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """3-1 near a word of play, three-part counts and falling pairs: the figures one after the other."""

    def said(match: re.Match[str]) -> str:
        figures = [figure for figure in match.groups() if figure]
        near = match.string[max(0, match.start() - 60) : match.end() + 40]
        if (
            len(figures) == 2
            and int(figures[0]) < int(figures[1])
            and ":" not in match[0]
            and not grammar.play.search(near)
        ):
            return match[0]
        return " " + " ".join(grammar.cardinal(int(figure), options) for figure in figures) + " "

    return _SCORE.sub(said, text)


def seasons(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """2018-19: the year and the next year's two figures."""

    def said(match: re.Match[str]) -> str:
        if (int(match[1]) + 1) % 100 != int(match[2]):
            return match[0]
        return f" {grammar.number(match[1], options)} {grammar.cardinal(int(match[2]), options)} "

    return _SEASON.sub(said, text)


# --- Fractions and what is left ------------------------------------------------------------------

_MIXED = lazily(rf"{FREE}(\d{{1,9}}) (\d{{1,2}})/(\d{{1,2}}){END}(?!/)")
_FRACTION = lazily(r"(?<![\w.,/])(\d{1,4})/(\d{1,4})(?!/|\d|[.,]\d)")
_INNINGS, _WICKETS = 100, 10  # 256/7 is a score wherever it stands; 120/80 is none
_PRICE_END = lazily(r"(?<=\w)\s?/-(?!\w)|(?<=\d)/=")


def fractions(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """1/2, 2 1/2, 120/80; near words of cricket, 193/4 is a score."""

    def mixed(match: re.Match[str]) -> str:
        if not 0 < int(match[2]) < int(match[3]):
            return match[0]
        return f" {grammar.fraction(int(match[1]), int(match[2]), int(match[3]), options)} "

    def plain(match: re.Match[str]) -> str:
        top, bottom = int(match[1]), int(match[2])
        near = match.string[max(0, match.start() - 60) : match.end() + 40]
        if (top >= _INNINGS and bottom <= _WICKETS) or (top > 10 >= bottom and grammar.cricket.search(near)):
            return f" {grammar.innings(top, bottom, options)} "
        if top <= 10 < bottom and grammar.bowlers.search(near):
            return f" {grammar.bowling(top, bottom, options)} "
        return f" {grammar.fraction(0, top, bottom, options, context(match))} "

    return _FRACTION.sub(plain, _MIXED.sub(mixed, _PRICE_END.sub("", text)))


_NUMBER = lazily(NUM)


def numbers(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """Whatever figures are left."""
    return _NUMBER.sub(lambda match: f" {grammar.number(match[0], options, context(match))} ", text)
