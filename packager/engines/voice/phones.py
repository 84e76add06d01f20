"""A text as clauses of words, and each word's sounds: what a neural voice is given of our pronunciation.

The sounds are those that the rule voice says, by espeak-ng's names of them (`a:`, `t.`, `x`), which are one set for
both languages; the lexicons, the rules and a station's own entries have all been heeded. `'` before a vowel is stress.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from packager.engines.voice.espeak_text import EspeakReading

_GIVEN = re.compile(
    r"((?:\[\[.*?\]\]|[^.،؛:؟!۔\[])*)(.?)"
)  # what espeak-ng is given for a word, and the first mark after
JOINT = "_"  # between sounds: no sound is called so

Name = Callable[[str], str]  # what is given → the names of its sounds, joined, in words parted by spaces


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, and its sounds; a word that is said as several has them one after another."""

    written: str
    sounds: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two marks."""

    words: tuple[Word, ...]
    mark: str  # the mark after them; "" at the end of a text without one


def clauses(read: EspeakReading, name: Name) -> Iterator[Clause]:
    """A text's clauses. Raises what `name` raises."""
    words: list[tuple[str, str]] = []
    ends = (*read.starts, len(read.text))[1:]
    for written, start, end in zip(read.words, read.starts, ends, strict=True):
        match = _GIVEN.match(read.text[start:end])
        given, mark = match.groups() if match else (read.text[start:end], "")
        words.append((written, given.strip()))
        if mark:
            yield Clause(tuple(_sounded(words, name)), mark)
            words = []
    if words:
        yield Clause(tuple(_sounded(words, name)), "")


def _sounded(words: Sequence[tuple[str, str]], name: Name) -> Iterator[Word]:
    """The words with their sounds: of the clause as a whole where each can be told from the next, else one by one."""
    whole = name(" ".join(given for _, given in words)).split()
    counts = [len(given.split()) for _, given in words]
    alone = sum(counts) != len(whole)
    at = 0
    for (written, given), count in zip(words, counts, strict=True):
        said = name(given).split() if alone else whole[at : at + count]
        at += count
        yield Word(written, tuple(tuple(part.split(JOINT)) for part in said))
