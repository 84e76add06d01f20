"""The program and its process: streams that are closed, full or deaf to Pashto, and signals."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from packager.desk.writing import write
from tests.desk.test_round_trip import MANIFEST

PACKAGER = (sys.executable, "-m", "packager")
ASCII = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def shell(line: str, *words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """What a shell makes of a line; the words are its $@."""
    return subprocess.run(["sh", "-c", line, "sh", *words], capture_output=True, check=False, env=env)


@pytest.fixture
def review(tmp_path: Path) -> tuple[str, ...]:
    """A command that prints Pashto, and loads next to nothing for it."""
    write(tmp_path / "manifest.yaml", MANIFEST, None)
    return (*PACKAGER, "review", str(tmp_path))


def test_a_stream_that_takes_no_pashto_gets_escapes(review: tuple[str, ...]) -> None:
    done = shell('"$@"', *review, env=ASCII)
    assert (done.returncode, done.stderr) == (3, b"")
    assert b"\\u" in done.stdout
    failed = shell('"$@"', *PACKAGER, "review", "نشته", env=ASCII)
    assert failed.returncode == 2
    assert failed.stderr.startswith(b"packager: ")
    assert failed.stderr.count(b"\n") == 1


def test_a_file_never_gets_the_place_of_a_closed_stream(review: tuple[str, ...], tmp_path: Path) -> None:
    script = "from packager.process import open_streams; open_streams(); print(open('file', 'w').fileno() > 2)"
    for closed in ("2>&-", ">&- 2>&-", "<&- >&- 2>&-"):
        done = shell(f'cd "$1"; shift; "$@" {closed}; echo $?', str(tmp_path), sys.executable, "-c", script)
        assert done.stdout.split()[-1] == b"0", closed
    assert shell('"$@" <&- >&- 2>&-', *review).returncode == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_result_that_cannot_be_printed_is_told_and_what_was_said_of_it_is_no_failure(review: tuple[str, ...]) -> None:
    done = shell('"$@" >/dev/full', *review)
    assert done.returncode == 1
    assert (
        done.stderr == b"packager: standard output cannot be written (No space left on device); what was made is kept\n"
    )
    assert shell('"$@" nowhere 2>/dev/full', *review[:-1]).returncode == 2


def test_a_reader_that_has_left_changes_no_exit_code(review: tuple[str, ...]) -> None:
    done = shell('{ "$@"; echo $? >&2; } | true', *review)
    assert done.stderr == b"3\n"


DEAF = """while True:
        try:
            print(flush=True)
            hashlib.pbkdf2_hmac("sha256", b"", b"", 10**9)
        except process.Stopped:
            pass"""
STOPPABLE = """
import hashlib, os, signal
from packager import process
process.GRACE = 0.2
with process.stoppable():
    {then}
"""


@pytest.mark.parametrize(("number", "code"), [(2, 130), (15, 143)])
def test_a_library_that_does_not_come_back_is_not_waited_for(number: int, code: int) -> None:
    script = STOPPABLE.format(then=DEAF)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(number)
        _, told = process.communicate()
    assert (process.returncode, told.count(b"\n")) == (code, 1)


def test_a_signal_that_the_shell_ignores_stops_too() -> None:
    script = STOPPABLE.format(then="os.kill(os.getpid(), signal.SIGINT); print('goes on')")
    done = shell("trap '' INT; \"$@\"", sys.executable, "-c", script)
    assert b"goes on" not in done.stdout
    assert b"Stopped: SIGINT" in done.stderr
