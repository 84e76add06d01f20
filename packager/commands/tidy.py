"""packager tidy: old days cleared away by the station's rule, and then what nothing is made from any more."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from packager import station as stations
from packager.day.plan import Asked, the_date, the_languages, the_output
from packager.day.stored import clear_store
from packager.day.tidy import tidy
from packager.errors import InputError
from packager.exit_codes import DONE
from packager.text.printable import tell


def run(args: argparse.Namespace) -> int:
    """Clear, or say what would be cleared."""
    station = stations.load(Path(args.station) if args.station else None)
    days = station.keep_days if args.keep_days is None else args.keep_days
    if days is None:
        hint = "write 'keep-days: 14' into the station's file, or give --keep-days"
        raise InputError("nobody says how long days are to stay", where="keep-days", hint=hint)
    if days < 1:
        raise InputError(f"'{days}' days cannot be kept", where="--keep-days", hint="1 or more")
    asked = Asked(
        station=station,
        output=the_output(args.output, station),
        date=the_date(None, station),
        languages=the_languages(None, station),
    )
    found = []
    for done in (
        *tidy(asked, days, dry_run=args.dry_run),
        *clear_store(asked.output, days, dry_run=args.dry_run),
    ):
        found.append(done)
        if not args.json:
            freed = f"{done.freed / 1e6:.1f} MB {'would be ' if args.dry_run else ''}freed, {len(done.files)} files"
            tell(f"{done.folder}: " + "; ".join(filter(None, [freed if done.files else "", done.kept])))
    if args.json:
        rows = [{"folder": str(d.folder), "freed": d.freed, "files": list(d.files), "kept": d.kept} for d in found]
        tell(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        whole, would = sum(done.freed for done in found), "would be " if args.dry_run else ""
        tell(f"{whole / 1e6:.1f} MB {would}freed; the last {days} days are kept")
    return DONE
