"""Encoders, each fed from a thread of its own, so that it works while the rest goes on: LAME here, FFmpeg by a pipe."""

from __future__ import annotations

import math
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from packager.audio.feed import Feeder
from packager.audio.ffmpeg import command, complaint, local, run
from packager.audio.mp3 import KBPS, Mp3Encoder, mp3_encoder
from packager.audio.tags import Tags, cover_block, ffmetadata, picture_type
from packager.audio.wav import WavFormat
from packager.errors import InputError, PackagerError


@dataclass(frozen=True, kw_only=True, slots=True)
class _Codec:
    encoder: tuple[str, ...]
    muxer: tuple[str, ...]
    picture: str  # "stream", "tag": how a cover travels
    listed: bool = False  # whether its chapters are tags among the others
    title: int = 0  # bytes of a chapter's title at most; 0: any


_CODECS = {
    # ID3v2.3 in UTF-16, because older desks read nothing newer.
    "mp3": _Codec(
        encoder=("libmp3lame",), muxer=("-f", "mp3", "-id3v2_version", "3", "-write_xing", "0"), picture="stream"
    ),
    # A chapter's title has its length in one byte, and some players read that as signed. FFmpeg's own choice of coder
    # ("twoloop") raises the peaks of speech by up to 1.5 dB at 48 and 64 kbit/s, with more noise: docs/benchmarks.md.
    "m4a": _Codec(
        encoder=("aac", "-aac_coder", "fast"),
        muxer=("-f", "ipod", "-movflags", "+faststart"),
        picture="stream",
        title=127,
    ),
    # Left to itself libopus gives such a voice nearly twice the bitrate that it was asked for.
    "opus": _Codec(
        encoder=("libopus", "-application", "audio", "-vbr", "constrained"),
        muxer=("-f", "opus"),
        picture="tag",
        listed=True,
    ),
    "flac": _Codec(encoder=("flac",), muxer=("-f", "flac"), picture="stream", listed=True),
}
CODECS = tuple(_CODECS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Encoding:
    """How one encoded file is made."""

    codec: str = "mp3"  # mp3, m4a, opus, flac
    bitrate: int = 192  # kbit/s, constant for MP3; without meaning for FLAC
    tags: Tags = field(default_factory=Tags)

    def __post_init__(self) -> None:
        if self.codec not in _CODECS:
            raise InputError(f"no such codec '{self.codec}'", hint=f"choose from {', '.join(CODECS)}")
        if self.codec == "mp3" and self.bitrate not in KBPS:
            raise InputError(f"MP3 has no bitrate of {self.bitrate} kbit/s", hint=f"choose from {KBPS}")


def level_loss(encoding: Encoding) -> float:
    """By how many dB the codec makes the sound quieter.

    LAME scales its input by a factor that goes with the bitrate (abr_switch_map in its presets.c:
    0.95 up to 160 kbit/s, 0.97 at 192, 0.98 at 224, 1 above), in mono as in stereo. The other codecs
    keep the level.
    """
    if encoding.codec != "mp3" or encoding.bitrate >= 256:
        return 0.0
    return 0.4455 if encoding.bitrate <= 160 else 0.2646 if encoding.bitrate <= 192 else 0.1755


def overshoot(encoding: Encoding) -> float:
    """By how many dB the decoded true peak may at most pass that of the PCM, for what need not be decoded to be sure.

    LAME raised that of speech by 0.3 dB at most, from 48 kbit/s on; AAC by 0.1 at 48, and once by 2.2 with another
    coder, so it is always looked at.
    """
    return {"flac": 0.0, "mp3": 2.0}.get(encoding.codec, math.inf)


@contextmanager
def encoder(path: Path, form: WavFormat, encoding: Encoding) -> Iterator[Encoder | Mp3Encoder]:
    """An encoder at work on one file; whatever it started is gone when the block ends, well or not.

    `path` is written at once: give a temporary one. `form`: of the PCM that will come; 16 bits for MP3.
    """
    if encoding.codec == "mp3":
        with mp3_encoder(path, form, encoding.bitrate, id3(encoding)) as lame:
            yield lame
        return
    with _notes(encoding) as notes, tempfile.TemporaryFile() as errors:
        line = command(*_arguments(f"file:{path}", form, encoding, notes))
        worker = Encoder(subprocess.Popen(line, stdin=subprocess.PIPE, stderr=errors), errors)
        try:
            yield worker
        finally:
            worker.stop()


def id3(encoding: Encoding) -> bytes:
    """An MP3's tags, chapters and cover as the ID3v2 block that FFmpeg writes in front of a moment of silence."""
    with _notes(encoding) as notes:
        moment = notes.with_name("moment.mp3")  # no pipe: the block's size is written last, into its head
        run(_arguments(f"file:{moment}", WavFormat(bits=16), encoding, notes), bytes(2 * 4800))
        made = moment.read_bytes()
    if made[:3] != b"ID3":
        raise PackagerError("FFmpeg wrote no ID3 tags; nothing is written")
    size = int("".join(f"{byte & 0x7F:07b}" for byte in made[6:10]), 2)  # seven bits a byte (ID3v2.3, section 3.1)
    return made[: 10 + size]


def recontained(source: Path, target: Path, encoding: Encoding) -> None:
    """Write the sound of an M4A, Opus or FLAC file as it is, in a file with this encoding's tags.

    Raises PackagerError with FFmpeg's reason.
    """
    with _notes(encoding) as notes:
        # Ogg has its tags in the stream: without the second option the old ones stay.
        coded = ("copy", "-map_metadata:s:a:0", "-1")
        run(_written(local(source), coded, f"file:{target}", encoding, notes))


@contextmanager
def _notes(encoding: Encoding) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="packager-") as folder:
        notes = Path(folder) / "tags.txt"
        codec = _CODECS[encoding.codec]
        text = ffmetadata(encoding.tags, _picture_tag(encoding), listed=codec.listed, title=codec.title)
        notes.write_text(text, "utf-8")
        yield notes


class Encoder:
    """Feeds a running FFmpeg. Raises PackagerError with its reason when it dies or the disk is full."""

    def __init__(self, process: subprocess.Popen[bytes], errors: IO[bytes]) -> None:
        assert process.stdin is not None
        self._process, self._errors, self._pipe = process, errors, process.stdin
        self._feeder = Feeder(self._pipe.write)
        self.write = self._feeder.write

    def finish(self) -> None:
        """Wait for the end of the file."""
        self._feeder.finish()  # where the pipe broke, FFmpeg tells why
        self._close()
        if self._process.wait():
            raise PackagerError(f"the encoder failed: {complaint(self._errors)}; nothing is written")

    def stop(self) -> None:
        """Kill FFmpeg if it is still at work."""
        if self._process.poll() is None:
            self._process.kill()
        self._feeder.stop()
        self._close()
        self._process.wait()

    def _close(self) -> None:
        with suppress(OSError):
            self._pipe.close()


def _arguments(target: str, form: WavFormat, encoding: Encoding, notes: Path) -> list[str]:
    raw = ("-f", f"s{form.bits}le", "-ar", str(form.rate), "-ac", str(form.channels), "-i", "pipe:0")
    rate = () if encoding.codec == "flac" else ("-b:a", f"{encoding.bitrate}k")
    return _written(raw, (*_CODECS[encoding.codec].encoder, *rate), target, encoding, notes)


def _written(sound: tuple[str, ...], coded: tuple[str, ...], target: str, encoding: Encoding, notes: Path) -> list[str]:
    """FFmpeg's arguments for an input with sound, coded so, with tags, chapters and cover around it."""
    codec = _CODECS[encoding.codec]
    cover, mapped = _picture_stream(encoding)
    language = encoding.tags.iso_language
    spoken = ("-metadata:s:a:0", f"language={language}") if language and encoding.codec != "mp3" else ()
    return [
        *(*sound, "-f", "ffmetadata", "-i", f"file:{notes}", *cover),
        *("-map", "0:a", *mapped, "-map_metadata", "1", "-map_chapters", "-1" if codec.listed else "1", *spoken),
        *("-c:a", *coded, *codec.muxer, "-y", target),
    ]  # fmt: skip


def _picture_stream(encoding: Encoding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    picture = encoding.tags.picture
    if picture is None or _CODECS[encoding.codec].picture != "stream":
        return (), ()
    picture_type(picture)
    shown = ("-c:v", "copy", "-disposition:v:0", "attached_pic", "-metadata:s:v:0", "comment=Cover (front)")
    return ("-i", f"file:{picture}"), ("-map", "2:v:0", *shown)


def _picture_tag(encoding: Encoding) -> str:
    picture = encoding.tags.picture
    if picture is None or _CODECS[encoding.codec].picture != "tag":
        return ""
    return cover_block(picture)
