"""Numbers as Urdu says them, in the vowelled spellings that a voice reads right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from packager.lang.grammar import Grammar, Numbered, by_scale
from packager.lang.options import SpokenOptions
from packager.lang.tables import Tables
from packager.text.figures import NOWHERE, Context

_TABLES = Tables("packager.lang.ur")
_UPTO_HUNDRED = tuple(row[2] for row in _TABLES.rows("cardinals.tsv"))
_HUNDRED, _THOUSAND = "سَو", "ہزار"
_LAKH = ((10**11, "کھَرَب"), (10**9, "اَرَب"), (10**7, "کَروڑ"), (10**5, "لاکھ"), (10**3, _THOUSAND))
_MILLION = ((10**12, "ٹرِلیَن"), (10**9, "بِلیَن"), (10**6, "مِلیَن"), (10**3, _THOUSAND))

_ORDINAL = {row[0]: row[1:] for row in _TABLES.rows("ordinals.tsv")}  # that do not follow: masculine, oblique, feminine
_OF_RULERS = _ORDINAL["rulers"][0].split()
_PARTS = {(1, 2): "آدھا", (1, 3): "ایک تہائی", (2, 3): "دو تہائی", (1, 4): "ایک چوتھائی", (3, 4): "تین چوتھائی"}


class Urdu(Grammar):
    """Urdu as the newsreaders of Pakistan speak it."""

    code = "ur"
    tables = _TABLES
    default_scale = "lakh"
    figures = _UPTO_HUNDRED[:10]
    full_stop = "۔"
    scale_words = sorted(_TABLES.words["scales"])
    halved = frozenset().union(*(_TABLES.words[name] for name in ("scales", "measured", "halved")))
    percent_words = _TABLES.words["percent"]
    lengths = sorted(_TABLES.words["lengths"])
    play = re.compile("شکست|ہرا|جیت|گول|برابر|برتری|سیریز|میچ|فتح|کامیابی|مقابلہ|فائنل|سکور|اسکور|اکثریت|تناسب")
    bowlers = re.compile("کارکردگی|بولر|باؤلر|بالر|بولنگ|باؤلنگ|گیند باز|سپیل|اسپیل|وکٹیں حاصل")
    ending = re.compile(r"\s?(?:واں|وان|ویں|وین|ویي|st|nd|rd|th)(?!\w)|[^\W\d_]")
    cricket = re.compile("رنز|رن بنا|بنائے|بنا لیے|آل آؤٹ|ون ڈے|اوور|وکٹ|اننگز|سکور|کرکٹ")
    parts = _TABLES.words["parts"]

    def cardinal(self, number: int, options: SpokenOptions) -> str:
        """Every number below a hundred has its own word."""
        if number <= 100:
            return _UPTO_HUNDRED[number]
        parts = by_scale(number, _LAKH if self.large_scale(options) else _MILLION)
        return " ".join(f"{_below_thousand(count)} {unit}".strip() for count, unit in parts)

    def year(self, number: int) -> str:
        """انیس سو سینتالیس: hundreds, but for round thousands."""
        century, rest = divmod(number, 100)
        if century % 10 == 0:
            return self.cardinal(number, SpokenOptions())
        return f"{_UPTO_HUNDRED[century]} {_HUNDRED} {_UPTO_HUNDRED[rest] if rest else ''}".strip()

    def ordinal(self, number: int, form: str) -> str:
        """`form` is m, o (oblique or plural) or f."""
        place = "mof".index(form)
        own = _ORDINAL.get(str(number))
        return own[place] if own else self.cardinal(number, SpokenOptions()) + ("واں", "ویں", "ویں")[place]

    def half(self, whole: int, options: SpokenOptions) -> str:
        """ڈیڑھ, ڈھائی, then ساڑھے with the number."""
        special = {0: "آدھا", 1: "ڈیڑھ", 2: "ڈھائی"}
        return special.get(whole) or f"ساڑھے {self.cardinal(whole, options)}"

    def fraction(self, whole: int, top: int, bottom: int, options: SpokenOptions, context: Context = NOWHERE) -> str:
        """آدھا, تہائی, چوتھائی; سوا and پونے with a number; others بٹا."""
        del context
        if whole and (top, bottom) == (1, 2):
            return self.half(whole, options)
        if whole and (top, bottom) == (1, 4):
            return "سَوا" if whole == 1 else f"سَوا {self.cardinal(whole, options)}"
        if whole and (top, bottom) == (3, 4):
            return f"پَونے {self.cardinal(whole + 1, options)}"
        part = _PARTS.get((top, bottom))
        if part is None:
            part = f"{self.cardinal(top, options)} {self.words.over} {self.cardinal(bottom, options)}"
        return f"{self.cardinal(whole, options)} صحیح {part}" if whole else part

    def number(self, figure: str, options: SpokenOptions, context: Context = NOWHERE) -> str:
        """The shared way, but 0.5 of what is measured has a point."""
        measured = figure.strip("0,") == ".5" and context.next in _TABLES.words["measured"]
        return super().number(figure, options, NOWHERE if measured else context)

    def scaled(self, figure: str, power: int, options: SpokenOptions) -> tuple[str, str]:
        """English millions as millions, or counted out in lakh and crore; lakh and crore as they are."""
        large = self.large_scale(options)
        name = {3: _THOUSAND, 5: "لاکھ", 6: "مِلیَن", 7: "کَروڑ", 9: "اَرَب" if large else "بِلیَن", 12: "ٹرِلیَن"}[power]
        counted = large and power not in (5, 7) and not (power == 9 and "." in figure)
        whole = self.counted(figure, power, options) if counted else ""
        return (whole, "") if whole else (self.number(figure, options, Context(after=("ارب",))), name)

    def innings(self, runs: int, wickets: int, options: SpokenOptions) -> str:
        """Wickets first: چار وکٹوں پر ایک سو ترانوے."""
        word = "وکٹ" if wickets == 1 else "وکٹوں"
        return f"{self.cardinal(wickets, options)} {word} پر {self.cardinal(runs, options)}"

    def bowling(self, wickets: int, runs: int, options: SpokenOptions) -> str:
        """Runs first: پینتیس رنز دے کر چار وکٹوں."""
        word = "وکٹ" if wickets == 1 else "وکٹوں"
        return f"{self.cardinal(runs, options)} رنز دے کر {self.cardinal(wickets, options)} {word}"

    def numbered(self, head: str, number: int, kind: Numbered, said: str, context: Context) -> str:
        """Rulers with the ordinals of Persian: چارلس سوم; parts and things with the number: باب تین."""
        del said, context
        if kind is Numbered.RULER and number <= len(_OF_RULERS):
            return f"{head} {_OF_RULERS[number - 1]}"
        return f"{head} {self.cardinal(number, SpokenOptions())}"

    def ordinals_of(self, number: int) -> frozenset[str]:
        """Every form of an ordinal, the Persian one too."""
        persian = _OF_RULERS[number - 1 : number]
        return frozenset([*persian, *(self.ordinal(number, form) for form in "mof")])

    def between(self, low: str, context: Context) -> str:
        """The first figure and سے."""
        del context
        return f"{low} سے"

    def spelled_plural(self, letters: str) -> str:
        """اے is written ای before the s: ایم این ایز."""
        return super().spelled_plural(letters).replace("اےز", "ایز")


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if number == 100:
        return f"{_UPTO_HUNDRED[1]} {_HUNDRED}"
    words: Sequence[str] = [f"{_UPTO_HUNDRED[hundreds]} {_HUNDRED}"] if hundreds else []
    return " ".join([*words, _UPTO_HUNDRED[rest]] if rest else words)


GRAMMAR = Urdu()
