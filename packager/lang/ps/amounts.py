"""Amounts in Pashto: a figure or a range with its scale word, and its coin, unit or per cent in the right case."""

from __future__ import annotations

from functools import cache

from packager.lang.grammar import Amount, Grammar, NumberKind, Quantity
from packager.lang.options import SpokenOptions
from packager.lang.ps.agreement import (
    BETWEEN,
    asks_oblique,
    bends,
    bent,
    bent_noun,
    counts_oblique_plural,
    is_feminine,
    one,
)
from packager.lang.tables import Tables
from packager.text.figures import NOWHERE, Context

# Scale words as print has them → the bare word, as it stands after a half.
SCALES = {
    form: stem
    for stem in sorted(Tables("packager.lang.ps").words["scale-stems"])
    for form in (f"{stem}ونو", f"{stem}ونه", f"{stem}ه", f"{stem}و", stem)
}
_HALVES = frozenset(["نیم", "یونیم"])


@cache
def _measures(tables: Tables) -> frozenset[str]:
    """The words of coins and units, direct and oblique, and those of per cent."""
    things = (*tables.currencies.values(), *tables.units.values())
    words = {word.split()[-1] for thing in things for word in (thing.one, thing.many, bent_noun(thing.many))}
    return frozenset(words | {"سلنه", "سلنې", "فیصد", "فیصده"}) - {"کې", "متر"}


def is_measure(word: str, tables: Tables) -> bool:
    """Whether a word names a coin, a unit or per cent."""
    return word in _measures(tables)


def said_single(grammar: Grammar, amount: Amount, options: SpokenOptions) -> str:
    """One figure with its scale and what it counts."""
    context, thing, high = amount.context, amount.thing, amount.high
    if thing is None:  # the scale alone: what it counts follows
        return _scaled(*grammar.quantity(high, "", context, options), high, is_bent=bends(context))
    single = high.figure == "1" and not (high.power or high.scale)
    is_bent = asks_oblique(context) or SCALES.get(high.scale, high.scale) + "و" == high.scale
    coins = grammar.coins(amount, options)
    if coins and not is_bent:
        return coins
    name = "" if amount.named_again(bent_noun(thing.many)) else thing.one if single else thing.many
    number, unit = grammar.quantity(high, name, Context(after=context.after), options)
    if unit:
        number = _scaled(number, unit, high, is_bent=is_bent)
    elif single:
        number = one(Context(context.before, (_head(name),) if name else ()))
        number = "یوې" if is_bent and amount.kind is NumberKind.PERCENT else number
    elif is_bent and amount.kind is not NumberKind.PERCENT:
        number = bent(number, measure=True)
    return f"{number} {bent_noun(name, single=single) if is_bent else name}".rstrip()


def _head(name: str) -> str:
    """The noun of what is counted: درجه of درجه سانتي ګراد, متر of مربع متر."""
    words = name.split()
    return words[0] if is_feminine(words[0]) else words[-1]


def _scaled(number: str, unit: str, quantity: Quantity, *, is_bent: bool) -> str:
    """A number and its scale word, both in the oblique where that is asked for or print has it.

    After a half print's oblique is the bare word: دوه نیم میلیون.
    """
    if not unit:
        return bent(number) if is_bent else number
    stem = SCALES.get(unit, unit)
    halved = number.rsplit(maxsplit=1)[-1] in _HALVES
    if halved or "اعشاریه" in number or number == "یو":
        return f"{number} {stem if halved and unit in (f'{stem}و', f'{stem}ونو', f'{stem}ونه') else unit}"
    if unit in (f"{stem}و", f"{stem}ونو"):
        return f"{bent(number)} {unit}"
    if is_bent and not quantity.scale:
        return f"{number if stem == 'زر' else bent(number)} {stem}و"
    return f"{number} {unit}"


def said_range(grammar: Grammar, low: Quantity, amount: Amount, options: SpokenOptions) -> str:
    """Two figures: from X to Y with what is counted in the oblique; three, four where they are neighbours."""
    context, thing, high = amount.context, amount.thing, amount.high
    if thing is None and not (low.scale or low.power or high.scale or high.power):
        return _bare_range(grammar, low.figure, high.figure, context, options)
    closed = thing is not None or not context.next or bends(context) or context.next in BETWEEN
    (first, low_unit), (second, unit) = (grammar.quantity(part, "", NOWHERE, options) for part in (low, high))
    if not closed:
        start = "" if low_unit == unit else f" {low_unit}"
        return f"{first}{start} تر {second} {unit}".rstrip()
    first = bent(first) if low_unit == unit else _scaled(first, low_unit, low, is_bent=True)
    second = _scaled(second, unit, Quantity(figure=high.figure, power=high.power), is_bent=True)
    name = "" if thing is None or amount.named_again(bent_noun(thing.many)) else f" {bent_noun(thing.many)}"
    return f"{grammar.between(first, context)} {second}{name}"


def _bare_range(grammar: Grammar, low: str, high: str, context: Context, options: SpokenOptions) -> str:
    """A range of whatever the word after it names; from … to … only where that stands in the oblique."""
    here = Context(after=context.after)
    if low.isdigit() and high.isdigit() and int(high) == int(low) + 1 and 0 < int(low) < 10:
        return f"{grammar.number(low, options, here)}، {grammar.number(high, options, here)}"
    closed = counts_oblique_plural(context) or asks_oblique(context) or context.next in BETWEEN
    if context.next and not closed:
        return f"{grammar.number(low, options, here)} تر {grammar.number(high, options, here)}"
    first, second = (bent(grammar.number(figure, options)) for figure in (low, high))
    return f"{grammar.between(first, context)} {second}"
