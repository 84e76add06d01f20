"""Clauses of sounds → pieces of symbols that the model can say in one go, with the place of each word in them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from packager.engines.voice.kokoro_symbols import LONGEST
from packager.engines.voice.phones import Clause
from packager.errors import EngineError

FULL = 280  # symbols in a piece, about 20 s: what is said in one go for longer drifts
# Marks that the model was trained on, for the marks of the two scripts; a text that ends without one is a statement.
_MARKS = {"،": ",", "؛": ";", "؟": "?", "۔": ".", ",": ",", ";": ";", "?": "?", ".": ".", ":": ":", "!": "!"}
_PAUSES = {",": 0.2, ";": 0.3, ":": 0.3}  # seconds between two pieces, by the mark where they part
_PAUSE, _BREATH = 0.4, 0.12  # after other marks, and where there is none
_STRESSES = {"'": "ˈ", ",": "ˌ", "%": "", "=": ""}

Table = Mapping[str, str]  # a sound's name → symbols


@dataclass(frozen=True, slots=True)
class Piece:
    """What the model says in one go."""

    symbols: str
    words: tuple[tuple[int, str], ...]  # (place of its first symbol, the word as it is written)
    pause: float = 0.0  # seconds of silence after it


@dataclass(frozen=True, slots=True)
class _Symbols:
    """A word in symbols, and the mark after it."""

    written: str
    symbols: str
    mark: str


def pieces(clauses: Sequence[Clause], table: Table) -> tuple[Piece, ...]:
    """The pieces of a text, in order; cut at marks where that can be. Raises EngineError for what has no symbol."""
    spelt = [[*_spelt(clause, table)] for clause in clauses if clause.words]
    parts = [part for clause in spelt for part in _divided(clause)]
    made = [_piece(group) for group in _grouped(parts)]
    return (*made[:-1], _ended(made[-1])) if made else ()


def symbols(sound: str, table: Table, word: str) -> str:
    """A sound's symbols, its stress before it and its length after it. Raises EngineError where there is none."""
    plain = sound.lstrip("".join(_STRESSES))
    stress = "".join(_STRESSES[sign] for sign in sound[: len(sound) - len(plain)])
    if plain in table:
        return stress + table[plain]
    if plain.endswith(":") and plain[:-1] in table:
        return f"{stress}{table[plain[:-1]]}ː"
    raise EngineError(f"the model has nothing for the sound {sound!r} of '{word}'", where="kokoro")


def _spelt(clause: Clause, table: Table) -> Iterator[_Symbols]:
    for place, word in enumerate(clause.words):
        said = [("".join(symbols(sound, table, word.written) for sound in part)) for part in word.sounds]
        last = place == len(clause.words) - 1
        yield _Symbols(word.written, " ".join(filter(None, said)), _MARKS.get(clause.mark, "") if last else "")


def _divided(words: Sequence[_Symbols]) -> Iterator[list[_Symbols]]:
    """A clause in parts of which none is too long, as even as may be."""
    length = _length(words)
    count = math.ceil(length / FULL)
    part: list[_Symbols] = []
    for word in words:
        if len(word.symbols) > LONGEST - 2:
            raise EngineError(f"the word is too long to be said: '{word.written[:40]} …'", where="kokoro")
        if part and _length([*part, word]) > length / count + 1 and count > 1:
            yield part
            part = []
        part.append(word)
    if part:
        yield part


def _grouped(parts: Sequence[list[_Symbols]]) -> Iterator[list[_Symbols]]:
    """Parts together in pieces that are no longer than FULL, or LONGEST where one word is."""
    group: list[_Symbols] = []
    for part in parts:
        if group and _length([*group, *part]) > FULL:
            yield group
            group = []
        group = [*group, *part]
    if group:
        yield group


def _length(words: Sequence[_Symbols]) -> int:
    return sum(len(word.symbols) + len(word.mark) + 1 for word in words)


def _piece(words: Sequence[_Symbols]) -> Piece:
    text, places = "", []
    for word in words:
        if not word.symbols:
            continue
        text += " " if text else ""
        places.append((len(text), word.written))
        text += word.symbols + word.mark
    mark = words[-1].mark
    pause = _PAUSES.get(mark, _PAUSE) if mark else _BREATH
    return Piece(text, tuple(places), pause)


def _ended(piece: Piece) -> Piece:
    """The last piece: a statement where no mark says otherwise, and no silence after it."""
    ended = piece.symbols[-1:] in _MARKS
    return Piece(piece.symbols if ended else f"{piece.symbols}.", piece.words)
