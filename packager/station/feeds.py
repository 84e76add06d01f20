"""What a station says of its feeds: where they are, what their stories are to it, and how far back it looks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from ipaddress import ip_network
from zoneinfo import ZoneInfo

from packager.articles.feeds.sources import FeedKind, FeedSource, FullText
from packager.records import Filing
from packager.station.values import Reader, Value, read_keys, read_list, timezone

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")


@dataclass(frozen=True, kw_only=True)
class FetchPlan:
    """How the feeds are fetched."""

    hours: float | None = None  # how far back a bundle looks; None: to the bundle before it
    allow_private: tuple[str, ...] = ()  # networks that may be fetched from beside public ones


def _clock(value: Value) -> time:
    found = _CLOCK.fullmatch(value.text())
    if not found:
        raise value.fault(f"'{value.value}' is no time of day", "write it in quotes, for example '15:00'")
    hour, minute, second = (int(part or 0) for part in found.groups())
    return time(hour, minute, second)


def _url(value: Value) -> str:
    if not value.text().startswith(("http://", "https://")):
        raise value.fault(f"'{value.value}' is no web address", "it begins with https:// or http://")
    return value.text()


FEED: Mapping[str, Reader] = {
    "name": Value.text,
    "url": _url,
    "kind": lambda value: FeedKind(value.one_of(tuple(FeedKind), "a kind of feed")),
    "section": Value.text,
    "priority": lambda value: value.whole(1, 9),
    "embargo": _clock,
    "publisher": Value.text,
    "keep-local": Value.flag,
    "text": lambda value: FullText(value.one_of(tuple(FullText), "a place of the full text")),
    "timezone": timezone,
}


def _feed(value: Value) -> FeedSource:
    if isinstance(value.value, str):
        return FeedSource(name=_host(value.value), url=_url(value))
    given = read_keys(value, FEED, "for example '{name: Mashaal, url: https://…}'")
    if "url" not in given:
        raise value.fault("the feed has no address", "add 'url: https://…'")
    plain = {key.replace("-", "_"): item for key, item in given.items()}
    zone = ZoneInfo(plain.pop("timezone")) if "timezone" in plain else None
    filing = Filing(**{name: plain.pop(name) for name in ("section", "priority", "keep_local") if name in plain})
    return FeedSource(**{"name": _host(given["url"]), **plain, "filing": filing, "zone": zone})


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0] or url


def _network(value: Value) -> str:
    try:
        return str(ip_network(value.text()))
    except ValueError as error:
        raise value.fault(f"'{value.value}' is no network ({error})", "for example '10.1.0.0/16'") from error


def _fetch(value: Value) -> FetchPlan:
    readers: Mapping[str, Reader] = {
        "hours": lambda child: child.number(0.1, 24 * 31),
        "allow-private": lambda child: read_list(child, _network),
    }
    given = read_keys(value, readers, "for example 'hours: 24'")
    return FetchPlan(hours=given.get("hours"), allow_private=given.get("allow-private", ()))


READERS: Mapping[str, tuple[str, Reader]] = {
    "feeds": ("feeds", lambda value: read_list(value, _feed)),
    "fetch": ("fetch", _fetch),
}
