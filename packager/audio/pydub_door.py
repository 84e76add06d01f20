"""The door for a station's own idents, stings and beds; any format, any rate.

pydub opens, cuts and fades them. The bytes themselves come from the wheel's FFmpeg, so that pydub
never goes looking for an ffprobe that nobody has; and what it warns of on the way in (no ffmpeg on
the PATH, the retiring audioop, its own old escapes) concerns nobody who uses it here.
"""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from packager.audio.brought import mono
from packager.audio.ffmpeg import RATE, Samples, binary, decode_blocks
from packager.audio.limiter import limited
from packager.audio.loudness import measure_blocks
from packager.audio.silence import FLOOR
from packager.audio.wav import Chunks, WavFormat, WavWriter, pcm
from packager.errors import InputError
from packager.store import whole_file

if TYPE_CHECKING:
    from pydub import AudioSegment

_INAUDIBLE = -70.0  # dBFS as it airs
_SOFT_TAIL = 1.4  # s under the silence detector's floor: with the pause that follows, less than dead air
_CEILING = -1.5  # dBTP, as the master's
_NEAR = 0.05  # LU
_FULL = 2**31


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """What is done to a sound on its way in; seconds from its own beginning."""

    start: float = 0.0  # s
    end: float | None = None  # s; None: to its end
    trim: bool = True  # leave out silence at both ends
    fade_in: float = 0.005  # s
    fade_out: float = 0.02  # s
    lufs: float | None = -23.0  # integrated loudness to bring it to; None: as it is
    channels: int = 1


@cache
def _pydub() -> Any:
    """The pydub module, with the wheel's FFmpeg for its converter."""
    os.environ.setdefault("PATH", os.defpath)  # pydub takes it for granted
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pydub
    pydub.AudioSegment.converter = pydub.AudioSegment.ffmpeg = binary()
    return pydub


def open_sound(path: Path, channels: int = 1) -> AudioSegment:
    """A file as a pydub AudioSegment: 48 kHz, 32-bit, with `channels` channels, a steady offset taken out.

    Raises InputError for a file that is missing, broken, cut short, without sound, or over 15 minutes long.
    """
    samples = mono(path)[:, None] if channels == 1 else np.concatenate([*decode_blocks(path, RATE, channels)])
    centred = _integers(samples - samples.mean(axis=0, keepdims=True))
    return _pydub().AudioSegment(centred, sample_width=4, frame_rate=RATE, channels=channels)


def bring(source: Path, target: Path, edit: Edit | None = None) -> float:
    """Open a sound, trim, fade and level it, and write it as 48 kHz 24-bit WAV; its length in seconds.

    Its loudness is what counts, and a peak that would then pass the ceiling is held by the limiter. Raises
    InputError as `open_sound` does, and where the edit leaves nothing to hear.
    """
    edit = edit or Edit()
    sound = open_sound(source, edit.channels)
    sound = sound[round(edit.start * 1000) : len(sound) if edit.end is None else round(edit.end * 1000)]
    if edit.trim:
        sound = _trimmed(sound, 0.0 if edit.lufs is None else _gain(_floats(sound), edit.lufs))
    if not len(sound):
        raise InputError("there is nothing to hear in it", where=str(source), hint="check the file and its times")
    into, out = (min(round(seconds * 1000), len(sound) // 2) for seconds in (edit.fade_in, edit.fade_out))
    samples = _floats(sound.fade_in(into).fade_out(out))
    if edit.lufs is not None:
        samples = _levelled(samples, edit.lufs)
    form = WavFormat(channels=edit.channels)
    with whole_file(target) as temporary, temporary.open("wb") as file:
        writer = WavWriter(file, form, len(samples), Chunks())
        writer.write(pcm(samples, form.bits))
        writer.finish()
    return len(samples) / RATE


def _trimmed(sound: AudioSegment, gain: float) -> AudioSegment:
    """Without the silence at its ends, as it will air with so many dB of gain: a tail dies where nobody hears it.

    Of a tail too soft for a transmitter's silence detector no more than it will bear is kept, faded.
    """
    step = 10  # ms
    levels = np.abs(_floats(sound)).max(axis=1)
    levels = np.pad(levels, (0, -len(levels) % (RATE // 1000 * step))).reshape(-1, RATE // 1000 * step).max(axis=1)
    aired = 20 * np.log10(np.maximum(levels, 1e-9)) + gain
    heard, firm = np.flatnonzero(aired > _INAUDIBLE), np.flatnonzero(aired > FLOOR)
    if not len(firm):
        return sound[:0]
    end, most = (int(heard[-1]) + 1) * step, (int(firm[-1]) + 1) * step + round(_SOFT_TAIL * 1000)
    if end <= most:
        return sound[int(heard[0]) * step : end]
    return sound[int(heard[0]) * step : most].fade_out(round(_SOFT_TAIL * 1000))


def _levelled(samples: Samples, target: float) -> Samples:
    """At `target` LUFS with its peaks held; measured again, since a peak that is held weighs less."""
    gain, out = _gain(samples, target), samples
    for _ in range(4):
        out = limited(samples * np.float32(10 ** (gain / 20)), _CEILING)
        off = _gain(out, target)
        if abs(off) < _NEAR:
            break
        gain += off
    return out


def _gain(samples: Samples, target: float) -> float:
    """Gain in dB to the target loudness; 0 for silence."""
    reads = measure_blocks([samples], RATE, samples.shape[1]).integrated
    return target - reads if np.isfinite(reads) else 0.0


def _integers(block: Samples) -> bytes:
    # The largest float32 under full scale, since 2³¹ itself does not fit.
    whole = np.clip(block, -1.0, 1.0 - 2.0**-24) * np.float64(_FULL)
    return bytes(whole.astype("<i4").tobytes())


def _floats(sound: AudioSegment) -> Samples:
    whole = np.frombuffer(sound.raw_data, "<i4").reshape(-1, sound.channels)
    return (whole / np.float64(_FULL)).astype(np.float32)
