"""Where the voices' data lie: rules, lexicons and profiles."""

from __future__ import annotations

from pathlib import Path

from packager.errors import EngineUnavailable


def voices_folder() -> Path:
    """`packager/voices` as installed, or `voices/` of a checkout. Raises EngineUnavailable when neither is there."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "voices", package.parent / "voices"):
        if folder.is_dir():
            return folder
    raise EngineUnavailable(
        "the voices' data are missing", where=str(package / "voices"), hint="install packager again"
    )
