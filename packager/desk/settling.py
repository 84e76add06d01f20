"""What a build makes of the approvals, written into the log of reviews: which hold, of what, and which do no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from packager.desk import review_log
from packager.desk.approval import Verdict
from packager.desk.data import approval_data
from packager.desk.decisions import Change, Place
from packager.desk.manifest import Anchor, Manifest
from packager.desk.noticing import last_values, without_cut_off
from packager.desk.review_log import BUILD, Entry, Log, NewEntry
from packager.desk.told_acts import change_data, changes_of
from packager.locks import MOMENT, SAVING, held
from packager.records import Status

PROGRAM = "packager"


@dataclass(frozen=True, kw_only=True)
class Settled:
    """Where the stories stand, as the log has it."""

    verdicts: Mapping[str, Verdict]
    log: Anchor  # how far it has come


def settle(
    path: Path, old: Manifest | None, verdicts: Mapping[str, Verdict], now: datetime, *, look_only: bool = False
) -> Settled:
    """Write down what became of each story's approval in a run; nothing with `look_only`. Raises PackagerError.

    What a run wrote down that was cut off before its manifest is not written twice: its moments stand.
    """
    folder = path.parent
    if look_only:
        return Settled(verdicts=verdicts, log=review_log.read(folder).head)
    with held(folder / SAVING, "packager build", patience=MOMENT):
        log = review_log.read(folder)
        before = without_cut_off(log, old)
        changes = tuple(_changes(old, verdicts, before))
        if not changes:
            return Settled(verdicts=verdicts, log=log.head)
        stale = {story: verdict.stale for story, verdict in verdicts.items() if verdict.stale}
        more = {"changes": [change_data(change) for change in changes], **({"stale": stale} if stale else {})}
        if before != log and (told := _same(log.entries[-1], more)):
            return Settled(verdicts=_at_their_moments(verdicts, told), log=log.head)
        note = NewEntry(by=PROGRAM, at=now.isoformat(timespec="seconds"), what=BUILD, more=more)
        entry = review_log.next_entry(log, note)
        review_log.append(folder, entry)
        return Settled(verdicts=verdicts, log=review_log.with_entry(log, entry).head)


def _same(entry: Entry, more: Mapping[str, object]) -> tuple[Change, ...]:
    """The changes of an entry, if it says what this run would, but for when an approval was settled; else none."""
    told, ours = changes_of(entry), changes_of(more)
    same = [_timeless(one) for one in told] == [_timeless(one) for one in ours]
    return told if same and entry.get("stale", {}) == more.get("stale", {}) else ()


def _timeless(change: Change) -> Change:
    after = change.after
    return replace(change, after={**after, "at": ""}) if isinstance(after, dict) else change


def _at_their_moments(verdicts: Mapping[str, Verdict], told: Iterable[Change]) -> Mapping[str, Verdict]:
    found = dict(verdicts)
    for change in told:
        if isinstance(change.after, dict) and (approval := getattr(found[change.place.story], change.place.key)):
            moved = {change.place.key: replace(approval, at=str(change.after.get("at", "")))}
            found[change.place.story] = replace(found[change.place.story], **moved)
    return found


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
