"""Urdu spelling letter by letter: what is written is read, what is not written is guessed.

Vowel signs are obeyed. Where two consonants meet without one, urdu_syllables says what stands
between them. Words of a known pattern never come here (see urdu_patterns). The result is in the
notation of urdu_sounds.
"""

from __future__ import annotations

import re

from packager.lang.ur.g2p.syllables import VOWELS, filled, joined

CONSONANTS = {
    "ب": "b", "پ": "p", "ت": "t", "ٹ": "T", "ث": "s", "ج": "j", "چ": "ch", "ح": "h", "خ": "x", "د": "d", "ڈ": "D",
    "ذ": "z", "ر": "r", "ڑ": "R", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t", "ظ": "z",
    "ع": "'", "غ": "G", "ف": "f", "ق": "q", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ہ": "h", "ۃ": "t",
    "ء": "'", "و": "w", "ی": "y", "ئ": "'", "ؤ": "w", "ھ": "h",
}  # fmt: skip
_ASPIRABLE = set("بپتٹجچدڈڑکگ")
_SIGNS = {"َ": "a", "ِ": "i", "ُ": "u", "ٰ": "aa", "ْ": ""}
_TANWEEN = "ً"
SIGNS = frozenset([*_SIGNS, "ّ", _TANWEEN])
_LETTER = re.compile(r"(?P<base>[^ًٌٍَُِّْٰ])(?P<signs>[ًٌٍَُِّْٰ]*)")
_LONG = {"ا", "آ", "و", "ی", "ے", "ئ", "ؤ", "ۓ"}


class _LetterReader:
    """One word on its way from letters to units: vowels, consonants and "" for a known absence."""

    def __init__(self, word: str) -> None:
        self.letters = [(match["base"], match["signs"]) for match in _LETTER.finditer(word)]
        self.signed = any(sign in "َُِ" for _, signs in self.letters for sign in signs)
        self.units: list[str] = []

    def read(self) -> list[str]:
        index = 0
        while index < len(self.letters):
            index += self._letter(index)
        return self.units

    def _base(self, index: int) -> str:
        return self.letters[index][0] if 0 <= index < len(self.letters) else ""

    def _signs(self, index: int) -> str:
        return self.letters[index][1] if 0 <= index < len(self.letters) else ""

    def _last(self, index: int) -> bool:
        return index == len(self.letters) - 1

    @property
    def _after_vowel(self) -> bool:
        return bool(self.units) and self.units[-1].rstrip("~") in VOWELS

    def _letter(self, index: int) -> int:
        """Reads the letter at index; how many letters were taken."""
        base = self._base(index)
        if base == "ا":
            return self._alif(index)
        if base == "آ" or (base in ("ی", "و") and "ٰ" in self._signs(index)):  # موسیٰ
            self._vowel("aa")
        elif base in ("ے", "ۓ"):
            self._vowel("ai" if self._opened("a") else "e")
        elif base == "ں":
            self._nasal()
        elif base == "و":
            return self._waw(index)
        elif base == "ی":
            return self._yeh(index)
        elif base == "ہ" and self._last(index) and not self._after_vowel and self.units:
            self._vowel("aa")
        elif base == "ؤ":
            self._vowel("uu" if not self._last(index) and self._base(index + 1) != "ں" else "o")
        elif base == "ئ":
            self._hamza(index)
        else:
            return self._consonant(index) if base in CONSONANTS else 1
        return 1

    def _alif(self, index: int) -> int:
        signs = self._signs(index)
        if _TANWEEN in signs:
            self.units += ["a", "n"]
        elif index:
            self._vowel("aa")
        elif signs and signs[0] in "َُِ":
            self.units.append(_SIGNS[signs[0]])
        elif self._base(1) in ("و", "ی", "ے") and (self._base(2) not in ("ا", "ے", "ی") or self._base(1) == "ے"):
            self.units.append({"و": "o", "ی": "e", "ے": "e"}[self._base(1)])
            return 2
        else:
            self.units.append("a")
        return 1

    def _opened(self, *vowels: str) -> bool:
        """Whether a short vowel sign stands before this letter; it is taken back to be made long."""
        if self.units and self.units[-1] in vowels and self.signed:
            self.units.pop()
            return True
        return False

    def _vowel(self, vowel: str) -> None:
        if self._after_vowel:
            self.units.append("'")
        self.units.append(vowel)

    def _nasal(self) -> None:
        if self._after_vowel and not self.units[-1].endswith("~"):
            self.units[-1] += "~"
        else:
            self.units.append("n")

    def _hamza(self, index: int) -> None:
        """ئ parts two vowels; before a consonant it carries i itself."""
        if not self.units or self.units[-1] != "'":
            self.units.append("'")
        if self._base(index + 1) not in _LONG | {"ں", ""}:
            self.units.append(_SIGNS.get(self._signs(index)[:1], "i"))

    def _waw(self, index: int) -> int:
        after, signs = self._base(index + 1), self._signs(index)
        if index == 0 or signs or after in ("ا", "آ", "ے") or (after == "ی" and not self._after_vowel):
            return self._consonant(index)
        if after == "ہ" and self._last(index + 1):
            return self._consonant(index)
        if self._opened("a"):
            self.units.append("au")
        elif self._opened("u"):
            self.units.append("uu")
        elif self._after_vowel and after:
            if after == "ں":
                self._vowel("o")
            else:
                return self._consonant(index)
        else:
            self._vowel("o" if self.signed or after in ("ں", "ئ") or self._after_vowel else "uu")
        return 1

    def _yeh(self, index: int) -> int:
        after, signs = self._base(index + 1), self._signs(index)
        if index == 0 or signs:
            return self._consonant(index)
        if self._opened("i"):
            return self._after_i(index)
        if self._opened("a"):
            self.units.append("y" if after in ("ا", "آ") else "ai")
            if after in ("ا", "آ"):
                self.units.insert(-1, "a")
        elif self._after_vowel:
            if after and after != "ں" and self._base(index - 1) != "ئ":
                return self._consonant(index)
            self._vowel("ii")
        elif after == "و" and self._base(index + 2) not in ("ں", "ا", "ی", "ے"):
            self.units += ["i", "y", "o"]
            return 2
        elif after in ("ا", "آ", "و", "ے") or (after == "ہ" and self._last(index + 1)):
            self.units += ["i", "y"]
        elif after == "ت" and self._last(index + 1) and sum(unit not in VOWELS for unit in self.units) > 1:
            self.units += ["i", "y", "a"]
        else:
            self.units.append(self._medial_yeh(index))
        return 1

    def _after_i(self, index: int) -> int:
        self.units += ["i", "y"] if self._base(index + 1) in ("ا", "آ", "و", "ے") else ["ii"]
        return 1

    def _medial_yeh(self, index: int) -> str:
        if self._last(index):
            return "ii"
        return "e" if self.signed or self._base(index + 1) == "ں" else "ii"

    def _consonant(self, index: int) -> int:
        sound, taken, signs = CONSONANTS[self._base(index)], 1, self._signs(index)
        if self._base(index) in _ASPIRABLE and self._base(index + 1) == "ھ":
            sound, taken, signs = sound + "h", 2, signs + self._signs(index + 1)
        self.units.append(sound)
        if "ّ" in signs:
            self.units += ["", sound]
        for sign in signs:
            if sign in _SIGNS:
                self.units.append(_SIGNS[sign])
        if _TANWEEN in signs:
            self.units += ["a", "n"]
            return taken + (self._base(index + taken) == "ا")
        return taken


def spelled(word: str) -> str:
    """A word as its letters and signs say, in the notation of urdu_sounds; "" if there is nothing to say.

    >>> spelled("لڑکیاں"), spelled("بَلوچِستان"), spelled("دوست")
    ('laRkiyaa~', 'balochistaan', 'duust')
    """
    return joined(filled(_LetterReader(word).read()))
