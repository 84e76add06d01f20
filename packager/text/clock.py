"""Lengths of time as a rundown writes them: mm:ss, or hh:mm:ss."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)")


def seconds_of_slot(text: str) -> float:
    """Seconds of '29:30' or '1:00:00'. Raises ValueError for anything else, and for minutes over 59 beside hours.

    >>> seconds_of_slot('29:30')
    1770.0
    """
    found = _CLOCK.fullmatch(text.strip())
    if not found or (found[1] and int(found[2]) > 59):
        raise ValueError(text)
    return float(int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3]))


def as_clock(seconds: float) -> str:
    """Seconds to the nearest as mm:ss, with hours where there are some.

    >>> as_clock(1769.6)
    '29:30'
    """
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes:02}:{whole % 60:02}"
