"""What lies in which system's folder, and the copying: whole, then renamed, and never twice.

| system | reads | so it gets |
|---|---|---|
| Rivendell | bext and cart chunks, a sidecar | WAV, XML, and the commands that import them |
| LibreTime | tags of MP3 and FLAC, none of WAV | MP3 or FLAC, a playlist |
| AzuraCast | tags, no cart chunk | MP3 or FLAC, a playlist |
| folder | a person does | everything |
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from packager.air import rivendell
from packager.delivery.cut import Cut, Timers
from packager.delivery.disclosure import Disclosure
from packager.errors import InputError
from packager.store import digest, file_digest, whole_file, write_whole

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
    folder: Path, wanted: Iterable[Thing], already: Mapping[str, str] | None = None, placed: Placed | None = None
) -> dict[str, str]:
    """Put the files into the folder and give the digest of each, by name.

    `already` is what an earlier call gave: what has not changed since is left alone, even if the
    system has taken it away, so that nothing is imported twice. `placed` is told of each file as soon
    as it lies there. Raises PackagerError, InputError.
    """
    known = dict(already or {})
    for thing in wanted:
        new = file_digest(thing.content) if isinstance(thing.content, Path) else digest(thing.content.hex())
        if known.get(thing.name) != new:
            _put(folder / thing.name, thing.content)
            known[thing.name] = new
            if placed:
                placed(thing.name, new)
    return known


def _put(path: Path, content: Path | bytes) -> None:
    if isinstance(content, bytes):
        write_whole(path, content)
        return
    with whole_file(path) as temporary:
        shutil.copyfile(content, temporary)


def withdraw(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Take files of killed cuts out of the folder; the names of those that still lay there."""
    gone = [name for name in names if (folder / name).is_file()]
    for name in gone:
        (folder / name).unlink()
    return tuple(gone)
