"""Editions that are on air and whose manifest is gone: found, and their manifest put back from what aired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from packager.air.aired import AIR, AIRED, Aired, aired
from packager.air.aired import NAME as PART
from packager.desk import writing
from packager.desk.listing import NAME
from packager.desk.manifest import Manifest
from packager.desk.reading import parse
from packager.errors import InputError
from packager.lang.registry import codes
from packager.records import Edition
from packager.store import read_text
from packager.text.confine import under

HEAD = "Put back from the record of what aired; what was edited after that is lost."


def lost(path: Path) -> Iterator[Path]:
    """Folders at a path, or below it, of which something is on air and whose manifest is gone."""
    for file in sorted(path.rglob(PART) if path.is_dir() else ()):
        if not (file.parent / NAME).exists() and _count(file.parent):
            yield file.parent


def _count(folder: Path) -> int:
    """How many files of an edition are on air."""
    try:
        known: Aired | None = aired(folder)
    except InputError:
        return 0
    return sum(map(len, known.delivered.values())) if known else 0


def told(folder: Path) -> str:
    """What to do about such a folder, in a line."""
    hint = f"'packager kill {folder} --reason WHY --by NAME' takes them away"
    return f"{folder}: the manifest is gone, and {_count(folder)} files of the edition are on air; {hint}"


def put_back(folder: Path, station: str) -> Path:
    """The manifest of such a folder, as it aired; where that record is damaged too, one without a story.

    Either is enough to take away what is on air. Raises InputError for a folder that is no edition's.
    """
    path = under(folder, NAME)
    try:
        manifest = parse(read_text(under(folder, f"{AIR}/{AIRED}")), where=str(path))
    except InputError:
        manifest = _bare(folder, station)
    writing.write_record(path, replace(manifest, published=""), HEAD)
    return path


def _bare(folder: Path, station: str) -> Manifest:
    date, language = folder.absolute().parent.name, folder.absolute().name
    if language not in codes():
        raise InputError("is no folder of an edition", where=str(folder), hint="name the one that held the manifest")
    return Manifest(episode=f"{date}-{language}", edition=Edition(date=date, language=language), station=station)
