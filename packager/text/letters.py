"""Letters that the languages of Arabic script share, and where letters of other keyboards go.

Written for this project from knowledge of the orthographies; not checked by a native reader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0656\u0657\u0658\u0670"
# What a memory key drops: all but madda and hamza, which make letters.
VOWEL_MARKS = MARKS.replace("\u0653", "").replace("\u0654", "").replace("\u0655", "")

SHARED = "آابپتثجچحخدذرزژسشصضطظعغفقکلمنوؤیئء"  # by all of them


def pairs(table: str) -> dict[str, str]:
    """The table `a:b c:d` as a mapping from letter to letters."""
    return {letter: target for letter, _, target in (pair.partition(":") for pair in table.split())}


# Letters that print the same sound in another hand: Arabic keyboards, Pakistani Pashto, Persian,
# Kurdish, Sindhi. ي and ی stay apart in Pashto: final ی is -ay, final ي is -i.
_OTHER_HANDS = pairs(
    """ك:ک ڪ:ک ػ:ک ڬ:گ ݢ:گ ڳ:گ ى:ی ێ:ې أ:ا إ:ا ٱ:ا ٲ:ا ٳ:ا ٵ:ا ۆ:و ۇ:و ۈ:و ۉ:و ۊ:و ۋ:و ۏ:و ۅ:و ڤ:و ڭ:نګ
    ڱ:ن ڃ:ن ڻ:ڼ ݨ:ڼ ڵ:ل ࣇ:ل ڕ:ر ڙ:ړ ڀ:ب ٻ:ب ٺ:ت ٿ:ت ٽ:ټ ڄ:ج ڇ:چ ڊ:د ڌ:د ڏ:ډ ڍ:ډ ڦ:پ ٴ:ء"""
)


class Swap:
    """A table of characters and what stands for each; a text that has none of them is not gone through for it."""

    def __init__(self, table: Mapping[int, str | None]) -> None:
        self._table = table
        self._any = re.compile(f"[{''.join(re.escape(chr(code)) for code in table)}]" if table else "(?!)")

    def __call__(self, text: str) -> str:
        """The text with what stands for them."""
        return text.translate(self._table) if self._any.search(text) else text


def folding(own: str) -> dict[int, str]:
    """One table that brings letters of other hands and then those of `own` (`a:b c:d`) to a language's letters."""
    second = pairs(own)
    both = {letter: "".join(second.get(part, part) for part in target) for letter, target in _OTHER_HANDS.items()}
    return {ord(letter): target for letter, target in (second | both).items()}
