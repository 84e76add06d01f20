"""Compiles the voices' dictionaries when the package is built or installed, so that no first day waits for them.

What is made lies under packager/compiled, named by a digest of its sources: it is used only while they stand.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from pkgutil import resolve_name
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledVoices(BuildHookInterface[Any]):
    """The folder of espeak-ng's data of every language that the package brings."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make what is not there yet, and clear away what was made of other sources.

        A build on a machine where it cannot be made says so and goes on: the program makes it at first use.
        """
        with TemporaryDirectory() as place:
            self._announce(Path(place))
            sys.path[:0] = [self.root, place]
            try:
                made = self._made()
                for old in {place for here in made for place in here.parent.iterdir()} - made:
                    shutil.rmtree(old)
            except Exception as error:
                self.app.display_warning(f"the voices' dictionaries are not in this build ({error})")
            finally:
                sys.path[:] = [folder for folder in sys.path if folder not in (self.root, place)]

    def _announce(self, place: Path) -> None:
        """The package's own languages are found by their entry points, which are not installed yet."""
        folder = place / "packager-0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: packager\nVersion: 0\n", encoding="utf-8")
        points = self.metadata.core.entry_points["packager.languages"]
        lines = "".join(f"{name} = {point}\n" for name, point in points.items())
        (folder / "entry_points.txt").write_text(f"[packager.languages]\n{lines}", encoding="utf-8")

    def _made(self) -> set[Path]:
        from packager.espeak_ng.data import ship

        points = self.metadata.core.entry_points["packager.languages"]
        languages = [resolve_name(point) for point in points.values()]
        return {ship(language.espeak.sources()) for language in languages if not language.source}
