"""MP3 data frame by frame, without decoding: whether it is all there.

A decoder is content with half a file: it plays what it finds. The frames' own headers say how long each
must be (ISO/IEC 11172-3, 2.4.2.3; 13818-3 for the lower rates), so a file that was cut shows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from packager.errors import InputError

# kbit/s by index, layer III: MPEG-1, and MPEG-2 with 2.5.
_BITRATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}  # Hz by version
_ID3V1 = 128  # bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class MpegFrame:
    """One frame's header."""

    version: int  # as in the header: 3 MPEG-1, 2 MPEG-2, 0 MPEG-2.5
    rate: int  # Hz
    channels: int
    size: int  # bytes, its header included


@dataclass(frozen=True, kw_only=True, slots=True)
class Mpeg:
    """What a whole MP3 holds."""

    rate: int  # Hz
    channels: int
    frames: int  # without the one that only counts the others


def frame(data: bytes, at: int) -> MpegFrame | None:
    """The frame whose header stands at byte `at`; None where there is no layer III header."""
    if len(data) < at + 4 or data[at] != 0xFF or data[at + 1] & 0xE6 != 0xE2:
        return None
    version = data[at + 1] >> 3 & 3
    bitrate, rate = data[at + 2] >> 4, data[at + 2] >> 2 & 3
    if version not in _RATES or bitrate in (0, 15) or rate == 3:
        return None
    hertz = _RATES[version][rate]
    bits = _BITRATES[version != 3][bitrate] * 1000
    size = (144 if version == 3 else 72) * bits // hertz + (data[at + 2] >> 1 & 1)
    return MpegFrame(version=version, rate=hertz, channels=1 if data[at + 3] >> 6 == 3 else 2, size=size)


def whole(data: bytes) -> Mpeg:
    """What an MP3 holds. Raises InputError where it is no MP3, broken inside, or cut short."""
    start, end = _first_byte(data), _before_tags(data)
    first = frame(data, start)
    if first is None:
        raise InputError("it is no MP3")
    at, found = start, 0
    while at < end:
        here = frame(data, at)
        if here is None or here.rate != first.rate:
            if found and not data[at:end].strip(b"\0"):
                break
            raise InputError(f"the MP3 is broken after {found} frames")
        if at + here.size > end:
            raise InputError(f"the MP3 is cut short in its frame {found + 1}")
        at, found = at + here.size, found + 1
    promised = _promised(data, start, first)
    if promised is not None:
        found -= 1
        if promised > found + 1:  # some encoders count the frame that holds the count
            raise InputError(f"the MP3 is cut short: {found} of {promised} frames")
    return Mpeg(rate=first.rate, channels=first.channels, frames=found)


def after_id3v2(data: bytes) -> int:
    """Where the ID3v2 tag at the beginning ends; 0 where there is none. Ten bytes of the file are enough."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:  # seven bits each (ID3v2.4, section 6.2)
        size = size << 7 | byte & 0x7F
    return 10 + size


def _first_byte(data: bytes) -> int:
    """Where the frames begin: after the tag, and after noughts that some writers leave room for more tags with."""
    start = after_id3v2(data)
    return start + len(data[start:]) - len(data[start:].lstrip(b"\0")) if data[start : start + 1] == b"\0" else start


def _before_tags(data: bytes) -> int:
    """Where the frames end: before ID3v1, APEv2 and Lyrics3v2, in whichever order they stand."""
    end = len(data)
    while True:
        before = end - _tag_size(data, end)
        if before == end or before < 0:
            return end
        end = before


def _tag_size(data: bytes, end: int) -> int:
    """Bytes of the tag that ends at `end`; 0 where none does."""
    if data[end - _ID3V1 : end - 125] == b"TAG":
        return _ID3V1
    if data[end - 9 : end] == b"LYRICS200":  # after six figures that tell its size without these fifteen bytes
        told = data[end - 15 : end - 9]
        return int(told) + 15 if told.isdigit() else 0
    if data[end - 32 : end - 24] == b"APETAGEX":
        size, flags = (int.from_bytes(data[at : at + 4], "little") for at in (end - 20, end - 12))
        return size + (32 if flags >> 31 else 0)  # with its head, where the flags say that it has one
    return 0


def _promised(data: bytes, start: int, first: MpegFrame) -> int | None:
    """Frames that a Xing or Info header promises (0 where it was left open); None without such a header."""
    side = {(3, 1): 17, (3, 2): 32}.get((first.version, first.channels), 9 if first.channels == 1 else 17)
    at = start + 4 + side
    if data[at : at + 4] not in (b"Xing", b"Info"):
        return None
    return int.from_bytes(data[at + 8 : at + 12], "big") if data[at + 7] & 1 else 0
