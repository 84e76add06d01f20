"""packager demo: the sample station's day, offline, in both languages."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from packager import station as stations
from packager.commands import summary
from packager.commands.terminal import Terminal
from packager.day.making import build
from packager.day.plan import Asked, the_date, the_languages
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.lang.registry import language
from packager.station import EditionPlan
from packager.text.printable import tell
from packager.voicing.cast import Cast

SAMPLE = Path(__file__).parent.parent / "sample" / "station.yaml"


def _by_rule(plan: EditionPlan) -> EditionPlan:
    """The plan with the voice that needs no model."""
    return replace(plan, cast=Cast(anchor=language(plan.language).voices[-1:]))


def run(args: argparse.Namespace) -> int:
    """Build the sample station's day and say where to listen and read."""
    station = stations.read(SAMPLE)
    if args.voice == "rule":
        station = replace(station, editions=tuple(map(_by_rule, station.editions)))
    asked = Asked(
        station=station,
        output=Path(args.output),
        date=the_date(None, station),
        languages=the_languages(None, station),
        offline=True,
        debug=args.debug,
    )
    done = build(asked, who=Terminal(asks=False))
    summary.show(done.results, as_json=args.json, explain=False)
    if not args.json and done.exit_code in (DONE, NEEDS_PERSON):
        folder = asked.output / asked.date
        tell(f"\nListen to {folder}/ps/*.mp3 and {folder}/ur/*.mp3; read and correct the manifest.yaml beside each.")
    return done.exit_code
