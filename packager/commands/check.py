"""packager check: manifests and audio against the specification, or the store against its own seals."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from packager import station as stations
from packager.air import lost
from packager.air.check import Check, check_edition
from packager.day.plan import STORE, the_output, the_path
from packager.day.stored import check_store
from packager.desk.listing import manifests
from packager.desk.reading import read
from packager.errors import InputError
from packager.exit_codes import DONE, FAILED, NEEDS_PERSON, USAGE
from packager.store import Store
from packager.text.printable import tell


def run(args: argparse.Namespace) -> int:
    """Print every check; exit 1 where one failed, 2 where a manifest cannot be read, 3 where there is no episode."""
    station = stations.load(Path(args.station) if args.station else None)
    if args.store:
        return _store(the_output(args.output, station), remove=args.remove, as_json=args.json)
    if args.remove or args.path is None:
        raise InputError("name a manifest, a folder or a day to check, or --store with or without --remove")
    given = the_path(args.path, station)
    gone = [lost.told(folder) for folder in lost.lost(given)]
    tell(*(f"packager: {line}\n" for line in gone), sep="", end="", file=sys.stderr)
    code, results = FAILED if gone else DONE, []
    for path in manifests(given):
        try:
            manifest = read(path)
            checks = tuple(check_edition(manifest, path.parent, station))
        except InputError as error:
            tell(*(f"packager: {line}" for line in str(error).splitlines()), sep="\n", file=sys.stderr)
            code = USAGE
            continue
        results.append({"manifest": str(path), "checks": [asdict(check) for check in checks]})
        if not args.json:
            _show(path, checks)
        if code != USAGE and not all(check.passed for check in checks):
            code = FAILED
        elif code == DONE and manifest.seconds is None and manifest.status != "killed":
            code = NEEDS_PERSON
    if args.json:
        tell(json.dumps(results, ensure_ascii=False, indent=1))
    return code


def _store(output: Path, *, remove: bool, as_json: bool) -> int:
    count, damaged = check_store(Store(output / STORE), remove=remove)
    if as_json:
        rows = [{"path": str(one.path), "why": one.why, "removed": one.removed} for one in damaged]
        tell(json.dumps({"results": count, "damaged": rows}, ensure_ascii=False, indent=1))
    else:
        for one in damaged:
            tell(f"{one.path}: {one.why}{'; removed' if one.removed else ''}")
        tell(f"{output / STORE}: {count} results, {len(damaged)} not as they were kept")
    return FAILED if any(not one.removed for one in damaged) else DONE


def _show(path: Path, checks: tuple[Check, ...]) -> None:
    failed = sum(not check.passed for check in checks)
    tell(f"{path}: {len(checks)} checks, {failed} failed" if checks else f"{path}: there is no sound yet")
    for check in checks:
        rule = f"   [{check.rule}]" if check.rule else ""
        tell(f"  {'pass' if check.passed else 'FAIL'}  {check.name}: {check.found}{rule}")
