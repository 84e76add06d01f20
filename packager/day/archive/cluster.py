"""The workers of an existing Dask cluster.

A cluster loses things: results with the worker that held them, queued orders with a scheduler. So a task writes its
result into the archive's place and returns a few bytes; few are on their way at once, and each future is let go as soon
as it is read; and what was on its way when a scheduler was lost is given out again, to find that it is done or to be
done.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import pickle
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from packager.day.archive.orders import FAILED, GONE, Order, Outcome
from packager.day.archive.supply import Supply
from packager.day.archive.worker import Setup, work
from packager.errors import InputError, PackagerError

PATIENCE = 600.0  # s that a scheduler may be away
_LOOK = 0.5  # s
# What Dask raises where the scheduler is gone; its own errors of lines are OSErrors.
_LOST = (OSError, TimeoutError, RuntimeError, asyncio.CancelledError, concurrent.futures.CancelledError)
_ANSWER = 30.0  # s for a dozen bytes from a worker
_AHEAD = 2  # orders on their way for each thread of the cluster: one to do, one to go on with
_PRIORITY = -10  # others' tasks of the same cluster go first


@dataclass(frozen=True)
class DaskCrew:
    """A Dask cluster by its scheduler's address."""

    setup: Setup
    address: str
    pause: float = 1.0  # s between two tries to reach a scheduler
    answer: float = 5.0  # s that it has to answer

    def work(self, supply: Supply) -> Iterator[Outcome]:
        """See Crew. A scheduler that is lost is waited for, and what it had is given out again."""
        setup, _ = pickle.dumps(self.setup), _dask()  # which sets its loggers' levels as it is loaded
        for name in ("distributed", "distributed.client", "distributed.core", "tornado.application"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # we say ourselves, in a line, what was lost
        patience = 30.0
        while not supply.over:
            client = self._client(patience)
            patience = PATIENCE
            futures: dict[Any, Order] = {}
            try:
                with client.as_current():
                    yield from self._through(client, supply, setup, futures)
            finally:
                _closed(client)
            for order in futures.values():  # the scheduler is gone, and they with it
                yield Outcome(order=order, state=GONE, reason="the scheduler was lost")

    def _through(self, client: Any, supply: Supply, setup: bytes, futures: dict[Any, Order]) -> Iterator[Outcome]:
        """Outcomes until the supply is over, or the scheduler lost; what is on its way stands in `futures`."""
        distributed = _dask()
        while not supply.over or futures:
            try:
                most = max(1, _AHEAD * sum(client.nthreads().values()))
                while len(futures) < most and (order := supply.take()):
                    key = f"packager-{order.language}-{secrets.token_hex(6)}"
                    future = client.submit(work, setup, order, key=key, pure=False, retries=0, priority=_PRIORITY)
                    futures[future] = order
                if not futures:
                    time.sleep(_LOOK)
                    continue
                try:
                    ready = distributed.wait(list(futures), timeout=_LOOK, return_when="FIRST_COMPLETED").done
                except TimeoutError:
                    ready = set()
                if client.status != "running" or any(future.status in ("lost", "cancelled") for future in futures):
                    return
                outcomes = {future: _outcome(future, futures[future]) for future in ready}
            except _LOST:
                return
            for future, outcome in outcomes.items():
                del futures[future]
                future.release()
                yield outcome

    def _client(self, patience: float) -> Any:
        """A client, as soon as the scheduler answers. Raises InputError for no Dask, PackagerError for no scheduler."""
        distributed, until = _dask(), time.monotonic() + patience
        while True:
            try:
                return distributed.Client(self.address, timeout=self.answer, set_as_default=False)
            except (OSError, TimeoutError) as error:
                if time.monotonic() >= until:
                    what = f"{self.address}: no scheduler answers ({type(error).__name__})"
                    raise PackagerError(f"{what}; start it, and give the same command again") from error
            except ValueError as error:
                raise InputError(f"is no scheduler's address ({error})", where=self.address) from error
            time.sleep(self.pause)


def _dask() -> Any:
    """Dask's library. Raises InputError where it is not installed."""
    try:
        return import_module("distributed")
    except ImportError as error:
        hint = "pip install 'packager[distributed]', here and in the workers' environment"
        raise InputError("Dask is not installed", where="--scheduler", hint=hint) from error


def _outcome(future: Any, order: Order) -> Outcome:
    """What a task came to. Raises one of _LOST where the worker that holds it, or the scheduler, is gone."""
    if future.status == "finished":
        outcome: Outcome = future.result(timeout=_ANSWER)
        return outcome
    error = future.exception(timeout=_ANSWER)
    what = f"{type(error).__name__}: {error}"[:300]
    return Outcome(order=order, state=FAILED, reason=f"a worker could not do it ({what})", again=True)


def _closed(client: Any) -> None:
    try:
        client.close(timeout=2)
    except _LOST:
        return  # it was lost before
