"""Sound that came over a network: whole, or an error; never half of it.

The kind is told by the first bytes, not by what the sender calls it, and FFmpeg is given that kind, so
that a text which happens to be a playlist opens nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from packager.audio import mpeg
from packager.audio.ffmpeg import run
from packager.errors import InputError
from packager.records import Audio

_HEAD, _TAIL = 0.01, 0.08  # s kept before the first and after the last sound
_QUIET = 0.005  # of the peak, -46 dB: below it is the floor of a coder or a model
_FAINT = 0.001  # of full scale, -60 dBFS: a sound that nowhere rises above it is none
_OPEN = 0x7FFF_0000  # a WAV's length from here on, or 0, was written before it was known
_SHOWN = 40  # characters of a text that came instead of sound


def received(data: bytes) -> Audio:
    """The sound of an MP3 or a WAV as mono at its own rate.

    Raises InputError for anything else, for what is cut short or broken, and where nothing came.
    """
    if not data:
        raise InputError("nothing came back")
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return _decoded(data, "wav", _wav_rate(data))
    if data[:3] == b"ID3" or mpeg.frame(data, 0):
        return _decoded(data, "mp3", mpeg.whole(data).rate)
    raise InputError(f"what came back is no sound but {_kind(data)}")


def trimmed(audio: Audio) -> Audio:
    """Without the silence around it: pauses are the programme's own. Raises InputError where all is silence."""
    loudness = np.abs(audio.samples)
    peak = float(loudness.max(initial=0))
    if not peak > _FAINT:
        raise InputError("what came back is silence")
    loud = np.flatnonzero(loudness > max(_FAINT, _QUIET * peak))
    first = max(0, int(loud[0]) - round(_HEAD * audio.rate))
    samples = audio.samples[first : int(loud[-1]) + 1 + round(_TAIL * audio.rate)]
    seconds, late = len(samples) / audio.rate, first / audio.rate
    marks = tuple(replace(mark, start=min(max(0.0, mark.start - late), seconds)) for mark in audio.marks)
    return replace(audio, samples=samples, marks=marks)


def joined(parts: Sequence[Audio], gaps: Sequence[float]) -> Audio:
    """Parts of one utterance after each other, with so many seconds between; marks are not kept.

    Raises InputError where the parts' rates differ.
    """
    rates = sorted({part.rate for part in parts})
    if len(rates) != 1:
        raise InputError(f"its parts came at different rates ({', '.join(map(str, rates))} Hz)")
    pieces = [parts[0].samples]
    for part, gap in zip(parts[1:], gaps, strict=True):
        pieces += [np.zeros(round(gap * part.rate), np.float32), part.samples]
    return Audio(samples=np.concatenate(pieces), rate=rates[0])


def _decoded(data: bytes, kind: str, rate: int) -> Audio:
    strict = {"mp3": ("-xerror",), "wav": ("-ignore_length", "1")}[kind]  # a WAV's length may have been left open
    source = ("-protocol_whitelist", "pipe", "-f", kind, "-i", "pipe:0")
    raw = run([*strict, *source, "-ac", "1", "-ar", str(rate), "-f", "f32le", "pipe:1"], data)
    samples = np.frombuffer(raw, "<f4").astype(np.float32)
    if not len(samples):
        raise InputError("what came back holds no sound")
    return Audio(samples=samples, rate=rate)


def _wav_rate(data: bytes) -> int:
    """The rate in a WAV's header. Raises InputError where its chunks are not all there."""
    at, rate = 12, 0
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"fmt ":
            rate = int.from_bytes(data[at + 12 : at + 16], "little")
        if name == b"data":
            here = len(data) - at - 8
            if 0 < size < _OPEN and size > here:
                raise InputError(f"the WAV is cut short: {here} of {size} bytes")
            if rate and here:
                return rate
        at += 8 + size + size % 2
    raise InputError("the WAV holds no sound")


def _kind(data: bytes) -> str:
    start = data[:200].decode("utf-8", "replace").strip()
    if start[:1] == "<":
        return "a web page"
    if start[:1] in ("{", "["):
        return "JSON"
    return f"'{start[:_SHOWN]}'" if start.isprintable() and start else "something unknown"
