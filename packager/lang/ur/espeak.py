"""Urdu for espeak-ng: every word as the sounds it should have.

A word is looked up in the lexicon, then read as a form of a listed word (urdu_forms), as a word of a
known pattern (urdu_patterns), as espeak-ng has it with its faults mended (urdu_heard), or letter by
letter (urdu_letters). The lexicon's files are voices/urdu/lexicon/*.tsv (format: voices/urdu/README.md).
Of phrases the longest match wins, found word by word, so a text is gone through once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from packager.errors import InputError
from packager.lang.normalise import for_speech
from packager.lang.phones import RuleVoice
from packager.lang.tables import cells
from packager.lang.ur.espeak_heard import SOURCES, heard
from packager.lang.ur.g2p.agreement import agreeing, ordinal
from packager.lang.ur.g2p.article import joined_phrase, phrase
from packager.lang.ur.g2p.data import folder
from packager.lang.ur.g2p.forms import formed
from packager.lang.ur.g2p.izafat import tied, with_izafat
from packager.lang.ur.g2p.letters import SIGNS, spelled
from packager.lang.ur.g2p.patterns import patterned
from packager.lang.ur.g2p.sounds import is_notation, is_vowel, letters, phonemes
from packager.lang.ur.homographs import homographs
from packager.store import digest, file_digest

RULES = 4  # version of the rules; raise it when unlisted words come out otherwise
_UNSIGNED = dict.fromkeys(map(ord, SIGNS))
_BREATHED = re.compile("(?<=[بپتٹجچدڈڑکگ])ہ")
_SHORT = {"َ": "a", "ِ": "i", "ُ": "u"}
_LOWERED = {("e", "i"), ("e", "a"), ("o", "u")}  # what is heard for what is written, before h and ع
_MEANT = frozenset("ًٰ")  # signs that make another word of it


@dataclass(frozen=True)
class Respelling:
    """A lexicon ready to use: words and phrases, and how many words the longest phrase has."""

    entries: Mapping[str, str]
    longest: int
    _said: dict[str, str] = field(default_factory=dict, repr=False, compare=False)  # single words met so far

    def say(self, words: Sequence[str]) -> tuple[int, str]:
        """How many of the words are taken, and how espeak-ng is to read them.

        >>> Respelling({"وزیر اعظم": "waziire aazam"}, 2).say(["وزیر", "اعظم"])
        (2, "[[v@|z|'i:Re:]] [['a:|z@m]]")
        """
        taken, said = self._phrase(words)
        if taken:
            return taken, self._tied_on(words, taken) or said
        if name := phrase(words, self.notation):
            return 2, phonemes(name)
        bound = tied(words, self.notation)
        return 1, phonemes(bound) if bound else self._word(words[0])

    def _tied_on(self, words: Sequence[str], taken: int) -> str | None:
        """A phrase whose last word izafat ties to what follows: یوم یکجہتی کشمیر; None for another."""
        last = tied(words[taken - 1 : taken + 1], self.notation)
        said = self.entries[" ".join(words[:taken])]
        if not last or not is_notation(said) or said.endswith(last):
            return None
        return phonemes(with_izafat(said) or said)

    def _phrase(self, words: Sequence[str]) -> tuple[int, str]:
        """The longest phrase that the words begin with, and how it is said; 0 where there is none."""
        for count in range(len(words), 1, -1):
            found = self.entries.get(" ".join(words[:count]))
            if found is not None:
                return count, _given(found)
        return 0, ""

    def notation(self, word: str) -> str:
        """How a single word is said, in the notation of urdu_sounds; "" where it has no sounds."""
        return (
            self._listed(word)
            or ordinal(word, self.notation)
            or self._izafat(word)
            or self._signed(word)
            or self._ruled(word)
        )

    def _izafat(self, word: str) -> str | None:
        """A word that zer or hamza at its end ties to the next: تحریکِ is tahriike, جامعۂ jaami'a'e."""
        if word[-1] == "ۂ":
            said = self.notation(word[:-1] + "ہ")
        elif word[-1] == "ِ" and len(word) > 2:
            said = self.notation(word[:-1])
        else:
            return None
        return with_izafat(said)

    def _word(self, word: str) -> str:
        said = self._said.get(word)
        if said is None:
            if len(self._said) > 100_000:  # a day's words are a few thousand
                self._said.clear()
            said = self._said[word] = self._new(word)
        return said

    def _new(self, word: str) -> str:
        given = word if word.startswith("[[") else self.entries.get(word)
        if given is not None:
            return _given(given)
        notation = self.notation(word)
        return phonemes(notation) if notation else word

    def _listed(self, word: str) -> str | None:
        found = self.entries.get(word)
        return found if found and " " not in found and is_notation(found) else None

    def _signed(self, word: str) -> str | None:
        """A word with vowel signs: its entry without them if that has the same vowels, else as signed."""
        plain = word.translate(_UNSIGNED)
        if plain == word:
            return None
        listed = self._listed(plain) or formed(plain, self._listed)
        if listed and word.endswith("اً") and listed.endswith("an"):  # خصوصاً
            return listed
        return listed if listed and not _MEANT & set(word) and _follows(word, listed) else spelled(word)

    def _ruled(self, word: str) -> str:
        return (
            joined_phrase(word, self.notation)
            or self._kin(word)
            or self._formed(word)
            or patterned(word)
            or heard(word)
            or spelled(word)
        )

    def _kin(self, word: str) -> str | None:
        """Names in -ئی after a consonant, of tribes most: یوسفزئی yuusufza'ii."""
        stem = word.removesuffix("ئی")
        said = self.notation(stem) if stem != word and len(stem) > 2 and stem[-1] not in "اآویئ" else ""
        if not said or is_vowel(letters(said)[-1]):
            return None
        if stem.endswith("ز") and len(stem) > 3:
            said = self.notation(stem[:-1]).removesuffix("'") + "z"
        return said.replace("iiz", "iz").replace("uuz", "oz") + "a'ii"

    def _formed(self, word: str) -> str | None:
        """As a form of a listed word, or as a listed word or a form in the old spelling with ہ for ھ: ساتہ, کچہ."""
        found = formed(word, self._listed)
        if found is None and (breathed := _BREATHED.sub("ھ", word)) != word:
            found = self._listed(breathed) or formed(breathed, self._listed)
        return found

    def in_context(self, words: Sequence[str], mark: str) -> Mapping[int, str]:
        """Homographs that their neighbours decide, but for those in a phrase of the lexicon."""
        decided = {**agreeing(words, self.notation), **homographs().readings(words, mark)}
        if not decided:
            return {}
        place = 0
        free: set[int] = set()
        while place < len(words):
            ahead = words[place : place + self.longest]
            taken = self._phrase(ahead)[0] or (2 if phrase(ahead, self.notation) else 0)
            free |= {place} if not taken else set()
            place += taken or 1
        return {place: phonemes(said) for place, said in decided.items() if place in free}


def _follows(word: str, notation: str) -> bool:
    """Whether a word's vowel signs are vowels of the notation, in order, and the first its first."""
    vowels = [sound[0] for sound in letters(notation) if is_vowel(sound)]
    signed = [_SHORT[sign] for sign in word if sign in _SHORT]
    if "ِی" in word and not {"ii", "y"} & set(letters(notation)):
        return False
    if word[1:2] in _SHORT and not (vowels and _alike(signed[0], vowels[0])):
        return False
    left = iter(vowels)
    return all(any(_alike(sign, vowel) for vowel in left) for sign in signed)


def _alike(sign: str, vowel: str) -> bool:
    return vowel == sign or (vowel, sign) in _LOWERED


def _given(said: str) -> str:
    """The right-hand side of an entry for espeak-ng: its own sounds and signed Urdu as they are."""
    return phonemes(said) if is_notation(said) else said


@cache
def urdu_respelling(lexicon: Path | None = None) -> Respelling:
    """The respellings of a folder's `*.tsv`, by default the program's own; a later file wins.

    Raises InputError that names file and line.
    """
    entries: dict[str, str] = {}
    for path in sorted((lexicon or folder() / "lexicon").glob("*.tsv")):
        entries.update(_read_file(path))
    return Respelling(entries, max((entry.count(" ") + 1 for entry in entries), default=1))


def _read_file(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for where, row in cells(path):
        if len(row) != 2 or not all(map(str.strip, row)):
            raise InputError("word<TAB>respelling wanted", where=where, hint="see voices/urdu/README.md")
        word, said = for_speech(row[0], "ur"), row[1].strip()
        if said.isascii() and not said.startswith("[[") and not is_notation(said):
            raise InputError(f"{said!r} is not in the notation", where=where, hint="see voices/urdu/README.md")
        if found.setdefault(word, said) != said:
            raise InputError(f"{word} stands above with another respelling", where=where)
    return found


def _digest() -> str:
    """Of all that decides how a word is read: the lexicon, the rules' tables, the rules."""
    places = (folder().glob("lexicon/*.tsv"), folder().glob("*.tsv"), Path(__file__).with_name("tables").glob("*.tsv"))
    return digest(RULES, [file_digest(path) for files in places for path in sorted(files)])


ESPEAK = RuleVoice(
    voices=lambda: {"": "ur"},
    rate=143,  # on news text about 150 words a minute, pauses included (benchmarks/speech_speed.py)
    sources=lambda: SOURCES,
    speller=lambda _dialect: urdu_respelling(),
    digest=_digest,
    ipa={"r.h": "r.ʰ"},  # ڑھ, made of two phonemes there
    # An unstressed ii is written short there; it lasts as long as an unstressed aa or uu.
    shown={"i(?![ː\u0303])": "iː"},
)
