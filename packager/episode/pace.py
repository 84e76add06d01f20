"""How long a programme takes, and what its pace can do about it: pauses and tempo, within limits."""

from __future__ import annotations

import math
from dataclasses import dataclass

STEP = 0.005  # tempo moves in half per cents, so that one edited line does not re-time every clip of a programme


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Seconds of air, divided by what can move them."""

    sound: float = 0.0  # idents, stings, head and tail: as long as they are
    speech: float = 0.0  # moves with the tempo
    pause: float = 0.0  # between sentences, paragraphs and segments: moves with the pauses

    def __add__(self, other: Span) -> Span:
        return Span(sound=self.sound + other.sound, speech=self.speech + other.speech, pause=self.pause + other.pause)

    def __sub__(self, other: Span) -> Span:
        return Span(sound=self.sound - other.sound, speech=self.speech - other.speech, pause=self.pause - other.pause)

    @property
    def seconds(self) -> float:
        """Length as the voice speaks by itself."""
        return self.sound + self.speech + self.pause

    def at(self, pace: Pace) -> float:
        """Length at a pace, in seconds."""
        return self.sound + self.speech / pace.tempo + self.pause * pace.pauses


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """What every pause is multiplied with, and how many times as fast the speech is."""

    pauses: float = 1.0
    tempo: float = 1.0


NATURAL = Pace()


@dataclass(frozen=True, kw_only=True, slots=True)
class PaceLimits:
    """How far a programme may be moved to meet its slot.

    The pauses' limits keep a sentence's 0.45 s and a story's 1.0 s between 0.3 and 0.6 s and between
    0.8 and 1.2 s, where newsreaders are; beyond ±6 % of tempo listeners notice. Music is the last
    resort: under `music_least` it is a slip and not a break.
    """

    pauses: tuple[float, float] = (0.8, 1.2)
    tempo: float = 0.06  # either way
    music: float = 30.0  # s, the most
    music_least: float = 5.0  # s

    @property
    def tightest(self) -> Pace:
        """Short pauses, fast speech."""
        return Pace(pauses=self.pauses[0], tempo=1 + self.tempo)

    @property
    def widest(self) -> Pace:
        """Long pauses, slow speech."""
        return Pace(pauses=self.pauses[1], tempo=1 - self.tempo)


def pace_for(span: Span, seconds: float, limits: PaceLimits) -> Pace | None:
    """The pace that brings a span to these seconds exactly, by pauses alone if they suffice; None beyond the limits.

    Where tempo is needed it is the least half per cent that helps, and pauses take the rest.
    """
    pauses = _pauses(span, seconds, 1.0, limits)
    if pauses is not None:
        return Pace(pauses=pauses)
    shorter = seconds < span.seconds
    edge = limits.pauses[0 if shorter else 1]
    speech = seconds - span.sound - span.pause * edge
    if speech <= 0 or not span.speech:
        return None
    needed = span.speech / speech
    if abs(needed - 1) > limits.tempo + 1e-9:
        return None
    steps = (math.ceil if shorter else math.floor)((needed - 1) / STEP)
    rounded = min(max(1 + steps * STEP, 1 - limits.tempo), 1 + limits.tempo)
    pauses = _pauses(span, seconds, rounded, limits)
    return Pace(pauses=edge, tempo=needed) if pauses is None else Pace(pauses=pauses, tempo=rounded)


def _pauses(span: Span, seconds: float, tempo: float, limits: PaceLimits) -> float | None:
    low, high = limits.pauses
    spare = seconds - span.sound - span.speech / tempo
    if not span.pause:
        return 1.0 if abs(spare) < 1e-9 else None
    factor = spare / span.pause
    return min(max(factor, low), high) if low - 1e-9 <= factor <= high + 1e-9 else None
