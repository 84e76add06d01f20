"""The build brings the voices' dictionaries on a machine where the package was never installed."""

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = """
import json, sys
sys.path[:0] = sys.argv[1:]
from hatchling.metadata.core import ProjectMetadata
from hatch_build import CompiledVoices

class Screen:
    told = []
    def display_warning(self, message):
        self.told.append(message)

class Build(CompiledVoices):
    found = ()
    def _made(self):  # compiling takes ten seconds; what it needs to find is looked at instead
        from packager.lang import registry
        Build.found = registry.codes()
        return set()

root, metadata = sys.argv[1], ProjectMetadata(sys.argv[1], None)
Build(root, {}, None, metadata, root, "wheel", Screen()).initialize("standard", {})
print(json.dumps([Screen.told, Build.found]))
"""


def test_a_build_finds_the_languages_without_an_installed_package(tmp_path: Path) -> None:
    """A clean clone has no entry point to ask: its wheel came without dictionaries, and nobody was told."""
    bare = tmp_path / "site-packages"
    bare.mkdir()
    for folder in _installed():
        for entry in folder.iterdir():
            if not entry.name.startswith(("packager", "_packager")) and entry.suffix != ".pth":
                (bare / entry.name).symlink_to(entry)
    ran = subprocess.run(
        [sys.executable, "-S", "-E", "-c", BUILD, str(ROOT), str(bare)],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )

    assert ran.returncode == 0, ran.stderr
    told, found = json.loads(ran.stdout)
    assert told == []
    assert {"en", "ps", "ur"} <= set(found)


def _installed() -> list[Path]:
    """Where packages lie: the environment's own folder, and those that its path files name."""
    own = Path(sysconfig.get_path("purelib"))
    named = [Path(line) for file in own.glob("*.pth") for line in file.read_text().splitlines() if line.startswith("/")]
    return [own, *(place for place in named if place.name == "site-packages")]
