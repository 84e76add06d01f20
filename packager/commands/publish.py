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
from packager.air.aired import AIR
from packager.air.publish import Published, publish, withdraw
from packager.day.airing import Feeds, write_feeds
from packager.day.plan import the_path
from packager.desk.listing import manifests
from packager.errors import PackagerError
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.text.printable import tell


def run(args: argparse.Namespace) -> int:
    """Publish each edition and the feeds; exit 3 where something of it needs a person.

    What fails of one is told, and the others go on; its own exit code counts where nothing else was done.
    """
    station = stations.load(Path(args.station) if args.station else None)
    done: dict[Path, Published] = {}
    faults: list[PackagerError] = []
    given = the_path(args.path, station)
    gone = [lost.told(folder) for folder in lost.lost(given)]
    tell(*(f"packager: {line}\n" for line in gone), sep="", end="", file=sys.stderr)
    for path in manifests(given):
        try:
            if args.withdraw:
                done[path] = withdraw(path, station, _place(args.withdraw, station), _waiting)
            else:
                done[path] = publish(path, station, datetime.now(station.zone), _waiting, again=args.again)
        except PackagerError as error:
            faults.append(error)
            continue
        if not args.json:
            _show(path, done[path], args.withdraw)
    feeds = write_feeds(done.values(), station, faults, _waiting)
    if args.json:
        tell(json.dumps([_data(path, outcome, feeds) for path, outcome in done.items()], ensure_ascii=False, indent=1))
    else:
        tell(*(f"feed {feed}\n" for feed in feeds.values() if feed), sep="", end="")
    for fault in faults:
        tell(*(f"packager: {line}" for line in str(fault).splitlines()), sep="\n", file=sys.stderr)
    if faults and not done:
        return max(fault.exit_code for fault in faults)
    return NEEDS_PERSON if gone or faults or any(outcome.refused or outcome.left for outcome in done.values()) else DONE


def _place(asked: str, station: stations.Station) -> str:
    """The folder that somebody names: by its path, by its place in the station's file, or by its system's name."""
    if asked == AIR:
        return AIR
    named: list[str] = [drop.place for drop in station.drops if drop.system == asked]
    found = {asked.rstrip("/"), str((station.folder / asked).resolve())}
    there = [drop.place for drop in station.drops if drop.place in found]
    known: tuple[str, ...] = (*there, *(named if len(named) == 1 else ()), asked)
    return known[0]


def _waiting(who: str) -> None:
    tell(f"packager: waiting for {who}", file=sys.stderr)


def _data(path: Path, outcome: Published, feeds: Feeds) -> dict[str, Any]:
    feed = feeds.get(outcome.feed) if outcome.feed else None
    return {
        "manifest": str(path),
        "refused": list(outcome.refused),
        "delivered": {place: list(names) for place, names in outcome.folders.items()},
        "lost": {place: list(names) for place, names in outcome.lost.items()},
        "newer": {place: list(names) for place, names in outcome.newer.items()},
        "withdrawn": list(outcome.withdrawn),
        "expired": list(outcome.expired),
        "left": list(outcome.left),
        "feed": str(feed) if feed else None,
    }


def _show(path: Path, outcome: Published, withdrawing: str) -> None:
    if outcome.refused:
        tell(f"packager: {path}: not published", file=sys.stderr)
        tell(*(f"packager:   {why}" for why in outcome.refused), sep="\n", file=sys.stderr)
    elif withdrawing:
        tell(f"{path}: taken out of {withdrawing}; 'packager publish --again' puts it back")
    else:
        killed = "killed, and taken away as told" if outcome.left else "killed, and nothing of it airs from here"
        tell(f"{path}: {'published' if outcome.folders else killed}")
    for place, names in outcome.folders.items():
        lost = len(outcome.lost.get(place, ()))
        told = f"{len(names)} files new" + (f", {lost} of them put back: gone or altered" if lost else "")
        newer = outcome.newer.get(place, ())
        kept = f"; {len(newer)} are a newer edition's by now ({newer[0]} …)" if newer else ""
        tell(f"  {place}: {told if names else 'as it was'}{kept}")
    for name in outcome.withdrawn:
        tell(f"  withdrawn {name}; take it out of the playout system too, if it is there already")
    if outcome.expired:
        tell(f"  {len(outcome.expired)} files of days that the station keeps no longer were taken away")
    for told in outcome.left:
        tell(f"  NOT DONE {told}")
