"""Chapters in the podcast namespace's JSON, version 1.2."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from packager.records import Kind, Placed

TYPE = "application/json+chapters"


@dataclass(frozen=True, kw_only=True, slots=True)
class ChapterMark:
    """A chapter, in seconds from the file's first sample."""

    start: float
    end: float
    title: str


def marks(placed: Sequence[Placed], seconds: float) -> tuple[ChapterMark, ...]:
    """A chapter for each story, until the next begins or the file of `seconds` ends."""
    stories = [item for item in placed if item.segment.kind is Kind.STORY]
    ends = [*(item.start for item in stories[1:]), seconds]
    return tuple(
        ChapterMark(start=item.start, end=end, title=item.segment.title)
        for item, end in zip(stories, ends, strict=False)
    )


def chapters_json(title: str, podcast: str, chapters: Sequence[ChapterMark]) -> str:
    """The chapters file that a feed's `podcast:chapters` names."""
    listed = [
        {"startTime": round(mark.start, 3), "endTime": round(mark.end, 3), "title": mark.title} for mark in chapters
    ]
    about = {"version": "1.2.0", "title": title, "podcastName": podcast, "chapters": listed}
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"
