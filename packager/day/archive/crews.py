"""Who does the work: processes of this machine. Each has one order at a time, so that it is known which killed it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from typing import Protocol

from packager.day.archive.orders import FAILED, Order, Outcome
from packager.day.archive.supply import Supply
from packager.day.archive.worker import Bench, Setup

NICE = 10  # so much a worker stands back: a day's bundle that is built meanwhile has the processors first
PATIENCE = 1.0  # s that workers have to clear up after themselves when an archive is stopped
_LOOK = 0.5  # s between two looks at a supply that gives nothing out just now


class Crew(Protocol):
    """Workers, wherever they are."""

    def work(self, supply: Supply) -> Iterator[Outcome]:
        """Do all that the supply gives out; outcomes as they come. Raises PackagerError where nothing can go on."""


@dataclass
class _Worker:
    """A process, our end of the pipe to it, and what it is making."""

    process: subprocess.Popen[bytes]
    end: Connection
    order: Order | None = None


@dataclass(frozen=True)
class LocalCrew:
    """Processes of this machine."""

    setup: Setup
    size: int

    def work(self, supply: Supply) -> Iterator[Outcome]:
        """See Crew. A worker that dies costs its own order, and another takes its place."""
        workers: list[_Worker] = []
        try:
            while not supply.over:
                self._give_out(supply, workers)
                busy = [worker for worker in workers if worker.order]
                if not busy:
                    time.sleep(_LOOK)
                    continue
                awake = wait([worker.end for worker in busy], timeout=_LOOK)
                for worker in [worker for worker in busy if worker.end in awake]:
                    outcome = _news(worker)
                    worker.order = None
                    if worker.process.returncode is not None:
                        workers.remove(worker)
                    yield outcome
        finally:
            _stop(workers)

    def _give_out(self, supply: Supply, workers: list[_Worker]) -> None:
        """An order to everybody who has none; workers are started when there is work for them."""
        while True:
            idle = next((worker for worker in workers if worker.order is None), None)
            if (idle is None and len(workers) >= self.size) or not (order := supply.take()):
                return
            worker = idle or self._started()
            workers += [worker] if idle is None else []
            worker.order = order
            with suppress(ConnectionError):  # it died as it began: its end will say so
                worker.end.send(order)

    def _started(self) -> _Worker:
        """A worker: an interpreter of its own, which a terminal's interrupt reaches through this process alone."""
        ours, theirs = Pipe()
        line = [sys.executable, "-m", __name__, str(theirs.fileno())]
        process = subprocess.Popen(line, pass_fds=[theirs.fileno()], start_new_session=True, stdin=subprocess.DEVNULL)
        theirs.close()  # from now on the worker alone holds it: when it dies, our end says so
        with suppress(ConnectionError):
            ours.send(self.setup)
        return _Worker(process, ours)


def _news(worker: _Worker) -> Outcome:
    assert worker.order, "only a busy worker is listened to"
    try:
        outcome: Outcome = worker.end.recv()
    except (EOFError, ConnectionError):
        code = worker.process.wait()
        what = f"its process ended before it was done (code {code}); see to memory and disk"
        return Outcome(order=worker.order, state=FAILED, reason=what, again=True)
    return outcome


def _stop(workers: list[_Worker]) -> None:
    """End the workers: those without work see that nobody is there any more; the others are asked, and then ended."""
    for worker in workers:
        worker.end.close()
        if worker.order:
            worker.process.terminate()
    until = time.monotonic() + PATIENCE
    for worker in workers:
        try:
            worker.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            worker.process.kill()
            worker.process.wait()


def _serve(end: Connection) -> None:
    """Runs in a worker, until nobody is at the other end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.nice(NICE)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with suppress(EOFError, ConnectionError):
        bench = Bench.of(end.recv())
        while True:
            end.send(bench.done(end.recv()))


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])))
