"""A model that lines waited for: offered on a terminal, with what it is, how large, and from where."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

from packager.commands import models
from packager.day.workers import Failed, How, make_all
from packager.edition.draft import Material
from packager.edition.job import Job
from packager.edition.pipeline import Made
from packager.errors import PackagerError
from packager.translation.chains import Installable, ladder, missing


def make_offering(jobs: Sequence[Job], material: Material, how: How, *, quiet: bool) -> tuple[Made | Failed, ...]:
    """Every edition; made once more where a model was missing, offered and installed."""
    results = make_all(jobs, material, how)
    if not _bring_missing(results, quiet=quiet or how.explain):
        return results
    climbed = (replace(job, ladder=ladder(job.station, job.edition.language)) for job in jobs)
    return make_all(tuple(climbed), material, how)


def _bring_missing(results: Sequence[Made | Failed], *, quiet: bool) -> bool:
    """Ask for each missing model whether to install it now; whether one was. Without a terminal nothing is asked.

    What is missing, and the command that brings it, stands in the summary in any case.
    """
    if quiet or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    made = [result for result in results if isinstance(result, Made) and not result.job.offline]
    wanted = dict.fromkeys(
        model
        for result in made
        for model in missing(result.job.station, result.job.edition.language, result.work.absent)
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
