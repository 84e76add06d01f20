"""Texts that say the same: two feeds that carry one agency's story, each with a change of its own.

Reports of two attacks often share their background word for word, and a daily list its form. So texts are one story
only if their beginnings do not tell of different places, people or things.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from zlib import crc32

SIZE = 4  # words in a shingle: shorter ones meet by chance, longer ones break at every edit
FEWEST = 12  # shingles; with fewer, texts are too short to tell
ALIKE = 0.6  # share of the shorter text's shingles that stand in the longer one too
_IN_COMMON = 0.25  # share of the words of a beginning that another text has; news of another event has fewer
_SMALL_TEXT = """about after again against also among and another around because been before being between both could
    during each else ended every first from have having here into just last late later least less made many more most
    much near next only other over people police said same several since some still such than that their them then there
    these they this those three through time took under until were what when where which while will with would year
    years monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december reuters agence associated press news agency officials official"""
_SMALL = frozenset(_SMALL_TEXT.split())
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<![.!?:“\"‘(]\s)(?<!^)\b[A-Z][\w’'-]{2,}", re.MULTILINE)


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

    A text has a paragraph a line, the first paragraph first. Only texts that share a shingle are compared, so that a
    day of a thousand stories takes a moment.
    """
    where: dict[int, list[int]] = {}
    found: list[int | None] = []
    sets = [shingles(text) for text in texts]
    for place, own in enumerate(sets):
        met = Counter(earlier for shingle in own for earlier in where.get(shingle, ()))
        same = sorted(
            earlier for earlier in met if alike(own, sets[earlier]) and not other_events(texts[place], texts[earlier])
        )
        found.append(same[0] if same else None)
        if not same:
            for shingle in own:
                where.setdefault(shingle, []).append(place)
    return found


def other_events(one: str, other: str) -> bool:
    """Whether the beginnings of two texts tell of different events.

    Each names somebody or something that the other text does not know; or neither has a quarter of its words in common
    with the other's text.
    """
    return (_news(one, other) and _news(other, one)) or (_apart(one, other) and _apart(other, one))


def _news(one: str, other: str) -> bool:
    """Whether the first paragraph of a text has a name that stands nowhere in the other."""
    known = set(_WORD.findall(other.casefold()))
    names = (name for name in _NAME.findall(_first(one)) if not name.isupper())
    return any(not set(_WORD.findall(name.casefold())) & (known | _SMALL) for name in names)


def _apart(one: str, other: str) -> bool:
    words = {word for word in _WORD.findall(_first(one).casefold()) if len(word) > 3} - _SMALL
    return len(words & set(_WORD.findall(other.casefold()))) < _IN_COMMON * len(words)


def _first(text: str) -> str:
    return text.partition("\n")[0]
