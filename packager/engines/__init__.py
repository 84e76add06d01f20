"""Translators and voices, one file each; heavy imports stay inside their functions.

Engines are found through entry points (`packager.translators`, `packager.voices`), ours by the
same door as a stranger's, and only the one that is named is imported. An entry point names an `Engine`, or
a plain factory that takes the engine's options (a mapping from the station file) and returns the engine; a
translator's options have the language under `to`. A plain factory says nothing of where its text goes, so
nothing that must stay on this machine is given to what it makes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, runtime_checkable

from packager.records import Audio, Utterance


@runtime_checkable
class Translator(Protocol):
    """Turns lines of one language into lines of another."""

    fingerprint: str  # changes whenever the same text could come out differently

    def translate(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        """One text per line, in order. Raises EngineError; never returns fewer lines."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryContext:
    """What a translator that reads more than one line at a time is told of the story."""

    story: tuple[str, ...]  # every source line of the story, in order
    places: tuple[int, ...]  # where in it the lines to translate stand
    names: Mapping[str, str] = field(default_factory=dict)  # the station's spellings of the names in it


@runtime_checkable
class StoryTranslator(Protocol):
    """A translator that takes one whole story at a time, with its neighbouring lines and its names."""

    fingerprint: str  # changes whenever the same text could come out differently

    def translate_story(self, lines: Sequence[str], source: str, target: str, context: StoryContext) -> list[str]:
        """One text per line, in order. Raises EngineError; never returns fewer lines."""


@runtime_checkable
class Voice(Protocol):
    """Speaks one utterance at a time.

    A voice that makes its sounds from our phonemes has `our_phonemes = True`, and is given spoken forms with the
    vowel signs and respellings that tell them. Any other is given ordinary print. One that was told to be faster or
    slower says so: `tempo`, a factor.
    """

    fingerprint: str  # changes whenever the same utterance could sound different

    def speak(self, utterance: Utterance) -> Audio:
        """The utterance's sound, without its pause. Raises EngineError."""


@runtime_checkable
class Phonetic(Protocol):
    """A voice that can show how it says a text."""

    def ipa(self, text: str) -> str:
        """A text in spoken form, in IPA. Raises EngineError."""


Options = Mapping[str, object]
MadeT_co = TypeVar("MadeT_co", covariant=True)
NOWHERE = "nowhere"  # where text goes that stays on this machine


@dataclass(frozen=True, kw_only=True)
class Engine(Generic[MadeT_co]):
    """How an engine is made, and what it says of itself before it is."""

    make: Callable[[Options], MadeT_co]  # cheap: models are loaded at first use; raises InputError, EngineUnavailable
    text_goes: Callable[[Options], str] | None = None  # who sees the text, or NOWHERE; None where it does not say
    in_process: bool = False  # it works in this process: nothing to wait for, and nothing that could be down

    def __call__(self, options: Options) -> MadeT_co:
        """The engine, made with these options."""
        return self.make(options)


def nowhere(_options: Options) -> str:
    """What an engine says whose text never leaves this machine, whatever its options."""
    return NOWHERE


# What stood beside this file until engines had rooms: scripts outside this program import it by these names.
_MOVED = {"espeak": ".voice.espeak", "espeak_lib": "..espeak_ng.library"}

if not TYPE_CHECKING:  # a type checker is to find slips, not modules of old

    def __getattr__(name: str) -> object:
        """A module under its old name."""
        if name not in _MOVED:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(_MOVED[name], __name__)
