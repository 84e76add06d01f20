"""Text of two directions on one line, in a language that is known by its code."""

from __future__ import annotations

from packager.lang.registry import language
from packager.text.bidi import isolate


def isolated(text: str, code: str) -> str:
    """The text with every run of the other direction isolated; marks of direction that were in it go."""
    return isolate(text, language(code).direction)
