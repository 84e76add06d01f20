"""What a build makes of the approvals, written into the log of reviews: which hold, of what, and which do no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from packager.desk import review_log
from packager.desk.approval import Verdict
from packager.desk.data import approval_data
from packager.desk.decisions import Change, Place
from packager.desk.manifest import Anchor, Manifest
from packager.desk.noticing import last_values
from packager.desk.review_log import Log, NewEntry
from packager.desk.told_acts import change_data
from packager.locks import MOMENT, SAVING, held
from packager.records import Status

BUILD = "build"  # what the entry says; `by` is the program
PROGRAM = "packager"


def settle(path: Path, old: Manifest | None, verdicts: Mapping[str, Verdict], now: datetime) -> Anchor:
    """Write down what became of each story's approval in a run; how far the log has come then. Raises PackagerError."""
    folder = path.parent
    with held(folder / SAVING, "packager build", patience=MOMENT):
        log = review_log.read(folder)
        changes = tuple(_changes(old, verdicts, log))
        if not changes:
            return log.head
        stale = {story: verdict.stale for story, verdict in verdicts.items() if verdict.stale}
        more = {"changes": [change_data(change) for change in changes], **({"stale": stale} if stale else {})}
        note = NewEntry(by=PROGRAM, at=now.isoformat(timespec="seconds"), what=BUILD, more=more)
        entry = review_log.next_entry(log, note)
        review_log.append(folder, entry)
        return review_log.with_entry(log, entry).head


def _changes(old: Manifest | None, verdicts: Mapping[str, Verdict], log: Log) -> Iterator[Change]:
    known = last_values(log)
    for story, verdict in verdicts.items():
        before = old.story(story) if old else None
        if before and before.status is not verdict.status and Status.APPROVED in (before.status, verdict.status):
            place = Place(story=story, key="status")
            yield Change(place=place, before=str(before.status), after=str(verdict.status))
        for key, approval in (("approved", verdict.approved), ("seconded", verdict.seconded)):
            place, now = Place(story=story, key=key), approval_data(approval)
            if known.get(place) != now:
                yield Change(place=place, before=known.get(place), after=now)
