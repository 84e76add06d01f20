"""An MP3's signature in its ID3v2.3 tag, which stays as it is.

The library itself would write the tag anew as ID3v2.4, which older desks do not read. So the place is made here: a GEOB
frame behind the last frame, as C2PA has it for ID3, of the length that the signed manifest has; what is signed is
the digest of every byte of the file but the manifest's own.
"""

from __future__ import annotations

import hashlib
import shutil
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from packager.audio.mpeg import after_id3v2
from packager.errors import InputError, PackagerError

_HEAD = 10  # bytes of a tag's head, and of a frame's (ID3v2.3, sections 3.1 and 3.3)
# Encoding, type, file's name and description of the object, each with its end (ID3v2.3, section 4.16).
_OBJECT = b"\0application/c2pa\0c2pa\0c2pa manifest store\0"
_LONGEST = (1 << 28) - 1  # bytes of a tag
_BLOCK = 1 << 20  # bytes
_FIRST_GUESS, _TIMES = 16_384, 4  # bytes of a manifest, and how often its length is asked for


@dataclass(frozen=True, slots=True)
class _Parts:
    """An MP3 around the place of its signature."""

    frames: bytes  # of the tag, without what fills it up
    sound: int  # where the sound begins in the file

    def before(self, length: int) -> bytes:
        """What stands before a manifest of so many bytes: the tag's head, its frames, the head of the new one."""
        size = len(_OBJECT) + length
        whole = len(self.frames) + _HEAD + size
        if whole > _LONGEST:
            raise PackagerError("the tag has no room for a signature; take a smaller picture")
        seven = bytes(whole >> shift & 0x7F for shift in (21, 14, 7, 0))  # bits a byte
        return b"ID3\3\0\0" + seven + self.frames + b"GEOB" + struct.pack(">IH", size, 0) + _OBJECT


def sign_mp3(path: Path, target: Path, signed: Callable[[dict[str, Any], BinaryIO], bytes]) -> None:
    """Write the MP3 with its signature to `target`.

    `signed` makes a manifest with this assertion over and above its own, for this file. Raises InputError for a file
    without an ID3v2.3 tag as FFmpeg writes it, PackagerError where the signature comes out longer each time.
    """
    with path.open("rb") as file:
        parts = _parts(file, path.name)
        length = _FIRST_GUESS
        for _ in range(_TIMES):
            before = parts.before(length)
            manifest = signed(_assertion(before, length, parts, file), file)
            if len(manifest) == length:
                break
            length = len(manifest)
        else:
            raise PackagerError(f"{path.name}: could not be signed (its signature has no one length)")
        file.seek(parts.sound)
        with target.open("wb") as new:
            new.write(before + manifest)
            shutil.copyfileobj(file, new, _BLOCK)


def _parts(file: BinaryIO, name: str) -> _Parts:
    head = file.read(_HEAD)
    if head[:6] != b"ID3\3\0\0":
        raise InputError("cannot be signed: it has no ID3v2.3 tag", where=name, hint="build it again")
    tag = head + file.read(after_id3v2(head) - _HEAD)
    end = _HEAD
    while tag[end : end + 1] not in (b"", b"\0"):
        end += _HEAD + int.from_bytes(tag[end + 4 : end + 8])
    return _Parts(frames=tag[_HEAD:end], sound=len(tag))


def _assertion(before: bytes, length: int, parts: _Parts, file: BinaryIO) -> dict[str, Any]:
    """The digest of all but the manifest, as C2PA's data hash."""
    digest = hashlib.sha256(before)
    file.seek(parts.sound)
    while block := file.read(_BLOCK):
        digest.update(block)
    file.seek(0)
    data = {
        "name": "jumbf manifest",
        "alg": "sha256",
        "hash": list(digest.digest()),
        "exclusions": [{"start": len(before), "length": length}],
        "pad": [],
    }
    return {"label": "c2pa.hash.data", "data": data}
