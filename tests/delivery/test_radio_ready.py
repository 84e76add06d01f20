"""A mastered programme with all that delivery adds passes the newsroom's own check, nothing switched off."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from packager.audio.wav import WavReader
from tests.support.delivery_samples import mastered

SHARED = Path(os.environ.get("PACKAGER_SHARED", Path(__file__).parents[3] / "shared"))
CHECK = SHARED / "tools" / "radio_check.py"


@pytest.mark.skipif(not CHECK.is_file(), reason="the shared radio_check.py is not here")
@pytest.mark.skipif(not shutil.which("ffmpeg") or not shutil.which("mediainfo"), reason="ffmpeg, mediainfo missing")
def test_radio_check_passes_with_nothing_switched_off(tmp_path: Path) -> None:
    made = mastered(tmp_path)
    asked = ("--mp3", str(made.mp3), "--slot", "30", "--lang", "pus", "--chapters", "4", "--mp3-target", "-23")
    done = subprocess.run(
        [sys.executable, str(CHECK), str(made.wav), *asked, "--mp3-lu-tol", "0.2"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "PASS  0 failed" in done.stdout, done.stdout
    assert done.stdout.count("PASS") >= 30
    lines = {line[6:28].strip(): line for line in done.stdout.splitlines()}
    assert "['bext', 'fmt ', 'cart', 'data', 'iXML', 'axml']" in lines["container"]
    assert "cut '310000'" in lines["cart"]
    with WavReader(made.wav) as reader:
        assert reader.frames == made.made.frames
