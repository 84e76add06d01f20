"""A command in a process of its own, its system calls told in order, and made to fail (Linux on x86-64).

The process is a fork of this one, so that it begins with everything loaded: what is tried is what it does to the disk.
The kernel asks us at each of the calls what is to become of it (seccomp_unotify(2)); no call is replaced, libraries'
own are seen too, and those of processes that it starts.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import select
import signal
import socket
import struct
import sys
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from packager import store

KILL = "KILL"
_FULL = (KILL, "ENOSPC", "EIO", "EDQUOT")
FAULTS = {  # what may befall a call
    "fsync": _FULL,
    "fdatasync": _FULL,
    "rename": (*_FULL, "EROFS"),
    "unlink": (KILL, "EIO", "EROFS"),
    "mkdir": (KILL, "ENOSPC", "EDQUOT", "EROFS"),
    "write": _FULL,
    "pwrite": _FULL,
    "sendfile": _FULL,
    "ftruncate": (KILL, "EIO"),
    "open": (KILL, "EMFILE"),
    "create": (KILL, "EMFILE", "ENOSPC", "EDQUOT", "EROFS", "EIO"),
}
_NEVER = {"EMFILE": ("open", "create"), "EROFS": ("rename", "unlink", "mkdir", "create")}  # else all but opening
# Numbers of system calls on x86-64, and where each has the open file or the path that it changes.
_CALLS = {
    1: ("write", 0),
    18: ("pwrite", 0),
    40: ("sendfile", 0),
    74: ("fsync", 0),
    75: ("fdatasync", 0),
    77: ("ftruncate", 0),
    82: ("rename", 0),
    83: ("mkdir", 0),
    87: ("unlink", 0),
    257: ("open", 1),
}
_BY_PATH = ("rename", "mkdir", "unlink", "open", "create")
_RECEIVE, _ANSWER = 0xC0502100, 0xC0182101  # ioctl(2)
_GOES_ON = 1  # SECCOMP_USER_NOTIF_FLAG_CONTINUE


@dataclass(frozen=True)
class Call:
    """A system call that was about to be made."""

    name: str
    path: str  # of what it changes
    to: str = ""  # of a rename: the new name

    @property
    def tells(self) -> bool:
        """Whether somebody outside hears of it."""
        return self.name == "write" and self.path == "told"


@dataclass(frozen=True)
class Point:
    """Something that goes wrong: at one of a run's calls, counted from 0, or from it on."""

    fault: str
    at: int
    lasting: bool = False

    def befalls(self, number: int, call: Call) -> bool:
        """Whether it befalls this call of a run."""
        if number < self.at or call.tells or not self.lasting:
            return number == self.at
        kinds = _NEVER.get(self.fault)
        return call.name in kinds if kinds else call.name != "open"


@dataclass(frozen=True)
class Ended:
    """How a process ended, and what it did before."""

    code: int  # negative: by this signal
    told: str  # on both its streams
    calls: tuple[Call, ...] = field(default=(), repr=False)


def points(calls: Sequence[Call]) -> list[Point]:
    """Every fault at every call; `calls` are of a run that nothing befell."""
    return [
        Point(fault, at, lasting)
        for at, call in enumerate(calls)
        if not call.tells
        for fault in FAULTS[call.name]
        for lasting in ((False,) if fault == KILL else (False, True))
    ]


def run(work: Callable[[], int], told: Path, root: Path, point: Point | None = None) -> Ended:
    """Do the work in a fork of this process, whose streams go to the file `told`; calls count that change `root`."""
    ours, theirs = socket.socketpair()
    child = _forked(work, told, theirs)
    theirs.close()
    with ours, os.fdopen(os.pidfd_open(child), "rb") as ends:
        _, handles, _, _ = socket.recv_fds(ours, 1, 1)
        if not handles:
            os.waitpid(child, 0)
            pytest.skip("the kernel lets nobody look at system calls here")
        calls = _watched(child, handles[0], ends.fileno(), root, point)
        _, status = os.waitpid(child, 0)
        os.close(handles[0])
    return Ended(os.waitstatus_to_exitcode(status), told.read_text(errors="replace"), calls)


def _watched(child: int, listener: int, ends: int, root: Path, point: Point | None) -> tuple[Call, ...]:
    calls: list[Call] = []
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    poll.register(ends, select.POLLIN)
    while True:
        ready = dict(poll.poll())
        if not ready.get(listener, 0) & select.POLLIN:
            return tuple(calls)
        asked = bytearray(80)
        with suppress(OSError):  # whoever asked is dead
            fcntl.ioctl(listener, _RECEIVE, asked)
            number, process, _, nr, _, _, *args = struct.unpack("<QIIiIQ6Q", asked)
            call, refused = None, 0
            with suppress(OSError):  # of a file that is not open
                call = _call(process, nr, args, str(root))
            if call:
                if point and point.befalls(len(calls), call):
                    if point.fault == KILL:
                        os.kill(child, signal.SIGKILL)
                        continue
                    refused = getattr(errno, point.fault)
                calls.append(call)
            answer = struct.pack("<QqiI", number, 0, -refused, 0 if refused else _GOES_ON)
            fcntl.ioctl(listener, _ANSWER, bytearray(answer))


def _call(process: int, nr: int, args: Sequence[int], root: str) -> Call | None:
    """The call, where it is one that changes or opens something under the root, or tells something."""
    name, place = _CALLS[nr]
    told = Path(f"/proc/{process}")

    def named(address: int) -> str:
        return str((told / "cwd").readlink() / _text(process, address))

    if name == "write" and args[0] in (1, 2):
        return Call(name, "told")
    path = named(args[place]) if name in _BY_PATH else str((told / "fd" / str(args[place])).readlink())
    if path != root and not path.startswith(f"{root}/"):
        return None
    if name == "open" and args[2] & os.O_CREAT:
        name = "create"
    return Call(name, path, named(args[1]) if name == "rename" else "")


def _text(process: int, address: int) -> str:
    """A text that ends with a zero byte, in the memory of a process."""
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:  # noqa: PTH123
        memory.seek(address)
        found = memory.read(4096 - address % 4096)
        while b"\0" not in found:
            found += memory.read(4096)
    return os.fsdecode(found.partition(b"\0")[0])


def _forked(work: Callable[[], int], told: Path, theirs: socket.socket) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads that are not there any more
        child = os.fork()
    if child:
        return child
    code = 70
    try:
        handle = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for number in (1, 2):
            os.dup2(handle, number)
        os.close(handle)
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
        store._swept.cache_clear()
        listener = _asked_of_us()
        socket.send_fds(theirs, [b"x"], [listener] if listener >= 0 else [])
        if listener >= 0:
            os.close(listener)
            code = work()
            sys.stdout.flush()
    except BaseException as error:  # nothing of this may come back into the tests
        os.write(2, f"Traceback: {type(error).__name__}: {error}".encode())
    finally:
        os._exit(code)


def _asked_of_us() -> int:
    """Have the kernel ask at each of the calls, from now on; the handle to answer with, negative where it will not."""
    load, equal, give = 0x20, 0x15, 0x06  # BPF: the call's number; is it this one; the answer
    steps = [(load, 0, 0, 0)]
    steps += [(equal, len(_CALLS) - place, 0, nr) for place, nr in enumerate(_CALLS)]
    steps += [(give, 0, 0, 0x7FFF0000), (give, 0, 0, 0x7FC00000)]  # allowed; asked
    code = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *step) for step in steps))
    program = struct.pack("<HxxxxxxQ", len(steps), ctypes.addressof(code))
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
    return int(library.syscall(317, 1, 8, program))  # seccomp(SET_MODE_FILTER, NEW_LISTENER)


def needs_linux() -> None:
    """Skip the test where system calls are numbered otherwise."""
    if not sys.platform.startswith("linux") or platform.machine() != "x86_64":
        pytest.skip("needs Linux on x86-64")


def misordered(calls: Sequence[Call], known: Collection[str]) -> list[str]:
    """What a power cut could take back after it was told, or leave half under its name.

    Data are synced before they get their name; a folder after a name was put into it or taken away, before anything
    is told. Files that are there for the time of a run alone are nobody's loss. `known`: the files that were there
    before.
    """
    found: dict[str, None] = {}
    unsynced: set[str] = set()  # files whose data are not on the disk
    names: dict[str, dict[str, str]] = {}  # folder → name → what became of it and is not on the disk
    there = set(known)
    for call in calls:
        if call.tells:
            untold = [what for folder in names.values() for what in folder.values()]
            untold += [f"{path}: its data are not" for path in sorted(unsynced) if lasts(path)]
            found |= {f"{what} on the disk when it is told of": None for what in untold}
        elif call.name in ("write", "pwrite", "sendfile", "ftruncate"):
            unsynced.add(call.path)
        elif call.name in ("fsync", "fdatasync"):
            unsynced.discard(call.path)
            names.pop(call.path, None)
        else:
            if call.name == "rename" and call.path in unsynced:
                found[f"{call.to}: has its name before its data are on the disk"] = None
            for path, what in _renamed(call, there):
                names.setdefault(path.rpartition("/")[0], {})[path] = f"{path}: {what} not"
    return list(found)


def _renamed(call: Call, there: set[str]) -> Iterator[tuple[str, str]]:
    """The names that a call gives or takes away; `there` are those that are given, and kept up to date."""
    if call.name in ("unlink", "rename") and call.path in there:
        there.discard(call.path)
        if lasts(call.path):
            yield call.path, "that it is taken away is"
    new = call.to if call.name == "rename" else call.path if call.name in ("mkdir", "create") else ""
    if new and (new not in there or call.name == "rename"):
        there.add(new)
        if lasts(new):
            yield new, "its name is"


def lasts(path: str) -> bool:
    """Whether a file is more than something for the time of a run."""
    name = path.rpartition("/")[2]
    return not name.startswith(store.PART) and not name.endswith((".lock", ".saving", "-journal", ".placing.jsonl"))
