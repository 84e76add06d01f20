"""What a terminal shows while work goes on, and what it asks; in a pipe nothing is shown and nothing asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from packager.day.watching import Unwatched
from packager.engines.models.installing import ModelWanted, find
from packager.errors import PackagerError
from packager.run import Progress, silent
from packager.text.printable import tell
from packager.translation.chains import Installable

if TYPE_CHECKING:
    from packager.engines.models.downloads import Progress as BytesProgress


@dataclass(frozen=True)
class Terminal(Unwatched):
    """Whoever sits before the program."""

    asks: bool = True  # whether a missing model is offered; the command that brings it stands in the summary anyway

    @contextmanager
    def watching(self) -> Iterator[Progress]:
        """Bars, one for each language and each thing that is waited for."""
        if not sys.stderr.isatty():
            yield silent
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        tasks = {}
        # Drawn as there is something to tell, by no thread of its own: workers begin as forks of this process.
        with Bars(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bars:

            def show(what: str, done: int, of: int) -> None:
                name = what.partition(":")[0]
                if name not in tasks:
                    tasks[name] = bars.add_task(what)
                bars.update(tasks[name], description=what, completed=done, total=of, refresh=True)

            yield show

    def bring(self, model: Installable) -> bool:
        """Say what the model is, how large and from where, and ask whether to install it now."""
        if not (self.asks and sys.stdin.isatty() and sys.stdout.isatty()):
            return False
        tell(f"Lines were to be translated by a model that is not on this machine ({model.command}).")
        try:
            found = find(ModelWanted(kind=model.kind, name=model.name, licence=model.licence))
            tell(found.about)
            if input("Install it now? [y/N] ").strip().lower() not in ("y", "yes"):
                return False
            found.install(bytes_on_terminal(found.name))
            tell(f"{found.name} is installed")
        except PackagerError as error:
            tell(f"packager: {error}", file=sys.stderr)
            return False
        except EOFError:
            return False
        return True


def bytes_on_terminal(name: str) -> BytesProgress:
    """A line that grows on a terminal while a file comes; nothing in a pipe."""
    from packager.engines.models.downloads import quiet

    if not sys.stderr.isatty():
        return quiet

    def show(done: int, whole: int | None) -> None:
        share = f"{100 * done // whole:3d} %" if whole else ""
        print(f"\r{name}: {done / 1e6:8.1f} MB {share}", end="\n" if done == whole else "", file=sys.stderr)

    return show
