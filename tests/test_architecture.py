"""The shape of the house: which room may look into which, and what a start may not cost."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "packager"
# Each room, and what it may import of ours besides itself. Rooms stand from the ground up: none sees one above it.
LAW: dict[str, tuple[str, ...]] = {
    "errors": (),
    "exit_codes": (),
    "records": (),
    "network": (),
    "entry_points": ("errors",),
    "process": (),
    "store": ("errors",),
    "locks": ("errors", "store"),
    "known": ("errors", "store"),  # what earlier runs found out
    "run": ("records", "store", "known"),  # which edition, where its files go, and when
    "text": ("errors",),
    "espeak_ng": ("errors", "store"),
    # A word's phones are ours, but for those that espeak-ng's own dictionary knows: a library, and no voice.
    "lang": ("errors", "entry_points", "records", "store", "text", "espeak_ng"),
    "speech": ("errors", "records", "store", "text", "lang"),
    "audio": ("errors", "records", "store", "lang"),
    # A voice over a network answers in MP3 or WAV: the one door to FFmpeg is in audio.
    "engines": ("errors", "entry_points", "records", "network", "store", "text", "espeak_ng", "lang", "audio"),
    "articles": ("errors", "records", "network", "store", "text", "lang"),
    "episode": ("errors", "records", "text", "lang"),
    # A WAV's chunks are made of what a delivery says and of what audio measured.
    "delivery": ("errors", "records", "store", "text", "lang", "audio"),
    # What an editor decided comes before the work that goes by it: neither translating nor speaking is known here.
    "desk": ("errors", "records", "store", "locks", "text", "lang"),
    "translation": ("errors", "records", "store", "known", "run", "text", "lang", "engines", "desk"),
    "voicing": (
        "errors",
        "records",
        "store",
        "locks",
        "known",
        "run",
        "text",
        "lang",
        "speech",
        "audio",
        "engines",
        "desk",
    ),
    # station.yaml is read into the records of the rooms whose choices it holds; no room but those above takes it whole.
    "station": (
        *("errors", "entry_points", "records", "store", "text", "lang", "audio", "articles"),
        *("delivery", "translation", "voicing"),
    ),
    "edition": (
        *("errors", "records", "store", "known", "run", "text", "lang", "speech", "audio", "episode"),
        *("delivery", "desk", "translation", "voicing", "station"),
    ),
    # What airs is read from files and manifests: how an edition was made is nothing to it.
    "air": (
        *("errors", "entry_points", "records", "store", "locks", "text", "lang", "audio"),
        *("delivery", "desk", "station"),
    ),
    # The desk asks it to look at lines and to speak them (`desk.workshop`), so it knows the desk and what sounds. A day
    # by itself ends on the air, and who looks ahead to it asks engines and feeds whether they are there.
    "day": (
        *("errors", "exit_codes", "records", "store", "known", "locks", "run", "text", "lang", "speech", "audio"),
        *("articles", "episode", "delivery", "desk", "translation", "voicing", "station", "edition", "network"),
        *("engines", "air", "process"),
    ),
    "commands": (
        *("errors", "exit_codes", "records", "store", "locks", "run", "text", "lang", "speech", "audio", "engines"),
        *("articles", "delivery", "desk", "translation", "voicing", "station", "edition", "air", "day"),
    ),
    "cli": ("errors", "exit_codes", "process", "text", "commands"),
    "__main__": ("cli",),
    "__init__": (),
}
BY_NAME = re.compile(r"packager(?:\.\w+)+")  # a module's name in a text that import_module is given


def _modules() -> dict[str, Path]:
    """Every module of ours by its name; a package by its own, without __init__."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = _modules()


@functools.cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def _imports(path: Path) -> frozenset[str]:
    """Modules of ours that a module imports, wherever in it: for a type checker alone and by name too."""
    found = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "packager":
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name if name in MODULES else node.module for name in inside}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "packager"}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            found |= set(BY_NAME.findall(ast.unparse(node)))
    return frozenset(found)


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def _circles(graph: dict[str, set[str]]) -> list[set[str]]:
    """Groups that can be reached from each of their members, by the members."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        todo = [start]
        while todo:
            new = graph.get(todo.pop(), set()) - seen
            seen |= new
            todo += new
        return seen

    reach = {name: reached(name) for name in graph}
    around = {name: frozenset(other for other in reach[name] if name in reach.get(other, ())) for name in graph}
    return [set(circle) for circle in sorted(set(around.values()), key=sorted) if circle]


def test_the_law_names_every_room() -> None:
    assert {_room(module) for module in MODULES} == set(LAW)


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_downwards(module: str) -> None:
    room = _room(module)
    assert {_room(name) for name in _imports(MODULES[module])} - {room} <= set(LAW[room])


def test_no_room_looks_into_one_that_looks_into_it() -> None:
    assert _circles({room: set(allowed) for room, allowed in LAW.items()}) == []


def test_no_module_imports_one_that_imports_it() -> None:
    imports = {module: set(_imports(path) - {module}) for module, path in MODULES.items()}
    assert _circles(imports) == []


def test_circles_are_seen_however_they_are_made(tmp_path: Path) -> None:
    text = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from packager.desk.manifest import Manifest\n"
    text += "def f(code):\n    import_module(f'packager.lang.{code}.numbers')\n    from packager import store\n"
    (tmp_path / "one.py").write_text(text, encoding="utf-8")
    assert _imports(tmp_path / "one.py") == {"packager.desk.manifest", "packager.lang", "packager.store"}
    assert _circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()}) == [{"a", "b", "c"}]


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


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in PACKAGE.rglob("*.py") if not ast.get_docstring(_tree(path))]
    assert silent == []
