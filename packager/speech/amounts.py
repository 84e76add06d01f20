"""Amounts: figures with a scale, a currency, a unit or a per cent sign, alone or two with a dash between them.

`$5.5 million`, `Rs 5 lakh`, `9 bn €`, `10% - 12%`, `$500 million–$2 billion`, `5-10 km`, `>50%`. What an amount is
stands in one record; how it is said, in which case and order, is the language's (Grammar.amount).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from packager.lang.grammar import Amount, Grammar, NumberKind, Quantity
from packager.lang.options import SpokenOptions
from packager.lang.tables import CURRENCIES, UNITS, Counted, symbols
from packager.text.figures import END, FREE, NUM, context_of

_WORDS = {
    "thousand": 3, "lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5, "million": 6, "millions": 6, "mln": 6, "crore": 7,
    "crores": 7, "billion": 9, "billions": 9, "bln": 9, "bn": 9, "trillion": 12, "trillions": 12,
}  # fmt: skip
_SHORT = {
    "k": 3,
    "K": 3,
    "mn": 6,
    "m": 6,
    "M": 6,
    "b": 9,
    "B": 9,
    "tn": 12,
    "trn": 12,
    "T": 12,
}  # beside a currency alone
POWERS = _WORDS | _SHORT
_SQUARE = re.compile(r"\bsq\.?\s?(km|m|ft)(?![A-Za-z])")
_DEGREES = re.compile(r"°\s+(?=[CFK](?![A-Za-z]))")
_PERCENT = r"%|per ?cent(?![A-Za-z])|pct(?![A-Za-z])"
# With a space before it alone it is a dash all the same: print is careless there
_TO = re.compile(r"\s?[-–]\s?")
_OPEN_AFTER = re.compile(r"[/-]?\d|[.,]\d|/|-(?=\w)")  # further figures: no range of two
_PLAIN_BEFORE = re.compile(r"[\w.,/-]$")


def _listed(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SIGNS = symbols(CURRENCIES)
_PREFIXED = [sign for sign in _SIGNS if not (sign.isalpha() and sign.islower())]  # `$5`, and never `dollars 5`
SIGN = _listed(_PREFIXED)
_ENGLISH_SIGNS = re.compile(r"[A-Za-z%°$€£¥₹₨؋﷼₽₺₿₩₪৳¢\d]")


@cache
def _quantity(grammar: Grammar) -> re.Pattern[str]:
    """One figure with what stands around it: sign, scale, thing."""
    word, short, native = _listed(_WORDS), _listed(_SHORT), _listed(grammar.scale_words)
    scale = rf"(?:\s?(?:(?P<word>{word})(?![A-Za-z])|(?P<native>{native})(?!\w)))"
    unit, sign = _listed(symbols(UNITS)), _listed(_SIGNS)
    first = "".join(sorted({re.escape(sign[0]) for sign in _PREFIXED}))
    return re.compile(
        rf"(?=[\d%<>≤≥{first}])(?P<than>[<>≤≥]=?\s?)?(?:(?<![A-Za-z])(?P<before>{SIGN})\s?|(?<!\d)(?P<percent>%)\s?|{FREE})(?P<figure>{NUM}){END}"
        rf"(?:{scale}|(?P<short>\s?(?:{short}))(?=\s?(?:{sign})(?![A-Za-z]))|(?(before)(?P<power>\s?(?:{short}))(?![A-Za-z])|(?!)))?"
        rf"(?:\s?(?:(?P<after>{_PERCENT}|(?:{unit})(?![A-Za-z0-9])|(?:{sign})(?![A-Za-z]))))?(?P<more>\+(?![\w+]|\s?\d))?"
    )


@cache
def _named(grammar: Grammar) -> tuple[re.Pattern[str], dict[str, tuple[NumberKind, Counted]]]:
    """Coins, units and per cent as words of the language, where print has no sign for them."""
    percent = Counted(grammar.words.percent, grammar.words.percent)
    found: dict[str, tuple[NumberKind, Counted]] = {
        unit.many: (NumberKind.UNIT, unit) for unit in grammar.tables.units.values()
    }
    found |= {coin.many: (NumberKind.MONEY, coin) for coin in grammar.tables.currencies.values()}
    found[percent.many] = (NumberKind.PERCENT, percent)
    return re.compile(rf"\s({_listed(found)})(?![\w])"), found


@dataclass(frozen=True, slots=True)
class _QuantityFound:
    """One quantity where it stands in a text."""

    match: re.Match[str]
    quantity: Quantity
    kind: NumberKind
    thing: Counted | None
    than: str  # the word for more or less; "" for neither

    @property
    def plain(self) -> bool:
        return self.thing is None and not (self.quantity.power or self.quantity.scale)


def amounts(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """Every amount in words; figures that only the words around them can explain are left."""
    if not _ENGLISH_SIGNS.search(text):
        return text
    text = _SQUARE.sub(r"sq\1", text) if "sq" in text else text
    text = _raised(grammar).sub(lambda m: _square_or_cubic(m, grammar), _DEGREES.sub("°", text))
    out: list[str] = []
    place = 0
    found = [_read(match, grammar) for match in _quantity(grammar).finditer(text)]
    following = iter([*found[1:], None])
    skipped = False
    for one in found:
        other = next(following)
        if skipped:
            skipped = False
            continue
        said, end = _said(one, other, text, grammar, options)
        if said:
            out += [text[place : one.match.start()], f" {said} "]
            place = end
            skipped = other is not None and end >= other.match.end()
    text = "".join([*out, text[place:]])
    return text.replace("%", f" {grammar.words.percent} ")


@cache
def _raised(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)([^\W\d_]*(?:{'|'.join(grammar.lengths)}))([23])(?!\d)")


def _square_or_cubic(match: re.Match[str], grammar: Grammar) -> str:
    return f"{grammar.words.square if match[2] == '2' else grammar.words.cubic} {match[1]}"


def _read(match: re.Match[str], grammar: Grammar) -> _QuantityFound:
    """What one match of a quantity stands for."""
    power = POWERS.get((match["word"] or match["short"] or match["power"] or "").strip(), 0)
    quantity = Quantity(figure=match["figure"], power=power, scale=match["native"] or "")
    kind, thing = _thing(match["before"] or match["percent"] or match["after"] or "", grammar)
    words = grammar.words
    than = (words.less if (match["than"] or " ")[0] in "<≤" else words.more) if match["than"] or match["more"] else ""
    return _QuantityFound(match, quantity, kind, thing, than)


def _thing(sign: str, grammar: Grammar) -> tuple[NumberKind, Counted | None]:
    if not sign:
        return NumberKind.THINGS, None
    if sign in _SIGNS:
        return NumberKind.MONEY, grammar.tables.currencies[sign]
    if sign in symbols(UNITS):
        return NumberKind.UNIT, grammar.tables.units[sign]
    return NumberKind.PERCENT, Counted(grammar.words.percent, grammar.words.percent)


def _said(
    one: _QuantityFound, other: _QuantityFound | None, text: str, grammar: Grammar, options: SpokenOptions
) -> tuple[str, int]:
    """How a quantity is said, with the next where the two are a range, and where it ends; "" where it is left."""
    if other and one.kind is NumberKind.MONEY and other.match["after"] in _SHORT:  # $5-10m: no metres
        power = POWERS[other.match["after"]]
        other = replace(other, quantity=replace(other.quantity, power=power), kind=NumberKind.THINGS, thing=None)
    if other and _is_range(one, other, text):
        return _range(one, other, text, grammar, options)
    start, end = one.match.span()
    around = context_of(text, start, end)
    if one.than:
        amount = Amount(high=one.quantity, kind=one.kind, thing=one.thing, context=around)
        return grammar.compared(amount, one.than, options), end
    if one.plain:
        named = _named_after(text, end, grammar)
        if not named or named[0] is not NumberKind.MONEY or not re.search(r"\.\d\d$", one.quantity.figure):
            return "", end
        one, end = replace(one, kind=named[0], thing=named[1]), named[2]
        around = context_of(text, start, end)
    return grammar.amount(Amount(high=one.quantity, kind=one.kind, thing=one.thing, context=around), options), end


def _is_range(one: _QuantityFound, other: _QuantityFound, text: str) -> bool:
    """Whether two quantities with a dash between them count the same thing, and stand in no longer chain."""
    if not _TO.fullmatch(text[one.match.end() : other.match.start()]) or one.than or other.than:
        return False
    if _PLAIN_BEFORE.search(text[max(0, one.match.start() - 1) : one.match.start()]) and one.plain:
        return False
    if _OPEN_AFTER.match(text, other.match.end()):
        return False
    return one.thing is None or other.thing is None or one.thing == other.thing


def _range(
    one: _QuantityFound, other: _QuantityFound, text: str, grammar: Grammar, options: SpokenOptions
) -> tuple[str, int]:
    start, end = one.match.start(), other.match.end()
    low, high = one.quantity, other.quantity
    kind, thing = (other.kind, other.thing) if other.thing else (one.kind, one.thing)
    if thing is None:
        named = _named_after(text, end, grammar)
        if named:
            kind, thing, end = named
    ending = grammar.ending.match(text, end) if other.plain and thing is None else None
    if ending:  # 5-10th: each is left to its ending
        first = low.figure if ending[0].isspace() else low.figure + ending[0]
        around = context_of(text, start, end)
        return f"{grammar.between(first, around)} {high.figure}", end
    if not (low.power or low.scale) and (high.power or high.scale):
        low = replace(low, power=high.power, scale=high.scale)
    around = context_of(text, start, end)
    return grammar.amount(Amount(low=low, high=high, kind=kind, thing=thing, context=around), options), end


def _named_after(text: str, end: int, grammar: Grammar) -> tuple[NumberKind, Counted, int] | None:
    pattern, things = _named(grammar)
    match = pattern.match(text, end)
    return (*things[match[1]], match.end()) if match else None
