"""The cart chunk: AES46, what a playout system reads to know a cut's number, dates and cue points."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from packager.delivery.bext import Format, field
from packager.delivery.cut import Cut, Timers
from packager.delivery.disclosure import Disclosure, note
from packager.lang.romanise import romanise
from packager.text.romanise import cut_words

SIZE = 2048  # bytes before the tag text
VERSION = b"0101"
FULL_SCALE = 32_768  # dwLevelReference: 0 dBFS is the sample value 0x8000
_SLOTS = 8
_FIXED = struct.Struct("<4s64s64s64s64s64s64s64s10s8s10s8s64s64s64si64s276s1024s")


def cart(cut: Cut, timers: Timers, disclosure: Disclosure, form: Format) -> bytes:
    """The chunk's content; no timer is past the last frame."""
    starts, ends = cut.local(cut.starts), cut.local(cut.ends)
    station = romanise(cut.station, cut.language)
    fixed = _FIXED.pack(
        VERSION,
        field(numbered(cut, 64), 64),
        field(station, 64),
        str(cut.number).encode(),
        field(station, 64),
        field(cut.category, 64),
        cut.language.encode(),
        field(romanise(cut.out_words, cut.language), 64),
        f"{starts:%Y-%m-%d}".encode(),
        f"{starts:%H:%M:%S}".encode(),
        f"{ends:%Y-%m-%d}".encode(),
        f"{ends:%H:%M:%S}".encode(),
        b"packager",
        b"",
        field(cut.id, 64),
        FULL_SCALE,
        _posts(timers, form),
        b"",
        field(cut.url, 1024),
    )
    return fixed + tag_text(cut, disclosure)


def tag_text(cut: Cut, disclosure: Disclosure) -> bytes:
    """Free text after the fixed fields: the English title and the disclosure, ASCII, ended by CR LF."""
    lines = [f"Title={romanise(cut.english, 'en')}" if cut.english else "", romanise(note(disclosure), cut.language)]
    return ("\r\n".join(line for line in lines if line) + "\r\n").encode("ascii")


def numbered(cut: Cut, size: int) -> str:
    """The title in Latin letters with the cart's number behind it, in at most `size` characters.

    A playout system may refuse two carts with one title, and two stories of a week often have one; the number also
    lets a person see which cart a title belongs to.
    """
    number = f" [{cut.number:06}]"
    return cut_words(romanise(cut.title, cut.language), size - len(number)) + number


def _posts(timers: Timers, form: Format) -> bytes:
    """The timers as eight pairs of name and sample offset, the unused ones empty."""

    def at(seconds: float) -> int:
        return max(0, min(round(seconds * form.rate), form.frames))

    pairs = [(name, at(seconds)) for name, seconds in _named(timers) if seconds is not None]
    packed = [struct.pack("<4sI", name, offset) for name, offset in pairs]
    return b"".join(packed).ljust(8 * _SLOTS, b"\0")


def _named(timers: Timers) -> Iterable[tuple[bytes, float | None]]:
    """Audio, talk-over intro, segue, end of data: names of AES46, in order of time."""
    intro = timers.start if timers.intro_end is not None else None
    yield from ((b"AUDs", timers.start), (b"INTs", intro), (b"INTe", timers.intro_end))
    segue = timers.end if timers.segue is None else timers.segue
    yield from ((b"SEGs", segue), (b"AUDe", timers.end), (b"EOD ", timers.end))
