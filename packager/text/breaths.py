"""Sentences in pieces that can be said in one breath, or sent in one request."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

_CLAUSE_END = re.compile(r"[؛:،](?= )")
_SPACE = re.compile(" ")


def breaths(sentence: str, longest: int, joints: Sequence[str] = ()) -> list[str]:
    """A sentence in pieces of at most `longest` characters, as even as its marks allow.

    Cut at clause marks, else before a joining word (one of `joints`), else between words; no word is lost.
    """
    if len(sentence) <= longest:
        return [sentence]
    aim = len(sentence) / math.ceil(len(sentence) / longest)
    cut = _cut(sentence, aim, longest, tuple(joints))
    head, rest = sentence[:cut].strip(), sentence[cut:].strip()
    return [head, *breaths(rest, longest, joints)] if rest else [head]


def _cut(sentence: str, aim: float, longest: int, joints: tuple[str, ...]) -> int:
    """Where to end the first piece: the mark nearest to `aim` that keeps within `longest`."""
    least = longest // 6  # a shorter piece sounds like a slip
    for pattern in (_CLAUSE_END, *_before(joints), _SPACE):
        places = [match.end() for match in pattern.finditer(sentence, 0, longest) if match.end() >= least]
        if places:
            return min(places, key=lambda place: abs(place - aim))
    return longest


@cache
def _before(joints: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return (re.compile(rf" (?=(?:{'|'.join(map(re.escape, joints))}) )"),) if joints else ()
