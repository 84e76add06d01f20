"""Urdu sounds: a notation in plain letters that an editor can read and write, and espeak-ng's names for it.

    vowels      a i u · aa ii uu e o ai au; ~ after one makes it nasal (me~, kahaa~)
    consonants  p b t d k g q · T D R for ٹ ڈ ڑ · ch j sh zh s z f · x G for خ غ · m n l r w y h
    aspirated   ph bh th dh Th Dh chh jh kh gh Rh; doubled letters are held (bachchaa or bachaa)
    '           parts letters (is'haal, ga'ii); after a short vowel it is ع: ma'luum is said maaluum
    a           that ends a word of more than one syllable is long (hafta)
    -           before a word: it leans on its neighbour and has no stress (-ke)

Stress is put by weight: the heaviest syllable, of equals the last that does not end the word; a
final consonant after a short vowel does not weigh (Hussain, "Phonetic correlates of lexical stress
in Urdu", 1997, and Kelkar, "Studies in Hindi-Urdu", 1968, describe the pattern).
"""

from __future__ import annotations

import re

_VOWELS = {
    "aa": "a:", "ii": "i:", "uu": "u:", "e": "e:", "o": "o:", "ai": "E:", "au": "O:", "a": "@", "i": "I", "u": "U",
    "aa~": "a~:", "ii~": "i~:", "uu~": "u~:", "e~": "e~:", "o~": "o~:", "ai~": "E~", "au~": "O~",
    "a~": "V~", "i~": "I~", "u~": "U~",
}  # fmt: skip
_CONSONANTS = {
    "p": "p", "b": "b", "t": "t", "T": "t.", "d": "d", "D": "d.", "ch": "c", "j": "J", "k": "k", "g": "g", "q": "q",
    "ph": "p#", "bh": "b#", "th": "t#", "Th": "t.#", "dh": "d#", "Dh": "d.#", "chh": "c#", "jh": "J#", "kh": "k#",
    "gh": "g#", "Rh": "r.H", "R": "r.", "s": "s", "sh": "S", "z": "z", "zh": "Z", "x": "x", "G": "Q", "f": "f",
    "w": "v", "h": "H", "m": "m", "n": "n", "l": "l", "r": "R", "y": "j",
}  # fmt: skip
_TOKEN = re.compile("|".join(map(re.escape, sorted([*_VOWELS, *_CONSONANTS, "'"], key=len, reverse=True))))
SYMBOLS = (*_VOWELS, *_CONSONANTS)
_SHORT = {"a", "i", "u", "a~", "i~", "u~"}
_LONG = set(_VOWELS) - _SHORT
# Two consonants at a word's end that weigh as none (English plurals, miiTing, olampiks), and as one (raabarT, karanT)
_LIGHT_ENDS = (["T", "s"], ["n", "s"], ["i", "n", "g"], ["i", "k", "s"])
_LIGHTER_ENDS = (["a", "r", "T"], ["a", "r", "D"], ["a", "n", "T"])
_OPEN = "E"  # before h; no letter of the notation
_BEFORE_AIN = {"a": "aa", "i": "e", "u": "o"}  # what a short vowel is before a silent ع


def is_notation(text: str) -> bool:
    """Whether a text is in the notation, all of it.

    >>> is_notation("waziire aazam"), is_notation("وزیر"), is_notation("v")
    (True, False, False)
    """
    return all(_TOKEN.sub("", word.removeprefix("-")) == "" for word in text.split())


def checked(text: str) -> str:
    """The text. Raises ValueError where it is not in the notation."""
    if not is_notation(text):
        raise ValueError(f"{text!r} is not in the notation")
    return text


def phonemes(notation: str) -> str:
    """espeak-ng's phonemes for words in the notation, each word in [[…]].

    >>> phonemes("kitaab"), phonemes("-ke"), phonemes("ma'luum")
    ("[[kIt|'a:b]]", '[[ke:]]', "[[ma:l|'u:m]]")
    """
    return " ".join(f"[[{_word(word)}]]" for word in notation.split())


def _word(word: str) -> str:
    sounds = _sounds(word.removeprefix("-"))
    stressed = -1 if word.startswith("-") else _stressed(sounds)
    parts: list[str] = []
    for index in range(len(sounds)):
        parts.append(_name(_lowered(sounds, index), stressed=index == stressed))
        if _parted(sounds, index, stressed):
            parts.append("|")
    return "".join(parts)


def _lowered(sounds: list[str], index: int) -> str:
    """The sound as it is heard: a and e are an open, short e before an h that closes the syllable (shehr, ehsaas)."""
    following, beyond = (sounds[place] if place < len(sounds) else "" for place in (index + 1, index + 2))
    closed = following == "h" and beyond not in _VOWELS
    return _OPEN if closed and sounds[index] in ("a", "e") else sounds[index]


def _name(sound: str, *, stressed: bool) -> str:
    """espeak-ng's name of a sound; ':' holds a doubled consonant."""
    if sound == _OPEN:
        return "'E" if stressed else "E"
    if sound not in _VOWELS:
        return _CONSONANTS[sound.removesuffix(":")] + (":" if sound.endswith(":") else "")
    return "'" + ("V" if sound == "a" else _VOWELS[sound]) if stressed else _VOWELS[sound]


def _parted(sounds: list[str], index: int, stressed: int) -> bool:
    """Whether '|' must stand after a sound, lest espeak-ng read two names as one longer name."""
    following = sounds[index + 1] if index + 1 < len(sounds) else None
    return following is not None and (
        index + 1 == stressed
        or (following in _VOWELS and sounds[index] in _VOWELS)
        or following in ("s", "sh", "zh", "z")
    )


def letters(word: str) -> list[str]:
    """A word of the notation in its vowels, consonants and '.

    >>> letters("bachcha")
    ['b', 'a', 'ch', 'ch', 'a']
    """
    return _TOKEN.findall(word)


def is_vowel(letter: str) -> bool:
    """Whether one of a word's `letters` is a vowel."""
    return letter in _VOWELS


def _sounds(word: str) -> list[str]:
    """Vowels and consonants, ع turned into what is heard of it; the last a of a longer word is aa."""
    parts = letters(word)
    if parts[-1:] == ["a"] and sum(map(is_vowel, parts)) > 1:
        parts[-1] = "aa"
    sounds: list[str] = []
    for index, part in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else None
        if part == "'":
            if sounds and following not in _VOWELS and sounds[-1] in _BEFORE_AIN:
                sounds[-1] = _BEFORE_AIN[sounds[-1]]
        elif sounds and part == sounds[-1] and part not in _VOWELS and parts[index - 1] != "'":
            sounds[-1] = part + ":"
        else:
            sounds.append(part)
    return sounds


def _stressed(sounds: list[str]) -> int:
    """Index of the vowel that is stressed, -1 where there is none."""
    places = [index for index, sound in enumerate(sounds) if sound in _VOWELS]
    if not places:
        return -1
    weights = [_weight(sounds, place, after) for place, after in zip(places, [*places[1:], len(sounds)], strict=True)]
    heaviest = max(weights)
    equals = [place for place, weight in zip(places, weights, strict=True) if weight == heaviest]
    return equals[-2] if len(equals) > 1 and equals[-1] == places[-1] else equals[-1]


def _weight(sounds: list[str], place: int, after: int) -> int:
    """1 light, 2 heavy, 3 superheavy; `after` is the place of the next vowel or the end."""
    short = sounds[place] in _SHORT or _lowered(sounds, place) == _OPEN
    if short and place and sounds[place - 1] in _LONG:  # the end of a diphthong: paa'unD, naa'iT
        return 1
    between = sum(2 if sound.endswith(":") else 1 for sound in sounds[place + 1 : after])
    closing = between if after == len(sounds) else max(0, between - 1)
    if closing > 1 and after < len(sounds) and sounds[after - 1] in ("r", "l"):  # is.TriiT
        closing -= 1
    if after == len(sounds) and short:
        closing = _closing_of_end(sounds[place:])
    return min(3, (1 if short and not sounds[place].endswith("~") else 2) + closing)


def _closing_of_end(end: list[str]) -> int:
    """What the consonants after a short vowel add to the weight of a word's last syllable."""
    count = sum(2 if sound.endswith(":") else 1 for sound in end[1:])
    if count == 1 or (len(end) == 3 and (end[-1] == "z" or end[1:] in _LIGHT_ENDS or end in _LIGHT_ENDS)):
        return 0
    return 1 if end in _LIGHTER_ENDS else count
