"""Loudness after ITU-R BS.1770-5 and EBU R128: integrated, range, and the loudest moments.

libebur128 (through pyebur128) does the K-weighting; what is taken from it is the energy of each
100 ms. All the figures of R128 are means and gates over those, so a single pass gives integrated,
momentary, short-term and range, and the figures after any gain without another pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from packager.audio.ffmpeg import Samples
from packager.audio.truepeak import PeakMeter
from packager.audio.wav import WavReader
from packager.records import Audio

Energies = NDArray[np.float64]  # K-weighted mean square of each 100 ms, over all channels
_OFFSET = 0.691  # dB, so that a 997 Hz sine at full scale reads -3.01 (BS.1770, formula 2)
_ABSOLUTE = -70.0  # LUFS, the absolute gate


@dataclass(frozen=True, kw_only=True, slots=True)
class Loudness:
    """What the meters read. -inf wherever there was nothing but silence."""

    integrated: float  # LUFS
    range: float  # LU, EBU Tech 3342
    momentary: float  # LUFS, highest of any 400 ms
    short_term: float  # LUFS, highest of any 3 s
    true_peak: float  # dBTP


class Meter:
    """Collects the energies of a stream of blocks, so many a second."""

    def __init__(self, rate: int, channels: int = 1, steps: int = 10) -> None:
        """`steps` a second: ten are what all figures are made of, more are to be put together to ten."""
        import pyebur128

        self._state = pyebur128.R128State(channels, rate, pyebur128.MeasurementMode.MODE_M)
        self._loudness = pyebur128.get_loudness_window
        self._step, self._window = rate // steps, 1000 // steps  # frames, ms
        self._rest = np.zeros((0, channels), np.float32)
        self._levels: list[float] = []

    def push(self, block: Samples) -> None:
        """Take the next frames, shape (frames, channels)."""
        frames = np.concatenate((self._rest, block)) if len(self._rest) else block
        whole = len(frames) - len(frames) % self._step
        for start in range(0, whole, self._step):
            self._take(frames[start : start + self._step])
        self._rest = frames[whole:]

    def _take(self, step: Samples) -> None:
        self._state.add_frames(np.ascontiguousarray(step, np.float32).reshape(-1), len(step))
        self._levels.append(self._loudness(self._state, self._window))

    def energies(self) -> Energies:
        """The energy of each whole step so far."""
        return np.asarray(10 ** ((np.asarray(self._levels, np.float64) + _OFFSET) / 10))


def level(energy: float) -> float:
    """Loudness of a mean square energy, in LUFS."""
    return -_OFFSET + 10 * float(np.log10(energy)) if energy > 0 else -np.inf


def integrated(energies: Energies) -> float:
    """Integrated loudness in LUFS: 400 ms blocks, 75 % overlap, gated at -70 LUFS and at -10 LU.

    Of a sound under 400 ms (a single short word), which R128 does not define, the mean of what there is.
    """
    blocks = _sliding(energies, min(4, len(energies)))
    loud = blocks[blocks > _energy(_ABSOLUTE)]
    if not len(loud):
        return -np.inf
    return level(float(loud[loud > loud.mean() / 10].mean()))


def loudness_range(energies: Energies) -> float:
    """Loudness range in LU: 10th to 95th percentile of 3 s windows, gated at -70 and at -20 LU (Tech 3342)."""
    windows = _sliding(energies, 30)
    loud = windows[windows > _energy(_ABSOLUTE)]
    if not len(loud):
        return 0.0
    low, high = np.percentile(loud[loud >= loud.mean() / 100], (10, 95))
    return level(float(high)) - level(float(low))


def short_terms(energies: Energies) -> NDArray[np.float64]:
    """Short-term loudness (3 s) in LUFS at every 100 ms from the third second on; -inf in silence."""
    with np.errstate(divide="ignore"):
        return np.asarray(-_OFFSET + 10 * np.log10(_sliding(energies, 30)))


def gain_to(energies: Energies, target: float) -> float:
    """Gain in dB that brings the integrated loudness to `target` LUFS; 0 for silence.

    Not simply the difference: a gain moves quiet passages over the absolute gate.
    """
    gain = 0.0
    for _ in range(8):
        reads = integrated(energies * 10 ** (gain / 10))
        if not np.isfinite(reads) or abs(target - reads) < 0.001:
            break
        gain += target - reads
    return gain


def loudness(energies: Energies, true_peak: float) -> Loudness:
    """All figures of a programme from its energies and its true peak in dBTP."""
    return Loudness(
        integrated=integrated(energies),
        range=loudness_range(energies),
        momentary=level(float(_sliding(energies, 4).max(initial=0))),
        short_term=level(float(_sliding(energies, 30).max(initial=0))),
        true_peak=true_peak,
    )


def measure(sound: Audio | Path) -> Loudness:
    """Loudness of a sound in memory or of a PCM WAV, as it would be delivered (no padding, mono as mono)."""
    if isinstance(sound, Audio):
        return measure_blocks(np.array_split(sound.samples[:, None], 1), sound.rate, 1)
    with WavReader(sound) as reader:
        return measure_blocks(reader.blocks(), reader.rate, reader.channels)


def measure_blocks(blocks: Iterable[Samples], rate: int, channels: int) -> Loudness:
    """Loudness of a stream of blocks, shape (frames, channels)."""
    meter, peaks = Meter(rate, channels), PeakMeter(channels)
    for block in blocks:
        meter.push(block)
        peaks.push(block)
    return loudness(meter.energies(), peaks.peak())


def _sliding(energies: Energies, width: int) -> Energies:
    """Mean over each `width` neighbours."""
    if len(energies) < max(width, 1):
        return np.zeros(0)
    total = np.concatenate(([0.0], np.cumsum(energies)))
    # A difference of sums can come out a hair under nought in digital silence.
    return np.maximum((total[width:] - total[:-width]) / width, 0.0)


def _energy(lufs: float) -> float:
    return float(10 ** ((lufs + _OFFSET) / 10))
