"""How Dari is written."""

from __future__ import annotations

import re

from packager.text.letters import SHARED, folding
from packager.text.sentences import of_arabic_script
from packager.text.writing import Writing

_LETTERS = "ای بی سی دی اف جی اچ آی جی کی ال ام ان او پی کیو آر اس تی یو وی دبلیو اکس وای زد ق م"


def _same(text: str) -> str:
    """One spelling for hamza over ye and he."""
    return text.replace("ئ", "ی").replace("ۀ", "ه").replace("ؤ", "و")


WRITING = Writing(
    letters=frozenset(SHARED + "گهۀ"),
    sentences=of_arabic_script(frozenset(_LETTERS.split()), frozenset(["ای", "او", "یو", "وی", "ام"])),
    fold=folding("ي:ی ہ:ه ھ:ه ە:ه ة:ه ۃ:ه ے:ی ې:ی ۍ:ی ګ:گ ټ:ت ٹ:ت ډ:د ڈ:د ړ:ر ڑ:ر ڼ:ن ں:ن ښ:ش ږ:ژ ځ:ز څ:س ۂ:ۀ"),
    hanging=re.compile("\u200c(?=(?:ها|های|هایی|ام|اند|ای)(?![ء-ۓ]))"),
    same=_same,
    endings=("ها", "های", "ی", "ان"),
    joints=("و", "که", "اما", "زیرا", "ولی"),
    latin={"کابل": "Kabul", "افغانستان": "Afghanistan", "پاکستان": "Pakistan", "رادیو": "Radio", "و": "wa"},
)
