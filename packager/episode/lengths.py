"""What the planner needs to know of an edition's stories: how long each is, and where it may end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from packager.episode.blocks import BlockStory
from packager.episode.choice import Candidate, Version
from packager.episode.pace import Span
from packager.episode.rundown import clips_span, length
from packager.records import Article, Clip, Line, Role, Script, Segment

_GOES_ON = (":", "،", ",", "؛", ";", "-", "–", "—", "«", "“", "‘", "(")  # a line that ends so leads into the next one
_QUOTES = "»”’\"')]"


def candidate(script: Script, story: Segment, priority: int, headline: Sequence[Clip]) -> Candidate:
    """A story with every version of it that may air."""
    return Candidate(
        id=script.article,
        versions=tuple(_versions(script, story)),
        priority=priority,
        headline=clips_span(headline),
    )


def _versions(script: Script, story: Segment) -> Iterator[Version]:
    """Headline and first paragraphs, up to each paragraph that ends a sentence; the last is the whole story."""
    paragraphs, credited = _paragraphs(script), len(_credits(script))
    for count in range(2, len(paragraphs)):
        if ends(script.lines[paragraphs[count - 1]]):
            _, short = shortened(script, story, count + credited)
            # A recording of the whole story cannot be divided: then every version is as long as all of it.
            if len(short.clips) < len(story.clips):
                yield Version(lines=count + credited, span=story_span(short))
    yield Version(lines=len(script.lines), span=story_span(story))


def shortened(script: Script, story: Segment, lines: int) -> tuple[Script, Segment]:
    """The first paragraphs of a story, so many that with its credits they are `lines`; who is credited stays so."""
    credited = _credits(script)
    kept = {*_paragraphs(script)[: lines - len(credited)], *credited}
    clips = tuple(clip for clip in story.clips if clip.utterance.line in kept)
    return replace(script, lines=tuple(script.lines[k] for k in sorted(kept))), replace(story, clips=clips)


def _credits(script: Script) -> list[int]:
    return [place for place, line in enumerate(script.lines) if line.role is Role.CREDIT]


def _paragraphs(script: Script) -> list[int]:
    return [place for place, line in enumerate(script.lines) if line.role is not Role.CREDIT]


def ends(line: Line) -> bool:
    """Whether a story may end after this line: 'He said:' leads on to what he said."""
    return not line.text.rstrip().rstrip(_QUOTES).rstrip().endswith(_GOES_ON)


def story_span(story: Segment) -> Span:
    """What a story takes, without the pause after its last words."""
    if not story.clips:
        return Span(sound=length(story))
    return clips_span(story.clips) - Span(pause=story.clips[-1].utterance.pause)


def offers(articles: Sequence[Article], day: date, now: datetime) -> list[BlockStory]:
    """The stories as the station's blocks look at them; their age is at the edition's day, however late it is made.

    `now` is aware, on the station's clock.
    """
    midnight = datetime.combine(day, time(), now.tzinfo)
    moment = min(max(now, midnight), midnight + timedelta(days=1))
    return [
        BlockStory(
            id=article.id,
            section=article.filing.section,
            priority=article.filing.priority,
            hours=(moment - article.source.published).total_seconds() / 3600 if article.source.published else None,
        )
        for article in articles
    ]
