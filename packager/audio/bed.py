"""Music under the programme: looped without a seam, out of the way of whoever speaks.

Nothing has to be detected: when somebody speaks is known, so the bed is down before the first
syllable. Figures: at least 20 dB under speech (WCAG 2.2, criterion 1.4.7), down within 200–300 ms,
up within 500–800 ms, as mixing desks are set.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

import numpy as np
from numpy.typing import NDArray

from packager.audio.ffmpeg import RATE, Samples
from packager.audio.loudness import measure
from packager.audio.parts import Bed
from packager.audio.source import SoundSource, spread

_CROSSFADE = 1.0  # s, where the loop meets its own beginning
_SILENT = -60.0  # dB, from where the bed comes in


class BedPlayer:
    """Adds a bed to the blocks of a mix."""

    def __init__(self, bed: Bed, spans: Sequence[tuple[float, float]], frames: int, files: ExitStack) -> None:
        """`spans`: when something else sounds, in seconds, sorted; `frames`: the programme's length."""
        self._source = SoundSource(bed.sound)
        files.callback(self._source.close)
        self._first = round(bed.start * RATE)
        self._end = frames if bed.end is None else min(frames, round(bed.end * RATE))
        self._overlap = min(round(_CROSSFADE * RATE), self._source.frames // 4)
        self._alike = self._likeness()
        own = measure(bed.sound).integrated
        self._level = bed.speech - own if np.isfinite(own) else 0.0
        self._times, self._levels = _automation(bed, spans, self._end / RATE)

    def add_to(self, mix: Samples, start: int) -> None:
        """Add the bed to a block that begins at frame `start` of the programme."""
        low, high = max(start, self._first), min(start + len(mix), self._end)
        if low >= high or not self._source.frames:
            return
        levels = np.interp(np.arange(low, high) / RATE, self._times, self._levels)
        gain = np.asarray(10 ** ((levels + self._level) / 20), np.float32)[:, None]
        sound = self._looped(low - self._first, high - low, mix.shape[1])
        mix[low - start : high - start] += sound * gain

    def _looped(self, start: int, count: int, channels: int) -> Samples:
        period = self._source.frames - self._overlap
        pieces = []
        while count:
            at = start % period
            length = min(count, period - at)
            pieces.append(self._turn(start // period, at, length, channels))
            start, count = start + length, count - length
        return np.concatenate(pieces)

    def _likeness(self) -> float:
        """How far the loop's end is its beginning once more, 0 to 1: so that their sum keeps its power."""
        begin = self._source.read(0, self._overlap)
        end = self._source.read(self._source.frames - self._overlap, self._overlap)
        power = float(np.linalg.norm(begin) * np.linalg.norm(end))
        return max(0.0, float(np.vdot(begin, end)) / power) if power else 0.0

    def _turn(self, turn: int, at: int, length: int, channels: int) -> Samples:
        """Part of one turn of the loop; from the second on it begins inside the end of the one before."""
        sound = np.repeat(spread(self._source.read(at, length), channels), 1, axis=0)
        joined = min(self._overlap - at, length)
        if turn and joined > 0:
            period = self._source.frames - self._overlap
            old = spread(self._source.read(period + at, joined), channels)
            turned = (np.pi / 2 * (np.arange(at, at + joined) + 0.5) / self._overlap)[:, None]
            power = 1 + self._alike * np.sin(2 * turned)
            sound[:joined] = (sound[:joined] * np.sin(turned) + old * np.cos(turned)) / np.sqrt(power)
        return sound


def _automation(
    bed: Bed, spans: Sequence[tuple[float, float]], end: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The level over time as corner points: seconds, and LU against speech."""
    points = [(bed.start, _SILENT), (bed.start + bed.fade_in, bed.alone)]
    for first, last in _bridged(spans, max(bed.hold, bed.attack + bed.release)):
        points += [(first - bed.attack, bed.alone), (first, bed.under)]
        points += [(last, bed.under), (last + bed.release, bed.alone)]
    points += [(end - bed.fade_out, bed.alone), (end, _SILENT)]
    grid = np.unique(np.clip([time for time, _ in points], bed.start, end))
    body = np.minimum.reduce([_line(points[2:-2], grid, bed.alone), _line(points[:2], grid, bed.alone)])
    return grid, np.minimum(body, _line(points[-2:], grid, bed.alone))


def _line(points: Sequence[tuple[float, float]], grid: NDArray[np.float64], level: float) -> NDArray[np.float64]:
    if not points:
        return np.full(len(grid), level)
    times, levels = zip(*points, strict=True)
    return np.asarray(np.interp(grid, times, levels))


def _bridged(spans: Sequence[tuple[float, float]], hold: float) -> list[tuple[float, float]]:
    """Spans of sound, with the pauses shorter than `hold` counted in."""
    bridged: list[tuple[float, float]] = []
    for first, last in spans:
        if bridged and first - bridged[-1][1] < hold:
            bridged[-1] = (bridged[-1][0], max(last, bridged[-1][1]))
        else:
            bridged.append((first, last))
    return bridged
