"""Embargoes: found where they are written, and held to the second."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, tzinfo

from packager.articles.structure import dates
from packager.articles.structure.boilerplate import EMBARGO
from packager.errors import InputError
from packager.records import Article, Skipped

_UNTIL = re.compile(EMBARGO.pattern + r"(?P<until>.{0,80})", re.VERBOSE)


def held(article: Article, airs: datetime, zone: tzinfo) -> Skipped | None:
    """A record that the article may not air yet, to the second; None if it may. `airs` is aware."""
    if article.embargo is None or article.embargo <= airs:
        return None
    reason, hint = line(article.embargo, zone)
    return Skipped(article=article.id, stage="intake", reason=reason, hint=hint)


def line(until: datetime, zone: tzinfo) -> tuple[str, str]:
    """What is said of an embargo, and what to do."""
    return f"is under embargo until {until.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}", "build again for a slot after that"


def written(texts: Iterable[str], zone: tzinfo) -> tuple[datetime | None, str]:
    """The end of an embargo that a line says, and why a story is held whose embargo's end cannot be read."""
    for text in texts:
        found = _UNTIL.match(text)
        if found:
            until = dates.of_words(found["until"], zone=zone)
            if until is None:
                return None, f"says it is under embargo, and its end cannot be read ('{text[:60]}')"
            return until, ""
    return None, ""


def with_written(article: Article, zone: tzinfo, where: str) -> Article:
    """The article with the embargo that its own text says, if that is later than the one it has.

    Raises InputError for one whose end cannot be read: nobody knows when it may air.
    """
    until, unreadable = written([article.headline, *(part.text for part in article.left_out)], zone)
    if unreadable:
        raise InputError(
            unreadable, where=where, hint="write 'embargo: 2026-11-23 15:00' in its keys, or ask its publisher"
        )
    return replace(article, embargo=max(filter(None, (until, article.embargo)), default=None))
