"""Who follows a day's making: told how far it has come, and asked for what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from packager.run import Progress, silent
from packager.translation.chains import Installable


class Unwatched:
    """Nobody follows: cron, a test. A terminal or a page is a subclass."""

    @contextmanager
    def watching(self) -> Iterator[Progress]:
        """Progress to be told for as long as the block runs, each step as 'Pashto: speaking' or 'reading 2 feeds'."""
        yield silent

    def bring(self, _model: Installable) -> bool:
        """Asked for a model that lines waited for; whether it is on this machine now."""
        return False
