"""RSS and Atom into entries."""

from __future__ import annotations

import calendar
import html
import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from packager.articles.feeds.entries import Entry, Signal, headline_key, read_prefix, read_word, web_key
from packager.articles.feeds.sources import FeedSource, Text
from packager.articles.http.cache import Document
from packager.articles.structure import dates, embargo
from packager.articles.structure.blocks import tidy
from packager.errors import InputError

_TAG = re.compile(r"<[^>]*>")
_WHOLE = 80  # words; a feed's text of fewer is taken for a summary
# PRISM's and Dublin Core's words for 'not before'; RSS and Atom have none of their own.
_EMBARGOES = ("prism_embargodate", "prism_embargo", "embargo", "embargoed", "dcterms_available", "dc_available")


def read(document: Document, source: FeedSource, *, first: int, zone: tzinfo) -> list[Entry]:
    """A feed's entries, numbered from `first`. Raises InputError for what is no feed.

    A feed that is damaged gives the entries that can still be read.
    """
    import feedparser

    kind = document.kind if "xml" in document.kind else "application/xml"
    charset = f"; charset={document.charset}" if document.charset else ""
    headers = {"content-type": kind + charset, "content-location": document.url}
    # As a stream: bytes that happen to be an address would be fetched.
    parsed = feedparser.parse(io.BytesIO(document.body), response_headers=headers)
    if not parsed.version and not parsed.entries:
        raise InputError("is neither RSS nor Atom", where=source.name, mend="give the feed's address, not the site's")
    title = _plain(dict.get(parsed.feed, "title"))
    language = str(dict.get(parsed.feed, "language") or "en")
    return [
        _entry(given, source, first + place, zone, title=title, language=language)
        for place, given in enumerate(parsed.entries)
    ]


def _entry(
    given: Mapping[str, Any], source: FeedSource, order: int, zone: tzinfo, *, title: str, language: str
) -> Entry:
    fields = dict(given.items())
    signal, headline = read_prefix(_plain(fields.get("title")))
    signal = next((found for found in _words(fields) if found), signal)
    url = str(fields.get("link") or "")
    body = _body(fields, source)
    published, updated = _moment(fields.get("published_parsed")), _moment(fields.get("updated_parsed"))
    until, unreadable = embargo.written([headline, _plain(body or fields.get("summary"))], zone)
    said = str(fields.get("language") or language).lower()
    foreign = "" if said.startswith("en") else f"is in '{said}', not in English"
    return Entry(
        source=source,
        order=order,
        keys=_keys(fields, url, source) | ({headline_key(source, headline)} if signal else frozenset()),
        headline=headline,
        signal=signal,
        url=url,
        body=body,
        published=published,
        moment=max(filter(None, (published, updated)), default=None),
        embargo=_given_embargo(fields) or until,
        unusable=foreign or unreadable,
        mend="take the feed's English edition" if foreign else "ask its publisher",
        section=_plain(fields["tags"][0].get("term")).lower() if fields.get("tags") and not signal else "",
        publisher=source.publisher or title,
    )


def _keys(fields: Mapping[str, Any], url: str, source: FeedSource) -> frozenset[str]:
    """The entry's address, and its id: world-wide where it is an address, a urn or a tag, else the feed's own."""
    name = str(fields.get("id") or "")
    if name.startswith(("urn:", "tag:")):
        return web_key(url) | {name}
    own = web_key(name) or (frozenset([f"guid:{source.name}:{name}"]) if name else frozenset())
    return web_key(url) | own


def _words(fields: Mapping[str, Any]) -> Iterator[Signal]:
    for tag in fields.get("tags") or ():
        yield read_word(str(tag.get("term") or ""))


def _body(fields: Mapping[str, Any], source: FeedSource) -> str:
    """The full text that the feed itself has, as markup; "" where the page is to be fetched."""
    texts = [str(item.get("value") or "") for item in fields.get("content") or ()]
    texts.append(str(fields.get("summary") or ""))
    longest = max(texts, key=len)
    if source.text is Text.PAGE or (source.text is Text.AUTO and len(_plain(longest).split()) < _WHOLE):
        return "" if fields.get("link") else longest
    return longest


def _given_embargo(fields: Mapping[str, Any]) -> datetime | None:
    moments = [dates.of_page(str(fields[name])) for name in _EMBARGOES if fields.get(name)]
    return max(filter(None, moments), default=None)


def _moment(parsed: Any) -> datetime | None:
    """An aware datetime of the UTC time that feedparser made of a date."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _plain(markup: object) -> str:
    return tidy(html.unescape(_TAG.sub(" ", str(markup or ""))))
