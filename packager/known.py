"""What earlier runs found out, kept for each edition in one file of the store, so that nothing is worked out twice.

Results of pure functions stand under a digest of all that they follow from, and count for this very program alone.
A file's digest is believed while the file's size, times and number stand, for a day at most, and not at all where the
file was young when it was taken (as git does: it may have been written again within one tick of the clock). Losing the
file costs time and nothing else; nobody who publishes or checks looks into it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from packager.errors import PackagerError
from packager.store import Store, digest, file_digest, write_whole

STAGE = "known"
YOUNG = 2.0  # s; the coarsest clock of a file system that we meet (FAT) ticks so
BELIEVED = 86_400  # s that a digest stands for a file that seems untouched: what rots on a disk changes no time
_SOURCES = (".py", ".yaml", ".json", ".tsv", ".txt", ".csv")

_Stamp = list[int]  # size, modified and changed (ns), number, device


@dataclass
class Known:
    """What is known of one edition; without a file, for as long as it lives."""

    path: Path | None = None
    _results: dict[str, Any] = field(default_factory=dict)
    _digests: dict[str, tuple[_Stamp, float, str]] = field(default_factory=dict)  # path → as it was, when, digest
    _used: dict[str, Any] = field(default_factory=dict)  # results that this run needed
    _files: dict[str, tuple[_Stamp, float, str]] = field(default_factory=dict)  # digests that it needed
    _read: bool = False

    def __getstate__(self) -> dict[str, Any]:
        """On its way to another process it is the file alone."""
        return {**vars(Known(self.path))}

    def result(self, stage: str, parts: object, make: Callable[[], Any]) -> Any:
        """What `make` gives, a JSON value; kept under `parts`, which are all that it follows from."""
        self._load()
        key = digest(stage, parts)
        if key not in self._used:
            self._used[key] = self._results[key] if key in self._results else make()
        return self._used[key]

    def digest(self, file: Path) -> str:
        """Hex SHA-256 of a file's bytes, as `store.file_digest`. Raises OSError."""
        self._load()
        name, before = str(file.absolute()), _stamp(file)
        stamp, when, told = self._files.get(name) or self._digests.get(name, ([], 0.0, ""))
        if stamp != before or not 0 <= time.time() - when < BELIEVED:
            when, told = time.time(), file_digest(file)
            if _stamp(file) != before or when - max(before[1:3]) / 1e9 < YOUNG:
                self._forget(name)
                return told
        self._files[name] = before, when, told
        return told

    def is_still(self, file: Path) -> bool:
        """Whether a file has the digest that was believed of it; where not, it is believed no more."""
        name = str(file.absolute())
        if name not in self._files or file_digest(file) == self._files[name][2]:
            return True
        self._forget(name)
        self.save()
        return False

    def save(self) -> None:
        """Keep what this run needed, and let go of the rest. A disk that takes nothing costs the next run time."""
        if self.path is None or (self._results == self._used and self._digests == self._files):
            return
        body = json.dumps({"program": program(), "results": self._used, "digests": self._files}, ensure_ascii=False)
        data = body.encode("utf-8", "surrogatepass")
        with contextlib.suppress(PackagerError):
            write_whole(self.path, hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
            self._results, self._digests = dict(self._used), dict(self._files)

    def _forget(self, name: str) -> None:
        self._files.pop(name, None)
        self._digests.pop(name, None)

    def _load(self) -> None:
        if self._read or self.path is None:
            return
        self._read = True
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError, RecursionError):  # damaged, or none
            if (data := _sealed(self.path)) is not None:
                found = json.loads(data)
                self._digests = {name: (stamp, when, told) for name, (stamp, when, told) in found["digests"].items()}
                self._results = found["results"] if found["program"] == program() else {}


def is_whole(path: Path) -> bool:
    """Whether what is known is as it was kept. Raises OSError."""
    return _sealed(path) is not None


def _sealed(path: Path) -> bytes | None:
    """What a file holds below its seal; None where that does not fit."""
    seal, _, data = path.read_bytes().partition(b"\n")
    return data if seal == hashlib.sha256(data).hexdigest().encode() else None


def known_of(store: Store, folder: Path) -> Known:
    """What is known of the edition in a folder."""
    return Known(store.path(STAGE, digest(str(folder.absolute())), ".json"))


def _stamp(file: Path) -> _Stamp:
    told = file.stat()
    return [told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino, told.st_dev]


@cache
def program() -> str:
    """What changes with the program: the times of its files, of its libraries' folders, and which Python runs it."""
    libraries = [Path(place) for place in sys.path if place.endswith(("site-packages", "dist-packages"))]
    parts: list[object] = [sys.version, [[str(place), _changed(place)] for place in libraries]]
    for folder, folders, names in os.walk(Path(__file__).parent):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        files = (os.path.join(folder, name) for name in sorted(names) if name.endswith(_SOURCES))  # noqa: PTH118
        parts += [[name, told.st_size, told.st_mtime_ns] for name in files for told in [os.stat(name)]]  # noqa: PTH116
    return digest("program", *parts)


def _changed(folder: Path) -> int:
    return folder.stat().st_mtime_ns if folder.is_dir() else 0
