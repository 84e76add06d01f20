"""Numbers as Pashto says them: units before tens, and gender and case where the noun shows them."""

from __future__ import annotations

import re
from dataclasses import replace

from packager.lang.grammar import Amount, Grammar, Numbered, by_scale
from packager.lang.options import SpokenOptions
from packager.lang.ps.agreement import (
    BETWEEN,
    PREPOSITIONS,
    bends,
    bent,
    counts_oblique_plural,
    governed,
    is_counted,
    is_feminine,
    last_one,
    noun,
    oblique,
    one,
    two,
)
from packager.lang.ps.amounts import SCALES, is_measure, said_range, said_single
from packager.lang.tables import Tables
from packager.text.figures import NOWHERE, Context

_TABLES = Tables("packager.lang.ps")
_UPTO_HUNDRED = tuple(row[1] for row in _TABLES.rows("cardinals.tsv"))
_MILLION = ((10**12, "ټریلیون"), (10**9, "میلیارد"), (10**6, "میلیون"), (10**3, "زر"))
_LAKH = ((10**11, "کهرب"), (10**9, "ارب"), (10**7, "کروړ"), (10**5, "لک"), (10**3, "زر"))

_ORDINAL = _TABLES.pairs("ordinals.tsv")  # the rest add م to their last word
_ENDINGS = {"m": "", "mo": "", "f": "ه", "fo": "ې", "pl": "و"}


class Pashto(Grammar):
    """Pashto as Peshawar's newsreaders speak it."""

    code = "ps"
    tables = _TABLES
    default_scale = "million"
    figures = _UPTO_HUNDRED[:10]
    full_stop = "."
    scale_words = tuple(SCALES)
    halved = frozenset(scale_words) | _TABLES.words["halved"]
    percent_words = _TABLES.words["percent"]
    lengths = sorted(_TABLES.words["lengths"])
    # Words of either side of the border: Peshawar's print has many of Urdu's.
    play = re.compile(
        "شکست|جیت|برابر|برتری|سیریز|میچ|فتح|کامیابی|فائنل|سکور|اسکور|ماته|ګول|بریال|لوبه|لوبې|لوبو|لوبډل|وګټل|ګټل|"
        "مساوي|سیالۍ|سیالي|فاینل|نمر|اکثریت|تناسب"
    )
    bowlers = re.compile("بولر|بالر|باولر|بولنګ|بالنګ|توپ اچوونک|سپېل|کارکردګي|فعالیت|لوبغاړي")
    ending = re.compile(r"\s?(?:ومه|یمه|مه|مې|مو|ومې|وم|یم|م|st|nd|rd|th)(?!\w)|[^\W\d_]")
    cricket = re.compile("رنز|رن بنا|اوور|سکور|منډ|ویکټ|اننګز|کرېکټ|کریکټ")
    parts = _TABLES.words["parts"]
    letter_names = _TABLES.pairs("own_letters.tsv")

    def cardinal(self, number: int, options: SpokenOptions) -> str:
        """Units before tens, thousands before hundreds; the station chooses the scale."""
        if self.large_scale(options):
            half = self._half_lakh(number, options)
            if half:
                return half
        parts = by_scale(number, _LAKH if self.large_scale(options) else _MILLION)
        said = [_counted(count, unit) for count, unit in parts[:1]]
        if said[0] == "زر" and len(parts) > 1 and parts[1][0] >= 100:
            said = ["یو زر"]
        said += [f"یو {word}" if word in ("سل", "زر") else word for word in (_counted(*part) for part in parts[1:])]
        last, unit = parts[-1]
        if len(parts) > 1 and not unit and last < 100:
            said[-1] = f"او {said[-1]}"
        return " ".join(said)

    def _half_lakh(self, number: int, options: SpokenOptions) -> str:
        """دوه نیم لکه for 2,50,000; "" for what is no half of a lakh or a crore."""
        for size, name in ((10**7, "کروړ"), (10**5, "لک")):
            if size <= number < 100 * size and number % size == size // 2:
                return f"{self.half(number // size, options)} {name}{'' if number < 2 * size else 'ه'}"
        return ""

    def year(self, number: int) -> str:
        """Hundreds before 2000, as newsreaders count years."""
        century, rest = divmod(number, 100)
        head = "دوه زره" if century == 20 else f"{_UPTO_HUNDRED[century]} سوه"
        return f"{head} {_UPTO_HUNDRED[rest]}" if rest else head

    def ordinal(self, number: int, form: str) -> str:
        """`form` is m, mo (masculine oblique), f, fo, or pl (oblique plural)."""
        if number == 1:
            return {"m": "لومړی", "mo": "لومړي", "f": "لومړۍ", "fo": "لومړۍ", "pl": "لومړیو"}[form]
        words = self.year(number) if is_year(number) else self.cardinal(number, SpokenOptions())
        *head, last = words.split()
        return " ".join([*head, _ORDINAL.get(last, f"{last}م") + _ENDINGS[form]])

    def agree(self, words: str, number: int, context: Context) -> str:
        """Gender of one and two, and the oblique, where the neighbours show them."""
        if number == 1:
            return one(context)
        *head, last = words.split()
        if last == "یو":
            last = last_one(context)
        elif last == "دوه":
            last = two(context)
        words = " ".join([*head, last])
        # A year is no count: only what is counted can bend it
        counted = counts_oblique_plural(context) and (number < 1900 or is_counted(context))
        is_bent = counted if is_year(number) else bends(context)
        return bent(words, measure=is_measure(noun(context), self.tables)) if is_bent else words

    def half(self, whole: int, options: SpokenOptions) -> str:
        """نیم after the number, یونیم for one and a half."""
        return {0: "نیم", 1: "یونیم"}.get(whole) or f"{self.cardinal(whole, options)} نیم"

    def fraction(self, whole: int, top: int, bottom: int, options: SpokenOptions, context: Context = NOWHERE) -> str:
        """Tenths and larger by their ordinals; others as top and bottom."""
        if (top, bottom) == (1, 2):
            feminine = not whole and is_feminine(noun(context))
            return "نیمه" if feminine else self.half(whole, options)
        if top == 1 and bottom < 11:
            part = self.ordinal(bottom, "f") + ("" if noun(context) == "برخه" else " برخه")
        else:
            part = f"{self.cardinal(top, options)} {self.words.over} {self.cardinal(bottom, options)}"
        return f"{self.cardinal(whole, options)} او {part}" if whole else part

    def scaled(self, figure: str, power: int, options: SpokenOptions) -> tuple[str, str]:
        """English millions as millions, or counted out in lakh and crore; lakh and crore as they are."""
        large = self.large_scale(options)
        counted = self.counted(figure, power, options) if large and power in (6, 12) else ""
        if counted:
            return counted, ""
        name = {3: "زر", 5: "لک", 6: "میلیون", 7: "کروړ", 9: "ارب" if large else "میلیارد", 12: "ټریلیون"}[power]
        one_and_a_half = figure == "1.5" or (power in (5, 7) and figure == "0.5")
        number = self.number(figure, options, Context(after=(name,)))
        return number, name if figure == "1" or one_and_a_half else f"{name}ه"

    def innings(self, runs: int, wickets: int, options: SpokenOptions) -> str:
        """Wickets first: په څلورو ویکټونو یو سل او درې نوي."""
        lost = "یوه ویکټ" if wickets == 1 else f"{oblique(self.cardinal(wickets, options))} ویکټونو"
        return f"په {lost} {self.cardinal(runs, options)}"

    def bowling(self, wickets: int, runs: int, options: SpokenOptions) -> str:
        """Runs first: د پنځه دېرشو منډو په بدل کې څلور ویکټې."""
        taken = (
            "یوه ویکټ"
            if wickets == 1
            else f"{self.agree(self.cardinal(wickets, options), wickets, Context(after=('ویکټې',)))} ویکټې"
        )
        given = "یوې منډې" if runs == 1 else f"{bent(self.cardinal(runs, options))} منډو"
        return f"د {given} په بدل کې {taken}"

    def numbered(self, head: str, number: int, kind: Numbered, said: str, context: Context) -> str:
        """Rulers and parts with the ordinal before them: درېیم چارلز, دویمه برخه; things with the number after."""
        if kind is Numbered.THING:
            return f"{head} {self.cardinal(number, SpokenOptions())}"
        feminine = bool({head, said} & _TABLES.words["queens"]) if kind is Numbered.RULER else is_feminine(said)
        form = ("fo" if feminine else "mo") if governed(context) in ("د", "له", "تر") else "f" if feminine else "m"
        return f"{self.ordinal(number, form)} {head}"

    def ordinals_of(self, number: int) -> frozenset[str]:
        """Every form of an ordinal."""
        return frozenset(self.ordinal(number, form) for form in _ENDINGS)

    def between(self, low: str, context: Context) -> str:
        """From X to, X to after another preposition, X and before 'between'."""
        if BETWEEN.intersection(context.after):
            return f"{low} او"
        return f"{low} تر" if context.last in PREPOSITIONS else f"له {low} تر"

    def amount(self, amount: Amount, options: SpokenOptions) -> str:
        """A figure or a range, and what it counts in the case that the words around it ask for."""
        if amount.low:
            return said_range(self, amount.low, amount, options)
        return said_single(self, amount, options)

    def compared(self, amount: Amount, word: str, options: SpokenOptions) -> str:
        """The amount is framed: له پنځوسو څخه زیات."""
        framed = replace(amount, context=Context(("له",), ("څخه",)))
        if amount.thing is None and not (amount.high.power or amount.high.scale):
            return f"له {self.number(amount.high.figure, options, framed.context)} {word}"
        return f"له {said_single(self, framed, options)} {word}"


def is_year(number: int) -> bool:
    """Whether a number of four figures is said in hundreds, as years are; round thousands are not."""
    return 1100 <= number < 2100 and number % 1000 != 0


def _counted(count: int, unit: str) -> str:
    """`count` of a unit: زر, دوه زره, یو میلیون, دوه میلیونه."""
    if not unit:
        return _below_thousand(count)
    if count == 1:
        return "زر" if unit == "زر" else f"یو {unit}"
    return f"{_below_thousand(count)} {unit}ه"


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _UPTO_HUNDRED[number]
    if number == 100:
        return "سل"
    head = "یو سل" if hundreds == 1 else f"{_UPTO_HUNDRED[hundreds]} سوه"
    return f"{head} او {_UPTO_HUNDRED[rest]}" if rest else head


GRAMMAR = Pashto()
