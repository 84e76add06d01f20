"""The air set: what may air, put where it airs from, and the record of it.

Everything published lies in `air/` beside the manifest under its playout names, with `as-aired.yaml`: the
manifest as it was. A later build changes neither, so what is served and what aired stay what they were
until the edition is published again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from packager.air.drops import TAGGED, Package, System, Thing, deliver, things, withdraw
from packager.air.journal import Placing
from packager.delivery.reading import read as read_label
from packager.desk import reading, writing
from packager.desk.manifest import Manifest, StoryEntry, line_digest
from packager.errors import InputError
from packager.records import Status
from packager.station import Station
from packager.store import file_digest
from packager.text.confine import under

AIR, AIRED = "air", "as-aired.yaml"
PLACING = ".placing.jsonl"  # in AIR
HEAD = "What was published, as it was. The manifest to work on is ../manifest.yaml."


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What publishing came to."""

    refused: tuple[str, ...] = ()  # why it may not air; nothing was done then
    folders: Mapping[str, tuple[str, ...]] | None = None  # folder → the files put there by this run
    withdrawn: tuple[str, ...] = ()  # files that were taken away again
    left: tuple[str, ...] = ()  # files that should have been, and why they are still there


def publish(path: Path, station: Station, now: datetime) -> Outcome:
    """Put an edition where it airs from, or take a killed one away; the same again does nothing.

    Raises InputError for a manifest or a file that cannot be read, PackagerError where a folder cannot be written.
    """
    manifest, folder = reading.read(path), path.parent
    record = under(folder, f"{AIR}/{AIRED}")
    before = reading.read(record) if record.is_file() else None
    killed = manifest.status == "killed"
    refused = () if killed else tuple(objections(manifest, folder, station))
    if refused:
        return Outcome(refused=refused)
    packages = () if killed else _packages(manifest, folder, station)
    placing = Placing(folder / AIR / PLACING)
    old = placing.over(before.delivered if before else {})
    wanted = {} if killed else _wanted(packages, manifest, station)
    gone, left = _withdrawn(folder, wanted, old, station, manifest.episode)
    delivered = {
        place: deliver(
            _place(folder, place), files, _still(folder, place, files, old.get(place, {})), placing.into(place)
        )
        for place, files in wanted.items()
    }
    if before is None and killed:
        placing.done()
        return Outcome(folders={}, withdrawn=gone, left=left)
    first = before.published if before and before.published else now.isoformat(timespec="seconds")
    aired = replace(manifest, published=first, delivered=delivered)
    writing.write(record, aired, None, head=HEAD)
    placing.done()
    return Outcome(
        folders={place: _new(files, old.get(place, {})) for place, files in delivered.items()},
        withdrawn=gone,
        left=left,
    )


def objections(manifest: Manifest, folder: Path, station: Station) -> Iterator[str]:
    """Why an edition may not air, each in a line; none where it may."""
    if manifest.seconds is None:
        yield "there is no episode: no story can air yet"
    for story in manifest.stories:
        if story.starts is not None and (why := _objection(story, manifest, station)):
            yield f"{story.id}: {why}"
    for name, told in manifest.files.items():
        if not (folder / name).is_file() or "sha256:" + file_digest(folder / name) != told:
            yield f"{name} is not as it was built; build again"


def _objection(story: StoryEntry, manifest: Manifest, station: Station) -> str:
    if story.status not in (Status.REVIEW, Status.APPROVED):
        return f"is '{story.status}' and still in the sound; build again"
    if [line_digest(line.text) for line in story.lines] != manifest.written.get(story.id, "").split():
        return "was changed after the build; build again"
    if story.status is Status.APPROVED:
        return "" if story.approved and story.approved.of else "its approval came after the build; build again"
    if station.air_unreviewed:
        return ""
    return f"is not approved{f' ({story.stale})' if story.stale else ''}; approve it, or hold it and build again"


def _packages(manifest: Manifest, folder: Path, station: Station) -> tuple[Package, ...]:
    """The episode with all its files, then each story in it."""
    name = manifest.episode
    whole = {file.removeprefix(name): folder / file for file in manifest.files if file.startswith(f"{name}.")}
    stories = [story for story in manifest.stories if story.starts is not None]
    aired = sorted(stories, key=lambda story: story.starts or 0.0)
    alone = [{".wav": folder / "segments" / f"{story.id}.wav"} for story in aired]
    seconds = [manifest.seconds or 0.0, *(story.seconds or 0.0 for story in aired)]
    return tuple(_package(files, length, station) for files, length in zip([whole, *alone], seconds, strict=True))


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
    """What each folder shall hold of this edition: our own air set first."""
    language, name = manifest.edition.language, manifest.episode
    group = station.carts[language].group
    drops = [(AIR, System.FOLDER)]
    drops += [(str(d.folder.resolve()), System(d.system)) for d in station.drops if language in d.languages]
    found = {place: things(system, _for(system, packages), name=name, group=group) for place, system in drops}
    for place in found:
        if place != AIR and not Path(place).is_dir():
            # Made here, it would stand in for a share that is not mounted, and nobody would see the files.
            raise InputError("there is no such drop folder", where=place, mend="mount it, or make it")
    return found


def _for(system: System, packages: Sequence[Package]) -> Sequence[Package]:
    """The cuts that a system can use: libraries read tags, and a story's own file is a WAV without any."""
    if system in (System.LIBRETIME, System.AZURACAST):
        return [package for place, package in enumerate(packages) if not place or set(package.files) & set(TAGGED)]
    return packages


def _place(folder: Path, place: str) -> Path:
    return folder / AIR if place == AIR else Path(place)


def _still(folder: Path, place: str, files: Sequence[Thing], known: Mapping[str, str]) -> dict[str, str]:
    """What an earlier run put there and is wanted still; a system may have taken its own, the air set stays whole."""
    names = {thing.name for thing in files if place != AIR or (folder / AIR / thing.name).is_file()}
    return {name: held for name, held in known.items() if name in names}


def _withdrawn(
    folder: Path,
    wanted: Mapping[str, Sequence[Thing]],
    old: Mapping[str, Mapping[str, str]],
    station: Station,
    episode: str,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is no longer wanted, taken away; and what is still there, with the reason.

    Nothing is touched outside the edition's own air set and the drop folders that the station names.
    """
    ours = {AIR, *(str(drop.folder.resolve()) for drop in station.drops)}
    gone, left = [], []
    for place, files in old.items():
        held = {name: told for name, told in files.items() if name not in {t.name for t in wanted.get(place, ())}}
        if place not in ours:
            left += [f"{place}: is no drop folder of the station's; {len(held)} files may lie there"] if held else []
            continue
        where = _place(folder, place)
        found = withdraw(where, held, episode)
        gone += [str(where / name) for name in found.gone]
        left += [f"{where / name}: is not what was put there" for name in found.left]
    return tuple(gone), tuple(left)


def _new(files: Mapping[str, str], old: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name, held in files.items() if old.get(name) != held)
