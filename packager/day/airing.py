"""Editions to where they air from, several at once: what fails of one is told, and the others go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from packager.air.podcast import write_feed
from packager.air.publish import Published
from packager.errors import PackagerError
from packager.locks import Waiting
from packager.station import Station

Feeds = Mapping[tuple[Path, str], Path | None]  # (output folder, language) → the feed; None where there is none


def write_feeds(
    done: Iterable[Published], station: Station, faults: list[PackagerError], waiting: Waiting | None = None
) -> Feeds:
    """The feeds in which the editions stand, each written once; what fails is added to `faults`."""
    feeds: dict[tuple[Path, str], Path | None] = {}
    for root, language in dict.fromkeys(outcome.feed for outcome in done if outcome.feed):
        try:
            feeds[root, language] = write_feed(root, language, station, waiting)
        except PackagerError as error:
            faults.append(error)
    return feeds
