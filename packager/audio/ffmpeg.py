"""The FFmpeg that comes with the program: finding it, running it, and decoding what producers bring.

The binary is the static one inside the wheel of imageio-ffmpeg, so that nothing depends on what the
machine has. It is always spoken to by pipe, its input is always named as a local file, and its
words are turned into one line.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from packager.audio.whole import Container, check
from packager.errors import InputError, PackagerError
from packager.records import Audio

RATE = 48_000  # Hz: the rate of everything inside this program
Samples = NDArray[np.float32]  # shape (frames, channels), full scale ±1.0

_QUIET = ("-nostdin", "-hide_banner", "-loglevel", "error")
_BLOCK = 65_536  # frames read at once
_SLACK = 0.15  # s that may be missing at the end: coders' delays, and lengths told by the hundredth
_MOST_SAID = 1 << 18  # bytes of FFmpeg's words that are read
_COMPLAINT = re.compile(r"(?:\[[^]]*\] )*\[(?P<level>warning|error|fatal)\] +(?P<text>.*)")
_DURATION = re.compile(r"\[info\]   Duration: (?P<h>\d+):(?P<m>\d+):(?P<s>[\d.]+)")
_TRACK = re.compile(r"  Stream #0:\d+.*: Audio: .* Hz, (?P<layout>[^,]+)")
# Of tags and of times, or of an MP3's first frame, which wanted bits of one before it: of the sound nothing is lost.
_HARMLESS = ("comment frame", "BOM value", "chapter track", "monoton", "invalid new backstep")


@cache
def binary() -> str:
    """Path of the FFmpeg in use. Raises PackagerError where its wheel holds none for this machine."""
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise PackagerError("no FFmpeg for this machine; set IMAGEIO_FFMPEG_EXE to the path of one") from error


def command(*arguments: str) -> list[str]:
    """The command line of one quiet run that never asks a question."""
    return [binary(), *_QUIET, *arguments]


def local(path: Path) -> tuple[str, ...]:
    """`-i` and a path that FFmpeg cannot take for an option, a network address or a list of others."""
    return ("-protocol_whitelist", "file,pipe", "-i", f"file:{path}")


def complaint(errors: IO[bytes]) -> str:
    """What FFmpeg said was wrong: the first line, without its bracketed address."""
    errors.seek(0)
    lines = errors.read(4096).decode("utf-8", "replace").splitlines()
    said = next((line.strip() for line in lines if line.strip()), "it gave no reason")
    return said.rpartition("] ")[2] if said.startswith("[") else said


def run(arguments: Sequence[str], feed: bytes = b"") -> bytes:
    """What one run prints when it is fed these bytes. Raises PackagerError with FFmpeg's own reason."""
    with tempfile.TemporaryFile() as errors:
        done = subprocess.run(command(*arguments), input=feed, stdout=subprocess.PIPE, stderr=errors, check=False)
        if done.returncode:
            raise PackagerError(f"FFmpeg failed: {complaint(errors)}")
    return done.stdout


def decode_blocks(path: Path, rate: int = RATE, channels: int = 1) -> Iterator[Samples]:
    """A file's first sound track, block by block, shape (frames, channels), at `rate` Hz.

    Takes anything FFmpeg reads; more channels are mixed down after ITU-R BS.775, a mono file is
    copied to both sides. Raises InputError for a file that is missing, has no sound, is broken, or is
    cut short: where only the decoder can tell, after the blocks that it could make of it.
    """
    if not path.is_file():
        raise InputError("no such file", where=str(path))
    kind = check(path)
    strict = () if kind is Container.WAV else ("-xerror",)
    told = ("-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info")
    arguments = [binary(), *told, *strict, *local(path), *_to_pcm(rate, channels)]
    frames = 0
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors)
        try:
            for block in _read(process, channels):
                frames += len(block)
                yield block
            failed = process.wait()
        finally:
            process.kill()
            process.communicate()
        said = _said(errors)
    if (wrong := _complaints(said, kind)) or failed:
        raise _unreadable(path, wrong[0] if wrong else "it gave no reason")
    length = _length_told(said, kind)
    if frames < (length - _SLACK) * rate:
        what = f"is not whole ({frames / rate:.1f} s of the {length:.1f} s that it tells of)"
        raise InputError(what, where=str(path), hint="bring it again: it was cut or damaged on its way")


def has_sides(path: Path) -> bool:
    """Whether a file's first sound track has more than one channel."""
    with tempfile.TemporaryFile() as errors:
        line = [binary(), "-nostdin", "-hide_banner", "-loglevel", "info", *local(path)]
        subprocess.run(line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, check=False)
        said = _said(errors)
    tracks = (match["layout"] for line in said if (match := _TRACK.match(line)))
    return next(tracks, "mono") not in ("mono", "1 channels")


def decode(path: Path, rate: int = RATE) -> Audio:
    """A whole file as mono at `rate` Hz. Raises InputError as `decode_blocks` does, or if it is empty."""
    blocks = list(decode_blocks(path, rate))
    if not blocks:
        raise _unreadable(path, "it holds no sound")
    return Audio(samples=np.concatenate(blocks)[:, 0], rate=rate)


def _to_pcm(rate: int, channels: int) -> tuple[str, ...]:
    # 64 taps instead of 32: 44.1 kHz idents keep their top octave and gain no alias above -100 dB.
    # The mix-down has ITU-R BS.775's proportions; without the limit its sums would pass full scale.
    return (
        "-map", "0:a:0", "-ac", str(channels), "-af", f"aresample={rate}:filter_size=64:rematrix_maxval=1",
        "-f", "f32le", "pipe:1",
    )  # fmt: skip


def _read(process: subprocess.Popen[bytes], channels: int) -> Iterator[Samples]:
    assert process.stdout is not None
    size = 4 * channels
    while data := process.stdout.read(_BLOCK * size):
        whole = len(data) - len(data) % size
        yield np.frombuffer(data[:whole], dtype="<f4").astype(np.float32).reshape(-1, channels)


def _said(errors: IO[bytes]) -> list[str]:
    """FFmpeg's lines of one run at the level of information."""
    errors.seek(0)
    return errors.read(_MOST_SAID).decode("utf-8", "replace").splitlines()


def _complaints(said: Sequence[str], kind: Container) -> list[str]:
    """What of it means that sound was lost, without the bracketed addresses."""
    matches = (match for line in said if (match := _COMPLAINT.match(line)))
    # A WAV whose length was left open ends in what FFmpeg calls corrupt; that it is whole is known already.
    return [
        match["text"]
        for match in matches
        if match["level"] == "fatal"
        or (kind is not Container.WAV and (match["level"] == "error" or "corrupt" in match["text"]))
        if not any(text in match["text"] for text in _HARMLESS)
    ]


def _length_told(said: Sequence[str], kind: Container) -> float:
    """The length in seconds that a file tells of itself; 0 where it tells none of its sound alone."""
    guessed = any("Estimating duration" in line for line in said)  # from the bitrate
    film = any(": Video: " in line and "(attached pic)" not in line for line in said if "Stream #0:" in line)
    lengths = [_DURATION.match(line) for line in said]
    found = next((match for match in lengths if match), None)
    # An MP3's frames were counted, and what its encoder put in front and behind is in the length that it tells.
    if found is None or guessed or film or kind is Container.MP3:
        return 0.0
    return int(found["h"]) * 3600 + int(found["m"]) * 60 + float(found["s"])


def _unreadable(path: Path, reason: str) -> InputError:
    return InputError(f"cannot be read as sound ({reason})", where=str(path), hint="export it again as WAV or MP3")
