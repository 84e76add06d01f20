"""The air set: what may air, put where it airs from, and the record of it.

Everything published lies in `air/` beside the manifest under its playout names, with `as-aired.yaml`: the
manifest as it was. A later build changes neither, so what is served and what aired stay what they were
until the edition is published again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from packager.air.drops import deliver, holds
from packager.air.journal import Aired, Delivered, Placing, aired, keep
from packager.air.objections import objections
from packager.air.package import Package, Thing, is_named_as_ours
from packager.air.reviewed import write_down
from packager.air.targets import target
from packager.air.withdrawal import AIR, leave, place_of
from packager.delivery.reading import read as read_label
from packager.desk import reading, writing
from packager.desk.manifest import Manifest
from packager.errors import InputError
from packager.locks import EDITION, Waiting, held
from packager.station import Station
from packager.store import sweep_below
from packager.text.confine import under

AIRED = "as-aired.yaml"  # in AIR
PLACING = ".placing.jsonl"  # in AIR
_NAMES = "a cut's file_name(), or the edition's name with an ending, so that it can be withdrawn again"
HEAD = "What was published, as it was. The manifest to work on is ../manifest.yaml."


@dataclass(frozen=True, kw_only=True)
class Published:
    """What publishing came to."""

    refused: tuple[str, ...] = ()  # why it may not air; nothing was done then
    folders: Mapping[str, tuple[str, ...]] | None = None  # folder → the files put there by this run
    withdrawn: tuple[str, ...] = ()  # files that were taken away again
    left: tuple[str, ...] = ()  # files that should have been, and why they are still there


def publish(path: Path, station: Station, now: datetime, waiting: Waiting | None = None) -> Published:
    """Put an edition where it airs from, or take a killed one away; the same again does nothing.

    What is to go is taken away first, whatever else then fails. A run that makes the edition is waited for: `waiting`
    is told. Raises InputError for a manifest or a file that cannot be read and for a drop folder that is not there,
    PackagerError where a folder cannot be written or somebody is at work there for too long.
    """
    with held(path.parent / EDITION, "packager publish", waiting=waiting) as died:
        if died:
            sweep_below(path.parent)
        return _publish(path, station, now)


def _publish(path: Path, station: Station, now: datetime) -> Published:
    manifest, folder = reading.read(path), path.parent
    air = under(folder, AIR)
    before, unsure = _before(folder)
    killed = manifest.status == "killed"
    refused = () if killed else tuple(objections(manifest, folder, station))
    if refused:
        return Published(refused=refused)
    placing = Placing(air / PLACING)
    old = placing.over(before.delivered)
    packages = () if killed else _packages(manifest, folder, station)
    wanted = {} if killed else _wanted(packages, manifest, station)
    leaving = leave(folder, wanted, old, station, manifest.episode)
    if leaving.gone:
        # Written at once: what comes now may fail, and the next run must not look for these again.
        keep(folder, Aired(published=before.published, delivered=leaving.held))
    for place in wanted:
        if place != AIR and not Path(place).is_dir():
            # Made here, it would stand in for a share that is not mounted, and nobody would see the files.
            raise InputError("there is no such drop folder", where=place, hint="mount it, or make it")
    built = frozenset(manifest.state.files.values())
    delivered = {
        place: deliver(
            place_of(folder, place), files, _still(folder, place, files, old.get(place, {})), placing.into(place), built
        )
        for place, files in wanted.items()
    }
    left = {place: files for place, files in leaving.held.items() if place not in wanted}
    first = before.published or ("" if killed else now.isoformat(timespec="seconds"))
    if first or left:
        keep(folder, Aired(published=first, delivered={**left, **_joined(delivered, leaving.held)}))
    folders = {place: _new(files, old.get(place, {})) for place, files in delivered.items()}
    if first:
        reviews = write_down(path, manifest, station, now, news=bool(leaving.gone or any(folders.values())))
        record = replace(manifest, published=first, log=reviews)
        writing.write_record(under(folder, f"{AIR}/{AIRED}"), record, HEAD)
    placing.done()
    return Published(
        folders=folders,
        withdrawn=leaving.gone,
        left=(*unsure, *leaving.left),
    )


def _before(folder: Path) -> tuple[Aired, tuple[str, ...]]:
    """What is on air of the edition, and what nobody can tell of it.

    Earlier versions kept it in the record, which is read where there is nothing else.
    """
    known = aired(folder)
    if known is not None:
        return known, ()
    record = under(folder, f"{AIR}/{AIRED}")
    if not record.is_file():
        return Aired(), ()
    try:
        told = reading.read(record)
    except InputError as error:
        return Aired(), (f"{record}: cannot be read, and only it knows what is on air ({error})",)
    return Aired(published=told.published, delivered=told.delivered), ()


def _joined(delivered: Mapping[str, Mapping[str, str]], held: Delivered) -> dict[str, dict[str, str]]:
    return {place: {**held.get(place, {}), **files} for place, files in delivered.items()}


def _packages(manifest: Manifest, folder: Path, station: Station) -> tuple[Package, ...]:
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


def _wanted(packages: Sequence[Package], manifest: Manifest, station: Station) -> dict[str, tuple[Thing, ...]]:
    """What each folder shall hold of this edition: our own air set first.

    Raises InputError for a system that has nothing it can read, and for a name by which nobody would know our file.
    """
    language, name = manifest.edition.language, manifest.episode
    drops = [(AIR, "folder")]
    drops += [(str(d.folder.resolve()), d.system) for d in station.drops if language in d.languages]
    wanted = {}
    for place, system in drops:
        things = tuple(target(system).things(packages, name=name, group=station.carts[language].group))
        if strange := [thing.name for thing in things if not is_named_as_ours(thing.name, name)]:
            raise InputError(f"names a file '{strange[0]}'", where=f"playout system {system}", hint=_NAMES)
        wanted[place] = things
    return wanted


def _still(folder: Path, place: str, files: Sequence[Thing], known: Mapping[str, str]) -> dict[str, str]:
    """What an earlier run put there and is wanted still; a system may have taken its own, the air set stays whole."""
    names = {thing.name for thing in files}
    return {
        name: held
        for name, held in known.items()
        if name in names and (place != AIR or holds(folder / AIR / name, held))
    }


def _new(files: Mapping[str, str], old: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name, held in files.items() if old.get(name) != held)
