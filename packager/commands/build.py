"""packager build: the day's episodes from articles."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from packager import station as stations
from packager.articles import gather
from packager.articles.embargo import held
from packager.commands import summary
from packager.commands.day import Asked, day_job, exit_code, the_date, the_languages
from packager.commands.editions import How, make_all
from packager.edition.drafting import Material
from packager.errors import InputError
from packager.station import Station


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
    """Make the editions of these articles, else of the station's, else of the stories in the manifests."""
    jobs = [day_job(asked, language) for language in asked.languages]
    names = list(named) or [str(path) for path in asked.station.articles]
    if not names and not any(job.manifest.is_file() for job in jobs):
        raise InputError("there is no article", mend="name files or folders, or set 'articles:' in the station file")
    material = material_of(names, asked.station)
    results = make_all(jobs, material, How(explain=asked.explain, debug=asked.debug))
    summary.show(results, as_json=as_json, explain=asked.explain)
    return exit_code(results, material)


def material_of(names: Sequence[str], station: Station) -> Material:
    """The articles that these names stand for, those under embargo left out with the reason."""
    if not names:
        return Material(articles=())
    intake = gather(names, stdin=sys.stdin.buffer if "-" in names else None, zone=station.zone)
    now = datetime.now(station.zone)
    waiting = {article.id: held(article, now, station.zone) for article in intake.articles}
    held_back = (skipped for skipped in waiting.values() if skipped)
    return Material(
        articles=tuple(article for article in intake.articles if waiting[article.id] is None),
        skipped=(*intake.skipped, *intake.problems, *held_back),
    )
