"""packager build: the day's episodes from articles."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from packager import station as stations
from packager.commands import summary
from packager.commands.offering import make_offering
from packager.day.intake import material_of
from packager.day.plan import Asked, day_programme, exit_code, the_date, the_languages
from packager.day.workers import How
from packager.errors import InputError


def run(args: argparse.Namespace) -> int:
    """Build, print the summary, give the exit code."""
    station = stations.load(Path(args.station) if args.station else None)
    asked = Asked(
        station=station,
        output=Path(args.output),
        date=the_date(args.date, station),
        languages=the_languages(args.edition, station),
        offline=args.offline,
        explain=args.explain,
        debug=args.debug,
    )
    return build(asked, args.articles, as_json=args.json)


def build(asked: Asked, named: Sequence[str], *, as_json: bool) -> int:
    """Make the editions of these articles, else of the station's own and its feeds', else of the manifests' stories."""
    programmes = [day_programme(asked, language) for language in asked.languages]
    station = asked.station
    if not (named or station.articles or station.feeds or any(one.run.manifest.is_file() for one in programmes)):
        mend = "name files or folders, or set 'articles:' or 'feeds:' in the station file"
        raise InputError("there is no article", mend=mend)
    material = material_of(named, asked)
    how = How(explain=asked.explain, debug=asked.debug)
    results = make_offering(programmes, material, asked.station, how, quiet=as_json)
    summary.show(results, as_json=as_json, explain=asked.explain)
    return exit_code(results, material)
