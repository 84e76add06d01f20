"""What docs/unattended.md says is tried: cron's line through a shell, the units by systemd's own reader."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from packager.desk.reading import read
from tests.support.lean import FORMATS, SHOW

PAGE = (Path(__file__).parents[2] / "docs" / "unattended.md").read_text("utf-8")
HOME = "/srv/radio"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the page's station, with a program of that name in its venv/bin."""
    program = tmp_path / "venv" / "bin" / "packager"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m packager "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def test_crons_lines_run_through_a_shell(home: Path) -> None:
    """From nothing to the air, with cron's bare environment, from a folder that is not the station's."""
    (home / "in").mkdir()
    for name, text in {
        "road.txt": "Road reopens\n\nThe road is open again.\n",
        "road.ps.txt": "لار پرانیستل شوه\n\nلار بیا پرانیستل شوه.\n",
    }.items():
        (home / "in" / name).write_text(text, encoding="utf-8")
    settings = {
        "station": "Radio Field",
        "articles": "in",
        "air-unreviewed": True,
        "keep-days": 14,
        "formats": FORMATS,
        "editions": {"ps": {"voice": "pashto", **SHOW}},
    }
    (home / "station.yaml").write_text(json.dumps(settings), encoding="utf-8")
    (crontab,) = blocks("crontab")
    lines = [line for line in crontab.splitlines() if "packager" in line]
    assert len(lines) == 3
    codes = []
    for line in lines:
        *when, command = line.split(maxsplit=5)
        assert len(when) == 5
        assert all(re.fullmatch(r"[\d*/,-]+", part) for part in when)
        bare = {"PATH": "/usr/bin:/bin", "HOME": os.environ["HOME"], "SHELL": "/bin/sh", "LOGNAME": "radio"}
        done = subprocess.run(
            ["/bin/sh", "-c", command.replace(HOME, str(home))], cwd="/", env=bare, capture_output=True, check=False
        )
        assert (done.stdout, done.stderr) == (b"", b"")
        codes.append(done.returncode)
    log = (home / "packager.log").read_text("utf-8")
    assert codes == [0, 0, 0], log
    today = datetime.now(ZoneInfo("Asia/Karachi")).date().isoformat()
    aired = read(home / "output" / today / "ps" / "air" / "as-aired.yaml")
    assert [story.id for story in aired.stories if story.starts is not None] == ["road"]
    assert f"{today}: ps made" in log
    assert "well  voice pashto (ps): ready" in log
    assert "0.0 MB freed" in log


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_the_units_are_what_systemd_reads(home: Path) -> None:
    service, timer = blocks("ini")
    (home / "packager.service").write_text(service.replace(HOME, str(home)), encoding="utf-8")
    (home / "packager.timer").write_text(timer, encoding="utf-8")
    env = {**os.environ, "SYSTEMD_UNIT_PATH": f"{home}:"}
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(home / "packager.timer"), str(home / "packager.service")],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "packager" in line] == []
    (calendar,) = re.findall(r"^OnCalendar=(.+)$", timer, re.MULTILINE)
    told = subprocess.run(
        ["systemd-analyze", "calendar", "--iterations=3", calendar], capture_output=True, text=True, check=True
    ).stdout
    assert "Asia/Karachi" in told
    assert "ExecStart=" in service
    assert "daily --station" in service
