"""What every step of an edition needs to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import cast

from packager.lang.options import Scale, SpokenOptions
from packager.records import Edition
from packager.speech.lexicon import NO_LEXICON, Lexicon
from packager.station import EditionPlan, Station
from packager.store import Store
from packager.translation.fallback import Rung
from packager.translation.names import NO_NAMES, Names
from packager.voicing.profiles import PERSON, VoiceProfile, person

Progress = Callable[[str, int, int], None]  # (what, done, of how many)


def silent(_what: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One edition to make."""

    edition: Edition
    episode: str  # the episode's name, and its files': "2026-11-23-ps"
    folder: Path  # where the edition's files go
    store: Store
    memory: Path
    station: Station
    plan: EditionPlan
    voices: Mapping[str, VoiceProfile]  # every voice of the plan's cast, by name
    now: datetime  # aware
    ladder: Sequence[Rung] = ()  # the edition's translators, first to last
    names: Names = NO_NAMES
    lexicon: Lexicon = NO_LEXICON  # the station's pronunciations
    offline: bool = False
    whole_show: bool = True  # with ident, disclosure, headlines and sign-off; False for one article
    progress: Progress = silent

    def voice(self, name: str) -> VoiceProfile:
        """What a clip's voice is: one of the cast, or a person in a recording."""
        return person(self.edition.language) if name == PERSON else self.voices[name]

    @property
    def manifest(self) -> Path:
        """The manifest's file."""
        return self.folder / "manifest.yaml"

    @cached_property
    def spoken(self) -> SpokenOptions:
        """What the station decides about spoken forms, its names among it."""
        return spoken_options(self.station, self.names, self.edition.language)


def spoken_options(station: Station, names: Names, language: str) -> SpokenOptions:
    """A station's choices of spoken forms in a language, its names among them."""
    choices = station.speech.get(language, {})
    return SpokenOptions(
        scale=cast("Scale", choices.get("scale", "")),
        calendar=choices.get("calendar", ""),
        names=names.spoken(language),
    )
