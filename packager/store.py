"""Content-addressed results: computed once, written whole, safe to delete.

A result's key is a digest of the stage, of the engine's fingerprint, and of the content that can
change the result. Deleting the store costs time and never an editor's work. Disks lose bytes, and people
tidy folders: what is sealed here is believed only while its bytes are those that were sealed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packager.errors import InputError, PackagerError

LARGEST_TEXT = 32 << 20  # bytes; the manifest of a day of 200 stories has three million


def digest(*parts: object) -> str:
    """Hex SHA-256 of the parts' canonical JSON; parts are JSON values (str, int, float, list, dict)."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Hex SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_text(path: Path) -> str:
    """The text of a small file that a person may have written. Raises InputError.

    A pipe or a device is refused before it is opened: one never ends, the other never answers.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError("is not a regular file", where=str(path), hint="name a file with text in it")
        if path.stat().st_size > LARGEST_TEXT:
            raise InputError(f"is over {LARGEST_TEXT >> 20} MB", where=str(path), hint="name the right file")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8 (byte {error.start})", where=str(path), hint="save the file as UTF-8 in the editor"
        ) from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path)) from error


def make_folder(folder: Path) -> None:
    """Make a folder and its parents. Raises InputError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"cannot make the folder ({error.strerror})",
            where=str(folder),
            hint="choose another with --output, or mend its permissions",
        ) from error


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` that takes its name, synced, when the block ends well.

    Raises PackagerError for a full disk or a folder that cannot be written; nothing stays behind.
    """
    make_folder(path.parent)
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-", suffix=path.suffix)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise PackagerError(
            f"{path}: cannot be written ({error.strerror or error}); make room or choose another folder"
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    with whole_file(path) as temporary:
        temporary.write_bytes(data)


def seal(file: Path, about: Mapping[str, object]) -> None:
    """Write what is known of a finished file, and its digest, into a file of its name that ends in .json."""
    body = {"about": about, "sha256": file_digest(file)}
    told = {**body, "seal": digest(file.name, body)}  # with the name: another file's seal is none of this one
    write_whole(seal_of(file), json.dumps(told, ensure_ascii=False).encode())


def sealed(file: Path) -> Mapping[str, Any] | None:
    """What is known of a file that is as it was sealed; None where it or its seal is missing, cut or altered."""
    try:
        found = json.loads(seal_of(file).read_bytes())
        body = {"about": found["about"], "sha256": found["sha256"]}
        if digest(file.name, body) != found["seal"] or file_digest(file) != found["sha256"]:
            return None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):  # whatever a damaged file may hold
        return None
    return dict(found["about"])


def seal_of(file: Path) -> Path:
    """Where a file's seal lies, or would lie. Where it lies and `sealed` is None, something was damaged."""
    return file.with_suffix(".json")


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write a file whole unless it already holds just these bytes; whether it was written."""
    with contextlib.suppress(OSError):
        if path.read_bytes() == data:
            return False
    write_whole(path, data)
    return True


@dataclass(frozen=True)
class Store:
    """Results by digest, under one folder."""

    root: Path

    def path(self, stage: str, key: str, suffix: str) -> Path:
        """Where the result of a stage with this key lies, or would lie.

        Raises ValueError for a key that is no digest: no text from outside may name a file here.
        """
        if not re.fullmatch(r"[0-9a-f]{16,128}", key) or not re.fullmatch(r"[a-z][a-z-]*", stage):
            raise ValueError(f"no key of a result: {stage!r} {key[:80]!r}")
        return self.root / stage / key[:2] / f"{key}{suffix}"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
