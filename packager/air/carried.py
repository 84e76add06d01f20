"""Who else carried a story: the other days and languages of an output folder, told by where the story came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packager.air.aired import AIR, AIRED
from packager.desk.listing import NAME
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.reading import parse
from packager.errors import InputError
from packager.records import Status
from packager.store import read_text


@dataclass(frozen=True, kw_only=True)
class Carried:
    """Another edition with a story in it."""

    manifest: Path
    story: str
    on_air: bool  # else it is in the draft


def carried(path: Path, stories: Sequence[StoryEntry]) -> Iterator[Carried]:
    """The other editions below the output folder of a manifest that carry one of its stories, or air it.

    What cannot be read is passed over: whoever opens it is told.
    """
    root = path.absolute().parent.parent.parent
    signs = [_signs(story, path.absolute().parent) for story in stories]
    for other in sorted(root.glob(f"*/*/{NAME}")):
        if other != path.absolute():
            aired = dict(_of(other.parent / AIR / AIRED, other.parent, signs, aired=True))
            draft = dict(_of(other, other.parent, signs, aired=False))
            for name in {**aired, **draft}:
                yield Carried(manifest=other, story=name, on_air=name in aired)


def _of(path: Path, folder: Path, signs: Sequence[Collection[str]], *, aired: bool) -> Iterator[tuple[str, bool]]:
    try:
        manifest: Manifest = parse(read_text(path), where=str(path))
    except InputError:
        return
    if manifest.status == "killed":
        return
    for story in manifest.stories:
        in_it = story.starts is not None if aired else story.status is not Status.KILLED
        if in_it and any(sign & _signs(story, folder) for sign in map(frozenset, signs)):
            yield story.id, aired


def _signs(story: StoryEntry, folder: Path) -> frozenset[str]:
    """By what a story is known in another edition: its bytes, its address, its file."""
    source = story.source
    file = str((folder / source.file).resolve()) if source.file else ""
    return frozenset(filter(None, (source.sha256, source.url, file)))
