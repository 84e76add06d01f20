"""The limiter: no peak over the ceiling by anyone's meter, and nothing touched that need not be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyebur128
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from packager.audio.limiter import LOOK_AHEAD, Limiter
from packager.audio.loudness import measure
from packager.audio.wav import write_clip
from tests.support.audio_meters import RATE, Floats, audio, ebur128, sine, speechlike

CEILING = -1.5


def limited(sound: Floats, block: int = 7919, ceiling: float = CEILING) -> tuple[Floats, Limiter]:
    frames = sound.reshape(len(sound), -1)
    limiter = Limiter(ceiling, RATE, frames.shape[1])
    out = [limiter.push(frames[start : start + block]) for start in range(0, len(frames), block)]
    return np.concatenate([*out, limiter.flush()])[limiter.delay :], limiter


def libebur128_peak(samples: Floats) -> float:
    state = pyebur128.R128State(1, RATE, pyebur128.MeasurementMode.MODE_TRUE_PEAK)
    state.add_frames(np.ascontiguousarray(samples).reshape(-1), len(samples))
    return float(20 * np.log10(pyebur128.get_true_peak(state, 0)))


def material(kind: int, seed: int, loud: float) -> Floats:
    noise = np.random.default_rng(seed)
    if kind == 0:  # a reader, driven hard
        return speechlike(2.5, 0.12, seed) * np.float32(loud)
    if kind == 1:  # bursts of white noise
        gate = np.repeat(noise.random(50) > 0.6, RATE // 20)
        return np.asarray(noise.standard_normal(len(gate)) * gate * 0.3 * loud, np.float32)
    if kind == 2:  # clicks
        sound = np.zeros(2 * RATE, np.float32)
        sound[noise.integers(0, len(sound), 40)] = noise.uniform(-1, 1, 40) * loud
        return sound
    # a sine near the top, whose peaks lie between its samples, and a bass note under it
    return sine(11_003 + seed, 2, 0) * np.float32(loud * 0.5) + sine(55, 2, 0) * np.float32(loud * 0.5)


@settings(max_examples=30, deadline=None)
@given(
    kind=st.integers(0, 3),
    seed=st.integers(0, 999),
    loud=st.floats(0.3, 8.0),
    block=st.sampled_from([480, 4096, 7919, RATE, 200_000]),
)
def test_no_true_peak_passes_the_ceiling(kind: int, seed: int, loud: float, block: int) -> None:
    out, _ = limited(material(kind, seed, loud), block)
    assert measure(audio(out[:, 0])).true_peak <= CEILING
    assert libebur128_peak(out) <= -1.0  # meters differ by 0.2 dB on noise up to half the rate


@pytest.mark.parametrize("kind", range(4))
def test_ffmpegs_meter_finds_no_peak_over_the_limit(kind: int, tmp_path: Path) -> None:
    sound = np.concatenate([material(kind, seed, 1.0 + seed) for seed in range(5)])
    out, limiter = limited(sound)
    assert limiter.reduction > 1
    write_clip(tmp_path / "limited.wav", audio(out[:, 0]))
    assert ebur128(tmp_path / "limited.wav")[2] <= -1.0


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999), block=st.integers(1, 60_000))
def test_what_needs_no_limiting_passes_bit_for_bit(seed: int, block: int) -> None:
    sound = speechlike(1.5, 0.08, seed)
    out, limiter = limited(sound, block)
    assert np.array_equal(out[:, 0], sound)
    assert limiter.reduction == 0


def test_away_from_a_peak_nothing_is_touched() -> None:
    sound = speechlike(4, 0.05, 3)
    sound[2 * RATE] += 1.6
    out, limiter = limited(sound)
    changed = np.flatnonzero(out[:, 0] != sound) / RATE
    assert changed.min() >= 2 - 2 * LOOK_AHEAD
    assert changed.max() <= 2 + LOOK_AHEAD * 2 + limiter.reduction / 30 + 0.01


@settings(max_examples=10, deadline=None)
@example(cuts=[1, 1, 39_998, 40_000, 40_000], seed=2)  # empty blocks among them
@given(cuts=st.lists(st.integers(1, 40_000), max_size=8), seed=st.integers(0, 50))
@example(cuts=[1, 2938], seed=1)  # a block that ends between the two samples of a peak
def test_blocks_of_any_length_come_out_alike(cuts: list[int], seed: int) -> None:
    sound = material(1, seed, 3.0)[:, None]
    whole, _ = limited(sound, len(sound))
    limiter = Limiter(CEILING, RATE)
    pieces = np.split(sound, np.minimum(np.cumsum(cuts), len(sound)))
    out = np.concatenate([*(limiter.push(piece) for piece in pieces), limiter.flush()])[limiter.delay :]
    np.testing.assert_allclose(out, whole, atol=1e-6)


def test_both_sides_of_a_stereo_programme_are_turned_down_together() -> None:
    left, right = sine(440, 1, 6), sine(440, 1, -12)
    out, _ = limited(np.stack([left, right], axis=1))
    gains = out[RATE // 4 : -RATE // 4] / np.stack([left, right], axis=1)[RATE // 4 : -RATE // 4]
    clear = np.abs(left[RATE // 4 : -RATE // 4]) > 0.1
    np.testing.assert_allclose(gains[clear, 0], gains[clear, 1], rtol=1e-4)


def test_a_steady_tone_is_turned_down_without_distortion() -> None:
    out, _ = limited(sine(200, 2, 3))
    steady = out[RATE // 2 : RATE // 2 + RATE, 0]
    spectrum = np.abs(np.fft.rfft(steady * np.hanning(len(steady))))
    harmonics = [spectrum[200 * k - 3 : 200 * k + 4].max() for k in range(2, 20)]
    assert 20 * np.log10(max(harmonics) / spectrum[195:206].max()) < -60
