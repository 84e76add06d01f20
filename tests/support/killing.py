"""Work that is cut off as by `kill -9`, at a chosen step of what it does to the disk."""

from __future__ import annotations

import os
import shutil
import signal
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from packager.air.journal import Journal

STEPS: tuple[tuple[Any, str], ...] = (
    (shutil, "copyfile"),
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "write_bytes"),
    (Journal, "note"),
)


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do some work in a process of its own and kill that before its step of this number; whether it came to it.

    A step that copies is cut off half-way. What the process has flushed is written, as after any kill.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of numpy's, which the child has no use for
        child = os.fork()
    if not child:
        _count_down(step)
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _count_down(step: int) -> None:
    left = [step]

    def counted(real: Callable[..., object], name: str) -> Callable[..., object]:
        def one(*given: Any, **named: Any) -> object:
            left[0] -= 1
            if left[0] < 0:
                if name == "copyfile":
                    with Path(given[1]).open("wb") as half:
                        half.write(Path(given[0]).read_bytes()[:100])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return one

    for where, name in STEPS:
        setattr(where, name, counted(getattr(where, name), name))
