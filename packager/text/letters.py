"""Which letters each language has, and where letters of a neighbour go.

Written for this project from knowledge of the two orthographies; not checked by a native reader.
"""

from __future__ import annotations

MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0656\u0657\u0658\u0670"
# What a memory key drops: all but madda and hamza, which make letters.
VOWEL_MARKS = MARKS.replace("\u0653", "").replace("\u0654", "").replace("\u0655", "")

_SHARED = "آابپتثجچحخدذرزژسشصضطظعغفقکلمنوؤیئء"
PASHTO = frozenset(_SHARED + "ټځڅډړږښګڼهۀيېۍ")
URDU = frozenset(_SHARED + "ٹڈڑگںہۂھےۓ")
LETTERS = {"ps": PASHTO, "ur": URDU}


def _pairs(table: str) -> dict[str, str]:
    """The table `a:b c:d` as a mapping from letter to letters."""
    return {letter: target for letter, _, target in (pair.partition(":") for pair in table.split())}


# Letters that print the same sound in another hand: Arabic keyboards, Pakistani Pashto, Persian,
# Kurdish, Sindhi. ي and ی stay apart in Pashto: final ی is -ay, final ي is -i.
_BOTH = _pairs(
    """ك:ک ڪ:ک ػ:ک ڬ:گ ݢ:گ ڳ:گ ى:ی ێ:ې أ:ا إ:ا ٱ:ا ٲ:ا ٳ:ا ٵ:ا ۆ:و ۇ:و ۈ:و ۉ:و ۊ:و ۋ:و ۏ:و ۅ:و ڤ:و ڭ:نګ
    ڱ:ن ڃ:ن ڻ:ڼ ݨ:ڼ ڵ:ل ࣇ:ل ڕ:ر ڙ:ړ ڀ:ب ٻ:ب ٺ:ت ٿ:ت ٽ:ټ ڄ:ج ڇ:چ ڊ:د ڌ:د ڏ:ډ ڍ:ډ ڦ:پ ٴ:ء"""
)
_TO_PASHTO = _pairs("""گ:ګ ہ:ه ھ:ه ە:ه ۃ:ه ة:ه ۂ:ۀ ے:ی ۓ:ئ ڑ:ړ ٹ:ټ ڈ:ډ ں:ن""")
_TO_URDU = _pairs("""ي:ی ه:ہ ە:ہ ۀ:ۂ ۃ:ت ة:ت ۓ:ئے ګ:گ ټ:ٹ ډ:ڈ ړ:ڑ ڼ:ن ښ:خ ږ:گ ځ:ز څ:س ې:ے ۍ:ئی""")


def _chain(first: dict[str, str], second: dict[str, str]) -> dict[int, str]:
    """One table that does `first` and then `second`, letter by letter."""
    both = {letter: "".join(second.get(part, part) for part in target) for letter, target in first.items()}
    return {ord(letter): target for letter, target in (second | both).items()}


FOLD = {"ps": _chain(_BOTH, _TO_PASHTO), "ur": _chain(_BOTH, _TO_URDU)}
