"""The sample station's own sounds: an ident, two stings and a bed, played on a lute that is all sums.

A plucked string is modelled as it moves: partials a little sharper than whole multiples (a stiff
string), as strong as the place of the plectrum makes them, the high ones dying first. A skin under
the bridge and strings that sound along give it the dry knock and the halo of a rubab. The phrases
are written for this program, in D, on the notes of the Pahari mode with its double strokes and grace
notes. The same sounds come out on every machine, to the last bits of its floating point.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from packager.audio.ffmpeg import RATE
from packager.audio.prepare import levelled
from packager.records import Audio

_Wave = NDArray[np.float64]

TONIC = 293.66  # Hz, D above middle C
_STEPS = {"S": 0, "R": 2, "G": 4, "m": 5, "P": 7, "D": 9, "N": 11}  # semitones over the tonic
_PARTIALS = 22
_PLUCKED_AT = 0.13  # of the string's length from the bridge: the bright, nasal tone of a rubab
_STIFF = 1.2e-4  # inharmonicity of a gut string of this length


@dataclass(frozen=True, slots=True)
class _Stroke:
    """One stroke of the plectrum."""

    at: float  # s
    note: str  # S R G m P D N; a trailing ' is an octave higher, a , lower
    force: float = 1.0
    grace: str = ""  # a note struck a moment before, and left at once


_IDENT = (
    _Stroke(0.00, "S,", 0.8), _Stroke(0.03, "P,", 0.6), _Stroke(0.06, "S", 0.8),
    _Stroke(0.42, "S", 0.5), _Stroke(0.56, "S", 0.6), _Stroke(0.70, "G", 0.9),
    _Stroke(0.98, "P", 0.9, "m"), _Stroke(1.26, "D", 1.0, "P"), _Stroke(1.54, "P", 0.8),
    _Stroke(1.68, "P", 0.5), _Stroke(1.82, "G", 0.8, "m"), _Stroke(2.10, "S,", 0.9),
    _Stroke(2.13, "P,", 0.7), _Stroke(2.16, "S", 0.9), _Stroke(2.19, "S'", 0.8),
)  # fmt: skip
_STING = (
    _Stroke(0.00, "S,", 0.7), _Stroke(0.02, "P", 0.9, "m"), _Stroke(0.16, "P", 0.4), _Stroke(0.30, "S'", 0.9),
)  # fmt: skip
_SIGN_OFF = (
    _Stroke(0.00, "P", 0.9, "D"), _Stroke(0.28, "G", 0.8, "m"), _Stroke(0.56, "R", 0.8), _Stroke(0.70, "R", 0.4),
    _Stroke(0.84, "S,", 0.9), _Stroke(0.88, "P,", 0.7), _Stroke(0.92, "S", 1.0), _Stroke(0.96, "G", 0.6),
)  # fmt: skip
_BED_SECONDS = 32.0
_BED = tuple(
    _Stroke(bar * 8.0 + beat, note, force)
    for bar, notes in enumerate(("S P S' P", "R P D P", "S G P G", "D, P S R"))
    for beat, note, force in zip((0.0, 2.0, 4.0, 6.0), notes.split(), (0.8, 0.5, 0.6, 0.45), strict=True)
)


def ident() -> Audio:
    """The station's melody, 3.6 s, at -23 LUFS."""
    return _phrase(_IDENT, 3.6)


def sting() -> Audio:
    """Between two stories, 1.2 s, at -23 LUFS."""
    return _phrase(_STING, 1.2)


def sign_off() -> Audio:
    """After the last word, 2.8 s, at -23 LUFS."""
    return _phrase(_SIGN_OFF, 2.8)


def bed() -> Audio:
    """Calm music to go under a voice, 33 s, at -23 LUFS: its last second is its first once more, for the loop."""
    frames = round(_BED_SECONDS * RATE)
    ring = np.zeros(frames)
    for stroke in _BED:
        _add_round(ring, _plucked(_hertz(stroke.note), 6.0) * stroke.force * 0.25, stroke.at)
    ring += _drone(frames)
    looped = np.concatenate((ring, ring[:RATE]))
    return levelled(Audio(samples=looped.astype(np.float32), rate=RATE))


def _phrase(strokes: Sequence[_Stroke], seconds: float) -> Audio:
    sound = np.zeros(round((seconds + 4) * RATE))
    for stroke in strokes:
        if stroke.grace:
            _add_round(sound, _plucked(_hertz(stroke.grace), 0.07) * stroke.force * 0.5, stroke.at)
        at = stroke.at + (0.06 if stroke.grace else 0.0)
        _add_round(sound, _plucked(_hertz(stroke.note), 3.0) * stroke.force, at)
    sound = _with_halo(sound)[: round(seconds * RATE)]
    tail = round(0.45 * seconds * RATE)
    sound[-tail:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, tail + 1) / tail)
    return levelled(Audio(samples=sound.astype(np.float32), rate=RATE))


def _hertz(note: str) -> float:
    octave = note.count("'") - note.count(",")
    return float(TONIC * 2 ** (octave + _STEPS[note[0]] / 12))


@lru_cache
def _plucked(hertz: float, seconds: float) -> _Wave:
    """One note of the lute."""
    at = np.arange(round(seconds * RATE)) / RATE
    note = np.zeros(len(at))
    for k in range(1, _PARTIALS + 1):
        partial = hertz * k * np.sqrt(1 + _STIFF * k * k)
        strength = np.sin(np.pi * k * _PLUCKED_AT) / k**1.15
        fades = 1.6 + 0.0042 * hertz + 0.9 * (k - 1) ** 1.2  # 1/s
        long = min(len(at), round(7 / fades * RATE))
        note[:long] += strength * _dying(partial, fades, long)
    knock = _dying(190, 55, len(at)) * 0.35
    rise = np.minimum(at / 0.0012, 1)
    end = np.minimum(1, (at[-1] - at) / 0.02)
    return np.asarray((note + knock) * rise * end)


def _dying(hertz: float, fades: float, frames: int, phase: float = 0.0) -> _Wave:
    """A sine that falls by e in 1 / `fades` seconds: the powers of one complex number, as products of few of them."""
    turn = complex(-fades, 2 * np.pi * hertz) / RATE
    size = math.isqrt(frames) + 1
    far, near = np.exp(turn * size * np.arange(size) + 1j * phase), np.exp(turn * np.arange(size))
    return (np.outer(far.real, near.imag) + np.outer(far.imag, near.real)).ravel()[:frames]


def _with_halo(sound: _Wave) -> _Wave:
    """Strings that sound along, and a small room: a tail of tuned, dying noise, convolved."""
    noise = np.random.default_rng(29).standard_normal(round(1.1 * RATE))
    at = np.arange(len(noise)) / RATE
    room = noise * np.exp(-at * 6.5) * np.minimum(at / 0.012, 1) * 0.0025
    tuned = sum(np.sin(2 * np.pi * _hertz(note) * at + place) for place, note in enumerate("SGPRD"))
    tail = room + tuned * np.exp(-at * 3.2) * 0.00006
    size = 1 << (len(sound) + len(tail)).bit_length()
    wet = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(tail, size), size)[: len(sound)]
    return np.asarray(sound + wet)


def _drone(frames: int) -> _Wave:
    """Tonic and fifth, breathing once in eight seconds; whole turns only, so that it closes on itself."""
    at = np.arange(frames) / RATE
    breath = 0.72 - 0.28 * np.cos(2 * np.pi * at / 8)
    tones = [(TONIC / 2, 1.0), (TONIC * 0.75, 0.7), (TONIC, 0.35), (TONIC * 1.5, 0.16), (TONIC * 2, 0.07)]
    seconds = frames / RATE
    voices = [
        strength * _dying(round(hertz * seconds + detune) / seconds, 0, frames, phase=detune)
        for hertz, strength in tones
        for detune in (-4, 3)
    ]
    return np.asarray(0.05 * breath * np.sum(voices, axis=0))


def _add_round(ring: _Wave, sound: _Wave, at: float) -> None:
    """Add a sound from `at` seconds on; what runs over the end goes on at the beginning."""
    first = round(at * RATE) % len(ring)
    ahead = min(len(sound), len(ring) - first)
    ring[first : first + ahead] += sound[:ahead]
    ring[: len(sound) - ahead] += sound[ahead:]
