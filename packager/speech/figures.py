"""Figures and the signs beside them, as words: shared by all languages, in the order of `STEPS`.

Every step is a pure function from text to text. Text is normalised: ASCII digits, `,` between
groups, `.` before decimals, `-` for hyphen and minus, `–` for dashes.
"""

from __future__ import annotations

import re
from functools import cache

from packager.lang.figures import END, FREE, NUM, around
from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.lang.tables import CURRENCIES, Counted, Tables, symbols

LATIN_END = r"(?![A-Za-z])"


def say(figure: str, match: re.Match[str], grammar: Grammar, options: SpokenOptions) -> str:
    """A figure as words that agree with what stands around the match."""
    before, after = around(match)
    return grammar.number(figure, options, before, after)


# --- Names with figures in them ------------------------------------------------------------------

_HYPHEN_BEFORE_FIGURE = re.compile(r"(?<=[^\W\d_])[-–](?=\d)")
_HYPHEN_AFTER_FIGURE = re.compile(r"(?<=\d)[-–](?=[^\W\d_])")


def fixed_names(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """9/11, 5G, T20: what has a name of its own."""
    names = grammar.tables.fixed
    return _fixed(grammar.tables).sub(lambda match: f" {names[match[1]]} ", text)


@cache
def _fixed(tables: Tables) -> re.Pattern[str]:
    return re.compile(r"(?<![\w/.])(" + "|".join(map(re.escape, tables.fixed)) + r")(?![\w/]|\.\d|-\d)")


def hyphens(text: str, _grammar: Grammar, _options: SpokenOptions) -> str:
    """COVID-19, ایف-16, 31-سالہ: the hyphen between a letter and a figure is no minus."""
    return _HYPHEN_AFTER_FIGURE.sub(" ", _HYPHEN_BEFORE_FIGURE.sub(" ", text))


# --- Digit by digit ------------------------------------------------------------------------------

_PHONE = re.compile(
    r"(?<![\w.,])(?:\+|00)\d[\d ()-]{7,}\d(?!\d)"
    r"|(?<![\w.,])\(?0\d{2,4}\)?[- ]?\d{3,4}[- ]?\d{3,4}(?![\d,])"
    r"|(?<![\w.,-])\d{3,5}-\d{5,8}(?:-\d)?(?![\d-])"
    r"|(?<![\w.,-])\d{3}-\d{3}-\d{4}(?![\d-])"
)
_VERSION = re.compile(r"(?<![\w.,])\d+(?:\.\d+){2,}(?![\w])")
_RESCUE = re.compile(r"(?<![\d.,])1122(?![\d.,])")


def phones(text: str, grammar: Grammar, _options: SpokenOptions) -> str:
    """Telephone and identity numbers digit by digit, with a pause between their groups."""

    def said(match: re.Match[str]) -> str:
        groups = [grammar.digits(group) for group in re.findall(r"\d+", match[0])]
        plus = f"{grammar.words.plus} " if match[0].startswith("+") else ""
        return f" {plus}{'، '.join(groups)} "

    return _PHONE.sub(said, text)


def versions(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """3.11.2 part by part; the rescue service's 1122 in pairs, as it is known."""

    def said(match: re.Match[str]) -> str:
        parts = [grammar.number(part, options) for part in match[0].split(".")]
        return f" {f' {grammar.words.point} '.join(parts)} "

    text = _VERSION.sub(said, text)
    return _RESCUE.sub(f" {grammar.cardinal(11, options)} {grammar.cardinal(22, options)} ", text)


# --- Scores and ranges ---------------------------------------------------------------------------

_SCORE = re.compile(r"(?<![\w.,/-])(\d{1,2})\s?[-–:]\s?(\d{1,2})(?:\s?[-–:]\s?(\d{1,2}))?(?![\d/%-]|[.,]\d)")
_SEASON = re.compile(r"(?<![\d.,/-])(1[89]\d\d|20\d\d)\s?[-–/]\s?(\d\d)(?![\d/%-]|[.,]\d)")


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


# --- Money ---------------------------------------------------------------------------------------

SIGN = "|".join(re.escape(sign) for sign in sorted(symbols(CURRENCIES), key=len, reverse=True))
_POWERS = {
    "thousand": 3, "k": 3, "K": 3, "million": 6, "mln": 6, "mn": 6, "m": 6, "M": 6, "billion": 9, "bln": 9, "bn": 9,
    "b": 9, "B": 9, "trillion": 12, "tn": 12, "trn": 12, "T": 12,
}  # fmt: skip
_POWER = "|".join(sorted(_POWERS, key=len, reverse=True))
_RANGE = re.compile(rf"(?<![\w.,/-])((?:{SIGN})?)\s?({NUM})\s?[-–]\s?((?:(?:{SIGN})\s?)?{NUM})(?![\d/-]|[.,]\d)")


def ranges(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """5-10: the first figure and the word between; the second is left to the steps that know its sign."""

    def said(match: re.Match[str]) -> str:
        high = match[3] if match[3][:1] not in "0123456789" else match[1] + match[3]
        before, after = around(match)
        return f" {grammar.range(match[2], high, options, before, after)}"

    return _RANGE.sub(said, text)


@cache
def _money_patterns(grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    native = "|".join(grammar.scale_words)
    scale = rf"(?:\s?(?:((?:{_POWER}){LATIN_END})|((?:{native})(?!\w))))?"
    before = rf"(?<![A-Za-z])({SIGN})\s?({NUM}){END}{scale}"
    after = rf"{FREE}({NUM}){END}{scale}\s?({SIGN}){LATIN_END}"
    return re.compile(before), re.compile(after)


def money(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """$5.5 ملین, Rs 500, 9 bn €: the number, its scale, then the currency."""
    before, after = _money_patterns(grammar)
    text = before.sub(lambda m: _amount(m, (m[1], m[2], m[3], m[4]), grammar, options), text)
    return after.sub(lambda m: _amount(m, (m[4], m[1], m[2], m[3]), grammar, options), text)


def _amount(
    match: re.Match[str], parts: tuple[str, str, str | None, str | None], grammar: Grammar, options: SpokenOptions
) -> str:
    sign, figure, power, scale = parts
    names = grammar.tables.currencies[sign]
    one, many = names.one, names.many
    before, following = around(match)
    coin = one if figure == "1" and not (power or scale) else many
    if following and following[0] in (*one.split()[-1:], *many.split()[-1:]):
        coin = ""
    if power:
        return f" {grammar.scaled(figure, _POWERS[power], options)} {coin} "
    if scale:
        return f" {grammar.number(figure, options, after=(scale,))} {scale} {coin} "
    whole, _, rest = figure.partition(".")
    if len(rest) == 2 and names.hundredth and coin:
        return f" {_coins(whole, rest, names, grammar, options)} "
    return f" {grammar.number(figure, options, before, (coin,))} {coin} "


def _coins(whole: str, rest: str, names: Counted, grammar: Grammar, options: SpokenOptions) -> str:
    hundredth = names.hundredth
    small = f"{grammar.number(str(int(rest)), options, after=(hundredth,))} {hundredth}" if int(rest) else ""
    if not whole.strip("0,"):
        return small or f"{grammar.figures[0]} {names.many}"
    coin = names.one if whole == "1" else names.many
    large = f"{grammar.number(whole, options, after=(coin,))} {coin}"
    return f"{large}{grammar.words.coins if small else ' '}{small}"


# --- Fractions and what is left ------------------------------------------------------------------

_MIXED = re.compile(rf"{FREE}(\d{{1,9}}) (\d{{1,2}})/(\d{{1,2}}){END}(?!/)")
_FRACTION = re.compile(r"(?<![\w.,/])(\d{1,4})/(\d{1,4})(?!/|\d|[.,]\d)")
_LATIN_SCALE = re.compile(rf"{FREE}({NUM})\s?(thousand|million|mln|billion|bln|bn|trillion){LATIN_END}")
_PRICE_END = re.compile(r"(?<=\w)\s?/-(?!\w)|(?<=\d)/=")


def fractions(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """1/2, 2 1/2, 120/80; near words of cricket, 193/4 is a score."""

    def mixed(match: re.Match[str]) -> str:
        if not 0 < int(match[2]) < int(match[3]):
            return match[0]
        return f" {grammar.fraction(int(match[1]), int(match[2]), int(match[3]), options)} "

    def plain(match: re.Match[str]) -> str:
        top, bottom = int(match[1]), int(match[2])
        near = match.string[max(0, match.start() - 60) : match.end() + 40]
        if top > 10 >= bottom and grammar.cricket.search(near):
            return f" {grammar.innings(top, bottom, options)} "
        return f" {grammar.fraction(0, top, bottom, options)} "

    return _FRACTION.sub(plain, _MIXED.sub(mixed, _PRICE_END.sub("", text)))


def scales(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """5.5 million without a currency."""
    return _LATIN_SCALE.sub(lambda m: f" {grammar.scaled(m[1], _POWERS[m[2]], options)} ", text)


_NUMBER = re.compile(NUM)


def numbers(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """Whatever figures are left."""
    return _NUMBER.sub(lambda match: f" {say(match[0], match, grammar, options)} ", text)
