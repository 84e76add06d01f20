"""packager archive: years of articles made into segments and transcripts."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from packager import station as stations
from packager.day.archive.cluster import DaskCrew
from packager.day.archive.crews import Crew, LocalCrew
from packager.day.archive.making import Archived, Course, archive, outside, setup_of
from packager.day.archive.orders import find
from packager.day.archive.supply import Limits
from packager.day.plan import Asked, the_date, the_languages, the_output
from packager.day.workers import cores
from packager.errors import InputError
from packager.station.reading import FILE_NAME
from packager.text.printable import tell

SHOWN = 20  # failures that are told on a terminal; the report has all
_EVERY = 30.0  # s between two lines of progress where nobody looks at a terminal


def run(args: argparse.Namespace) -> int:
    """Make what is missing, and say what became of it."""
    here = Path(FILE_NAME)  # as a whole path: a cluster's workers stand elsewhere
    named = Path(args.station) if args.station else here if here.is_file() else None
    station = stations.load(named.absolute() if named else None)
    languages = the_languages([word for word in args.to.split(",") if word], station)
    for name in ("workers", "first", "most_characters", "characters_a_minute"):
        if (getattr(args, name) or 0) < 0 or (name == "workers" and args.workers == 0):
            raise InputError("is below one", where=f"--{name.replace('_', '-')}", hint="give a number from 1")
    asked = Asked(
        station=station,
        output=the_output(args.output, station).absolute(),
        date=the_date(None, station),
        languages=languages,
        offline=args.offline,
    )
    found = find(args.articles, languages)
    found = replace(found, orders=found.orders[: args.first * len(languages) or None])
    setup = setup_of(asked, args.into)
    limits = Limits(
        characters=args.most_characters, a_minute=args.characters_a_minute, outside=outside(setup, languages)
    )
    crew: Crew = DaskCrew(setup, args.scheduler) if args.scheduler else LocalCrew(setup, args.workers or cores())
    done = archive(setup, found, crew, limits, _progress())
    if args.json:
        tell(json.dumps(done.data(), ensure_ascii=False, indent=1))
    else:
        _show(done, setup.into)
    return done.exit_code


def _progress() -> Callable[[Course], None]:
    """A line that changes on a terminal; elsewhere a line now and then, and none for what is soon done."""
    last = time.monotonic()

    def told(course: Course) -> None:
        nonlocal last
        if sys.stderr.isatty():
            width = os.get_terminal_size(sys.stderr.fileno()).columns - 1
            end = "\n" if course.done == course.of else ""
            print(f"\r{course.told()[:width]:<{width}}", end=end, file=sys.stderr, flush=True)
        elif time.monotonic() - last > _EVERY:
            last = time.monotonic()
            tell(course.told(), file=sys.stderr)

    return told


def _show(done: Archived, into: str) -> None:
    tell(f"{done.made:,} made, {done.before:,} were there, {len(done.failed):,} failed, of {done.of:,}; in {into}")
    if done.made:
        sent = f", {done.sent:,} characters left this machine in all" if done.sent else ""
        tell(f"  {done.seconds / 60:,.0f} min of sound, {done.spoken:,} utterances spoken{sent}")
    if done.needs:
        tell(f"  {len(done.needs):,} wait for an editor; report.json says which, and why")
    for line in (*done.unread, *(f"{one.order.file} ({one.order.language}): {one.reason}" for one in done.failed))[
        :SHOWN
    ]:
        tell(f"  failed  {line}")
    more = len(done.unread) + len(done.failed) - SHOWN
    if more > 0:
        tell(f"  … and {more:,} more, in report.json")
