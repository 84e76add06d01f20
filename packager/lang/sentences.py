"""News into sentences, in a language that is known by its code."""

from __future__ import annotations

from packager.lang.registry import language
from packager.text import sentences


def split(text: str, code: str) -> list[str]:
    """The sentences of a text in order, stripped, none empty; a new line always ends one."""
    return sentences.split(text, language(code).writing.sentences)


def is_initial(text: str, stop: int, code: str) -> bool:
    """Whether the stop at index `stop` follows a letter's name and so ends no sentence."""
    return sentences.is_initial(text, stop, language(code).writing.sentences)
