"""English words in Urdu spelling, where espeak-ng reads them as native: graanT, nyuuz, Taa'imz.

Urdu writes no vowel between consonants that English begins or ends a word with, and espeak-ng puts
one there; what shows that a word is English is ٹ or ڈ without a letter that only Arabic or Hindi
words have. Each function takes a word and its sounds, vowels and consonants of urdu_sounds' notation.
"""

from __future__ import annotations

from packager.lang.ur.g2p.syllables import VOWELS

_ENGLISH = frozenset("ٹڈ")
_NOT_ENGLISH = frozenset("ثحخذصضطظعغقڑھں")
_BEFORE_LIQUID = frozenset(["p", "b", "k", "g", "f", "T", "D"])
_AFTER_S = frozenset(["p", "k", "T", "l", "m", "n", "w"])
_LONG = VOWELS - {"a", "i", "u"}


def onset(word: str, sounds: list[str]) -> list[str]:
    """Two consonants begin an English word: graanT, klaa'iD, spaa'iDar."""
    if len(sounds) < 5 or sounds[1] != "a" or sounds[3] not in _LONG or not _is_english(word):
        return sounds
    first, second = sounds[0], sounds[2]
    joins = (first in _BEFORE_LIQUID and second in ("r", "l")) or (first == "s" and second in _AFTER_S)
    return [first, *sounds[2:]] if joins else sounds


def _is_english(word: str) -> bool:
    return bool(_ENGLISH & set(word)) and not _NOT_ENGLISH & set(word)


def yu(_word: str, sounds: list[str]) -> list[str]:
    """یو between consonants is yuu, at the end or after a vowel iyo: nyuuporT, kaarDiyo; not in dewtaa."""
    out: list[str] = []
    index = 0
    while index < len(sounds):
        if sounds[index : index + 2] == ["e", "o"] and out and out[-1] not in ("d", "dh"):
            ends = index + 2 == len(sounds)
            out += ["i", "y", "o"] if ends or out[-1] in VOWELS else ["y", "uu"]
            index += 2
        else:
            out.append(sounds[index])
            index += 1
    return out


def plural(word: str, sounds: list[str]) -> list[str]:
    """English plurals and names end in two consonants: gemz, Taa'imz, fleks."""
    if len(sounds) < 4 or sounds[-2] != "a" or _NOT_ENGLISH & set(word.replace("تھ", "ت")):  # تھرونز
        return sounds
    if word.endswith("لز") and sounds[-3] == "l":
        return [*sounds[:-3], *([] if sounds[-4] in VOWELS else ["a"]), "l", "z"]
    if word.endswith("نگز") and len(sounds) > 5:
        return [*sounds[: -5 if sounds[-5] in VOWELS else -4], "i", "n", "g", "z"]
    if sounds[-4] not in VOWELS:
        return sounds
    end = (sounds[-3], sounds[-1])
    voiced = sounds[-1] == "z" and (
        (sounds[-3] in ("n", "m", "l", "D") and sounds[-4] in _LONG) or sounds[-3] == "b" or sounds[-4:-2] == ["i", "m"]
    )
    return [*sounds[:-2], sounds[-1]] if voiced or (end == ("k", "s") and len(sounds) > 4) else sounds


def land(word: str, sounds: list[str]) -> list[str]:
    """Countries in -لینڈ end in -lainD."""
    return [*sounds[:-3], "ai", *sounds[-2:]] if word.endswith("لینڈ") and sounds[-3:-2] in (["ii"], ["e"]) else sounds
