"""What producers bring, as one channel at 48 kHz: whole, or refused in one line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from packager.audio.ffmpeg import RATE, decode_blocks, has_sides
from packager.errors import InputError

LONGEST = 15 * 60  # s: what is brought lies in memory
_INVERTED = 4.0  # how many times the sides' difference has the power of their sum: never so of what was meant


def mono(path: Path) -> NDArray[np.float32]:
    """A file's sound as one channel, shape (frames,): the mean of its sides, each as it was meant.

    One side of a badly wired cable is the other upside down, and their mean is silence: it is turned round.
    Raises InputError as `decode_blocks` does, where there is no sound at all, and over 15 minutes.
    """
    blocks, together, apart, frames = [], 0.0, 0.0, 0
    sides = 1 + (path.is_file() and has_sides(path))
    for block in decode_blocks(path, RATE, sides):
        frames += len(block)
        if frames > LONGEST * RATE:
            raise InputError("is over 15 minutes long", where=str(path), hint="cut it, or give it as a story")
        blocks.append(block.mean(axis=1, dtype=np.float32))
        moves = np.diff(block, axis=0)  # a steady offset of one side is no sound
        together += float(np.square(moves.sum(axis=1)).sum())
        apart += float(np.square(moves[:, 0] - moves[:, -1]).sum())
    if not frames:
        raise InputError("holds no sound", where=str(path), hint="export it again as WAV or MP3")
    if apart > _INVERTED * together:
        blocks = [(block[:, 0] - block[:, 1]) / np.float32(2) for block in decode_blocks(path, RATE, 2)]
    return np.concatenate(blocks)
