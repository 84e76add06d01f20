"""-یں that agrees with a noun: پچیسویں ترمیم has -wii~ and پچیسویں دن -we~, گولیاں چلیں has -ii~ where وہ چلیں has -e~.

Everything is in the notation of sounds.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from packager.lang.tables import Tables
from packager.lang.ur.gender import is_feminine
from packager.text.letters import MARKS

_UNSIGNED = dict.fromkeys(map(ord, MARKS))
_ENDS = {"واں": "waa~", "ویں": "we~"}
_LARGE = ("سو", "ہزار", "لاکھ", "کروڑ", "ارب")
# Stems of verbs whose past is meant where a plural feminine noun stands before them: what news says happened to things.
_HAPPENED = frozenset(
    re.findall(
        r"\S+",
        """
        چل گر مل پہنچ پھیل جیت نکل ہار کھل اتر بڑھ پڑ گزر لگ لوٹ ٹوٹ پھوٹ پھٹ جل بہ بھڑک اٹھ بیٹھ رک ڈوب ابھر
        چھپ بک کٹ مر ٹکرا الٹ پلٹ سنبھال نکال مار توڑ دیکھ سن بتا بنا اٹھا لگا گرا چلا کرا دکھا پکڑ خرید بیچ
        بھیج رکھ چھوڑ کہ گنوا
        """,
    )
)
_PLURAL = re.compile(r"\S{2,}(?:یاں|یں|ئیں|اں)")
_GOES_ON = frozenset(["اور", "جبکہ", "جس", "جن", "جو", "تاہم", "لیکن", "مگر", "کہ", "تو", "جب", "کیونکہ", "جہاں", "یا"])
_WISHED = frozenset(["تاکہ", "اگر", "کہ", "چاہیے", "شاید", "کاش", "ممکن", "جب"])


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
            feminine = is_feminine(words[place + 1 : place + 4])
            found[place] = said.removesuffix("e~") + ("ii~" if feminine else "e~")
        elif place and _is_past(words, place):
            said = notation(word)
            found[place] = said.removesuffix("e~") + "ii~" if said.endswith("e~") else said
    return found


def _is_past(words: Sequence[str], place: int) -> bool:
    """Whether the verb at a place tells what plural feminine things did, and wishes nothing."""
    stem = words[place].removesuffix("یں")
    if stem not in _HAPPENED and stem.removesuffix("ئ") not in _HAPPENED:
        return False
    if words[place + 1 : place + 2] and words[place + 1] not in _GOES_ON:
        return False
    before = words[:place]
    return any(_PLURAL.fullmatch(word) for word in before[-3:]) and not _WISHED & set(before)


@cache
def _numbers() -> frozenset[str]:
    cardinals = Tables("packager.lang.ur").rows("cardinals.tsv")
    return frozenset([*(row[1] for row in cardinals), *_LARGE]) - {"ایک", "دو", "تین", "چار", "چھ", "چھے", "نو"}
