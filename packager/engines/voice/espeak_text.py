"""What the voice is given to read: words said its way, nothing it would be silent on or say in English.

Spoken forms normally leave no digit, Latin letter or symbol; whatever is left all the same is read
by its name in the language, never dropped and never in an English voice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from packager.lang.grammar import Grammar
from packager.lang.phones import Speller

_PIECE = re.compile(
    r"(?P<word>\[\[[^\[\]]*\]\]|[\u0620-\u065f\u0670-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f]+)"
    r"|(?P<figures>[0-9]+)|(?P<latin>[A-Za-z]+)|(?P<pause>[.،؛:؟!۔,–])|(?P<other>\S)"
)
# espeak-ng 1.52 keeps a word's phonemes in 200 bytes and a clause in 800, and writes past the first.
_LONGEST_WORD = 30  # letters; what is longer is said in parts
_LONGEST_CLAUSE = 300  # characters without a pause; then a breath is taken
_PAUSES = {"–": "،", ",": "،"}


@dataclass(frozen=True, slots=True)
class EspeakReading:
    """A text for espeak-ng, and which word of the original stands where in it."""

    text: str
    starts: tuple[int, ...]  # place in `text`, in characters, where each of `words` begins
    words: tuple[str, ...]  # as in the original

    def word_at(self, position: int) -> int:
        """Index of the word that holds a character of `text`; -1 before the first."""
        return bisect_right(self.starts, position) - 1


def reading(text: str, grammar: Grammar, speller: Speller) -> EspeakReading:
    """What espeak-ng is to read for a normalised text; the grammar names what is no word."""
    given = _ReadingSoFar([], [], [])
    runs = [
        (kind, [piece for match in group for piece in _cut(match[0])])
        for kind, group in groupby(_PIECE.finditer(text), key=_kind)
    ]
    for (kind, pieces), (ends, after) in pairwise([*runs, ("pause", [""])]):
        if kind == "pause":
            given.pauses(pieces)
        elif kind == "word":
            given.words_of(pieces, speller, mark=after[0] if ends == "pause" else "")
        else:
            for piece in pieces:
                given.named(piece, _names(kind, piece, grammar), speller)
    return given.reading()


def _kind(match: re.Match[str]) -> str:
    return match.lastgroup or "other"


def _cut(piece: str) -> list[str]:
    if len(piece) <= _LONGEST_WORD or piece.startswith("[["):
        return [piece]
    return [piece[start : start + _LONGEST_WORD] for start in range(0, len(piece), _LONGEST_WORD)]


def _names(kind: str, piece: str, grammar: Grammar) -> list[str]:
    if kind == "figures":
        return [grammar.figures[int(figure)] for figure in piece]
    if kind == "latin":
        return [name for letter in piece.upper() for name in grammar.tables.letters[letter].split()]
    return _sign(piece, grammar).split()


def _sign(sign: str, grammar: Grammar) -> str:
    words = grammar.words
    known = {
        "%": words.percent, "+": words.plus, "=": words.equals, "&": words.ampersand, "/": words.over, "@": words.at,
        "#": words.number, "×": words.times,
    }  # fmt: skip
    if sign in known:
        return known[sign]
    counted = grammar.tables.currencies.get(sign) or grammar.tables.units.get(sign)
    return counted.many if counted else ""


def _said(words: Sequence[str], speller: Speller, mark: str = "") -> Iterator[tuple[int, str]]:
    """Words in the speller's spelling, with how many each stands for; `mark` ends their clause."""
    fixed = speller.in_context(words, mark)
    index = 0
    while index < len(words):
        if index in fixed:
            taken, said = 1, fixed[index]
        else:
            reach = next((place for place in range(index + 1, index + speller.longest) if place in fixed), len(words))
            taken, said = speller.say(words[index : min(index + speller.longest, reach)])
        yield taken, said
        index += taken


@dataclass
class _ReadingSoFar:
    """A Reading in the making; `length` is that of the text so far."""

    parts: list[str]
    starts: list[int]
    words: list[str]
    length: int = 0
    paused: int = 0  # where the last pause is

    def words_of(self, pieces: Sequence[str], speller: Speller, mark: str) -> None:
        index = 0
        for taken, said in _said(pieces, speller, mark):
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

    def reading(self) -> EspeakReading:
        return EspeakReading("".join(self.parts), tuple(self.starts), tuple(self.words))
