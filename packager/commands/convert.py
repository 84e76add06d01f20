"""packager convert: one article → one segment with its manifest."""

from __future__ import annotations

import argparse
from pathlib import Path

from packager import station as stations
from packager.commands import summary
from packager.commands.offering import make_offering
from packager.day.intake import material_of
from packager.day.plan import Asked, article_programme, exit_code, the_date, the_languages
from packager.day.workers import How
from packager.errors import InputError


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
    material = material_of([args.article], asked)
    if len(material.articles) != 1:
        reasons = "; ".join(skipped.reason for skipped in material.skipped)
        what = (
            f"{len(material.articles)} articles were found" if material.articles else reasons or "no article was found"
        )
        raise InputError(what, where=args.article, mend="name one article; 'packager build' takes many")
    article = material.articles[0]
    programme = article_programme(asked, language, article.id, args.voice)
    results = make_offering([programme], material, station, How(debug=args.debug), quiet=args.json)
    summary.show(results, as_json=args.json, explain=False)
    return exit_code(results, material)
