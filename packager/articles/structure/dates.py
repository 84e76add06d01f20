"""Dates and times as editors, pages and feeds write them, always with a zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from packager.errors import InputError
from packager.text.confine import shown
from packager.text.patterns import lazily

_WRITTEN = lazily(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?",
    re.ASCII,
)

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = lazily(
    rf"""(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTHS})\.?,?\s+(?P<y1>\d{{4}})
      | (?P<m2>{_MONTHS})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})
      | (?P<y3>\d{{4}})-(?P<m3>\d\d)-(?P<d3>\d\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = lazily(
    r"""(?<!\d)(?:(?P<h1>\d{1,2})[:.](?P<min1>\d\d)(?:[:.]\d\d)?\s*(?P<half1>[ap]\.?m\.?)?
      | (?P<h2>\d{1,2})\s*(?P<half2>[ap]\.?m\.?) | (?P<h3>\d\d)(?P<min3>\d\d)(?=\s*(?:hours|hrs|GMT|UTC|Z|PKT|AFT)\b))
      \s*(?:hours|hrs)?\s*\(?(?-i:(?P<zone>[A-Z]{1,5}\b))?""",
    re.IGNORECASE | re.VERBOSE,
)
_ORDER = "janfebmaraprmayjunjulaugsepoctnovdec"
_NAMED = {
    "GMT": UTC, "UTC": UTC, "Z": UTC,
    "PKT": timezone(timedelta(hours=5)), "AFT": timezone(timedelta(hours=4, minutes=30)),
}  # fmt: skip


def read(text: str, *, zone: tzinfo, where: str) -> datetime:
    """An aware datetime of '2026-11-23', '2026-11-23 15:00[:30]' or ISO 8601; without a zone in `zone`.

    A date alone is its first second. Raises InputError for another form and for a day that does not exist.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        hint = "write it as 2026-11-23 or '2026-11-23 15:00'"
        raise InputError(f"'{shown(text)}' is not a date", where=where, hint=hint)
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        return moment.replace(tzinfo=_offset(found[7])) if found[7] else moment
    except ValueError as error:
        raise InputError(f"{text} does not exist", where=where, hint="write a day and time that do") from error


def of_page(text: str) -> datetime | None:
    """An aware datetime that a page or a feed gives (ISO 8601 or RFC 5322), None where it gives no zone or nonsense."""
    text = text.strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if moment.tzinfo is not None:
            return moment
    return None


def of_words(text: str, *, zone: tzinfo) -> datetime | None:
    """A day and a time in words, as embargo lines have them: '15:00 GMT, 23 November 2026'.

    None without both, and where the time is in a zone that is not known here: a guess could air too early.
    """
    iso = next(filter(None, map(of_page, text.split())), None)
    day, clock = _DAY.search(text), _TIME.search(text)
    if iso or not day or not clock:
        return iso
    name = clock["zone"] or ""
    if name and name not in _NAMED:
        return None
    try:
        return datetime(*_date(day), *_hour(clock), tzinfo=_NAMED.get(name, zone))
    except ValueError:
        return None


def _date(day: re.Match[str]) -> tuple[int, int, int]:
    month = day["m1"] or day["m2"]
    number = _ORDER.index(month[:3].lower()) // 3 + 1 if month else int(day["m3"])
    return int(day["y1"] or day["y2"] or day["y3"]), number, int(day["d1"] or day["d2"] or day["d3"])


def _hour(clock: re.Match[str]) -> tuple[int, int]:
    hour, half = int(clock["h1"] or clock["h2"] or clock["h3"]), clock["half1"] or clock["half2"]
    if half:
        hour = hour % 12 + (12 if half[0].lower() == "p" else 0)
    return hour, int(clock["min1"] or clock["min3"] or 0)


def _offset(text: str) -> tzinfo | None:
    return datetime.fromisoformat("2000-01-01T00:00:00" + ("Z" if text in ("UTC", "GMT") else text)).tzinfo
