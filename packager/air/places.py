"""Where published files lie: what every such place can do, and a folder on this machine or on a share."""

from __future__ import annotations

import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from packager.errors import InputError, PackagerError
from packager.store import file_digest, make_folder, sweep, sync_folder, whole_file
from packager.text.confine import under

ASIDE = "withdrawn"  # beside the air set: what somebody altered in it, and what is to air no more
Seen = tuple[int, ...]  # by what a place tells, without reading it, that a file is still the one that was looked at


@dataclass(frozen=True, kw_only=True, slots=True)
class Parcel:
    """A file that shall lie in a place, as it was checked."""

    name: str
    content: Path | bytes
    digest: str  # hex SHA-256
    slot: str  # what it stands for in the system; its own name where nothing else is known
    title: str = ""  # what it is to a listener


class Destination(Protocol):
    """Somewhere files are put; everything raises PackagerError where the place does not do it."""

    @property
    def key(self) -> str:
        """What the journal calls it."""

    @property
    def where(self) -> str:
        """What people call it."""

    def reach(self) -> None:
        """Raise InputError where it is not there."""

    def mount(self) -> str:
        """Where the disk or share is mounted on which it lies; "" for a place that cannot be mistaken for another."""

    def seen(self, name: str) -> Seen | None:
        """The mark of the file of this name; None where there is none."""

    def digest(self, name: str) -> str | None:
        """Hex SHA-256 of the file of this name, "" for what is no file, None where there is nothing."""

    def put(self, parcel: Parcel) -> Seen:
        """Put a file there whole, or not at all. Raises InputError where it is not the file that was checked."""

    def remove(self, name: str) -> None:
        """Take a file away."""

    def put_aside(self, name: str) -> bool:
        """Move what is not ours to delete to where it does not air; False where the place has no such corner."""

    def sweep(self) -> None:
        """Clear what runs that were cut off have left half-written."""

    def takes(self, name: str) -> bool:
        """Whether a file of this name can lie there."""

    def close(self) -> None:
        """Leave the place; it may be reached again."""


@dataclass(frozen=True, kw_only=True)
class LocalFolder:
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
            raise InputError("there is no such drop folder", where=str(self.path), hint="mount it, or make it")

    def mount(self) -> str:
        """The nearest folder upwards at which something is mounted."""
        above = (self.path, *self.path.parents)
        return "" if self.own else str(next(folder for folder in above if folder.is_mount()))

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

    def put(self, parcel: Parcel) -> Seen:
        """Copy beside the name, look at what was copied, rename.

        What is half there has no ending of a sound: whoever watches the folder takes files by their endings.
        """
        with whole_file(self.path / parcel.name) as temporary:
            if isinstance(parcel.content, bytes):
                temporary.write_bytes(parcel.content)
            else:
                shutil.copyfile(parcel.content, temporary)
            if file_digest(temporary) != parcel.digest:
                raise InputError("was changed while it was published", where=str(parcel.content), hint="build again")
        return self.seen(parcel.name) or ()  # taken in already: nothing is what it was

    def remove(self, name: str) -> None:
        """Take a file away."""
        try:
            (self.path / name).unlink(missing_ok=True)
            sync_folder(self.path)
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
            sync_folder(aside)
            sync_folder(self.path)
        except OSError as error:
            raise PackagerError(f"{self.path / name}: cannot be moved aside ({error.strerror})") from error
        return True

    def sweep(self) -> None:
        """Clear half-written files of runs that are dead."""
        sweep(self.path)

    def takes(self, name: str) -> bool:  # noqa: ARG002 - a place's signature
        """A folder takes all."""
        return True

    def close(self) -> None:
        """Nothing is held open."""
