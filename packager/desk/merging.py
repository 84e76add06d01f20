"""A manifest that was saved while a run went on: what the editor changed meanwhile goes into what the run writes.

Three versions, by line: the manifest as the run read it, as it lies there now, and as the run would write it. An
editor's change is never lost to a run; where it has no place in what the run writes, the run stops.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from packager.desk.edits import Spot, spots_of
from packager.desk.manifest import Manifest, StoryEntry
from packager.errors import InputError
from packager.records import Filing, Line, Status

_OF_ALL = ("status", "reason", "note", "say", "names")
_OF_STORY = ("status", "reason", "note", "approved", "seconded", "filing", "recording", "shorten")
_OF_LINE = ("text", "approved", "note", "recording")


@dataclass
class Merging:
    """One merge; `kept` tells what of the editor's went into it."""

    where: str
    kept: list[str] = field(default_factory=list)

    def manifest(self, base: Manifest, theirs: Manifest, ours: Manifest) -> Manifest:
        """What is to be written. Raises InputError for a change that has no place in `ours`."""
        known, found = _by_id(base), _by_id(theirs)
        stories = []
        for story in ours.stories:
            before, now = known.get(story.id), found.get(story.id)
            changed = before is not None and now is not None and now != before
            stories.append(self._story(before, now, story, base, ours) if changed and before and now else story)
        for name in found:
            if found[name] != known.get(name) and name not in _by_id(ours):
                raise self._lost(f"the story '{name}'")
        if list(found) != list(known):
            places = {name: place for place, name in enumerate(found)}
            stories.sort(key=lambda story: places.get(story.id, len(places)))
            self.kept.append("the order of the stories")
        changes = {name: getattr(theirs, name) for name in _changed(base, theirs, _OF_ALL)}
        self.kept += [f"{name}:" for name in changes]
        return replace(ours, **changes, stories=tuple(stories))

    def _story(
        self, before: StoryEntry, now: StoryEntry, ours: StoryEntry, base: Manifest, made: Manifest
    ) -> StoryEntry:
        changes = {name: getattr(now, name) for name in _changed(before, now, _OF_STORY)}
        told = [name for name in changes if name != "filing"]
        told += _changed(before.filing, now.filing, [one.name for one in fields(Filing)])
        self.kept += [f"{ours.id}: {name.replace('_', '-')}" for name in told]
        lines = self._lines(ours.id, _by_spot(before.lines), _by_spot(now.lines), _by_spot(ours.lines))
        story = replace(ours, **changes, lines=lines)
        anew = now.status is Status.APPROVED and {"status", "approved"} & set(changes)
        if not anew or _is_as_approved(before, now, ours, base, made):
            return replace(story, stale="") if anew else story
        by = now.approved.by if now.approved else "nobody"
        why = f"{by} approved it while a run went on that changed it: look at it again"
        return replace(story, status=Status.REVIEW, approved=None, stale=why)

    def _lines(
        self, story: str, before: Mapping[Spot, Line], now: Mapping[Spot, Line], ours: Mapping[Spot, Line]
    ) -> tuple[Line, ...]:
        merged = dict(ours)
        numbers = {spot: number for number, spot in enumerate(now, 1)}
        for spot, line in now.items():
            names = _changed(before[spot], line, _OF_LINE) if spot in before else list(_OF_LINE)
            if not names:
                continue
            if spot not in ours or spot not in before:
                raise self._lost(f"line {numbers[spot]} of '{story}'")
            merged[spot] = replace(merged[spot], **{name: getattr(line, name) for name in names})
            self.kept.append(f"{story}: line {numbers[spot]}")
        return tuple(merged.values())

    def _lost(self, what: str) -> InputError:
        why = f"{what} was changed by hand while this run went on, and has no place in what it would write"
        return InputError(why, where=self.where, hint="run it again; nothing of yours is lost")


def _changed(before: object, now: object, names: Iterable[str]) -> list[str]:
    return [name for name in names if getattr(before, name) != getattr(now, name)]


def _is_as_approved(before: StoryEntry, now: StoryEntry, ours: StoryEntry, base: Manifest, made: Manifest) -> bool:
    """Whether a story that was approved during a run is still what its editor saw, but for their own words."""
    old, new = _by_spot(before.lines), _by_spot(now.lines)
    own = {spot for spot, line in new.items() if spot not in old or line.text != old[spot].text}
    rest = [(spot, line.text) for spot, line in new.items() if spot not in own]
    if list(new) != list(_by_spot(ours.lines)) or rest != [
        (spot, line.text) for spot, line in _by_spot(ours.lines).items() if spot not in own
    ]:
        return False
    built = base.state.contents.get(ours.id)
    return bool(own) or built is None or built == made.state.contents.get(ours.id)


def _by_id(manifest: Manifest) -> dict[str, StoryEntry]:
    return {story.id: story for story in manifest.stories}


def _by_spot(lines: Sequence[Line]) -> dict[Spot, Line]:
    return dict(zip(spots_of(lines), lines, strict=True))
