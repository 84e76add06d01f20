"""Languages of Arabic script in plain Latin letters, for fields and file names that hold ASCII alone.

A reading aid for the person at the playout desk, not a scholarly transliteration: long vowels are
not marked, a short `a` stands where the script writes no vowel and the cluster could not be said.

Own table, after the spellings that Peshawar's English papers use; NOT CHECKED BY A NATIVE READER.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from packager.text.writing import Writing

_LETTERS = (
    "ب:b پ:p ت:t ټ:t ٹ:t ث:s ج:j چ:ch ح:h خ:kh څ:ts ځ:dz د:d ډ:d ڈ:d ذ:z ر:r ړ:r ڑ:r ز:z ژ:zh ږ:g س:s ش:sh ښ:kh "
    "ص:s ض:z ط:t ظ:z غ:gh ف:f ق:q ک:k ك:k ګ:g گ:g ل:l م:m ن:n ڼ:n ں:n ه:h ہ:h ة:t"
)
_VOWELS = {"آ": "a", "ې": "e", "ے": "e", "ۓ": "e", "ۍ": "ai", "ۀ": "a", "ۂ": "a", "ؤ": "o", "َ": "a", "ِ": "i", "ُ": "u"}


def _table(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split())


_CONSONANTS = _table(_LETTERS)
_MARKS = str.maketrans(
    {"،": ",", "؛": ";", "؟": "?", "۔": ".", "٪": "%", "«": '"', "»": '"', "“": '"', "”": '"', "‘": "'", "’": "'"}
    | {"–": "-", "—": "-", "…": "...", "ء": None, "ـ": None, "ّ": None, "\u0654": None}
)
_WORD = re.compile("[ء-ۿݐ-ݿ]+")
_ENDINGS = {first + last for first in ("r", "l", "n", "s", "sh", "kh", "f", "h") for last in "tdk"}
_ENDINGS |= {"ng", "nj", "nch", "mp"}
_JOINED = {"st", "sht", "kht"}  # pairs that open a syllable

Unit = tuple[str, bool]  # Latin letters, whether they are a vowel


def in_latin(text: str, writing: Writing, known: Mapping[str, str] | None = None) -> str:
    """The text in printable ASCII; `known` has words with their usual Latin spelling, before the language's own."""
    whole = {**writing.latin, **(known or {})}
    text = unicodedata.normalize("NFC", text).replace("\u200c", "")
    text = re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit[0])), text)
    text = _WORD.sub(lambda found: whole.get(found[0]) or _word(found[0], writing), text.translate(_MARKS))
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in plain).split())
    return line[:1].upper() + line[1:]


def cut_words(text: str, size: int) -> str:
    """The text within `size` characters, ended after a whole word where one ends in the last third.

    >>> cut_words("Karakoram Highway reopens", 20)
    'Karakoram Highway'
    """
    if len(text) <= size:
        return text
    head = text[: size + 1].rpartition(" ")[0]
    return (head if len(head) > size * 2 // 3 else text[:size]).rstrip(" ,;:-")


def _word(word: str, writing: Writing) -> str:
    units: list[Unit] = []
    for place, letter in enumerate(word):
        unit = _unit(word, place, units, writing)
        if letter == "ھ" and units:
            units[-1] = (units[-1][0] + "h", units[-1][1])
        elif unit[0]:
            units.append(unit)
    if len(units) == 1 and not units[0][1]:
        return units[0][0] + "a"
    return _said(units)


def _unit(word: str, place: int, before: list[Unit], writing: Writing) -> Unit:
    """What one letter stands for after what stands before it."""
    letter, rest = word[place], word[place + 1 :]
    after_vowel = bool(before) and before[-1][1]
    glides = after_vowel or place == 0 or rest[:1] in tuple("اآېےۍ") or rest in ("ه", "ہ")
    if letter in _VOWELS:
        return _VOWELS[letter], True
    if letter in "اع":
        return _alef(word, place, after_vowel)
    if letter == "و":
        return _waw(rest, glides and not (after_vowel and not rest))
    if letter in "یيىئ":
        return _yeh(letter, rest, glides, writing)
    if letter in "هہ" and not rest and before and not after_vowel:
        return "a", True
    return _CONSONANTS.get(letter, ""), False


def _alef(word: str, place: int, after_vowel: bool) -> Unit:
    # Before و or ی that carries the vowel, alef is silent: ایران, اوبه.
    opens = place == 0 and len(word) > 2 and word[1] in "ویي"
    return ("" if after_vowel or (opens and word[2] not in "اآ") else "a"), True


def _waw(rest: str, glides: bool) -> Unit:
    if glides:
        return "w", False
    return ("u" if rest in ("نه", "نو", "نکي", "نکی") else "o"), True


def _yeh(letter: str, rest: str, glides: bool, writing: Writing) -> Unit:
    if letter == "ئ" and rest[:1] in tuple("یيے"):
        return ("" if glides else "a"), True
    if glides and rest:
        return "y", False
    return (writing.final_yeh if not rest and not glides and letter == "ی" else "i"), True


def _said(units: list[Unit]) -> str:
    """The units with a short `a` wherever consonants stand too close to be said."""
    out: list[str] = []
    run: list[str] = []  # consonants since the last vowel
    heard = False  # a vowel so far
    for letters, vowel in units:
        if vowel:
            out += [*_broken(run, opens=not heard, closes=False), letters]
            run, heard = [], True
        else:
            run.append(letters)
    return "".join([*out, *_broken(run, opens=not heard, closes=True)])


def _broken(run: list[str], *, opens: bool, closes: bool) -> list[str]:
    """A run of consonants with `a` where it is needed; `opens` and `closes` a word."""
    if opens and len(run) > 1:
        return [run[0], "a", *_broken(run[1:], opens=False, closes=closes)]
    if closes and len(run) == 2:
        return run if "".join(run) in _ENDINGS else [run[0], "a", run[1]]
    if len(run) <= 2:
        return run
    pair = "".join(run[1:3])
    first = 1 if pair in _JOINED or (closes and len(run) == 3 and pair in _ENDINGS) else 2
    return [*run[:first], "a", *_broken(run[first:], opens=False, closes=closes)]
