"""Encoders: FFmpeg fed by a pipe from a thread of its own, so that it works while the rest goes on."""

from __future__ import annotations

import queue
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from packager.audio.ffmpeg import command, complaint
from packager.audio.tags import Tags, cover_block, ffmetadata, picture_type
from packager.audio.wav import WavFormat
from packager.errors import InputError, PackagerError

_WAITING = 16  # blocks of a second that may wait for the encoder


@dataclass(frozen=True, kw_only=True, slots=True)
class _Codec:
    arguments: tuple[str, ...]
    picture: str  # "stream", "tag": how a cover travels


_CODECS = {
    # ID3v2.3 in UTF-16, because older desks read nothing newer.
    "mp3": _Codec(
        arguments=("-c:a", "libmp3lame", "-f", "mp3", "-id3v2_version", "3", "-write_xing", "1"), picture="stream"
    ),
    "m4a": _Codec(arguments=("-c:a", "aac", "-f", "ipod", "-movflags", "+faststart"), picture="stream"),
    "opus": _Codec(arguments=("-c:a", "libopus", "-application", "audio", "-f", "opus"), picture="tag"),
    "flac": _Codec(arguments=("-c:a", "flac", "-f", "flac"), picture="stream"),
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
            raise InputError(f"no such codec '{self.codec}'", mend=f"choose from {', '.join(CODECS)}")


def level_loss(encoding: Encoding) -> float:
    """By how many dB the codec makes the sound quieter.

    LAME scales its input by a factor that goes with the bitrate (abr_switch_map in its presets.c:
    0.95 up to 160 kbit/s, 0.97 at 192, 0.98 at 224, 1 above), in mono as in stereo. The other codecs
    keep the level.
    """
    if encoding.codec != "mp3" or encoding.bitrate >= 256:
        return 0.0
    return 0.4455 if encoding.bitrate <= 160 else 0.2646 if encoding.bitrate <= 192 else 0.1755


@contextmanager
def encoder(path: Path, form: WavFormat, encoding: Encoding) -> Iterator[Encoder]:
    """An encoder at work on one file; whatever it started is gone when the block ends, well or not.

    `path` is where FFmpeg writes at once: give a temporary one. `form`: of the PCM that will come.
    """
    notes = ffmetadata(encoding.tags, _picture_tag(encoding))
    with tempfile.TemporaryDirectory(prefix="packager-") as folder, tempfile.TemporaryFile() as errors:
        tags = Path(folder) / "tags.txt"
        tags.write_text(notes, "utf-8")
        line = _command_line(path, form, encoding, tags)
        worker = Encoder(subprocess.Popen(line, stdin=subprocess.PIPE, stderr=errors), errors)
        try:
            yield worker
        finally:
            worker.stop()


class Encoder:
    """Feeds a running FFmpeg. Raises PackagerError with its reason when it dies or the disk is full."""

    def __init__(self, process: subprocess.Popen[bytes], errors: IO[bytes]) -> None:
        self._process, self._errors = process, errors
        self._blocks: queue.Queue[bytes | None] = queue.Queue(_WAITING)
        self._feeder = threading.Thread(target=self._feed, daemon=True)
        self._feeder.start()

    def write(self, data: bytes) -> None:
        """Add frames; waits while the encoder is many blocks behind."""
        self._blocks.put(data)

    def finish(self) -> None:
        """Wait for the end of the file."""
        self._blocks.put(None)
        self._feeder.join()
        if self._process.wait():
            raise PackagerError(f"the encoder failed: {complaint(self._errors)}; nothing is written")

    def stop(self) -> None:
        """Kill FFmpeg if it is still at work."""
        if self._feeder.is_alive():
            self._process.kill()
            self._blocks.put(None)
            self._feeder.join()
        self._process.wait()

    def _feed(self) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        alive = True
        while (data := self._blocks.get()) is not None:
            try:
                if alive:
                    pipe.write(data)
            except OSError:  # it died; `finish` tells why, and until then nobody may wait for ever
                alive = False
        with suppress(OSError):
            pipe.close()


def _command_line(path: Path, form: WavFormat, encoding: Encoding, notes: Path) -> list[str]:
    codec = _CODECS[encoding.codec]
    raw = ("-f", f"s{form.bits}le", "-ar", str(form.rate), "-ac", str(form.channels), "-i", "pipe:0")
    cover, mapped = _picture_stream(encoding)
    loss = level_loss(encoding)
    # In floating point, so that giving back what LAME takes cannot clip.
    louder = ("-af", f"aformat=sample_fmts=fltp,volume={loss}dB:precision=float") if loss else ()
    rate = () if encoding.codec == "flac" else ("-b:a", f"{encoding.bitrate}k")
    language = encoding.tags.iso_language
    spoken = ("-metadata:s:a:0", f"language={language}") if language and encoding.codec != "mp3" else ()
    return [
        *command(*raw, "-f", "ffmetadata", "-i", f"file:{notes}", *cover),
        *("-map", "0:a", *mapped, "-map_metadata", "1", "-map_chapters", "1", *spoken, *louder),
        *(*codec.arguments, *rate, "-y", f"file:{path}"),
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
