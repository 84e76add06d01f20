"""Dari's phones, and how its letters are read in them: what is not written between two consonants is a."""

from __future__ import annotations

from packager.lang.phones import Phones

_CONSONANTS = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "J", "چ": "C", "ح": "h", "خ": "x", "د": "d", "ذ": "z", "ر": "r",
    "ز": "z", "ژ": "Z", "س": "s", "ش": "S", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "غ": "G", "ف": "f", "ق": "q",
    "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ی": "j", "ئ": "'", "ع": "'", "ء": "'",
}  # fmt: skip
_VOWELS = {"ا": "A", "آ": "A", "َ": "a", "ِ": "e", "ُ": "o"}
_WEAK = {"و": "u", "ی": "i"}  # between consonants, and at the end


def read(word: str) -> str:
    """A word's phones, joined: کابل is kAbal."""
    out: list[str] = []
    for place, letter in enumerate(word):
        after_consonant = bool(out) and out[-1] not in (*_VOWELS.values(), *_WEAK.values())
        following = word[place + 1 : place + 2]
        if letter in _VOWELS:
            out.append(_VOWELS[letter])
        elif letter in _WEAK and after_consonant and following not in _VOWELS:
            out.append(_WEAK[letter])
        elif letter == "ه" and not following and after_consonant:
            out.append("a")
        elif letter in _CONSONANTS:
            out += ["a", _CONSONANTS[letter]] if after_consonant else [_CONSONANTS[letter]]
    return "".join(out)


PHONES = Phones(inventory=frozenset([*_CONSONANTS.values(), *_VOWELS.values(), *_WEAK.values()]), read=read)
