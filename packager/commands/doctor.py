"""packager doctor: what would fail at five in the morning."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from packager import station as stations
from packager.day.doctor import doctor
from packager.day.notices import Notice, tell_somebody
from packager.day.plan import Asked, the_date, the_languages, the_output
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.text.printable import tell


def run(args: argparse.Namespace) -> int:
    """Say what was looked at; exit 3 where something needs mending."""
    station = stations.load(Path(args.station) if args.station else None)
    asked = Asked(
        station=station,
        output=the_output(args.output, station),
        date=the_date(None, station),
        languages=the_languages(None, station),
    )
    found = []
    for looked in doctor(asked):
        found.append(looked)
        if not args.json:
            tell(f"{'well' if looked.fine else 'MEND'}  {looked.what}: {looked.told}")
            if looked.hint:
                tell(f"      {looked.hint}")
    if args.json:
        tell(json.dumps([asdict(looked) for looked in found], ensure_ascii=False, indent=1))
    code = DONE if all(looked.fine for looked in found) else NEEDS_PERSON
    if args.notify:
        lines = tuple(f"{looked.what}: {looked.told}; {looked.hint}" for looked in found if not looked.fine)
        notice = Notice(station=station.name, date=asked.date, code=code, lines=lines, of="doctor")
        for fault in tell_somebody(notice, station, asked.store.root):
            tell(f"packager: nobody was told: {fault}", file=sys.stderr)
    return code
