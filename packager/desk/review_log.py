"""The log of reviews beside a manifest, review.jsonl: who did what, when, and what stood there before.

Append-only, one entry a line as canonical JSON. Each entry has its number, the hash of the one before it and its own,
so that a changed, moved or missing entry in the middle shows. A cut tail does not show by that: for it the number and
hash of the last entry are written elsewhere too (see `docs/review.md`).
"""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from packager.desk.manifest import Anchor
from packager.errors import PackagerError
from packager.store import appending, digest, read_text, sync_folder

NAME = "review.jsonl"
START = ""  # what the first entry names as the one before it
Entry = Mapping[str, Any]
_KEYS = {"number", "before", "at", "by", "what"}


@dataclass(frozen=True, kw_only=True)
class Log:
    """The log as it was read."""

    entries: tuple[Entry, ...] = ()
    fault: str = ""  # the first place where the chain does not hold, in words

    @property
    def head(self) -> Anchor:
        """How far it has come."""
        return Anchor(entries=len(self.entries), head=self.entries[-1]["hash"] if self.entries else START)


@dataclass(frozen=True, kw_only=True)
class Note:
    """What is to be written down."""

    by: str
    at: str  # ISO 8601
    what: str  # the act: "set-text"
    act: Mapping[str, Any] = field(default_factory=dict)  # its own fields, JSON values
    more: Mapping[str, Any] = field(default_factory=dict)  # what came of it, JSON values


def read(folder: Path) -> Log:
    """The log in an edition's folder; an empty one where there is none. Raises InputError for one that is no text."""
    path = folder / NAME
    if not path.is_file():
        return Log()
    text = read_text(path)
    entries: list[Entry] = []
    fault = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue  # left by a line that was cut off
        entry = _entry(line)
        before = entries[-1]["hash"] if entries else START
        if entry is None:
            fault = fault or f"line {number} is no entry, or was changed"
            continue
        if entry["before"] != before or entry["number"] != len(entries) + 1:
            fault = fault or f"line {number} does not follow on the one before it: entries are missing or moved"
        entries.append(entry)
    return Log(entries=tuple(entries), fault=fault)


def _entry(line: str) -> Entry | None:
    try:
        entry = json.loads(line)
        told = {name: value for name, value in entry.items() if name != "hash"}
        fits = entry["hash"] == digest(told) and isinstance(entry["act"], dict) and set(entry) >= _KEYS
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return entry if fits else None


def next_entry(log: Log, note: Note) -> Entry:
    """The entry that writes a note down behind all that the log has."""
    place = {"number": len(log.entries) + 1, "before": log.head.head}
    told = {**note.more, **place, "at": note.at, "by": note.by, "what": note.what, "act": note.act}
    return {**told, "hash": digest(told)}


def with_entry(log: Log, entry: Entry) -> Log:
    """The log with one entry more."""
    return replace(log, entries=(*log.entries, entry))


def lacks(log: Log, anchor: Anchor) -> str:
    """What a log lacks of what it had once, in words; "" where all of it is there."""
    if len(log.entries) < anchor.entries:
        return f"has {len(log.entries)} entries, and had {anchor.entries}: its end was cut off"
    if anchor.entries and log.entries[anchor.entries - 1]["hash"] != anchor.head:
        return f"its first {anchor.entries} entries are not those that it had: they were written anew"
    return ""


def put_aside(folder: Path) -> str:
    """Move a log that does not hold together to a name of its own, and give that; "" where there is none."""
    path = folder / NAME
    if not path.exists():
        return ""
    names = (f"review-damaged-{number}.jsonl" for number in itertools.count(1))
    name = next(name for name in names if not (folder / name).exists())
    path.replace(folder / name)
    sync_folder(folder)
    return name


def append(folder: Path, entry: Entry) -> None:
    """Write an entry to the disk, to its end. The caller holds the lock. Raises PackagerError."""
    line = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path = folder / NAME
    try:
        with appending(path) as file:
            file.write(f"\n{line}\n" if _is_cut(path) else f"{line}\n")
    except OSError as error:
        raise PackagerError(f"{path}: cannot be written ({error.strerror}); make room") from error


def _is_cut(path: Path) -> bool:
    """Whether the last line was cut off while it was written: the next one begins anew behind it."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - 1, 0))
        return bool(size) and file.read(1) != b"\n"
