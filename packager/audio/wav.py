"""Plain PCM WAV files: written the way playout systems want them, and read again.

Own writer, because those at hand write WAVE_FORMAT_EXTENSIBLE for 24 bits (which some playout
refuses), or no cart chunk, or bext version 1. Layout: RIFF/WAVE, EBU Tech 3285.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from packager.audio.ffmpeg import RATE, Samples
from packager.errors import InputError, PackagerError
from packager.records import Audio
from packager.store import whole_file

Chunk = tuple[bytes, bytes]  # four-letter id, content
_LIMIT = 2**32 - 1  # RIFF counts bytes in 32 bits
_PCM, _FLOAT, _EXTENSIBLE = 0x0001, 0x0003, 0xFFFE


@dataclass(frozen=True, kw_only=True, slots=True)
class Chunks:
    """What stands in a WAV besides its sound; bext goes in front of fmt, the rest after it."""

    before: tuple[Chunk, ...] = ()  # bext, cart
    after: tuple[Chunk, ...] = ()  # iXML, axml


_NO_CHUNKS = Chunks()


@dataclass(frozen=True, kw_only=True, slots=True)
class WavFormat:
    """How samples are stored."""

    rate: int = RATE  # Hz
    bits: int = 24  # 16 or 24
    channels: int = 1

    @property
    def frame(self) -> int:
        """Bytes per frame."""
        return self.channels * self.bits // 8


def pcm(samples: Samples, bits: int) -> bytes:
    """Samples as little-endian integers, clipped at full scale; 16 bits get triangular dither.

    The dither is seeded by its length alone, so the same programme gives the same bytes.
    """
    if bits == 24:
        return _to_24(samples)
    if bits != 16:
        raise InputError(f"{bits} bits are not written", hint="choose 16 or 24")
    whole = np.rint(samples * np.float32(2**15) + _dither(samples.size).reshape(samples.shape))
    return bytes(np.clip(whole, -(2**15), 2**15 - 1).astype("<i2").tobytes())


@lru_cache(maxsize=4)
def _dither(size: int) -> NDArray[np.float32]:
    noise = np.random.default_rng(size).random((2, size), dtype=np.float32)
    return np.asarray(noise[0] - noise[1], np.float32)


def _to_24(samples: Samples) -> bytes:
    whole = np.clip(np.rint(samples * np.float32(2**23)), -(2**23), 2**23 - 1).astype("<i4")
    wide, packed = whole.view(np.uint8).reshape(-1), np.empty(samples.size * 3, np.uint8)
    for place in range(3):  # one long copy for each byte: four times as fast as three bytes at a time
        packed[place::3] = wide[place::4]
    return bytes(packed.tobytes())


class WavWriter:
    """Writes one WAV of known length into an open file, block by block."""

    def __init__(self, file: BinaryIO, form: WavFormat, frames: int, chunks: Chunks) -> None:
        self._file, self._form, self._left, self._chunks = file, form, frames, chunks
        self._size = frames * form.frame
        file.write(self._head(chunks))

    def write(self, data: bytes) -> None:
        """Add frames that `pcm` made."""
        self._left -= len(data) // self._form.frame
        self._file.write(data)

    def finish(self, chunks: Chunks | None = None) -> None:
        """Close the sound and write what stands after it.

        `chunks` replaces those given at first, now that the loudness is known; the ones before the
        sound must be as long as they were. Raises PackagerError if frames are missing or too many.
        """
        if self._left:
            raise PackagerError(f"{self._left} frames short of what was announced; nothing is written")
        final = chunks or self._chunks
        if len(head := self._head(final)) != len(self._head(self._chunks)):
            raise PackagerError("the chunks before the sound changed their length while it was written")
        self._file.write(b"\0" * (self._size & 1) + _joined(final.after))
        self._file.seek(0)
        self._file.write(head)

    def _head(self, chunks: Chunks) -> bytes:
        first = _joined(tuple(c for c in chunks.before if c[0] == b"bext"))
        rest = _joined(tuple(c for c in chunks.before if c[0] != b"bext"))
        form = self._form
        fmt = struct.pack("<HHIIHH", _PCM, form.channels, form.rate, form.rate * form.frame, form.frame, form.bits)
        body = first + _joined(((b"fmt ", fmt),)) + rest
        after = (self._size & 1) + len(_joined(chunks.after))
        total = 4 + len(body) + 8 + self._size + after
        if total > _LIMIT:
            raise InputError("the programme is over 4 GiB as WAV", hint="split it, or use 16 bits or mono")
        return b"RIFF" + struct.pack("<I", total) + b"WAVE" + body + b"data" + struct.pack("<I", self._size)


def _joined(chunks: tuple[Chunk, ...]) -> bytes:
    return b"".join(name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1) for name, data in chunks)


class WavReader:
    """Random access to the frames of a PCM WAV. Raises InputError for anything else."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise InputError(f"cannot be opened ({error.strerror})", where=str(path)) from error
        try:
            self._survey(path)
        except BaseException:
            self._file.close()
            raise

    def _survey(self, path: Path) -> None:
        found = dict(_chunks(self._file))
        if b"fmt " not in found or b"data" not in found:
            raise InputError("is not a WAV with sound in it", where=str(path))
        self._file.seek(found[b"fmt "][0])
        head = self._file.read(min(found[b"fmt "][1], 40)).ljust(40, b"\0")
        tag, self.channels, self.rate, _, self._frame, self.bits = struct.unpack_from("<HHIIHH", head)
        tag = struct.unpack_from("<H", head, 24)[0] if tag == _EXTENSIBLE else tag
        if (tag, self.bits) not in _UNPACK or not self.channels or not self.rate:
            raise InputError(f"holds samples of a kind not read (tag {tag}, {self.bits} bits)", where=str(path))
        self._unpack = _UNPACK[tag, self.bits]
        self._start, size = found[b"data"]
        self.frames: int = size // self._frame

    def read(self, start: int, count: int) -> Samples:
        """Frames from `start`, shape (≤ count, channels); fewer at the end of the file."""
        count = max(0, min(count, self.frames - start))
        self._file.seek(self._start + start * self._frame)
        return self._unpack(self._file.read(count * self._frame)).reshape(-1, self.channels)

    @property
    def form(self) -> WavFormat:
        """How the samples are stored."""
        return WavFormat(rate=self.rate, bits=self.bits, channels=self.channels)

    def raw(self, size: int = RATE) -> Iterator[bytes]:
        """All frames in order, `size` at a time, as they are stored."""
        for start in range(0, self.frames, size):
            self._file.seek(self._start + start * self._frame)
            yield self._file.read(min(size, self.frames - start) * self._frame)

    def blocks(self, size: int = RATE) -> Iterator[Samples]:
        """All frames in order, `size` at a time."""
        for start in range(0, self.frames, size):
            yield self.read(start, size)

    def __enter__(self) -> WavReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Id, offset and size of each chunk; a size that runs over the end of the file is cut to it."""
    end = file.seek(0, 2)
    file.seek(0)
    head = file.read(12)
    at = 12 if head[:4] == b"RIFF" and head[8:] == b"WAVE" else end
    while at + 8 <= end:
        file.seek(at)
        name, size = struct.unpack("<4sI", file.read(8))
        yield name, (at + 8, min(size, end - at - 8))
        at += 8 + size + (size & 1)


def _from_24(data: bytes) -> Samples:
    packed = np.frombuffer(data, np.uint8, len(data) // 3 * 3)
    wide = np.zeros(len(packed) // 3 * 4, np.uint8)
    for place in range(3):  # as `_to_24`, the lowest byte left at nought
        wide[place + 1 :: 4] = packed[place::3]
    samples = wide.view("<i4").astype(np.float32)
    samples *= np.float32(2.0**-31)
    return samples


def _from_integer(data: bytes, kind: str) -> Samples:
    size = np.dtype(kind).itemsize
    raw: NDArray[np.signedinteger] = np.frombuffer(data, kind, len(data) // size)
    return raw.astype(np.float32) * np.float32(2.0 ** (1 - 8 * size))


_UNPACK: dict[tuple[int, int], Callable[[bytes], Samples]] = {
    (_PCM, 16): lambda data: _from_integer(data, "<i2"),
    (_PCM, 24): _from_24,
    (_PCM, 32): lambda data: _from_integer(data, "<i4"),
    (_FLOAT, 32): lambda data: np.frombuffer(data, "<f4", len(data) // 4).astype(np.float32),
}


def write_clip(path: Path, audio: Audio, bits: int = 24, chunks: Chunks = _NO_CHUNKS) -> None:
    """Write a mono clip whole. Raises PackagerError for a full disk, InputError for a bad folder."""
    form = WavFormat(rate=audio.rate, bits=bits)
    with whole_file(path) as temporary, temporary.open("wb") as file:
        writer = WavWriter(file, form, len(audio.samples), chunks)
        writer.write(pcm(audio.samples, bits))
        writer.finish()


def read_clip(path: Path) -> Audio:
    """A WAV as mono; two channels are averaged. Raises InputError for a file that is no PCM WAV."""
    with WavReader(path) as reader:
        return Audio(samples=reader.read(0, reader.frames).mean(axis=1, dtype=np.float32), rate=reader.rate)


def read_chunks(path: Path) -> Chunks:
    """What stands in a WAV besides its sound and format, before and after the sound. Raises InputError."""
    try:
        with path.open("rb") as file:
            found = list(_chunks(file))
            names = [name for name, _ in found]
            if b"data" not in names:
                raise InputError("is not a WAV with sound in it", where=str(path))
            whole = [(name, _content(file, *place)) for name, place in found if name not in (b"data", b"fmt ")]
    except OSError as error:
        raise InputError(f"cannot be opened ({error.strerror})", where=str(path)) from error
    first = names[: names.index(b"data")]
    return Chunks(
        before=tuple(chunk for chunk in whole if chunk[0] in first),
        after=tuple(chunk for chunk in whole if chunk[0] not in first),
    )


def _content(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(size)
