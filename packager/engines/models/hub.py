"""Translation models from a model hub, or from the archive of OPUS-MT: looked at, fetched, and made ready.

The repositories (catalogue.py) are ones that public projects use; packager's tests run against servers of their own
on this machine, so a name there may have moved. Sizes and digests always come from the server itself.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from packager.engines.models import downloads, opus
from packager.engines.models.catalogue import CATALOGUE, CatalogueModel
from packager.engines.models.homes import ct2_home
from packager.engines.translate.ct2 import RECORD, accepted
from packager.errors import EngineError, InputError
from packager.store import write_whole

VARIABLES = ("PACKAGER_HUB", "HF_ENDPOINT")
_WEIGHTS = (("model.bin",), ("config.json",), ("shared_vocabulary.json", "shared_vocabulary.txt"))
_OVERHEAD = 500_000_000  # bytes beside the weights: batches at beam 4 and the library itself, rounded up


@dataclass(frozen=True, kw_only=True)
class HubPlan:
    """What installing a model would fetch."""

    entry: CatalogueModel
    files: tuple[tuple[str, downloads.Remote], ...]  # (name in the model's folder, where it is)

    @property
    def size(self) -> int | None:
        """Bytes in all; None where the hub does not say."""
        sizes = [remote.size for _, remote in self.files]
        return sum(size for size in sizes if size is not None) if None not in sizes else None

    @property
    def memory(self) -> int | None:
        """About how many bytes of memory the model needs; an archive has four bytes for each of the model's."""
        return self.size // (4 if self.entry.archive else 1) + _OVERHEAD if self.size is not None else None


def hub_url(given: str = "") -> str:
    """The hub's address: as given, from the environment, or Hugging Face."""
    named = given or next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    return (named or "https://huggingface.co").rstrip("/")


def entry(name: str, repository: str = "") -> CatalogueModel:
    """The entry of this name, from another repository where one is named. Raises InputError."""
    for one in CATALOGUE:
        if one.name == name:
            if repository and not one.archive:
                return replace(one, repository=repository, tokenizer=(repository, one.family.tokenizers[0]))
            return one
    known = ", ".join(one.name for one in CATALOGUE)
    raise InputError(f"no model is called '{name}'", where="ct2", hint=f"known: {known}")


def plan(one: CatalogueModel, hub: str = "") -> HubPlan:
    """What the hub has for an entry. Raises EngineError, EngineUnavailable; fetches nothing."""
    if one.archive:
        return HubPlan(entry=one, files=((one.archive, opus.look(one.repository, one.archive, hub)),))
    base = hub_url(hub)
    wanted: list[tuple[str, tuple[str, ...]]] = [(one.repository, names) for names in _WEIGHTS]
    wanted.append((one.tokenizer[0], (one.tokenizer[1],)))
    return HubPlan(entry=one, files=tuple(_find(base, repo, names, one.revision) for repo, names in wanted))


def install(todo: HubPlan, licence: str = "", progress: downloads.Progress = downloads.quiet) -> Path:
    """Fetch a model into its folder. Raises InputError where a licence must be accepted first, EngineError."""
    accepted(todo.entry.family, licence, todo.entry.name)
    place = ct2_home() / todo.entry.name
    aside = place.with_name(f".part-{todo.entry.name}")  # stays when the fetching breaks off, to go on from
    for name, remote in todo.files:
        if not (aside / name).is_file():
            downloads.fetch(remote, aside / name, progress)
    if todo.entry.archive:
        opus.convert(aside / todo.entry.archive, aside)
    write_whole(aside / RECORD, json.dumps(_record(todo, licence), indent=1).encode())
    shutil.rmtree(place, ignore_errors=True)
    aside.rename(place)
    return place


def remove(name: str) -> bool:
    """Remove an installed model; whether there was one."""
    place = ct2_home() / name
    if not name or Path(name).name != name or not (place / "model.bin").is_file():
        return False
    shutil.rmtree(place)
    return True


def installed() -> list[Path]:
    """Folders of the installed models."""
    home = ct2_home()
    return sorted(path.parent for path in home.glob("[!.]*/model.bin")) if home.is_dir() else []


def _find(base: str, repository: str, names: tuple[str, ...], revision: str) -> tuple[str, downloads.Remote]:
    for name in names:
        remote = downloads.look(f"{base}/{repository}/resolve/{revision}/{name}")
        if remote:
            return name, remote
    raise EngineError(f"{base}/{repository} has no {' or '.join(names)}", where="ct2")


def _record(todo: HubPlan, licence: str) -> dict[str, object]:
    return {
        "name": todo.entry.name,
        "family": todo.entry.family.name,
        "licence": todo.entry.family.licence,
        "languages": todo.entry.languages,
        "accepted": licence,
        "files": {name: asdict(remote) for name, remote in todo.files},
    }
