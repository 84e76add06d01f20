"""The records that pass between stages: frozen, plain, and free of any I/O.

Data flows one way: articles → scripts → translations → utterances → clips → episode → manifest.
Every stage takes some of these and gives others; none knows what comes next. This module imports
nothing of ours, and numpy only for the type checker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Role(StrEnum):
    """What a paragraph or line is to a presenter."""

    HEADLINE = "headline"
    BODY = "body"
    QUOTE = "quote"
    CREDIT = "credit"  # 'With reporting by …': read, last
    CAPTION = "caption"  # under a picture: kept with the article, never read


class Severity(StrEnum):
    """What a finding does to its line."""

    BLOCKS = "blocks"  # a person must look before the line may air
    NOTES = "notes"  # worth a look


class Status(StrEnum):
    """Where a story stands with its editor."""

    REVIEW = "review"
    APPROVED = "approved"
    HOLD = "hold"
    KILLED = "killed"
    NEEDS_TRANSLATION = "needs-translation"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where an article came from."""

    sha256: str  # hex digest of the bytes that came in
    file: str | None = None  # as the user named it
    url: str | None = None
    publisher: str = ""
    published: datetime | None = None  # aware
    language: str = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """One paragraph of an article, in the article's language."""

    role: Role
    text: str  # one line, NFC, single spaces
    doubt: str = ""  # why intake is not sure that it should be read: for an editor to see


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """A part of an article that is not read, on record so that an editor can take it back."""

    text: str  # one line
    why: str  # in words an editor understands
    after: int = 0  # lines of the story before it, the headline counted; 0 above the headline
    around: bool = False  # furniture of a page outside its article; an article tells it in one entry
    part: bool = False  # no paragraph: a piece cut from one that is read, or what stood around the article
    read: bool = False  # an editor took it back


@dataclass(frozen=True, kw_only=True, slots=True)
class Filing:
    """How a newsroom files a story."""

    section: str = ""
    priority: int = 5  # IPTC urgency: 1 most urgent … 9 least, 5 normal
    keep_local: bool = False  # the text may not leave this machine


FILING = Filing()  # of a story of which nobody said anything


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One story as it came in, with the page's furniture left out."""

    id: str  # ASCII slug, unique in a day: "khalilzad-in-pakistan"
    headline: str
    paragraphs: tuple[Paragraph, ...]  # body, quote, credit and caption in page order; no headline
    source: Source
    filing: Filing = FILING
    embargo: datetime | None = None  # aware; not to air before
    in_hand: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # human translations that came with the article, by language: one text per spoken line
    left_out: tuple[LeftOut, ...] = ()  # what is not read of it, in page order


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What a check has to say of a line, in words an editor understands."""

    check: str  # stable id: "number-missing"
    severity: Severity
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A text that may help an editor with a line; it is never spoken."""

    origin: str  # "memory 83%", or the engine whose answer a check blocked
    text: str  # in the script's language
    why: str  # how the remembered English differs, or what the check found


class Outcome(StrEnum):
    """What a machine's ear made of a sound."""

    OK = "ok"
    DOUBTFUL = "doubtful"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What a machine heard. It is a reason to listen, and never one to air anything."""

    outcome: Outcome
    text: str = ""  # what it wrote down
    why: str = ""  # what is doubtful, or why nothing was checked
    takes: int = 1  # how often the text was spoken for it; the best was kept


class Hearing(StrEnum):
    """How much of the sound somebody listened to before they approved it."""

    WHOLE = "whole"
    PART = "part"
    NO = "no"
    UNKNOWN = "unknown"  # nobody watched: approved by hand or by a command


@dataclass(frozen=True, kw_only=True)
class Approval:
    """Who stands behind a story or a line, since when, and for what content."""

    by: str
    at: str = ""  # ISO 8601
    of: str = ""  # "sha256:…" of all that was approved; "seen:…" of the words alone, until a build has spoken them
    heard: str = ""  # a Hearing; "" is UNKNOWN
    despite: str = ""  # why it may air although a check blocks it


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One spoken line: a paragraph's role, its source text, and its text in the script's language."""

    role: Role
    source: str  # the English
    text: str = ""  # in the script's language; "" while nobody has translated it
    origin: str = ""  # "memory 100%", "beside file", "editor", "argos en-ur 1.9", …
    checked: bool = False  # a person stands behind the text
    findings: tuple[Finding, ...] = ()
    note: str = ""  # the editor's
    recording: str = ""  # the editor's: a sound file in place of a voice
    offers: tuple[Offer, ...] = ()  # texts that were not taken, for the editor to see
    heard: Heard | None = None  # None where the station has no machine listen to the voice
    approved: Approval | None = None  # somebody stands behind this line; counts while its `of` is of its words


@dataclass(frozen=True, kw_only=True, slots=True)
class Script:
    """What is said of one article, in order, in one language."""

    article: str  # Article.id
    language: str
    lines: tuple[Line, ...]

    @property
    def complete(self) -> bool:
        """Whether every line has text in the script's language."""
        return all(line.text for line in self.lines)


class Style(StrEnum):
    """How an utterance is read."""

    NEWS = "news"
    HEADLINE = "headline"
    QUOTE = "quote"


@dataclass(frozen=True, kw_only=True, slots=True)
class Utterance:
    """One breath-sized piece of speech, written the way it is said."""

    text: str  # spoken form: no digit, no Latin letter, no symbol
    language: str
    voice: str  # name of a voice, as in voices/<name>.yaml
    printed: str = ""  # the same in ordinary spelling, for voices that read print; "" where it is no other
    pause: float = 0.0  # seconds of silence after it
    line: int = 0  # index of the script line that it speaks
    style: Style = Style.NEWS


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """When a word begins inside a clip."""

    start: float  # seconds from the clip's first sample
    word: str


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Audio:
    """Sound in memory: mono, full scale ±1.0."""

    samples: NDArray[np.float32]  # shape (n,)
    rate: int  # Hz
    marks: tuple[Mark, ...] = ()

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate


@dataclass(frozen=True, kw_only=True, slots=True)
class Clip:
    """An utterance that has been spoken; the sound itself is in the store."""

    utterance: Utterance
    path: Path  # 48 kHz mono WAV
    seconds: float
    lufs: float  # integrated loudness, LUFS; -inf for silence
    engine: str  # what spoke it: "espeak-ng 1.52 + packager ps 1"
    marks: tuple[Mark, ...] = ()
    heard: Heard | None = None  # None where no machine was to listen
    tempo: float = 1.0  # how many times as fast it airs as it lies at `path`; seconds and marks are as it airs


class Kind(StrEnum):
    """What a segment is to the rundown."""

    IDENT = "ident"
    GREETING = "greeting"
    DISCLOSURE = "disclosure"
    HEADLINES = "headlines"
    STING = "sting"
    STORY = "story"
    MUSIC = "music"  # what is left of the slot
    SIGN_OFF = "sign-off"


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """One story or one fixed element of the rundown."""

    id: str
    kind: Kind
    title: str = ""
    clips: tuple[Clip, ...] = ()  # speech, each followed by its utterance's pause
    sound: Path | None = None  # 48 kHz WAV of an ident or a sting, when it is not speech
    sound_seconds: float = 0.0
    sound_lufs: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """An article that did not air: an expected failure is a value, so that it sinks nothing else."""

    article: str
    stage: str
    reason: str
    hint: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A part of a programme, and the stories that it takes."""

    name: str
    sections: tuple[str, ...] = ()  # none: any
    priority: int = 9  # the least urgent that it takes
    hours: float | None = None  # since a story was published, at most
    stories: int | None = None  # how many, at most


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One language's programme on one day."""

    date: str  # ISO, in the station's zone: "2026-11-23"
    language: str
    slot: str = ""  # "15:00", or "" for as long as it takes

    @property
    def id(self) -> str:
        """Name of the episode: "2026-11-23-ps"."""
        return f"{self.date}-{self.language}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A segment with its place in the episode."""

    segment: Segment
    start: float  # seconds from the episode's first sample
    seconds: float  # until the segment's last sound ends


@dataclass(frozen=True, kw_only=True, slots=True)
class Episode:
    """One edition's programme on its timeline."""

    edition: Edition
    placed: tuple[Placed, ...]
    seconds: float
    dropped: tuple[Skipped, ...] = ()
    bed: Path | None = None  # 48 kHz WAV of the music under the stretches of `beds`
    beds: tuple[tuple[float, float], ...] = ()  # from … to, seconds
