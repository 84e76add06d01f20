"""Speech that a person recorded, as a studio hands it on.

DC and rumble go, the silence around it goes, its speech comes to the programme's loudness, and what stands far
above the speech (a knock on the microphone) is held down. Everything is measured against the recording's own
speech: one made at arm's length is as whole as one made close.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from packager.audio.brought import mono
from packager.audio.ffmpeg import RATE
from packager.audio.limiter import limited
from packager.audio.loudness import Energies, Meter, integrated, level
from packager.audio.prepare import faded, high_pass
from packager.errors import InputError
from packager.records import Audio

TARGET = -23.0  # LUFS of the speech
_CEILING = -3.0  # dBTP: a reader's peaks lie 14 to 19 dB over the loudness, a knock's anywhere
_RELEASE = 200.0  # dB/s: after a knock of 20 dB the voice is back within a syllable
_CELL = RATE // 100  # frames of 10 ms, in which sound is looked at
_TENTH = 10  # cells
_SHORTEST = 0.2  # s: less is a slip of the mouse, not speech
_FAINT = -75.0  # LUFS; speech that peaks at -50 dBFS measures -70
_STEADY = 4.0  # dB between soft and loud moments: a tone has none, noise 3, speech in a crowd more than 6
_UNDER = (45.0, 20.0)  # dB under the speech: it is never sought below the first, and never missed above the second
_OVER_FLOOR = 10.0  # dB over the soft moments
_LOUD = 8.0  # LU over ordinary speech, for 400 ms: a door and no word
_LOUDEST = 10.0  # the same for 10 ms
_CLICK = 6  # cells: a switch, and no word
_ALONE = 50  # cells of silence that part such a click from the speech
_BEFORE, _AFTER = 15, 30  # cells kept around the speech: a consonant may be 30 dB under its vowel
_PAUSE, _KEPT = 150, 60  # cells: a longer pause is dead air on a transmitter; of it this much stays at either side
_IN, _OUT = (0.004, 0.03), (0.012, 0.1)  # s, the shortest and the longest fade


def speech(path: Path) -> Audio:
    """A recording of speech at 48 kHz, trimmed and at TARGET LUFS.

    Raises InputError for a file that is missing, broken, cut short or over 15 minutes long, and for one
    without speech.
    """
    samples = mono(path)
    if len(samples) < RATE * _SHORTEST:
        raise InputError(f"holds only {len(samples) / RATE:.2f} s of sound", where=str(path), hint="record it again")
    samples = _without_rumble(samples)
    cells = _cells(samples)
    spoken = _spoken(cells)
    if not spoken.loudness > _FAINT:
        raise InputError("there is nothing to hear in it", where=str(path), hint="look at the microphone, record again")
    if spoken.range < _STEADY:
        what = "there is no speech in it, only a steady noise"
        raise InputError(what, where=str(path), hint="look at the microphone, record again")
    return Audio(samples=_levelled(_cut(samples, cells, spoken)), rate=RATE)


@dataclass(frozen=True, kw_only=True, slots=True)
class _SpeechLevels:
    """What the cells of a recording tell."""

    loudness: float  # LUFS of its speech, to about 2 LU
    range: float  # dB from its soft to its loud moments
    threshold: float  # LUFS of a cell in which somebody speaks


def _spoken(cells: Energies) -> _SpeechLevels:
    """Of every 100 ms the middle cell counts, so that a knock of a few milliseconds is not heard at all."""
    tenths = np.median(cells[: len(cells) // _TENTH * _TENTH].reshape(-1, _TENTH), axis=1)
    if not len(tenths) or not tenths.max() > 0:
        return _SpeechLevels(loudness=-np.inf, range=0.0, threshold=np.inf)
    decibels = _decibels(tenths)
    top = float(np.percentile(decibels, 95))
    loudness = level(float(tenths[decibels > top - 15].mean()))
    soft, loud = np.percentile(_decibels(cells), (5, 95))
    threshold = float(np.clip(soft + _OVER_FLOOR, loudness - _UNDER[0], loudness - _UNDER[1]))
    return _SpeechLevels(loudness=loudness, range=float(loud - soft), threshold=threshold)


def _without_rumble(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """High-passed, piece by piece: a transform of fifteen minutes at once would want a gigabyte."""
    reach, piece = RATE // 20, RATE * 20
    # Mirrored at the ends, so that what is left of a steady offset makes no thump there.
    padded = np.pad(samples - np.median(samples), reach, mode="reflect")
    starts = range(0, len(samples), piece)
    parts = (high_pass(padded[at : at + piece + 2 * reach])[reach:-reach] for at in starts)
    return np.concatenate([*parts])


def _cells(samples: NDArray[np.float32]) -> Energies:
    """K-weighted energy of each 10 ms, the last filled up with silence."""
    meter = Meter(RATE, steps=RATE // _CELL)
    meter.push(np.pad(samples, (0, -len(samples) % _CELL))[:, None])
    return meter.energies()


def _cut(samples: NDArray[np.float32], cells: Energies, spoken: _SpeechLevels) -> NDArray[np.float32]:
    """The speech with a little around it, long pauses shortened."""
    runs = _runs(_decibels(cells) > spoken.threshold)
    while len(runs) > 1 and _is_click(runs[0], runs[1][0] - runs[0][1]):
        runs = runs[1:]
    while len(runs) > 1 and _is_click(runs[-1], runs[-1][0] - runs[-2][1]):
        runs = runs[:-1]
    first, last = max(0, runs[0][0] - _BEFORE), min(len(cells), runs[-1][1] + _AFTER)
    gaps = [(one[1], other[0]) for one, other in pairwise(runs) if other[0] - one[1] > _PAUSE]
    starts = [first, *(end - _KEPT for _, end in gaps)]
    ends = [*(start + _KEPT for start, _ in gaps), last]
    pieces = [samples[start * _CELL : end * _CELL] for start, end in zip(starts, ends, strict=True)]
    into = (runs[0][0] - first) * _CELL / RATE
    out = (last - runs[-1][1]) * _CELL / RATE
    return faded(_joined(pieces), float(np.clip(into, *_IN)), float(np.clip(out, *_OUT)))


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and one past the last of each row of true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _is_click(run: tuple[int, int], gap: int) -> bool:
    return run[1] - run[0] <= _CLICK and gap >= _ALONE


def _joined(pieces: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Pieces one after another, each faded into the next over 20 ms of room."""
    whole, over = pieces[0], 2 * _CELL
    rise = np.linspace(0, 1, over, dtype=np.float32)
    for piece in pieces[1:]:
        seam = whole[-over:] * (1 - rise) + piece[:over] * rise
        whole = np.concatenate((whole[:-over], seam, piece[over:]))
    return whole


def _levelled(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """At TARGET, what stands far above the speech held down, and peaks held; what is held weighs nothing then."""
    calm = _held_down(samples)
    gain, out = TARGET - _of_speech(calm), calm
    for _ in range(4):
        out = limited(calm[:, None] * np.float32(10 ** (gain / 20)), _CEILING, _RELEASE)[:, 0]
        off = TARGET - _of_speech(out)
        if abs(off) < 0.05:
            break
        gain += off
    return out


def _held_down(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """A knock, a door: moments that are louder than speech ever is are turned down to its loudest."""
    cells = _cells(samples)
    over = np.maximum(_decibels(cells) - _usual(cells) - _LOUDEST, 0)
    if not over.any():
        return samples
    held = np.maximum.reduce([np.roll(np.pad(over, 1), step)[1:-1] for step in (-1, 0, 1)])
    middles = (np.arange(len(held)) + 0.5) * _CELL
    return np.asarray(samples * 10 ** (-np.interp(np.arange(len(samples)), middles, held) / 20), np.float32)


def _of_speech(samples: NDArray[np.float32]) -> float:
    """Integrated loudness in LUFS without what is far louder than the rest for longer than a word: a door, a horn."""
    cells = _cells(samples)
    tenths = _tenths(cells)
    words = np.convolve(tenths, np.ones(4) / 4, "same")
    return integrated(tenths[_decibels(words) <= _usual(cells) + _LOUD])


def _usual(cells: Energies) -> float:
    """LUFS of an ordinary moment of speech: softer are seven in ten. Pauses and a few loud moments do not move it."""
    return float(np.percentile(_decibels(_tenths(cells)), 70))


def _tenths(cells: Energies) -> Energies:
    """Cells put together to 100 ms, the last filled up with silence."""
    return np.asarray(np.pad(cells, (0, -len(cells) % _TENTH)).reshape(-1, _TENTH).mean(axis=1))


def _decibels(energies: Energies) -> NDArray[np.float64]:
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(energies, 1e-14)))
