"""packager daily: the day by itself, for cron."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from packager import station as stations
from packager.commands.terminal import Terminal
from packager.day.daily import Daily, daily
from packager.day.notices import Notice, tell_somebody
from packager.day.plan import STORE, Asked, the_date, the_languages, the_output
from packager.errors import PackagerError
from packager.station import Station
from packager.text.printable import tell


def run(args: argparse.Namespace) -> int:
    """Make the day, put on air what may air, say what waits, and tell whoever is to be told."""
    file = Path(args.station) if args.station else None
    try:
        station = stations.load(file)
        asked = Asked(
            station=station,
            output=the_output(args.output, station),
            date=the_date(args.date, station),
            languages=the_languages(None, station),
            offline=args.offline,
            debug=args.debug,
        )
        done = daily(asked, Terminal(asks=False))
    except PackagerError as error:
        station = stations.unattended_keys(file)
        lines = tuple(str(error).splitlines())
        _notify(station, the_date(None, station), error.exit_code, lines, the_output(args.output, station))
        raise
    except Exception as error:
        station = stations.unattended_keys(file)
        lines = (f"{type(error).__name__}: {error}; run it by hand with --debug and report it",)
        _notify(station, the_date(None, station), 1, lines, the_output(args.output, station))
        raise
    if args.json:
        tell(json.dumps(_data(done), ensure_ascii=False, indent=1))
    else:
        _show(done)
    if not done.busy:
        _notify(station, done.date, done.code, (*done.failed, *done.waits), asked.output)
    return done.code


def _notify(station: Station, date: str, code: int, lines: tuple[str, ...], output: Path) -> None:
    notice = Notice(station=station.name, date=date, code=code, lines=lines)
    for fault in tell_somebody(notice, station, output / STORE):
        tell(f"packager: nobody was told: {fault}", file=sys.stderr)


def _show(done: Daily) -> None:
    if done.busy:
        tell(f"{done.date}: {done.busy}; nothing to do beside it")
    elif done.nothing:
        tell(f"{done.date}: nothing to do")
    for language in done.made:
        tell(f"{done.date}: {language} made")
    for line in done.new:
        tell(f"{done.date}: {line}")
    for line in done.waits:
        tell(f"packager: waits: {line}", file=sys.stderr)
    for line in done.failed:
        tell(f"packager: failed: {line}", file=sys.stderr)


def _data(done: Daily) -> dict[str, object]:
    return {
        "date": done.date,
        "code": done.code,
        "busy": done.busy,
        "made": list(done.made),
        "published": {
            str(path): {
                "delivered": {place: list(names) for place, names in outcome.folders.items()},
                "withdrawn": list(outcome.withdrawn),
                "refused": list(outcome.refused),
                "left": list(outcome.left),
            }
            for path, outcome in done.published.items()
        },
        "waits": list(done.waits),
        "failed": list(done.failed),
    }
