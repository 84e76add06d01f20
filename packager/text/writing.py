"""How a language is written: its letters, what is folded into them, where its sentences end, and its plain Latin."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from packager.text.letters import MARKS, Swap

Goes = Callable[[str, re.Match[str]], bool]  # whether a sentence goes on after what looks like its end


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """Where sentences may end, and when they go on all the same."""

    end: re.Pattern[str]
    goes_on: Goes


def _itself(text: str) -> str:
    return text


@dataclass(frozen=True, kw_only=True)
class Writing:
    """How a language is written."""

    letters: frozenset[str]
    sentences: Sentences
    arabic: bool = True  # whether it is of Arabic script: its letters are folded, its marks are ، ؛ ؟
    fold: Mapping[int, str] = field(default_factory=dict)  # letters of other keyboards and neighbours → its own
    # What hangs on the word before it where a zero-width non-joiner stands between; all else is a word of its own.
    hanging: re.Pattern[str] = re.compile(r"(?!)")
    # Words of another spelling, before letters are folded: what must be in a text, its pattern, the language's spelling
    respelled: tuple[tuple[str, re.Pattern[str], str], ...] = ()
    # A word of a spoken form, with the vowel signs and letters that our own reading needs → as it is printed
    printed: Callable[[str], str] = _itself
    same: Callable[[str], str] = _itself  # one spelling for those that mean the same, for the memory's keys
    endings: tuple[str, ...] = ()  # what a noun or a name takes without a change inside it
    joints: tuple[str, ...] = ()  # words before which a long sentence may be parted for breath
    latin: Mapping[str, str] = field(default_factory=dict)  # words with a usual spelling in Latin letters
    final_yeh: str = "i"  # ی at a word's end after a consonant, in Latin letters

    @cached_property
    def folded(self) -> Swap:
        """A text with the language's own letters."""
        return Swap(self.fold)

    def is_word(self, word: str) -> bool:
        """Whether a word is in the language's letters and vowel marks, with a letter at least.

        >>> Writing(letters=frozenset("ab"), sentences=NEVER).is_word("abc")
        False
        """
        bare = word.translate(dict.fromkeys(map(ord, MARKS)))
        return bool(bare) and all(letter in self.letters for letter in bare)


NEVER = Sentences(end=re.compile(r"(?!)"), goes_on=lambda _text, _mark: False)
