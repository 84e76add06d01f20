"""Numbers as Pashto says them: units before tens, and gender and case where the noun shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from packager.lang.grammar import Grammar, LatinWords, by_scale
from packager.lang.options import SpokenOptions
from packager.lang.tables import Tables

_TABLES = Tables("packager.lang.ps")
_UPTO_HUNDRED = tuple(row[1] for row in _TABLES.rows("cardinals.tsv"))
_MILLION = ((10**12, "ټریلیون"), (10**9, "میلیارد"), (10**6, "میلیون"), (10**3, "زر"))
_LAKH = ((10**11, "کهرب"), (10**9, "ارب"), (10**7, "کروړ"), (10**5, "لک"), (10**3, "زر"))

_OBLIQUE = {
    "دوه": "دوو", "دوې": "دوو", "درې": "دریو", "څلور": "څلورو", "پنځه": "پنځو", "شپږ": "شپږو", "اووه": "اوو",
    "اته": "اتو", "نهه": "نهو", "سوه": "سوو", "زره": "زرو", "شپېته": "شپېتو", "اویا": "اویاوو", "اتیا": "اتیاوو",
    "نوي": "نویو", "لکه": "لکو", "صفر": "صفر",
}  # fmt: skip
_PREPOSITIONS = frozenset(["د", "په", "له", "پر", "تر"])
_PLAIN_ONE = frozenset(["یو", "یوه"])

# Feminine nouns that end in a consonant, as they come after 'one'.
_FEMININE = frozenset(
    [
        "ورځ",
        "شپه",
        "میاشت",
        "لار",
        "ستن",
        "لمن",
        "بجه",
        "لور",
        "خور",
        "مور",
        "ښځه",
        "لېشت",
        "ګوت",
        "برستن",
        "څرمن",
        "غېږ",
    ]
)
_MASCULINE_IN_HE = frozenset(["زړه", "واده", "مېړه", "نیکه", "کوربه", "غوبه", "ملا", "کاکا", "ماما", "پاچا"])
_NOT_PLURAL_IN_WAW = frozenset(
    ["یورو", "کیلو", "راډیو", "ویډیو", "پیسو", "وو", "شوو", "راوړو", "یوازو", "پخوانیو", "تاسو", "هیڅکلو"]
)

# Ordinals that do not follow from the cardinal; the rest add م to their last word.
_ORDINAL = {
    "یو": "یوم", "دوه": "دویم", "درې": "درېیم", "پنځه": "پنځم", "اووه": "اووم", "اته": "اتم", "نهه": "نهم",
    "شپېته": "شپېتم", "اویا": "اویایم", "اتیا": "اتیایم", "نوي": "نویم", "سوه": "سوم", "زره": "زرم", "لکه": "لکم",
    "صفر": "صفرم",
}  # fmt: skip
_ENDINGS = {"m": "", "mo": "", "f": "ه", "fo": "ې", "pl": "و"}


_SALUTES = {
    "\u0610": "صلی الله علیه وسلم",
    "\u0611": "علیه السلام",
    "\u0612": "رحمت الله علیه",
    "\u0613": "رضی الله عنه",
}


class Pashto(Grammar):
    """Pashto as Peshawar's newsreaders speak it."""

    code = "ps"
    tables = _TABLES
    default_scale = "million"
    figures = _UPTO_HUNDRED[:10]
    full_stop = "."
    scale_words = (
        "زره", "زر", "لکه", "لک", "کروړه", "کروړ", "میلیونه", "میلیون", "ملیونه", "ملیون", "میلیارده", "میلیارد",
        "ملیارد", "بیلیونه", "بیلیون", "اربه", "ارب", "ټریلیونه", "ټریلیون",
    )  # fmt: skip
    halved = frozenset([*scale_words, "ساعته", "ساعتونه", "کاله", "میاشتې"])
    percent_words = frozenset(["فیصد", "فی", "فيصد", "سلنه", "فیصده", "سلنې"])
    lengths = ("متر", "متره", "فوټ", "فوټه")
    # Words of either side of the border: Peshawar's print has many of Urdu's.
    play = re.compile(
        "شکست|جیت|برابر|برتری|سیریز|میچ|فتح|کامیابی|فائنل|سکور|اسکور|ماته|ګول|بریال|لوبه|لوبې|لوبو|لوبډل|وګټل|ګټل|"
        "مساوي|سیالۍ|سیالي|فاینل|نمر"
    )
    cricket = re.compile("رنز|رن بنا|اوور|سکور|منډ|ویکټ|اننګز|کرېکټ|کریکټ")
    salutes = _SALUTES
    words = LatinWords(
        point="اعشاریه",
        minus="منفي",
        plus="جمع",
        percent="سلنه",
        number="نمبر",
        ampersand="اېنډ",
        equals="مساوي",
        times="ضرب",
        over="پر",
        about="شاوخوا",
        less="څخه کم",
        more="څخه زیات",
        dot="ډاټ",
        at="اېټ",
        hashtag="هېش ټېګ",
        slash="سلېش",
        square="مربع",
        cubic="مکعب",
        hijri="هجري",
        christian="میلادي",
        before_christ="له میلاد مخکې",
        that="چې",
        coins=" او ",
        plural="ز",
    )

    def cardinal(self, number: int, options: SpokenOptions) -> str:
        """Units before tens, thousands before hundreds; the station chooses the scale."""
        parts = by_scale(number, _LAKH if self.large_scale(options) else _MILLION)
        said = [_counted(count, unit) for count, unit in parts[:1]]
        said += [f"یو {word}" if word in ("سل", "زر") else word for word in (_counted(*part) for part in parts[1:])]
        last, unit = parts[-1]
        if len(parts) > 1 and not unit and last < 100:
            said[-1] = f"او {said[-1]}"
        return " ".join(said)

    def year(self, number: int) -> str:
        """Hundreds before 2000, as newsreaders count years."""
        century, rest = divmod(number, 100)
        head = "دوه زره" if century == 20 else f"{_UPTO_HUNDRED[century]} سوه"
        return f"{head} {_UPTO_HUNDRED[rest]}" if rest else head

    def ordinal(self, number: int, form: str) -> str:
        """`form` is m, mo (masculine oblique), f, fo, or pl (oblique plural)."""
        if number == 1:
            return {"m": "لومړی", "mo": "لومړي", "f": "لومړۍ", "fo": "لومړۍ", "pl": "لومړیو"}[form]
        is_year = 1100 <= number < 2100 and number % 1000
        words = self.year(number) if is_year else self.cardinal(number, SpokenOptions())
        *head, last = words.split()
        return " ".join([*head, _ORDINAL.get(last, f"{last}م") + _ENDINGS[form]])

    def agree(self, words: str, number: int, before: str, after: Sequence[str]) -> str:
        """Gender of one and two, and the oblique plural, where the neighbours show them."""
        noun = after[0] if after else ""
        *head, last = words.split()
        if last in ("یو", "دوه") and (len(head) == 0 or head[-1] == "او"):
            last = _gendered(last, noun)
        if number > 1 and (before == "تر" or _is_oblique_plural(after)):
            last = oblique(last)
        return " ".join([*head, last])

    def half(self, whole: int, options: SpokenOptions) -> str:
        """نیم after the number, یونیم for one and a half."""
        return {0: "نیم", 1: "یونیم"}.get(whole) or f"{self.cardinal(whole, options)} نیم"

    def fraction(self, whole: int, top: int, bottom: int, options: SpokenOptions) -> str:
        """Tenths and larger by their ordinals; others as top and bottom."""
        if (top, bottom) == (1, 2):
            return self.half(whole, options)
        if top == 1 and bottom < 11:
            part = f"{self.ordinal(bottom, 'f')} برخه"
        else:
            part = f"{self.cardinal(top, options)} {self.words.over} {self.cardinal(bottom, options)}"
        return f"{self.cardinal(whole, options)} او {part}" if whole else part

    def scaled(self, figure: str, power: int, options: SpokenOptions) -> str:
        """English millions as millions, or counted out in lakh and crore."""
        name = {3: "زر", 6: "میلیون", 9: "میلیارد", 12: "ټریلیون"}[power]
        counted = self.counted(figure, power, options) if self.large_scale(options) and power in (6, 12) else ""
        if counted:
            return counted
        if self.large_scale(options) and power == 9:
            name = "ارب"
        plural = "زره" if name == "زر" else f"{name}ه"
        return f"{self.number(figure, options, after=(name,))} {name if figure == '1' else plural}"

    def innings(self, runs: int, wickets: int, options: SpokenOptions) -> str:
        """Wickets first: په څلورو ویکټونو یو سل او درې نوي."""
        lost = "یوه ویکټ" if wickets == 1 else f"{oblique(self.cardinal(wickets, options))} ویکټونو"
        return f"په {lost} {self.cardinal(runs, options)}"

    def range(self, low: str, high: str, options: SpokenOptions, before: str = "", after: Sequence[str] = ()) -> str:
        """From X to Y; after another preposition X to Y alone, and 'between' joins them with 'and'."""
        *head, last = self.number(low, options).split()
        first = " ".join([*head, oblique(last)])
        if "ترمنځ" in after or "منځ" in after:
            return f"{first} او {high}"
        return f"{first} تر {high}" if before in _PREPOSITIONS else f"له {first} تر {high}"

    def compared(self, figure: str, word: str, options: SpokenOptions) -> str:
        """The number is framed: له پنځوسو څخه زیات."""
        return f"له {self.number(figure, options, 'تر')} {word}"


def oblique(word: str) -> str:
    """The oblique plural of a number's last word: پنځه → پنځو."""
    if word in _PLAIN_ONE:
        return word
    return _OBLIQUE.get(word) or (f"{word[:-1]}و" if word.endswith("ه") else f"{word}و")


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


def _gendered(last: str, noun: str) -> str:
    """One and two as the noun after them asks, where its ending tells."""
    if last == "دوه":
        return "دوې" if noun.endswith(("ې", "ۍ")) or noun in ("روپۍ", "ورځې") else last
    if noun.endswith("ې"):
        return "یوې"
    feminine = noun in _FEMININE or (noun.endswith(("ه", "ۍ")) and noun not in _MASCULINE_IN_HE)
    return "یوه" if feminine else last


def _is_oblique_plural(after: Sequence[str]) -> bool:
    """Whether the noun after a number stands in the oblique plural: کلونو, عملیاتي ګروپونو."""
    for word in after[:2]:
        if len(word) > 3 and word.endswith("و"):
            return word not in _NOT_PLURAL_IN_WAW
        if not word.endswith(("ي", "و")):
            return False
    return False


GRAMMAR = Pashto()
