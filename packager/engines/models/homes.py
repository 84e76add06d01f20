"""Where models are kept on this machine."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "PACKAGER_MODELS"


def models_home() -> Path:
    """The folder of installed models: $PACKAGER_MODELS, else `models` in the user's data folder; it may not exist."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("packager", appauthor=False) / "models"


def argos_home() -> Path:
    """Where Argos packages go."""
    return models_home() / "argos"


def ct2_home() -> Path:
    """Where CTranslate2 models go, one folder each."""
    return models_home() / "ct2"
