"""Which Argos packages lie in a folder: read from their own files, without Argos Translate."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from packager.engines.translate.batches import model_digest


@dataclass(frozen=True, kw_only=True)
class Installed:
    """One installed package that translates."""

    folder: Path
    source: str
    target: str
    version: str
    target_prefix: str = ""  # a token that answers are made to begin with, in packages of many languages

    @property
    def name(self) -> str:
        """As commands call it: "argos en-ur"."""
        return f"argos {self.source}-{self.target}"

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    @cached_property
    def digest(self) -> str:
        """Tells this package from any other."""
        return model_digest(self.folder)


def installed(root: Path) -> tuple[Installed, ...]:
    """The packages under `root`/packages, newest version first; what is no package is left out."""
    folder = root / "packages"
    if not folder.is_dir():
        return ()
    found = [package for path in sorted(folder.iterdir()) if (package := _read(path)) is not None]
    return tuple(sorted(found, key=lambda package: _order(package.version), reverse=True))


def _read(folder: Path) -> Installed | None:
    try:
        told = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
        source, target = told["from_code"], told["to_code"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if folder.name.startswith(".") or not (folder / "model" / "model.bin").is_file():
        return None
    version, prefix = str(told.get("package_version", "")), str(told.get("target_prefix", ""))
    return Installed(folder=folder, source=source, target=target, version=version, target_prefix=prefix)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
