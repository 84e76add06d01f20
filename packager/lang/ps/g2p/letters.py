"""Pashto letters and the sounds they can stand for, and which letter stands for which in a known word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from packager.lang.data_folder import voices_folder
from packager.lang.ps.g2p.sounds import STRESS, VOWELS, Sounds
from packager.lang.tables import cells

Chunk = tuple[str, ...]  # the sounds that one letter stands for in one place, perhaps none

_ROWS = [row for _, row in cells(voices_folder() / "pashto" / "letters.tsv")]
CONSONANTS = frozenset(letter for kind, letter, _ in _ROWS if kind == "consonant")
VOWEL_SIGNS = {"\u064e": "a", "\u0650": "i", "\u064f": "u", "\u0652": ""}  # zabar, zer, pesh, sukun


_SHORT = {"i": "I", "u": "U"}
_LONG_LETTERS = frozenset("ویيېۍئؤ")
LETTERS: Mapping[str, tuple[Chunk, ...]] = {
    letter: tuple(() if choice == "0" else tuple(choice.split("+")) for choice in choices.split(","))
    for _, letter, choices in _ROWS
}
_TAFAUL = re.compile("ت.{0,2}[وی][^اویه]")  # tahawwul, taʿāwun, whose u is short
_INNER_YEH = re.compile("[يى](?=[ء-ۓ])")


def folded(word: str) -> str:
    """The word with ی for every ي inside it: they look alike there, and only at the end do they differ.

    >>> folded("اميري")
    'امیري'
    """
    return _INNER_YEH.sub("ی", word)


def aligned(word: str, sounds: Sounds) -> tuple[Chunk, ...] | None:
    """The chunk of each letter; None when the sounds are not what the letters can stand for."""
    ways: dict[int, tuple[float, tuple[Chunk, ...]]] = {0: (0.0, ())}  # sounds used → cheapest way there
    for letter in word:
        further: dict[int, tuple[float, tuple[Chunk, ...]]] = {}
        for at, (cost, chunks) in ways.items():
            for end, extra in _ends(letter, sounds, at):
                if end not in further or cost + extra < further[end][0]:
                    further[end] = (cost + extra, (*chunks, sounds[at:end]))
        ways = further
    found = ways.get(len(sounds))
    return found and found[1]


def shortened(word: str, sounds: Sounds) -> Sounds:
    """The sounds with I and U for a stressed i or u that no و or ی of the word stands for: it is short (ګل, فکر).

    >>> "".join(shortened("فکر", ("f", "'", "i", "k", "@", "r")))
    "f'Ik@r"
    """
    if STRESS not in sounds:
        return sounds
    place = sounds.index(STRESS)
    if sounds[place + 1] not in _SHORT:
        return sounds
    bare = (*sounds[:place], *sounds[place + 1 :])
    at, chunks = 0, aligned(word, bare) or ()
    for index, (letter, chunk) in enumerate(zip(word, chunks, strict=False)):
        at += len(chunk)
        if at > place:
            alone = word[max(0, index - 1) : index] != letter and index + 1 < len(word)
            glide = alone and chunk[0] not in VOWELS  # dalājil, but kawunkay with two waws
            arabic = sounds[place + 1] == "i" or _TAFAUL.fullmatch(word)
            written = letter in _LONG_LETTERS and not (glide and arabic)
            silent = chunks[index + 1 : index + 2] == ((),) and word[index + 1] in _LONG_LETTERS
            if written or silent:
                return sounds
            return (*sounds[: place + 1], _SHORT[sounds[place + 1]], *sounds[place + 2 :])
    return sounds


def _ends(letter: str, sounds: Sounds, at: int) -> Iterator[tuple[int, float]]:
    """Where a letter's sounds that begin at `at` may end, and what that costs."""
    for own in LETTERS.get(letter, ()):
        end = at + len(own)
        if sounds[at:end] != own:
            continue
        cost = 0.0 if own or letter in "عءئ" else 1.0
        doubled = bool(own) and own[-1] not in VOWELS and sounds[end : end + 1] == own[-1:]
        for after, more in ((end, cost), *([(end + 1, cost + 0.8)] if doubled else [])):
            yield after, more
            if after < len(sounds) and sounds[after] in VOWELS:
                yield after + 1, more + (3.0 if sounds[after] in "Aeo" else 1.0)
