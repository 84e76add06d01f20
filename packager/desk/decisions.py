"""What an editor decides in a manifest, each thing at its place: to compare two manifests by it, and to put it back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from packager.desk.data import approval_data
from packager.desk.edits import Spot, spots_of
from packager.desk.keys import OF_WORDS
from packager.desk.manifest import Manifest, StoryEntry
from packager.errors import InputError
from packager.records import Approval, LeftOut, Line, Role, Status

Value = Any  # as in JSON: text, a number, a map of texts, a list of ids; None where nothing is decided

ORDER = "order"
_OF_ALL = ("status", "reason", "note")
_OF_STORY = ("status", "reason", "note", "approved", "seconded", "recording", "shorten")
_OF_FILING = ("priority", "keep_local")
_OF_LINE = ("text", "approved", "note", "recording")
_EMPTY = ("", None, False)


@dataclass(frozen=True, kw_only=True, order=True)
class Place:
    """Where a decision stands."""

    story: str = ""  # "" for the edition itself
    line: Spot | None = None  # None for the story itself
    key: str
    item: str = ""  # a word under `say:` or `names:`, a part that intake left out


def place_text(place: Place) -> str:
    """The place as one text, for a map in JSON."""
    return json.dumps([place.story, place.line, place.key, place.item], ensure_ascii=False)


def place_from(text: str) -> Place:
    """The place that a text of `place_text` means."""
    story, line, key, item = json.loads(text)
    return Place(story=story, line=tuple(line) if line else None, key=key, item=item)


@dataclass(frozen=True, kw_only=True)
class Change:
    """One decision, as it was and as it is."""

    place: Place
    before: Value
    after: Value


def decisions(manifest: Manifest) -> dict[Place, Value]:
    """Everything that the editor decides, but for what is empty."""
    found = {Place(key=name): getattr(manifest, name) for name in _OF_ALL}
    for key in OF_WORDS:
        found |= {Place(key=key, item=word): told for word, told in getattr(manifest, key).items()}
    found[Place(key=ORDER)] = [story.id for story in manifest.stories]
    for story in manifest.stories:
        found |= {Place(story=story.id, key=name): _told(getattr(story, name)) for name in _OF_STORY}
        found |= {Place(story=story.id, key=name): getattr(story.filing, name) for name in _OF_FILING}
        for spot, out in left_out_spots(story.left_out):
            found[Place(story=story.id, line=spot, key="left-out")] = out.read
        for spot, line in zip(spots_of(story.lines), story.lines, strict=True):
            found |= {Place(story=story.id, line=spot, key=name): _told(getattr(line, name)) for name in _OF_LINE}
    return {place: value for place, value in found.items() if value not in _EMPTY}


def left_out_spots(left_out: Sequence[LeftOut]) -> list[tuple[Spot, LeftOut]]:
    """Each part that intake left out, with its text and which of those with that text it is."""
    spots = spots_of(Line(role=Role.BODY, source=out.text) for out in left_out)
    return list(zip(spots, left_out, strict=True))


def changes(before: Manifest, after: Manifest) -> tuple[Change, ...]:
    """What was decided otherwise, in reading order."""
    one, other = decisions(before), decisions(after)
    places = [*other, *(place for place in one if place not in other)]
    return tuple(
        Change(place=place, before=one.get(place), after=other.get(place))
        for place in places
        if one.get(place) != other.get(place)
    )


def put_back(manifest: Manifest, undone: Sequence[Change]) -> Manifest:
    """The manifest with these changes taken back. Raises InputError where something was decided otherwise since."""
    now = decisions(manifest)
    for change in undone:
        if now.get(change.place) != change.after:
            raise InputError(f"{told(change.place)} was changed again since", hint="change it back by hand")
    return _decided(manifest, {change.place: change.before for change in undone})


def told(place: Place) -> str:
    """The place in words: "road: line 'The road is open': text"."""
    where = [place.story, f"'{place.line[0]}'" if place.line else "", f"{place.key} {place.item}".strip()]
    return ": ".join(filter(None, where))


def _told(value: object) -> Value:
    return approval_data(value) if isinstance(value, Approval) else str(value) if isinstance(value, Status) else value


def _record(key: str, value: Value) -> Any:
    """A value as the record has it."""
    if key in ("approved", "seconded"):
        return Approval(**value) if value else None
    if key == "shorten":
        return value
    return value if value is not None else False if key == "keep_local" else ""


def _decided(manifest: Manifest, values: Mapping[Place, Value]) -> Manifest:
    by_story: dict[str, dict[Place, Value]] = {}
    for place, value in values.items():
        by_story.setdefault(place.story, {})[place] = value
    of_all = by_story.pop("", {})
    stories = [_story(story, by_story.get(story.id, {})) for story in manifest.stories]
    if order := of_all.pop(Place(key=ORDER), None):
        stories.sort(key=lambda story: order.index(story.id) if story.id in order else len(order))
    rest = {place.key: _record(place.key, value) for place, value in of_all.items() if place.key not in OF_WORDS}
    for key in OF_WORDS:
        words = {**getattr(manifest, key), **{place.item: value for place, value in of_all.items() if place.key == key}}
        rest[key] = {word: told for word, told in words.items() if told is not None}
    return replace(manifest, **rest, stories=tuple(stories))


def _story(story: StoryEntry, values: Mapping[Place, Value]) -> StoryEntry:
    own = {place.key: _record(place.key, value) for place, value in values.items() if place.line is None}
    if "status" in own:
        own["status"] = Status(own["status"])
    filing = replace(story.filing, **{name: own.pop(name) for name in _OF_FILING if name in own})
    of_lines = {(place.line, place.key): value for place, value in values.items() if place.line}
    lines = (
        replace(line, **{key: _record(key, of_lines[spot, key]) for key in _OF_LINE if (spot, key) in of_lines})
        for spot, line in zip(spots_of(story.lines), story.lines, strict=True)
    )
    left_out = (
        replace(out, read=bool(of_lines.get((spot, "left-out"), out.read)))
        for spot, out in left_out_spots(story.left_out)
    )
    return replace(story, **own, filing=filing, lines=tuple(lines), left_out=tuple(left_out))
