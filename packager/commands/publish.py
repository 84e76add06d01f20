"""packager publish: the air set, if the station's rule allows."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from packager import station as stations
from packager.air import lost
from packager.air.podcast import write_feed
from packager.air.publish import Published, publish
from packager.desk.listing import manifests
from packager.desk.reading import read
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.text.printable import tell


def run(args: argparse.Namespace) -> int:
    """Publish each edition and its feed; exit 3 where one may not air."""
    station = stations.load(Path(args.station) if args.station else None)
    told: list[dict[str, Any]] = []
    gone = [lost.told(folder) for folder in lost.lost(Path(args.path))]
    tell(*(f"packager: {line}\n" for line in gone), sep="", end="", file=sys.stderr)
    for path in manifests(Path(args.path)):
        outcome = publish(path, station, datetime.now(station.zone), _waiting)
        feed = None if outcome.refused else _feed(path, station)
        told.append(_data(path, outcome, feed))
        if not args.json:
            _show(path, outcome, feed)
    if args.json:
        tell(json.dumps(told, ensure_ascii=False, indent=1))
    return NEEDS_PERSON if gone or any(item["refused"] or item["left"] for item in told) else DONE


def _waiting(who: str) -> None:
    tell(f"packager: waiting for {who}", file=sys.stderr)


def _feed(path: Path, station: stations.Station) -> Path | None:
    """The feed over the whole output folder, where the manifest is an edition of a day."""
    edition = read(path).edition
    day = path.absolute().parent.parent
    if (day.name, path.absolute().parent.name) != (edition.date, edition.language):
        return None
    return write_feed(day.parent, edition.language, station)


def _data(path: Path, outcome: Published, feed: Path | None) -> dict[str, Any]:
    return {
        "manifest": str(path),
        "refused": list(outcome.refused),
        "delivered": {place: list(names) for place, names in (outcome.folders or {}).items()},
        "withdrawn": list(outcome.withdrawn),
        "left": list(outcome.left),
        "feed": str(feed) if feed else None,
    }


def _show(path: Path, outcome: Published, feed: Path | None) -> None:
    if outcome.refused:
        tell(f"packager: {path}: not published", file=sys.stderr)
        tell(*(f"packager:   {why}" for why in outcome.refused), sep="\n", file=sys.stderr)
        return
    tell(f"{path}: published" if outcome.folders else f"{path}: killed, and nothing of it airs from here")
    for place, names in (outcome.folders or {}).items():
        tell(f"  {place}: {len(names)} files new" if names else f"  {place}: as it was")
    for name in outcome.withdrawn:
        tell(f"  withdrawn {name}; take it out of the playout system too, if it is there already")
    for told in outcome.left:
        tell(f"  NOT withdrawn {told}; look at it, and take it away by hand")
    if feed:
        tell(f"  feed {feed}")
