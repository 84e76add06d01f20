"""The door for sound that producers bring: idents, beds, recorded inserts; any format, any rate.

pydub opens, trims and fades it. The bytes themselves come from the wheel's FFmpeg, so that pydub
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

from packager.audio.ffmpeg import RATE, Samples, binary, decode_blocks
from packager.audio.loudness import measure_blocks
from packager.audio.wav import Chunks, WavFormat, WavWriter, pcm
from packager.errors import InputError
from packager.store import whole_file

if TYPE_CHECKING:
    from pydub import AudioSegment

_SILENT = -50.0  # dBFS, as the check of the finished programme has it
_LONGEST = 15 * 60  # s: pydub holds a sound in memory, several times over
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
        import pydub.silence
    pydub.AudioSegment.converter = pydub.AudioSegment.ffmpeg = binary()
    return pydub


def open_sound(path: Path, channels: int = 1) -> AudioSegment:
    """A file as a pydub AudioSegment: 48 kHz, 32-bit, with `channels` channels.

    Raises InputError for a file that is missing, broken, without sound, or over 15 minutes long.
    """
    blocks, frames = [], 0
    for block in decode_blocks(path, RATE, channels):
        frames += len(block)
        if frames > _LONGEST * RATE:
            raise InputError("is over 15 minutes long", where=str(path), hint="cut it, or give it as a story")
        blocks.append(_integers(block))
    if not frames:
        raise InputError("holds no sound", where=str(path), hint="export it again as WAV or MP3")
    return _pydub().AudioSegment(b"".join(blocks), sample_width=4, frame_rate=RATE, channels=channels)


def bring(source: Path, target: Path, edit: Edit | None = None) -> float:
    """Open a sound, trim, fade and level it, and write it as 48 kHz 24-bit WAV; its length in seconds.

    Raises InputError as `open_sound` does, and where the edit leaves nothing to hear.
    """
    edit = edit or Edit()
    sound = _edited(open_sound(source, edit.channels), edit, str(source))
    samples = _floats(sound)
    if edit.lufs is not None:
        samples = samples * np.float32(10 ** (_gain(samples, edit.lufs) / 20))
    form = WavFormat(channels=edit.channels)
    with whole_file(target) as temporary, temporary.open("wb") as file:
        writer = WavWriter(file, form, len(samples), Chunks())
        writer.write(pcm(samples, form.bits))
        writer.finish()
    return len(samples) / RATE


def _edited(sound: AudioSegment, edit: Edit, name: str) -> AudioSegment:
    end = len(sound) if edit.end is None else round(edit.end * 1000)
    sound = sound[round(edit.start * 1000) : end]
    if edit.trim:
        sound = _trimmed(sound)
    if not len(sound):
        raise InputError("there is nothing to hear in it", where=name, hint="check the file and its times")
    fades = (min(round(seconds * 1000), len(sound) // 2) for seconds in (edit.fade_in, edit.fade_out))
    into, out = fades
    return sound.fade_in(into).fade_out(out)


def _trimmed(sound: AudioSegment) -> AudioSegment:
    leading = _pydub().silence.detect_leading_silence
    head = leading(sound, silence_threshold=_SILENT, chunk_size=5)
    tail = leading(sound.reverse(), silence_threshold=_SILENT, chunk_size=5)
    return sound[head : max(head, len(sound) - tail)]


def _gain(samples: Samples, target: float) -> float:
    """Gain in dB to the target loudness, no further than its peak allows; 0 for silence."""
    reads = measure_blocks([samples], RATE, samples.shape[1])
    if not np.isfinite(reads.integrated):
        return 0.0
    return min(target - reads.integrated, -1.0 - reads.true_peak)


def _integers(block: Samples) -> bytes:
    # The largest float32 under full scale, since 2³¹ itself does not fit.
    whole = np.clip(block, -1.0, 1.0 - 2.0**-24) * np.float64(_FULL)
    return bytes(whole.astype("<i4").tobytes())


def _floats(sound: AudioSegment) -> Samples:
    whole = np.frombuffer(sound.raw_data, "<i4").reshape(-1, sound.channels)
    return (whole / np.float64(_FULL)).astype(np.float32)
