"""packager review: what needs an editor."""

from __future__ import annotations

import argparse
import contextlib
import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from packager import station as stations
from packager.day.plan import the_path
from packager.desk.listing import attention, manifests, not_read, report
from packager.desk.manifest import Manifest
from packager.desk.reading import read
from packager.desk.risk import waits
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.text.printable import tell


def run(args: argparse.Namespace) -> int:
    """Print the listing; exit 3 while a story waits, and where a slot is not met. Or serve the page."""
    station = stations.load(Path(args.station) if args.station else None)
    path = the_path(args.path, station)
    if args.serve:
        return _serve(args, path, station)
    read_all = [(path, read(path)) for path in manifests(path)]
    if args.sheet:
        return _sheets(Path(args.sheet), read_all, as_json=args.json)
    if args.json:
        tell(json.dumps([_data(path, manifest) for path, manifest in read_all], ensure_ascii=False, indent=1))
    else:
        for path, manifest in read_all:
            tell(*report(path, manifest), sep="\n")
    waiting = any(waits(story) for _, manifest in read_all for story in manifest.stories)
    return NEEDS_PERSON if waiting or any("why" in manifest.rundown for _, manifest in read_all) else DONE


def _sheets(folder: Path, read_all: list[tuple[Path, Manifest]], *, as_json: bool) -> int:
    """A sheet of each edition in a folder; exit 3 where one has a story that nobody stands behind."""
    from packager.desk import review_log
    from packager.desk.page.painting import Painter
    from packager.desk.page.sheet import sheet
    from packager.store import make_folder, write_if_changed

    make_folder(folder)
    written, without = [], 0
    for path, manifest in read_all:
        log, file = review_log.read(path.parent), folder / f"{manifest.episode}.review.html"
        write_if_changed(file, Painter().sheet(manifest, log, alone=True).encode())
        written.append(str(file))
        without += sheet(manifest, log).without
    tell(json.dumps({"sheets": written, "stories-with-nobody": without}) if as_json else "\n".join(written))
    return NEEDS_PERSON if without else DONE


def _serve(args: argparse.Namespace, path: Path, station: stations.Station) -> int:
    from packager.day.workshop import StationWorkshop
    from packager.desk.page.room import Room
    from packager.desk.page.serve import PageAddress, serve

    workshop = StationWorkshop(station, offline=args.offline)
    room = Room(path=path, workshop=workshop, clock=lambda: datetime.now(station.zone))

    def opened(link: str) -> None:
        told = {"link": link} if args.json else f"The review page: {link}\nOpen the link in a browser; Ctrl-C ends it."
        tell(json.dumps(told) if args.json else told, flush=True)

    with contextlib.suppress(KeyboardInterrupt):  # which is how a server is ended
        serve(room, PageAddress(address=args.listen, port=args.port), by=args.by, language=args.lang, opened=opened)
    return DONE


def _data(path: Path, manifest: Manifest) -> dict[str, Any]:
    stories = [
        {
            "id": story.id,
            "status": str(story.status),
            "stale": story.stale,
            "before": story.before,
            "shortened": dict(story.shortened),
            "lines": [
                {
                    "number": item.number,
                    "en": item.line.source,
                    "text": item.line.text,
                    "why": list(item.why),
                    "offers": [asdict(offer) for offer in item.line.offers],
                }
                for item in attention(story)
            ],
            "left_out": [{"text": out.text, "why": out.why, "after": out.after} for out in not_read(story)],
        }
        for story in manifest.stories
    ]
    return {
        "manifest": str(path),
        "language": manifest.edition.language,
        "status": manifest.status,
        "rundown": dict(manifest.rundown),
        "stories": stories,
        "unknown_names": dict(manifest.unknown_names),
        "left_machine": [asdict(sent) for sent in manifest.sent if not sent.local],
    }
