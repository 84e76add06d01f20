"""What the page shows, decided from records: where the stories are heard, names in no table, what was left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from packager.desk.etags import etag
from packager.desk.listing import not_read
from packager.desk.manifest import Manifest, StoryEntry
from packager.records import LeftOut, Line, Role, Script
from packager.store import digest
from packager.text.sentences import leads_on

_MOST_LINES = 4  # shown of a name that is in no table


def with_fresh(entry: StoryEntry, script: Script) -> tuple[Line, ...]:
    """The entry's lines with whose words they are and what the checks find now, as the script has it."""
    now = {(line.source, line.text): line for line in script.lines}
    return tuple(
        replace(line, findings=fresh.findings, origin=fresh.origin, checked=fresh.checked)
        if (fresh := now.get((line.source, line.text)))
        else line
        for line in entry.lines
    )


def version(entry: StoryEntry) -> str:
    """What tells whether a story is shown as it is: its own etag and its lines'."""
    return digest(etag(entry), [etag(line) for line in entry.lines], entry.stale)[:16]


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Where a story is heard in its episode, in per cent of the episode's length."""

    story: str
    title: str
    start: float
    width: float


def places(manifest: Manifest) -> tuple[Stretch, ...]:
    """The stories of an episode on its waveform; none where there is no sound yet."""
    whole = manifest.seconds
    return tuple(
        Stretch(
            story=entry.id,
            title=entry.lines[0].text if entry.lines else entry.headline,
            start=round(100 * entry.starts / whole, 3),
            width=round(100 * entry.seconds / whole, 3),
        )
        for entry in manifest.stories
        if whole and entry.starts is not None and entry.seconds
    )


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """A name that is often met and in no table."""

    english: str
    met: int  # times
    lines: tuple[tuple[str, int], ...]  # story and number of the first lines that have it


def unknown_names(manifest: Manifest) -> tuple[Unknown, ...]:
    """The edition's names that are in no table, each with where to hear how it is read."""
    lines = [
        (story.id, number, line.source) for story in manifest.stories for number, line in enumerate(story.lines, 1)
    ]
    return tuple(
        Unknown(
            english=name,
            met=met,
            lines=tuple((story, number) for story, number, source in lines if has_words(source, name))[:_MOST_LINES],
        )
        for name, met in manifest.unknown_names
        if name not in manifest.names
    )


def lines_with(manifest: Manifest, word: str, *, english: bool = False) -> int:
    """In how many of the edition's lines a word stands, or of their English."""
    return sum(
        has_words(line.source if english else line.text, word) for story in manifest.stories for line in story.lines
    )


def has_words(text: str, words: str) -> bool:
    """Whether these words stand in a text, and not as a part of others."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def ends(story: StoryEntry) -> tuple[int, ...]:
    """After how many lines, the headline counted and credits not, a story may be made to end."""
    read = [line for line in story.lines if line.role is not Role.CREDIT]
    return tuple(number for number in range(2, len(read)) if not leads_on(read[number - 1].text))


def not_aired(story: StoryEntry) -> frozenset[int]:
    """The numbers of the lines that do not air because the editor has the story end before them."""
    read = [number for number, line in enumerate(story.lines, 1) if line.role is not Role.CREDIT]
    return frozenset(read[story.shorten :] if story.shorten else ())


def left_out(story: StoryEntry) -> tuple[LeftOut, ...]:
    """What intake left out of a story and an editor may take back, with what was taken back."""
    return (*not_read(story), *(out for out in story.left_out if out.read))
