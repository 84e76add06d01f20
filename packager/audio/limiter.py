"""A look-ahead true-peak limiter that touches nothing it need not touch.

The reduction that every sample needs is known from four-times oversampling; it is held over the
look-ahead, let go at a steady rate in dB, and smoothed by a window as long as the look-ahead. As
the smoothed value is a weighted mean of values that are all enough, it is enough itself: no peak
slips through, and nothing clicks. Where no reduction is near, samples pass bit for bit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from packager.audio.ffmpeg import RATE, Samples
from packager.audio.truepeak import REACH, envelope

_Reduction = NDArray[np.float64]  # dB, 0 where nothing is needed

LOOK_AHEAD = 0.005  # s: long enough that a bass note is not bent, short enough to go unheard
RELEASE = 30.0  # dB/s: 3 dB in 100 ms, a syllable
# The product of a signal and a moving gain can peak a little above what both promise (≤ 0.03 dB
# at this look-ahead, found with noise bursts), and meters of another make read up to 0.05 dB more.
_MARGIN = 0.08  # dB


class Limiter:
    """Keeps the true peak of a stream at or under a ceiling; what comes out is late by `delay` frames."""

    def __init__(self, ceiling: float, rate: int, channels: int = 1, release: float = RELEASE) -> None:
        """`ceiling` in dBTP, `release` in dB/s."""
        self._ceiling = 10 ** ((ceiling - _MARGIN) / 20)
        self._look = max(int(rate * LOOK_AHEAD), REACH)
        self._fall = release / rate  # dB per sample
        window = np.hanning(self._look + 3)[1:-1]
        self._window = window / window.sum()
        self.delay = self._look + REACH
        self._last = 0.0  # dB, what the last sample so far needs of its own
        self.reduction = 0.0  # dB, the largest so far
        self._input = np.zeros((self.delay + REACH, channels), np.float32)
        self._released: _Reduction = np.zeros(self._look)
        self._held: _Reduction = np.zeros(self._look)

    def push(self, block: Samples) -> Samples:
        """The next frames in, as many out: those of `delay` frames ago, silence at first."""
        frames = np.concatenate((self._input, block))
        context = len(frames) - len(block) - 2 * REACH
        gain = self._gain(self._needed(frames[context:]))
        self._input = frames[len(block) :]
        ready = frames[REACH : REACH + len(block)]
        return ready if gain is None else (ready * gain[:, None]).astype(np.float32)

    def flush(self) -> Samples:
        """The last `delay` frames."""
        return self.push(np.zeros((self.delay, self._input.shape[1]), np.float32))

    def _needed(self, padded: Samples) -> _Reduction:
        peaks = envelope(padded, self._ceiling)
        need = np.zeros(len(peaks))
        over = np.flatnonzero(peaks > self._ceiling)
        need[over] = 20 * np.log10(peaks[over] / self._ceiling)
        # A peak between two samples is brought down by the gain of both, the second of which may come in a later block.
        before = np.concatenate(([self._last], need[:-1]))
        if len(need):
            self._last = float(need[-1])
        return np.maximum(need, before[: len(need)])

    def _gain(self, need: _Reduction) -> NDArray[np.float64] | None:
        """The factor for each frame that comes out now; None where it is 1 throughout."""
        if not (need.any() or self._released.any() or self._held.any()):
            return None
        released = np.concatenate((self._released, self._let_go(need)))
        held = np.concatenate((self._held, _running_max(released, self._look + 1)))
        smooth = np.convolve(held, self._window, "valid")
        self._released, self._held = released[len(need) :], held[len(need) :]
        self.reduction = max(self.reduction, float(smooth.max(initial=0)))
        return np.asarray(10 ** (-smooth / 20))

    def _let_go(self, need: _Reduction) -> _Reduction:
        """Falling no faster than the release: a running maximum in a frame that falls with it."""
        slope = self._fall * np.arange(1, len(need) + 1)
        carried = self._released[-1] if len(self._released) else 0.0
        return np.asarray(np.maximum(np.maximum.accumulate(np.maximum(need + slope, carried)) - slope, 0.0))


def _running_max(values: _Reduction, width: int) -> _Reduction:
    """Maximum over each `width` neighbours, by doubling."""
    covered = 1
    while covered < width:
        step = min(covered, width - covered)
        values = np.maximum(values[:-step], values[step:])
        covered += step
    return values


def limited(sound: Samples, ceiling: float, release: float = RELEASE) -> Samples:
    """A sound at 48 kHz, shape (frames, channels), as long as it was, its true peak at or under `ceiling` dBTP."""
    limiter = Limiter(ceiling, RATE, sound.shape[1], release)
    blocks = [limiter.push(sound[at : at + RATE]) for at in range(0, len(sound), RATE)]
    return np.concatenate([*blocks, limiter.flush()])[limiter.delay :]
