"""The page on which one can hear the voices shows what the program says today, and every sound is there."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from packager.audio.ffmpeg import decode
from packager.audio.loudness import measure
from packager.voicing.profiles import load_profile

FOLDER = Path(__file__).parents[2] / "docs" / "voices"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("voice_page", FOLDER / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["voice_page"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_program_says_today(make: ModuleType) -> None:
    voices = [load_profile(name) for name in make.VOICES]
    assert (FOLDER / "index.html").read_text(encoding="utf-8") == make.page(voices)  # else: python docs/voices/make.py


def test_every_voice_says_ten_sentences_that_can_be_heard(make: ModuleType) -> None:
    for name in make.VOICES:
        samples = list(make.samples(load_profile(name)))
        assert len(samples) == 10
        for sample in samples:
            sound = decode(FOLDER / sample.file)
            assert 1.0 < len(sample.said.split()) / sound.seconds < 4.0, sample.file  # words a second
            assert measure(sound).integrated == pytest.approx(-19, abs=0.5), sample.file
