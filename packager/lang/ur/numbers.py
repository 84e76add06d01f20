"""Numbers as Urdu says them, in the vowelled spellings that a voice reads right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from packager.lang.grammar import Grammar, LatinWords, by_scale
from packager.lang.options import SpokenOptions
from packager.lang.tables import Tables

_TABLES = Tables("packager.lang.ur")
_UPTO_HUNDRED = tuple(row[2] for row in _TABLES.rows("cardinals.tsv"))
_HUNDRED, _THOUSAND = "سَو", "ہزار"
_LAKH = ((10**11, "کھَرَب"), (10**9, "اَرَب"), (10**7, "کَروڑ"), (10**5, "لاکھ"), (10**3, _THOUSAND))
_MILLION = ((10**12, "ٹرِلیَن"), (10**9, "بِلیَن"), (10**6, "مِلیَن"), (10**3, _THOUSAND))

# Stem and endings for masculine, oblique and feminine; from seven on the stem is the number itself.
_FIRST = {
    1: ("پہل", "ا", "ے", "ی"),
    2: ("دوسر", "ا", "ے", "ی"),
    3: ("تیسر", "ا", "ے", "ی"),
    4: ("چوتھ", "ا", "ے", "ی"),
    6: ("چھَٹ", "ا", "ے", "ی"),
    9: ("نَو", "اں", "یں", "یں"),
}
_PARTS = {(1, 2): "آدھا", (1, 3): "ایک تہائی", (2, 3): "دو تہائی", (1, 4): "ایک چوتھائی", (3, 4): "تین چوتھائی"}


_SALUTES = {
    "\u0610": "صلی اللہ علیہ وسلم",
    "\u0611": "علیہ السلام",
    "\u0612": "رحمت اللہ علیہ",
    "\u0613": "رضی اللہ عنہ",
}


class Urdu(Grammar):
    """Urdu as the newsreaders of Pakistan speak it."""

    code = "ur"
    tables = _TABLES
    default_scale = "lakh"
    figures = _UPTO_HUNDRED[:10]
    full_stop = "۔"
    scale_words = ("ہزار", "لاکھ", "کروڑ", "ارب", "کھرب", "ملین", "بلین", "ٹریلین")
    halved = frozenset([*scale_words, "گھنٹے", "گھنٹوں", "سال", "سالوں", "ماہ", "مہینے", "دن", "ہفتے"])
    percent_words = frozenset(["فیصد", "فی"])
    lengths = ("متر", "میٹر", "فٹ")
    play = re.compile("شکست|ہرا|جیت|گول|برابر|برتری|سیریز|میچ|فتح|کامیابی|مقابلہ|فائنل|سکور|اسکور")
    cricket = re.compile("رنز|رن بنا|اوور|وکٹ|اننگز|سکور|کرکٹ")
    salutes = _SALUTES
    words = LatinWords(
        point="اِعشاریہ",
        minus="منفی",
        plus="جمع",
        percent="فیصد",
        number="نمبر",
        ampersand="اینڈ",
        equals="برابر",
        times="ضرب",
        over="بَٹا",
        about="تقریباً",
        less="سے کم",
        more="سے زیادہ",
        dot="ڈاٹ",
        at="ایٹ",
        hashtag="ہیش ٹیگ",
        slash="سلیش",
        square="مربع",
        cubic="مکعب",
        hijri="ہجری",
        christian="",
        before_christ="قبل مسیح",
        that="کہ",
        coins=" ",
        plural="ز",
    )

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
        place = "mof".index(form) + 1
        if number in _FIRST:
            return _FIRST[number][0] + _FIRST[number][place]
        return self.cardinal(number, SpokenOptions()) + ("واں", "ویں", "ویں")[place - 1]

    def half(self, whole: int, options: SpokenOptions) -> str:
        """ڈیڑھ, ڈھائی, then ساڑھے with the number."""
        special = {0: "آدھا", 1: "ڈیڑھ", 2: "ڈھائی"}
        return special.get(whole) or f"ساڑھے {self.cardinal(whole, options)}"

    def fraction(self, whole: int, top: int, bottom: int, options: SpokenOptions) -> str:
        """آدھا, تہائی, چوتھائی; سوا and پونے with a number; others بٹا."""
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

    def scaled(self, figure: str, power: int, options: SpokenOptions) -> str:
        """English millions as millions, or counted out in lakh and crore."""
        name = {3: _THOUSAND, 6: "مِلیَن", 9: "اَرَب", 12: "ٹرِلیَن"}[power]
        if not self.large_scale(options):
            return f"{self.number(figure, options, after=('ارب',))} {'بِلیَن' if power == 9 else name}"
        counted = "" if power == 9 and "." in figure else self.counted(figure, power, options)
        return counted or f"{self.number(figure, options, after=('ارب',))} {name}"

    def innings(self, runs: int, wickets: int, options: SpokenOptions) -> str:
        """Wickets first: چار وکٹوں پر ایک سو ترانوے."""
        word = "وکٹ" if wickets == 1 else "وکٹوں"
        return f"{self.cardinal(wickets, options)} {word} پر {self.cardinal(runs, options)}"

    def range(self, low: str, high: str, options: SpokenOptions, before: str = "", after: Sequence[str] = ()) -> str:
        """The first figure and سے."""
        del before, after
        return f"{self.number(low, options)} سے {high}"

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
