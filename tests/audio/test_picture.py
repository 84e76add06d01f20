"""The picture of an episode: sound XML, every story named, right to left, and true to the sound."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from packager.audio.outline import outline
from packager.audio.parts import PictureMark
from packager.audio.picture import PictureHeading, waveform_svg
from packager.audio.wav import write_clip
from packager.errors import InputError
from tests.support.audio_meters import RATE, audio, sine, speechlike

SVG = "{http://www.w3.org/2000/svg}"
HEADING = PictureHeading(title="د سهار خبرونه", detail="Demo Radio & Co <live>", figures="-23.0 LUFS")


@pytest.fixture
def episode(tmp_path: Path) -> Path:
    sound = np.concatenate([sine(440, 4, -20), speechlike(20, 0.1), np.zeros(RATE, np.float32), speechlike(15, 0.05)])
    write_clip(tmp_path / "episode.wav", audio(sound))
    return tmp_path / "episode.wav"


MARKS = (
    PictureMark(start=25, end=40, kind="story", title="د «کرکټ» لوبه & نور <خبرونه>"),
    PictureMark(start=0, end=4, kind="ident"),
    PictureMark(start=4, end=24, kind="story", title="په پېښور کې د ښوونځي پرانیسته " * 8),
)


def texts(svg: str, rtl: bool) -> list[str]:
    root = ET.fromstring(svg)
    found = root.iter(f"{SVG}text")
    return [node.text or "" for node in found if (node.get("direction") == "rtl") == rtl]


def test_every_story_is_named_in_order_and_right_to_left(episode: Path) -> None:
    svg = waveform_svg(episode, MARKS, HEADING)
    right_to_left = texts(svg, rtl=True)
    assert right_to_left[0] == "د سهار خبرونه"
    assert MARKS[0].title in right_to_left
    long = [words for words in right_to_left if words.startswith("په پېښور")]
    assert long
    assert all(words.endswith("…") and len(words) < 100 for words in long)
    left_to_right = texts(svg, rtl=False)
    assert {"Demo Radio & Co <live>", "0:00", "0:25", "1", "2", "−23"} <= set(left_to_right)


def test_it_needs_nothing_from_outside(episode: Path) -> None:
    svg = waveform_svg(episode, MARKS, HEADING)
    root = ET.fromstring(svg)
    assert not list(root.iter(f"{SVG}script")) + list(root.iter(f"{SVG}image"))
    assert "href" not in svg
    assert "nan" not in svg
    assert "inf" not in svg.replace("info", "")


def test_the_outline_is_that_of_the_sound(episode: Path) -> None:
    shape = outline(episode)
    assert shape.seconds == pytest.approx(40)
    peaks, power = shape.columns(40)
    assert peaks[1] == pytest.approx(0.1, abs=0.001)
    assert power[1] == pytest.approx(0.1 / np.sqrt(2), abs=0.001)
    assert peaks[24] == 0
    assert peaks[4:24].mean() > 1.5 * peaks[25:40].mean()
    assert len(shape.loudness) == 400 - 29


@pytest.mark.parametrize("seconds", [0.0, 0.005, 1.0, 2.9])
def test_the_shortest_sounds_have_a_picture(seconds: float, tmp_path: Path) -> None:
    write_clip(tmp_path / "a.wav", audio(sine(440, seconds, -20)))
    ET.fromstring(waveform_svg(tmp_path / "a.wav", (), HEADING))


def test_marks_may_overlap_or_run_over_the_end(episode: Path) -> None:
    marks = [PictureMark(start=k * 2, end=k * 2 + 90, kind="story", title=f"{k}") for k in range(25)]
    ET.fromstring(waveform_svg(episode, [*marks, PictureMark(start=1, end=1, kind="jingle")], HEADING))


def test_control_characters_in_a_title_do_no_harm(episode: Path) -> None:
    ET.fromstring(waveform_svg(episode, (), PictureHeading(title="خبر\x00\x0b\x1b")))


def test_what_is_no_wav_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_text("نه")
    with pytest.raises(InputError, match=r"a\.wav"):
        waveform_svg(tmp_path / "a.wav", (), HEADING)
