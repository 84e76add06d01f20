"""ninjs, IPTC's news in JSON, versions 1 to 3, into entries.

Names of properties are compared in small letters without underscores: version 1 writes
`body_text` and `pubstatus`, versions 2 and 3 `bodies` and `pubStatus` (https://iptc.org/std/ninjs/).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from datetime import datetime, tzinfo

from packager.articles.feeds import language as _language
from packager.articles.feeds.entries import Entry, Signal, headline_key, read_prefix, web_key
from packager.articles.feeds.sources import FeedSource
from packager.articles.formats.decode import decode
from packager.articles.http.cache import Document
from packager.articles.structure import dates, embargo
from packager.articles.structure.blocks import Fields, tidy
from packager.errors import InputError

_Item = Mapping[str, object]
_CORRECTS = re.compile(r"\bcorrect(?:s|ed|ion|ing)\b", re.IGNORECASE)
_LISTS = ("items", "results", "data", "hits")


def read(document: Document, source: FeedSource, *, first: int, zone: tzinfo) -> list[Entry]:
    """The items at an address, numbered from `first`. Raises InputError for what is no ninjs."""
    text = decode(document.body, where=source.name, declared=document.charset)
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            "is not JSON", where=source.name, hint="check the address, and that its kind is ninjs"
        ) from error
    items = [item for item in _items(given) if isinstance(item, dict)]
    known = [found for found in map(_flat, items) if "uri" in found or "guid" in found]
    if items and not known:
        raise InputError("has no item with a uri", where=source.name, hint="check that its kind is ninjs")
    return [_entry(item, source, first + place, zone) for place, item in enumerate(known)]


def _items(given: object) -> list[object]:
    """One item, a list, or a list under one of the usual names."""
    if isinstance(given, list):
        return given
    if not isinstance(given, dict):
        return []
    for name in _LISTS:
        if isinstance(given.get(name), list):
            return list(given[name])
    return [given]


def _flat(item: Mapping[object, object]) -> dict[str, object]:
    return {str(name).lower().replace("_", ""): value for name, value in item.items()}


def _entry(item: _Item, source: FeedSource, order: int, zone: tzinfo) -> Entry:
    prefix, headline = read_prefix(_value(item, "headline", "headlines") or _text(item, "title", "name", "slugline"))
    signal = _status(item) or prefix
    body, is_markup = _body(item)
    created = _moment(item, "firstcreated", "contentcreated", "versioncreated")
    written, unreadable = embargo.written([headline, _text(item, "ednote"), body.lstrip()[:300]], zone)
    unusable, hint = _unusable(item, unreadable)
    urgency = item.get("urgency")
    url = _text(item, "url", "link")
    return Entry(
        source=source,
        order=order,
        keys=_keys(item, url) | ({headline_key(source, headline)} if signal else frozenset()),
        headline=headline,
        signal=signal,
        given=Fields(
            url=url,
            published=created,
            embargo=_moment(item, "embargoed") or written,
            priority=urgency if isinstance(urgency, int) and 1 <= urgency <= 9 else None,
            section=_section(item),
            publisher=source.publisher or _text(item, "copyrightholder", "infosource", "provider"),
        ),
        body=body,
        is_markup=is_markup,
        moment=_moment(item, "versioncreated", "contentcreated", "firstcreated"),
        unusable=unusable,
        hint=hint,
    )


def _keys(item: _Item, url: str) -> frozenset[str]:
    """An item's uri and guid, whole: a wire's versions share them."""
    names = (_text(item, "uri"), _text(item, "guid"))
    return web_key(url).union(*(web_key(name) or {name} for name in names if name))


def _status(item: _Item) -> Signal:
    """What pubstatus says (usable, withheld, canceled: http://cv.iptc.org/newscodes/pubstatusg2/)."""
    status = _text(item, "pubstatus").rpartition(":")[2].lower()
    if status in ("canceled", "cancelled"):
        return Signal.KILL
    if status == "withheld":
        return Signal.WITHHELD
    return Signal.CORRECTION if _CORRECTS.search(_text(item, "ednote", "signal")) else Signal.NONE


def _unusable(item: _Item, held: str) -> tuple[str, str]:
    """Why an item cannot be read out at all, and what to do."""
    kind = _text(item, "type").lower() or "text"
    foreign = _language.foreign(_text(item, "language") or "en", _text(item, "bodytext") or _text(item, "headline"))
    if kind not in ("text", "composite"):
        return f"is a {kind}, not a text", "take it in by hand"
    if foreign:
        return foreign, "take the wire's English service"
    return held, "ask its publisher"


def _body(item: _Item) -> tuple[str, bool]:
    """The longest text, and whether it is HTML."""
    plain = _text(item, "bodytext", keep=True)
    markup = _text(item, "bodyhtml", "bodyxhtml", keep=True)
    bodies = item.get("bodies")
    for body in bodies if isinstance(bodies, list) else []:
        found = _flat(body) if isinstance(body, dict) else {}
        if "html" in _text(found, "contenttype"):
            markup = max(markup, _text(found, "value", keep=True), key=len)
        else:
            plain = max(plain, _text(found, "value", keep=True), key=len)
    return (markup, True) if markup else (plain, False)


def _section(item: _Item) -> str:
    """The first subject's name."""
    subjects = item.get("subject") or item.get("subjects")
    first = subjects[0] if isinstance(subjects, list) and subjects else {}
    return _text(_flat(first), "name").lower() if isinstance(first, dict) else ""


def _value(item: _Item, name: str, names: str) -> str:
    """A property of version 1, or the main one of a list of version 2."""
    if _text(item, name):
        return _text(item, name)
    given = item.get(names)
    found = [_flat(part) for part in given if isinstance(part, dict)] if isinstance(given, list) else []
    main = [part for part in found if _text(part, "role") in ("", "main", "headline")]
    return next((_text(part, "value") for part in [*main, *found] if _text(part, "value")), "")


def _text(item: _Item, *names: str, keep: bool = False) -> str:
    """The first of the properties that is text; tidy, unless its lines are to be kept."""
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value if keep else tidy(html.unescape(value))
    return ""


def _moment(item: _Item, *names: str) -> datetime | None:
    return next((found for name in names if (found := dates.of_page(_text(item, name)))), None)
