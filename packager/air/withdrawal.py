"""Taking away what shall air no more: from the air set and from drop folders, and nothing but what was put there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from packager.air.drops import withdraw
from packager.air.journal import Delivered
from packager.air.package import Thing
from packager.errors import PackagerError
from packager.station import Station
from packager.store import make_folder, sync_folder
from packager.text.confine import shown, under

AIR = "air"  # the edition's own air set, among its folder's names and among the places that hold its files
ASIDE = "withdrawn"  # beside it: what somebody altered in the air set, and what is to air no more


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """What became of the files that are no longer wanted."""

    gone: tuple[str, ...] = ()
    left: tuple[str, ...] = ()  # what is still there, with the reason
    held: Mapping[str, dict[str, str]] = field(default_factory=dict)  # place → file → digest, of all that may be there


def place_of(folder: Path, place: str) -> Path:
    """The folder that a place names."""
    return folder / AIR if place == AIR else Path(place)


def _aside(folder: Path, name: str) -> Path:
    """Move a file that is not what was put into the air set out of it: it must not air, and is not ours to delete."""
    path = folder / AIR / name  # it may be a link: that is moved, and nothing where it leads
    make_folder(under(folder, ASIDE))
    try:
        path.replace(folder / ASIDE / name)
        sync_folder(folder / ASIDE)
        sync_folder(folder / AIR)
    except OSError as error:
        raise PackagerError(f"{path}: cannot be moved away ({error.strerror}); publish again") from error
    return path


def leave(
    folder: Path, wanted: Mapping[str, Sequence[Thing]], old: Delivered, station: Station, episode: str
) -> Leaving:
    """Take away what is in `old` and no longer wanted.

    Nothing is touched outside the edition's own air set and the drop folders that the station names. What cannot be
    taken away now, because a share is not there, stays in what is held, so that the next run looks again.
    """
    ours = {AIR, *(str(drop.folder.resolve()) for drop in station.drops)}
    gone: list[str] = []
    left: list[str] = []
    held: dict[str, dict[str, str]] = {}
    for place, files in old.items():
        names = {thing.name for thing in wanted.get(place, ())}
        where, kept = place_of(folder, place), {name: told for name, told in files.items() if name in names}
        leaving = {name: told for name, told in files.items() if name not in names}
        if leaving and place not in ours:
            left.append(f"{len(leaving)} files in {place}: the station names no such drop folder")
            kept |= leaving
        elif leaving and place != AIR and not where.is_dir():
            left.append(f"{len(leaving)} files in {place}: the folder is not there; mount it and publish again")
            kept |= leaving
        elif leaving:
            found = withdraw(where, leaving, episode)
            gone += [str(where / name) for name in found.gone]
            if place == AIR:
                gone += [str(_aside(folder, name)) for name in found.altered]
            else:
                left += [f"{where / name}: is not what was put there" for name in found.altered]
                kept |= {name: leaving[name] for name in found.altered}
            left += [f"'{shown(name)}' in {place}: is no name of ours" for name in found.strange]
            left += [
                f"{where / name}: cannot be taken away ({why}); publish again" for name, why in found.stuck.items()
            ]
            kept |= {name: leaving[name] for name in found.stuck}
        if kept:
            held[place] = kept
    return Leaving(gone=tuple(gone), left=tuple(left), held=held)
