"""What became of an article on an earlier day, told by the digest of what came in: a folder keeps what nobody moves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from packager.air.aired import AIR, AIRED
from packager.desk import reading
from packager.desk.listing import NAME
from packager.desk.manifest import Manifest
from packager.errors import InputError
from packager.records import Status
from packager.store import read_text

DAYS = 31  # of an output folder that are looked through, the last ones
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def earlier(root: Path, language: str, day: str, sources: Collection[str]) -> dict[str, str]:
    """Of each article that was on air or killed before `day`, by the digest of its source, what became of it last.

    The manifests are believed as far as telling somebody goes. One that cannot be read tells nothing.
    """
    found: dict[str, str] = {}
    days = sorted((path for path in root.glob("*") if _DAY.fullmatch(path.name) and path.name < day), reverse=True)
    for before in days[:DAYS]:
        for source, told in _of_day(before / language, before.name, set(sources) - found.keys()):
            found.setdefault(source, told)
    return found


def _of_day(folder: Path, day: str, sources: Collection[str]) -> Iterator[tuple[str, str]]:
    manifest, record = (_naming(path, sources) for path in (folder / NAME, folder / AIR / AIRED))
    for story in manifest.stories if manifest else ():
        if manifest and Status.KILLED in (story.status, manifest.status):
            why = story.reason or manifest.reason
            yield story.source.sha256, f"killed on {day}" + (f" ({why})" if why else "")
    for story in record.stories if record else ():
        if record and Status.KILLED in (story.status, record.status):
            yield story.source.sha256, f"killed on {day}"
        elif story.starts is not None:
            yield story.source.sha256, f"aired on {day}"


def _naming(path: Path, sources: Collection[str]) -> Manifest | None:
    """The manifest in a file that has one of the digests in it: most days have none, and need not be taken apart."""
    try:
        text = read_text(path) if path.is_file() else ""
        return reading.parse(text, where=str(path)) if any(source in text for source in sources) else None
    except InputError:
        return None
