"""The voices of one edition, and all that decides how they say a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from packager.lang.options import SpokenOptions
from packager.records import Line, Utterance
from packager.speech import utterances
from packager.speech.lexicon import NO_LEXICON, Lexicon
from packager.voicing.cast import Cast, VoiceLimits
from packager.voicing.profiles import PERSON, VoiceProfile, person


@dataclass(frozen=True, kw_only=True)
class Voices:
    """Who speaks an edition, and how."""

    language: str
    cast: Cast
    profiles: Mapping[str, VoiceProfile]  # every voice of the cast, by name
    lexicon: Lexicon = NO_LEXICON  # the station's pronunciations
    spoken: SpokenOptions = field(default_factory=SpokenOptions)  # what the station decides about spoken forms
    limits: VoiceLimits = field(default_factory=VoiceLimits)
    ear: frozenset[str] = frozenset()  # voices, by name, to whose sound a machine listens
    recordings: Path = Path("recordings")  # folder of sounds that stand in for a line or a story

    def profile(self, name: str) -> VoiceProfile:
        """What a clip's voice is: one of the cast, or a person in a recording."""
        return person(self.language) if name == PERSON else self.profiles[name]

    def said(self, line: Line, place: int = 0) -> tuple[Utterance, ...]:
        """What the anchor would say of a line, in order; `place` is the line's in its script."""
        return utterances(line, place, self.language, self.cast.anchor[0], self.spoken)
