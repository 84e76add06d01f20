"""A playout WAV read back: its cut, timers and disclosure, and the loudness that it tells of itself.

What is in Latin letters in the file alone (the out words) comes back in Latin letters.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from packager.audio.loudness import Loudness
from packager.audio.wav import read_chunks
from packager.delivery.bext import UNSET
from packager.delivery.cart import SIZE as CART_SIZE
from packager.delivery.cut import Cut, Timers
from packager.delivery.disclosure import IPTC, SOMEBODY, Disclosure, ReadBy, SourceType, Translation
from packager.errors import InputError


@dataclass(frozen=True, kw_only=True, slots=True)
class WavLabels:
    """What a WAV says of itself."""

    cut: Cut
    timers: Timers
    disclosure: Disclosure
    measured: Loudness
    version: int  # of bext


def read(path: Path, zone: ZoneInfo, rate: int = 48_000) -> WavLabels:
    """What a WAV of ours says of itself; `zone` is the station's. Raises InputError for any other file."""
    held = read_chunks(path)
    found = dict((*held.before, *held.after))
    try:
        return _told(found[b"bext"], found[b"cart"], _xml(found[b"iXML"]), zone, rate)
    except (KeyError, ValueError, struct.error, SyntaxError) as error:
        raise InputError(
            f"does not say what it is as this program writes it ({type(error).__name__}: {error})",
            where=str(path),
            hint="build the edition again",
        ) from error


def _told(bext: bytes, cart: bytes, lines: Mapping[str, str], zone: ZoneInfo, rate: int) -> WavLabels:
    if len(cart) < CART_SIZE:
        raise ValueError("the cart chunk is too short")
    language = _text(cart, 324, 64)
    starts, ends = (_moment(cart, at, zone) for at in (452, 470))
    cut = Cut(
        number=int(_text(cart, 132, 64)),
        id=_text(cart, 616, 64),
        title=lines[f"title ({language})"],
        language=language,
        station=lines["project"],
        zone=zone,
        made=_moment(bext, 320, zone),
        starts=starts,
        ends=ends,
        english=lines.get("title (en)", ""),
        out_words=_text(cart, 388, 64),
        category=_text(cart, 260, 64),
        url=_text(cart, 1024, 1024),
    )
    return WavLabels(
        cut=cut,
        timers=_timers(cart, rate),
        disclosure=_disclosure(lines),
        measured=measured(bext),
        version=struct.unpack_from("<H", bext, 346)[0],
    )


def _text(data: bytes, at: int, size: int) -> str:
    return data[at : at + size].split(b"\0")[0].decode("ascii")


def _moment(data: bytes, at: int, zone: ZoneInfo) -> datetime:
    """A date of ten and a time of eight characters, on the station's clock."""
    return datetime.fromisoformat(f"{_text(data, at, 10)}T{_text(data, at + 10, 8)}").replace(tzinfo=zone)


def _timers(cart: bytes, rate: int) -> Timers:
    pairs = (struct.unpack_from("<4sI", cart, at) for at in range(684, 748, 8))
    found = {name: offset / rate for name, offset in pairs if name.strip(b"\0")}
    end, segue = found[b"AUDe"], found[b"SEGs"]
    return Timers(start=found[b"AUDs"], end=end, intro_end=found.get(b"INTe"), segue=None if segue == end else segue)


def measured(bext: bytes) -> Loudness:
    """The figures of a bext chunk, to the hundredth."""
    values = [value / 100 if value != UNSET else float("-inf") for value in struct.unpack_from("<5h", bext, 412)]
    integrated, spread, peak, momentary, short_term = values
    return Loudness(integrated=integrated, range=spread, true_peak=peak, momentary=momentary, short_term=short_term)


def _xml(data: bytes) -> Mapping[str, str]:
    """The lines of iXML's USER by name, with the project as one more."""
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    lines = dict(line.split(": ", 1) for line in (root.findtext("USER") or "").splitlines() if ": " in line)
    return {**lines, "project": root.findtext("PROJECT") or ""}


def _disclosure(lines: Mapping[str, str]) -> Disclosure:
    reviewed = lines.get("reviewed by", "")
    return Disclosure(
        source_type=SourceType(lines["digital source type"].removeprefix(IPTC)),
        voices=tuple(lines.get("voices", "").split(", ")) if lines.get("voices") else (),
        translation=Translation(lines["translation"]),
        reviewed=bool(reviewed),
        reviewers=tuple(reviewed.split(", ")) if reviewed not in ("", SOMEBODY) else (),
        spoken=lines.get("said on air", ""),
        reviews=lines.get("review log", ""),
        read=ReadBy(lines["read by"]) if "read by" in lines else None,
    )
