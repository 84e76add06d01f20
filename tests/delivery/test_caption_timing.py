"""Captions and chapters begin with the speech they name, in the WAV and in the decoded MP3."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.audio_meters import RATE
from tests.support.caption_timing import episode, errors, heard_in, make, spoken


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_every_cue_and_chapter_is_within_a_tenth_of_a_second(language: str, shared: Path, tmp_path: Path) -> None:
    stories = spoken(shared / "data" / "news_dev.json", language, tmp_path, 120)
    laid, shown = episode(stories, 180, language)
    wav, mp3, text = make(laid, shown, tmp_path)
    for path in (wav, mp3):
        far = errors(laid, heard_in(path), text, mp3)
        assert len(far.found) == len(shown) > 20
        assert len(far.begins) > 10
        assert len(far.chapters) == len(laid.placed) - 1 >= 1
        assert far.worst <= 0.1
    late = heard_in(wav)[round(0.12 * RATE) :]
    assert errors(laid, late, text, mp3).worst > 0.1  # the measure itself
