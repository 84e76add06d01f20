"""Second opinions for the tests of sound: FFmpeg's own meter, and sounds to measure."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from packager.audio.ffmpeg import binary
from packager.records import Audio

RATE = 48_000
Floats = NDArray[np.float32]


def ebur128(path: Path) -> tuple[float, float, float]:
    """Integrated LUFS, range LU and true peak dBTP by FFmpeg's ebur128 filter, which is not libebur128."""
    graph = ("-map", "0:a:0", "-af", "ebur128=framelog=verbose:peak=true")
    done = subprocess.run(
        [binary(), "-hide_banner", "-nostats", "-i", str(path), *graph, "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    summary = done.stderr[done.stderr.rindex("Summary:") :]
    wanted = (r"I:\s+(\S+) LUFS", r"LRA:\s+(\S+) LU", r"Peak:\s+(\S+) dBFS")
    found = [re.search(pattern, summary) for pattern in wanted]
    integrated, lra, peak = (float(match.group(1)) for match in found if match)
    return integrated, lra, peak


def ffmpeg(*arguments: str) -> None:
    """Run the wheel's FFmpeg to make a file that a producer might bring."""
    subprocess.run([binary(), "-v", "error", "-nostdin", "-y", *arguments], check=True)


def sine(hertz: float, seconds: float, decibels: float, phase: float = 0.0) -> Floats:
    """A sine with this peak level in dBFS."""
    at = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(10 ** (decibels / 20) * np.sin(2 * np.pi * hertz * at + phase), np.float32)


def speechlike(seconds: float, level: float = 0.1, seed: int = 0) -> Floats:
    """A reader, more or less: see `_voice`."""
    return _voice(round(seconds * RATE), seed) * np.float32(level)


@lru_cache(maxsize=32)
def _voice(frames: int, seed: int) -> Floats:
    """A hum of harmonics in syllables with breaths between phrases: about as peaky as a reader."""
    noise = np.random.default_rng(seed)
    at = np.arange(frames) / RATE
    pitch = 118 + 14 * np.sin(2 * np.pi * 0.31 * at + seed)
    turn = 2 * np.pi * np.cumsum(pitch) / RATE
    voice = np.sum([np.sin(k * turn + k * k) / k for k in range(1, 16)], axis=0)
    syllables = np.clip(np.sin(2 * np.pi * 2.1 * at + np.sin(at)), 0.02, 1) ** 1.5
    phrases = np.where(np.mod(at, 3.1) > 2.8, 0.0, 1.0)
    hiss = noise.standard_normal(len(at)) * 0.15 * np.clip(np.sin(2 * np.pi * 4.2 * at + 1), 0, 1) ** 4
    return np.asarray((voice + hiss) * syllables * phrases, np.float32)


def audio(samples: Floats) -> Audio:
    """Samples as a record, at 48 kHz."""
    return Audio(samples=np.asarray(samples, np.float32), rate=RATE)
