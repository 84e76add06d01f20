"""How alike a name in Latin letters and a word in Arabic script sound: consonants first, vowels little.

Both are taken as strings of sounds with alternatives (a Latin `c` may be k, s or ch; the letter و may be
w, v, u or nothing) and aligned by weighted edit distance. Costs were chosen from the two orthographies and
tried on news names; nothing is learnt from any text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

# Latin spellings, longest first → the sounds they may stand for; "-" means it may be silent.
_LATIN = {
    "sch": "S s K", "tch": "C", "chr": "kr Cr", "ough": "f- o", "augh": "f- o", "igh": "i", "eau": "o",
    "kh": "x k", "gh": "G g f -", "sh": "S", "ch": "C k S x", "th": "t d s z", "ph": "f p", "zh": "Z j z C",
    "ts": "c s z", "tz": "c s z", "dz": "z j d", "ck": "k", "cz": "C", "sz": "S s", "dh": "d", "bh": "b",
    "wh": "w h", "wr": "r", "kn": "n kn", "gn": "n gn", "qu": "k kw", "dj": "j", "dg": "j dg", "ll": "l y",
    "x": "ks z s S h x", "ng": "ng n", "j": "j y h x Z", "q": "k C q", "c": "k s C S", "g": "g j Z h x G",
    "z": "z s c C", "s": "s z S", "t": "t C S", "d": "d j", "v": "w f b", "w": "w -", "h": "h - x", "r": "r",
    "l": "l", "y": "y", "ñ": "n ny", "b": "b", "p": "p", "f": "f", "k": "k x", "m": "m", "n": "n", "a": "a",
    "e": "e", "i": "i", "o": "o", "u": "o",
}  # fmt: skip
_ARABIC = {
    "p": "پ", "b": "ب", "t": "تطټٹ", "d": "دډڈ", "k": "کقك", "g": "گګ", "x": "خ", "f": "ف", "s": "سصث", "z": "زذضظ",
    "S": "ش", "C": "چ", "j": "ج", "Z": "ژ", "m": "م", "n": "نںڼ", "l": "ل", "r": "رړڑ", "h": "هہحھ", "G": "غ",
    "w": "و", "y": "یيېےۍئ", "a": "اآعأ", "X": "ښ", "Y": "ږ", "c": "څ", "D": "ځ",
}  # fmt: skip
_ARABIC_SOUNDS = {letter: sound for sound, letters in _ARABIC.items() for letter in letters}
_SAME = {  # a letter of Arabic script and the Latin sounds it writes without any cost
    "X": "xSh", "Y": "gZj", "c": "sc", "D": "zcj", "S": "S", "C": "Cc", "Z": "Zj", "j": "jZ", "z": "zc", "s": "sc",
    "k": "kq", "G": "Gg", "w": "wo", "y": "yie", "a": "aeo", "h": "h", "x": "x",
}  # fmt: skip
_NEAR = (
    "sz", "td", "kg", "pb", "wf", "wb", "fp", "CS", "Cj", "SZ", "xk", "xh", "Gg", "gj", "Zz", "sS", "cC", "tC",
    "xG", "rl", "mn", "kC", "jz", "ts", "dz", "kx",
)  # fmt: skip
_NEAR_COST = {frozenset(pair): 0.5 for pair in _NEAR}
_PEOPLE = ("n", "ns", "an", "ans", "ian", "ians", "ese", "ish", "i", "is", "ic")
_VOWELS = frozenset("aeio")
_SPLIT = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)))
_ENDING = 4  # letters of inflection that may follow a name at almost no cost: ان, ونه, وں, ایي, ستان


FAR = 0.6  # likeness below which nothing is told apart: such words are no spelling of the name


def alike(name: str, word: str) -> float:
    """From FAR to 1 how alike `name` (one Latin word) and `word` (one word of Pashto or Urdu) sound; less for unlike.

    A name of a people counts as its country: Bolivian as Bolivia, Chinese as China.
    """
    return max(_alike(form, word) for form in _forms(name))


def consonants(name: str) -> int:
    """How many consonant sounds a Latin name has."""
    return sum(1 for sounds in latin_sounds(name) if not _vowel(sounds))


@lru_cache(maxsize=20_000)
def _forms(name: str) -> tuple[str, ...]:
    stems = (name.removesuffix("s"), *(name.removesuffix(end) for end in _PEOPLE if name.endswith(end)))
    return tuple(dict.fromkeys((name, *(stem for stem in stems if len(stem) > 3))))


@lru_cache(maxsize=200_000)
def _alike(name: str, word: str) -> float:
    latin, (arabic, heard, full) = _positions(name), _heard(word.removeprefix("ال"))
    weight = sum(1.0 for one in latin if not one.vowel)
    if weight < 1 or not arabic:
        return 0.0
    size = max(weight, full, 2.0)
    most = (1 - FAR) * size + 1e-9
    # Cheap first: what each consonant costs at least, whatever stands where in the word.
    if sum(one.least(heard) for one in latin) > most:
        return 0.0
    return max(0.0, 1.0 - _distance(latin, arabic, most) / size)


@dataclass(frozen=True)
class _Position:
    """One place of a Latin name, and what it costs there."""

    vowel: bool
    skip: float  # to leave it unheard
    costs: Mapping[str, float]  # to hear it as a sound of Arabic script
    free: int  # bits of the sounds that cost nothing
    near: int  # bits of those that cost half

    def least(self, heard: int) -> float:
        """What it costs at least in a word with these sounds."""
        if self.vowel or self.free & heard:
            return 0.0
        return min(self.skip, 0.5) if self.near & heard else self.skip


_BITS = {sound: 1 << place for place, sound in enumerate(_ARABIC)}


@cache
def _position(sounds: str) -> _Position:
    costs = {letter: _match(sounds, letter) for letter in _BITS}
    return _Position(
        vowel=_vowel(sounds),
        skip=_skip_latin(sounds),
        costs=costs,
        free=sum(_BITS[letter] for letter, cost in costs.items() if cost == 0),
        near=sum(_BITS[letter] for letter, cost in costs.items() if 0 < cost <= 0.5),
    )


@lru_cache(maxsize=20_000)
def _positions(name: str) -> tuple[_Position, ...]:
    return tuple(_position(sounds) for sounds in latin_sounds(name))


@lru_cache(maxsize=50_000)
def _heard(word: str) -> tuple[str, int, float]:
    """A word's sounds, the bits of those in it, and how many consonants it has."""
    sounds = "".join(arabic_sounds(word))
    return sounds, sum(_BITS[sound] for sound in set(sounds)), sum(1.0 for sound in sounds if sound not in "aywh")


@lru_cache(maxsize=20_000)
def latin_sounds(name: str) -> tuple[str, ...]:
    """A Latin word as positions, each a string of the sounds it may have."""
    plain = unicodedata.normalize("NFD", name.lower().replace("ñ", "n"))
    letters = "".join(letter for letter in plain if letter.isascii() and letter.isalpha())
    letters = re.sub(r"(.)\1", r"\1", letters) if "ll" not in letters else re.sub(r"([^l])\1", r"\1", letters)
    parts = (_LATIN[match[0]] for match in _SPLIT.finditer(letters))
    sounds: list[str] = []
    for part in parts:
        longest = max(len(way.strip("-")) or 1 for way in part.split())
        # 'kr', 'ks', 'ng': two positions; the rest one position of alternatives
        if longest == 1:
            sounds.append(part.replace(" ", ""))
        else:
            first = next(way for way in part.split() if len(way) == longest)
            singles = "".join(way for way in part.split() if len(way) == 1)
            sounds += [first[0] + singles, first[1] + "-"]
    return tuple(sounds)


@lru_cache(maxsize=50_000)
def arabic_sounds(word: str) -> tuple[str, ...]:
    """A word of Arabic script as sounds, marks and doubled letters left out."""
    sounds = [_ARABIC_SOUNDS[letter] for letter in unicodedata.normalize("NFKC", word) if letter in _ARABIC_SOUNDS]
    # The h that only marks breath (Urdu ھ after a stop) is nothing to compare.
    return tuple(sounds)


def _vowel(sounds: str) -> bool:
    return sounds[0] in _VOWELS


def _match(sounds: str, letter: str) -> float:
    """What it costs to read this letter for these sounds."""
    if letter in sounds:
        return 0.0
    same = _SAME.get(letter, letter)
    if any(sound in same for sound in sounds):
        return 0.05 if _vowel(sounds) else 0.0
    if _vowel(sounds):
        return 0.3 if letter in "awy" else 1.5
    return min((_NEAR_COST.get(frozenset(sound + other), 1.3) for sound in sounds for other in same), default=1.3)


def _skip_latin(sounds: str) -> float:
    if _vowel(sounds):
        return 0.05
    return 0.2 if "-" in sounds else 0.4 if sounds[0] in "yw" else 1.0


_SKIPPED = {"a": 0.15, "w": 0.25, "y": 0.2, "h": 0.35}  # what it costs to leave a letter unheard; others cost 1


def _distance(latin: Sequence[_Position], arabic: str, most: float) -> float:
    """The edit distance, or something over `most` where it is more than that."""
    skips = [_SKIPPED.get(letter, 1.0) for letter in arabic]
    before = [0.0, *accumulate(skips)]
    for one in latin:
        here = before[0] + one.skip
        row = [here]
        for place, letter in enumerate(arabic):
            here = min(before[place] + one.costs[letter], before[place + 1] + one.skip, here + skips[place])
            row.append(here)
        before = row
        if min(row) > most:
            return most + 1
    ends = range(max(1, len(arabic) - min(_ENDING, len(latin))), len(arabic) + 1)
    # What follows the name may be an ending: Bolivia, بولیویايي.
    return min(before[end] + 0.12 * (len(arabic) - end) for end in ends)
