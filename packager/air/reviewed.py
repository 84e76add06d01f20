"""What the log of reviews and the station's rule say of an edition that is to air; and what airs, in the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from packager.air.aired import AIR, AIRED
from packager.desk import review_log
from packager.desk.approval import holds
from packager.desk.as_built import in_sound
from packager.desk.content import Content, content, same_person
from packager.desk.listing import NAME
from packager.desk.manifest import Anchor, Manifest, StoryEntry
from packager.desk.noticing import anchors, doubt, notice
from packager.desk.reading import parse
from packager.desk.review_log import Log, NewEntry
from packager.desk.settling import PROGRAM
from packager.errors import InputError
from packager.locks import MOMENT, SAVING, held
from packager.records import Hearing, Status
from packager.station import Station
from packager.station.plans import AirRule
from packager.store import digest, read_text

PUBLISH = "publish"  # what the entry says
_RECORD = f"{AIR}/{AIRED}"


def unreviewed(manifest: Manifest, folder: Path, station: Station) -> Iterator[str]:
    """Why the log of reviews, or the station's rule, keeps an edition from the air; none where they do not."""
    log = review_log.read(folder)
    faults = [log.fault, *(review_log.lacks(log, anchor) for anchor in (*anchors(manifest), *aired_anchor(folder)))]
    for fault in dict.fromkeys(filter(None, faults)):
        yield f"{review_log.NAME}: {fault}; build again, which puts it aside, and approve again what is to air"
    for story in manifest.stories:
        if story.status is Status.APPROVED and (story.starts is not None or in_sound(story.id, manifest.state)):
            if why := doubt(story, log):
                yield f"{story.id}: {why}; build again"
            elif why := _against(station.air, story, manifest.state.contents.get(story.id)):
                yield f"{story.id}: {why}"


def _against(rule: AirRule, story: StoryEntry, built: Content | None) -> str:
    """What a rule that asks for more than one approval has against an approved story."""
    first, second = story.approved, story.seconded
    if rule is AirRule.HEARD and Hearing.WHOLE not in (first.heard if first else "", second.heard if second else ""):
        return "nobody is known to have listened to the whole of it, and the station's rule is 'air: heard'"
    if rule is not AirRule.TWO_PEOPLE:
        return ""
    rule_of = "and the station's rule is 'air: two-people'"
    if first is None or second is None or same_person(first.by, second.by):
        return f"one person alone stands behind it, {rule_of}"
    lines = content(story.lines)
    if built is None or not holds(second, replace(built, english=lines.english, text=lines.text)):
        return f"{second.by} seconded something else than is in the sound, {rule_of}; approve it again, and build"
    return ""


def aired_anchor(folder: Path) -> tuple[Anchor, ...]:
    """How far the log had come when the edition was last published, by the record of that."""
    try:
        record = parse(read_text(folder / _RECORD), where=_RECORD)
    except InputError:
        return ()
    return (record.log,) if record.log else ()


def write_down(folder: Path, manifest: Manifest, station: Station, now: datetime, *, news: bool) -> Anchor | None:
    """Write into the log under which rule what aired, where anything is new on air; how far the log has come then.

    What was decided by hand since the build (a kill, a note) is written down before it, and what a run put on air or
    took off that was cut off before it came here. Raises PackagerError.
    """
    log = notice(folder / NAME, manifest, now).log
    killed = {"killed": True} if manifest.status == "killed" else {}
    what = {"files": digest(sorted(manifest.state.files.items())), **killed}
    if news or not _tells(log, what):
        act = {"rule": str(station.air), **what}
        if not _is_noted(log, act, folder):
            log = _with(folder, NewEntry(by=PROGRAM, at=now.isoformat(timespec="seconds"), what=PUBLISH, act=act))
    return log.head if log.entries else None


def _tells(log: Log, what: Mapping[str, object]) -> bool:
    """Whether the last entry of what aired is of this: whatever the station's rule was then."""
    last = next((entry for entry in reversed(log.entries) if entry["what"] == PUBLISH), None)
    return last is not None and {key: told for key, told in last["act"].items() if key != "rule"} == what


def _is_noted(log: Log, act: Mapping[str, object], folder: Path) -> bool:
    """Whether a run that was cut off before its record of what aired wrote the same down already."""
    last = log.entries[-1] if log.entries else None
    if last is None or last["what"] != PUBLISH or last["act"] != act:
        return False
    return all(anchor.entries < last["number"] for anchor in aired_anchor(folder))


def _with(folder: Path, note: NewEntry) -> Log:
    with held(folder / SAVING, "packager publish", patience=MOMENT):
        log = review_log.read(folder)
        entry = review_log.next_entry(log, note)
        review_log.append(folder, entry)
        return review_log.with_entry(log, entry)
