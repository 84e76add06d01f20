"""MP3 by LAME inside this process, with the header that makes it play to the sample.

In the process LAME takes a fifth less of the processor than in FFmpeg, whose threads hand each
other every frame of 24 ms, and two editions no longer slow each other down. What lameenc leaves out
is written here: the Info frame, by which players skip LAME's own delay and know the length.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from packager.audio.feed import Feeder
from packager.audio.wav import WavFormat
from packager.errors import PackagerError

KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)  # MPEG-1, layer III
RATES = (44_100, 48_000, 32_000)  # Hz, in the order of their numbers in a frame's header
_QUALITY = 3  # LAME's own choice for constant bitrates, and FFmpeg's
_DELAY = 576  # samples that LAME puts in front (ENCDELAY in its encoder.h)
_FRAME = 1152  # samples
_INFO = 36 + 120  # bytes of the Info frame after the side information


@contextmanager
def mp3_encoder(path: Path, form: WavFormat, kbps: int, id3: bytes) -> Iterator[Mp3Encoder]:
    """LAME at work on one file; its thread is gone when the block ends, well or not.

    `form`: of the PCM that will come, 16 bits. `id3`: what stands in front of the sound. Raises
    PackagerError for a full disk or a folder that is not there.
    """
    try:
        with path.open("wb") as file:
            worker = Mp3Encoder(file, form, kbps, id3)
            try:
                yield worker
            finally:
                worker.stop()
    except OSError as error:
        raise PackagerError(f"the encoder failed: {error.strerror or error}; nothing is written") from error


class Mp3Encoder:
    """Writes one MP3. At its end raises PackagerError with LAME's reason, OSError where it could not write."""

    def __init__(self, file: BinaryIO, form: WavFormat, kbps: int, id3: bytes) -> None:
        import lameenc

        self._lame = lameenc.Encoder()
        self._lame.set_channels(form.channels)
        self._lame.set_in_sample_rate(form.rate)
        self._lame.set_out_sample_rate(form.rate)
        self._lame.set_bit_rate(kbps)
        self._lame.set_quality(_QUALITY)
        self._lame.silence()
        self._file, self._kbps, self._rate, self._frame = file, kbps, form.rate, form.frame
        self._taken = self._made = 0
        self._header = b""
        file.write(id3)
        self._start = file.tell()
        self._feeder = Feeder(self._encode)
        self.write = self._feeder.write

    def finish(self) -> None:
        """Wait for the end of the sound, then write the Info frame into its place."""
        if error := self._feeder.finish():
            raise error if isinstance(error, OSError) else PackagerError(f"LAME failed ({error}); nothing is written")
        self._add(self._lame.flush())
        self._file.seek(self._start)
        self._file.write(info_frame(self._header, self._kbps, self._made, self._taken // self._frame))
        self._file.flush()

    def stop(self) -> None:
        """Leave off."""
        self._feeder.stop()

    def _encode(self, data: bytes) -> None:
        self._taken += len(data)
        self._add(self._lame.encode(data))

    def _add(self, made: bytes) -> None:
        if not self._header and made:
            self._header = bytes(made[:4])
            self._file.write(bytes(len(info_frame(self._header, self._kbps, 0, 0))))
        self._made += len(made)
        self._file.write(made)


def info_frame(header: bytes, kbps: int, size: int, samples: int) -> bytes:
    """The silent first frame with the Info header of Xing and LAME (gabriel.mp3-tech.org/mp3infotag.html).

    `header`: of the first frame with sound; `kbps`: of them all; `size`: their bytes; `samples`: what
    went in, per channel. The checksum of the music is left unset.
    """
    place, rate = KBPS.index(kbps), RATES[header[2] >> 2 & 3]
    side = 17 if header[3] >> 6 == 3 else 32
    own = next(p for p in range(place, len(KBPS)) if 144_000 * KBPS[p] // rate >= 4 + side + _INFO)
    length = 144_000 * KBPS[own] // rate
    frames = round(size * rate / (144_000 * kbps))
    padding = max(0, min(frames * _FRAME - samples - _DELAY, 0xFFF))
    total = length + size
    toc = bytes(part * 256 // 100 for part in range(100))
    xing = b"Info" + struct.pack(">III", 0b1111, frames, total) + toc + struct.pack(">I", 0)
    lame = b"LAME3.100" + b"\x01" + bytes(9) + bytes((0, min(kbps, 255)))
    lame += (_DELAY << 12 | padding).to_bytes(3, "big") + bytes(4) + struct.pack(">IH", total, 0)
    # Without padding, and without the checksum that a first frame could announce.
    head = bytes((header[0], header[1] | 1, own + 1 << 4 | header[2] & 0b1100, header[3]))
    body = head + bytes(side) + xing + lame
    return (body + struct.pack(">H", _crc16(body))).ljust(length, b"\0")


def _crc16(data: bytes) -> int:
    """CRC-16/ARC, by which readers know that the header is LAME's."""
    register = 0
    for byte in data:
        register ^= byte
        for _ in range(8):
            register = register >> 1 ^ (0xA001 if register & 1 else 0)
    return register
