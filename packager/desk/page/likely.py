"""Which words of a line are most likely a name that its English has: offered to an editor, and never taken unasked."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from packager.lang.romanise import romanise

_LEAST = 0.6  # of likeness, from 0 to 1
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile("[aeiouyw'h]|(?<=(.))\\1")  # what a script writes now and then, and a letter that is doubled


def likely(name: str, text: str, code: str) -> str:
    """The words of a text that sound most like an English name; "" where none does.

    >>> likely("Badrashi", "د نوښار د بدرشي په سیمه کې", "ps")
    'بدرشي'
    """
    wanted, length = _bones(name), len(name.split())
    words = _WORD.findall(text)
    runs = [" ".join(words[start : start + length]) for start in range(len(words) - length + 1)]
    best = max(runs, key=lambda run: _likeness(wanted, run, code), default="")
    return best if best in text and _likeness(wanted, best, code) >= _LEAST else ""


def _likeness(wanted: str, run: str, code: str) -> float:
    return SequenceMatcher(None, wanted, _bones(romanise(run, code)), autojunk=False).ratio()


def _bones(name: str) -> str:
    return _VOWELS.sub("", name.casefold())
