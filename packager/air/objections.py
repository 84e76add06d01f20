"""Why an edition may not air: its manifest against what was built, and each approval against what is in the sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from packager.air.lookover import slot_fault
from packager.air.reviewed import unreviewed
from packager.desk.approval import holds
from packager.desk.approving import SEEN
from packager.desk.as_built import changed, in_sound
from packager.desk.content import Content, content, is_nobody
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.state import NAME, State
from packager.records import Status
from packager.station import Station
from packager.store import file_digest
from packager.text.confine import stays_under


def objections(manifest: Manifest, folder: Path, station: Station) -> Iterator[str]:
    """Why an edition may not air, each in a line; none where it may."""
    state = manifest.state
    if manifest.seconds is None:
        yield "there is no episode: no story can air yet"
    elif not state.parts:
        yield f"there is no record of what was built here ({NAME} is not there, or damaged); build again"
    else:
        heard = [story for story in manifest.stories if story.starts is not None or in_sound(story.id, state)]
        found = {story.id: why for story in heard if (why := _objection(story, state, station))}
        yield from (f"{story}: {why}" for story, why in found.items())
        yield from _edited(manifest, found)
        yield from (why for why in unreviewed(manifest, folder, station) if why.split(":")[0] not in found)
        altered = [name for name, told in state.files.items() if not _as_built(folder, name, told)]
        yield from (f"{name} is not as it was built; build again" for name in altered)
        if f"{manifest.episode}.wav" not in altered and (fault := slot_fault(manifest, folder)):
            yield f"the slot: {fault}; bring more stories or fewer, or give the day another slot, and build again"


def _as_built(folder: Path, name: str, told: str) -> bool:
    path = folder / name
    return stays_under(folder, path) and path.is_file() and "sha256:" + file_digest(path) == told


def _edited(manifest: Manifest, told: dict[str, str]) -> Iterator[str]:
    """What was changed by hand after the build, but for stories of which something is told already."""
    by_story: dict[str, list[str]] = {}
    for name in changed(manifest):
        story, _, part = name.rpartition(": ")
        by_story.setdefault(story, []).append(part)
    for story, parts in by_story.items():
        if not story:
            yield f"{', '.join(parts)}: changed after the build; build again"
        elif manifest.story(story) is None:
            yield f"{story}: was taken out of the manifest after the build, and is in the sound; build again"
        elif story not in told:
            yield f"{story}: was changed after the build ({', '.join(parts)}); build again"


def _objection(story: StoryEntry, state: State, station: Station) -> str:
    built = state.contents.get(story.id)
    if story.status not in (Status.REVIEW, Status.APPROVED):
        return f"is '{story.status}' and still in the sound; build again"
    if built is None:
        return "is not what was built; build again"
    if story.status is Status.APPROVED:
        return _of_approval(story, built)
    if station.air_unreviewed:
        return ""
    return f"is not approved{f' ({story.stale})' if story.stale else ''}; approve it, or hold it and build again"


def _of_approval(story: StoryEntry, built: Content) -> str:
    """What an approval lacks, computed anew: the text is the manifest's as it is now, the voice that of the sound."""
    lines = content(story.lines)
    now = replace(built, english=lines.english, text=lines.text)
    if story.approved is None or is_nobody(story.approved.by):
        return "is approved by nobody: add 'approved: {by: NAME}' under its status, and build again"
    if not story.approved.of or story.approved.of.startswith(SEEN):
        return "its approval came after the build; build again"
    return "" if holds(story.approved, now) else "its approval is of something else; build again"
