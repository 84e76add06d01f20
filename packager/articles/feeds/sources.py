"""What a station says of its feeds, and the terms on which they are fetched."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from datetime import time as clock_time
from enum import StrEnum
from pathlib import Path

from packager.records import FILING, Filing


class FeedKind(StrEnum):
    """What lies at an address."""

    FEED = "feed"  # RSS or Atom
    PAGE = "page"  # one article's web page
    NINJS = "ninjs"  # IPTC's JSON: one item, a list, or {"items": […]}


class FullText(StrEnum):
    """Where a feed's stories have their full text."""

    AUTO = "auto"  # in the feed where it is long enough to be whole, else on the page
    FEED = "feed"
    PAGE = "page"


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedSource:
    """One feed, page or wire of a station."""

    name: str  # as messages say it: "Radio Example"
    url: str  # http or https
    kind: FeedKind = FeedKind.FEED
    filing: Filing = FILING  # of its stories that name no section or urgency of their own
    embargo: clock_time | None = None  # none of its stories airs earlier in the day, in the station's zone
    publisher: str = ""  # for stories that name none; the feed's own title otherwise
    text: FullText = FullText.AUTO
    zone: tzinfo | None = None  # of its times that name none; the station's where it is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Which stories are news to a bundle."""

    since: datetime  # aware; published or updated after this: 'since yesterday's bundle'
    until: datetime  # aware; when the bundle airs: embargoes that end later hold


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How fetching goes about it."""

    cache: Path  # a folder; losing it costs time only
    now: datetime  # aware
    zone: tzinfo = UTC  # the station's
    allow_private: tuple[str, ...] = ()  # networks that may be fetched from beside public ones: "10.1.0.0/16"
    offline: bool = False  # nothing is fetched; what was fetched before is used
    pause: Callable[[float], None] = time.sleep  # seconds; between two requests to one host
    clock: Callable[[], float] = time.monotonic  # seconds
