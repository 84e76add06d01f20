"""From letters to phones, and what a voice that speaks by phones asks of a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from packager.espeak_ng.data import Sources


class Speller(Protocol):
    """How a language's words are given to espeak-ng."""

    @property
    def longest(self) -> int:
        """Words in its longest phrase."""

    def say(self, words: Sequence[str]) -> tuple[int, str]:
        """For 1 to `longest` words: how many of them are taken, and what is said for them."""

    def in_context(self, words: Sequence[str], mark: str) -> Mapping[int, str]:
        """The places in a clause whose words their neighbours make another reading of, and what is said for them.

        `mark` ends the clause; "" where nothing does.
        """


@dataclass(frozen=True)
class AsWritten:
    """The speller of a language whose words espeak-ng's own dictionary reads right."""

    longest: int = 1

    def say(self, words: Sequence[str]) -> tuple[int, str]:
        """The word as it is."""
        return 1, words[0]

    def in_context(self, words: Sequence[str], mark: str) -> Mapping[int, str]:  # noqa: ARG002
        """No word hangs on its neighbours."""
        return {}


@dataclass(frozen=True, kw_only=True)
class Phones:
    """The phones of a language, in its own notation, and how a word is read in them."""

    inventory: frozenset[str]
    read: Callable[[str], str]  # a word → its phones, joined; "" for a word without a letter


@dataclass(frozen=True, kw_only=True)
class RuleVoice:
    """How espeak-ng speaks a language."""

    # espeak-ng's names of its voices by dialect, the usual one first; "" is the one dialect of a language without more
    voices: Callable[[], Mapping[str, str]]
    rate: int  # espeak-ng's words a minute that come to an unhurried newsreader's pace
    sources: Callable[[], Sources]  # of the folder of its data
    speller: Callable[[str], Speller]  # of a dialect
    digest: Callable[[], str]  # changes whenever a word may be read otherwise
    ipa: Mapping[str, str] = field(default_factory=dict)  # what espeak-ng writes in IPA otherwise than it is
    # Expressions of what it writes as its models expect and a reader does not, and how that is shown to a reader
    shown: Mapping[str, str] = field(default_factory=dict)
