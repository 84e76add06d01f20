"""The one door through which an editor's act goes into a manifest: locked, looked at again, written, and logged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from packager.desk import acts, review_log
from packager.desk.actions import apply
from packager.desk.acts import Action
from packager.desk.conflicts import Conflict, conflict
from packager.desk.decisions import Change, changes
from packager.desk.etags import etags
from packager.desk.manifest import Manifest
from packager.desk.noticing import by_hand, note_of, whole_log
from packager.desk.patching import patched
from packager.desk.reading import parse, with_state
from packager.desk.told_acts import entry_of, resolved
from packager.locks import MOMENT, SAVING, held
from packager.store import read_text, whole_file
from packager.text.confine import under


@dataclass(frozen=True, kw_only=True)
class Performed:
    """What came of an act."""

    manifest: Manifest
    changes: tuple[Change, ...] = ()  # empty where it was so already: nothing is written then
    entry: int = 0  # the act's number in the log; 0 where nothing was written
    etags: Mapping[str, str]  # of what the act was done to; see `packager.desk.etags.etags`


def perform(path: Path, action: Action, *, by: str, now: datetime, etag: str | None = None) -> Performed:
    """Do an act to the manifest in a file, and write it down.

    `etag` is that of the line, the story, the reading or the edition that the act is done to, as it was shown; with
    None it is done to whatever lies there. Raises InputError for what cannot be done, Conflict for what somebody else
    changed since, PackagerError where the folder cannot be written; nothing is done then.
    """
    folder = path.parent
    with held(folder / SAVING, "packager's desk", patience=MOMENT):
        for name in (path.name, review_log.NAME):
            under(folder, name)  # a link that leads elsewhere is not written over
        while (done := _once(path, action, by, now, etag)) is None:
            pass  # an editor saved in the same moment: their words first, then this
    return done


def _once(path: Path, action: Action, by: str, now: datetime, tag: str | None) -> Performed | None:
    """The act done to the file as it lies there now; None where it was saved by somebody meanwhile."""
    text, at = read_text(path), now.isoformat(timespec="seconds")
    before = with_state(parse(text, where=str(path)), path.parent)
    log = whole_log(path.parent, before, at)
    action = resolved(action, log, by) if isinstance(action, acts.Undo) else action
    after = apply(before, action, by=by, now=now)
    changed = changes(before, after)
    if not changed:
        return Performed(manifest=before, etags=etags(before, _stories(action)))
    if hand := by_hand(before, log):
        log = review_log.with_entry(log, review_log.next_entry(log, note_of(hand, at)))
    known = len(log.entries) - bool(hand)
    if tag is not None and (lost := conflict(before, action, tag, log)):
        log = review_log.with_entry(log, _entry_of_conflict(log, action, lost, by, at))
        _append(path.parent, log.entries[known:])
        raise lost
    log = review_log.with_entry(log, review_log.next_entry(log, entry_of(action, changed, by, at)))
    new = patched(text, before, replace(after, log=log.head), where=str(path))
    again = with_state(parse(new, where=str(path)), path.parent)
    with whole_file(path) as file:
        file.write_bytes(new.encode())
        if read_text(path) != text:
            return None
        _append(path.parent, log.entries[known:])  # first: an act that is not in the log was never done
    touched = {*_stories(action), *(change.place.story for change in changed)}
    return Performed(manifest=again, changes=changed, entry=log.head.entries, etags=etags(again, touched))


def _append(folder: Path, entries: Sequence[review_log.Entry]) -> None:
    for entry in entries:
        review_log.append(folder, entry)


def _stories(action: Action) -> tuple[str, ...]:
    return tuple(filter(None, [getattr(action, "story", None)]))


def _entry_of_conflict(log: review_log.Log, action: Action, lost: Conflict, by: str, at: str) -> review_log.Entry:
    """Whoever comes second loses no word: it stands in the log."""
    note = entry_of(action, (), by, at)
    more = {"wanted": note.what, "kept": lost.mine, "instead-of": lost.theirs}
    return review_log.next_entry(log, replace(note, what="conflict", more=more))
