"""A sound to read from at any place, whether it lies in memory or in a WAV."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import numpy as np

from packager.audio.ffmpeg import RATE, Samples
from packager.audio.wav import WavReader
from packager.errors import InputError
from packager.records import Audio


class SoundSource:
    """Frames of a 48 kHz sound by number. Raises InputError for a file that is not one."""

    def __init__(self, sound: Path | Audio) -> None:
        self.name = str(sound) if isinstance(sound, Path) else "a sound in memory"
        self._files = ExitStack()
        self._reader = self._files.enter_context(WavReader(sound)) if isinstance(sound, Path) else None
        self._samples = sound.samples[:, None] if isinstance(sound, Audio) else np.zeros((0, 1), np.float32)
        rate = self._reader.rate if self._reader else sound.rate if isinstance(sound, Audio) else 0
        self.frames: int = self._reader.frames if self._reader else len(self._samples)
        if rate != RATE:
            self.close()
            raise InputError(f"is at {rate} Hz, not at 48000", where=self.name, hint="prepare it first")

    def read(self, start: int, count: int) -> Samples:
        """Frames from `start`, shape (≤ count, channels)."""
        if self._reader:
            return self._reader.read(start, count)
        return self._samples[start : start + count]

    def close(self) -> None:
        """Let go of the file."""
        self._files.close()


def spread(sound: Samples, channels: int) -> Samples:
    """The same sound in another number of channels: one is copied to all, several are averaged to one."""
    if sound.shape[1] == channels or sound.shape[1] == 1:
        return sound  # one column is copied by whatever it is added to
    if channels == 1:
        return np.asarray(sound.mean(axis=1, keepdims=True), np.float32)
    return sound[:, :channels]
