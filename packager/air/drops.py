"""Files into drop folders and out again: copied whole, then renamed, and never twice."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from packager.air.package import Thing, is_named_as_ours
from packager.errors import InputError, PackagerError
from packager.store import digest, file_digest, sync_folder, whole_file, write_whole

Placed = Callable[[str, str], None]  # a file's name and its digest


def deliver(
    folder: Path,
    wanted: Iterable[Thing],
    already: Mapping[str, str] | None = None,
    placed: Placed | None = None,
    built: Collection[str] | None = None,
) -> dict[str, str]:
    """Put the files into the folder and give the digest of each, by name.

    `already` is what an earlier call gave: what has not changed since is left alone, even if the
    system has taken it away, so that nothing is imported twice. `placed` is told of each file as soon
    as it lies there. `built` are the digests ("sha256:…") that files may have: what was copied is looked at again
    before it takes its name, since a file may be made anew while it is published. Raises PackagerError, InputError.
    """
    known = dict(already or {})
    for thing in wanted:
        new = _digest(thing.content)
        if known.get(thing.name) != new:
            _put(folder / thing.name, thing.content, built)
            known[thing.name] = new
            if placed:
                placed(thing.name, new)
    return known


def _put(path: Path, content: Path | bytes, built: Collection[str] | None) -> None:
    if isinstance(content, bytes):
        write_whole(path, content)
        return
    with whole_file(path) as temporary:
        shutil.copyfile(content, temporary)
        if built is not None and "sha256:" + file_digest(temporary) not in built:
            raise InputError("was changed while it was published", where=str(content), hint="build again")


def _digest(content: Path | bytes) -> str:
    return file_digest(content) if isinstance(content, Path) else hashlib.sha256(content).hexdigest()


def holds(path: Path, told: str) -> bool:
    """Whether a file is what was put there; records of earlier versions tell a text by another digest."""
    return path.is_file() and (file_digest(path) == told or digest(path.read_bytes().hex()) == told)


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawn:
    """What became of files that should lie in a folder no more."""

    gone: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()  # ours by name, and not what was put there: still there
    strange: tuple[str, ...] = ()  # names that none of ours has, whatever a record says: not looked at
    stuck: Mapping[str, str] = field(default_factory=dict)  # still there, and why the disk does not let it go


def withdraw(folder: Path, held: Mapping[str, str], episode: str) -> Withdrawn:
    """Take files out of the folder that are named as ours are, and are still what was put there; to the disk.

    `held` is each file's digest by name, from a record that somebody may have edited.
    """
    ours = [name for name in held if is_named_as_ours(name, episode)]
    there = [name for name in ours if (folder / name).is_file()]
    gone, stuck = [], {}
    for name in there:
        path = folder / name
        try:
            if not path.is_symlink() and holds(path, held[name]):
                path.unlink()
                gone.append(name)
        except OSError as error:  # one that stays keeps none of the others on air
            stuck[name] = error.strerror or str(error)
    if gone:
        try:
            sync_folder(folder)  # after a power cut they would be back, and told as withdrawn
        except OSError as error:
            raise PackagerError(f"{folder}: cannot be brought to the disk ({error.strerror}); publish again") from error
    altered = (name for name in there if name not in gone and name not in stuck)
    strange = (name for name in held if name not in ours)
    return Withdrawn(gone=tuple(gone), altered=tuple(altered), strange=tuple(strange), stuck=stuck)
