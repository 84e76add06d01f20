"""The manifest as a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from packager.desk.state import State
from packager.records import FILING, Approval, Edition, Filing, LeftOut, Line, Skipped, Source, Status


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """How far the log of reviews had come when the manifest was last written: told to people, no proof by itself."""

    entries: int
    head: str  # hash of the last entry

    @property
    def told(self) -> str:
        """The anchor as other files have it: "12 5f2a9c01…", with as much of the hash as nobody can match; "" for none.

        >>> Anchor(entries=2, head="ab" * 32).told
        '2 abababababababababababababababab'
        """
        return f"{self.entries} {self.head[:32]}" if self.entries else ""


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
    manner: str = ""  # digest of all that makes it sound as it does; not in the manifest

    @property
    def told(self) -> str:
        """Who speaks, by name."""
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
    reason: str = ""  # why it is held or killed
    note: str = ""
    approved: Approval | None = None
    seconded: Approval | None = None  # by another person, of the same content
    stale: str = ""
    filing: Filing = FILING
    cart: int | None = None  # number of its own file in the playout system
    voice: VoiceUsed | None = None
    voices_failed: tuple[str, ...] = ()  # voices that were to read it before this one, and why they did not
    recording: str = ""  # the editor's: a sound file in place of all of it
    starts: float | None = None  # seconds into the episode
    seconds: float | None = None
    shorten: int | None = None  # the editor's: how many of its lines air, the headline counted and credits not
    shortened: Mapping[str, object] = field(default_factory=dict)  # lines, of, why; empty where all of it airs
    before: str = ""  # what became of the same article on an earlier day; "" where it was not on air
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
    reason: str = ""  # why it is killed
    note: str = ""
    say: Mapping[str, object] = field(default_factory=dict)  # the editor's: word → respelling
    names: Mapping[str, object] = field(default_factory=dict)  # the editor's: English name → its spelling
    published: str = ""  # ISO 8601: when first; in the record of what aired alone
    stories: tuple[StoryEntry, ...] = ()
    unknown_names: tuple[tuple[str, int], ...] = ()  # name, how often it was met
    dropped: tuple[Skipped, ...] = ()
    rundown: Mapping[str, object] = field(default_factory=dict)  # slot, why, pauses, tempo, music; empty without a slot
    seconds: float | None = None
    loudness: Mapping[str, float] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)  # as they were made; told to people, never believed
    synthetic: Mapping[str, object] = field(default_factory=dict)
    sent: tuple[Sent, ...] = ()
    log: Anchor | None = None
    state: State = field(default_factory=State)  # the program's own file beside it
    delivered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # of a record of version 1 alone

    @property
    def repeated(self) -> tuple[StoryEntry, ...]:
        """The stories in the sound that were on air or killed on an earlier day, and that nobody approved for this."""
        heard = (story for story in self.stories if story.starts is not None and story.before)
        return tuple(story for story in heard if story.status is not Status.APPROVED)

    def story(self, name: str) -> StoryEntry | None:
        """The story with this id, if it is there."""
        return next((entry for entry in self.stories if entry.id == name), None)
