"""One at a time, and nobody for ever: locks between processes that may die at any moment."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from packager.errors import PackagerError
from packager.locks import held, rewrite

HOLDS = (
    "import sys\nfrom pathlib import Path\nfrom packager.locks import held\n"
    "with held(Path(sys.argv[1]), 'packager build') as died:\n    print(died, flush=True)\n    sys.stdin.readline()\n"
)


@contextmanager
def holder(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until it is given a line, or killed."""
    line = [sys.executable, "-c", HOLDS, str(lock)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process


def test_one_waits_for_another_and_is_told_for_whom(tmp_path: Path) -> None:
    lock, told = tmp_path / ".packager.lock", []
    with holder(lock) as first:

        def waiting(who: str) -> None:
            told.append(who)
            first.communicate("\n")

        with held(lock, "packager publish", waiting=waiting) as died:
            assert not died
            at_work = r"packager publish \(process \d+, since \d\d:\d\d\) is still at work"
            with pytest.raises(PackagerError, match=at_work), held(lock, "another", patience=0):
                pass
    assert told[0].startswith(f"packager build (process {first.pid}, since ")
    assert list(tmp_path.iterdir()) == []


def test_who_is_killed_locks_nothing_and_the_next_one_knows(tmp_path: Path) -> None:
    lock = tmp_path / ".packager.lock"
    with holder(lock) as first:
        first.kill()
    assert lock.is_file()
    with held(lock, "packager build", patience=0) as died:
        assert died
    with held(lock, "packager build", patience=0) as died:
        assert not died
    assert not lock.exists()


def test_threads_take_turns(tmp_path: Path) -> None:
    counted = tmp_path / "count"
    counted.write_text("0")

    def count() -> None:
        for _ in range(5):
            with held(tmp_path / ".lock", "one"):
                counted.write_text(str(int(counted.read_text()) + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted.read_text() == "20"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_nobody_may_write_needs_no_lock(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with held(tmp_path / ".lock", "one") as died:
        assert not died
    tmp_path.chmod(0o700)


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("work of a year")
    (tmp_path / ".lock").symlink_to(tmp_path / "precious")
    with pytest.raises(PackagerError, match="cannot be opened"), held(tmp_path / ".lock", "one"):
        pass
    assert (tmp_path / "precious").read_text() == "work of a year"


def test_what_somebody_saves_meanwhile_is_not_lost(tmp_path: Path) -> None:
    table, saved = tmp_path / "names.yaml", ["gul\n"]

    def change(before: str) -> bytes:
        if saved:
            table.write_text(before + saved.pop())  # an editor, who knows of no lock
        return (before + "khan\n").encode()

    rewrite(table, change, "packager names import")
    assert table.read_text() == "gul\nkhan\n"
    assert [file.name for file in tmp_path.iterdir()] == ["names.yaml"]
