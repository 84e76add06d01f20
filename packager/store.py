"""Content-addressed results: computed once, written whole, safe to delete.

A result's key is a digest of the stage, of the engine's fingerprint, and of the content that can
change the result. Deleting the store costs time and never an editor's work. Disks lose bytes, and people
tidy folders: what is sealed here is believed only while its bytes are those that were sealed.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from packager.errors import InputError, PackagerError

LARGEST_TEXT = 32 << 20  # bytes; the manifest of a day of 200 stories has three million
PART = ".part-"  # how the name of a file begins that is not whole yet; no ending, so that nobody takes it for a sound
_PART = re.compile(re.escape(PART) + r"(?P<host>[0-9a-f]{6})-(?P<pid>\d+)-[0-9a-f]{8}")
_DAY = 86_400  # s; no file takes so long to write


def digest(*parts: object) -> str:
    """Hex SHA-256 of the parts' canonical JSON; parts are JSON values (str, int, float, list, dict)."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()  # half a character is no crash


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
    """Make a folder and its parents, to the disk. Raises InputError where that cannot be."""
    try:
        new = [above for above in (folder, *folder.parents) if not above.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for made in new:
            sync_folder(made.parent)
    except OSError as error:
        raise InputError(
            f"cannot make the folder ({error.strerror})",
            where=str(folder),
            hint="choose another with --output, or mend its permissions",
        ) from error


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk: a file's own sync does not keep its name (fsync(2), NOTES).

    A disk that has no such thing (some network shares) gives what it gives.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(handle)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` that takes its name when the block ends well; then both are on the disk.

    Raises PackagerError for a full disk or a folder that cannot be written; nothing stays behind. What a run left here
    that was killed is cleared away.
    """
    make_folder(path.parent)
    _swept(path.parent)
    temporary = path.with_name(part_name())
    try:
        _OURS.add(temporary.name)
        temporary.touch(exist_ok=False)
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise PackagerError(
            f"{path}: cannot be written ({error.strerror or error}); make room or choose another folder"
        ) from error
    finally:
        with contextlib.suppress(OSError):  # a disk that takes no more lets nothing go either; the next run sweeps
            temporary.unlink(missing_ok=True)
        _OURS.discard(temporary.name)


_OURS: set[str] = set()  # names of files that this process is writing


def sweep(folder: Path) -> None:
    """Take away what runs that are dead left half-written in a folder; a folder that is not there has nothing.

    A process of this machine is known to be dead; of another one's (a share) what is a day old is taken to be.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in [entry for entry in entries if entry.name.startswith(PART)]:
            if _is_left(entry):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def sweep_below(folder: Path) -> None:
    """Sweep a folder and all below it."""
    for path, _, _ in os.walk(folder):
        sweep(Path(path))


def part_name() -> str:
    """A name for a file of this process that is not whole yet."""
    return f"{PART}{_host()}-{os.getpid()}-{secrets.token_hex(4)}"


def _is_left(entry: os.DirEntry[str]) -> bool:
    if entry.name in _OURS or not entry.is_file(follow_symlinks=False):
        return False
    return is_left(entry.name, entry.stat(follow_symlinks=False).st_mtime)


def is_left(name: str, changed: float) -> bool:
    """Whether a half-written file of this name and time of change (s since 1970) is of a run that is dead."""
    known = _PART.fullmatch(name)
    mine = known is not None and known["host"] == _host()
    dead = mine and known is not None and (int(known["pid"]) == os.getpid() or not _is_alive(int(known["pid"])))
    return dead or time.time() - changed > _DAY


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True  # somebody else's
    return True


@cache
def _host() -> str:
    """What tells machines apart in a name: a share may have files that another one is writing."""
    return hashlib.sha256(os.uname().nodename.encode("utf-8", "surrogateescape")).hexdigest()[:6]


@cache
def _swept(folder: Path) -> None:
    """Sweep a folder the first time that this process writes into it."""
    sweep(folder)


@contextlib.contextmanager
def appending(path: Path) -> Iterator[TextIO]:
    """A text file to add lines to; when the block ends they, and the file's name, are on the disk. Raises OSError."""
    make_folder(path.parent)
    new = not path.exists()
    with path.open("a", encoding="utf-8") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    if new:
        sync_folder(path.parent)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    with whole_file(path) as temporary:
        temporary.write_bytes(data)


def in_use(path: Path) -> None:
    """Note that a kept result is used, to the day: what nobody has used for long may be cleared away.

    The time of the file alone tells it. A disk that may not be written tells nothing.
    """
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)


def seal(file: Path, about: Mapping[str, object]) -> None:
    """Write what is known of a finished file, and its digest, into a file of its name that ends in .json."""
    body = {"about": about, "sha256": file_digest(file)}
    told = {**body, "seal": digest(file.name, body)}  # with the name: another file's seal is none of this one
    write_whole(seal_of(file), json.dumps(told, ensure_ascii=False).encode())


def sealed(file: Path, digest_of: Callable[[Path], str] = file_digest) -> Mapping[str, Any] | None:
    """What is known of a file that is as it was sealed; None where it or its seal is missing, cut or altered."""
    try:
        found = json.loads(seal_of(file).read_bytes())
        body = {"about": found["about"], "sha256": found["sha256"]}
        if digest(file.name, body) != found["seal"] or digest_of(file) != found["sha256"]:
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
