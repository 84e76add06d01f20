"""packager convert: one article → one segment with its manifest."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from packager import station as stations
from packager.commands import summary
from packager.commands.terminal import Terminal
from packager.day.making import convert
from packager.day.plan import Asked, the_date, the_languages, the_output


def run(args: argparse.Namespace) -> int:
    """Convert the article, print the summary, give the exit code."""
    station = stations.load(Path(args.station) if args.station else None)
    asked = Asked(
        station=station,
        output=the_output(args.output, station),
        date=the_date(None, station),
        languages=the_languages([args.to], station),
        offline=args.offline,
        debug=args.debug,
    )
    stdin = sys.stdin.buffer if args.article == "-" else None
    done = convert(asked, args.article, args.voice, stdin, Terminal(asks=not args.json))
    summary.show(done.results, as_json=args.json, explain=False)
    return done.exit_code
