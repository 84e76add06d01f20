"""What the page shows, decided from records: the editions, their stories in order of risk, the lines of one story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from packager.desk.approving import line_stands
from packager.desk.edits import EDITOR
from packager.desk.etags import etag
from packager.desk.listing import not_read, waits
from packager.desk.manifest import Manifest, StoryEntry
from packager.records import LeftOut, Line, Outcome, Script, Severity, Status
from packager.store import digest

_MOST_LINES = 4  # shown of a name that is in no table


@dataclass(frozen=True, kw_only=True)
class Needs:
    """How many lines of a story need a person, and for what."""

    blocked: int = 0
    noted: int = 0
    unchecked: int = 0
    empty: int = 0
    doubtful_sound: int = 0

    @property
    def told(self) -> Iterator[tuple[str, int]]:
        """The page's word for each that there is, and how many, the gravest first."""
        counts = (
            ("blocked", self.blocked),
            ("empty", self.empty),
            ("noted", self.noted),
            ("doubtful-sound", self.doubtful_sound),
            ("unchecked", self.unchecked),
        )
        yield from (pair for pair in counts if pair[1])


@dataclass(frozen=True, kw_only=True)
class StoryRow:
    """A story in a list."""

    entry: StoryEntry
    place: int  # in the running order, from 1
    title: str  # its headline in the language, "" while it has none
    needs: Needs
    waits: bool

    @property
    def risk(self) -> tuple[object, ...]:
        """Sorts what needs a person most to the front; what is dealt with stands last."""
        entry, needs = self.entry, self.needs
        return (
            entry.status is Status.KILLED,
            not self.waits,
            not entry.stale,
            -needs.blocked,
            -needs.empty,
            -(needs.noted + needs.doubtful_sound),
            entry.filing.priority,
            self.place,
        )


@dataclass(frozen=True, kw_only=True)
class LineRow:
    """A line of a story."""

    number: int  # from 1, the headline
    line: Line
    blocking: tuple[str, ...]
    noting: tuple[str, ...]
    stands: bool  # somebody stands behind it as it is

    @property
    def needs_person(self) -> bool:
        """Whether somebody should look at it before it airs."""
        return not self.stands and (not self.line.checked or bool(self.blocking or self.noting))

    @property
    def theirs(self) -> bool:
        """Whether an editor wrote it here: what a check says against that is for them to read, and keeps nothing."""
        return self.line.origin == EDITOR

    @property
    def blocked(self) -> bool:
        """Whether a check keeps it from the air and nobody has said why it may air."""
        return bool(self.blocking) and not self.stands and not self.theirs


def needs(story: StoryEntry) -> Needs:
    """What of a story needs a person."""
    rows = [row for row in line_rows(story.lines, [line_stands(line) for line in story.lines]) if not row.stands]
    return Needs(
        blocked=sum(row.blocked for row in rows),
        noted=sum(bool(row.noting) and not row.blocked for row in rows),
        unchecked=sum(bool(row.line.text) and not row.line.checked for row in rows),
        empty=sum(not row.line.text for row in rows),
        doubtful_sound=sum(bool(row.line.heard and row.line.heard.outcome is Outcome.DOUBTFUL) for row in rows),
    )


def line_rows(lines: Sequence[Line], stands: Sequence[bool]) -> tuple[LineRow, ...]:
    """A story's lines, each with what is said of it; `stands`: whether somebody stands behind it as it is."""
    return tuple(_line_row(number, *pair) for number, pair in enumerate(zip(lines, stands, strict=True), 1))


def _line_row(number: int, line: Line, stands: bool) -> LineRow:
    found: dict[Severity, list[str]] = {severity: [] for severity in Severity}
    for finding in line.findings:
        found[finding.severity].append(finding.message)
    if line.heard and line.heard.outcome is Outcome.DOUBTFUL:
        found[Severity.NOTES].append(f"a machine heard that the sound {line.heard.why}")
    return LineRow(
        number=number,
        line=line,
        blocking=tuple(found[Severity.BLOCKS]) if line.text else (),
        noting=tuple(found[Severity.NOTES]),
        stands=stands,
    )


def with_fresh(entry: StoryEntry, script: Script) -> tuple[Line, ...]:
    """The entry's lines with whose words they are and what the checks find now, as the script has it."""
    now = {(line.source, line.text): line for line in script.lines}
    return tuple(
        replace(line, findings=fresh.findings, origin=fresh.origin, checked=fresh.checked)
        if (fresh := now.get((line.source, line.text)))
        else line
        for line in entry.lines
    )


def version(entry: StoryEntry) -> str:
    """What tells whether a story is shown as it is: its own etag and its lines'."""
    return digest(etag(entry), [etag(line) for line in entry.lines], entry.stale)[:16]


def story_rows(manifest: Manifest, *, by_risk: bool) -> tuple[StoryRow, ...]:
    """The stories of an edition, those that need a person most first, or in running order."""
    rows = [
        StoryRow(entry=entry, place=place, title=entry.lines[0].text if entry.lines else "", needs=needs(entry),
                 waits=waits(entry))
        for place, entry in enumerate(manifest.stories, 1)
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: row.risk)) if by_risk else tuple(rows)


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Where a story is heard in its episode, in per cent of the episode's length."""

    story: str
    title: str
    start: float
    width: float


def places(manifest: Manifest) -> tuple[Stretch, ...]:
    """The stories of an episode on its waveform; none where there is no sound yet."""
    whole = manifest.seconds
    return tuple(
        Stretch(
            story=entry.id,
            title=entry.lines[0].text if entry.lines else entry.headline,
            start=round(100 * entry.starts / whole, 3),
            width=round(100 * entry.seconds / whole, 3),
        )
        for entry in manifest.stories
        if whole and entry.starts is not None and entry.seconds
    )


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """A name that is often met and in no table."""

    english: str
    met: int  # times
    lines: tuple[tuple[str, int], ...]  # story and number of the first lines that have it


def unknown_names(manifest: Manifest) -> tuple[Unknown, ...]:
    """The edition's names that are in no table, each with where to hear how it is read."""
    lines = [
        (story.id, number, line.source) for story in manifest.stories for number, line in enumerate(story.lines, 1)
    ]
    return tuple(
        Unknown(
            english=name,
            met=met,
            lines=tuple((story, number) for story, number, source in lines if has_words(source, name))[:_MOST_LINES],
        )
        for name, met in manifest.unknown_names
    )


def lines_with(manifest: Manifest, word: str) -> int:
    """In how many of the edition's lines a word stands."""
    return sum(has_words(line.text, word) for story in manifest.stories for line in story.lines)


def has_words(text: str, words: str) -> bool:
    """Whether these words stand in a text, and not as a part of others."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def left_out(story: StoryEntry) -> tuple[LeftOut, ...]:
    """What intake left out of a story and an editor may take back, with what was taken back."""
    return (*not_read(story), *(out for out in story.left_out if out.read))
