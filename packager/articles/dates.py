"""Dates and times as editors, pages and feeds write them, always with a zone."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from email.utils import parsedate_to_datetime

from packager.errors import InputError

_WRITTEN = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?",
    re.ASCII,
)


def read(text: str, *, zone: tzinfo, where: str) -> datetime:
    """An aware datetime of '2026-11-23', '2026-11-23 15:00[:30]' or ISO 8601; without a zone in `zone`.

    A date alone is its first second. Raises InputError for another form and for a day that does not exist.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        mend = "write it as 2026-11-23 or '2026-11-23 15:00'"
        raise InputError(f"'{text}' is not a date", where=where, mend=mend)
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        return moment.replace(tzinfo=_offset(found[7])) if found[7] else moment
    except ValueError as error:
        raise InputError(f"{text} does not exist", where=where, mend="write a day and time that do") from error


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


def _offset(text: str) -> tzinfo | None:
    return datetime.fromisoformat("2000-01-01T00:00:00" + ("Z" if text in ("UTC", "GMT") else text)).tzinfo
