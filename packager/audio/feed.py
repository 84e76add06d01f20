"""A thread that is fed blocks, so that encoding goes on while the rest of the program works."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

_WAITING = 16  # blocks of a second that may wait


class Feeder:
    """Hands blocks in order to `take`, on a thread of its own; after the first failure it takes no more."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        self._take = take
        self._blocks: queue.Queue[bytes | None] = queue.Queue(_WAITING)
        self._error: BaseException | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether the end has not been reached yet."""
        return self._thread.is_alive()

    def write(self, data: bytes) -> None:
        """Add a block; waits while many are waiting."""
        self._blocks.put(data)

    def finish(self) -> BaseException | None:
        """Wait until all is taken; what went wrong, if anything did."""
        if self.busy:
            self._blocks.put(None)
            self._thread.join()
        return self._error

    def stop(self) -> None:
        """End without taking what still waits."""
        self._stopped = True
        self.finish()

    def _run(self) -> None:
        while (data := self._blocks.get()) is not None:
            if self._error or self._stopped:
                continue  # emptied on, so that nobody waits for ever
            try:
                self._take(data)
            except Exception as error:
                self._error = error
