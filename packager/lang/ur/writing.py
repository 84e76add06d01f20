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

_TABLES = Tables("packager.lang.ur")
_FOLDED = "ي:ی ه:ہ ە:ہ ۀ:ۂ ۃ:ت ة:ت ۓ:ئے ګ:گ ټ:ٹ ډ:ڈ ړ:ڑ ڼ:ن ښ:خ ږ:گ ځ:ز څ:س ې:ے ۍ:ئی"


def _same(text: str) -> str:
    """One spelling for hamza over ye and waw and for he."""
    return text.replace("ئے", "یے").replace("ۂ", "ہ").replace("ؤ", "و")


# Signs that are ordinary print: tanwin (تقریباً) and the dagger alif (یحییٰ).
_UNSIGNED = {ord(sign): None for sign in VOWEL_MARKS if sign not in "\u064b\u0670"}


@cache
def _numbers() -> dict[str, str]:
    """Number words as the voice is given them → as they are printed, with the ordinals made of them."""
    rows = _TABLES.rows("cardinals.tsv")
    words = {said: plain for _, plain, said in rows if said.translate(_UNSIGNED) != plain}
    return words | {said + ending: plain + ending for said, plain in words.items() for ending in ("واں", "ویں")}


def _printed(word: str) -> str:
    """تیئِیس is تئیس in print, and پِشاوَر پشاور."""
    return _numbers().get(word) or word.translate(_UNSIGNED)


WRITING = Writing(
    letters=frozenset(SHARED + "ٹڈڑگںہۂھےۓ"),
    sentences=of_arabic_script(_TABLES.words["initials"], _TABLES.words["initials-and-words"]),
    fold=folding(_FOLDED),
    hanging=re.compile("\u200c(?=(?:وں|یں|ات|ی|ے|ئی|ئے)(?![ء-ۓ]))"),
    printed=_printed,
    same=_same,
    endings=("وں", "یں", "ی", "ے", "ات", "اں", "یوں", "یاں", "وال", "والے", "والی"),
    joints=("اور", "کہ", "لیکن", "جبکہ", "جو", "جس", "تاکہ"),
    latin=_TABLES.pairs("latin.tsv"),
)
