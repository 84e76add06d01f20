"""Which Urdu nouns are feminine, by their endings and a list of those that endings do not tell.

Own lists, not checked by a native reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from packager.lang.tables import Tables

_SETS = Tables("packager.lang.ur").words
_FEMININE = _SETS["feminine"]
# Endings of nouns that are feminine: -ii, -at, -ish, -gaah; plurals; English -ing; the Arabic pattern تفعیل.
_ENDS = re.compile(r"\S+(?:ی|یں|یاں|ت|ش|گاہ|نگ)|ت[^\Wاویہ][^\Wاویہ]?ی[^\Wاویہ]")


def is_feminine(words: Sequence[str]) -> bool:
    """Whether the noun that the words begin with is feminine; adjectives in ی before it tell nothing.

    >>> is_feminine(["سماعت", "میں"]), is_feminine(["فوجی", "اڈہ"]), is_feminine(["سیاسی", "جماعت"])
    (True, False, True)
    """
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        adjective = word.endswith("ی") and word not in _FEMININE and following and following not in _SETS["not-a-noun"]
        if not adjective or place > 1:
            return word in _FEMININE or (word not in _SETS["masculine"] and bool(_ENDS.fullmatch(word)))
    return False
