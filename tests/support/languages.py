"""A language that another package brings, laid out as an installer leaves it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def installed(site: Path, package: Path, code: str) -> Path:
    """A site folder that holds the package and its entry point; the folder."""
    shutil.copytree(package, site / package.name, ignore=shutil.ignore_patterns("__pycache__"))
    about = site / f"{package.name}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package.name}\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(
        f"[packager.languages]\n{code} = {package.name}:LANGUAGE\n", encoding="utf-8"
    )
    return site


def packager(site: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command line, run in a folder by a Python that sees the site folder too."""
    return python(site, folder, "-m", "packager", *words)


def python(site: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A Python that sees the site folder and this checkout."""
    path = os.pathsep.join([str(site), str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
