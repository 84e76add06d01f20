"""Making several editions at once, one process each."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from packager.edition.draft import Material
from packager.edition.pipeline import Programme, make_edition
from packager.edition.work import Made
from packager.errors import PackagerError, of_machine
from packager.lang.registry import name_of
from packager.locks import EDITION, held
from packager.process import WATCH
from packager.run import Progress, Run
from packager.store import make_folder, sweep_below

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext

PATIENCE = 0.8  # s that workers have to clear up after themselves when a run is stopped


@dataclass(frozen=True, kw_only=True)
class EditionFailed:
    """An edition that could not be made."""

    language: str
    error: PackagerError


@dataclass(frozen=True, kw_only=True)
class _Step:
    """How far an edition has come, on its way from its process to the first one."""

    what: str
    done: int
    of: int


def make_all(
    programmes: Sequence[Programme], material: Material, progress: Progress, *, explain: bool, debug: bool
) -> tuple[Made | EditionFailed, ...]:
    """Every edition, in the order of the programmes; one that fails does not take the others with it.

    With `explain` it is said what would be done, and nothing is done. With `debug` an unexpected fault comes
    through with its traceback, for which the editions are made one after the other.
    """
    course = _Course(progress)
    try:
        if not (explain or debug) and min(len(programmes), cores()) > 1:
            return _side_by_side(programmes, material, course)
        results = []
        for one in programmes:
            course.begun(one)
            results.append(_make(one, material, course.of(one), explain=explain, debug=debug))
            course.over(one)
        return tuple(results)
    except KeyboardInterrupt as stop:
        stop.add_note(course.told())  # the last words of whoever is stopped
        raise


def cores() -> int:
    """How many processors this process may use; not every system has a way to say it."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class _Course:
    """How far each edition has come: told to whoever follows, and kept."""

    progress: Progress
    far: dict[str, str] = field(default_factory=dict)

    def of(self, programme: Programme) -> Progress:
        """The progress, told with the name of the programme's language."""
        name = name_of(programme.run.edition.language)

        def told(what: str, done: int, of: int) -> None:
            self.far[name] = f"{name}: {what}, {done} of {of}" if of > 1 else f"{name}: {what}"
            self.progress(f"{name}: {what}", done, of)

        return told

    def begun(self, programme: Programme) -> None:
        """An edition is being made, and nothing is told of it yet."""
        name = name_of(programme.run.edition.language)
        self.far[name] = f"{name}: just begun"

    def over(self, programme: Programme) -> None:
        """An edition is made, or failed."""
        name = name_of(programme.run.edition.language)
        self.far[name] = f"{name}: done"

    def told(self) -> str:
        """Every edition that was begun, in a line."""
        return "; ".join(self.far.values()) or "nothing was begun"


def _make(
    programme: Programme, material: Material, progress: Progress, *, explain: bool = False, debug: bool = False
) -> Made | EditionFailed:
    run = programme.run
    try:
        told = replace(programme, run=replace(run, progress=progress))
        # The run goes back as it came: a record that can go from process to process.
        with nullcontext() if explain else _alone(run, progress):
            made = replace(make_edition(told, material, explain=explain), run=run)
            if not explain:
                run.known.save()
            return made
    except PackagerError as error:
        return EditionFailed(language=run.edition.language, error=error)
    except Exception as error:  # a fault of ours in one edition must not take the other off the air
        if debug:
            raise
        if refused := of_machine(error):
            return EditionFailed(language=run.edition.language, error=refused)
        what = f"{type(error).__name__}: {error}; run again with --debug and report it"
        return EditionFailed(language=run.edition.language, error=PackagerError(what))


@contextmanager
def _alone(run: Run, progress: Progress) -> Iterator[None]:
    """One run at a time makes or publishes an edition; who comes second waits, and then finds what the first made."""
    make_folder(run.folder)
    with held(run.folder / EDITION, "packager build", waiting=lambda who: progress(f"waiting for {who}", 0, 1)) as died:
        if died:
            sweep_below(run.folder)
            sweep_below(run.store.root)
        yield


def _side_by_side(
    programmes: Sequence[Programme], material: Material, course: _Course
) -> tuple[Made | EditionFailed, ...]:
    context = _context()
    results: dict[int, Made | EditionFailed] = {}
    ends: dict[Connection, int] = {}  # where each worker's news come from → the programme's place
    workers: list[BaseProcess] = []
    try:
        for place, programme in enumerate(programmes):
            ours, theirs = context.Pipe()
            worker = context.Process(target=_work, args=(theirs, dict(os.environ)))
            with _uninterrupted(context.get_start_method()), warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside a thread: see `_context`
                worker.start()
                workers.append(worker)
                course.begun(programme)
            theirs.close()  # from now on the worker alone holds it: when it dies, our end says so
            ends[ours] = place
        for ours, place in ends.items():
            with suppress(ConnectionError):  # it died as it began: its end will say so
                ours.send((programmes[place], material))  # more than a pipe holds: a worker must be awake to take it
        while ends:
            awake = wait(list(ends))
            for end in [end for end in ends if end in awake]:
                place = ends[end]
                news = _news(end, workers[place], programmes[place])
                if isinstance(news, _Step):
                    course.of(programmes[place])(news.what, news.done, news.of)
                else:
                    results[place] = news
                    course.over(programmes[place])
                    del ends[end]
    except BaseException:
        _stop(workers)
        raise
    for ended in workers:
        ended.join()
    return tuple(results[place] for place in range(len(programmes)))


def _context() -> ForkContext | ForkServerContext | SpawnContext:
    """How workers are started: as forks, which have everything loaded, where no thread could be missed in them.

    Threads do not survive a fork, and what they held stays held: beside any but the one that watches for signals,
    which holds nothing, workers come from a process that has none.
    """
    tasks = Path("/proc/self/task")
    threads = {thread.name for thread in threading.enumerate() if thread is not threading.main_thread()}
    if tasks.is_dir() and threads <= {WATCH} and len(list(tasks.iterdir())) == 1 + len(threads):
        return multiprocessing.get_context("fork")
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


@contextmanager
def _uninterrupted(start: str) -> Iterator[None]:
    """A signal waits until the block is over: a worker is started whole, and known to whoever ends it.

    Workers inherit the mask, so that a terminal's interrupt reaches them through the first process alone.
    """
    if start != "fork":
        resource_tracker.ensure_running()  # started later it would lift the mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _news(end: Connection, worker: BaseProcess, programme: Programme) -> _Step | Made | EditionFailed:
    try:
        news: _Step | Made | EditionFailed = end.recv()
    except (EOFError, ConnectionError):
        worker.join()
        what = f"its process ended before it was done (code {worker.exitcode}); run again, and see to memory and disk"
        return EditionFailed(language=programme.run.edition.language, error=PackagerError(what))
    return news


def _stop(workers: Sequence[BaseProcess]) -> None:
    """End the workers: asked first, so that nothing half-written stays behind, and then not asked any more."""
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join(PATIENCE / len(workers))
        worker.kill()
        worker.join()


def _work(end: Connection, environment: Mapping[str, str]) -> None:
    """Runs in a worker; `environment` is the first process's, which one that brings forth workers may not have."""
    if environment != os.environ:
        os.environ.clear()
        os.environ.update(environment)
    if (watch := signal.set_wakeup_fd(-1)) >= 0:
        os.close(watch)  # of a fork: a signal to this process is none to the first
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # by which the first process ends this one
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    try:
        programme, material = end.recv()
    except EOFError:
        return  # stopped before it began

    def told(what: str, done: int, of: int) -> None:
        end.send(_Step(what=what, done=done, of=of))

    end.send(_make(programme, material, told))


def _leave_with_parent() -> None:
    """A worker whose parent was killed has nobody to work for, and would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
