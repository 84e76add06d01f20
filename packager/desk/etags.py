"""What a page showed of a line, a story or an edition, as a short text: whether it is so still when somebody acts.

An etag has one part for each thing that an act may depend on. So a note that somebody wrote meanwhile keeps nobody from
changing the text beside it, and only what was itself changed since is a conflict.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from packager.desk.content import content
from packager.desk.data import approval_data
from packager.desk.manifest import Manifest, StoryEntry
from packager.records import Line
from packager.store import digest

_LENGTH = 8  # hex digits of one part
OF_LINE = ("words", "recording", "note", "approved")
OF_STORY = ("words", "recording", "note", "status", "priority", "left-out", "shorten")
OF_EDITION = ("status", "note", "order", "say", "names")


def etag(shown: Manifest | StoryEntry | Line) -> str:
    """The etag of what is shown."""
    return "-".join(digest(part)[:_LENGTH] for part in _parts(shown))


def changed_since(shown: Manifest | StoryEntry | Line, tag: str) -> frozenset[str]:
    """The parts that are not as they were when this etag was given; all, where it is none of ours."""
    names = OF_LINE if isinstance(shown, Line) else OF_STORY if isinstance(shown, StoryEntry) else OF_EDITION
    before, now = tag.split("-"), etag(shown).split("-")
    if len(before) != len(names):
        return frozenset(names)
    return frozenset(name for name, one, other in zip(names, before, now, strict=True) if one != other)


def etags(manifest: Manifest, stories: Collection[str] | None = None) -> Mapping[str, str]:
    """The etags of a manifest, of all its stories or of these.

    Their names: "" is the edition's, "road" a story's, "road:3" a line's, "say:مشعل" a reading's,
    "names:Tank" a name's.
    """
    found = {"": etag(manifest)}
    for story in manifest.stories:
        if stories is not None and story.id not in stories:
            continue
        found[story.id] = etag(story)
        found |= {f"{story.id}:{number}": etag(line) for number, line in enumerate(story.lines, 1)}
    words = [("say", manifest.say), ("names", manifest.names)]
    return found | {f"{key}:{word}": reading_etag(told) for key, known in words for word, told in known.items()}


def reading_etag(reading: object) -> str:
    """The etag of a word's reading under `say:`, or a name's spelling; "" where it has none."""
    return "" if reading is None else digest(reading)[:_LENGTH]


def _parts(shown: Manifest | StoryEntry | Line) -> list[object]:
    if isinstance(shown, Line):
        return [_words([shown]), shown.recording, shown.note, approval_data(shown.approved)]
    if isinstance(shown, StoryEntry):
        status = [str(shown.status), shown.reason, approval_data(shown.approved), approval_data(shown.seconded)]
        left_out = [out.read for out in shown.left_out]
        recordings = [shown.recording, *(line.recording for line in shown.lines)]
        return [_words(shown.lines), recordings, shown.note, status, shown.filing.priority, left_out, shown.shorten]
    order = [story.id for story in shown.stories]
    return [[shown.status, shown.reason], shown.note, order, dict(shown.say), dict(shown.names)]


def _words(lines: tuple[Line, ...] | list[Line]) -> list[str]:
    words = content(lines)
    return [words.english, words.text]
