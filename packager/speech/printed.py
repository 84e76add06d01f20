"""Spoken forms in ordinary print, for voices that read print with rules of their own.

A spoken form may have vowel signs and respellings that tell our own reading what is meant: Urdu has تیئِیس for تئیس. To
another voice they are misspellings. Words that the writer of the line put so are kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from packager.lang.normalise import for_speech
from packager.lang.registry import language as find

_WORD = re.compile(r"[^\s،؛:.؟!۔]+")


def printed(text: str, written: str, language: str, names: Mapping[str, str]) -> str:
    """A spoken form as print has it; `written` is the line that it is of, `names` spoken form → spelling."""
    own = set(_WORD.findall(for_speech(written, language)))
    plain = find(language).writing.printed
    return _WORD.sub(lambda m: m[0] if m[0] in own else plain(m[0]), _with_spellings(text, names))


def _with_spellings(text: str, names: Mapping[str, str]) -> str:
    """The names in their ordinary spelling, the longest first."""
    if not any(said in text for said in names):
        return text
    return _pattern(tuple(names)).sub(lambda match: names[match[0]], text)


@lru_cache(maxsize=8)
def _pattern(said: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(said, key=len, reverse=True)
    return re.compile(rf"(?<![^\s،؛:.؟!۔])(?:{'|'.join(map(re.escape, longest))})(?![^\s،؛:.؟!۔])")
