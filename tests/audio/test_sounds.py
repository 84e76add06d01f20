"""The sample station's sounds: pleasant company for a voice, by what can be measured of that."""

from __future__ import annotations

import numpy as np
import pytest

from packager.audio import sounds
from packager.audio.loudness import measure, measure_blocks
from packager.audio.timeline import Timeline, mix
from tests.support.audio_meters import RATE, audio


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("ident", 2.5, 4), ("sting", 0.8, 1.3), ("sign_off", 2, 4), ("bed", 20, 60)],
)
def test_each_is_as_loud_as_speech_and_ends_softly(name: str, least: float, most: float) -> None:
    sound = getattr(sounds, name)()
    assert least <= sound.seconds <= most
    reads = measure(sound)
    assert reads.integrated == pytest.approx(-23, abs=0.1)
    assert reads.true_peak < -3
    assert abs(float(sound.samples.mean())) < 0.001
    if name != "bed":
        assert abs(float(sound.samples[0])) < 0.001
        assert np.abs(sound.samples[-480:]).max() < 0.002


def test_the_same_sounds_come_out_again() -> None:
    assert np.array_equal(sounds.ident().samples, sounds.ident().samples)


def test_the_ident_is_in_tune() -> None:
    # Its last chord is the tonic, with its octaves and fifth, and nothing louder beside them.
    chord = sounds.ident().samples[round(2.3 * RATE) : round(3.0 * RATE)]
    spectrum = np.abs(np.fft.rfft(chord * np.hanning(len(chord)), 4 * RATE))
    loudest = spectrum[: 4 * 700].argmax() / 4
    steps = 12 * np.log2(loudest / sounds.TONIC)
    assert min(abs((steps - wanted + 6) % 12 - 6) for wanted in (0, 7)) < 0.2


def test_the_bed_goes_round_without_a_seam() -> None:
    from packager.audio.parts import Bed

    music = sounds.bed()
    looped = np.concatenate(list(mix(Timeline(length=100, placements=(), beds=(Bed(sound=music),)))))[:, 0]
    period = round((music.seconds - 1) * RATE)
    first, second = looped[5 * RATE : 10 * RATE], looped[5 * RATE + period : 10 * RATE + period]
    np.testing.assert_allclose(first, second, atol=1e-4)
    seam = looped[period - RATE // 2 : period + RATE + RATE // 2]
    again = looped[2 * period - RATE // 2 : 2 * period + RATE + RATE // 2]
    np.testing.assert_allclose(seam[: RATE // 2], again[: RATE // 2], atol=1e-4)
    within = measure_blocks([seam[:, None]], RATE, 1).integrated
    whole = measure(audio(looped[2 * RATE : 90 * RATE])).integrated
    assert abs(within - whole) < 8  # the first beat of the first bar is its loudest
    assert np.abs(np.diff(seam)).max() <= np.abs(np.diff(looped)).max()
