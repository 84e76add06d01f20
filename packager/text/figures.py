"""Figures in print: what one looks like, and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packager.text.patterns import lazily

NUM = r"(?:\d{1,3}(?:,\d{2,3})+|\d+)(?:\.\d+)?"
FREE = r"(?<![\d.,])"  # a figure starts here, and not in the middle of one
END = r"(?!\d|[.,]\d)"
# Thousands parted by spaces, as wires and many Europeans write them: at least two groups, or one of nothing but zeros.
# One other group may be a number of its own: 'on November 7 200 people'.
_SPACED = lazily(r"(?<![\w.,+-])(?<!\d )[1-9]\d{0,2}(?:(?: \d{3}){2,}|[ ]000)(?! ?\d|[,-]\d)")
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[.،؛:؟!۔\"()]")
_BEFORE, _AFTER = 40, 60  # characters looked at
_WORDS_BEFORE, _WORDS_AFTER = 3, 4


@dataclass(frozen=True, slots=True)
class Context:
    """The words of its clause between which something stands."""

    before: tuple[str, ...] = ()  # the nearest last
    after: tuple[str, ...] = ()  # the nearest first

    @property
    def last(self) -> str:
        """The word before; "" where there is none."""
        return self.before[-1] if self.before else ""

    @property
    def next(self) -> str:
        """The word after; "" where there is none."""
        return self.after[0] if self.after else ""

    def counting(self, *words: str) -> Context:
        """The same place, with further words right after it."""
        return Context(self.before, (*words, *self.after))


NOWHERE = Context()


def joined_thousands(text: str) -> str:
    """'1 000 000' with commas in place of its spaces; digits in ASCII, white space single spaces."""
    return _SPACED.sub(lambda match: match[0].replace(" ", ","), text)


def context(match: re.Match[str]) -> Context:
    """The words around a match."""
    return context_of(match.string, match.start(), match.end())


def context_of(text: str, start: int, end: int) -> Context:
    """The words around the stretch of a text from `start` to `end`."""
    before = _CLAUSE.split(text[max(0, start - _BEFORE) : start])[-1]
    tail = _CLAUSE.split(text[end : end + _AFTER].lstrip(), maxsplit=1)[0]
    return Context(tuple(_WORD.findall(before)[-_WORDS_BEFORE:]), tuple(_WORD.findall(tail)[:_WORDS_AFTER]))


def around(match: re.Match[str]) -> tuple[str, list[str]]:
    """The word before a match and the words after it."""
    found = context(match)
    return found.last, list(found.after)
