"""Two at once on one edition: one waits, and nobody loses."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from packager import station as stations
from packager.day.making import build
from packager.day.plan import Asked
from packager.day.watching import Unwatched
from packager.locks import EDITION
from packager.run import Progress
from tests.day.test_day import DATE, articles
from tests.test_locks import holder

__all__ = ["articles"]


class Releasing(Unwatched):
    """Lets go of a lock once it is told that somebody waits for it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.told: list[str] = []

    @contextmanager
    def watching(self) -> Iterator[Progress]:
        def progress(what: str, _done: int, _of: int) -> None:
            self.told.append(what)
            if "waiting" in what:
                self.process.communicate("\n")

        yield progress


def test_a_build_waits_for_whoever_is_at_work_on_its_edition(articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out" / DATE / "ps"
    folder.mkdir(parents=True)
    station = stations.load(articles.parent / "station.yaml")
    asked = Asked(
        station=station, output=tmp_path / "out", date=date.fromisoformat(DATE).isoformat(), languages=("ps",)
    )
    with holder(folder / EDITION) as other:
        who = Releasing(other)
        done = build(asked, [str(articles)], who=who)
        assert other.poll() == 0
    assert who.told[0].startswith(f"Pashto: waiting for packager build (process {other.pid}, since ")
    assert done.exit_code == 0
    assert (folder / "manifest.yaml").is_file()
    assert not list(tmp_path.rglob(".packager.lock")) + list(tmp_path.rglob(".part-*"))
    with holder(folder / EDITION) as other:
        words = [
            sys.executable,
            "-m",
            "packager",
            "publish",
            str(folder),
            "--station",
            str(articles.parent / "station.yaml"),
        ]
        with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            assert process.stderr.readline().startswith(f"packager: waiting for packager build (process {other.pid}, ")
            other.communicate("\n")
            assert "not published" in process.communicate()[1]  # since nobody has approved it
