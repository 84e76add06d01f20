"""One run of one edition: which programme, where its files go, and when it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from packager.known import Known
from packager.records import Edition
from packager.store import Store

Progress = Callable[[str, int, int], None]  # (what, done, of how many)


def silent(_what: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """What every step of an edition may know; all else it is given by name."""

    edition: Edition
    episode: str  # the episode's name, and its files': "2026-11-23-ps"
    folder: Path  # where the edition's files go
    store: Store
    now: datetime  # aware, on the station's clock
    offline: bool = False  # no text leaves this machine
    progress: Progress = silent
    known: Known = field(default_factory=Known, compare=False)  # what earlier runs of the edition found out

    @property
    def zone(self) -> tzinfo:
        """The station's time zone."""
        assert self.now.tzinfo, "a run's moment is told in the station's zone"
        return self.now.tzinfo

    @property
    def manifest(self) -> Path:
        """The manifest's file."""
        return self.folder / "manifest.yaml"
