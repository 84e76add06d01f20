"""What a voice gave back, listened to before it is trusted: speech, all of it, and as long as its text wants.

No service says that it has failed in its sound. A clip that is empty, cut, run on, silent, clipped,
a hum or a hiss comes back with the status of success; these are told apart here by measuring.

Every threshold stands beside what was measured on espeak-ng over a news pack (348 utterances and 800 single
words of Pashto and Urdu); the room left is for voices that are not espeak-ng.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from packager.records import Audio

_SILENT = 0.001  # of full scale, -60 dBFS
_QUIET = 0.005  # of the peak, -46 dB: the ends of a sound are where it last rises above this
_SHORTEST = 0.1  # s: no word is said in less (measured: 0.26)
_LONGEST_GAP = 1.5  # s inside a breath (measured: 0.34); a programme's dead air begins at 2
_CLIPPED = 0.003  # of the samples within 5 % of the peak (measured: at most 0.0006; 6 dB too loud gives 0.006)
_HISS = 0.35  # flatness of the mean spectrum (measured: at most 0.21; pink noise 0.58, white 0.99)
_HUM = 0.1  # of the power, between 300 Hz and 4 kHz (measured: at least 0.33)
_STEADY = 8.0  # dB between soft and loud moments (measured: at least 14.6; a tone 0.1, pink noise 4.6)
_JUDGED = 1.0  # s: a single word may well be steady (measured: 3.9 dB in 0.6 s)
_END = 0.01  # s
_BROKEN_OFF = -10.0  # dB from an ordinary moment to the end (measured: below -100; a cut is above in three of four)
_FRAME = 0.02  # s
_LOW, _HIGH = 8_000, 192_000  # Hz: rates at which speech is speech
_ENOUGH = 12  # clips to learn a pace from
_LONG = 20  # letters: in shorter texts the ends weigh more than the letters


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeakingPace:
    """How long a voice may take, and at which rate it comes.

    The defaults are for a voice that is not known yet: from 270 words a minute, faster than any bulletin, down to
    90. A letter is a letter of the spoken form, which in Pashto and Urdu leaves most short vowels out:
    150 words a minute are 0.11 s a letter (espeak-ng, both languages).
    """

    low: float = 0.06  # s a letter
    high: float = 0.19  # s a letter
    slack: float = 1.0  # s more, for pauses and for ends
    rate: int = 0  # Hz; 0: any

    def at(self, tempo: float) -> SpeakingPace:
        """The pace of a voice that was told to be so many times as fast."""
        return replace(self, low=self.low / tempo, high=self.high / tempo)


UNKNOWN = SpeakingPace()
# Where every vowel is written, a letter takes less: the same 270 and 90 words a minute at five letters a word.
EVERY_VOWEL_WRITTEN = SpeakingPace(low=0.044, high=0.14)


def letters(text: str) -> int:
    """Letters in a text: marks, spaces and vowel signs take no time of their own."""
    return sum(character.isalpha() for character in text)


def learned(clips: Iterable[tuple[str, float]], rate: int = 0) -> SpeakingPace | None:
    """A voice's own pace from clips that were accepted, as (text, seconds); None while there are too few.

    Its middle is the median; the range reaches a tenth beyond all but the odd clip, and at least from
    three quarters to four thirds of the middle. So a clip that lost more than about a third is seen.
    """
    rates = np.array([seconds / letters(text) for text, seconds in clips if letters(text) >= _LONG])
    if len(rates) < _ENOUGH:
        return None
    low, middle, high = (float(place) for place in np.percentile(rates, [2, 50, 98]))
    return SpeakingPace(low=min(low * 0.9, middle * 0.75), high=max(high * 1.1, middle / 0.75), slack=0.6, rate=rate)


def faults(audio: Audio, text: str, pace: SpeakingPace = UNKNOWN, *, from_afar: bool = True) -> tuple[str, ...]:
    """What is wrong with a voice's sound of a text, as it came and before any fade or filter; () where nothing is.

    `text` is the spoken form that the voice was given; `pace` what is known of the voice: `learned` from its
    clips, or `UNKNOWN`. `from_afar`: its end may have been lost on the way, so how it ends is judged too. Each fault
    is a phrase that follows a voice's name: "is silent". A sound that is empty, silent, not made of numbers or at an
    absurd rate has that one fault; others may have several.
    """
    samples = audio.samples
    if samples.ndim != 1 or not np.isfinite(samples).all():
        return ("is not sound",)
    if not len(samples):
        return ("is empty",)
    if not _LOW <= audio.rate <= _HIGH:
        return (f"came at {audio.rate} Hz, which is no rate for speech",)
    sound = _sounding(samples)
    if not len(sound):
        return ("is silent",)
    end = samples[-max(1, round(_END * audio.rate)) :]
    other = (f"came at {audio.rate} Hz, not at {pace.rate}",) if pace.rate not in (0, audio.rate) else ()
    found = (*other, *_length(len(sound) / audio.rate, text, pace), *_sound(sound, audio.rate))
    # A voice lets its last sound die away; one by rule that is told to hurry does not quite.
    return (*found, "breaks off in the middle of a sound") if from_afar and _cut(sound, end, audio.rate) else found


def _sounding(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """From the first to the last sound; nothing where all is silence."""
    loudness = np.abs(samples)
    peak = float(loudness.max())
    if peak < _SILENT:
        return samples[:0]
    loud = np.flatnonzero(loudness >= max(_SILENT, _QUIET * peak))
    return samples[loud[0] : loud[-1] + 1]


def _length(seconds: float, text: str, pace: SpeakingPace) -> tuple[str, ...]:
    count = letters(text)
    least = max(_SHORTEST, pace.low * count - (0 if count >= _LONG else 0.15))
    most = pace.high * count + pace.slack
    if seconds < least:
        return (f"is too short for its text: {seconds:.1f} s, at least {least:.1f}",)
    if seconds > most:
        return (f"is too long for its text: {seconds:.1f} s, at most {most:.1f}",)
    return ()


def _sound(sound: NDArray[np.float32], rate: int) -> tuple[str, ...]:
    found = []
    levels = _levels(sound, rate)
    gap = _longest(levels < 20 * np.log10(_QUIET) + _peak(sound)) * _FRAME
    if gap > _LONGEST_GAP:
        found.append(f"is silent inside for {gap:.1f} s")
    if _near_full(sound) > _CLIPPED:
        found.append("is clipped")
    found += _noise(sound, rate, levels)
    return tuple(found)


def _cut(sound: NDArray[np.float32], end: NDArray[np.float32], rate: int) -> bool:
    levels = _levels(sound, rate)
    return _level(end) > (np.percentile(levels, 60) if len(levels) else 0.0) + _BROKEN_OFF


def _near_full(sound: NDArray[np.float32]) -> float:
    """Share of the samples within 5 % of the peak, or of full scale: a coder's ripple goes beyond it."""
    loudness = np.abs(sound)
    return float(np.mean(loudness >= 0.95 * min(1.0, float(loudness.max()))))


def _noise(sound: NDArray[np.float32], rate: int, levels: NDArray[np.float64]) -> list[str]:
    """Hiss, hum, or a sound without syllables."""
    power, hertz = _spectrum(sound, rate)
    heard = power[(hertz > 100) & (hertz < 8_000)] + 1e-20
    if float(np.exp(np.log(heard).mean()) / heard.mean()) > _HISS:
        return ["is noise"]
    if power[(hertz > 300) & (hertz < 4_000)].sum() < _HUM * power.sum():
        return ["is a hum"]
    soft, loud = np.percentile(levels, [10, 90]) if len(levels) else (0.0, np.inf)
    return ["is a steady sound, without syllables"] if len(sound) > _JUDGED * rate and loud - soft < _STEADY else []


def _spectrum(sound: NDArray[np.float32], rate: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean power by frequency, over Hann windows of about 40 ms."""
    size = 1 << max(4, round(0.04 * rate).bit_length())
    padded = np.pad(sound.astype(np.float64), (0, -len(sound) % size))
    power = np.abs(np.fft.rfft(padded.reshape(-1, size) * np.hanning(size), axis=1)) ** 2
    return np.asarray(power.mean(axis=0)), np.asarray(np.fft.rfftfreq(size, 1 / rate))


def _levels(sound: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    """RMS of each whole frame, in dBFS."""
    size = max(1, round(_FRAME * rate))
    frames = sound[: len(sound) - len(sound) % size].astype(np.float64).reshape(-1, size)
    return np.asarray(10 * np.log10(np.mean(frames**2, axis=1) + 1e-20))


def _peak(sound: NDArray[np.float32]) -> float:
    return float(20 * np.log10(np.abs(sound).max()))


def _longest(flags: NDArray[np.bool_]) -> int:
    """Length of the longest run of true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _level(samples: NDArray[np.float32]) -> float:
    """RMS in dBFS."""
    return float(10 * np.log10(np.mean(samples.astype(np.float64) ** 2) + 1e-20))
