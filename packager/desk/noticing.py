"""What people decided in a manifest by hand: noticed by whoever reads it next, and written into the log of reviews.

By hand is what neither a run nor an act has left there. Who it was, nobody can tell, nor how much of a sound they
listened to: an approval that was written by hand says nothing of that, whatever stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from packager.desk import review_log
from packager.desk.data import approval_data
from packager.desk.decisions import Change, Place, Value, decisions, place_from
from packager.desk.edits import spots_of
from packager.desk.manifest import Anchor, Manifest, StoryEntry
from packager.desk.review_log import Log, NewEntry
from packager.desk.told_acts import change_data, changes_of
from packager.locks import MOMENT, SAVING, held
from packager.records import Approval, Line, Status

BY_HAND = "by-hand"  # what an entry says that no act and no run made
_APPROVALS = ("approved", "seconded")


@dataclass(frozen=True, kw_only=True)
class Noticed:
    """A manifest with what is known of how it came to be as it is."""

    manifest: Manifest  # its approvals say no more of their hearing than the log does
    log: Log
    doubted: Mapping[str, str]  # story → why its approval counts for nothing


def notice(path: Path, manifest: Manifest, now: datetime, *, look_only: bool = False) -> Noticed:
    """Write down what was decided by hand in the manifest of a file. With `look_only` nothing is written.

    A log that does not hold together, or is not as long as it was, is put aside and begun anew. Raises PackagerError.
    """
    folder, at = path.parent, now.isoformat(timespec="seconds")
    if look_only:
        return noticed(manifest, review_log.read(folder), review_log.read(folder))
    with held(folder / SAVING, "packager build", patience=MOMENT):
        before = whole_log(folder, manifest, at)
        hand = by_hand(manifest, before)
        return noticed(manifest, before, _added(folder, before, note_of(hand, at)) if hand else before)


def noticed(manifest: Manifest, before: Log, log: Log) -> Noticed:
    """The manifest as far as the log bears it out: as that was `before`, and with what was done by hand."""
    found = replace(manifest, stories=tuple(_with_heard_of(story, log) for story in manifest.stories))
    # Who approved before and sets the status again, approves anew.
    new = {
        change.place.story
        for change in by_hand(manifest, before)
        if change.place.key == "approved" or (change.place.key == "status" and change.after == Status.APPROVED)
    }
    doubted = {story.id: why for story in found.stories if story.id not in new and (why := doubt(story, log))}
    return Noticed(manifest=found, log=log, doubted=doubted)


def doubt(story: StoryEntry, log: Log) -> str:
    """Why a story's approval counts for nothing, as far as the log can tell; "" where it counts."""
    if story.status is not Status.APPROVED or story.approved is None:
        return ""
    known = last_values(log)
    wanted = {key: approval_data(value) for key in _APPROVALS if (value := getattr(story, key)) is not None}
    if all(known.get(Place(story=story.id, key=key)) == value for key, value in wanted.items()):
        return ""
    lost = log.begins != review_log.START
    why = "the log of reviews was lost or changed since" if lost else f"no entry of {review_log.NAME} has it"
    return f"{story.approved.by} is said to have approved it, and {why}"


def whole_log(folder: Path, manifest: Manifest, at: str) -> Log:
    """The log in a folder; put aside and begun anew where it does not hold together. The caller holds the lock."""
    log = review_log.read(folder)
    fault = log.fault or next(filter(None, (review_log.lacks(log, anchor) for anchor in anchors(manifest))), "")
    if not fault:
        return log
    had = max((log.head, *anchors(manifest)), key=lambda anchor: anchor.entries)
    act = {"why": fault, "kept": review_log.put_aside(folder)}
    return _added(folder, Log(begins=had), NewEntry(by="", at=at, what=review_log.LOST, act=act))


def anchors(manifest: Manifest) -> tuple[Anchor, ...]:
    """How far the log had come, as the manifest and the program's own file tell it."""
    state = manifest.state
    own = Anchor(entries=state.log_entries, head=state.log_head) if state.log_entries else None
    return tuple(filter(None, (manifest.log, own)))


def by_hand(manifest: Manifest, log: Log) -> tuple[Change, ...]:
    """What was decided by hand since the manifest was last written."""
    state, now = manifest.state, decisions(manifest)
    left = {place_from(text): value for text, value in state.decided.items()}
    other = {place_from(text): value for text, value in state.deciding.items()}
    known = {**left, **last_values(log, state.log_entries if left else 0)}
    ours = set(_written_by_us(manifest))
    places = [*now, *(place for place in known if place not in now and _still_there(place, manifest))]
    changes = (Change(place=place, before=known.get(place), after=_unheard(place, now.get(place))) for place in places)
    return tuple(
        change
        for change in changes
        if now.get(change.place) != change.before
        and change.after != change.before
        and not (state.deciding and now.get(change.place) == other.get(change.place))
        and change.place not in ours
        and (left or _tells_alone(change))
    )


def _tells_alone(change: Change) -> bool:
    """Whether somebody decided it, where nobody knows what stood there before."""
    return change.place.key in _APPROVALS or change.after == Status.KILLED


def _written_by_us(manifest: Manifest) -> Iterator[Place]:
    for story in manifest.stories:
        for number, (spot, line) in enumerate(zip(spots_of(story.lines), story.lines, strict=True)):
            if manifest.state.wrote(story.id, number, line.text):
                yield Place(story=story.id, line=spot, key="text")


def _still_there(place: Place, manifest: Manifest) -> bool:
    """Whether something that is gone is to be told by itself: of a story without its block, only that it is gone."""
    story = manifest.story(place.story)
    if not place.story or (story and place.line is None):
        return True
    if story is None:
        return place.line is None and place.key == "status"
    return place.key == "text" or place.line in set(spots_of(story.lines))


def _unheard(place: Place, value: Value) -> Value:
    if place.key not in _APPROVALS or value is None:
        return value
    return {name: told for name, told in value.items() if name != "heard"}


def _with_heard_of(story: StoryEntry, log: Log) -> StoryEntry:
    known = last_values(log)

    def heard(key: str, value: Approval | None, line: tuple[str, int] | None = None) -> Approval | None:
        if (
            value is None
            or not value.heard
            or known.get(Place(story=story.id, line=line, key=key)) == approval_data(value)
        ):
            return value
        return replace(value, heard="")

    def of_line(line: Line, spot: tuple[str, int]) -> Line:
        return replace(line, approved=heard("approved", line.approved, spot)) if line.approved else line

    lines = tuple(map(of_line, story.lines, spots_of(story.lines)))
    return replace(
        story, lines=lines, approved=heard("approved", story.approved), seconded=heard("seconded", story.seconded)
    )


def last_values(log: Log, after: int = 0) -> Mapping[Place, Value]:
    """What each place says by the log, of its entries after a number."""
    return {
        change.place: change.after for entry in log.entries if entry["number"] > after for change in changes_of(entry)
    }


def note_of(changes: tuple[Change, ...], at: str) -> NewEntry:
    """The note of what was decided by hand."""
    heard = {"heard": "unknown"} if any(one.place.key in _APPROVALS and one.after for one in changes) else {}
    return NewEntry(by="", at=at, what=BY_HAND, more={"changes": [change_data(one) for one in changes], **heard})


def _added(folder: Path, log: Log, note: NewEntry) -> Log:
    entry = review_log.next_entry(log, note)
    review_log.append(folder, entry)
    return review_log.with_entry(log, entry)
