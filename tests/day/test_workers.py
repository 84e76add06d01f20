"""Editions side by side: one interrupt ends them all, and one that dies takes no other with it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from packager.exit_codes import FAILED, INTERRUPTED
from tests.day.test_day import DATE, articles, manifest

__all__ = ["articles"]
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir() or len(os.sched_getaffinity(0)) < 2, reason="needs Linux and two processors"
)

# What is done, and how to go on, in one line.
STOPPED = re.compile(
    r"packager: stopped \(Pashto: [^;]+(; Urdu: [^;]+)?\); what was finished is kept, and the same command goes on .*\n"
)


@contextmanager
def building(articles: Path, output: Path) -> Iterator[subprocess.Popen[str]]:
    """A build of both languages, as it begins."""
    words = [sys.executable, "-m", "packager", "build", str(articles), "--output", str(output), "--date", DATE]
    words += ["--station", str(articles.parent / "station.yaml")]
    with subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        yield process


def until(process: subprocess.Popen[str], so: Callable[[], object]) -> None:
    while process.poll() is None and not so():
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.01)  # looking all the time would take a core from what is waited for


def sounds(output: Path) -> list[Path]:
    return list((output / ".store").rglob("*.wav"))


def workers(process: int) -> list[int]:
    """The processes in which editions are made."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return list(map(int, children))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, INTERRUPTED), (signal.SIGTERM, 143)])
def test_a_signal_to_the_first_process_ends_the_others(
    number: signal.Signals, code: int, articles: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    with building(articles, output) as process:
        until(process, lambda: sounds(output) and len(workers(process.pid)) == 2)
        making = workers(process.pid)
        process.send_signal(number)
        _, said = process.communicate()
    assert process.returncode == code
    assert STOPPED.fullmatch(said)
    assert "speaking, " in said
    assert len(making) == 2
    assert not [child for child in making if Path(f"/proc/{child}").exists()]
    assert not list(output.glob("*/*/manifest.yaml"))


def test_an_interrupt_while_workers_are_being_started_is_as_quiet(articles: Path, tmp_path: Path) -> None:
    with building(articles, tmp_path / "out") as process:
        until(process, lambda: workers(process.pid))
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert process.returncode == INTERRUPTED
    assert STOPPED.fullmatch(said)


def test_an_edition_whose_process_dies_costs_itself_alone(articles: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    with building(articles, output) as process:
        until(process, lambda: sounds(output) and len(workers(process.pid)) == 2)
        first, _ = workers(process.pid)  # the languages stand in the station's order: Pashto first
        os.kill(first, signal.SIGKILL)
        _, said = process.communicate()
    assert process.returncode == FAILED
    assert said.startswith("packager: Pashto: its process ended before it was done (code -9)")
    assert manifest(output, "ur").files
