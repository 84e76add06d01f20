"""-یں that agrees with a noun: پچیسویں ترمیم has -wii~ and پچیسویں دن -we~, گولیاں چلیں has -ii~ where وہ چلیں has -e~.

Everything is in the notation of sounds.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from packager.lang.tables import Tables
from packager.lang.ur.g2p.data import word_set
from packager.lang.ur.gender import is_feminine
from packager.text.letters import MARKS

_UNSIGNED = dict.fromkeys(map(ord, MARKS))
_ENDS = {"واں": "waa~", "ویں": "we~"}
_LARGE = ("سو", "ہزار", "لاکھ", "کروڑ", "ارب")
_OF_HER = (["کی"], ["اپنی"], ["میری"], ["ہماری"], ["تمہاری"])  # a feminine noun follows
_PLURAL = re.compile(r"\S{2,}(?:یاں|یں|ئیں|اں)")


def ordinal(word: str, notation: Callable[[str], str]) -> str | None:
    """An ordinal in -واں or -ویں of any number word, signed or not; None for another word.

    >>> ordinal("پَچِیسویں", {"پچیس": "pachchiis"}.__getitem__)
    'pachchiiswe~'
    """
    plain = word.translate(_UNSIGNED)
    stem, end = plain[:-3], _ENDS.get(plain[-3:])
    if not end or stem not in _numbers():
        return None
    return notation(stem) + ("h" if stem.endswith("ہ") else "") + end


def agreeing(words: Sequence[str], notation: Callable[[str], str]) -> dict[int, str]:
    """The places in a clause whose -یں its noun decides, and how they are said."""
    found: dict[int, str] = {}
    for place, word in enumerate(words):
        if not word.endswith("یں"):
            continue
        said = ordinal(word, notation)
        if said:
            feminine = words[place - 1 : place] in _OF_HER or is_feminine(words[place + 1 : place + 4])
            found[place] = said.removesuffix("e~") + ("ii~" if feminine else "e~")
        elif place and _is_past(words, place):
            said = notation(word)
            found[place] = said.removesuffix("e~") + "ii~" if said.endswith("e~") else said
    return found


def _is_past(words: Sequence[str], place: int) -> bool:
    """Whether the verb at a place tells what plural feminine things did, and wishes nothing."""
    stem = words[place].removesuffix("یں")
    if stem not in word_set("happened") and stem.removesuffix("ئ") not in word_set("happened"):
        return False
    if words[place + 1 : place + 2] and words[place + 1] not in word_set("goes-on"):
        return False
    before = words[:place]
    return any(_PLURAL.fullmatch(word) for word in before[-3:]) and not word_set("wished") & set(before)


@cache
def _numbers() -> frozenset[str]:
    cardinals = Tables("packager.lang.ur").rows("cardinals.tsv")
    return frozenset([*(row[1] for row in cardinals), *_LARGE]) - {"ایک", "دو", "تین", "چار", "چھ", "چھے", "نو"}
