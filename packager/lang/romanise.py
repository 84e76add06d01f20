"""A text in plain Latin letters, in a language that is known by its code."""

from __future__ import annotations

from collections.abc import Mapping

from packager.lang.registry import language
from packager.text.romanise import in_latin


def romanise(text: str, code: str, known: Mapping[str, str] | None = None) -> str:
    """The text in printable ASCII; `known` has words with their usual Latin spelling, before the language's own.

    >>> romanise("د پېښور خبرونه", "ps")
    'Da Peshawar khabaruna'
    """
    return in_latin(text, language(code).writing, known)
