"""What is heard of a story line by line: clips at their places and levels, and when each word begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from packager.delivery.alignment import Passage, Written, recorded_whole, words
from packager.desk.workshop import LineSound, StoryClip, StorySound
from packager.edition.draft import story_segment
from packager.edition.mix import pieces
from packager.episode.rundown import clip_starts
from packager.records import Clip, Kind, Line, Script, Segment
from packager.store import digest
from packager.voicing.reading import Reading

if TYPE_CHECKING:
    from packager.audio.ffmpeg import Samples

_RATE = 48_000  # Hz, of every clip


def story_sound(script: Script, reading: Reading, said: set[int]) -> StorySound:
    """A story's sound as it was read; `said` are the places of the lines of which there is something to hear."""
    segment = story_segment(script, reading.clips)
    if reading.clips and recorded_whole(segment):
        return StorySound(whole=line_sound(script, segment, range(len(script.lines))))
    lines = {clip.utterance.line for clip in reading.clips}
    sounds = {line: line_sound(script, segment, (line,)) for line in sorted(lines)}
    return StorySound(lines=sounds, waiting=frozenset(said - lines))


def line_sound(script: Script, segment: Segment, lines: Sequence[int]) -> LineSound:
    """The sound of some of a story's lines, at the level at which the mix plays them."""
    placed = zip(clip_starts(segment), pieces(segment, 0.0), strict=True)
    mine = [(at, clip, piece.gain_db) for (at, clip), piece in placed if clip.utterance.line in lines]
    first, last = mine[0][0], mine[-1]
    spoken = tuple(
        StoryClip(
            line=clip.utterance.line,
            start=round(at - first, 6),
            seconds=clip.seconds,
            gain_db=gain,
            path=clip.path,
            text=clip.utterance.text,
            voice=clip.utterance.voice,
            engine=clip.engine,
            lufs=clip.lufs,
        )
        for at, clip, gain in mine
    )
    return LineSound(
        digest=digest([[clip.path.stem, clip.start, round(clip.gain_db, 3)] for clip in spoken])[:32],
        clips=spoken,
        seconds=spoken[-1].start + spoken[-1].seconds,
        pause=last[1].utterance.pause,
        lufs=max(clip.lufs + clip.gain_db for clip in spoken),
        words=tuple(_timed(script.lines[lines[0]], [(at - first, clip) for at, clip, _ in mine], script.language)),
    )


def _timed(line: Line, clips: Sequence[tuple[float, Clip]], language: str) -> list[tuple[int, int, float]]:
    """The words of a line whose time is sure, by their place in its text."""
    passage = Passage(
        segment="line", kind=Kind.STORY, language=language, clips=tuple(clips), written=(Written(text=line.text),)
    )
    found, place = [], 0
    for word in words(passage):
        start = line.text.find(word.text, place)
        if start < 0:
            continue
        place = start + len(word.text)
        if word.sure:
            found.append((start, place, round(word.at, 3)))
    return found


def samples_of(sound: LineSound) -> Samples:
    """The line's sound as it airs, before the programme's own gain; shape (frames, 1). Raises InputError."""
    import numpy as np

    from packager.audio.wav import read_clip

    end = max(clip.start + clip.seconds for clip in sound.clips)
    samples = np.zeros((round(end * _RATE) + 1, 1), np.float32)
    for clip in sound.clips:
        audio, first = read_clip(clip.path), round(clip.start * _RATE)
        samples[first : first + len(audio.samples), 0] += audio.samples * np.float32(10 ** (clip.gain_db / 20))
    return samples
