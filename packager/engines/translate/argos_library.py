"""Argos Translate's library, imported when first needed and kept inside our own folder.

On import it makes folders where the XDG variables point and remembers them; so it is imported with
those pointing to `<home>`, and its settings are set again for every folder it is then used with.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packager.engines.models.homes import argos_home
from packager.errors import EngineUnavailable

_VARIABLES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")


def library(home: Path) -> tuple[Any, Any]:
    """Its modules `package` and `settings`, the latter pointing into `home`. Raises EngineUnavailable."""
    try:
        with _pointing(home / "library"):
            from argostranslate import package, settings
    except (ImportError, OSError) as error:
        raise EngineUnavailable(f"Argos Translate cannot be imported ({error})", where="argos") from error
    settings.package_data_dir = home / "packages"
    settings.package_dirs = [settings.package_data_dir]
    settings.downloads_dir = home / "downloads"
    settings.local_package_index = home / "index.json"
    for folder in (settings.package_data_dir, settings.downloads_dir):
        folder.mkdir(parents=True, exist_ok=True)
    return package, settings


def package_of(folder: Path) -> Any:
    """An installed package as Argos Translate sees it, for its tokenizer. Raises EngineUnavailable."""
    try:
        with _pointing(argos_home() / "library"):
            from argostranslate.package import Package

        found = Package(folder)
    except (ImportError, OSError, ValueError) as error:
        raise EngineUnavailable(f"the package in {folder} cannot be read ({error})", where="argos") from error
    if not hasattr(found, "tokenizer"):
        raise EngineUnavailable(f"the package in {folder} has no tokenizer", where="argos", hint="install it again")
    return found


@contextlib.contextmanager
def _pointing(folder: Path) -> Iterator[None]:
    """The environment with the XDG folders inside `folder`, for as long as the block runs."""
    before = {name: os.environ.get(name) for name in _VARIABLES}
    os.environ.update(dict.fromkeys(_VARIABLES, str(folder)))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
