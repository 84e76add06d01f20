"""The mix: everything where it was placed, and the bed out of the reader's way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.audio.loudness import measure
from packager.audio.parts import Bed
from packager.audio.prepare import levelled
from packager.audio.timeline import Placement, Timeline, mix
from packager.audio.wav import write_clip
from packager.errors import InputError
from packager.records import Audio
from tests.support.audio_meters import RATE, Floats, audio, ffmpeg, sine, speechlike


def mixed(timeline: Timeline, channels: int = 1, block: int = RATE) -> Floats:
    return np.concatenate(list(mix(timeline, channels, block)))


def tone(seconds: float) -> Audio:
    return audio(np.full(round(seconds * RATE), 0.25, np.float32))


def test_clips_sound_where_they_stand_and_overlap_by_adding() -> None:
    clips = (Placement(start=0.5, sound=tone(1)), Placement(start=1.25, sound=tone(1), gain_db=-6.0206))
    out = mixed(Timeline(length=3, placements=clips))[:, 0]
    assert len(out) == 3 * RATE
    expected = [(0.0, 0.5, 0), (0.5, 1.25, 0.25), (1.25, 1.5, 0.375), (1.5, 2.25, 0.125), (2.25, 3, 0)]
    for start, end, level in expected:
        np.testing.assert_allclose(out[round(start * RATE) : round(end * RATE)], level, atol=1e-4)


@settings(max_examples=20, deadline=None)
@given(starts=st.lists(st.floats(0, 2), max_size=5), block=st.integers(500, 100_000), fade=st.floats(0, 0.3))
def test_the_mix_does_not_depend_on_its_blocks(starts: list[float], block: int, fade: float) -> None:
    clip = audio(speechlike(0.9))
    clips = tuple(Placement(start=start, sound=clip, fade_in=fade, fade_out=fade) for start in starts)
    timeline = Timeline(length=3, placements=clips, beds=(Bed(sound=tone(1.3)),))
    np.testing.assert_allclose(mixed(timeline, block=block), mixed(timeline), atol=1e-6)


def test_fades_rise_and_fall_smoothly() -> None:
    clip = Placement(start=0, sound=tone(1), fade_in=0.1, fade_out=0.2)
    out = mixed(Timeline(length=1, placements=(clip,)))[:, 0]
    assert out[0] == 0
    assert out[-1] == 0
    assert out[round(0.05 * RATE)] == pytest.approx(0.125, abs=0.001)
    assert out[round(0.9 * RATE)] == pytest.approx(0.125, abs=0.001)
    assert np.abs(np.diff(out)).max() < 0.0001


@pytest.mark.parametrize("start", [-0.1, 2.5])
def test_nothing_is_cut_off(start: float) -> None:
    with pytest.raises(InputError, match="out of a programme of 3"):
        mixed(Timeline(length=3, placements=(Placement(start=start, sound=tone(1)),)))


def test_a_clip_that_ends_with_the_programme_fits() -> None:
    length = 1.0000104  # half a frame over
    mixed(Timeline(length=length, placements=(Placement(start=length - 0.5, sound=tone(0.5)),)))


def test_files_are_mixed_mono_and_stereo(tmp_path: Path) -> None:
    write_clip(tmp_path / "mono.wav", tone(1))
    left = "aevalsrc=0.5|0:s=48000:d=1"
    ffmpeg("-f", "lavfi", "-i", left, "-c:a", "pcm_s16le", str(tmp_path / "left.wav"))
    clips = (
        Placement(start=0, sound=tmp_path / "mono.wav"),
        Placement(start=1, sound=tmp_path / "left.wav"),
    )
    timeline = Timeline(length=2, placements=clips)
    stereo, mono = mixed(timeline, 2), mixed(timeline, 1)
    np.testing.assert_allclose(stereo[1000], [0.25, 0.25], atol=1e-4)
    np.testing.assert_allclose(stereo[RATE + 1000], [0.5, 0], atol=1e-4)
    np.testing.assert_allclose(mono[RATE + 1000], 0.25, atol=1e-4)


def test_a_clip_at_another_rate_is_refused(tmp_path: Path) -> None:
    write_clip(tmp_path / "raw.wav", Audio(samples=np.zeros(22_050, np.float32), rate=22_050))
    with pytest.raises(InputError, match="22050"):
        mixed(Timeline(length=2, placements=(Placement(start=0, sound=tmp_path / "raw.wav"),)))


def bed_alone(timeline: Timeline) -> Floats:
    """What the bed alone adds to a mix."""
    voices = Timeline(length=timeline.length, placements=timeline.placements)
    return mixed(timeline)[:, 0] - mixed(voices)[:, 0]


def test_the_bed_is_20_db_under_speech_and_down_before_it_begins() -> None:
    music = audio(sine(330, 7, -10) + sine(220, 7, -10))
    speech = levelled(audio(speechlike(6)))
    pauses = (Placement(start=5, sound=speech), Placement(start=12, sound=speech))  # 1 s between
    timeline = Timeline(length=30, placements=pauses, beds=(Bed(sound=music),))
    bed = bed_alone(timeline)
    under = measure(audio(bed[5 * RATE : 18 * RATE])).integrated
    assert measure(speech).integrated - under >= 20
    alone = measure(audio(bed[20 * RATE : 27 * RATE])).integrated
    assert alone == pytest.approx(-31, abs=0.5)
    level = [np.abs(bed[round(at * RATE) : round(at * RATE) + 960]).max() for at in (4.7, 5, 18, 18.7)]
    assert level[0] > 5 * level[1]  # still up 0.3 s before the first syllable, down with it
    assert level[3] > 5 * level[2]  # back 0.7 s after the last
    assert np.abs(bed[-480:]).max() < 0.001


def test_the_loop_has_no_seam() -> None:
    # A glide does not meet its own beginning; looped bluntly it would click.
    at = np.arange(4 * RATE) / RATE
    glide = audio(np.asarray(0.3 * np.sin(2 * np.pi * (200 + 20 * at) * at), np.float32))
    bed = bed_alone(Timeline(length=20, placements=(), beds=(Bed(sound=glide),)))
    steady = bed[2 * RATE : 17 * RATE]
    assert np.abs(np.diff(steady)).max() < 1.1 * np.abs(np.diff(steady[: 2 * RATE])).max() * 2
    assert np.abs(np.diff(steady, 2)).max() < 4 * np.abs(np.diff(steady[: RATE // 2], 2)).max()


def test_a_silent_bed_does_no_harm() -> None:
    bed = Bed(sound=audio(np.zeros(RATE, np.float32)))
    out = mixed(Timeline(length=3, placements=(Placement(start=1, sound=tone(1)),), beds=(bed,)))
    assert np.isfinite(out).all()
    assert out.max() == pytest.approx(0.25)
