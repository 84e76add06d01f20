"""What RSS 2.0, Apple's tags and the podcast namespace ask of a feed, looked at one rule after the other.

The grammar in cases/feed.rng says what may stand where; cases/podcast.xsd what the namespace's tags hold. Here is what
neither can say: whether dates are dates, names fit files, GUIDs are one of a kind, and each tag is where it belongs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

CASES = Path(__file__).parents[1] / "cases"
GRAMMAR = etree.RelaxNG(etree.parse(CASES / "feed.rng"))
SCHEMA = etree.XMLSchema(etree.parse(CASES / "podcast.xsd"))
PODCAST = "{https://podcastindex.org/namespace/1.0}"
# The namespace's pages: where a tag may stand, and whether more than once.
PLACES = {
    "guid": ({"channel"}, 1),
    "locked": ({"channel"}, 1),
    "medium": ({"channel"}, 1),
    "person": ({"channel", "item"}, 0),
    "transcript": ({"item"}, 0),
    "chapters": ({"item"}, 1),
    "txt": ({"channel", "item"}, 0),
}
SOUNDS = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a", ".opus": "audio/ogg"}


def faults(data: bytes) -> list[str]:
    """Everything that is wrong with a feed, a line each."""
    root = etree.fromstring(data)
    found = [f"grammar: {error}" for error in ([] if GRAMMAR.validate(root) else GRAMMAR.error_log)]
    return [*found, *_namespace(root), *_core(root)]


def _namespace(root: etree._Element) -> Iterator[str]:
    for node in root.iter(f"{PODCAST}*"):
        name, parent = etree.QName(node).localname, node.getparent()
        if not SCHEMA.validate(node):
            yield f"schema: {SCHEMA.error_log.last_error}"
        where, most = PLACES.get(name, (set(), 1))
        if parent is None or parent.tag not in where:
            yield f"podcast:{name} does not belong there"
        elif most and len(parent.findall(node.tag)) > most:
            yield f"podcast:{name} stands there more than once"


def _core(root: etree._Element) -> Iterator[str]:
    channel = root.find("channel")
    if channel is None:
        yield "no channel"
        return
    for name in ("title", "link", "description"):
        if len(channel.findall(name)) != 1 or not (channel.findtext(name) or "").strip():
            yield f"a channel has one {name}"
    image = channel.find("image")
    if image is not None and (image.findtext("title"), image.findtext("link")) != (
        channel.findtext("title"),
        channel.findtext("link"),
    ):
        yield "the image's title and link are the channel's"
    for node in root.iter("pubDate"):
        yield from _date(node.text or "")
    guids = Counter(node.text for node in root.iter("guid"))
    yield from (f"the guid {guid} stands there twice" for guid, times in guids.items() if times > 1)
    for item in channel.findall("item"):
        yield from _item(item)


def _item(item: etree._Element) -> Iterator[str]:
    if not (item.findtext("title") or item.findtext("description")):
        yield "an item has a title or a description"
    guid = item.find("guid")
    if guid is None or (guid.get("isPermaLink") != "false" and not urlsplit(guid.text or "").scheme):
        yield "a guid that is no address says isPermaLink='false'"
    sounds = item.findall("enclosure")
    if len(sounds) != 1:
        yield "an item has one enclosure"
    for sound in sounds:
        path = urlsplit(sound.get("url", "")).path
        if sound.get("type") != SOUNDS.get(path[path.rfind(".") :]):
            yield f"{path} is not {sound.get('type')}"
        if not sound.get("length", "").isdigit() or int(sound.get("length", "0")) < 1:
            yield "an enclosure's length is in bytes"


def _date(text: str) -> Iterator[str]:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        yield f"'{text}' is no date of RFC 822"
        return
    if text[:3] != moment.strftime("%a"):
        yield f"{text}: it was no {text[:3]}"
    if moment.tzinfo is None or moment > datetime(2100, 1, 1, tzinfo=UTC):
        yield f"{text} is no moment"
