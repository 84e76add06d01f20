"""Live blogs: posts in the order of events, so that an earlier figure never stands after a later one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from packager.articles.structure import dates
from packager.articles.structure.blocks import BlockKind, PageBlock
from packager.errors import InputError
from packager.text.patterns import lazily

# '12:30', '9.05 pm PKT', '12:30 (GMT+5)', '2026-11-27 12:30', 'Nov 27, 12:30', 'Updated 12:30', '3h ago'
_CLOCK = lazily(
    r"""(?:\w+\s){0,2}?(?:[\w,.]+\s){0,4}?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?m\.?)?
      (?:\s*(?:hrs|hours))?(?:\s*\(?[A-Z]{1,5}(?:[+-]\d{1,2}(?::\d\d)?)?\)?)?(?:[\s,·|•–-]+[\w\s,.]{0,24})?""",
    re.VERBOSE | re.IGNORECASE,
)
_AGO = lazily(r"(?P<number>\d{1,3})\s*(?P<unit>m|mins?|minutes?|h|hrs?|hours?)\s*(?:ago)?", re.IGNORECASE)
_LIVE = lazily(r"\blive\s*(?:updates?|blog|coverage|reports?|feed)\b|:\s*live\s*$|^live\s*[:—–-]", re.IGNORECASE)
_WORDS = 8  # a post of fewer is a label
WHY_TIME = "the time of a live blog's post; the posts are read in the order of their times"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Post:
    """A stamp and what follows it."""

    at: float  # minutes, on one scale for all posts of a page
    stamp: str
    blocks: tuple[PageBlock, ...]


def in_order(blocks: Sequence[PageBlock], headline: str = "") -> list[PageBlock]:
    """The blocks, the posts of a live blog from the first to the last; each begins with a doubt that says its time.

    Raises InputError for a page that calls itself live and whose posts cannot be put in order.
    """
    marks = [place for place, block in enumerate(blocks) if _minutes(block) is not None]
    starts = [place - 1 if _is_title(blocks, place) else place for place in marks]
    ends = [*starts[1:], len(blocks)][: len(starts)]
    posts = [_post(blocks[start:end], blocks[mark]) for start, end, mark in zip(starts, ends, marks, strict=True)]
    telling = [post for post in posts if any(_tells(block) for block in post.blocks)]
    says_live = bool(_LIVE.search(headline or next((block.text for block in blocks if block.text), "")))
    before = blocks[: starts[0]] if starts else blocks
    if len(telling) < 2 or (not says_live and sum(map(_tells, before)) > len(telling)):
        return _without_times(blocks) if says_live and len(telling) < 2 else list(blocks)
    ordered = sorted(reversed(posts) if posts[0].at > posts[-1].at else posts, key=lambda post: post.at)
    return [*before, *(block for post in ordered for block in _dated(post))]


def _without_times(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """A page that calls itself live and dates no post: refused where it has posts, else marked."""
    titles = [
        place
        for place, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and any(map(_tells, blocks[place:]))
    ]
    if len([place for place in titles if not _LIVE.search(blocks[place].text)]) >= 2:
        hint = "write a story from it by hand"
        raise InputError("is a live blog whose posts have no times: their order cannot be told", hint=hint)
    first = next((place for place, block in enumerate(blocks) if _tells(block)), None)
    if first is None:
        return list(blocks)
    marked = replace(blocks[first], doubt="the page calls itself live: is what follows in the order of events?")
    return [*blocks[:first], marked, *blocks[first + 1 :]]


def _post(blocks: Sequence[PageBlock], stamp: PageBlock) -> _Post:
    at = _minutes(stamp)
    return _Post(at=0.0 if at is None else at, stamp=stamp.text, blocks=tuple(blocks))


def _dated(post: _Post) -> list[PageBlock]:
    """A post's blocks: its stamp left out, its first paragraph marked with it."""
    found, said = [], False
    for block in post.blocks:
        if block.text == post.stamp and _minutes(block) is not None:
            found.append(replace(block, kind=BlockKind.FURNITURE, why=WHY_TIME, around=False))
        elif _tells(block) and not said:
            said = True
            found.append(replace(block, doubt=block.doubt or f"a live blog's post of {post.stamp}"))
        else:
            found.append(block)
    return found


def _tells(block: PageBlock) -> bool:
    return (
        block.kind in (BlockKind.TEXT, BlockKind.QUOTE, BlockKind.BULLET)
        and not block.why
        and len(block.text.split()) >= _WORDS
    )


def _is_title(blocks: Sequence[PageBlock], place: int) -> bool:
    return place > 1 and blocks[place - 1].kind is BlockKind.HEADING


def _minutes(block: PageBlock) -> float | None:
    """When a block that is a time and nothing else says that it was, in minutes; None for any other."""
    text = block.text
    if len(text) > 50 or block.kind is BlockKind.HEADING:
        return None
    if block.moment and (moment := _moment(block.moment)):
        return moment.timestamp() / 60
    ago = _AGO.fullmatch(text)
    if ago:
        return -float(ago["number"]) * (60 if ago["unit"].lower().startswith("h") else 1)
    found = _CLOCK.fullmatch(text)
    if not found or int(found["hour"]) > 24:
        return None
    whole = dates.of_words(text, zone=UTC)
    if whole:
        return whole.timestamp() / 60
    half = (found["half"] or "").lower()
    hour = int(found["hour"]) % 12 + (12 if half.startswith("p") else 0) if half else int(found["hour"])
    return float(hour * 60 + int(found["minute"]))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
