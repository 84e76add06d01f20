"""Making several editions at once, one process each, with a bar for each on a terminal."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from packager.edition.draft import Material
from packager.edition.pipeline import Programme, make_edition
from packager.edition.work import Made
from packager.errors import PackagerError
from packager.run import Progress, silent
from packager.station import LANGUAGES

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

Step = tuple[str, str, int, int]  # language, what, done, of how many


@dataclass(frozen=True, kw_only=True)
class How:
    """How editions are made."""

    explain: bool = False  # say what would be done, and do nothing
    debug: bool = False  # let an unexpected fault through, with its traceback


@dataclass(frozen=True, kw_only=True)
class Failed:
    """An edition that could not be made."""

    language: str
    error: PackagerError


def make_all(programmes: Sequence[Programme], material: Material, how: How) -> tuple[Made | Failed, ...]:
    """Every edition, in the order of the programmes; one that fails does not take the others with it."""
    with _watched() as watch:
        if how.explain or len(programmes) < 2 or len(os.sched_getaffinity(0)) < 2:
            return tuple(
                _make(_telling(one, _step_to(watch, one.run.edition.language)), material, how) for one in programmes
            )
        return _side_by_side(programmes, material, how, watch)


def _side_by_side(
    programmes: Sequence[Programme], material: Material, how: How, watch: Progress | None
) -> tuple[Made | Failed, ...]:
    # A fresh interpreter for each: threads of the encoder and of BLAS do not survive a fork.
    context = multiprocessing.get_context("spawn")
    steps: Queue[Step | None] = context.Queue()
    reader = threading.Thread(target=_follow, args=(steps, watch), daemon=True)
    reader.start()
    try:
        with ProcessPoolExecutor(len(programmes), context, initializer=_listen, initargs=(steps,)) as pool:
            return tuple(pool.map(_make_apart, programmes, [material] * len(programmes), [how] * len(programmes)))
    finally:
        steps.put(None)
        reader.join(5)


def _make(programme: Programme, material: Material, how: How) -> Made | Failed:
    try:
        made = make_edition(programme, material, explain=how.explain)
    except PackagerError as error:
        return Failed(language=programme.run.edition.language, error=error)
    except Exception as error:  # a fault of ours in one edition must not take the other off the air
        if how.debug:
            raise
        what = f"{type(error).__name__}: {error}; run again with --debug and report it"
        return Failed(language=programme.run.edition.language, error=PackagerError(what))
    return replace(made, run=replace(made.run, progress=silent))  # a record that can go from process to process


def _telling(programme: Programme, progress: Progress) -> Programme:
    """The programme, with somebody to tell how far it has come."""
    return replace(programme, run=replace(programme.run, progress=progress))


_steps: Queue[Step | None] | None = None  # this process's way to tell its progress


def _listen(steps: Queue[Step | None]) -> None:
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    global _steps  # noqa: PLW0603 - a queue can only be handed to a worker when it starts
    _steps = steps


def _leave_with_parent() -> None:
    """A worker whose parent was killed has nobody to work for, and would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _make_apart(programme: Programme, material: Material, how: How) -> Made | Failed:
    """Runs in a worker."""
    steps, language = _steps, programme.run.edition.language
    if steps is None:
        return _make(programme, material, how)
    return _make(_telling(programme, lambda *step: steps.put((language, *step))), material, how)


Watch = Progress | None  # where steps are shown, named by language; None where nobody looks


def _step_to(watch: Watch, language: str) -> Progress:
    if watch is None:
        return silent
    name = LANGUAGES[language]
    return lambda what, done, of: watch(f"{name}: {what}", done, of)


def _follow(steps: Queue[Step | None], watch: Watch) -> None:
    while (step := steps.get()) is not None:
        language, what, done, of = step
        if watch:
            watch(f"{LANGUAGES[language]}: {what}", done, of)


@contextmanager
def _watched() -> Iterator[Watch]:
    """Bars on a terminal, one for each language; silence in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    tasks = {}
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:

        def show(what: str, done: int, of: int) -> None:
            name = what.partition(":")[0]
            if name not in tasks:
                tasks[name] = bars.add_task(what)
            bars.update(tasks[name], description=what, completed=done, total=of)

        yield show
