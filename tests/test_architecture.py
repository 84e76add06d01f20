"""The shape of the house: which room may look into which, and what a start may not cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "packager"
BASE = ("records", "errors", "exit_codes", "store", "text", "lang")
# Each room, and what it may import of ours besides itself and BASE.
MAY: dict[str, tuple[str, ...] | None] = {
    "records": (),
    "errors": (),
    "exit_codes": (),
    "network": (),
    "store": ("errors",),
    "text": ("errors",),
    "espeak_ng": ("errors", "store"),
    # A word's phones are ours, but for those that espeak-ng's own dictionary knows: a library, and no voice.
    "lang": ("errors", "store", "text", "espeak_ng"),
    "speech": (),
    "audio": (),
    # A voice over a network answers in MP3 or WAV: the one door to FFmpeg is in audio.
    "engines": ("espeak_ng", "audio", "network"),
    "articles": ("network",),
    "station": (),
    "episode": (),
    # A WAV's chunks are made of what a delivery says and of what audio measured.
    "delivery": ("audio",),
    "desk": ("translation",),
    "translation": ("speech", "engines", "station", "desk", "edition"),
    "voicing": ("speech", "engines", "audio", "station", "desk", "edition"),
    "edition": ("speech", "audio", "station", "episode", "delivery", "desk", "translation", "voicing"),
    "air": ("audio", "station", "delivery", "desk"),
    "day": ("articles", "speech", "station", "translation", "voicing", "edition"),
    "commands": None,  # the outermost room: it may use all others
    "cli": (),
    "__main__": ("cli",),
    "__init__": (),
}


def _room(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def _imports(path: Path) -> set[str]:
    """Rooms of ours that a module imports, wherever in it."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "packager":
            parts = node.module.split(".")
            rooms |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("packager.")}
    return rooms


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path) -> None:
    room = _room(path)
    allowed = MAY[room]
    if allowed is not None:
        lower = {"records", "errors", "exit_codes", "network", "store", "text", "espeak_ng", "lang"}
        base = () if room in lower else BASE
        assert _imports(path) - {room} <= {*allowed, *base}


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from packager.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    heavy = {
        "numpy",
        "yaml",
        "ruamel",
        "lxml",
        "httpx",
        "argostranslate",
        "pydub",
        "rich",
        "sqlite3",
        "importlib.metadata",
    }
    assert not loaded & heavy
    assert not {name for name in loaded if name.startswith(("packager.engines", "packager.audio"))}
    assert "Pashto" in done.stdout


def test_every_language_has_its_cases() -> None:
    cases = Path(__file__).parent / "cases"
    assert {path.name for path in cases.glob("spoken.*.tsv")} == {"spoken.ps.tsv", "spoken.ur.tsv"}


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in PACKAGE.rglob("*.py") if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []
