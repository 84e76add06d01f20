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
    """The h1 that agrees with the page's title, or what the page names as its headline."""
    title = _meta(root, "og:title") or _title(root)
    tops = [text for item in root.iter("h1") if (text := tidy(item.text_content()))]
    for said in (linked, title):
        for top in tops:
            if said and (letters(top).startswith(letters(said)[:40]) or letters(said).startswith(letters(top))):
                return top
    return linked or (tops[0] if len(tops) == 1 else "") or title or next(iter(tops), "")


def _title(root: HtmlElement) -> str:
    found = root.find(".//title")
    return _SITE_TAIL.sub("", tidy(found.text_content())) if found is not None else ""


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
