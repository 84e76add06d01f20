"""One written form for text of a language that is known by its code: for the ear, and for the memory's keys."""

from __future__ import annotations

from functools import lru_cache

from packager.lang.registry import language
from packager.text.normalise import as_key, as_read


def for_speech(text: str, code: str) -> str:
    """The text in one written form that spoken forms and voices build on. Raises InputError for no language."""
    return as_read(text, language(code).writing)


@lru_cache(maxsize=4096)  # the checks ask it of one line, and of the station's names, again and again
def for_memory(text: str, code: str) -> str:
    """The key under which the translation memory keeps a text. Raises InputError for no language."""
    return as_key(text, language(code).writing)
