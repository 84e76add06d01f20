"""True peak by four-times oversampling (ITU-R BS.1770-5, annex 2), only where it can matter.

Between two samples the interpolated curve can rise above both, but never by more than the sum of
the interpolator's absolute coefficients. So any stretch whose samples stay under `floor` divided by
that sum needs no oversampling: the answer is exact, and most of a spoken programme is skipped. What
remains is interpolated in one matrix product.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from packager.audio.ffmpeg import Samples

REACH = 12  # samples on either side that an interpolated value depends on
_PHASES = 4
_SHAPE = 5.0  # of the Kaiser window: true within 0.04 dB up to 20.4 kHz at a rate of 48 kHz
_ROW = 40  # samples interpolated by one row of the matrix product
# Rows multiplied at once: OpenBLAS starts its threads above 4·65536 products, and they would take the
# time that the encoder has use for.
_AT_ONCE = 4 * 65_536 // ((_ROW + 2 * REACH) * _ROW * (_PHASES - 1))


def _kernel() -> NDArray[np.float32]:
    """Kaiser-windowed sinc, shape (3 phases, 2·REACH): the values at ¼, ½ and ¾ between two samples."""
    taps = np.arange(-REACH + 1, REACH + 1)
    at = np.arange(1, _PHASES)[:, None] / _PHASES
    distance = taps - at
    window = np.i0(_SHAPE * np.sqrt(np.clip(1 - (distance / REACH) ** 2, 0, 1))) / np.i0(_SHAPE)
    kernel = np.sinc(distance) * window
    return np.asarray(kernel / kernel.sum(axis=1, keepdims=True), np.float32)


def _matrix(kernel: NDArray[np.float32]) -> NDArray[np.float32]:
    """The kernel as a banded matrix: a row of samples with its context times this is all its phases."""
    matrix = np.zeros((_ROW + 2 * REACH, _PHASES - 1, _ROW), np.float32)
    for sample in range(_ROW):
        matrix[sample + 1 : sample + 1 + 2 * REACH, :, sample] = kernel.T
    return matrix.reshape(_ROW + 2 * REACH, -1)


_KERNEL = _kernel()
_MATRIX = _matrix(_KERNEL)
GROWTH = float(np.abs(_KERNEL).sum(axis=1).max())  # largest rise of an interpolated value over its samples


def envelope(padded: Samples, floor: float) -> NDArray[np.float32]:
    """The highest value from each sample up to the next, over all channels; shape (frames,).

    `padded` has REACH frames of context at both ends, shape (frames + 2·REACH, channels). Exact
    wherever the result is above `floor` (linear); below it, the sample's own value is returned.
    """
    frames = len(padded) - 2 * REACH
    result: NDArray[np.float32] = np.zeros(frames, np.float32)
    for channel in range(padded.shape[1]):  # a maximum over so short an axis would take ten times as long
        np.maximum(result, np.abs(padded[REACH : REACH + frames, channel]), out=result)
    if float(np.abs(padded).max(initial=0)) * GROWTH <= floor:
        return result
    for channel in range(padded.shape[1]):
        _raise(result, padded[:, channel], floor)
    return result


def _raise(result: NDArray[np.float32], padded: NDArray[np.float32], floor: float) -> None:
    frames = len(result)
    count = -(-frames // _ROW)
    filled = np.zeros((count + 1) * _ROW, np.float32)
    filled[: len(padded)] = padded
    rows = sliding_window_view(filled, _ROW + 2 * REACH)[::_ROW]
    highest = np.maximum.reduceat(np.abs(filled), np.arange(0, len(filled), _ROW))
    # A row's context ends within the row after it.
    hot = np.flatnonzero(np.maximum(highest[:-1], highest[1:]) * np.float32(GROWTH) > floor)
    if not len(hot):
        return
    product = np.empty((len(hot), (_PHASES - 1) * _ROW), np.float32)
    for start in range(0, len(hot), _AT_ONCE):
        np.dot(rows[hot[start : start + _AT_ONCE]], _MATRIX, out=product[start : start + _AT_ONCE])
    phases = np.abs(product, out=product).reshape(-1, _PHASES - 1, _ROW)
    raised = np.zeros((count, _ROW), np.float32)
    # Two maxima of long rows: one maximum over the short axis would take ten times as long.
    raised[hot] = np.maximum(np.maximum(phases[:, 0], phases[:, 1]), phases[:, 2])
    np.maximum(result, raised.reshape(-1)[:frames], out=result)


class PeakMeter:
    """The true peak of a stream of blocks."""

    def __init__(self, channels: int = 1) -> None:
        self._tail = np.zeros((2 * REACH, channels), np.float32)
        self._peak = 0.0

    def push(self, block: Samples) -> None:
        """Take the next frames, shape (frames, channels)."""
        padded = np.concatenate((self._tail, block))
        self._tail = padded[len(padded) - 2 * REACH :]
        self._peak = max(self._peak, float(envelope(padded, self._peak).max(initial=0)))

    def peak(self) -> float:
        """The highest true peak so far in dBTP, as if silence followed; -inf for silence."""
        rest = np.concatenate((self._tail, np.zeros((REACH, self._tail.shape[1]), np.float32)))
        return decibels(max(self._peak, float(envelope(rest, self._peak).max(initial=0))))


def decibels(amplitude: float) -> float:
    """Amplitude in dB of full scale; -inf for zero."""
    return 20 * float(np.log10(amplitude)) if amplitude > 0 else -np.inf
