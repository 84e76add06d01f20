"""The bext chunk: EBU Tech 3285 version 2, with the loudness that was measured.

Every text in it is ASCII; what is in Pashto or Urdu stands in iXML and axml.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from packager.delivery.cut import Cut
from packager.lang.romanise import romanise
from packager.text.romanise import cut_words

if TYPE_CHECKING:
    from packager.audio.loudness import Loudness

SIZE = 602  # bytes before the coding history
UNSET = 0x7FFF  # a loudness that is not known
_FIXED = struct.Struct("<256s32s32s10s8sQH64s5h180s")


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """How the file stores its samples, and how many."""

    frames: int
    rate: int = 48_000  # Hz
    bits: int = 24
    channels: int = 1


def bext(cut: Cut, measured: Loudness, form: Format) -> bytes:
    """The chunk's content."""
    made, starts = cut.local(cut.made), cut.local(cut.starts)
    midnight = starts.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    since = (starts.replace(tzinfo=None) - midnight).total_seconds()
    fixed = _FIXED.pack(
        field(description(cut), 256),
        field(romanise(cut.station, cut.language), 32),
        field(f"{cut.id[:24].rstrip('-')}-{cut.number:06}", 32),
        f"{made:%Y-%m-%d}".encode(),
        f"{made:%H:%M:%S}".encode(),
        round(since * form.rate),
        2,
        b"",
        hundredths(measured.integrated),
        hundredths(measured.range),
        hundredths(measured.true_peak),
        hundredths(measured.momentary),
        hundredths(measured.short_term),
        b"",
    )
    return fixed + history(form)


def description(cut: Cut) -> str:
    """The title in Latin letters, and in English where it is known."""
    title = romanise(cut.title, cut.language)
    return f"{title} / {romanise(cut.english, 'en')}" if cut.english else title


def field(text: str, size: int) -> bytes:
    """ASCII text for a field of `size` bytes, ended after a word where one ends near."""
    return cut_words(text, size).encode("ascii")


def hundredths(value: float) -> int:
    """A loudness in hundredths, UNSET for silence."""
    return max(-0x8000, min(UNSET - 1, round(value * 100))) if math.isfinite(value) else UNSET


def history(form: Format) -> bytes:
    """The coding history: one line, since the sound was never anything but PCM (EBU R 98)."""
    mode = "mono" if form.channels == 1 else "stereo"
    return f"A=PCM,F={form.rate},W={form.bits},M={mode},T=packager\r\n".encode("ascii")
