"""The log of reviews beside a manifest, review.jsonl: who did what, when, and what stood there before.

Append-only, one entry a line as canonical JSON. Each entry has its number, the hash of the one before it and its own,
so that a changed, moved or missing entry in the middle shows. A cut tail does not show by that: for it the number and
hash of the last entry are written elsewhere too (see `docs/review.md`). A log that was lost goes on under the number
where it ended, with an entry that says so.
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
LOST = "log-lost"  # what an entry says behind which the log begins anew; `act` tells how far it had come, and the fault
START = Anchor(entries=0, head="")
Entry = Mapping[str, Any]
_KEYS = {"number", "before", "at", "by", "what"}


@dataclass(frozen=True, kw_only=True)
class Log:
    """The log as it was read."""

    entries: tuple[Entry, ...] = ()
    fault: str = ""  # the first place where the chain does not hold, in words
    begins: Anchor = START  # what is lost of it

    @property
    def head(self) -> Anchor:
        """How far it has come."""
        last = self.entries[-1] if self.entries else None
        return Anchor(entries=last["number"], head=last["hash"]) if last else self.begins


@dataclass(frozen=True, kw_only=True)
class NewEntry:
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
    log = Log()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue  # left by a line that was cut off
        entry = _entry(line)
        if entry is None:
            log = replace(log, fault=log.fault or f"line {number} is no entry, or was changed")
            continue
        if not log.entries and entry["what"] == LOST:
            log = replace(log, begins=Anchor(entries=entry["number"] - 1, head=entry["before"]))
        if (entry["number"], entry["before"]) != (log.head.entries + 1, log.head.head):
            what = f"line {number} does not follow on the one before it: entries are missing or moved"
            log = replace(log, fault=log.fault or what)
        log = with_entry(log, entry)
    return log


def _entry(line: str) -> Entry | None:
    try:
        entry = json.loads(line)
        told = {name: value for name, value in entry.items() if name != "hash"}
        fits = entry["hash"] == digest(told) and isinstance(entry["act"], dict) and set(entry) >= _KEYS
        fits = fits and isinstance(entry["number"], int) and isinstance(entry.get("changes", []), list)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return entry if fits else None


def next_entry(log: Log, note: NewEntry) -> Entry:
    """The entry that writes a note down behind all that the log has."""
    place = {"number": log.head.entries + 1, "before": log.head.head}
    told = {**note.more, **place, "at": note.at, "by": note.by, "what": note.what, "act": note.act}
    return {**told, "hash": digest(told)}


def with_entry(log: Log, entry: Entry) -> Log:
    """The log with one entry more."""
    return replace(log, entries=(*log.entries, entry))


def lacks(log: Log, anchor: Anchor) -> str:
    """What a log lacks of what it had once, in words; "" where all of it is there."""
    if anchor.entries <= log.begins.entries:
        return ""  # lost, and told by the log's first entry
    if log.head.entries < anchor.entries:
        return f"has {log.head.entries} entries, and had {anchor.entries}: its end was cut off, or all of it deleted"
    found = next((entry for entry in log.entries if entry["number"] == anchor.entries), None)
    if found is None or not found["hash"].startswith(anchor.head):
        return f"entry {anchor.entries} is not the one that it had: entries were written anew, or another log put there"
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
