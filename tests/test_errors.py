"""Errors of the machine are one line that says what to do."""

from __future__ import annotations

import errno
import os

from packager.errors import of_machine


def test_what_the_machine_refuses_is_told_with_what_to_do() -> None:
    told = of_machine(OSError(errno.EMFILE, os.strerror(errno.EMFILE), "/day/clip.wav"))
    assert str(told) == ("/day/clip.wav: Too many open files; close programs or raise 'ulimit -n', and run again")
    assert of_machine(OSError(errno.EINVAL, "Invalid argument")) is None
    assert of_machine(ValueError("no")) is None
