"""What made the sound, and who stands behind the words: one record, told in every format's own way.

The digital source types are IPTC NewsCodes (cv.iptc.org/newscodes/digitalsourcetype, 2024-09-17).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

SOMEBODY = "an editor"  # where the station does not name its people in public
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class Maker(StrEnum):
    """What made a piece of sound."""

    RULE = "rule"  # sound made by rule: a formant voice, a generated sting
    MODEL = "model"  # a voice made by a model trained on recordings
    PERSON = "person"  # a person before a microphone, or any recording


class SourceType(StrEnum):
    """IPTC's digital source types that sound of ours can have."""

    ALGORITHMIC = "algorithmicMedia"
    TRAINED = "trainedAlgorithmicMedia"
    COMPOSITE_TRAINED = "compositeWithTrainedAlgorithmicMedia"
    COMPOSITE_SYNTHETIC = "compositeSynthetic"
    COMPOSITE_CAPTURE = "compositeCapture"
    CAPTURE = "digitalCapture"

    @property
    def uri(self) -> str:
        """The type as IPTC names it everywhere."""
        return IPTC + self.value


class Translation(StrEnum):
    """Who translated what is said."""

    PEOPLE = "people"  # a person's translation, or a person's own words
    CHECKED = "checked"  # a machine's, and an editor looked at every line
    UNCHECKED = "unchecked"  # a machine's, and some lines nobody has looked at


_STATEMENT = {
    Translation.PEOPLE: "Translated by people.",
    Translation.CHECKED: "Translated by machine and checked by an editor.",
    Translation.UNCHECKED: "Translated by machine; not yet checked by an editor.",
}


class ReadBy(StrEnum):
    """Who reads: what else sounds does not count, so a person over a generated sting is no synthetic voice."""

    VOICE = "synthetic voice"
    PERSON = "person"
    BOTH = "person and synthetic voice"


_READS = {
    ReadBy.VOICE: "Read by a synthetic voice.",
    ReadBy.PERSON: "Read by a person.",
    ReadBy.BOTH: "Read in part by a synthetic voice.",
}
_READ_AS = {
    SourceType.CAPTURE: ReadBy.PERSON,
    SourceType.COMPOSITE_CAPTURE: ReadBy.PERSON,
    SourceType.ALGORITHMIC: ReadBy.VOICE,
    SourceType.TRAINED: ReadBy.VOICE,
}


def read_by(speech: Iterable[Maker]) -> ReadBy | None:
    """Who reads, from what spoke; None where nobody does."""
    makers = set(speech)
    if not makers:
        return None
    if Maker.PERSON not in makers:
        return ReadBy.VOICE
    return ReadBy.PERSON if makers == {Maker.PERSON} else ReadBy.BOTH


def translated(by: Translation) -> str:
    """Who translated, as an English sentence."""
    return _STATEMENT[by]


@dataclass(frozen=True, kw_only=True, slots=True)
class Disclosure:
    """What a listener, a player and a regulator may ask of one file."""

    source_type: SourceType
    voices: tuple[str, ...] = ()  # "pashto (espeak-ng)": what spoke, in order of appearance
    translation: Translation = Translation.PEOPLE
    reviewed: bool = False  # whether people approved the content
    reviewers: tuple[str, ...] = ()  # who they are, where the station names them in public
    spoken: str = ""  # the line that is said on air, in the language
    reviews: str = ""  # how far the log of reviews had come: entries, and the hash of the last
    read: ReadBy | None = None  # None: nobody told, and the source type must do

    @property
    def reader(self) -> ReadBy:
        """Who reads, as far as is known."""
        return self.read or _READ_AS.get(self.source_type, ReadBy.BOTH)

    @property
    def statement(self) -> str:
        """Two or three English sentences that are true of the file."""
        speaks = _READS[self.reader]
        reviewed = f"Reviewed by {self.reviewed_by}." if self.reviewed_by else ""
        return " ".join(part for part in (speaks, _STATEMENT[self.translation], reviewed) if part)

    @property
    def reviewed_by(self) -> str:
        """Who approved the content, or that somebody did; "" where nobody has."""
        return ", ".join(self.reviewers) or (SOMEBODY if self.reviewed else "")


def source_type(voices: Iterable[Maker], sounds: Iterable[Maker] = ()) -> SourceType:
    """The type of a programme from what spoke and from its idents, stings and beds.

    A trained voice over anything else is a composite; a voice made by rule beside generated stings is
    not, because the same kind of thing made both.
    """
    spoke, heard = set(voices), set(sounds)
    makers = spoke | heard
    if not makers:
        raise ValueError("nothing sounds")
    if makers == {Maker.PERSON}:
        return SourceType.COMPOSITE_CAPTURE if heard and spoke else SourceType.CAPTURE
    if len(makers) == 1:
        return SourceType.TRAINED if Maker.MODEL in makers else SourceType.ALGORITHMIC
    return SourceType.COMPOSITE_TRAINED if Maker.MODEL in makers else SourceType.COMPOSITE_SYNTHETIC


def tags(disclosure: Disclosure) -> dict[str, str]:
    """User-defined tags (TXXX in ID3, free atoms and comments elsewhere), for `audio.tags.Tags.extra`."""
    named = {
        "DigitalSourceType": disclosure.source_type.uri,
        "Disclosure": disclosure.statement,
        "Voices": ", ".join(disclosure.voices),
        "Reviewer": ", ".join(disclosure.reviewers),
        "ReviewLog": disclosure.reviews,
    }
    return {name: value for name, value in named.items() if value}


def note(disclosure: Disclosure) -> str:
    """One line for iXML's NOTE and the cart chunk's TagText."""
    return f"DigitalSourceType={disclosure.source_type.uri} {disclosure.statement}"


def manifest_data(disclosure: Disclosure) -> Mapping[str, object]:
    """The manifest's `synthetic` map; empty keys are left out."""
    data: dict[str, object] = {
        "voice": disclosure.reader is not ReadBy.PERSON,
        "voices": list(disclosure.voices),
        "translation": str(disclosure.translation),
        "digital_source_type": disclosure.source_type.uri,
        "reviewed_by": list(disclosure.reviewers),
        "spoken": disclosure.spoken,
    }
    return {name: value for name, value in data.items() if value not in ("", [])}
