"""Arabic phrases with the article: عبدالرزاق abdurrazzaaq, نصر اللہ nasrullaah, رمضان المبارک ramzaanulmubaarak.

The article is ul between two names; its l becomes the first sound of the second where that is made with the tip of the
tongue (the sun letters). Before اللہ it is ull. Everything is in the notation of sounds.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from packager.lang.ur.g2p.data import sounds_of, word_set
from packager.lang.ur.g2p.sounds import is_vowel, letters

Notation = Callable[[str], str]

_ARTICLE, _GOD = "ال", "اللہ"
_SUN = frozenset("تثدذرزسشصضطظلن")
_NO_NAME_ENDS = frozenset("ےںھڑٹڈ")


def joined_phrase(word: str, notation: Notation) -> str | None:
    """A name or phrase written as one word; None for a word that is none."""
    if word.endswith(_GOD) and len(word) > len(_GOD) + 1:
        return _met(word.removesuffix(_GOD), _GOD, notation)
    place = word.find(_ARTICLE, 2)
    while place > 0:
        first, second = word[:place], word[place + len(_ARTICLE) :]
        if _phrased(first, second):
            return _met(first, second, notation)
        place = word.find(_ARTICLE, place + 1)
    return None


def phrase(words: Sequence[str], notation: Notation) -> str | None:
    """A name or phrase of the first two words; None where the second has no article or the first can be no name.

    >>> phrase(["نور", "اللہ"], {"نور": "nuur"}.__getitem__), phrase(["اور", "اللہ"], str)
    ('nuurullaah', None)
    """
    if len(words) < 2 or not words[1].startswith(_ARTICLE):
        return None
    first, second = words[0], words[1].removeprefix(_ARTICLE)
    if first in word_set("article-never") or len(first) < 2 or first[-1] in _NO_NAME_ENDS or first.startswith("[["):
        return None
    if words[1] == _GOD:
        divine = len(words) > 2 and words[2] in ("تعالی", "تعالیٰ", "پاک", "عزوجل")
        return None if divine else _met(first, _GOD, notation)
    return _met(first, second, notation) if _phrased(first, second) else None


def _phrased(first: str, second: str) -> bool:
    """Whether the article stands between two words, and in no word that happens to have ال in it."""
    return len(second) > 1 and (first in word_set("article-first") or second in word_set("article-second"))


def _met(first: str, second: str, notation: Notation) -> str | None:
    """Both parts as one word; None where one has no sounds."""
    before = sounds_of("before-article").get(first) or _before_article(notation(first))
    if second == _GOD:
        return before + "llaah" if before else None
    after = notation(second)
    if not before or not after:
        return None
    onset = letters(after)[0]
    return before + (onset if second[0] in _SUN and not is_vowel(onset) else "l") + after


def _before_article(said: str) -> str:
    """The first part with the u of the article: abdu, jamaadiyu, ataa'u, zu."""
    parts = letters(said.lstrip("-").rstrip("'"))
    if not parts:
        return ""
    stem, last = "".join(parts[:-1]), parts[-1]
    if last in ("uu", "o"):
        return stem + "u"
    if last == "ii" and not said.endswith("'"):
        return stem + "iyu"
    return stem + last + ("'u" if is_vowel(last) else "u")
