"""What an encoded file says of itself: tags, chapters and a cover, in FFmpeg's words.

FFmpeg's muxers write them at once with the sound (ID3v2.3 with CHAP in time order and CTOC, MP4
chapters, Vorbis comments), so that no second program has to re-save the file.
"""

from __future__ import annotations

import base64
import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from packager.errors import InputError
from packager.lang.registry import codes
from packager.lang.registry import language as find

_NEAR_END = 1 << 16  # bytes in which a picture's last mark stands; a small one inside a cut one has its own, in front
# What a picture begins with, and what stands at its end.
_PICTURES = {"image/png": (b"\x89PNG\r\n\x1a\n", b"IEND"), "image/jpeg": (b"\xff\xd8\xff", b"\xff\xd9")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """One chapter."""

    start: float  # s
    end: float  # s
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tags:
    """What a player shows."""

    title: str = ""
    artist: str = ""
    album: str = ""
    date: str = ""  # ISO 8601
    language: str = ""  # BCP 47, or ISO 639-2 already
    comment: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)  # TXXX frames: "DigitalSourceType": …
    chapters: tuple[Chapter, ...] = ()
    picture: Path | None = None  # PNG or JPEG

    @property
    def iso_language(self) -> str:
        """The language as three letters (ISO 639-2): pus, urd."""
        code = self.language.partition("-")[0]
        return find(code).codes.bibliographic if code in codes() else self.language


def ffmetadata(tags: Tags, cover: str = "") -> str:
    """Tags and chapters as FFmpeg's metadata text; chapters in order of time, none overlapping.

    `cover`: a METADATA_BLOCK_PICTURE for formats that carry the picture as a tag.
    """
    named = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "date": tags.date,
        "language": tags.iso_language,
        "comment": tags.comment,
        **tags.extra,
        "METADATA_BLOCK_PICTURE": cover,
    }
    lines = [";FFMETADATA1", *(f"{_safe(key)}={_safe(value)}" for key, value in named.items() if value)]
    for chapter in _in_order(tags.chapters):
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={round(chapter.start * 1000)}"]
        lines += [f"END={round(chapter.end * 1000)}", f"title={_safe(chapter.title)}"]
    return "\n".join(lines) + "\n"


def _safe(text: str) -> str:
    """Escaped as FFmpeg's metadata text asks."""
    return "".join(f"\\{letter}" if letter in "=;#\\\n" else letter for letter in text)


def _in_order(chapters: Sequence[Chapter]) -> list[Chapter]:
    ordered = sorted(chapters, key=lambda chapter: chapter.start)
    limits = [*(chapter.start for chapter in ordered[1:]), math.inf]
    for chapter, limit in zip(ordered, limits[: len(ordered)], strict=True):
        if chapter.start < 0 or chapter.end <= chapter.start or chapter.end > limit + 0.0005:
            raise InputError(
                f"the chapter '{chapter.title}' ({chapter.start:.3f} to {chapter.end:.3f} s) has no length"
                " or runs into the next"
            )
    return ordered


def cover_block(path: Path) -> str:
    """A picture as a FLAC picture block in base64, as Ogg carries it (RFC 9639, section 8.8)."""
    data = path.read_bytes()
    kind = picture_type(path).encode()
    block = struct.pack(">II", 3, len(kind)) + kind  # 3: front cover
    return base64.b64encode(block + struct.pack(">IIIIII", 0, 0, 0, 0, 0, len(data)) + data).decode()


def picture_type(path: Path) -> str:
    """MIME type by content. Raises InputError for a file that is neither PNG nor JPEG, or not all there."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"the cover cannot be opened ({error.strerror})", where=str(path)) from error
    for kind, (first, last) in _PICTURES.items():
        if data.startswith(first):
            if last not in data[-_NEAR_END:]:
                raise InputError("the cover is cut short", where=str(path), hint="bring it again")
            return kind
    raise InputError("the cover is neither PNG nor JPEG", where=str(path), hint="convert it")
