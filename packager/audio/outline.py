"""The shape of a sound over time, from one pass over its file: what a picture of it needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from packager.audio.loudness import Meter, short_terms
from packager.audio.wav import WavReader

_STEP = 100  # steps a second


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Outline:
    """Peaks and power of every 10 ms, loudness of every 100 ms."""

    seconds: float
    peaks: NDArray[np.float32]  # highest absolute sample, linear
    power: NDArray[np.float32]  # mean square
    loudness: NDArray[np.float64]  # short-term LUFS at 3.0, 3.1, … s; -inf in silence

    def columns(self, count: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Peak and root mean square of `count` equal parts, linear."""
        edges = np.linspace(0, len(self.peaks), count + 1).astype(int)[:-1]
        edges = np.minimum(edges, max(len(self.peaks) - 1, 0))
        if not len(self.peaks):
            return np.zeros(count, np.float32), np.zeros(count, np.float32)
        # Where a part holds no step (a very short sound), reduceat gives the step it falls in.
        sizes = np.maximum(np.diff(np.append(edges, len(self.peaks))), 1)
        peaks = np.maximum.reduceat(self.peaks, edges)
        return peaks, np.sqrt(np.add.reduceat(self.power, edges) / sizes).astype(np.float32)


def outline(path: Path) -> Outline:
    """The outline of a WAV, in memory that grows by 1 MB an hour. Raises InputError for anything else."""
    peaks, power = [], []
    with WavReader(path) as reader:
        step = max(1, reader.rate // _STEP)
        meter = Meter(reader.rate, reader.channels)
        for block in reader.blocks(step * _STEP):
            meter.push(block)
            padded = np.pad(block, ((0, -len(block) % step), (0, 0))).reshape(-1, step * reader.channels)
            peaks.append(np.abs(padded).max(axis=1))
            power.append(np.square(padded).mean(axis=1))
        seconds = reader.frames / reader.rate
    return Outline(
        seconds=seconds,
        peaks=np.concatenate([np.zeros(0, np.float32), *peaks]),
        power=np.concatenate([np.zeros(0, np.float32), *power]),
        loudness=short_terms(meter.energies()),
    )
