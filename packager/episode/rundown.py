"""The rundown: which segments air, in which order, and when each begins. Pure functions over records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from packager.episode.pace import NATURAL, Pace, Span
from packager.records import Clip, Edition, Episode, Kind, Placed, Segment, Skipped

GAP_AFTER = {  # seconds of quiet after a segment; a newsreader leaves about a breath between stories
    Kind.IDENT: 0.25,
    Kind.GREETING: 0.6,
    Kind.DISCLOSURE: 0.7,
    Kind.HEADLINES: 0.5,
    Kind.STING: 0.3,
    Kind.STORY: 0.5,
    Kind.MUSIC: 0.0,  # it goes on under what follows
    Kind.SIGN_OFF: 0.5,
}
STORY_TO_STORY = 1.0  # s where no sting stands between
HEAD = 0.1  # seconds before the first sound; playout starts tight
TAIL = 0.4  # seconds after the last
RATE = 48_000  # Hz, of every clip
BED_BEFORE, BED_AFTER = 0.4, 0.6  # s that music is heard before and after what it is under
BED_APART = 2.0  # s between two parts with music, under which it plays on


@dataclass(frozen=True, kw_only=True)
class Show:
    """The fixed elements around the stories; None where the station has none."""

    ident: Segment | None = None
    greeting: Segment | None = None
    disclosure: Segment | None = None
    headlines: Segment | None = None
    sting: Segment | None = None
    sign_off: Segment | None = None
    closing: Segment | None = None


@dataclass(frozen=True, kw_only=True)
class Timing:
    """How a programme is laid out in time."""

    pauses: float = 1.0  # what the quiet between segments is multiplied with
    seconds: float | None = None  # the length to meet, head and tail included; None: as it comes


def running_order(show: Show, stories: Sequence[Segment], music: Segment | None = None) -> tuple[Segment, ...]:
    """The segments in the order in which they air; stings stand between stories, music before the sign-off."""
    return tuple(segment for segment in _in_order(show, stories, music) if segment is not None)


def _in_order(show: Show, stories: Sequence[Segment], music: Segment | None) -> Iterator[Segment | None]:
    yield from (show.ident, show.greeting, show.disclosure, show.headlines)
    for story in stories:
        yield show.sting
        yield story
    yield show.sting
    yield from (music, show.sign_off, show.closing)


def lay_out(
    edition: Edition, segments: Sequence[Segment], dropped: Sequence[Skipped] = (), timing: Timing | None = None
) -> Episode:
    """The segments one after another on a timeline, from HEAD to TAIL; with a length to meet, back-timed from it."""
    timing = timing or Timing()
    placed = []
    at = end = HEAD
    for place, segment in enumerate(segments):
        seconds = length(segment)
        placed.append(Placed(segment=segment, start=round(at, 6), seconds=seconds))
        end = at + seconds
        at = end + gap(segment, segments[place + 1 : place + 2]) * timing.pauses
    if timing.seconds is not None:
        placed, end = _back_timed(placed, timing.seconds - TAIL - end), timing.seconds - TAIL
    return Episode(edition=edition, placed=tuple(placed), seconds=end + TAIL, dropped=tuple(dropped))


def _back_timed(placed: Sequence[Placed], late: float) -> list[Placed]:
    """The sign-off and what follows it moved by what roundings came to, so that the end is where it must be."""
    first = next((k for k, item in enumerate(placed) if item.segment.kind is Kind.SIGN_OFF), len(placed) - 1)
    moved = (replace(item, start=round(item.start + late, 6)) for item in placed[first:])
    return [*placed[:first], *moved]


def gap(segment: Segment, following: Sequence[Segment]) -> float:
    """Seconds of quiet between a segment and the one that follows, if one does, as they are by themselves."""
    if segment.kind is Kind.STORY and following and following[0].kind is not Kind.STING:
        return STORY_TO_STORY
    return GAP_AFTER[segment.kind]


def span(segments: Sequence[Segment]) -> Span:
    """What these segments take one after another, with the quiet after each, the last one's too."""
    total = Span()
    for place, segment in enumerate(segments):
        spoken = Span(sound=segment.sound_seconds) if not segment.clips else clips_span(segment.clips)
        last = segment.clips[-1].utterance.pause if segment.clips else 0.0
        total += spoken + Span(pause=gap(segment, segments[place + 1 : place + 2]) - last)
    return total


def clips_span(clips: Sequence[Clip]) -> Span:
    """What clips take one after another, each with its pause."""
    return Span(speech=sum(clip.seconds for clip in clips), pause=sum(clip.utterance.pause for clip in clips))


def paced(segment: Segment, pace: Pace) -> Segment:
    """The segment at a pace: its pauses longer or shorter, its clips faster or slower, their words with them."""
    return segment if pace == NATURAL else replace(segment, clips=tuple(_paced(clip, pace) for clip in segment.clips))


def _paced(clip: Clip, pace: Pace) -> Clip:
    return replace(
        clip,
        utterance=replace(clip.utterance, pause=clip.utterance.pause * pace.pauses),
        seconds=round(round(clip.seconds * RATE) / pace.tempo) / RATE,  # whole frames, as the stretched sound has
        marks=tuple(replace(mark, start=mark.start / pace.tempo) for mark in clip.marks),
        tempo=pace.tempo,
    )


def beds(placed: Sequence[Placed], under: Sequence[str]) -> tuple[tuple[float, float], ...]:
    """When music plays: under these kinds of segments, and from the music that fills the slot to the sign-off's end."""
    kinds = {*under, *((Kind.MUSIC, Kind.SIGN_OFF) if any(p.segment.kind is Kind.MUSIC for p in placed) else ())}
    found: list[tuple[float, float]] = []
    for place, item in enumerate(placed):
        # What stands between two parts with a bed has it as well: music that stops and starts again is a slip.
        if item.segment.kind not in kinds and not (
            item.segment.kind is Kind.DISCLOSURE and found and placed[place + 1].segment.kind in kinds
        ):
            continue
        start, end = max(0.0, item.start - BED_BEFORE), item.start + item.seconds + BED_AFTER
        if found and start - found[-1][1] < BED_APART:
            start = found.pop()[0]
        found.append((round(start, 6), round(end, 6)))
    return tuple(found)


def length(segment: Segment) -> float:
    """Seconds from a segment's first sound to its last; the last utterance's pause is not in it."""
    if not segment.clips:
        return segment.sound_seconds
    return sum(clip.seconds + clip.utterance.pause for clip in segment.clips) - segment.clips[-1].utterance.pause


def clip_starts(segment: Segment) -> tuple[tuple[float, Clip], ...]:
    """Each clip of a segment with its start, in seconds from the segment's own."""
    starts, at = [], 0.0
    for clip in segment.clips:
        starts.append((at, clip))
        at += clip.seconds + clip.utterance.pause
    return tuple(starts)


def story_starts(episode: Episode) -> Mapping[str, Placed]:
    """The places of the stories, by story id."""
    return {placed.segment.id: placed for placed in episode.placed if placed.segment.kind is Kind.STORY}
