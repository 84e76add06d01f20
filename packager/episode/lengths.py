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
from packager.text.sentences import leads_on


def candidate(
    script: Script, story: Segment, priority: int, headline: Sequence[Clip], most: int | None = None
) -> Candidate:
    """A story with every version of it that may air; `most`: of how many lines the longest is, as in `shortened`."""
    return Candidate(
        id=script.article,
        versions=tuple(_versions(script, story, most or len(script.lines))),
        priority=priority,
        headline=clips_span(headline),
    )


def _versions(script: Script, story: Segment, most: int) -> Iterator[Version]:
    """Headline and first paragraphs, up to each paragraph that ends a sentence; the last is all that may air."""
    paragraphs, credited = _paragraphs(script), len(_credits(script))
    for count in range(2, most - credited):
        if ends(script.lines[paragraphs[count - 1]]):
            _, short = shortened(script, story, count + credited)
            # A recording of the whole story cannot be divided: then every version is as long as all of it.
            if len(short.clips) < len(story.clips):
                yield Version(lines=count + credited, span=story_span(short))
    longest = story if most == len(script.lines) else shortened(script, story, most)[1]
    yield Version(lines=most, span=story_span(longest))


def as_the_editor_shortened(script: Script, wanted: int | None) -> int | None:
    """Of how many lines a story is, credits counted, that its editor wants to end after so many; None for all of it.

    A line that leads on to the next is not the last: the story goes on to one that ends.
    """
    paragraphs = _paragraphs(script)
    if wanted is None:
        return None
    last = next((n for n in range(max(wanted, 2), len(paragraphs)) if ends(script.lines[paragraphs[n - 1]])), None)
    return None if last is None else last + len(_credits(script))


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
    """Whether a story may end after this line."""
    return not leads_on(line.text)


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
