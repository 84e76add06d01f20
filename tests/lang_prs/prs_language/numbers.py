"""Numbers as Dari says them."""

from __future__ import annotations

import re

from packager.lang.grammar import Amount, Grammar, Numbered, by_scale
from packager.lang.options import SpokenOptions
from packager.lang.tables import Tables
from packager.text.figures import NOWHERE, Context

_UPTO_TWENTY = (
    *("صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه"),
    *("ده", "یازده", "دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نزده"),
)
_TENS = ["صفر", "ده", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"]
_HUNDREDS = ("", "صد", "دو صد", "سه صد", "چهار صد", "پنج صد", "شش صد", "هفت صد", "هشت صد", "نه صد")
_SCALE = ((10**12, "تریلیون"), (10**9, "میلیارد"), (10**6, "میلیون"), (10**3, "هزار"))


class Dari(Grammar):
    """Dari as Kabul's newsreaders speak it."""

    code = "prs"
    tables = Tables(__package__ or "")
    default_scale = "million"
    figures = _UPTO_TWENTY[:10]
    full_stop = "."
    scale_words = ("هزار", "میلیون", "میلیارد", "تریلیون", "لک", "کرور")
    halved = frozenset([*scale_words, "ساعت", "سال", "ماه"])
    percent_words = frozenset(["فیصد", "درصد", "فی"])
    lengths = ("متر", "فت")
    play = re.compile("مسابقه|بازی|برد|باخت|شکست|گول|تیم|فوتبال|مساوی")
    cricket = re.compile("کرکت|ویکت|دوش|اننگ")
    bowlers = re.compile("توپ انداز|بولر")
    parts = frozenset(["فصل", "بخش", "مرحله", "دور", "ماده"])

    def spelled_plural(self, letters: str) -> str:
        """ها stands by itself after letters' names."""
        return f"{letters} {self.words.plural}"

    def cardinal(self, number: int, options: SpokenOptions) -> str:
        """Every part is joined with و."""
        del options
        return " و ".join(_counted(count, unit) for count, unit in by_scale(number, _SCALE))

    def year(self, number: int) -> str:
        """As any number."""
        return self.cardinal(number, SpokenOptions())

    def ordinal(self, number: int, form: str) -> str:
        """The number with م; سی takes ام, and سه becomes سوم."""
        del form
        said = self.cardinal(number, SpokenOptions())
        if number == 1:
            return "اول"
        if said.endswith("سه"):
            return f"{said[:-1]}وم"
        return f"{said} ام" if said.endswith("ی") else f"{said}م"

    def half(self, whole: int, options: SpokenOptions) -> str:
        """نیم, or the number and نیم."""
        return f"{self.cardinal(whole, options)} و نیم" if whole else "نیم"

    def fraction(self, whole: int, top: int, bottom: int, options: SpokenOptions, context: Context = NOWHERE) -> str:
        """یک سوم, and دو و یک سوم with a number before."""
        del context
        if (top, bottom) == (1, 2):
            return self.half(whole, options)
        part = f"{self.cardinal(top, options)} {self.ordinal(bottom, '')}"
        if bottom > 10:
            part = f"{self.cardinal(top, options)} {self.words.over} {self.cardinal(bottom, options)}"
        return f"{self.cardinal(whole, options)} و {part}" if whole else part

    def scaled(self, figure: str, power: int, options: SpokenOptions) -> tuple[str, str]:
        """English millions as millions, lakh and crore as they are."""
        name = {3: "هزار", 5: "لک", 6: "میلیون", 7: "کرور", 9: "میلیارد", 12: "تریلیون"}[power]
        return self.number(figure, options, Context(after=(name,))), name

    def innings(self, runs: int, wickets: int, options: SpokenOptions) -> str:
        """The runs, for the wickets."""
        return f"{self.cardinal(runs, options)} دوش در بدل {self.cardinal(wickets, options)} ویکت"

    def bowling(self, wickets: int, runs: int, options: SpokenOptions) -> str:
        """The wickets, for the runs."""
        return f"{self.cardinal(wickets, options)} ویکت در بدل {self.cardinal(runs, options)} دوش"

    def numbered(self, head: str, number: int, kind: Numbered, said: str, context: Context) -> str:
        """Rulers with the ordinal, parts and things with the number."""
        del said, context
        figure = self.ordinal(number, "") if kind is Numbered.RULER else self.cardinal(number, SpokenOptions())
        return f"{head} {figure}"

    def ordinals_of(self, number: int) -> frozenset[str]:
        """There is one form."""
        return frozenset([self.ordinal(number, "")])

    def between(self, low: str, context: Context) -> str:
        """از and تا; the first where print has it already."""
        return f"{low} تا" if context.last == "از" else f"از {low} تا"

    def compared(self, amount: Amount, word: str, options: SpokenOptions) -> str:
        """The word stands before the number: بیشتر از پنجاه."""
        return f"{word} از {self.amount(amount, options)}"


def _counted(count: int, unit: str) -> str:
    if unit == "هزار" and count == 1:
        return unit
    return f"{_below_thousand(count)} {unit}".strip()


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [_HUNDREDS[hundreds]] if hundreds else []
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        parts += [_TENS[tens], *([_UPTO_TWENTY[ones]] if ones else [])]
    elif rest or not hundreds:
        parts.append(_UPTO_TWENTY[rest])
    return " و ".join(parts)


GRAMMAR = Dari()
