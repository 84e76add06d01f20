"""Where published files lie: what every such place can do, and a folder on this machine or on a share."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from packager.errors import InputError, PackagerError
from packager.store import file_digest, make_folder
from packager.text.confine import under

ASIDE = "withdrawn"  # beside the air set: what somebody altered in it, and what is to air no more
Seen = tuple[int, ...]  # by what a place tells, without reading it, that a file is still the one that was looked at


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A file that shall lie in a place, as it was checked."""

    name: str
    content: Path | bytes
    digest: str  # hex SHA-256
    slot: str  # what it stands for in the system; its own name where nothing else is known


class Place(Protocol):
    """Somewhere files are put; everything raises PackagerError where the place does not do it."""

    @property
    def key(self) -> str:
        """What the journal calls it."""

    @property
    def where(self) -> str:
        """What people call it."""

    def reach(self) -> None:
        """Raise InputError where it is not there."""

    def seen(self, name: str) -> Seen | None:
        """The mark of the file of this name; None where there is none."""

    def digest(self, name: str) -> str | None:
        """Hex SHA-256 of the file of this name, "" for what is no file, None where there is nothing."""

    def put(self, piece: Piece) -> Seen:
        """Put a file there whole, or not at all. Raises InputError where it is not the file that was checked."""

    def remove(self, name: str) -> None:
        """Take a file away."""

    def put_aside(self, name: str) -> bool:
        """Move what is not ours to delete to where it does not air; False where the place has no such corner."""

    def sweep(self, names: Iterable[str]) -> None:
        """Clear what a run that was cut off has left half-written under these names."""


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A folder; `own` where the program may make it, which it may not for a share that is perhaps not mounted."""

    path: Path
    key: str
    own: bool = False

    @property
    def where(self) -> str:
        """The folder's path."""
        return str(self.path)

    def reach(self) -> None:
        """Raise InputError where there is no such folder."""
        if self.own:
            make_folder(self.path)
        elif not self.path.is_dir():
            # Made here, it would stand in for a share that is not mounted, and nobody would see the files.
            raise InputError("there is no such drop folder", where=str(self.path), mend="mount it, or make it")

    def seen(self, name: str) -> Seen | None:
        """Size, time of change in ns and inode: a program that writes a file anew changes one of them."""
        try:
            told = (self.path / name).lstat()
        except OSError:
            return None
        return told.st_size, told.st_mtime_ns, told.st_ino

    def digest(self, name: str) -> str | None:
        """The file's digest; a link is no file of ours, wherever it leads."""
        path = self.path / name
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                return ""
            return file_digest(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise PackagerError(f"{path}: cannot be read ({error.strerror})") from error

    def put(self, piece: Piece) -> Seen:
        """Copy beside the name, look at what was copied, rename.

        What is half there has no ending of a sound: whoever watches the folder takes files by their endings.
        """
        path, temporary = self.path / piece.name, self._temporary(piece.name)
        try:
            temporary.unlink(missing_ok=True)  # it may be a link
            if isinstance(piece.content, bytes):
                temporary.write_bytes(piece.content)
            else:
                shutil.copyfile(piece.content, temporary)
            with temporary.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != piece.digest:
                    raise InputError("was changed while it was published", where=str(piece.content), mend="build again")
                os.fsync(file.fileno())
            temporary.replace(path)
            _sync(self.path)
        except OSError as error:
            what = error.strerror or str(error)
            raise PackagerError(f"{path}: cannot be written ({what}); make room or mend the folder") from error
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        seen = self.seen(piece.name)
        return () if seen is None else seen  # taken in already: nothing is what it was

    def remove(self, name: str) -> None:
        """Take a file away."""
        try:
            (self.path / name).unlink(missing_ok=True)
            _sync(self.path)
        except OSError as error:
            raise PackagerError(f"{self.path / name}: cannot be taken away ({error.strerror})") from error

    def put_aside(self, name: str) -> bool:
        """Move it beside the folder, where that is ours: a link is moved, and nothing where it leads."""
        if not self.own:
            return False
        try:
            aside = under(self.path.parent, ASIDE)
            make_folder(aside)
            (self.path / name).replace(aside / name)
        except OSError as error:
            raise PackagerError(f"{self.path / name}: cannot be moved aside ({error.strerror})") from error
        return True

    def sweep(self, names: Iterable[str]) -> None:
        """Clear half-written files."""
        for name in names:
            with contextlib.suppress(OSError):
                self._temporary(name).unlink(missing_ok=True)

    def _temporary(self, name: str) -> Path:
        return self.path / f".{name}.part"


def _sync(folder: Path) -> None:
    """Make a rename last; not every share can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
