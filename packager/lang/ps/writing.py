"""How Pashto is written: letters and foldings, spellings that mean the same, dotted letters, usual Latin spellings.

Written for this project from knowledge of the orthography; not checked by a native reader.
"""

from __future__ import annotations

import re

from packager.lang.tables import Tables
from packager.text.letters import SHARED, folding
from packager.text.sentences import of_arabic_script
from packager.text.writing import Writing

_FOLDED = "گ:ګ ہ:ه ھ:ه ە:ه ۃ:ه ة:ه ۂ:ۀ ے:ی ۓ:ئ ڑ:ړ ٹ:ټ ڈ:ډ ں:ن"
_TABLES = Tables("packager.lang.ps")
_SAME = _TABLES.pairs("same.tsv")
_SAME_WORD = re.compile(r"(?<![ء-ۓ])(?:" + "|".join(_SAME) + r")(?![ء-ۓ])")


def _same(text: str) -> str:
    """ی for every yeh, and one spelling for words that print writes in several ways."""
    for yeh in "يېۍئ":
        text = text.replace(yeh, "ی")
    text = text.replace("ۀ", "ه")
    return _SAME_WORD.sub(lambda match: _SAME[match[0]], text) if any(word in text for word in _SAME) else text


WRITING = Writing(
    letters=frozenset(SHARED + "ټځڅډړږښګڼهۀيېۍ"),
    sentences=of_arabic_script(_TABLES.words["initials"], _TABLES.words["initials-and-words"]),
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
    latin=_TABLES.pairs("latin.tsv"),
    final_yeh="ay",
)
