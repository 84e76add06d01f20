"""From a voice's raw sound to a clip that sits in a programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from packager.audio.ffmpeg import RATE, Samples
from packager.audio.loudness import Meter, gain_to, integrated
from packager.audio.wav import WavReader
from packager.errors import InputError
from packager.records import Audio, Clip

HIGH_PASS = 75.0  # Hz: plosives and rumble lie under it, the lowest male voice above it
_FADE_IN, _FADE_OUT = 0.004, 0.012  # s, a breath's edge: no click, no consonant lost
_HIGHEST = 0.98  # of full scale, in a clip that is kept
_TAPS = 2 * 1200 + 1  # at 48 kHz a transition of about 40 Hz
_PIECE = 16_384  # samples transformed at once


def prepare(audio: Audio) -> Audio:
    """A voice's sound at 48 kHz, without DC and rumble, its edges faded; marks are kept.

    Length in seconds stays the same (to a frame). Raises InputError for sound that is not a row of
    numbers.
    """
    if audio.samples.ndim != 1 or not np.isfinite(audio.samples).all():
        raise InputError("the voice gave something that is not sound", hint="try another voice")
    samples = resample(audio.samples, audio.rate)
    return replace(audio, samples=faded(_within(high_pass(samples))), rate=RATE)


def _within(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turned down where another rate and the high-pass raise peaks that were full scale: kept, they would be cut flat.

    How loud the clip is does not matter yet: its segment is brought to its level later.
    """
    peak = float(np.abs(samples).max(initial=0))
    return samples if peak <= _HIGHEST else samples * np.float32(_HIGHEST / peak)


def resample(samples: NDArray[np.float32], rate: int, target: int = RATE) -> NDArray[np.float32]:
    """Mono samples at another rate, by soxr at its high quality."""
    if rate == target:
        return np.asarray(samples, np.float32)
    import soxr

    return np.asarray(soxr.resample(np.asarray(samples, np.float32), rate, target, quality="HQ"), np.float32)


def resampled(blocks: Iterable[Samples], target: int, channels: int, frames: int) -> Iterator[Samples]:
    """A stream of blocks at 48 kHz, shape (frames, channels), at another rate: `frames` of them in all."""
    import soxr

    stream = soxr.ResampleStream(RATE, target, channels, dtype="float32", quality="HQ")
    for block in blocks:
        ready = stream.resample_chunk(np.ascontiguousarray(block)).reshape(-1, channels)[:frames]
        frames -= len(ready)
        yield ready
    rest = stream.resample_chunk(np.zeros((0, channels), np.float32), last=True).reshape(-1, channels)[:frames]
    yield np.pad(rest, ((0, frames - len(rest)), (0, 0)))


def high_pass(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Samples at 48 kHz without what is under `HIGH_PASS`: a linear-phase filter, so nothing is late.

    In short pieces that overlap (overlap-save): one transform of the whole would leave the processor's cache.
    """
    taps = _high_pass_spectrum()
    step = _PIECE - _TAPS + 1
    pieces = -(-len(samples) // step)
    padded = np.zeros(pieces * step + _TAPS - 1, np.float64)
    late = _TAPS // 2
    padded[late : late + len(samples)] = samples
    filtered: NDArray[np.float32] = np.empty(pieces * step, np.float32)
    for first in range(0, len(filtered), step):
        spectrum = np.fft.rfft(padded[first : first + _PIECE])
        filtered[first : first + step] = np.fft.irfft(spectrum * taps)[_TAPS - 1 :]
    return filtered[: len(samples)]


@cache
def _high_pass_spectrum() -> NDArray[np.complex128]:
    """A Blackman-windowed sinc low-pass, taken from an impulse, as its spectrum."""
    at = np.arange(_TAPS) - _TAPS // 2
    low = np.sinc(2 * HIGH_PASS / RATE * at) * np.blackman(_TAPS)
    taps = -low / low.sum()
    taps[_TAPS // 2] += 1
    return np.fft.rfft(taps, _PIECE)


def faded(
    samples: NDArray[np.float32], into: float = _FADE_IN, out: float = _FADE_OUT, rate: int = RATE
) -> NDArray[np.float32]:
    """Mono samples with a raised cosine of so many seconds at either end; by default a breath's edges."""
    first, last = (min(round(seconds * rate), len(samples) // 2) for seconds in (into, out))
    shaped = samples.copy()
    shaped[:first] *= _rise(first)
    shaped[len(shaped) - last :] *= _rise(last)[::-1]
    return shaped


def _rise(frames: int) -> NDArray[np.float32]:
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * (np.arange(frames) + 0.5) / max(frames, 1)), np.float32)


def segment_gain(loudness: float, target: float = -23.0) -> float:
    """Gain in dB that brings a clip or a segment to the programme's loudness; 0 for silence (-inf)."""
    return target - loudness if np.isfinite(loudness) else 0.0


def segment_loudness(clips: Iterable[Clip]) -> float:
    """Integrated loudness in LUFS of clips that follow each other, each as it lies in the store.

    Pauses between them are gated out in the programme too, so they need not be counted.
    """
    meter = Meter(RATE)
    for clip in clips:
        with WavReader(clip.path) as reader:
            for block in reader.blocks():
                meter.push(block.mean(axis=1, keepdims=True, dtype=np.float32))
    return integrated(meter.energies())


def levelled(audio: Audio, target: float = -23.0) -> Audio:
    """The same sound at `target` LUFS; silence stays silence."""
    meter = Meter(audio.rate)
    meter.push(audio.samples[:, None])
    factor = np.float32(10 ** (gain_to(meter.energies(), target) / 20))
    return replace(audio, samples=np.asarray(audio.samples * factor, np.float32))
