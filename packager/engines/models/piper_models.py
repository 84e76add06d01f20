"""Piper's voices on this machine, and how they come here: from the public catalogue by name, or from files.

The catalogue is the one that Piper's own downloader reads; the tests run against a catalogue of their
own on loopback. Digests and sizes come from the server, the licence from the voice's model card.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from packager.engines.models import downloads
from packager.engines.models.homes import models_home
from packager.engines.models.hub import hub_url
from packager.errors import EngineError, EngineUnavailable, InputError
from packager.store import make_folder, write_whole
from packager.text.confine import name_fault, shown

REPOSITORY = "rhasspy/piper-voices/resolve/main"
_LICENCE = re.compile(r"licen[cs]e\W*:\s*(\S.*)", re.IGNORECASE)
_MEMORY = 250_000_000  # bytes beside the weights, for ONNX Runtime at work; measured with a 63 MB model, rounded up


@dataclass(frozen=True, kw_only=True)
class PiperPlan:
    """What installing a voice would fetch."""

    name: str
    licence: str  # as its model card has it; "" where the card is silent
    files: tuple[tuple[str, downloads.Remote], ...]  # (name in the voice's folder, where it is)

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return sum(remote.size or 0 for _, remote in self.files)

    @property
    def memory(self) -> int:
        """Bytes of memory that speaking takes, about."""
        return self.size + _MEMORY


def piper_home() -> Path:
    """Where Piper's voices go, one folder each."""
    return models_home() / "piper"


def installed() -> list[Path]:
    """The installed models."""
    home = piper_home()
    return sorted(home.glob("[!.]*/*.onnx")) if home.is_dir() else []


def located(model: str) -> Path:
    """The model's file, from its path or its name. Raises EngineUnavailable."""
    path = Path(model).expanduser()
    if path.suffix == ".onnx":
        if path.is_file():
            return path
        raise EngineUnavailable(
            "there is no such model", where=model, hint="name the .onnx file, or an installed voice"
        )
    if "/" in model or name_fault(model):
        raise EngineUnavailable("is no name of a voice", where=shown(model), hint="write its name alone")
    known = piper_home() / model / f"{model}.onnx"
    if known.is_file():
        return known
    hint = f"run 'packager models install piper {model}', or add its file with 'packager models add {model}.onnx'"
    raise EngineUnavailable("is not on this machine", where=model, hint=hint)


def plan(name: str, hub: str = "") -> PiperPlan:
    """What the catalogue has under a name. Raises InputError, EngineError, EngineUnavailable; fetches no model."""
    if "/" in name or name_fault(name):
        raise InputError(f"'{shown(name)}' is no name of a voice", where="models install", hint="write its name alone")
    base = f"{hub_url(hub)}/{REPOSITORY}"
    files = _catalogue(base, name)
    models = [path for path in files if path.endswith((".onnx", ".onnx.json"))]
    if len(models) != 2:
        raise EngineError(f"the catalogue names {len(models)} files of {name} where a voice has two", where=base)
    card = next((path for path in files if path.endswith("MODEL_CARD")), "")
    return PiperPlan(
        name=name,
        licence=_licence(downloads.read(f"{base}/{card}")) if card else "",
        files=tuple((Path(path).name, _remote(f"{base}/{path}")) for path in sorted(models)),
    )


def _catalogue(base: str, name: str) -> list[str]:
    """The paths of a voice's files."""
    url = f"{base}/voices.json"
    try:
        voices = json.loads(downloads.read(url))
        found = voices.get(name)
        if found:
            return [str(path) for path in found["files"]]
        near = sorted(key for key in voices if key.startswith(name[:2]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineError(f"is no catalogue of voices ({error})", where=url) from error
    known = f"in this language: {', '.join(near)}" if near else "see rhasspy.github.io/piper-samples"
    raise InputError(f"no Piper voice is called '{name}'", where="models install", hint=known)


def _licence(card: bytes) -> str:
    told = _LICENCE.findall(card.decode("utf-8", "replace"))
    return ", ".join(dict.fromkeys(line.strip() for line in told))


def _remote(url: str) -> downloads.Remote:
    remote = downloads.look(url)
    if remote is None:
        raise EngineError("the catalogue names a file that is not there", where=url)
    return remote


def install(todo: PiperPlan, progress: downloads.Progress = downloads.quiet) -> Path:
    """Fetch a voice into its folder; the model's file. Raises EngineError, EngineUnavailable."""
    place = piper_home() / todo.name
    aside = place.with_name(f".part-{todo.name}")  # stays when the fetching breaks off, to go on from
    for name, remote in todo.files:
        if not (aside / name).is_file():
            downloads.fetch(remote, aside / name, progress)
    record = {"name": todo.name, "licence": todo.licence, "files": {name: r.url for name, r in todo.files}}
    write_whole(aside / "packager-model.json", json.dumps(record, indent=1).encode())
    shutil.rmtree(place, ignore_errors=True)
    aside.rename(place)
    return place / f"{todo.name}.onnx"


def add(file: Path) -> Path:
    """Take a voice from a file, with the description beside it. Raises InputError."""
    described = file.with_name(file.name + ".json")
    if not described.is_file():
        hint = f"put {described.name} beside it: a Piper voice is both"
        raise InputError("has no description", where=str(file), hint=hint)
    make_folder(piper_home())
    place = piper_home() / file.stem
    aside = place.with_name(f".part-{file.stem}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    for path in (file, described):
        shutil.copyfile(path, aside / path.name)
    shutil.rmtree(place, ignore_errors=True)
    aside.rename(place)
    return place / file.name


def remove(name: str) -> bool:
    """Remove an installed voice; whether there was one."""
    place = piper_home() / name
    if not name or Path(name).name != name or not (place / f"{name}.onnx").is_file():
        return False
    shutil.rmtree(place)
    return True


def licence_of(model: Path) -> str:
    """The licence that was noted when the voice was installed."""
    record = model.with_name("packager-model.json")
    return str(json.loads(record.read_text("utf-8")).get("licence", "")) if record.is_file() else ""
