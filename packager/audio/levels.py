"""What a programme's gain is found from: how loud its sounds are, as their files say or as they are heard.

A sound that the program keeps carries its own energies in a chunk of its WAV. Laid on the programme's
time, they tell what the mix will measure, without a pass over it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from packager.audio.ffmpeg import RATE, Samples
from packager.audio.loudness import Energies, Meter, integrated
from packager.audio.source import SoundSource, spread
from packager.audio.timeline import BLOCK, Timeline
from packager.audio.wav import Chunks, read_chunks, write_clip
from packager.errors import InputError
from packager.records import Audio

_CHUNK = b"lvls"  # of our own: the sample peak, then the energies, all little-endian float32
_FINE = 50  # steps a second, since a sound may begin anywhere between two of the programme's ten
_STEP = RATE // _FINE  # frames


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Levels:
    """How loud a sound is over time, and at most."""

    energies: Energies  # of each step, the last filled up with silence
    peak: float  # highest sample, linear


def heard(blocks: Iterable[Samples], rate: int, channels: int, steps: int = 10) -> Levels:
    """The levels of a stream of blocks, shape (frames, channels), in so many steps a second.

    Raises InputError where a value is no number.
    """
    meter, peak, frames = Meter(rate, channels, steps), 0.0, 0
    for block in blocks:
        highest = max(float(block.max(initial=0)), -float(block.min(initial=0)))
        if not np.isfinite(highest):  # a single NaN makes both of them NaN
            raise InputError("a sound holds values that are not numbers", hint="export it again")
        meter.push(block)
        peak, frames = max(peak, highest), frames + len(block)
    meter.push(np.zeros((-frames % (rate // steps), channels), np.float32))
    return Levels(energies=meter.energies(), peak=peak)


def keep(path: Path, audio: Audio) -> float:
    """Write a mono clip at 48 kHz whole, its levels with it; its integrated loudness in LUFS.

    Raises PackagerError for a full disk, InputError for a bad folder.
    """
    levels = heard((audio.samples[:, None],), RATE, 1, _FINE)
    body = np.asarray((levels.peak, *levels.energies), "<f4").tobytes()
    write_clip(path, audio, chunks=Chunks(after=((_CHUNK, body),)))
    return integrated(_tenths(levels.energies)[: len(audio.samples) // (RATE // 10)])


def foreseen(timeline: Timeline, channels: int) -> Levels:
    """What the mix of a timeline's placements measures in each 100 ms, from what each of them does by itself.

    Nearly so: a step that lies across two of the programme's is shared out between them, and fades are
    left out of account. Raises InputError for a sound that cannot be read.
    """
    energies, peak = np.zeros(-(-timeline.frames() // _STEP)), 0.0
    for piece in timeline.placements:
        levels, power = _levels_of(piece.sound, channels), 10 ** (piece.gain_db / 10)
        first, late = divmod(round(piece.start * RATE), _STEP)
        for step, part in ((first, 1 - late / _STEP), (first + 1, late / _STEP)):
            here = energies[step : step + len(levels.energies)]
            here += levels.energies[: len(here)] * power * part
        peak = max(peak, levels.peak * power**0.5)
    return Levels(energies=_tenths(energies), peak=peak)


def _tenths(energies: Energies) -> Energies:
    """Fine steps put together to 100 ms, the last filled up with silence."""
    together = _FINE // 10
    padded = np.pad(energies, (0, -len(energies) % together))
    return np.asarray(padded.reshape(-1, together).mean(axis=1))


def _levels_of(sound: Path | Audio, channels: int) -> Levels:
    """The levels that a sound carries with it; those of a sound without any are heard."""
    found = dict(read_chunks(sound).after).get(_CHUNK) if isinstance(sound, Path) else None
    if found is None:
        return heard(_blocks(sound, channels), RATE, channels, _FINE)
    peak, *energies = struct.unpack(f"<{len(found) // 4}f", found)
    return Levels(energies=np.asarray(energies) * channels, peak=peak)


def _blocks(sound: Path | Audio, channels: int) -> Iterator[Samples]:
    """A sound as the mix takes it."""
    source = SoundSource(sound)
    try:
        for start in range(0, source.frames, BLOCK):
            block = spread(source.read(start, BLOCK), channels)
            yield np.broadcast_to(block, (len(block), channels))
    finally:
        source.close()
