"""Whether a file of sound is all there, by its own structure and before anything is decoded.

A decoder is content with half a file: it plays what it finds. But a WAV tells how many bytes of sound follow, an
MP4 how long each of its boxes is, an Ogg page how long it is, and an MP3 how many frames there are. What has no
such figures (AAC, AMR, FLAC, Matroska) is judged by what the decoder says of it: see `ffmpeg.decode_blocks`.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from packager.audio import mpeg
from packager.errors import InputError

_OPEN_32 = 0x7FFF_0000  # a length from here on, or 0, was written before it was known
_AGAIN = "bring it again: it was cut or damaged on its way"


class Container(StrEnum):
    """What a file is, as far as that matters here."""

    WAV = "WAV"  # RIFF, RF64, BW64
    AIFF = "AIFF"
    MP4 = "MP4"  # M4A, 3GP, MOV
    OGG = "Ogg"  # Opus, Vorbis, FLAC, Speex in pages
    MP3 = "MP3"
    OTHER = "other"


def check(path: Path) -> Container:
    """What the file is. Raises InputError where it cannot be opened or a part that it tells of is not there."""
    try:
        with path.open("rb") as file:
            kind = _kind(file.read(16), file)
            if kind in _CHECKS and (fault := _CHECKS[kind](file, file.seek(0, 2))):
                raise InputError(f"is not whole ({fault})", where=str(path), hint=_AGAIN)
    except OSError as error:
        raise InputError(f"cannot be opened ({error.strerror})", where=str(path)) from error
    return kind


def _kind(head: bytes, file: BinaryIO) -> Container:
    if head[:4] in (b"RIFF", b"RF64", b"BW64") and head[8:12] == b"WAVE":
        return Container.WAV
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return Container.AIFF
    if head[4:8] == b"ftyp":
        return Container.MP4
    if head[:4] == b"OggS":
        return Container.OGG
    file.seek(mpeg.after_id3v2(head))
    return Container.MP3 if mpeg.frame(file.read(4), 0) else Container.OTHER


def _wav(file: BinaryIO, size: int) -> str:
    long = 0  # bytes of sound as RF64 tells them (EBU Tech 3306): 32 bits do not hold them
    for name, at, told in _chunks(file, size, "<"):
        if name == b"ds64":
            file.seek(at + 8)
            long = struct.unpack("<Q", file.read(8).ljust(8, b"\0"))[0]
        if name == b"data":
            if 0 < told < _OPEN_32 or long:
                return _sound_of(file, at, long or told, size)
            return ""
    return "no sound in it"


def _sound_of(file: BinaryIO, at: int, told: int, size: int) -> str:
    """What is wrong with a chunk of sound that is told to be so long."""
    if told > size - at:
        return f"{size - at:,} of {told:,} bytes of sound"
    file.seek(at + told + told % 2)
    after = file.read(4096)
    # A recorder that lost its power leaves a length that was true a while before.
    if after.strip(b"\0") and not (after[:4].isascii() and after[:4].decode("ascii").isprintable()):
        return f"sound goes on after the {told:,} bytes that it tells of"
    return ""


def _aiff(file: BinaryIO, size: int) -> str:
    found = {name: (at, told) for name, at, told in _chunks(file, size, ">")}
    if b"SSND" not in found:
        return "no sound in it"
    at, told = found[b"SSND"]
    return f"{size - at:,} of {told:,} bytes of sound" if told > size - at else ""


def _chunks(file: BinaryIO, size: int, order: str) -> Iterator[tuple[bytes, int, int]]:
    """Name, place and told length of each chunk of a RIFF or an IFF."""
    at = 12
    while at + 8 <= size:
        file.seek(at)
        name, told = struct.unpack(f"{order}4sI", file.read(8))
        yield name, at + 8, told
        at += 8 + told + told % 2


def _mp4(file: BinaryIO, size: int) -> str:
    at = 0
    while at + 8 <= size:
        file.seek(at)
        told, name = struct.unpack(">I4s", file.read(8))
        if told == 1:
            told = struct.unpack(">Q", file.read(8).ljust(8, b"\0"))[0]
        if told == 0:  # to the end of the file
            return ""
        if at + told > size:
            return f"{size - at:,} of {told:,} bytes of its part '{name.decode('ascii', 'replace')}'"
        at += max(told, 8)
    return ""


def _ogg(file: BinaryIO, size: int) -> str:
    at, pages = 0, 0
    while at < size:
        file.seek(at)
        head = file.read(27)
        if not b"OggS".startswith(head[:4]):
            return ""  # something else begins: for the decoder to judge
        lengths = file.read(head[26]) if len(head) == 27 else b""
        if len(head) < 27 or len(lengths) < head[26] or at + 27 + len(lengths) + sum(lengths) > size:
            return f"it ends inside page {pages + 1}"
        at, pages = at + 27 + len(lengths) + sum(lengths), pages + 1
    return ""


def _mp3(file: BinaryIO, _size: int) -> str:
    file.seek(0)
    try:
        mpeg.whole(file.read())
    except InputError as error:
        return error.what
    return ""


_CHECKS: dict[Container, Callable[[BinaryIO, int], str]] = {
    Container.WAV: _wav,
    Container.AIFF: _aiff,
    Container.MP4: _mp4,
    Container.OGG: _ogg,
    Container.MP3: _mp3,
}
