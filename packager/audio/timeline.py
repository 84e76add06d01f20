"""What sounds when: clips on a time axis, over a bed, mixed block by block in constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from packager.audio.bed import BedPlayer
from packager.audio.ffmpeg import RATE, Samples
from packager.audio.parts import Bed
from packager.audio.source import SoundSource, spread
from packager.errors import InputError
from packager.records import Audio

BLOCK = RATE  # frames mixed at once: one second


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """One sound at one place."""

    start: float  # seconds from the beginning of the programme
    sound: Path | Audio  # 48 kHz WAV, or sound in memory
    gain_db: float = 0.0
    fade_in: float = 0.0  # seconds, raised cosine
    fade_out: float = 0.0  # seconds, raised cosine


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline:
    """A programme before mastering."""

    length: float  # seconds
    placements: tuple[Placement, ...]
    beds: tuple[Bed, ...] = ()  # one after another, each in its own stretch

    def frames(self, rate: int = RATE) -> int:
        """Length in frames."""
        return round(self.length * rate)


@dataclass(slots=True)
class _Track:
    """A placement that is sounding."""

    placement: Placement
    source: SoundSource
    first: int  # frame of the programme

    @property
    def end(self) -> int:
        return self.first + self.source.frames

    def add_to(self, mix: Samples, start: int) -> None:
        low, high = max(start, self.first), min(start + len(mix), self.end)
        if low >= high:
            return
        sound = spread(self.source.read(low - self.first, high - low), mix.shape[1])
        gain = self._gain(low - self.first, high - self.first)
        mix[low - start : high - start] += sound if gain is None else sound * gain

    def _gain(self, first: int, last: int) -> NDArray[np.float32] | None:
        piece, frames = self.placement, self.source.frames
        factor = 10 ** (piece.gain_db / 20)
        into, out = piece.fade_in * RATE, piece.fade_out * RATE
        if first < into or frames - last < out:
            at = np.arange(first, last)
            shape = fade(at / into if into >= 1 else None) * fade((frames - 1 - at) / out if out >= 1 else None)
            return np.asarray(shape * factor, np.float32).reshape(-1, 1)
        return None if factor == 1 else np.full((1, 1), factor, np.float32)


def fade(part: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """Raised cosine from 0 to 1 over the part 0 … 1 of a fade; 1 after it, and without one."""
    if part is None:
        return np.ones(1)
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(part, 0, 1)))


def mix(timeline: Timeline, channels: int = 1, block: int = BLOCK) -> Iterator[Samples]:
    """The programme, block by block, shape (≤ block, channels), before any mastering.

    Raises InputError for a sound that cannot be read, is not at 48 kHz, or runs over the end: nothing
    is ever cut off.
    """
    frames = timeline.frames()
    waiting = sorted(timeline.placements, key=lambda piece: piece.start, reverse=True)
    with ExitStack() as bed_files:
        spans = _spans(timeline) if timeline.beds else []
        beds = [BedPlayer(bed, spans, frames, bed_files) for bed in timeline.beds]
        sounding: list[_Track] = []
        try:
            for start in range(0, frames, block):
                mixed = np.zeros((min(block, frames - start), channels), np.float32)
                for bed in beds:
                    bed.add_to(mixed, start)
                while waiting and round(waiting[-1].start * RATE) < start + block:
                    sounding.append(_enter(waiting.pop(), frames))
                for voice in sounding:
                    voice.add_to(mixed, start)
                sounding = _still_sounding(sounding, start + block)
                yield mixed
        finally:
            _still_sounding(sounding, frames + block)


def _enter(placement: Placement, frames: int) -> _Track:
    source = SoundSource(placement.sound)
    voice = _Track(placement, source, round(placement.start * RATE))
    # One frame of grace: two roundings may disagree by one.
    if voice.first < 0 or voice.end > frames + 1:
        source.close()
        raise InputError(
            f"runs from {placement.start:.3f} s to {voice.end / RATE:.3f} s, out of a programme of"
            f" {frames / RATE:.3f} s",
            where=source.name,
        )
    return voice


def _still_sounding(voices: Sequence[_Track], now: int) -> list[_Track]:
    for voice in voices:
        if voice.end <= now:
            voice.source.close()
    return [voice for voice in voices if voice.end > now]


def _spans(timeline: Timeline) -> list[tuple[float, float]]:
    """When something other than the bed sounds, in seconds."""
    spans = []
    for piece in timeline.placements:
        source = SoundSource(piece.sound)
        spans.append((piece.start, piece.start + source.frames / RATE))
        source.close()
    return sorted(spans)
