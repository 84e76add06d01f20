"""Translators and voices, one file each; heavy imports stay inside their functions.

Engines are found through entry points (`packager.translators`, `packager.voices`), ours by the
same door as a stranger's, and only the one that is named is imported. An entry point is a factory:
it is called with the engine's options (a mapping from the station file) and returns the engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

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
    """Speaks one utterance at a time."""

    fingerprint: str  # changes whenever the same utterance could sound different

    def speak(self, utterance: Utterance) -> Audio:
        """The utterance's sound, without its pause. Raises EngineError."""


@runtime_checkable
class Phonetic(Protocol):
    """A voice that can show how it says a text."""

    def ipa(self, text: str) -> str:
        """A text in spoken form, in IPA. Raises EngineError."""


Options = Mapping[str, object]
