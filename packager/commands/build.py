"""packager build: the day's episodes from articles."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from packager import station as stations
from packager.commands import summary
from packager.commands.terminal import Terminal
from packager.day.making import build
from packager.day.plan import Asked, the_date, the_languages, the_output


def run(args: argparse.Namespace) -> int:
    """Build, print the summary, give the exit code."""
    station = stations.load(Path(args.station) if args.station else None)
    asked = Asked(
        station=station,
        output=the_output(args.output, station),
        date=the_date(args.date, station),
        languages=the_languages(args.edition, station),
        offline=args.offline,
        explain=args.explain,
        debug=args.debug,
    )
    stdin = sys.stdin.buffer if "-" in args.articles else None
    done = build(asked, args.articles, stdin, Terminal(asks=not args.json))
    summary.show(done.results, as_json=args.json, explain=asked.explain)
    return done.exit_code
