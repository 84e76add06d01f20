"""packager convert: one article → one segment with its manifest."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from packager import station as stations
from packager.commands import summary
from packager.commands.offering import make_offering
from packager.day.intake import material_of
from packager.day.plan import STORE, Asked, exit_code, make_job, the_date, the_languages
from packager.day.workers import How
from packager.errors import InputError
from packager.records import Edition
from packager.station import Cast
from packager.store import Store


def run(args: argparse.Namespace) -> int:
    """Convert the article, print the summary, give the exit code."""
    station = stations.load(Path(args.station) if args.station else None)
    (language,) = the_languages([args.to], station)
    asked = Asked(
        station=station,
        output=Path(args.output),
        date=the_date(None, station),
        languages=(language,),
        offline=args.offline,
    )
    material = material_of([args.article], asked, Store(asked.output / STORE))
    if len(material.articles) != 1:
        reasons = "; ".join(skipped.reason for skipped in material.skipped)
        what = (
            f"{len(material.articles)} articles were found" if material.articles else reasons or "no article was found"
        )
        raise InputError(what, where=args.article, mend="name one article; 'packager build' takes many")
    article = material.articles[0]
    plan = station.edition(language)
    plan = replace(plan, cast=Cast(anchor=(args.voice,))) if args.voice else plan
    edition = Edition(date=asked.date, language=language)
    folder = asked.output / "convert" / article.id / language
    job = replace(make_job(asked, edition, plan, article.id, folder), whole_show=False)
    results = make_offering([job], material, How(debug=args.debug), quiet=args.json)
    summary.show(results, as_json=args.json, explain=False)
    return exit_code(results, material)
