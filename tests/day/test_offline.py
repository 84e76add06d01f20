"""Without a network every command works, or says in one line what is missing and how to bring it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.offline_commands import GONE, NEURAL, SILENT, Case, Run, cases, lay_out, machine, permitted, voices

ALL = {case.name: case for case in cases()}


@pytest.fixture(scope="module")
def gone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with machine(station(tmp_path_factory, GONE), GONE) as run:
        run(ALL["build"].words)
        yield run


@pytest.fixture(scope="module")
def silent_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return station(tmp_path_factory, SILENT)


@pytest.fixture(scope="module")
def silent(silent_folder: Path) -> Iterator[Run]:
    with machine(silent_folder, SILENT) as run:
        yield run


def station(places: pytest.TempPathFactory, state: str) -> Path:
    folder = places.mktemp("offline")
    refusal = permitted(state, folder)
    if refusal:
        pytest.skip(f"no network namespace can be made here: {refusal}")
    lay_out(folder)
    return folder


def told(case: Case, done: subprocess.CompletedProcess[str]) -> None:
    """That a command ended as its help says, and told a person what to do."""
    everything = done.stdout + done.stderr
    assert "Traceback" not in everything
    assert done.returncode == case.code, everything
    assert done.stderr.count("\n") == (done.returncode in (1, 2)), done.stderr
    for what in case.says:
        assert what in everything


@pytest.mark.parametrize("name", ALL)
def test_with_no_line(name: str, gone: Run) -> None:
    told(ALL[name], gone(ALL[name].words))


@pytest.mark.parametrize("name", [name for name, case in ALL.items() if case.asks and case.says])
def test_with_a_line_that_never_answers(name: str, silent: Run) -> None:
    told(ALL[name], silent(ALL[name].words))


def test_the_line_that_never_answers_is_one(silent_folder: Path) -> None:
    """The namespace does what it is for: a question to the name server gets neither an answer nor a refusal."""
    script = "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(0.3); "
    script += "s.connect(('10.255.255.53', 53)); s.send(b'x'); s.recv(9)"
    done = subprocess.run(
        [
            "unshare",
            "--map-root-user",
            "--net",
            "--mount",
            "sh",
            "-c",
            f'{SILENT} && exec {sys.executable} -c "{script}"',
        ],
        cwd=silent_folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "timed out" in done.stderr


def test_every_command_and_action_is_tried(gone: Run) -> None:
    tried = {" ".join(word for word in case.words[:2]) for case in ALL.values()}
    commands = re.findall(r"^    ([a-z]+) ", gone(("--help",)).stdout, re.MULTILINE)
    assert len(commands) >= 12
    for command in commands:
        text = gone((command, "--help")).stdout
        actions = re.search(r"^  ([a-z]+(?:\|[a-z]+)+)$|^  \{([a-z,]+)\} ", text, re.MULTILINE)
        wanted = re.split(r"[|,]", actions[1] or actions[2]) if actions else [""]
        for action in wanted:
            assert [one for one in tried if one.startswith(f"{command} {action}".strip())], (command, action)
    for voice in voices():
        assert len({f"say, {voice}", f"convert, {voice}"} & ALL.keys()) == 2 - (voice in NEURAL)
