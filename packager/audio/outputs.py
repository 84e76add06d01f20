"""What mastering makes: the record of what was measured, and the files it goes into."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from packager.audio.encode import Encoding, encoder, level_loss, overshoot
from packager.audio.ffmpeg import Samples, decode_blocks
from packager.audio.loudness import Loudness
from packager.audio.profiles import Profile
from packager.audio.truepeak import PeakMeter
from packager.audio.wav import Chunks, WavFormat, WavWriter, pcm
from packager.store import whole_file


@dataclass(frozen=True, kw_only=True, slots=True)
class Mastered:
    """What came out."""

    loudness: Loudness  # of the finished PCM, as delivered
    gain_db: float  # applied to the whole timeline
    reduction_db: float  # the most the limiter took; 0 if it never worked
    seconds: float
    frames: int

    @property
    def limited(self) -> bool:
        """Whether the limiter worked anywhere."""
        return self.reduction_db > 0


ChunkMaker = Callable[[Mastered], Chunks]


@dataclass(frozen=True, kw_only=True, slots=True)
class WavOutput:
    """A WAV at the profile's rate and channels.

    `chunks` may be a function of what was measured: it is called once before the sound is written,
    with an estimate, and once after, and the ones in front of the sound must be as long as before.
    """

    path: Path
    bits: int | None = None  # None: the profile's
    chunks: Chunks | ChunkMaker = field(default_factory=Chunks)

    def chunks_of(self, mastered: Mastered) -> Chunks:
        """The chunks for these measurements."""
        return self.chunks if isinstance(self.chunks, Chunks) else self.chunks(mastered)


@dataclass(frozen=True, kw_only=True, slots=True)
class EncodedOutput:
    """An MP3, M4A, Opus or FLAC file; the level that MP3 loses at low bitrates is given back."""

    path: Path
    encoding: Encoding = field(default_factory=Encoding)


Output = WavOutput | EncodedOutput


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """The PCM that a sink takes; sinks that take the same share it."""

    bits: int
    gain_db: float = 0.0

    def of(self, block: Samples) -> bytes:
        """A block of the programme as bytes."""
        return pcm(block * np.float32(10 ** (self.gain_db / 20)) if self.gain_db else block, self.bits)


def taken(encoding: Encoding, bits: int) -> Stored:
    """What an encoder takes of a programme with `bits`: LAME 16, and louder by what it will take away."""
    return Stored(bits=16 if encoding.codec == "mp3" else bits, gain_db=level_loss(encoding))


class Sink(Protocol):
    """An output while it is being written."""

    takes: Stored

    def write(self, data: bytes) -> None:
        """Take the next frames, as `takes` makes them."""

    def finish(self, mastered: Mastered) -> None:
        """The sound is complete and good: finish the file."""


class _WavSink:
    def __init__(self, output: WavOutput, profile: Profile, estimate: Mastered, files: ExitStack) -> None:
        self.takes = Stored(bits=output.bits or profile.bits)
        self._output = output
        temporary = files.enter_context(whole_file(output.path))
        form = WavFormat(rate=profile.rate, bits=self.takes.bits, channels=profile.channels)
        file = files.enter_context(temporary.open("wb"))
        self._writer = WavWriter(file, form, estimate.frames, output.chunks_of(estimate))
        self.write = self._writer.write

    def finish(self, mastered: Mastered) -> None:
        self._writer.finish(self._output.chunks_of(mastered))


class EncoderSink:
    """An encoded file while it is being written, and when it is listened to before it gets its name."""

    def __init__(self, output: EncodedOutput, profile: Profile, files: ExitStack) -> None:
        self.takes = taken(output.encoding, profile.bits)
        self._encoding, self._files = output.encoding, files
        self._form = WavFormat(rate=profile.rate, bits=self.takes.bits, channels=profile.channels)
        self._temporary = files.enter_context(whole_file(output.path))
        self.begin()

    def begin(self) -> None:
        """Begin the file, or begin it anew."""
        self._encoder = self._files.enter_context(encoder(self._temporary, self._form, self._encoding))
        self.write = self._encoder.write

    def finish(self, mastered: Mastered) -> None:  # noqa: ARG002 - a Sink's signature
        """Wait for the end of the file."""
        self._encoder.finish()

    def over(self, mastered: Mastered, allowed: float) -> float:
        """By how many dB the true peak that a decoder makes of the finished file passes the one allowed; 0: by none.

        Where the codec cannot raise it so far, nothing is decoded.
        """
        if mastered.loudness.true_peak + overshoot(self._encoding) <= allowed:
            return 0.0
        meter = PeakMeter(self._form.channels)
        for block in decode_blocks(self._temporary, self._form.rate, self._form.channels):
            meter.push(block)
        return max(0.0, meter.peak() - allowed)


def open_sink(output: Output, profile: Profile, estimate: Mastered, files: ExitStack) -> Sink:
    """Begin a file; `files` closes it, and gives it its name only if its block ends well."""
    if isinstance(output, WavOutput):
        return _WavSink(output, profile, estimate, files)
    return EncoderSink(output, profile, files)
