"""What a bundle is made from: the articles that were named, else the station's own and its feeds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO

from packager.air.earlier import earlier
from packager.articles import Intake, gather
from packager.articles.structure.embargo import held
from packager.edition.draft import Material
from packager.run import Progress, silent
from packager.store import write_if_changed

if TYPE_CHECKING:
    from packager.articles.feeds.sources import Window
    from packager.day.plan import Asked

FIRST = timedelta(hours=24)  # how far back the first bundle looks, with none before it
KEPT = 31  # days whose bundles are remembered


def material_of(
    names: Sequence[str], asked: Asked, stdin: BinaryIO | None = None, progress: Progress = silent
) -> Material:
    """The articles of these names, else the station's and its feeds'; those under embargo left out with the reason.

    `stdin` is what the name "-" is read from. Raises InputError where not one of the named files exists.
    """
    station = asked.station
    files = list(names) or [str(path) for path in station.articles]
    now = asked.now
    intake = Intake()
    if files:
        intake += gather(files, stdin=stdin, zone=station.zone)
    if station.feeds and not names:
        intake += fetched(asked, now, progress)
    waiting = {article.id: held(article, now, station.zone) for article in intake.articles}
    held_back = (skipped for skipped in waiting.values() if skipped)
    return Material(
        articles=tuple(article for article in intake.articles if waiting[article.id] is None),
        skipped=(*intake.skipped, *intake.problems, *held_back),
        killed=intake.killed,
    )


def with_earlier(material: Material, asked: Asked) -> Material:
    """The articles, with what became of the same ones on earlier days of this output folder."""
    digests = {article.source.sha256 for article in material.articles}
    before = {
        (language, source): told
        for language in asked.languages
        for source, told in earlier(asked.output, language, asked.date, digests).items()
    }
    return replace(material, before=before)


def fetched(asked: Asked, now: datetime, progress: Progress = silent) -> Intake:
    """What the station's feeds have for this bundle; a feed that fails costs itself alone."""
    from packager.articles.feeds.sources import Terms
    from packager.articles.feeds.world import fetch_all

    sources = asked.station.feeds
    terms = Terms(
        cache=asked.store.root / "feeds",
        now=now,
        zone=asked.station.zone,
        allow_private=asked.station.fetch.allow_private,
        offline=asked.offline,
    )
    what = f"reading {len(sources)} feed{'s' if len(sources) > 1 else ''}"
    progress(what, 0, 1)
    intake = fetch_all(sources, window(asked, now), terms)
    progress(what, 1, 1)
    return intake


def window(asked: Asked, now: datetime) -> Window:
    """From the bundle before this one until now; the first build of each day is what the next day looks back to."""
    from packager.articles.feeds.sources import Window

    path = asked.store.root / "feeds" / "bundles.json"
    bundles = _bundles(path.read_bytes() if path.is_file() else b"{}")
    before = [moment for day, moment in bundles.items() if day < asked.date]
    hours = asked.station.fetch.hours
    since = now - timedelta(hours=hours) if hours else max(before, default=now - FIRST)
    bundles.setdefault(asked.date, now)
    if not asked.explain:
        kept = dict(sorted(bundles.items())[-KEPT:])
        write_if_changed(path, json.dumps({day: moment.isoformat() for day, moment in kept.items()}).encode())
    return Window(since=since, until=now)


def _bundles(data: bytes) -> dict[str, datetime]:
    """When each day's bundle first looked; nothing of a damaged file, whose loss only makes a bundle look 24 h back."""
    try:
        return {str(day): datetime.fromisoformat(moment) for day, moment in json.loads(data).items()}
    except (ValueError, TypeError, AttributeError):
        return {}
