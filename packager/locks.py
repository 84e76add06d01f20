"""One at a time: what two runs of this program may not do at once to the same thing.

A lock is a file beside what it guards, held by the kernel (flock): it ends with its holder, however that ends, and a
file that a dead run left behind locks nothing. Editors in their own programs take no lock: what they save meanwhile is
merged (`packager.desk.merging`). On a disk that has no locks, or may not be written, nothing is locked.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from packager.errors import PackagerError
from packager.store import read_text, write_whole

EDITION = ".packager.lock"  # in an edition's folder: held by whoever makes or publishes it, for minutes
SAVING = ".packager.saving"  # in an edition's folder: held while a manifest is read, changed and written, for a moment
PATIENCE = 600.0  # s that one waits for a run; an ordinary day takes less
MOMENT = 30.0  # s that one waits for somebody who saves
_LOOK_AGAIN = 0.1  # s between two tries: flock has no time-out of its own
# No locks on this disk (NFS without its lock service, some FUSE), or one that takes no files: see the module's text.
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EBADF)
_NO_FILES = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOENT, errno.ENOTDIR)


class Busy(PackagerError):
    """Somebody else has been at work for longer than one would wait."""


Waiting = Callable[[str], None]  # told once, before one waits, for whom: "packager build (process 4711, since 05:54)"


@contextlib.contextmanager
def held(lock: Path, who: str, *, patience: float = PATIENCE, waiting: Waiting | None = None) -> Iterator[bool]:
    """Hold the lock for as long as the block runs; `who` is what others are told: "packager build".

    Gives whether the last holder died with it, and may have left something half-done. One that is held already is
    waited for, for `patience` seconds; a holder that takes it a second time waits for itself. Raises PackagerError
    when that time is over.
    """
    handle = _taken(lock, patience, waiting)
    if handle is None:
        yield False
        return
    try:
        died = os.fstat(handle).st_size > 0  # whoever ends well takes the file away
        with contextlib.suppress(OSError):  # a full disk: the lock holds without a name in it
            os.truncate(handle, 0)
            os.write(handle, f"{who} (process {os.getpid()}, since {time.strftime('%H:%M')})".encode())
        yield died
    finally:
        # Only its holder takes the file away; whoever waits on what was taken away sees that, and begins again.
        with contextlib.suppress(OSError):
            lock.unlink()
        os.close(handle)


def is_held(lock: Path) -> bool:
    """Whether somebody holds a lock, without taking it for longer than the look."""
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


def rewrite(path: Path, change: Callable[[str], bytes], who: str) -> None:
    """Replace a text file by what `change` makes of it; made anew from what somebody saved in the meantime.

    A file that is not there is empty. Raises InputError for one that cannot be read, PackagerError.
    """
    with held(path.with_name(f".{path.name}.lock"), who, patience=MOMENT):
        before = None
        while (there := read_text(path) if path.is_file() else "") != before:
            before, after = there, change(there)
        write_whole(path, after)


def _taken(lock: Path, patience: float, waiting: Waiting | None) -> int | None:
    until = time.monotonic() + patience
    told = False
    while True:
        try:
            handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        except OSError as error:
            if error.errno in _NO_FILES:
                return None
            raise PackagerError(f"{lock}: cannot be opened ({error.strerror})") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_named(handle, lock):
                return handle
            os.close(handle)
            continue
        except OSError as error:
            holder = _holder(handle)
            os.close(handle)
            if error.errno in _NO_LOCKS:
                return None
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise PackagerError(f"{lock}: cannot be locked ({error.strerror})") from error
        if time.monotonic() >= until:
            raise Busy(f"{lock.parent}: {holder} is still at work here; wait for it, or end it")
        if waiting and not told:
            waiting(holder)
            told = True
        time.sleep(_LOOK_AGAIN)


def _is_named(handle: int, lock: Path) -> bool:
    """Whether the open file is the one that lies there now, and not one that its holder has taken away."""
    with contextlib.suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(handle), lock.stat())
    return False


def _holder(handle: int) -> str:
    """Who holds it, as it says itself; the text may have been written by anybody."""
    with contextlib.suppress(OSError):
        told = os.read(handle, 100).decode("ascii", "replace")
        return "".join(sign for sign in told if sign.isprintable()) or "another run"
    return "another run"
