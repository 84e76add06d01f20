"""A recording put in place of a voice: looked at as a build does, and laid beside the manifest."""

from __future__ import annotations

from pathlib import Path

from packager.audio.recorded import speech
from packager.errors import InputError
from packager.store import file_digest, whole_file
from packager.text.confine import under
from packager.voicing.recordings import ENDINGS

FOLDER = "recordings"
LARGEST = 200 << 20  # bytes: fifteen minutes of a WAV in stereo at 48 kHz and 24 bit are 260 MB, of any other less


def put_in_place(manifest: Path, story: str, line: int | None, sound: Path, named: str) -> str:
    """Copy a sound to where its manifest lies; the name by which the manifest calls it.

    `named` is what it was called: only its ending counts. The same sound has the same name however often it is
    brought. Raises InputError for one that cannot air.
    """
    ending = Path(named).suffix.lower()
    if ending.removeprefix(".") not in ENDINGS:
        raise InputError("is no sound that is read", where=named, hint=f"bring one of: {', '.join(ENDINGS[:12])}")
    if sound.stat().st_size > LARGEST:
        raise InputError(f"has over {LARGEST >> 20} MB", where=named, hint="save it as FLAC, or cut it")
    try:
        speech(sound)
    except InputError as error:
        raise InputError(error.what, where=named, hint=error.hint) from error
    place = "" if line is None else f".{line}"
    name = f"{FOLDER}/{story}{place}-{file_digest(sound)[:8]}{ending}"
    under(manifest.parent, name)
    target = manifest.parent / name
    if not target.is_file():
        with whole_file(target) as file:
            file.write_bytes(sound.read_bytes())
    return name
