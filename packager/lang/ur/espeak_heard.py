"""What espeak-ng makes of an Urdu word, with its systematic faults put right.

espeak-ng's own dictionary knows the short vowels of many words; what it gets wrong is regular and
is mended here, in the notation of urdu_sounds, before the word is given back to it as phonemes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from packager.espeak_ng import data
from packager.espeak_ng import library as espeak_lib
from packager.espeak_ng.data import Sources
from packager.espeak_ng.library import Manner
from packager.lang.ur.g2p.data import rows
from packager.lang.ur.g2p.loans import coda, diphthong, final_o, ick, land, name_end, onset, plural, yu
from packager.lang.ur.g2p.syllables import VOWELS, joined

_NAMES = {name: own for name, own, *_ in rows("espeak.tsv")}  # espeak-ng's name of a sound, and ours
SOURCES = Sources(copied=("ur_dict", "lang/inc/ur"))
_NAME = re.compile("|".join(map(re.escape, sorted(_NAMES, key=len, reverse=True))))
_QUIET = re.compile(r"[',;%=|]")  # stress and joints
_LETTERS = str.maketrans({"ص": "س", "ض": "ز", "ظ": "ز", "ۃ": "ت"})  # espeak-ng says ص as ʂ, ض and ظ as ʐ
_ARABIC = frozenset("حعغقصضطظثذ")
_ARABIC_FIRST = frozenset("حعغقصضطظ")
_NATIVE = frozenset("پچگٹڈڑژھ")
_BREATH = frozenset("ہح")
_ASPIRABLE = {"p", "b", "t", "T", "j", "ch", "d", "D", "R", "k", "g"}
_GLIDING = {"k", "g", "dh", "j", "t"}  # kyaa, gyaarah, dhyaan
_STOPS = {"t", "d", "k", "g", "T", "D", "th", "dh", "kh", "gh", "j", "ch"}
_VOICELESS = {"p", "t", "k", "T", "ch", "ph", "th", "kh", "Th", "chh"}


@lru_cache(maxsize=50_000)
def heard(word: str) -> str | None:
    """A word as espeak-ng says it, mended, in the notation of urdu_sounds; None where it spells the word out.

    >>> heard("دنیا")
    'duniyaa'
    """
    named = espeak_lib.phonemes(data.folder(SOURCES), Manner(voice="ur"), word.translate(_LETTERS), ipa=False)
    named = _QUIET.sub("", named)
    if not named or _NAME.sub("", named):  # a space, a switch of language: letters by their names
        return None
    sounds = [_NAMES[name] for name in _NAME.findall(named)]
    for change in _CHANGES:
        sounds = change(word, sounds)
    return joined(sounds)


def _is_vowel(sound: str) -> bool:
    return sound.rstrip("~") in VOWELS


def _held(word: str, sounds: list[str]) -> list[str]:
    """A sound that is held is written twice; a at the word's end is long."""
    sounds = [sounds[index - 1] if sound == ":" and index else sound for index, sound in enumerate(sounds)]
    sounds = _aspirated(sounds) if "ھ" in word and not _BREATH & set(word) else sounds
    sounds = [*sounds[:-1], "aa"] if sounds[-1] == "a" else sounds
    return [*sounds[:-2], "aa"] if sounds[-2:] == ["a", "aa"] and len(sounds) > 3 else sounds


def _aspirated(sounds: list[str]) -> list[str]:
    out: list[str] = []
    for sound in sounds:
        if sound == "h" and out and out[-1] in _ASPIRABLE:
            out[-1] += "h"
        else:
            out.append(sound)
    return out


def _glided(_word: str, sounds: list[str]) -> list[str]:
    """-iya- for i before a vowel and for y after a consonant within the word: duniyaa, nazariyaa."""
    out: list[str] = []
    for index, sound in enumerate(sounds):
        if _is_vowel(sound) and out and out[-1] in ("ii", "i"):
            out[-1:] = ["i", "y"]
        elif sound == "y" and _opens(sounds, index):
            out.append("i")
        out.append(sound)
    return out


def _opens(sounds: list[str], index: int) -> bool:
    """Whether the y at index stands between a consonant that can bear no y itself and a vowel."""
    if not index or index + 1 == len(sounds) or _is_vowel(sounds[index - 1]) or not _is_vowel(sounds[index + 1]):
        return False
    return index > 1 or sounds[0] not in _GLIDING


def _before_h(_word: str, sounds: list[str]) -> list[str]:
    """A short vowel before h is a: pahlaa."""
    following = [*sounds[1:], ""]
    return [
        "a" if sound in ("ai", "au") and after == "h" else sound for sound, after in zip(sounds, following, strict=True)
    ]


def _nasal(word: str, sounds: list[str]) -> list[str]:
    """ں makes the vowel before it nasal, and so does n between a long vowel and p, t, k …: daa~t."""
    if word.endswith("ں") and len(sounds) > 1 and sounds[-1] == "n" and _is_vowel(sounds[-2]):
        sounds = [*sounds[:-2], sounds[-2] + "~"]
    if word.endswith("یں") and sounds[-1] == "ii~":
        sounds = [*sounds[:-1], "e~"]
    return _before_stop(sounds)


def _before_stop(sounds: list[str]) -> list[str]:
    out: list[str] = []
    for index, sound in enumerate(sounds):
        after = sounds[index + 1] if index + 1 < len(sounds) else ""
        if sound == "n" and after in _VOICELESS and out and out[-1] in ("aa", "ii", "uu", "e", "o"):
            out[-1] += "~"
        else:
            out.append(sound)
    return out


def _hamza(word: str, sounds: list[str]) -> list[str]:
    """ائ is two vowels: naa'ib."""
    if "ائ" not in word:
        return sounds
    return [part for sound in sounds for part in (("aa", "'", "i") if sound == "ai" else (sound,))]


def _waw(word: str, sounds: list[str]) -> list[str]:
    """و is uu in words with Arabic letters, at the end of a longer word, and in -puur."""
    if _ARABIC & set(word) and not word.endswith(("و", "وں", "ؤ")):
        sounds = ["uu" if sound == "o" else sound for sound in sounds]
    if word.endswith("و") and sounds[-1] == "o" and len(sounds) > 3 and word[-2] not in "اآیئ":
        sounds = [*sounds[:-1], "uu"]
    if "پور" in word[2:]:
        pairs = zip(["", *sounds], sounds, strict=False)
        sounds = ["uu" if pair == ("p", "o") else pair[1] for pair in pairs]
    return sounds


def _closed(_word: str, sounds: list[str]) -> list[str]:
    """No short a where a consonant closes the syllable before and one opens the next: paRhnaa."""
    for index in range(len(sounds) - 3, 1, -1):
        before, following = sounds[index - 2 : index], sounds[index + 1 : index + 3]
        if sounds[index] == "a" and [_is_vowel(sound) for sound in (*before, *following)] == [True, False, False, True]:
            sounds = sounds[:index] + sounds[index + 1 :]
    return sounds


def _nasal_middle(word: str, sounds: list[str]) -> list[str]:
    """aa, n and d close a syllable where another opens: dhaa~dlii; -gii takes its own a."""
    for index in range(len(sounds) - 3, 2, -1):
        here = sounds[index - 3 : index + 3]
        met = here[0] in ("aa", "o", "uu") and here[1] == "n" and here[2] in _STOPS and here[3] == "a"
        if met and not _is_vowel(here[4]) and _is_vowel(here[5]) and here[4] != "g" and _NATIVE & set(word):
            sounds = [*sounds[: index - 3], here[0] + "~", here[2], *sounds[index + 1 :]]
    return sounds


def _native_waw(word: str, sounds: list[str]) -> list[str]:
    """و that begins a word of Indian letters is wi: widhaan, wirodh."""
    indian = {"گ", "ھ", "چ"} & set(word.replace("تھ", "ت")) and not _ARABIC & set(word)
    return ["w", "i", *sounds[2:]] if indian and sounds[:2] == ["w", "a"] and word[1] != "ا" else sounds


def _nasal_end(_word: str, sounds: list[str]) -> list[str]:
    """No a between n and a stop that closes the syllable: granth, aurangzeb."""
    for index in range(len(sounds) - 2, 2, -1):
        met = sounds[index - 1 : index + 1] == ["n", "a"] and sounds[index + 1] in _STOPS
        if met and _is_vowel(sounds[index - 2]) and not any(map(_is_vowel, sounds[index + 2 : index + 3])):
            sounds = sounds[:index] + sounds[index + 1 :]
    return sounds


def _fourth(word: str, sounds: list[str]) -> list[str]:
    """Four consonants, the last ت, are two syllables of three and three sounds: nafrat."""
    if len(word) == 4 and word[-1] == "ت" and len(sounds) == 6 and sounds[3] == "a" and sounds[1] in ("a", "i", "u"):
        return [*sounds[:3], sounds[4], "a", sounds[5]]
    return sounds


def _learned_plural(word: str, sounds: list[str]) -> list[str]:
    """fu'alaa, the plural of learned persons, has three syllables: ulamaa, shurafaa."""
    kinds = [_is_vowel(sound) for sound in sounds]
    learned = len(word) == 4 and word[-1] == "ا" and word[-2] not in "نتک" and not _NATIVE & set(word)
    if learned and "u" in sounds[:2] and kinds[-4:] == [True, False, False, True] and sounds[-2] != sounds[-3]:
        return [*sounds[:-2], "a", *sounds[-2:]]
    return sounds


def _silent_waw(_word: str, sounds: list[str]) -> list[str]:
    """خوا is xaa in Persian words: xaab."""
    return ["x", *sounds[2:]] if sounds[:3] == ["x", "w", "aa"] else sounds


def _after_ain(word: str, sounds: list[str]) -> list[str]:
    """ی after a first letter that is Arabic alone is ai: qaidii, hairaan."""
    if word[0] in _ARABIC_FIRST and word[1:2] == "ی" and "e" in sounds[:2]:
        place = sounds.index("e")
        return [*sounds[:place], "ai", *sounds[place + 1 :]]
    return sounds


def _state(word: str, sounds: list[str]) -> list[str]:
    """Persian nouns of state end in -agii: kashiidagii, waabastagii."""
    ends = next((len(ending) for ending in ("gii", "giyaa~", "giyo~") if "".join(sounds).endswith(ending)), 0)
    at = len(sounds) - {3: 2, 6: 4, 5: 4}.get(ends, 0)
    if ends and len(word) > 4 and sounds[at - 1] in ("d", "t", "z", "s"):
        return [*sounds[:at], "a", *sounds[at:]]
    return sounds


def _deed(word: str, sounds: list[str]) -> list[str]:
    """Persian nouns of doing end in -ish: aamozish, paristish."""
    return [*sounds[:-2], "i", "sh"] if len(word) > 3 and word[-1] == "ش" and sounds[-2] == "a" else sounds


def _labial(_word: str, sounds: list[str]) -> list[str]:
    """What n is before b and a vowel: gumbad, ambaar."""
    places = range(len(sounds) - 2)
    met = {at for at in places if sounds[at] == "n" and sounds[at + 1] in ("b", "bh")}
    return ["m" if at in met else sound for at, sound in enumerate(sounds)]


def _nasal_h(word: str, sounds: list[str]) -> list[str]:
    """What n after aa is before h: baa~ho~."""
    here = [sounds[at : at + 2] == ["aa", "n"] and "h" in sounds[at + 2 : at + 4] for at in range(len(sounds))]
    if "انہ" not in word or True not in here:
        return sounds
    at = here.index(True)
    return [*sounds[:at], "aa~", *sounds[sounds.index("h", at) :]]


_CHANGES = (
    _held, _glided, _before_h, _nasal, _hamza, _waw, _native_waw, _nasal_end, _nasal_middle, _closed, _fourth,
    _learned_plural, _silent_waw, _after_ain, _state, _deed, _labial, _nasal_h, yu, onset, coda, plural, land,
    diphthong, ick, final_o, name_end,
)  # fmt: skip
