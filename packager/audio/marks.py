"""When each word of a clip begins, measured, for voices that do not tell."""

from __future__ import annotations

import numpy as np

from packager.records import Audio, Mark

_FRAME = 0.01  # s
_QUIET = 0.02  # of the loudest frame, -34 dB: below it nobody speaks
_PAUSE = 0.08  # s: shorter silences are the closures of stops, inside words


def measured(audio: Audio, text: str) -> tuple[Mark, ...]:
    """A mark for each word of `text`: a word's share of the letters is its share of the time spoken.

    Pauses are left out of that time, so they shift nothing. The first word begins with the first sound; the
    others are estimates, good to about a word. () for a text without words or a silent clip.
    """
    words = text.split()
    speech = _speech(audio)
    if not words or not len(speech):
        return ()
    sizes = np.array([sum(character.isalpha() for character in word) or 1 for word in words], float)
    shares = np.concatenate([[0.0], np.cumsum(sizes)[:-1]]) / sizes.sum()
    places = speech[np.minimum((shares * len(speech)).astype(int), len(speech) - 1)]
    return tuple(Mark(start=float(place * _FRAME), word=word) for place, word in zip(places, words, strict=True))


def _speech(audio: Audio) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Numbers of the frames in which somebody speaks, closures inside words among them."""
    size = max(1, round(_FRAME * audio.rate))
    padded = np.pad(np.asarray(audio.samples, float), (0, -len(audio.samples) % size))
    levels = np.sqrt((padded.reshape(-1, size) ** 2).mean(axis=1))
    loud = np.flatnonzero(levels > _QUIET * levels.max(initial=0.0))
    if not len(loud):
        return loud
    gaps = np.diff(loud)
    closures = [np.arange(loud[k] + 1, loud[k + 1]) for k in np.flatnonzero((gaps > 1) & (gaps * _FRAME <= _PAUSE))]
    return np.sort(np.concatenate([loud, *closures]))
