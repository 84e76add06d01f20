"""Packages of one file each that others could have written, installed into a folder that a process then looks into."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Mapping
from pathlib import Path


def install(site: Path, package: str, code: str, points: Mapping[str, str]) -> None:
    """Put a module and its entry points (group → "name = module:object") where Python finds them."""
    site.mkdir(parents=True, exist_ok=True)
    (site / f"{package}.py").write_text(textwrap.dedent(code), encoding="utf-8")
    about = site / f"{package}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
    listed = "".join(f"[{group}]\n{point}\n" for group, point in points.items())
    (about / "entry_points.txt").write_text(listed, encoding="utf-8")


def environment(site: Path) -> dict[str, str]:
    """The environment of a process that has the strangers' packages installed."""
    return {**os.environ, "PYTHONPATH": str(site)}
