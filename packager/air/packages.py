"""What a manifest gives to be published: its packages, and from them the parcels that a system shall hold."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from packager.air.package import Package, Thing, is_named_as_ours
from packager.air.places import Parcel
from packager.air.targets import target
from packager.delivery.reading import read as read_label
from packager.desk.manifest import Manifest
from packager.errors import InputError
from packager.station import Station
from packager.store import file_digest

_NAMES = "a cut's file_name(), or the edition's name with an ending, so that it can be withdrawn again"


def packages_of(manifest: Manifest, folder: Path, station: Station) -> tuple[Package, ...]:
    """The episode with all its files, then each story in it. Raises InputError for a sound that is another's."""
    name = manifest.episode
    whole = {file.removeprefix(name): folder / file for file in manifest.state.files if file.startswith(f"{name}.")}
    stories = [story for story in manifest.stories if story.starts is not None]
    on_air = sorted(stories, key=lambda story: story.starts or 0.0)
    parts = [(name, whole, manifest.seconds or 0.0)]
    parts += [(s.id, {".wav": folder / "segments" / f"{s.id}.wav"}, s.seconds or 0.0) for s in on_air]
    packages = tuple(_package(files, length, station) for _, files, length in parts)
    for (told, files, _), package in zip(parts, packages, strict=True):
        if package.cut.id != told:
            what = f"says of itself that it is '{package.cut.id}', and should be '{told}'"
            raise InputError(what, where=str(files[".wav"]), hint="build again")
    return packages


def _package(files: Mapping[str, Path], seconds: float, station: Station) -> Package:
    told = read_label(files[".wav"], station.zone)
    # The shortest that the file can be: a story's own length is without head and tail.
    return Package(
        cut=told.cut,
        timers=told.timers,
        disclosure=told.disclosure,
        seconds=max(seconds, told.timers.end),
        files=files,
    )


def parcels_of(
    system: str, packages: Sequence[Package], manifest: Manifest, folder: Path, group: str, *, latest: bool = False
) -> tuple[Parcel, ...]:
    """What a system shall hold of an edition, with the digest that each file had when it was built.

    With `latest` the programme's files lie there once more, under a name that every day of its language shares.

    Raises InputError for a system that has nothing it can read, and for a name by which nobody would know our file.
    """
    name = manifest.episode
    built = {folder / file: told.removeprefix("sha256:") for file, told in manifest.state.files.items()}
    things = [*target(system).things(packages, name=name, group=group)]
    if latest:
        whole = packages[0]
        stable = replace(whole.cut, id=f"latest-{whole.cut.language}")
        own = {whole.cut.file_name(ending): stable.file_name(ending) for ending in whole.files}
        things += [Thing(name=own[thing.name], content=thing.content) for thing in things if thing.name in own]
    if strange := [thing.name for thing in things if not is_named_as_ours(thing.name, name)]:
        raise InputError(f"names a file '{strange[0]}'", where=f"playout system {system}", hint=_NAMES)
    titles = {file: package.cut.title for package in packages for file in package.files.values()}
    return tuple(
        Parcel(
            name=thing.name,
            content=thing.content,
            digest=_digest(thing, built),
            slot=thing.slot or thing.name,
            title=titles.get(thing.content, "") if isinstance(thing.content, Path) else "",
        )
        for thing in things
    )


def _digest(thing: Thing, built: Mapping[Path, str]) -> str:
    """The digest that was checked; a system may have made a file of its own."""
    if isinstance(thing.content, bytes):
        return hashlib.sha256(thing.content).hexdigest()
    return built.get(thing.content) or file_digest(thing.content)
