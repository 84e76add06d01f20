"""A finished file written anew with other labels around the same sound: nothing is mixed, measured or encoded."""

from __future__ import annotations

import shutil

from packager.audio.encode import id3, recontained
from packager.audio.mpeg import after_id3v2
from packager.audio.outputs import EncodedOutput, Mastered, Output, WavOutput
from packager.audio.wav import WavReader, WavWriter
from packager.store import whole_file

_BLOCK = 1 << 20  # bytes


def relabel(output: Output, mastered: Mastered) -> None:
    """Put an output's chunks or tags around the sound that lies at its path.

    Raises InputError for a file that does not hold what its ending says, PackagerError where it cannot be written.
    """
    if isinstance(output, WavOutput):
        _wav(output, mastered)
    elif output.encoding.codec == "mp3":
        _mp3(output)
    else:
        with whole_file(output.path) as temporary:
            recontained(output.path, temporary, output.encoding)


def _wav(output: WavOutput, mastered: Mastered) -> None:
    with whole_file(output.path) as temporary, WavReader(output.path) as old, temporary.open("wb") as new:
        writer = WavWriter(new, old.form, old.frames, output.chunks_of(mastered))
        for block in old.raw():
            writer.write(block)
        writer.finish()


def _mp3(output: EncodedOutput) -> None:
    tags = id3(output.encoding)
    with whole_file(output.path) as temporary, output.path.open("rb") as old, temporary.open("wb") as new:
        old.seek(after_id3v2(old.read(10)))
        new.write(tags)
        shutil.copyfileobj(old, new, _BLOCK)
