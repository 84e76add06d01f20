"""How Urdu is written: letters and foldings, spellings that mean the same, dotted letters, usual Latin spellings.

Written for this project from knowledge of the orthography; not checked by a native reader.
"""

from __future__ import annotations

import re
from functools import cache

from packager.lang.tables import Tables
from packager.text.letters import SHARED, VOWEL_MARKS, folding
from packager.text.sentences import of_arabic_script
from packager.text.writing import Writing

_FOLDED = "ي:ی ه:ہ ە:ہ ۀ:ۂ ۃ:ت ة:ت ۓ:ئے ګ:گ ټ:ٹ ډ:ڈ ړ:ڑ ڼ:ن ښ:خ ږ:گ ځ:ز څ:س ې:ے ۍ:ئی"
_LETTERS = """اے بی سی ڈی ای ایف جی ایچ آئی جے کے ایل ایم این او پی کیو آر ایس ٹی یو وی ڈبلیو ایکس وائی
    زیڈ ڈاکٹر مسٹر ق م ع ص"""
_ALSO_WORDS = "کے او ای یو وی آئی جی"
_LATIN = {
    "پاکستان": "Pakistan", "افغانستان": "Afghanistan", "خیبر": "Khyber", "بلوچستان": "Balochistan",
    "بلتستان": "Baltistan", "کابل": "Kabul", "اسلام": "Islam", "طالبان": "Taliban", "وزیرستان": "Waziristan",
    "نومبر": "November", "مارچ": "March", "جون": "June", "اپریل": "April", "اور": "aur", "پشاور": "Peshawar",
    "پختونخوا": "Pakhtunkhwa", "کوہستان": "Kohistan", "گلگت": "Gilgit", "مہمند": "Mohmand", "پشتو": "Pashto",
    "ریڈیو": "Radio", "امریکہ": "America", "جنوری": "January", "فروری": "February", "مئی": "May",
    "جولائی": "July", "اگست": "August", "ستمبر": "September", "اکتوبر": "October", "دسمبر": "December",
    "میں": "mein", "ہے": "hai", "ہیں": "hain", "کے": "ke", "ایک": "aik", "کوئٹہ": "Quetta", "یہ": "yeh",
    "لیے": "liye",
}  # fmt: skip


def _same(text: str) -> str:
    """One spelling for hamza over ye and waw and for he."""
    return text.replace("ئے", "یے").replace("ۂ", "ہ").replace("ؤ", "و")


# Signs that are ordinary print: tanwin (تقریباً) and the dagger alif (یحییٰ).
_UNSIGNED = {ord(sign): None for sign in VOWEL_MARKS if sign not in "\u064b\u0670"}


@cache
def _numbers() -> dict[str, str]:
    """Number words as the voice is given them → as they are printed, with the ordinals made of them."""
    rows = Tables("packager.lang.ur").rows("cardinals.tsv")
    words = {said: plain for _, plain, said in rows if said.translate(_UNSIGNED) != plain}
    return words | {said + ending: plain + ending for said, plain in words.items() for ending in ("واں", "ویں")}


def _printed(word: str) -> str:
    """سِفَر is صفر in print, and پِشاوَر پشاور."""
    return _numbers().get(word) or word.translate(_UNSIGNED)


WRITING = Writing(
    letters=frozenset(SHARED + "ٹڈڑگںہۂھےۓ"),
    sentences=of_arabic_script(_LETTERS, _ALSO_WORDS),
    fold=folding(_FOLDED),
    hanging=re.compile("\u200c(?=(?:وں|یں|ات|ی|ے|ئی|ئے)(?![ء-ۓ]))"),
    printed=_printed,
    same=_same,
    endings=(
        "وں",
        "یں",
        "ی",
        "ے",
        "ات",
        "اں",
        "یوں",
        "یاں",
        "وال",
        "والے",
        "والی",
    ),
    joints=("اور", "کہ", "لیکن", "جبکہ", "جو", "جس", "تاکہ"),
    latin=_LATIN,
)
