"""What the desk asks of the rooms above it: to look at a story's lines, and to have them spoken as a build would.

The desk knows neither translating nor speaking. Whoever opens it brings somebody who does (`day.workshop`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from packager.desk.manifest import Manifest
from packager.records import Script
from packager.store import digest


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryClip:
    """One clip of a story, at its place in the story's sound."""

    line: int  # place of the line that it speaks, from 0
    start: float  # seconds from the story's first sample
    seconds: float
    gain_db: float  # as the mix plays it
    path: Path  # 48 kHz mono WAV; its stem is the digest of all that it was made from
    text: str  # the spoken form
    voice: str
    engine: str
    lufs: float  # as it lies there


@dataclass(frozen=True, kw_only=True, slots=True)
class LineSound:
    """What is heard of one line."""

    digest: str  # of its clips, their places and their levels: another sound has another
    clips: tuple[StoryClip, ...]
    seconds: float  # with the pauses inside it, without the one after it
    pause: float  # seconds of quiet after it
    lufs: float  # as it airs, before the programme's own gain
    words: tuple[tuple[int, int, float], ...] = ()  # from, to (letters of the line's text), and seconds from its start

    @property
    def take(self) -> str:
        """What somebody heard who heard it: its clips and their places.

        Not their levels: these are of all of the story, and move a little with every other line that is spoken anew.
        """
        return digest([[clip.path.stem, clip.start] for clip in self.clips])[:32]


@dataclass(frozen=True, kw_only=True, slots=True)
class StorySound:
    """A story's sound as it is now; a line that nobody has spoken yet is not in it."""

    lines: Mapping[int, LineSound] = field(default_factory=dict)  # by place in the story
    waiting: frozenset[int] = frozenset()  # lines with a text whose sound is not made
    whole: LineSound | None = None  # a person's recording of all of the story, instead of lines


@dataclass(frozen=True, kw_only=True, slots=True)
class NameMet:
    """A name of the station's table in a line."""

    english: str  # as the English has it
    spelling: str  # the station's, in the language


@dataclass(frozen=True, kw_only=True, slots=True)
class Remembered:
    """A translation of the memory's that has the words that were looked for."""

    source: str
    target: str
    who: str
    when: str


class Workshop(Protocol):
    """Somebody who can look at lines and speak them."""

    def script(self, manifest: Manifest, file: Path, story: str) -> Script:
        """The story as its manifest has it now, with what the checks find in it now. Raises PackagerError."""

    def sound(self, manifest: Manifest, file: Path, story: str) -> StorySound:
        """What there is of the story's sound; nothing is spoken. Raises PackagerError."""

    def speak(self, manifest: Manifest, file: Path, story: str, line: int | None = None) -> StorySound:
        """The story's sound, with what was missing spoken as the next build would. Raises PackagerError.

        With the place of a `line`, from 0, that line is spoken, and nobody waits for the others.
        """

    def is_slow(self, manifest: Manifest, file: Path) -> bool:
        """Whether an editor waits for a voice of this edition, so that a preview is worth asking for."""

    def preview(self, manifest: Manifest, file: Path, story: str, line: int) -> LineSound | None:
        """The line, from 0, by another voice at once; None where its own sound is there, or comes as soon.

        It is for the ear alone: no build finds it, and nobody who heard it has heard the line. Raises PackagerError.
        """

    def play(self, sound: LineSound) -> bytes:
        """The line as a WAV: 48 kHz, mono, 16 bit. Raises PackagerError where a clip is gone."""

    def peaks(self, sound: LineSound, count: int) -> list[int]:
        """The heights of so many equal parts of the line's sound, 0 to 100."""

    def names(self, manifest: Manifest, file: Path, english: str) -> tuple[NameMet, ...]:
        """The names of the station's table in an English line."""

    def remembered(self, manifest: Manifest, file: Path, wanted: str) -> tuple[Remembered, ...]:
        """Translations in the station's memories whose English or translation has these words. Raises InputError."""
