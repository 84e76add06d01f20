"""The podcast feed of one edition: RSS 2.0 with itunes and Podcasting 2.0 tags.

An episode keeps its GUID whatever becomes of its stories. When its sound changes, the enclosure's
address changes with it (a digest behind `?v=`), so that players fetch it again; no second item
appears. That is how Apple and the other directories ask for a replacement.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from packager.delivery.chapters import TYPE as CHAPTERS
from packager.delivery.xml_chunks import storable
from packager.errors import InputError
from packager.station.plans import PodcastPlan

if TYPE_CHECKING:
    from lxml.etree import _Element

PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # the namespace's own, for podcast:guid
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
REVIEWS = "review-log"  # purpose of what anchors the log of reviews in an item
_TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/x-m4a",
    ".opus": "audio/ogg",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".json": "application/json",
    ".txt": "text/plain",
}
_TIMED = (".vtt", ".srt")


def feed_guid(podcast: PodcastPlan) -> uuid.UUID:
    """The feed's GUID: its own where it came from another address, else a UUIDv5 of its address without the scheme."""
    if podcast.guid:
        return uuid.UUID(podcast.guid)
    return uuid.uuid5(PODCASTS, podcast.feed.partition("://")[2].rstrip("/"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A file of an episode, as it is served."""

    name: str  # below PodcastPlan.base: "2026-11-23/ps/2026-11-23-ps.mp3"
    size: int  # bytes
    digest: str  # hex or "sha256:…" of its content


@dataclass(frozen=True, kw_only=True, slots=True)
class Caption:
    """A transcript file and its language."""

    file: Kept
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody with a part in an episode; roles and groups of the Podcast Taxonomy."""

    name: str
    role: str = "host"
    group: str = "cast"


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedItem:
    """One kept episode."""

    id: str  # "2026-11-23-ps": never changes
    title: str
    description: tuple[str, ...]  # paragraphs
    published: datetime  # aware: when it was first published, also after a replacement
    audio: Kept
    seconds: float
    captions: tuple[Caption, ...] = ()
    chapters: Kept | None = None
    persons: tuple[Person, ...] = ()
    source_type: str = ""  # IPTC URI
    reviews: str = ""  # how far the log of reviews had come


def feed(podcast: PodcastPlan, items: Sequence[FeedItem]) -> bytes:
    """The feed, newest episode first. Raises InputError for two items of one episode."""
    from lxml import etree

    twice = {item.id for item in items if sum(other.id == item.id for other in items) > 1}
    if twice:
        raise InputError(f"the episode {min(twice)} stands in the feed twice")
    ordered = sorted(items, key=lambda item: (item.published, item.id), reverse=True)
    root = etree.Element("rss", {"version": "2.0"}, nsmap=NAMESPACES)
    _channel(_add(root, "channel"), podcast, ordered)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def item_guid(podcast: PodcastPlan, episode: str) -> str:
    """The GUID of an episode in this feed."""
    return str(uuid.uuid5(feed_guid(podcast), episode))


def address(podcast: PodcastPlan, file: Kept) -> str:
    """Where a file is fetched; another address whenever its content is another."""
    content = file.digest.removeprefix("sha256:")[:12]
    return f"{podcast.base.rstrip('/')}/{quote(file.name)}?v={content}"


def _channel(node: _Element, podcast: PodcastPlan, items: Sequence[FeedItem]) -> None:
    for name, text in (
        ("title", podcast.title),
        ("link", podcast.link),
        ("description", podcast.description),
        ("language", podcast.language),
        ("copyright", podcast.copyright),
        ("generator", "packager"),
        ("docs", "https://www.rssboard.org/rss-specification"),
        ("itunes:author", podcast.author),
        ("itunes:type", "episodic"),
        ("itunes:explicit", str(podcast.explicit).lower()),
        ("podcast:guid", str(feed_guid(podcast))),
        ("podcast:medium", "podcast"),
    ):
        if text:
            _add(node, name, text)
    if items:
        _add(node, "pubDate", _date(items[0].published))
    _add(node, "atom:link", href=podcast.feed, rel="self", type="application/rss+xml")
    _add(node, "podcast:locked", "yes", owner=podcast.email)
    owner = _add(node, "itunes:owner")
    _add(owner, "itunes:name", podcast.author)
    _add(owner, "itunes:email", podcast.email)
    if podcast.image:
        _add(node, "itunes:image", href=podcast.image)
        _image(_add(node, "image"), podcast)
    place = node
    for name in podcast.category:
        place = _add(place, "itunes:category", text=name)
    for item in items:
        _item(_add(node, "item"), item, podcast)


def _image(node: _Element, podcast: PodcastPlan) -> None:
    for name, text in (("url", podcast.image), ("title", podcast.title), ("link", podcast.link)):
        _add(node, name, text)


def _item(node: _Element, item: FeedItem, podcast: PodcastPlan) -> None:
    _add(node, "title", item.title)
    # As HTML, which every player shows; in plain text most of them run the lines together.
    _add(node, "description", "".join(f"<p>{escape(text, quote=False)}</p>" for text in item.description))
    _add(node, "guid", item_guid(podcast, item.id), isPermaLink="false")
    _add(node, "pubDate", _date(item.published))
    audio = {"url": address(podcast, item.audio), "length": str(item.audio.size), "type": _type(item.audio)}
    _add(node, "enclosure", **audio)
    _add(node, "itunes:title", item.title)
    _add(node, "itunes:duration", str(round(item.seconds)))
    _add(node, "itunes:episodeType", "full")
    _add(node, "itunes:explicit", str(podcast.explicit).lower())
    for caption in item.captions:
        about = {"url": address(podcast, caption.file), "type": _type(caption.file), "language": caption.language}
        timed = caption.file.name.endswith(_TIMED)
        _add(node, "podcast:transcript", **about, **({"rel": "captions"} if timed else {}))
    if item.chapters:
        _add(node, "podcast:chapters", url=address(podcast, item.chapters), type=CHAPTERS)
    for person in item.persons:
        _add(node, "podcast:person", person.name[:128], role=person.role, group=person.group)
    if item.reviews:
        _add(node, "podcast:txt", item.reviews, purpose=REVIEWS)
    if item.source_type:
        _add(node, "podcast:txt", item.source_type, purpose="digitalsourcetype")


def _add(parent: _Element, name: str, text: str = "", /, **attributes: str) -> _Element:
    """A child; `text` is kept in what XML can hold."""
    from lxml import etree

    prefix, _, local = name.rpartition(":")
    tag = f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local
    node = etree.SubElement(parent, tag, {key: storable(value) for key, value in attributes.items()})
    node.text = storable(text) or None
    return node


def _type(file: Kept) -> str:
    suffix = file.name[file.name.rfind(".") :]
    if suffix not in _TYPES:
        raise InputError(f"{file.name} cannot stand in a feed", hint=f"known: {', '.join(_TYPES)}")
    return _TYPES[suffix]


def _date(moment: datetime) -> str:
    """RFC 822 with a four-figure year, in UTC."""
    return format_datetime(moment.astimezone(UTC))
