"""A text's words in the folded form of the memory's keys: what most checks look at, made once a line."""

from __future__ import annotations

import re
from functools import lru_cache

from packager.lang.normalise import for_memory

_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=512)
def words_of(text: str, language: str) -> tuple[str, ...]:
    """The words of a text in order."""
    return tuple(_WORD.findall(for_memory(text, language)))


@lru_cache(maxsize=512)
def word_set(text: str, language: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words_of(text, language))
