"""Argos packages: found in Argos Translate's index, fetched, looked through, and installed by its installer."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from packager.engines.models import downloads
from packager.engines.models.archives import DAMAGED, refuse_odd
from packager.engines.models.argos_installed import Installed, installed
from packager.engines.translate.argos_library import library
from packager.errors import EngineError, InputError
from packager.store import write_whole
from packager.text.confine import under

VARIABLES = ("PACKAGER_ARGOS_INDEX", "ARGOS_PACKAGE_INDEX")


@dataclass(frozen=True, kw_only=True)
class PackageOffer:
    """A package that the index has, and what its server says of it."""

    source: str
    target: str
    version: str
    remote: downloads.Remote
    available: Any  # argostranslate's AvailablePackage


def index_url(given: str = "") -> str:
    """The address of the index: as given, from the environment, or Argos Translate's own."""
    base = given or next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    base = base or "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
    return base if base.endswith(".json") else f"{base.rstrip('/')}/index.json"


def find(home: Path, pair: str, index: str = "") -> PackageOffer:
    """The newest package for a pair ("en-ur"). Raises InputError, EngineError, EngineUnavailable.

    The index is fetched and written before Argos Translate reads it: without one its reader asks for
    it again and again until Python's stack is full.
    """
    source, _, target = pair.replace("_", "-").partition("-")
    if not source or not target:
        raise InputError(f"no pair of languages: '{pair}'", where="argos", hint="for example en-ur")
    url = index_url(index)
    package, settings = library(home)
    write_whole(settings.local_package_index, _index(url))
    fitting = [one for one in _read_index(package, url) if (one.from_code, one.to_code) == (source, target)]
    if not fitting:
        raise EngineError(f"the index at {url} has no package {source}-{target}", where="argos")
    newest = max(fitting, key=lambda one: [int(part) for part in one.package_version.split(".") if part.isdigit()])
    return PackageOffer(
        source=source, target=target, version=newest.package_version, remote=_remote(newest), available=newest
    )


def install(home: Path, offer: PackageOffer, progress: downloads.Progress = downloads.quiet) -> Installed:
    """Fetch and install a package. Raises EngineError, EngineUnavailable; nothing half-installed stays."""
    package, settings = library(home)
    # The name is made of what the index says.
    name = f"{package.argospm_package_name(offer.available)}.argosmodel"
    file = under(settings.downloads_dir, name, where="argos")
    downloads.fetch(offer.remote, file, progress)
    done = add(home, offer.available.download())  # the file is there: this only says where
    file.unlink(missing_ok=True)
    return done


def add(home: Path, file: Path) -> Installed:
    """Install a package from a file. Raises InputError; an older version of the pair makes way."""
    name = _looked_through(file)
    package, _ = library(home)
    with _aside(home) as aside:
        package.install_from_path(file)
        new = aside / name
        found = [one for one in installed(aside.parent) if one.folder == new]
        if not found:
            raise InputError("is no package for translation", where=str(file))
        for old in installed(home):
            if (old.source, old.target) == (found[0].source, found[0].target):
                shutil.rmtree(old.folder)
        place = home / "packages" / name
        shutil.rmtree(place, ignore_errors=True)
        new.rename(place)
    return next(one for one in installed(home) if one.folder == place)


def remove(home: Path, pair: str) -> list[Installed]:
    """Remove a pair's packages; those removed."""
    gone = [one for one in installed(home) if f"{one.source}-{one.target}" == pair.replace("_", "-")]
    for one in gone:
        shutil.rmtree(one.folder)
    return gone


@contextmanager
def _aside(home: Path) -> Iterator[Path]:
    """A folder into which Argos Translate installs for as long as the block runs, so that nothing half-done shows."""
    _, settings = library(home)
    with tempfile.TemporaryDirectory(dir=home, prefix=".part-") as folder:
        aside = Path(folder) / "packages"
        aside.mkdir()
        settings.package_data_dir, settings.package_dirs = aside, [aside]
        try:
            yield aside
        finally:
            library(home)


def _index(url: str) -> bytes:
    data = downloads.read(url)
    try:
        told = json.loads(data)
    except ValueError as error:
        raise EngineError("is no list of packages", where=url) from error
    if not isinstance(told, list):
        raise EngineError("is no list of packages", where=url)
    return data


def _read_index(package: Any, url: str) -> list[Any]:
    try:
        return list(package.get_available_packages())
    except (AttributeError, TypeError, ValueError) as error:
        raise EngineError(f"the list of packages cannot be read ({error})", where=url) from error


def _remote(available: Any) -> downloads.Remote:
    links = [link for link in available.links if str(link).startswith(("https:", "http:"))]
    for link in links:
        remote = downloads.look(link)
        if remote:
            return remote
    raise EngineError(f"no working link to {available} in the index", where="argos")


def _looked_through(file: Path) -> str:
    """The one folder in a package's archive, once all of it is as it should be. Raises InputError."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            refuse_odd(entries, file)
            broken = archive.testzip()
    except DAMAGED as error:
        raise InputError(f"is no Argos package ({error})", where=str(file)) from error
    names = [PurePosixPath(entry.filename) for entry in entries]
    tops = {name.parts[0] for name in names}
    top = next(iter(tops), "")
    inside = {str(name.relative_to(top)) for name in names} if len(tops) == 1 else set()
    if broken or not {"metadata.json", "model/model.bin"} <= inside or not inside & _TOKENIZERS:
        what = f"{broken} in it is damaged" if broken else "metadata, model or tokenizer is missing"
        raise InputError(f"is no whole Argos package ({what})", where=str(file), hint="fetch it again")
    return top


_TOKENIZERS = {"sentencepiece.model", "bpe.model"}
