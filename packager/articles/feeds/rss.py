"""RSS and Atom into entries."""

from __future__ import annotations

import calendar
import html
import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any

from packager.articles.feeds.entries import Entry, headline_key, read_prefix, web_key
from packager.articles.feeds.language import foreign
from packager.articles.feeds.sources import FeedSource, FullText
from packager.articles.http.cache import Document
from packager.articles.structure import dates, embargo
from packager.articles.structure.blocks import Fields, tidy
from packager.articles.structure.boilerplate import cut_mark
from packager.errors import InputError

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!(?:--)?[^<>]*>")  # 'inflation < 10%, growth > 3%' has none
_APPEARED = re.compile(r"\s*The post .{3,200}? (?:first )?appeared (?:first )?on .{2,80}$")
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")
_NAME_OF_ZONE = re.compile(r"(?<=\d)\s*\(?([A-Z]{2,5})\)?$")
# Names that feedparser does not know, as the papers and agencies of the region use them.
_ZONES: Mapping[str, tzinfo] = {
    name: timezone(timedelta(hours=hours))
    for name, hours in (("PKT", 5), ("PKST", 6), ("AFT", 4.5), ("IST", 5.5), ("IRST", 3.5), ("UZT", 5), ("TJT", 5),
                        ("TMT", 5), ("NPT", 5.75), ("BDT", 6), ("GST", 4), ("MSK", 3), ("CET", 1), ("CEST", 2),
                        ("EET", 2), ("EEST", 3), ("BST", 1))
}  # fmt: skip
_WHOLE = 80  # words; a feed's text of fewer is taken for a summary
# PRISM's and Dublin Core's words for 'not before'; RSS and Atom have none of their own.
_EMBARGOES = ("prism_embargodate", "prism_embargo", "embargo", "embargoed", "dcterms_available", "dc_available")


def read(document: Document, source: FeedSource, *, first: int, zone: tzinfo) -> list[Entry]:
    """A feed's entries, numbered from `first`. Raises InputError for what is no feed.

    A feed that is damaged gives the entries that can still be read.
    """
    import feedparser

    if not document.body.strip():
        hint = "try again later, or ask its publisher"
        raise InputError("answered with nothing", where=source.name, hint=hint)
    kind = document.kind if "xml" in document.kind else "application/xml"
    charset = f"; charset={document.charset}" if document.charset else ""
    headers = {"content-type": kind + charset, "content-location": document.url}
    # As a stream: bytes that happen to be an address would be fetched.
    parsed = feedparser.parse(io.BytesIO(document.body), response_headers=headers)
    if not parsed.get("version") and not parsed.entries:
        raise InputError("is neither RSS nor Atom", where=source.name, hint="give the feed's address, not the site's")
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
    given_headline = _plain(fields.get("title"))
    signal, headline = read_prefix(given_headline)
    url = str(fields.get("link") or "")
    body = _body(fields, source)
    home = source.zone or zone
    published, updated = _moment(fields, "published", home), _moment(fields, "updated", home)
    text = _plain(body or fields.get("summary"))
    until, unreadable = embargo.written([headline, text], zone)
    unlike = foreign(str(fields.get("language") or language), f"{headline} {text}")
    return Entry(
        source=source,
        order=order,
        keys=_keys(fields, url, source) | ({headline_key(source, headline)} if signal else frozenset()),
        headline=headline,
        signal=signal,
        worded=given_headline if signal else "",
        given=Fields(
            url=url,
            published=published,
            embargo=_given_embargo(fields) or until,
            section=_plain(fields["tags"][0].get("term")).lower() if fields.get("tags") and not signal else "",
            publisher=source.publisher or title,
        ),
        body=body,
        moment=max(filter(None, (published, updated)), default=None),
        unusable=unlike or unreadable,
        hint="take the feed's English edition" if unlike else "ask its publisher",
    )


def _keys(fields: Mapping[str, Any], url: str, source: FeedSource) -> frozenset[str]:
    """The entry's address, and its id: world-wide where it is an address, a urn or a tag, else the feed's own."""
    name = str(fields.get("id") or "")
    if name.startswith(("urn:", "tag:")):
        return web_key(url) | {name}
    own = web_key(name) or (frozenset([f"guid:{source.name}:{name}"]) if name else frozenset())
    return web_key(url) | own


def _body(fields: Mapping[str, Any], source: FeedSource) -> str:
    """The full text that the feed itself has, as markup; "" where the page is to be fetched."""
    texts = [str(item.get("value") or "") for item in fields.get("content") or ()]
    texts.append(str(fields.get("summary") or ""))
    longest = max(texts, key=len)
    plain = _APPEARED.sub("", _plain(longest)).rstrip()
    partial = len(plain.split()) < _WHOLE or bool(cut_mark(plain)) or plain.endswith(("…", "..."))
    if source.text is FullText.PAGE or (source.text is FullText.AUTO and partial):
        return "" if fields.get("link") else longest
    return longest


def _given_embargo(fields: Mapping[str, Any]) -> datetime | None:
    moments = [dates.of_page(str(fields[name])) for name in _EMBARGOES if fields.get(name)]
    return max(filter(None, moments), default=None)


def _moment(fields: Mapping[str, Any], name: str, home: tzinfo) -> datetime | None:
    """When an entry says that it was published or updated; a time without a zone is in `home`.

    feedparser takes a time without a zone, and one in a zone it does not know, for UTC.
    """
    parsed, written = fields.get(f"{name}_parsed"), str(fields.get(name) or "").strip()
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else _parsed_here(written)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    if moment is None or _OFFSET.search(written):
        return moment
    zone = _NAME_OF_ZONE.search(written)
    if zone is None:
        return moment.replace(tzinfo=home)
    return moment.replace(tzinfo=_ZONES[zone[1]]) if zone[1] in _ZONES else moment


def _parsed_here(written: str) -> datetime | None:
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(_NAME_OF_ZONE.sub("", written).strip())
        except (ValueError, TypeError, IndexError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _plain(markup: object) -> str:
    return tidy(html.unescape(_TAG.sub(" ", str(markup or ""))))
