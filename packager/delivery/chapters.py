"""Chapters in the podcast namespace's JSON, version 1.2."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from packager.lang.language import CUE
from packager.lang.registry import language as find
from packager.records import Kind, Placed

TYPE = "application/json+chapters"


@dataclass(frozen=True, kw_only=True, slots=True)
class ChapterMark:
    """A chapter, in seconds from the file's first sample."""

    start: float
    end: float
    title: str


def marks(placed: Sequence[Placed], seconds: float, language: str) -> tuple[ChapterMark, ...]:
    """The chapters of a file of so many seconds, without a hole: its opening, its headlines, and each story.

    The first begins at 0, since players of MP4 stretch the first one to there whatever it is called. What stands
    before the headlines, or before the first story, has one chapter; a story's lasts until the next begins.
    """
    labels = find(language).labels
    stories = [item for item in placed if item.segment.kind is Kind.STORY]
    before = [item for item in placed if not stories or item.start < stories[0].start]
    heads = [item for item in before if item.segment.kind is Kind.HEADLINES]
    spoken = [item for item in before if item.segment.clips and item not in heads] or before
    opening = [(item.start, labels[f"{CUE}{item.segment.kind}"]) for item in (*spoken[:1], *heads)]
    found = [*opening, *((item.start, item.segment.title) for item in stories)]
    starts = [0.0, *(start for start, _ in found[1:])]
    ends = [*starts[1:], seconds]
    return tuple(
        ChapterMark(start=start, end=end, title=title)
        for start, end, (_, title) in zip(starts, ends, found, strict=False)
    )


def chapters_json(title: str, podcast: str, chapters: Sequence[ChapterMark]) -> str:
    """The chapters file that a feed's `podcast:chapters` names."""
    listed = [
        {"startTime": round(mark.start, 3), "endTime": round(mark.end, 3), "title": mark.title} for mark in chapters
    ]
    about = {"version": "1.2.0", "title": title, "podcastName": podcast, "chapters": listed}
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"
