"""Lines into pieces that a sentence model can take, and the pieces' translations back into lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from packager.errors import EngineError
from packager.lang.sentences import split

LONGEST = 500
"""Characters. News sentences run to about 350; models trained on single sentences lose the thread of more."""

_JOINTS = re.compile(r"(?<=[;:—–])\s+|(?<=,)\s+|\s+")


def in_pieces(lines: Sequence[str], language: str, say: Callable[[list[str]], list[str]]) -> list[str]:
    """One text per line: each line's sentences said by `say` in one call for all lines, then joined.

    A sentence that stands twice is said once; a line without a letter or figure stays as it is.
    Raises EngineError where `say` does not give one for one.
    """
    parts = [_parts(line, language) for line in lines]
    wanted = list(dict.fromkeys(part for of_line in parts for part in of_line))
    given = say(wanted) if wanted else []
    if len(given) != len(wanted):
        raise EngineError(f"{len(wanted)} sentences were given and {len(given)} came back", where="translator")
    answers = dict(zip(wanted, (" ".join(text.split()) for text in given), strict=True))
    return [
        " ".join(answers[part] for part in of_line) if of_line else line.strip()
        for line, of_line in zip(lines, parts, strict=True)
    ]


def _parts(line: str, language: str) -> list[str]:
    if not any(character.isalnum() for character in line):
        return []
    return [piece for sentence in split(line, language) for piece in _short(sentence)]


def _short(sentence: str) -> Iterator[str]:
    """The sentence, or where it is too long its clauses, cut at the last fitting joint."""
    while len(sentence) > LONGEST:
        cut = _cut(sentence)
        yield sentence[:cut].strip()
        sentence = sentence[cut:].strip()
    if sentence:
        yield sentence


def _cut(sentence: str) -> int:
    """Where to cut: after a semicolon, colon or dash in the second half, else a comma, else a space."""
    joints = [(found.end(), sentence[found.start() - 1]) for found in _JOINTS.finditer(sentence, 1, LONGEST)]
    for marks in (";:—–", ",", ""):
        fitting = [end for end, mark in joints if end > LONGEST // 2 and (mark in marks or not marks)]
        if fitting:
            return fitting[-1]
    return LONGEST
