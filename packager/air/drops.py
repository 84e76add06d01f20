"""What lies in which system's folder, and the copying: whole, then renamed, and never twice.

| system | reads | so it gets |
|---|---|---|
| Rivendell | bext and cart chunks, a sidecar | WAV, XML, and the commands that import them |
| LibreTime | tags of MP3 and FLAC, none of WAV | MP3 or FLAC, a playlist |
| AzuraCast | tags, no cart chunk | MP3 or FLAC, a playlist |
| folder | a person does | everything |
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from packager.air import rivendell
from packager.delivery.cut import Cut, Timers
from packager.delivery.disclosure import Disclosure
from packager.errors import InputError
from packager.store import digest, file_digest, whole_file, write_whole
from packager.text.confine import name_fault

Placed = Callable[[str, str], None]  # a file's name and its digest
TAGGED = (".mp3", ".flac", ".m4a", ".opus")


class System(StrEnum):
    """Where a drop folder leads."""

    RIVENDELL = "rivendell"
    LIBRETIME = "libretime"
    AZURACAST = "azuracast"
    FOLDER = "folder"


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    """One cut and its files, whatever they are called where they were made."""

    cut: Cut
    timers: Timers
    disclosure: Disclosure
    seconds: float
    files: Mapping[str, Path] = field(default_factory=dict)  # by what follows the slug: ".wav", ".mp3", ".en.vtt"


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """A file that shall lie in a drop folder."""

    name: str  # ASCII, in the folder
    content: Path | bytes


def things(system: System, packages: Sequence[Package], *, name: str, group: str = "NEWS") -> tuple[Thing, ...]:
    """What one edition puts into a system's folder, in the order in which it must appear there.

    `name` is the edition's ("2026-11-23-ps"): the playlist and the list of commands are called by it.
    Raises InputError where a system would get nothing that it can read.
    """
    if system is System.RIVENDELL:
        return _rivendell(packages, name, group)
    if system is System.FOLDER:
        return tuple(_copy(package, suffix) for package in packages for suffix in package.files)
    return _library(packages, name)


def _rivendell(packages: Sequence[Package], name: str, group: str) -> tuple[Thing, ...]:
    found: list[Thing] = []
    for package in packages:
        cut = package.cut
        xml = rivendell.sidecar(cut, package.timers, package.disclosure, group=group, seconds=package.seconds)
        # The sidecar first: whoever watches for the WAV finds it there.
        found += [Thing(name=cut.file_name(".xml"), content=xml), _copy(package, ".wav")]
    lines = [rivendell.command(package.cut, package.cut.file_name(".wav"), group=group) for package in packages]
    script = '#!/bin/sh\n# Run in this folder, on a machine with Rivendell.\nset -e\ncd "$(dirname "$0")"\n'
    return (*found, Thing(name=f"{name}.rdimport.sh", content=(script + "\n".join(lines) + "\n").encode()))


def _library(packages: Sequence[Package], name: str) -> tuple[Thing, ...]:
    found = [(package, _copy(package, _tagged(package))) for package in packages]
    return (*(thing for _, thing in found), Thing(name=f"{name}.m3u8", content=playlist(found).encode()))


def playlist(found: Sequence[tuple[Package, Thing]]) -> str:
    """An extended M3U of these files, in order, UTF-8."""
    lines = ["#EXTM3U", "#EXTENC:UTF-8"]
    for package, thing in found:
        title = " ".join(f"{package.cut.station} - {package.cut.title}".split())
        lines += [f"#EXTINF:{round(package.seconds)},{title}", thing.name]
    return "\n".join(lines) + "\n"


def _tagged(package: Package) -> str:
    suffix = next((suffix for suffix in TAGGED if suffix in package.files), None)
    if suffix is None:
        raise InputError(f"{package.cut.id} has no file with tags", mend=f"let the station make one of {TAGGED}")
    return suffix


def _copy(package: Package, suffix: str) -> Thing:
    if suffix not in package.files:
        raise InputError(f"{package.cut.id} has no {suffix} file", mend="build the edition again")
    return Thing(name=package.cut.file_name(suffix), content=package.files[suffix])


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
            raise InputError("was changed while it was published", where=str(content), mend="build again")


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


def withdraw(folder: Path, held: Mapping[str, str], episode: str) -> Withdrawn:
    """Take files out of the folder that are named as ours are, and are still what was put there.

    `held` is each file's digest by name, from a record that somebody may have edited.
    """
    ours = [name for name in held if _is_ours(name, episode)]
    there = [name for name in ours if (folder / name).is_file()]
    gone = [name for name in there if not (folder / name).is_symlink() and holds(folder / name, held[name])]
    for name in gone:
        (folder / name).unlink()
    altered = (name for name in there if name not in gone)
    return Withdrawn(gone=tuple(gone), altered=tuple(altered), strange=tuple(name for name in held if name not in ours))


def _is_ours(name: str, episode: str) -> bool:
    """A cut's file is called by its cart number; lists are called by the episode."""
    return (
        "/" not in name
        and not name_fault(name)
        and bool(
            re.fullmatch(r"\d{6}_[a-z0-9-]+(?:\.[a-z0-9]+)+", name)
            or name in (f"{episode}.m3u8", f"{episode}.rdimport.sh")
        )
    )
