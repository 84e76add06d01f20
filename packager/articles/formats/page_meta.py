"""What a page says of itself: headline, publisher, time, address (JSON-LD, Open Graph, HTML)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from packager.articles.structure import dates
from packager.articles.structure.blocks import Fields, letters, tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
)
_SITE_TAIL = re.compile(r"\s+[|–—•»·-]\s+[^|–—•»·]{2,40}$")


def read(root: HtmlElement) -> Fields:
    """The fields that the page fills in; None for the others. Never fails."""
    linked = next(iter(_linked(root)), {})
    publisher = linked.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return Fields(
        headline=_headline(root, _text(linked.get("headline"))) or None,
        publisher=_text(name) or _meta(root, "og:site_name") or None,
        published=dates.of_page(
            _text(linked.get("datePublished"))
            or _meta(root, "article:published_time")
            or next((item.get("datetime") for item in root.iter("time") if item.get("datetime")), "")
        ),
        section=(_meta(root, "article:section") or _text(linked.get("articleSection"))).casefold() or None,
        url=_address(root) or None,
    )


def _headline(root: HtmlElement, linked: str) -> str:
    """The h1 that agrees with the page's title, or what the page names as its headline.

    An h1 that says nothing of the title is a logo or a section's name.
    """
    site = _meta(root, "og:site_name")
    title = _without_site(_meta(root, "og:title"), site) or _title(root, site)
    tops = [text for item in root.iter("h1") if (text := tidy(item.text_content()))]
    for said in filter(None, (linked, title)):
        for top in tops:
            if letters(top).startswith(letters(said)[:40]) or (len(top.split()) > 2 and _within(top, said)):
                return top
    known = linked or title
    if known and len(known.split()) >= 3:
        return known
    return known if known and not tops else next(iter(tops), "") or known


def _within(top: str, said: str) -> bool:
    return letters(said).startswith(letters(top)) or _alike(top, said)


def _alike(one: str, other: str) -> bool:
    """Whether two headlines are one, told for the page and for search engines: half of their words in common."""
    first, second = ({letters(word) for word in text.split() if len(word) > 3} for text in (one, other))
    return len(first & second) >= max(2, 0.5 * min(len(first), len(second)))


def _without_site(text: str, site: str) -> str:
    """A title without the site's name behind or before it."""
    name = re.escape(site)
    return re.sub(rf"\s*[|–—•»·:-]\s*{name}$|^{name}\s*[|–—•»·:-]\s*", "", text) if site and text != site else text


def _title(root: HtmlElement, site: str) -> str:
    found = root.find(".//title")
    return _SITE_TAIL.sub("", _without_site(tidy(found.text_content()), site)) if found is not None else ""


def _meta(root: HtmlElement, name: str) -> str:
    for item in root.iter("meta"):
        if name in (item.get("property"), item.get("name")):
            return tidy(item.get("content") or "")
    return ""


def _address(root: HtmlElement) -> str:
    """The page's canonical address, where it gives a whole one."""
    links = [item.get("href") or "" for item in root.iter("link") if (item.get("rel") or "").lower() == "canonical"]
    for url in [*links, _meta(root, "og:url")]:
        if urlsplit(url).scheme in ("http", "https"):
            return url
    return ""


def _linked(root: HtmlElement) -> Iterator[dict[str, object]]:
    """The page's JSON-LD records of articles."""
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            given = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        graph = given.get("@graph", given) if isinstance(given, dict) else given
        for record in graph if isinstance(graph, list) else [graph]:
            if isinstance(record, dict) and _is_article(record.get("@type")):
                yield record


def _is_article(kind: object) -> bool:
    return any(name in _ARTICLE_TYPES for name in (kind if isinstance(kind, list) else [kind]))


def _text(value: object) -> str:
    return tidy(value) if isinstance(value, str) else ""
