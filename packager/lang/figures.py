"""Figures in print: what one looks like, and the words around it."""

from __future__ import annotations

import re

NUM = r"(?:\d{1,3}(?:,\d{2,3})+|\d+)(?:\.\d+)?"
FREE = r"(?<![\d.,])"  # a figure starts here, and not in the middle of one
END = r"(?!\d|[.,]\d)"
_WORD = re.compile(r"[^\W\d_]+")


def around(match: re.Match[str]) -> tuple[str, list[str]]:
    """The word before a match and up to three words after it."""
    text = match.string
    before = _WORD.findall(text[max(0, match.start() - 24) : match.start()])
    tail = re.split(r"[.،؛:؟!۔\"()]", text[match.end() : match.end() + 60].lstrip(), maxsplit=1)[0]
    return (before[-1] if before else ""), _WORD.findall(tail)[:3]
