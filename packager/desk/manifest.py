"""The manifest as a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from packager.records import Edition, LeftOut, Line, Skipped, Source, Status
from packager.store import digest


@dataclass(frozen=True, kw_only=True)
class Approval:
    """Who stands behind a story, since when, and for what content."""

    by: str
    at: str = ""  # ISO 8601
    of: str = ""  # "sha256:…" of text, spoken form and voice


@dataclass(frozen=True, kw_only=True)
class VoiceUsed:
    """What speaks a story."""

    engine: str
    name: str
    dialect: str = ""
    synthetic: bool = True
    role: str = ""  # anchor or reporter, where the two take turns
    quotes: str = ""  # the voice that reads the quoted lines, where it is another
    recorded: tuple[str, ...] = ()  # "3 5f2a9c01": lines that a person recorded, each with its sound's digest

    @property
    def told(self) -> str:
        """All that makes it another voice to an ear: what an approval is of."""
        return " + ".join(filter(None, (self.name, self.quotes, *self.recorded)))


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Text that left this machine, or that an engine on it was given to translate."""

    to: str  # the service, and who runs it
    what: str  # speech, translation
    story: str
    characters: int  # in all runs together
    local: bool = False  # an engine on this machine
    lines: tuple[int, ...] = ()  # of a translation: their numbers from 1, as the story then was


@dataclass(frozen=True, kw_only=True)
class StoryEntry:
    """One story as the manifest tells it."""

    id: str
    headline: str
    status: Status
    source: Source
    lines: tuple[Line, ...]
    note: str = ""
    approved: Approval | None = None
    stale: str = ""
    section: str = ""
    priority: int = 5
    keep_local: bool = False
    cart: int | None = None  # number of its own file in the playout system
    voice: VoiceUsed | None = None
    voices_failed: tuple[str, ...] = ()  # voices that were to read it before this one, and why they did not
    recording: str = ""  # the editor's: a sound file in place of all of it
    starts: float | None = None  # seconds into the episode
    seconds: float | None = None
    shortened: Mapping[str, object] = field(default_factory=dict)  # lines, of, why; empty where all of it airs
    left_out: tuple[LeftOut, ...] = ()  # what intake does not read of the article


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the editor reads, corrects and approves, and the record of what aired."""

    episode: str
    edition: Edition
    station: str
    title: str = ""  # in the language, for the eye
    cart: int | None = None  # number in the playout system
    status: str = "draft"
    note: str = ""
    say: Mapping[str, object] = field(default_factory=dict)  # the editor's: word → respelling
    published: str = ""  # ISO 8601: when first; in the record of what aired alone
    stories: tuple[StoryEntry, ...] = ()
    unknown_names: tuple[tuple[str, int], ...] = ()  # name, how often it was met
    dropped: tuple[Skipped, ...] = ()
    rundown: Mapping[str, object] = field(default_factory=dict)  # slot, why, pauses, tempo, music; empty without a slot
    seconds: float | None = None
    loudness: Mapping[str, float] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    synthetic: Mapping[str, object] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)  # story → the digests of its lines as written
    built: Mapping[str, str] = field(default_factory=dict)  # file → digest of what its sound was made from
    delivered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # folder → file → digest
    sent: tuple[Sent, ...] = ()

    def story(self, name: str) -> StoryEntry | None:
        """The story with this id, if it is there."""
        return next((entry for entry in self.stories if entry.id == name), None)


def line_digest(text: str) -> str:
    """Eight hex digits that tell whether a target line is still as the program wrote it."""
    return digest(text)[:8] if text else "-"


def written_digests(lines: Sequence[Line]) -> str:
    """The digests of a story's lines, in order, as one string."""
    return " ".join(line_digest(line.text) for line in lines)
