"""What needs an editor, story by story: read from a manifest, for a terminal or a machine."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packager.desk.approving import line_stands
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.risk import LineRow, line_rows, story_rows, waits
from packager.errors import InputError
from packager.records import LeftOut, Line

NAME = "manifest.yaml"
TIDIED = ".tidied.json"  # beside it: the sound was cleared away by the station's rule

_FROM_RIGHT, _FROM_LEFT = "\u200f", "\u200e"
_RIGHT = re.compile(r"[\u0590-\u08ff](?:[\u0590-\u08ff\u200c\s،؛؟]*[\u0590-\u08ff])?")  # a run from the right
_STRONG = re.compile(r"([A-Za-z])|[\u0590-\u08ff]")


@dataclass(frozen=True, kw_only=True)
class Attention:
    """One line that an editor should look at, and why."""

    number: int  # of the line in its story, from 1
    line: Line
    why: tuple[str, ...]


def manifests(path: Path) -> tuple[Path, ...]:
    """The manifests that a path names: itself, or all below a folder. Raises InputError where there are none.

    Days whose sound was cleared away are no work any more: only who names one of them itself is given it.
    """
    if path.is_file():
        return (path,)
    found = tuple(sorted(file for file in path.rglob(NAME) if ".store" not in file.parts and not is_tidied(file)))
    if not found:
        raise InputError(
            "there is no manifest here", where=str(path), hint="name a manifest.yaml or a folder with some"
        )
    return found


def is_tidied(manifest: Path) -> bool:
    """Whether the sound of a manifest's edition was cleared away, and not made again since."""
    folder = manifest.parent
    return (folder / TIDIED).is_file() and not any(folder.glob("*.wav"))  # built again, it is a day like others


def attention(story: StoryEntry) -> tuple[Attention, ...]:
    """The lines of a story that somebody should look at: what blocks first, what only nobody has seen last."""
    rows = line_rows(story.lines, [line_stands(line) for line in story.lines])
    found = [
        (not row.blocked, bool(row.line.text), not row.noting, row.number, why)
        for row in rows
        if (why := tuple(_why(row)))
    ]
    return tuple(Attention(number=number, line=story.lines[number - 1], why=why) for *_, number, why in sorted(found))


def not_read(story: StoryEntry) -> tuple[LeftOut, ...]:
    """What is not read of a story's article, without what an editor took back."""
    return tuple(out for out in story.left_out if not out.read)


def _why(row: LineRow) -> Iterator[str]:
    line = row.line
    yield from (f"blocks: {message}" if row.blocked else message for message in row.blocking)
    if not line.text:
        yield "no translation"
    yield from row.noting
    if line.text and not line.checked:
        yield f"no person stands behind it ({line.origin})"


def report(path: Path, manifest: Manifest) -> Iterator[str]:
    """The manifest's listing, a line at a time."""
    waiting = sum(waits(story) for story in manifest.stories)
    yield f"{path}: {manifest.status}, {len(manifest.stories)} stories, {waiting} waiting for an editor"
    yield from (f"  {told}" for told in slot_lines(manifest))
    for story in (row.entry for row in story_rows(manifest, by_risk=True)):
        yield f"  {story.status:<17} {story.id}" + (f"  ({story.stale})" if story.stale else "")
        if story.before and waits(story):
            yield f"    the same article was {story.before}"
        if waits(story):
            items = attention(story)
            common = _said_of_all(items)
            yield from (f"    all {len(items)} lines: {why}" for why in common)
            yield from (text for item in items for text in _item(item, common))
        yield from (
            f"    left out after line {out.after}: {out.text} ({out.why})" for out in not_read(story) if waits(story)
        )
    yield from (f"  not in the episode: {dropped.article}: {dropped.reason}" for dropped in manifest.dropped)
    if unknown := [(name, met) for name, met in manifest.unknown_names if name not in manifest.names]:
        names = ", ".join(f"{name} ({met})" for name, met in unknown)
        yield f"  names often met and in no table: {names}"
    for sent in manifest.sent:
        if not sent.local:
            what = f"{sent.characters} characters of {sent.story} to {sent.to}"
            yield f"  given off this machine: {what}, for {sent.what}"


def slot_lines(manifest: Manifest) -> Iterator[str]:
    """How the programme comes to its slot, or why it does not; and what is shortened for it."""
    told = manifest.rundown
    if not told:
        return
    slot = manifest.edition.slot
    if told["slot"] != "met":
        yield f"{slot} is NOT met: {told.get('why', 'nobody wrote why')}"
        return
    music = f", {told['music']} s of music" if told.get("music") else ""
    yield f"{slot} is met: pauses x {told.get('pauses', 1)}, tempo x {told.get('tempo', 1)}{music}"
    for story in manifest.stories:
        if story.shortened:
            yield f"{story.id}: {story.shortened['lines']} of {story.shortened['of']} lines, {story.shortened['why']}"


def _said_of_all(items: Sequence[Attention]) -> tuple[str, ...]:
    """What would be said of each of several lines: it is said once."""
    if len(items) < 2:
        return ()
    return tuple(why for why in items[0].why if all(why in item.why for item in items))


def _item(item: Attention, common: Collection[str]) -> Iterator[str]:
    yield f"    {item.number:>3}  {item.line.source}"
    yield from (f"         ! {_mixed(why)}" for why in item.why if why not in common)
    if item.line.text:
        yield f"         {as_written(item.line.text)}"
    for number, offer in enumerate(item.line.offers, 1):
        yield f"         suggestion {number}, from {offer.origin}:"
        yield f"             {as_written(offer.text)}"
        yield f"             {_mixed(offer.why)}"


def as_written(text: str) -> str:
    """A text on a line of its own as a terminal is to show it: from the right, also where a Latin word begins it.

    A terminal takes a line's direction from its first letter. What is put there is seen by nobody.
    """
    first = _STRONG.search(text)
    return f"{_FROM_RIGHT}{text}" if first and first[1] and _RIGHT.search(text) else text


def _mixed(text: str) -> str:
    """English with words from the right in it: what stands behind these goes on from the left."""
    return _RIGHT.sub(lambda found: f"{found[0]}{_FROM_LEFT}", text)
