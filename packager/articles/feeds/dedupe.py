"""Texts that say the same: two feeds that carry one agency's story, each with a change of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from zlib import crc32

SIZE = 4  # words in a shingle: shorter ones meet by chance, longer ones break at every edit
FEWEST = 12  # shingles; with fewer, texts are too short to tell
ALIKE = 0.6  # share of the shorter text's shingles that stand in the longer one too
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """The text's runs of four words, as numbers (Broder 1997, 'On the resemblance and containment of documents')."""
    words = _WORD.findall(text.casefold())
    return frozenset(crc32(" ".join(words[at : at + SIZE]).encode()) for at in range(len(words) - SIZE + 1))


def alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether the shorter of two texts is for the most part in the longer."""
    fewer = min(len(one), len(other))
    return fewer >= FEWEST and len(one & other) >= ALIKE * fewer


def first_alike(texts: Sequence[str]) -> list[int | None]:
    """For every text the place of the first one before it that says the same, None for a new one.

    Only texts that share a shingle are compared, so that a day of a thousand stories takes a moment.
    """
    where: dict[int, list[int]] = {}
    found: list[int | None] = []
    sets = [shingles(text) for text in texts]
    for place, own in enumerate(sets):
        met = Counter(earlier for shingle in own for earlier in where.get(shingle, ()))
        same = sorted(earlier for earlier in met if alike(own, sets[earlier]))
        found.append(same[0] if same else None)
        if not same:
            for shingle in own:
                where.setdefault(shingle, []).append(place)
    return found
