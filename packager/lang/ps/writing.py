"""How Pashto is written: letters and foldings, spellings that mean the same, dotted letters, usual Latin spellings.

Written for this project from knowledge of the orthography; not checked by a native reader.
"""

from __future__ import annotations

import re

from packager.text.letters import SHARED, YEHS, folding
from packager.text.sentences import of_arabic_script
from packager.text.writing import Writing

_FOLDED = "گ:ګ ہ:ه ھ:ه ە:ه ۃ:ه ة:ه ۂ:ۀ ے:ی ۓ:ئ ڑ:ړ ٹ:ټ ڈ:ډ ں:ن"
_SAME = {
    "کښی": "کی", "کشی": "کی", "پدی": "په دی", "پدغه": "په دغه", "لدی": "له دی", "تاسی": "تاسو", "مونږ": "موږ",
}  # fmt: skip
_SAME_WORD = re.compile(r"(?<![ء-ۓ])(?:" + "|".join(_SAME) + r")(?![ء-ۓ])")
_LETTERS = """اې اے بي بی سي سی ډي ډی اي ای ایف جي جی ایچ آی جې کې کے ایل ایم این او پي پی کیو ار آر ایس
    ټي ټی یو وي وی ډبلیو ایکس وای زېډ الف ا ب پ ت ټ ث ج چ ح خ
    ډ ذ ر ړ ز ژ س ش ښ ص ض ط ظ ع غ ف ق ک ګ ل م ن ی ي و د ه"""
_ALSO_WORDS = "کے کې او ای یو وی وي جی و د ه الف"
_LATIN = {
    "پاکستان": "Pakistan", "افغانستان": "Afghanistan", "خیبر": "Khyber", "بلوچستان": "Balochistan",
    "بلتستان": "Baltistan", "کابل": "Kabul", "اسلام": "Islam", "طالبان": "Taliban", "وزیرستان": "Waziristan",
    "نومبر": "November", "مارچ": "March", "جون": "June", "اپریل": "April", "او": "aw", "د": "da",
    "پېښور": "Peshawar", "پښتونخوا": "Pakhtunkhwa", "کوهستان": "Kohistan", "ګلګت": "Gilgit", "مومند": "Mohmand",
    "پښتو": "Pashto", "راډیو": "Radio", "امریکا": "America", "جنورۍ": "January", "فبرورۍ": "February", "مې": "May",
    "جولای": "July", "اګست": "August", "سپټمبر": "September", "اکتوبر": "October", "ډسمبر": "December",
    "لندن": "London", "هند": "Hind", "ایران": "Iran",
}  # fmt: skip


def _same(text: str) -> str:
    """ی for every yeh, and one spelling for words that print writes in several ways."""
    return _SAME_WORD.sub(lambda match: _SAME[match[0]], text.translate(YEHS))


WRITING = Writing(
    letters=frozenset(SHARED + "ټځڅډړږښګڼهۀيېۍ"),
    sentences=of_arabic_script(_LETTERS, _ALSO_WORDS),
    fold=folding(_FOLDED),
    hanging=re.compile("\u200c(?=(?:ونه|ونو|و|ان|انو|ې|ۍ|ي|ی|م|مه|ګانې|ګانو|والی)(?![ء-ۓ]))"),
    # the pronoun یې and the postposition کې as Pakistani Pashto prints them
    respelled=(
        ("ئے", re.compile(r"(?<![ء-ۓ])ئے(?![ء-ۓ])"), "یې"),
        ("کښ", re.compile(r"(?<![ء-ۓ])(پ?)کښ[ېيیے]?(?![ء-ۓ])"), r"\1کې"),
    ),
    same=_same,
    endings=("و", "ه", "ې", "ي", "ی", "ان", "انو", "ونه", "ونو", "ګان", "ګانو", "ګانې", "یان", "یانو", "وال", "والو"),
    joints=("او", "چې", "خو", "ځکه", "کله"),
    latin=_LATIN,
    final_yeh="ay",
)
