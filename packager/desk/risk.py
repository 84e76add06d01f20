"""What of an edition needs a person, and how much: the order in which stories and lines are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from packager.desk.approving import line_stands
from packager.desk.edits import EDITOR
from packager.desk.manifest import Manifest, StoryEntry
from packager.records import Line, Outcome, Severity, Status


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


def waits(story: StoryEntry) -> bool:
    """Whether a story waits for its editor."""
    return story.status not in (Status.APPROVED, Status.KILLED)


def story_rows(manifest: Manifest, *, by_risk: bool) -> tuple[StoryRow, ...]:
    """The stories of an edition, those that need a person most first, or in running order."""
    rows = [
        StoryRow(entry=entry, place=place, title=entry.lines[0].text if entry.lines else "", needs=needs(entry),
                 waits=waits(entry))
        for place, entry in enumerate(manifest.stories, 1)
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: row.risk)) if by_risk else tuple(rows)
