"""What has lain in a drop folder for as long as the station keeps it there, and airs no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from packager.air.journal import Holding
from packager.air.owners import APART, EditionId
from packager.delivery.cut import air_window
from packager.station import Station


def over_age(entries: Mapping[str, Holding], days: int, station: Station, now: datetime) -> Mapping[str, Sequence[str]]:
    """Edition → the names of its files in a place that keeps `days` days: today and those before it.

    Never what may still air by the station's own window, and never the newest day that a language has there, however
    old: it is what a station airs that has made nothing since.
    """
    last: dict[str, str] = {}
    for owner in {entry.owner for entry in entries.values() if not entry.leaving}:
        if not _apart(owner):
            last[_language(owner)] = max(owner.day, last.get(_language(owner), ""))
    found: dict[str, list[str]] = {}
    for name, entry in entries.items():
        owner = entry.owner
        newest = not _apart(owner) and last.get(_language(owner), "") <= owner.day
        if not newest and _is_over(owner, days, station, now):
            found.setdefault(owner.edition, []).append(name)
    return found


def _is_over(owner: EditionId, days: int, station: Station, now: datetime) -> bool:
    plan = station.carts.get(_language(owner))
    try:
        day = date.fromisoformat(owner.day)
    except ValueError:
        return False  # nobody knows since when it lies there
    _, ends = air_window(day, station.zone, plan.at if plan else "", plan.hours if plan else 24)
    kept = datetime.combine(day + timedelta(days=days), time(), station.zone)
    return now >= max(ends, kept)


def _language(owner: EditionId) -> str:
    return owner.edition.rpartition("/")[2]


def _apart(owner: EditionId) -> bool:
    return owner.edition.startswith(f"{APART}/")
