"""The meter against the recipes of EBU Tech 3341 and 3342, libebur128's own sums, and FFmpeg."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyebur128
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.audio.loudness import Meter, gain_to, integrated, measure, measure_blocks
from packager.audio.wav import write_clip
from tests.support.audio_meters import RATE, Floats, audio, ebur128, sine, speechlike


def steps(*parts: tuple[float, float]) -> Floats:
    """Parts of (seconds, dBFS) of a 1 kHz sine, one after the other."""
    return np.concatenate([sine(1000, seconds, level) for seconds, level in parts])


# Tech 3341 test signals 1 to 5, which are stereo.
TECH_3341 = [
    ((20.0, -23.0),),
    ((20.0, -33.0),),
    ((10.0, -36.0), (60.0, -23.0), (10.0, -36.0)),
    ((10.0, -72.0), (10.0, -36.0), (60.0, -23.0), (10.0, -36.0), (10.0, -72.0)),
    ((20.0, -26.0), (20.1, -20.0), (20.0, -26.0)),
]


@pytest.mark.parametrize("parts", TECH_3341)
def test_integrated_reads_as_tech_3341_asks(parts: tuple[tuple[float, float], ...]) -> None:
    stereo = np.repeat(steps(*parts)[:, None], 2, axis=1)
    expected = -33.0 if len(parts) == 1 and parts[0][1] == -33.0 else -23.0
    assert measure_blocks([stereo], RATE, 2).integrated == pytest.approx(expected, abs=0.1)


def test_a_mono_file_is_measured_as_mono() -> None:
    # One channel alone carries half the power of two: the trap of copying mono to stereo.
    assert measure(audio(sine(1000, 20, -20))).integrated == pytest.approx(-23.0, abs=0.1)


# Tech 3342 test signals 1 to 4.
@pytest.mark.parametrize(
    ("levels", "expected"),
    [((-20, -30), 10), ((-20, -15), 5), ((-40, -20), 20), ((-50, -35, -20, -35, -50), 15)],
)
def test_range_reads_as_tech_3342_asks(levels: tuple[float, ...], expected: float) -> None:
    sound = steps(*[(20.0, float(level)) for level in levels])
    stereo = np.repeat(sound[:, None], 2, axis=1)
    assert measure_blocks([stereo], RATE, 2).range == pytest.approx(expected, abs=1.0)


# Tech 3341 test signals 15 to 19: sines whose samples miss their peaks.
@pytest.mark.parametrize(
    ("divisor", "degrees", "level", "expected"),
    [(4, 0, -6, -6), (4, 45, -6, -6), (6, 60, -6, -6), (8, 67.5, -6, -6), (4, 45, 3, 3)],
)
def test_true_peak_reads_as_tech_3341_asks(divisor: int, degrees: float, level: float, expected: float) -> None:
    sound = sine(RATE / divisor, 1.0, level, phase=np.radians(degrees))
    shape = np.minimum(1, np.minimum(np.arange(len(sound)), np.arange(len(sound))[::-1]) / 480)
    assert expected - 0.4 <= measure(audio(sound * shape)).true_peak <= expected + 0.2


def libebur128(samples: Floats) -> tuple[float, float, float]:
    mode = pyebur128.MeasurementMode
    state = pyebur128.R128State(1, RATE, mode.MODE_I | mode.MODE_LRA | mode.MODE_TRUE_PEAK)
    state.add_frames(samples, len(samples))
    peak = 20 * np.log10(pyebur128.get_true_peak(state, 0))
    return pyebur128.get_loudness_global(state), pyebur128.get_loudness_range(state), peak


@pytest.mark.parametrize("seed", range(3))
def test_three_meters_agree_on_a_reader(seed: int, tmp_path: Path) -> None:
    sound = np.concatenate([speechlike(20, 0.05 * (1 + seed), seed), speechlike(25, 0.02, seed + 9)])
    ours = measure(audio(sound))
    theirs = libebur128(sound)
    assert ours.integrated == pytest.approx(theirs[0], abs=0.01)
    assert ours.range == pytest.approx(theirs[1], abs=0.5)
    assert ours.true_peak == pytest.approx(theirs[2], abs=0.05)
    write_clip(tmp_path / "reader.wav", audio(sound))
    third = ebur128(tmp_path / "reader.wav")
    assert ours.integrated == pytest.approx(third[0], abs=0.06)
    assert ours.true_peak == pytest.approx(third[2], abs=0.15)
    assert measure(tmp_path / "reader.wav").integrated == pytest.approx(ours.integrated, abs=0.001)


def test_the_loudest_moments_are_found() -> None:
    sound = np.concatenate([sine(1000, 10, -33), sine(1000, 1, -13), sine(1000, 10, -33)])
    reads = measure(audio(sound))
    assert reads.momentary == pytest.approx(-16.0, abs=0.1)  # 400 ms of the loud second, mono
    third = 10 * np.log10((10**-1.6 + 2 * 10**-3.6) / 3)
    assert reads.short_term == pytest.approx(third, abs=0.1)


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(RATE), np.zeros(10)])
def test_silence_reads_as_nothing(samples: Floats) -> None:
    reads = measure(audio(samples))
    assert (reads.integrated, reads.true_peak, reads.range) == (-np.inf, -np.inf, 0.0)


def test_a_single_short_word_has_a_loudness() -> None:
    assert measure(audio(sine(1000, 0.3, -20))).integrated == pytest.approx(-23.0, abs=0.5)


@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(1, 30_000), max_size=12), level=st.floats(0.001, 0.5), seed=st.integers(0, 99))
def test_blocks_of_any_length_read_alike(cuts: list[int], level: float, seed: int) -> None:
    sound = speechlike(3, level, seed)[:, None]
    pieces = np.split(sound, np.minimum(np.cumsum(cuts), len(sound)))
    whole, cut = measure_blocks([sound], RATE, 1), measure_blocks(pieces, RATE, 1)
    # Far below what a meter shows: single precision adds up otherwise in other blocks.
    assert cut.integrated == pytest.approx(whole.integrated, abs=1e-4)
    assert cut.true_peak == pytest.approx(whole.true_peak, abs=1e-4)


@pytest.mark.parametrize("target", [-16.0, -23.0, -24.0])
def test_the_gain_reaches_its_target_even_past_the_absolute_gate(target: float) -> None:
    meter = Meter(RATE)
    meter.push(np.concatenate([speechlike(10, 0.002), speechlike(10, 0.0005, 1)])[:, None])
    energies = meter.energies()
    louder = energies * 10 ** (gain_to(energies, target) / 10)
    assert integrated(louder) == pytest.approx(target, abs=0.01)
