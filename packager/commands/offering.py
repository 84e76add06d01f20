"""A model that lines waited for: offered on a terminal, with what it is, how large, and from where."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

from packager.commands import models
from packager.day.workers import Failed, How, make_all
from packager.edition.draft import Material
from packager.edition.pipeline import Programme
from packager.edition.work import Made
from packager.errors import PackagerError
from packager.station import Station
from packager.translation.chains import Installable, ladder, missing


def make_offering(
    programmes: Sequence[Programme], material: Material, station: Station, how: How, *, quiet: bool
) -> tuple[Made | Failed, ...]:
    """Every edition; made once more where a model was missing, offered and installed."""
    results = make_all(programmes, material, how)
    if not _bring_missing(results, station, quiet=quiet or how.explain):
        return results
    return make_all([_with_new_chain(programme, station) for programme in programmes], material, how)


def _with_new_chain(programme: Programme, station: Station) -> Programme:
    language = programme.run.edition.language
    chain = ladder(station.sources(language), language)
    return replace(programme, translating=replace(programme.translating, chain=chain))


def _bring_missing(results: Sequence[Made | Failed], station: Station, *, quiet: bool) -> bool:
    """Ask for each missing model whether to install it now; whether one was. Without a terminal nothing is asked.

    What is missing, and the command that brings it, stands in the summary in any case.
    """
    if quiet or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    made = [result for result in results if isinstance(result, Made) and not result.run.offline]
    wanted = dict.fromkeys(
        model
        for result in made
        for language in [result.run.edition.language]
        for model in missing(station.sources(language), language, result.work.absent)
    )
    brought = [_brought(model) for model in wanted]  # each is asked for, whatever became of the one before
    return any(brought)


def _brought(model: Installable) -> bool:
    args = argparse.Namespace(
        action="install",
        kind=model.kind,
        name=model.name,
        source="",
        repository="",
        accept_licence=model.licence,
        offline=False,
        json=False,
    )
    print(f"Lines were to be translated by a model that is not on this machine ({model.command}).")
    try:
        models.run(argparse.Namespace(**vars(args), plan=True))
        if not _yes("Install it now? [y/N] "):
            return False
        models.run(argparse.Namespace(**vars(args), plan=False))
    except PackagerError as error:
        print(f"packager: {error}", file=sys.stderr)
        return False
    return True


def _yes(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:
        return False
