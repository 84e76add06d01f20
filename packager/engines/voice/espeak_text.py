"""What the voice is given to read: words said its way, nothing it would be silent on or say in English.

Spoken forms normally leave no digit, Latin letter or symbol; whatever is left all the same is read
by its name in the language, never dropped and never in an English voice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

# Names of what a spoken form should have left out; own tables, not checked by a native reader.
_SIGNS = {
    "ps": {
        "%": "سلنه", "$": "ډالره", "€": "یورو", "£": "پونډه", "₨": "روپۍ", "؋": "افغانۍ", "+": "جمع",
        "=": "مساوي", "&": "او", "/": "پر", "@": "ایټ", "°": "درجې", "#": "نمبر", "×": "ضرب",
    },
    "ur": {
        "%": "فیصد", "$": "ڈالر", "€": "یورو", "£": "پاؤنڈ", "₨": "روپے", "؋": "افغانی", "+": "جمع",
        "=": "برابر", "&": "اور", "/": "بٹا", "@": "ایٹ", "°": "ڈگری", "#": "نمبر", "×": "ضرب",
    },
}  # fmt: skip
_FIGURES = {
    "ps": "صفر یو دوه درې څلور پنځه شپږ اووه اته نهه",
    "ur": "سِفَر ایک دو تین چار پانچ چھے سات آٹھ نَو",
}
_LATIN = {  # names of a to z
    "ps": "اې بي سي ډي اي اېف جي اېچ آی جې کې اېل اېم اېن او پي کیو آر اېس ټي یو وي ډبلیو اېکس وای زېډ",
    "ur": "اے بی سی ڈی ای ایف جی ایچ آئی جے کے ایل ایم این او پی کیُو آر ایس ٹی یُو وی ڈبلیُو ایکس وائی زیڈ",
}
_PIECE = re.compile(
    r"(?P<word>\[\[[^\[\]]*\]\]|[\u0620-\u065f\u0670-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f]+)"
    r"|(?P<figures>[0-9]+)|(?P<latin>[A-Za-z]+)|(?P<pause>[.،؛:؟!۔,–])|(?P<other>\S)"
)
# espeak-ng 1.52 keeps a word's phonemes in 200 bytes and a clause in 800, and writes past the first.
_LONGEST_WORD = 30  # letters; what is longer is said in parts
_LONGEST_CLAUSE = 300  # characters without a pause; then a breath is taken
_PAUSES = {"–": "،", ",": "،"}


class Speller(Protocol):
    """How a language's words are given to espeak-ng."""

    @property
    def longest(self) -> int:
        """Words in its longest phrase."""

    def say(self, words: Sequence[str]) -> tuple[int, str]:
        """For 1 to `longest` words: how many of them are taken, and what is said for them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text for espeak-ng, and which word of the original stands where in it."""

    text: str
    starts: tuple[int, ...]  # place in `text`, in characters, where each of `words` begins
    words: tuple[str, ...]  # as in the original

    def word_at(self, position: int) -> int:
        """Index of the word that holds a character of `text`; -1 before the first."""
        return bisect_right(self.starts, position) - 1


def reading(text: str, language: str, speller: Speller) -> Reading:
    """What espeak-ng is to read for a normalised text."""
    given = _Given([], [], [])
    for kind, group in groupby(_PIECE.finditer(text), key=_kind):
        pieces = [piece for match in group for piece in _cut(match[0])]
        if kind == "pause":
            given.pauses(pieces)
        elif kind == "word":
            given.words_of(pieces, speller)
        else:
            for piece in pieces:
                given.named(piece, _names(kind, piece, language), speller)
    return given.reading()


def _kind(match: re.Match[str]) -> str:
    return match.lastgroup or "other"


def _cut(piece: str) -> list[str]:
    if len(piece) <= _LONGEST_WORD or piece.startswith("[["):
        return [piece]
    return [piece[start : start + _LONGEST_WORD] for start in range(0, len(piece), _LONGEST_WORD)]


def _names(kind: str, piece: str, language: str) -> list[str]:
    if kind == "figures":
        return [_FIGURES[language].split()[int(figure)] for figure in piece]
    if kind == "latin":
        return [_LATIN[language].split()[ord(letter) - ord("a")] for letter in piece.lower()]
    return _SIGNS[language].get(piece, "").split()


def _said(words: Sequence[str], speller: Speller) -> Iterator[tuple[int, str]]:
    """Words in the speller's spelling, with how many each stands for."""
    index = 0
    while index < len(words):
        taken, said = speller.say(words[index : index + speller.longest])
        yield taken, said
        index += taken


@dataclass
class _Given:
    """A Reading in the making; `length` is that of the text so far."""

    parts: list[str]
    starts: list[int]
    words: list[str]
    length: int = 0
    paused: int = 0  # where the last pause is

    def words_of(self, pieces: Sequence[str], speller: Speller) -> None:
        index = 0
        for taken, said in _said(pieces, speller):
            self._add(" ".join(pieces[index : index + taken]), said)
            index += taken

    def named(self, piece: str, names: Sequence[str], speller: Speller) -> None:
        said = " ".join(said for _, said in _said(names, speller))
        if said:
            self._add(piece, said)

    def pauses(self, pieces: Sequence[str]) -> None:
        for piece in pieces:
            self._put(_PAUSES.get(piece, piece))
            self.paused = self.length

    def _add(self, word: str, said: str) -> None:
        if self.length + len(said) - self.paused > _LONGEST_CLAUSE:
            self.pauses("،")
        if self.parts:
            self._put(" ")
        self.starts.append(self.length)
        self.words.append(word)
        self._put(said)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def reading(self) -> Reading:
        return Reading("".join(self.parts), tuple(self.starts), tuple(self.words))
