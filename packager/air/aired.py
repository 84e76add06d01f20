"""An edition's own part of what was published, beside its manifest: what the feed and `check` go by.

The journal of the output folder is made anew from these parts where it is lost.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from packager.desk import reading
from packager.store import digest, read_text, write_if_changed
from packager.text.confine import under

Delivered = Mapping[str, Mapping[str, str]]  # place → file → digest; the edition's own air set is the place AIR
AIR = "air"  # the edition's own air set, among its folder's names and among the places that hold its files
AIRED = "as-aired.yaml"  # in AIR
NAME = ".aired.json"  # beside the manifest: what lies in the air set is served
VERSION = 2


@dataclass(frozen=True, kw_only=True)
class Aired:
    """What of an edition is on air."""

    episode: str
    day: str
    published: str = ""  # ISO 8601: when first; "" where it never was
    build: str = ""  # what it was made of then: see `build_of`
    killed: bool = False
    delivered: Delivered = field(default_factory=dict)
    slots: Delivered = field(default_factory=dict)  # place → file → slot, where that is not the file's name


def build_of(files: Mapping[str, str]) -> str:
    """What an edition's files are together, by the digest of each."""
    return digest(sorted(files.items()))[:16]


def aired(folder: Path) -> Aired | None:
    """What was published of the edition in a folder; None where nothing was.

    Where the file is lost or of an earlier version, the record of what aired tells it. Raises InputErrors where that
    cannot be read either.
    """
    part = _part(folder / NAME)
    if part and part.episode:
        return part
    record = under(folder, f"{AIR}/{AIRED}")
    if not record.is_file():
        return None
    told = reading.parse(read_text(record), where=str(record))
    return Aired(
        episode=told.episode,
        day=told.edition.date,
        published=part.published if part else told.published,
        build=build_of(told.files),
        killed=told.status == "killed",
        delivered=part.delivered if part else told.delivered,
    )


def _part(path: Path) -> Aired | None:
    """What the file says; None where there is none, or it is damaged. Without an episode it is of version 1."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        first = data["version"] == 1
        if not first and data["version"] != VERSION:
            return None
        return Aired(
            episode="" if first else _text(data["episode"]),
            day="" if first else _text(data["day"]),
            published=_text(data["published"]),
            build="" if first else _text(data["build"]),
            killed=data.get("killed") is True,
            delivered=_texts(data["delivered"]),
            slots=_texts(data.get("slots", {})),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def keep(folder: Path, told: Aired) -> None:
    """Write what is on air. Raises PackagerError."""
    write_if_changed(folder / NAME, (json.dumps({"version": VERSION, **asdict(told)}, indent=0) + "\n").encode())


def _texts(data: Any) -> dict[str, dict[str, str]]:
    return {place: {name: _text(told) for name, told in files.items()} for place, files in data.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
