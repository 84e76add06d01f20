"""A voice's raw sound made ready: rate, rumble, edges and level."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.audio.loudness import measure
from packager.audio.prepare import levelled, prepare, segment_gain, segment_loudness
from packager.audio.tempo import change_tempo
from packager.audio.wav import read_clip, write_clip
from packager.errors import InputError
from packager.records import Audio, Clip, Mark, Utterance
from tests.support.audio_meters import RATE, audio, sine, speechlike


def raw(hertz: float, rate: int = 22_050, seconds: float = 2.0) -> Audio:
    at = np.arange(round(rate * seconds)) / rate
    return Audio(samples=np.asarray(0.3 * np.sin(2 * np.pi * hertz * at), np.float32), rate=rate)


def level(clip: Audio) -> float:
    middle = clip.samples[RATE // 2 : -RATE // 2]
    return float(10 * np.log10(np.mean(middle**2) / 0.045))


@pytest.mark.parametrize(
    ("hertz", "least", "most"),
    [(30, -200, -40), (50, -200, -20), (100, -2, 0.2), (150, -0.1, 0.1), (1000, -0.05, 0.05), (9000, -0.1, 0.1)],
)
def test_rumble_goes_and_the_voice_stays(hertz: float, least: float, most: float) -> None:
    assert least <= level(prepare(raw(hertz))) <= most


def test_what_was_full_scale_is_not_cut_flat_by_another_rate(tmp_path: Path) -> None:
    at = np.arange(22_050) / 22_050
    full = np.clip(1.3 * np.sin(2 * np.pi * 1900 * at), -1, 1).astype(np.float32)  # as a voice at its loudest gives it
    write_clip(tmp_path / "kept.wav", prepare(Audio(samples=full, rate=22_050)))
    kept = read_clip(tmp_path / "kept.wav").samples
    top = np.abs(kept).max()
    assert 0.9 < top < 0.99
    flat = (np.abs(kept[1:]) >= top * 0.99999) & (kept[1:] == kept[:-1])
    assert not flat.any()


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_any_voice_comes_to_48_khz_in_its_own_length(rate: int) -> None:
    clip = prepare(raw(440, rate, 1.5))
    assert clip.rate == RATE
    assert clip.seconds == pytest.approx(1.5, abs=0.001)
    assert np.abs(np.fft.rfft(clip.samples)).argmax() == pytest.approx(660, abs=1)


def test_an_offset_is_removed_and_the_edges_do_not_click() -> None:
    sound = sine(300, 1, -12) + np.float32(0.1)
    clip = prepare(audio(sound))
    assert abs(clip.samples.mean()) < 0.001
    assert abs(clip.samples[0]) < 0.001
    assert abs(clip.samples[-1]) < 0.001


def test_nothing_is_late_and_marks_are_kept() -> None:
    samples = np.zeros(22_050, np.float32)
    samples[11_025] = 0.9
    clip = prepare(Audio(samples=samples, rate=22_050, marks=(Mark(start=0.5, word="خبر"),)))
    assert np.abs(clip.samples).argmax() == pytest.approx(24_000, abs=2)
    assert clip.marks == (Mark(start=0.5, word="خبر"),)


@pytest.mark.parametrize("frames", [0, 1, 2, 50, 700])
def test_the_shortest_sounds_pass(frames: int) -> None:
    clip = prepare(Audio(samples=np.ones(frames, np.float32), rate=22_050))
    assert len(clip.samples) == pytest.approx(frames * RATE / 22_050, abs=2)
    assert np.isfinite(clip.samples).all()


@pytest.mark.parametrize("samples", [np.array([0.0, np.nan]), np.array([np.inf]), np.zeros((5, 2))])
def test_what_is_not_sound_is_refused(samples: np.ndarray) -> None:
    with pytest.raises(InputError, match="not sound"):
        prepare(Audio(samples=samples.astype(np.float32), rate=22_050))


@settings(max_examples=10, deadline=None)
@given(loud=st.floats(0.001, 1), target=st.floats(-30, -14), seconds=st.floats(0.5, 3))
def test_clips_come_to_one_level(loud: float, target: float, seconds: float) -> None:
    clip = levelled(audio(speechlike(seconds, loud)), target)
    assert measure(clip).integrated == pytest.approx(target, abs=0.1)


def test_silence_stays_silence() -> None:
    assert segment_gain(-np.inf) == 0
    assert not levelled(audio(np.zeros(RATE, np.float32))).samples.any()


def test_a_segments_loudness_is_that_of_its_clips_together(tmp_path: Path) -> None:
    said = Utterance(text="خبر", language="ps", voice="ps-yusufzai", pause=0.4)
    clips, sounds = [], []
    for number, loud in enumerate((0.02, 0.1, 0.05)):
        sounds.append(speechlike(4, loud, number))
        path = tmp_path / f"{number}.wav"
        write_clip(path, audio(sounds[-1]))
        clips.append(Clip(utterance=said, path=path, seconds=4, lufs=-20, engine="test"))
    together = measure(audio(np.concatenate(sounds))).integrated
    assert segment_loudness(clips) == pytest.approx(together, abs=0.05)


@pytest.mark.parametrize("factor", [0.94, 0.98, 1.03, 1.06])
def test_tempo_changes_the_length_and_keeps_the_pitch(factor: float) -> None:
    beeps = np.zeros(4 * RATE, np.float32)
    for at in (0.2, 1.0, 2.2, 3.6):
        beep = sine(700, 0.2, -6) * np.hanning(9600)
        beeps[round(at * RATE) : round(at * RATE) + 9600] = beep
    quick = change_tempo(Audio(samples=beeps, rate=RATE, marks=(Mark(start=2.2, word="دوه"),)), factor)
    assert quick.seconds == pytest.approx(4 / factor, abs=1 / RATE)
    assert quick.marks[0].start == pytest.approx(2.2 / factor)
    assert np.abs(np.fft.rfft(quick.samples)).argmax() / quick.seconds == pytest.approx(700, rel=0.01)
    loud = np.convolve(np.abs(quick.samples), np.ones(9600), "same")
    for at in (0.3, 1.1, 2.3, 3.7):
        window = slice(round((at / factor - 0.15) * RATE), round((at / factor + 0.15) * RATE))
        assert (loud[window].argmax() / RATE) == pytest.approx(0.15, abs=0.025)


def test_no_reader_is_hurried_beyond_six_per_cent() -> None:
    clip = audio(speechlike(1))
    assert change_tempo(clip, 1.0) is clip
    for factor in (0.93, 1.07, float("nan")):
        with pytest.raises(InputError, match="6 %"):
            change_tempo(clip, factor)
