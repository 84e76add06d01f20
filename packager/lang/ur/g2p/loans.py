"""English words in Urdu spelling, where espeak-ng reads them as native: graanT, nyuuz, Taa'imz.

Urdu writes no vowel between consonants that English begins or ends a word with, and espeak-ng puts
one there; what shows that a word is English is ٹ or ڈ without a letter that only Arabic or Hindi
words have. Each function takes a word and its sounds, vowels and consonants of urdu_sounds' notation.
"""

from __future__ import annotations

from packager.lang.ur.g2p.data import sounds_of
from packager.lang.ur.g2p.sounds import letters
from packager.lang.ur.g2p.syllables import VOWELS

_ENGLISH = frozenset("ٹڈ")
_NOT_ENGLISH = frozenset("ثحخذصضطظعغقڑھں")
_BEFORE_LIQUID = frozenset(["p", "b", "k", "g", "f", "T", "D"])
_AFTER_S = frozenset(["p", "k", "T", "l", "m", "n", "w"])
_LONG = VOWELS - {"a", "i", "u"}
_SHORT_WORD = 4  # letters


def onset(word: str, sounds: list[str]) -> list[str]:
    """Two consonants or three begin an English word: graanT, klaa'iD, spaa'iDar, sTraa'ik."""
    if word.startswith("سٹر") and sounds[:4] == ["s", "a", "T", "r"] and _is_english(word):
        return ["s", *sounds[2:]]
    if len(sounds) < 5 or sounds[1] != "a" or sounds[3] not in _LONG or not _is_english(word):
        return sounds
    first, second = sounds[0], sounds[2]
    joins = (first in _BEFORE_LIQUID and second in ("r", "l")) or (first == "s" and second in _AFTER_S)
    return [first, *sounds[2:]] if joins else sounds


def _is_english(word: str) -> bool:
    return bool(_ENGLISH & set(word)) and not _NOT_ENGLISH & set(word)


def coda(word: str, sounds: list[str]) -> list[str]:
    """f, s and n before T close a syllable with it, and r before th: lefT, gifT, ejanT, naarth."""
    if len(sounds) < 4 or sounds[-4] not in VOWELS:
        return sounds
    if word.endswith("رتھ") and sounds[-3:] == ["r", "a", "th"]:
        return [*sounds[:-2], "th"]
    closed = sounds[-2:] == ["a", "T"] and sounds[-3:-2] in (["f"], ["s"], ["n"]) and _is_english(word)
    return [*sounds[:-2], "T"] if closed else sounds


def yu(word: str, sounds: list[str]) -> list[str]:
    """یو is yuu, at the end or after a vowel iyo: yuuniTii, nyuuporT, kaarDiyo; not in dewtaa nor in pyong."""
    out: list[str] = []
    if word.startswith("یو") and sounds[:2] in (["y", "au"], ["y", "o"]) and word[2:3] != "م":
        sounds = ["y", "o" if word[2:3] in ("گ", "غ") else "uu", *sounds[2:]]
    index = 0
    while index < len(sounds):
        if sounds[index : index + 2] == ["e", "o"] and out and out[-1] not in ("d", "dh"):
            ends = index + 2 == len(sounds)
            out += ["i", "y", "o"] if ends or out[-1] in VOWELS else ["y", "uu"]
            index += 2
        else:
            out.append(sounds[index])
            index += 1
    if "یونگ" in word:
        pairs = zip(["", *out], out, strict=False)
        out = ["o" if before == "y" and sound == "uu" else sound for before, sound in pairs]
    return out


def plural(word: str, sounds: list[str]) -> list[str]:
    """English plurals and names end in two consonants: gemz, Taa'imz, fleks, aaDamz, komz."""
    if len(sounds) < 4 or sounds[-2] != "a" or _NOT_ENGLISH & set(word.replace("تھ", "ت")):  # تھرونز
        return sounds
    if word.endswith("لز") and sounds[-3] == "l":
        return [*sounds[:-3], *([] if sounds[-4] in VOWELS else ["a"]), "l", "z"]
    if word.endswith("نگز") and len(sounds) > 5:
        return [*sounds[: -5 if sounds[-5] in VOWELS else -4], "i", "n", "g", "z"]
    if sounds[-4:] == ["m", "b", "a", "z"]:
        return [*sounds[:-3], "z"]
    if sounds[-4] not in VOWELS:
        parted = sounds[-3] in ("m", "n") and sounds[-1] == "z" and len(sounds) > 5
        return [*sounds[:-3], "a", sounds[-3], "z"] if parted else sounds
    end = (sounds[-3], sounds[-1])
    voiced = sounds[-1] == "z" and (
        (sounds[-3] in ("n", "m", "l", "D") and sounds[-4] in _LONG) or sounds[-3] == "b" or sounds[-4:-2] == ["i", "m"]
    )
    return [*sounds[:-2], sounds[-1]] if voiced or (end == ("k", "s") and len(sounds) > 4) else sounds


def land(word: str, sounds: list[str]) -> list[str]:
    """Countries in -لینڈ end in -lainD."""
    return [*sounds[:-3], "ai", *sounds[-2:]] if word.endswith("لینڈ") and sounds[-3:-2] in (["ii"], ["e"]) else sounds


def diphthong(word: str, sounds: list[str]) -> list[str]:
    """ائی before a consonant is one vowel: saa'iD, Taa'igar."""
    if not _is_english(word) or "ائی" not in word[:-1]:
        return sounds
    plain = [sound for sound in sounds if sound != "'"]
    pairs = zip(["", *plain], plain, strict=False)
    return ["i" if pair == ("aa", "ii") else pair[1] for pair in pairs]


def ick(word: str, sounds: list[str]) -> list[str]:
    """English words in -ک end in -ik: peTrik, kaitholik."""
    english = len(word) > _SHORT_WORD and not _NOT_ENGLISH & set(word.replace("تھ", "ت"))
    return [*sounds[:-2], "i", "k"] if english and word[-2:-1] not in "اوی" and sounds[-2:] == ["a", "k"] else sounds


def final_o(word: str, sounds: list[str]) -> list[str]:
    """و at the end of long foreign names is o: robarTo, eDwaarDo, fraansisko; in Urdu's own words it is mostly uu."""
    if len(word) <= _SHORT_WORD + 1 or not word.endswith("و") or sounds[-1] != "uu":
        return sounds
    own = _NOT_ENGLISH & set(word.replace("تھ", "ت")) or not set("اویٹڈ") & set(word[1:-1])
    return sounds if own else [*sounds[:-1], "o"]


def name_end(word: str, sounds: list[str]) -> list[str]:
    """What English and German names end in, said as there: barmingham, haimbarg."""
    for end, said in sounds_of("name-end").items():
        if word.endswith(end) and len(word) > len(end) + 1:
            tail = letters(said)
            firm = [sound for sound in tail if sound not in VOWELS]
            place = _place_of(firm, sounds)
            before = sounds[: place - 1] if tail[0] in VOWELS and sounds[place - 1] in VOWELS else sounds[:place]
            return [*before, *tail] if place else sounds
    return sounds


def _place_of(firm: list[str], sounds: list[str]) -> int:
    """Where the last consonants begin in the sounds if they are `firm`; 0 if they are others."""
    left = list(firm)
    for place in range(len(sounds) - 1, 0, -1):
        if sounds[place] in VOWELS:
            continue
        if not left or sounds[place] != left.pop():
            return 0
        if not left:
            return place
    return 0
