"""Dead air is found where a listener would notice it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from packager.audio.silence import SilenceLimits, air, dead_air
from packager.audio.wav import write_clip
from tests.support.audio_meters import RATE, audio, sine


def saved(folder: Path, *parts: tuple[float, float]) -> Path:
    """A WAV of parts of (seconds, dBFS)."""
    write_clip(folder / "a.wav", audio(np.concatenate([sine(500, long, level) for long, level in parts])))
    return folder / "a.wav"


def test_head_tail_and_gaps_are_measured(tmp_path: Path) -> None:
    found = air(saved(tmp_path, (0.3, -70), (2, -20), (1.2, -60), (3, -20), (0.6, -80), (1, -25), (0.8, -90)))
    assert [found.head, found.tail] == pytest.approx([0.3, 0.8], abs=0.003)
    assert [gap.seconds for gap in found.gaps] == [pytest.approx(1.2, abs=0.003), pytest.approx(0.6, abs=0.003)]
    assert found.gaps[0].start == pytest.approx(2.3, abs=0.003)
    assert dead_air(found) == ()


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (((0.7, -70), (1, -20)), "begins with 0.7 s"),
        (((1, -20), (2.5, -70)), "ends with 2.5 s"),
        (((1, -20), (2.4, -70), (1, -20)), "dead air of 2.4 s at 1.0 s"),
        (((3, -70),), "begins with 3.0 s"),
    ],
)
def test_what_may_not_air_is_said(parts: tuple[tuple[float, float], ...], said: str, tmp_path: Path) -> None:
    assert said in " ".join(dead_air(air(saved(tmp_path, *parts))))


def test_a_quiet_voice_is_not_dead_air(tmp_path: Path) -> None:
    path = saved(tmp_path, (1, -20), (4, -45), (1, -20))
    assert dead_air(air(path)) == ()
    assert dead_air(air(path, floor=-40)) != ()
    assert dead_air(air(path, floor=-40), SilenceLimits(inside=5)) == ()
    assert air(path).seconds == pytest.approx(6, abs=1 / RATE)
