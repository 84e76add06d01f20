"""The review sheet: who stands behind each story of a broadcast, what was changed and by whom, on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from packager.desk.approving import stands
from packager.desk.edits import spots_of
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.review_log import BUILD, Entry, Log
from packager.desk.risk import Needs, needs
from packager.desk.told_acts import changes_of
from packager.records import Approval, Status

_TOLD = ("text", "recording", "left-out", "shorten", "priority")  # what is told of a story's changes
_OUT = (Status.HOLD, Status.KILLED)  # … and of these who did it
_UNDO = "undo"


@dataclass(frozen=True, kw_only=True)
class Changed:
    """What one person changed of one kind."""

    by: str  # "" where it was by hand: nobody knows who
    what: str  # the key that was changed: "text"
    lines: tuple[int, ...] = ()  # their numbers, where it is of lines


@dataclass(frozen=True, kw_only=True)
class SheetStory:
    """A story on the sheet."""

    number: int
    entry: StoryEntry
    title: str  # in the language
    approvals: tuple[Approval, ...]  # those that are of what stands there now
    changed: tuple[Changed, ...]
    needs: Needs

    @property
    def has_nobody(self) -> bool:
        """Whether it may come on the air and nobody stands behind it."""
        return not self.approvals and self.entry.status not in _OUT


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A broadcast on the sheet."""

    manifest: Manifest
    log: Log
    stories: tuple[SheetStory, ...]

    @property
    def answers(self) -> dict[str, int]:
        """Everybody who stands behind a story, and behind how many."""
        names = [one.by for story in self.stories for one in story.approvals]
        return {name: names.count(name) for name in dict.fromkeys(names)}

    @property
    def without(self) -> int:
        """How many stories have nobody."""
        return sum(story.has_nobody for story in self.stories)

    @property
    def whole(self) -> tuple[Changed, ...]:
        """What was changed of the edition itself: its order, its readings and names."""
        return tuple(_changed(self.log, "", (), ("order", "say", "names", "status")))


def sheet(manifest: Manifest, log: Log) -> Sheet:
    """What a sheet says of an edition: as its manifest and its log stand now."""
    stories = tuple(_story(number, entry, manifest, log) for number, entry in enumerate(manifest.stories, 1))
    return Sheet(manifest=manifest, log=log, stories=stories)


def _story(number: int, entry: StoryEntry, manifest: Manifest, log: Log) -> SheetStory:
    told = (*_TOLD, "status") if entry.status in _OUT else _TOLD
    given = (entry.approved, entry.seconded) if entry.status is Status.APPROVED else ()
    return SheetStory(
        number=number,
        entry=entry,
        title=entry.lines[0].text if entry.lines else "",
        approvals=tuple(one for one in given if one and stands(one, entry, manifest)),
        changed=tuple(_changed(log, entry.id, list(spots_of(entry.lines)), told)),
        needs=needs(entry),
    )


def _changed(log: Log, story: str, spots: Sequence[tuple[str, int]], told: Sequence[str]) -> Iterator[Changed]:
    """Who changed what, in the order in which it was first done; without what was taken back."""
    found: dict[tuple[str, str], set[int]] = {}
    for entry in _lasting(log.entries):
        for change in changes_of(entry):
            if change.place.story == story and change.place.key in told:
                lines = found.setdefault((entry["by"], change.place.key), set())
                if change.place.line in spots:
                    lines.add(spots.index(change.place.line) + 1)
    yield from (Changed(by=by, what=what, lines=tuple(sorted(lines))) for (by, what), lines in found.items())


def _lasting(entries: Sequence[Entry]) -> Iterator[Entry]:
    undone = {entry["act"].get("undone") for entry in entries if entry["what"] == _UNDO}
    yield from (entry for entry in entries if entry["number"] not in undone and entry["what"] not in (_UNDO, BUILD))
