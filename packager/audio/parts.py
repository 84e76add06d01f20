"""What a mix and its picture are told of an episode: records, for whoever has nothing to compute.

Importing them costs nothing: a run that finds everything as it should be never loads numpy.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from packager.records import Audio


@dataclass(frozen=True, kw_only=True, slots=True)
class Bed:
    """A bed and how it behaves. Levels are in LU against `speech`, the loudness speech has in the mix."""

    sound: Path | Audio  # 48 kHz WAV, or sound in memory
    start: float = 0.0  # s
    end: float | None = None  # s; None: with the programme
    speech: float = -23.0  # LUFS
    alone: float = -8.0  # LU, where nobody speaks
    under: float = -24.0  # LU, under speech and under any other sound
    attack: float = 0.25  # s, down; over when the sound begins
    release: float = 0.65  # s, up
    hold: float = 1.5  # s: in a shorter pause the bed stays down
    fade_in: float = 0.8  # s
    fade_out: float = 2.0  # s


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureMark:
    """A part of the episode."""

    start: float  # s
    end: float  # s
    kind: str  # ident, greeting, disclosure, headlines, sting, story, music, sign-off
    title: str = ""  # in the episode's language
