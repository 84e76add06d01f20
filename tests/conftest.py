"""What several tests use: the shared reference data where it is there, and the sample station's folder."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from packager.lang.registry import targets

ROOT = Path(__file__).parent.parent

# A slow machine is no fault; and where CI runs, the same commit must give the same answer twice.
settings.register_profile(
    "steady", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

# Some 200 processes are started, each with hundreds of our modules: what one has compiled the next ones load, also on
# a machine whose environment tells Python to write none of it down. It halves such a process's start.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(autouse=True, scope="session")
def spoken_by_rule() -> Iterator[None]:
    """A station that names no voice has its days read by rule, a thousand times faster than by the neural voice."""
    with pytest.MonkeyPatch.context() as patched:
        for language in targets():
            patched.setitem(vars(language), "voices", language.voices[-1:])
        yield


to_the_disk = os.fsync


@pytest.fixture(autouse=True, scope="session")
def nobody_waits_for_the_disk() -> Iterator[None]:
    """What a machine that loses its power would find is for `tests/faults`; a test elsewhere reads what was written."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda _handle: None)
        yield


def shared_folder() -> Path:
    """The folder of reference data beside the checkout, or where PACKAGER_SHARED says."""
    return Path(os.environ.get("PACKAGER_SHARED", ROOT.parent / "shared"))


@pytest.fixture
def shared() -> Path:
    """The reference data; the test is skipped where it is not there."""
    folder = shared_folder()
    if not folder.is_dir():
        pytest.skip(f"no reference data at {folder}; set PACKAGER_SHARED")
    return folder


@pytest.fixture
def radio_check(shared: Path) -> Path:
    """The independent checker; the test is skipped where it or its tools are missing."""
    missing = [tool for tool in ("ffmpeg", "ffprobe", "mediainfo") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    return shared / "tools" / "radio_check.py"
