"""How English is written: where its sentences end, by the lists of what newsrooms write."""

from __future__ import annotations

import re
from string import ascii_letters

from packager.lang.tables import Tables
from packager.text.sentences import CLOSERS
from packager.text.writing import Sentences, Writing

_SETS = Tables("packager.lang.en").words
_INITIALS = re.compile(r"[A-HJ-Z]|(?:[A-Z]\.)+[A-Z]")
_ENGLISH_END = re.compile(rf"(?:[.!?]+|…)[{CLOSERS}]*(?=\s+\S)")
_WORD_BEFORE = re.compile(r"[\w.&-]+$")
_WORDS_AFTER = re.compile(r"[\s\"'“‘«(\[–—-]*(\S+)\s*(\S*)\s*(\S*)")


def _english_goes_on(text: str, mark: re.Match[str]) -> bool:
    """Whether the sentence goes on after what looks like its end."""
    first, second, third = (word.strip(".,;:!?\"'”’") for word in _after(text, mark.end()))
    if first[:1].islower():
        return True
    stop = mark[0]
    if stop[0] in "!?" and len(stop) > 1:
        return bool({second, third} & _SETS["saying"])
    if stop.rstrip("\"'”’»)]“") != ".":
        return False
    word = _before(text, mark.start())
    if word in ("No", "Nos"):
        return first[:1].isdigit()
    if word in _SETS["never-last"] or _INITIALS.fullmatch(word):
        return not (word in _SETS["often-last"] and first in _SETS["opening"])
    return word in _SETS["often-last"] and first not in _SETS["opening"] and word not in ("a.m", "p.m", "etc")


def _before(text: str, end: int) -> str:
    found = _WORD_BEFORE.search(text, max(0, end - 24), end)
    return found[0].lstrip("-") if found else ""


def _after(text: str, start: int) -> tuple[str, str, str]:
    found = _WORDS_AFTER.match(text, start)
    return (found[1], found[2], found[3]) if found else ("", "", "")


WRITING = Writing(
    letters=frozenset(ascii_letters),
    sentences=Sentences(end=_ENGLISH_END, goes_on=_english_goes_on),
    arabic=False,
)
