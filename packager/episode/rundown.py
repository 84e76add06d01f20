"""The rundown: which segments air, in which order, and when each begins. Pure functions over records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from packager.records import Clip, Edition, Episode, Kind, Placed, Segment, Skipped

GAP_AFTER = {  # seconds of quiet after a segment; a newsreader leaves about a breath between stories
    Kind.IDENT: 0.25,
    Kind.GREETING: 0.6,
    Kind.DISCLOSURE: 0.7,
    Kind.HEADLINES: 0.5,
    Kind.STING: 0.3,
    Kind.STORY: 0.5,
    Kind.SIGN_OFF: 0.5,
}
HEAD = 0.1  # seconds before the first sound; playout starts tight
TAIL = 0.4  # seconds after the last


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


def running_order(show: Show, stories: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments in the order in which they air; stings stand between stories."""
    return tuple(segment for segment in _in_order(show, stories) if segment is not None)


def _in_order(show: Show, stories: Sequence[Segment]) -> Iterator[Segment | None]:
    yield from (show.ident, show.greeting, show.disclosure, show.headlines)
    for story in stories:
        yield show.sting
        yield story
    yield show.sting
    yield from (show.sign_off, show.closing)


def lay_out(edition: Edition, segments: Sequence[Segment], dropped: Sequence[Skipped] = ()) -> Episode:
    """The segments one after another on a timeline, from HEAD to TAIL."""
    placed = []
    at = end = HEAD
    for segment in segments:
        seconds = length(segment)
        placed.append(Placed(segment=segment, start=round(at, 6), seconds=seconds))
        end = at + seconds
        at = end + GAP_AFTER[segment.kind]
    return Episode(edition=edition, placed=tuple(placed), seconds=end + TAIL, dropped=tuple(dropped))


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
