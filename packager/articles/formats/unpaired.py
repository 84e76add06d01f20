"""Which lines of a text have no partner in its translation: by length and figures, for a hint in a message."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

_FIGURES = 1.5  # what it costs to pair lines of which one has figures that the other has not
_MOST = 400  # lines; nobody needs the hint for more


def lines(longer: Sequence[str], shorter: Sequence[str]) -> list[int]:
    """Places in the longer text that are left over when the rest is paired in order at the least cost.

    A pair costs the logarithm of how far its lengths are apart, after both texts are brought to one length.
    """
    if len(longer) > _MOST or len(shorter) > _MOST or not shorter:
        return []
    scale = math.log((1 + sum(map(len, longer)) / len(longer)) / (1 + sum(map(len, shorter)) / len(shorter)))
    best: list[list[tuple[float, bool]]] = [[(0.0, False)] * (len(shorter) + 1) for _ in range(len(longer) + 1)]
    for i, one in enumerate(longer, 1):
        best[i][0] = (0.0, True)
        for j, other in enumerate(shorter[:i], 1):
            pair = best[i - 1][j - 1][0] + _apart(one, other, scale)
            skip = best[i - 1][j][0] if i - 1 >= j else math.inf
            best[i][j] = (skip, True) if skip <= pair else (pair, False)
    left, i, j = [], len(longer), len(shorter)
    while i:
        if best[i][j][1]:
            left.append(i - 1)
        else:
            j -= 1
        i -= 1
    return left[::-1]


def _apart(one: str, other: str, scale: float) -> float:
    return abs(math.log((len(one) + 8) / (len(other) + 8)) - scale) + _FIGURES * (_figures(one) != _figures(other))


def _figures(text: str) -> tuple[int, ...]:
    return tuple(sorted(unicodedata.digit(letter) for letter in text if letter.isdigit() and letter.isnumeric()))
