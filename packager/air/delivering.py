"""An edition into its places, each by itself: what goes wrong in one is told, and costs the others nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from packager.air.aired import AIR, build_of
from packager.air.decide import Dispatch, Wish, decide, superseded
from packager.air.journal import Holding, Journal
from packager.air.journal_file import air_of
from packager.air.lookover import too_loud
from packager.air.owners import EditionId
from packager.air.package import Package
from packager.air.packages import packages_of, parcels_of
from packager.air.places import Destination, LocalFolder
from packager.air.withdrawal import Leaving, take_away
from packager.desk.manifest import Manifest
from packager.errors import PackagerError
from packager.station import Station
from packager.text.confine import name_fault, stays_under, under


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place of an edition, and what lies there for whom."""

    place: Destination
    name: str  # for people and in the edition's own part
    system: str = "folder"
    taken: bool = False  # the system takes away what it has taken in
    latest: bool = False  # the programme lies there under every day's name too


@dataclass(kw_only=True)
class Publishing:
    """One publishing of one edition, while the journal is held."""

    manifest: Manifest
    folder: Path
    station: Station
    root: Path
    owner: EditionId
    journal: Journal
    again: bool
    leaving: Leaving = field(default_factory=Leaving)

    @property
    def killed(self) -> bool:
        """Whether the edition shall air no more."""
        return self.manifest.status == "killed"

    @property
    def build(self) -> str:
        """What the edition is made of."""
        return build_of(self.manifest.state.files)

    @property
    def feed(self) -> tuple[Path, str] | None:
        """The output folder and the language of the feed in which a day's edition stands."""
        own = self.manifest.station == self.station.name and self.is_days
        return (self.root, self.manifest.edition.language) if own else None

    @property
    def is_days(self) -> bool:
        """Whether it is a day's edition, and not an article's by itself or a copy that lies somewhere else."""
        return self.owner.edition.count("/") == 1

    def place_of(self, key: str, edition: str) -> Destination | None:
        """A place that files may be taken from: an edition's own air set, and the drop folders of the station."""
        drops = {str(drop.folder.resolve()): drop for drop in self.station.drops}
        own = self.root / edition
        if key == air_of(self.owner):
            return LocalFolder(path=under(self.folder, AIR), key=key, own=True)
        if key == f"{edition}/{AIR}" and not name_fault(edition) and stays_under(self.root, own):
            return LocalFolder(path=under(own, AIR), key=key, own=True)
        return LocalFolder(path=drops[key].folder.resolve(), key=key) if key in drops else None


def deliver(run: Publishing) -> dict[str, Dispatch]:
    """Put the edition into each of its places; what goes wrong in one is told, and costs the others nothing."""
    journal, edition = run.journal, run.owner.edition
    journal.stay(edition)
    packages = _quiet_enough(packages_of(run.manifest, run.folder, run.station), run)
    group = run.station.carts[run.manifest.edition.language].group
    spots = {spot.place.key: spot for spot in _spots(run)}
    ready = {}
    for key, spot in spots.items():
        if run.again:
            journal.open(edition, key)
            journal.move(key)
        if (edition, key) in journal.off:
            continue
        try:
            parcels = parcels_of(spot.system, packages, run.manifest, run.folder, group, latest=spot.latest)
            wish = Wish(owner=run.owner, build=run.build, parcels=parcels, again=run.again, taken=spot.taken)
            ready[key] = _prepared(spot, wish, run)
        except PackagerError as error:
            run.leaving.left.append(_named(spot, error))
    plans = {}
    for key, plan in ready.items():
        spot = spots[key]
        run.leaving.left += _told(spot, plan)
        try:
            _put(spot.place, plan, run)
            plans[spot.name] = plan
        except PackagerError as error:
            run.leaving.left.append(_named(spot, error))
    run.leaving.left += [
        f"{len(files)} files in {key}: the station's file names no such drop folder for this edition; "
        f"'packager publish --withdraw {key} …' takes them away"
        for key, files in journal.of(edition).items()
        if key not in spots
    ]
    return plans


def _named(spot: Spot, error: PackagerError) -> str:
    """An error's line, with the place where it does not begin with it."""
    told = str(error)
    return told if told.startswith(spot.name) else f"{spot.name}: {told}"


def _quiet_enough(packages: Iterable[Package], run: Publishing) -> tuple[Package, ...]:
    """The packages without those encoded files that the station's own rule keeps off the air; each is told."""
    built = {run.folder / name: told for name, told in run.manifest.state.files.items()}
    loud = too_loud(built, run.station, run.journal)
    for path, peak in loud.items():
        what = (
            f"peaks at {peak:+.1f} dBTP once it is encoded, over {run.station.files.loudness.true_peak:+.1f}: not sent"
        )
        run.leaving.left.append(f"{path.name}: {what}; give it a higher bitrate or a lower true-peak, and build again")
    return tuple(
        replace(package, files={ending: file for ending, file in package.files.items() if file not in loud})
        for package in packages
    )


def _spots(run: Publishing) -> Iterator[Spot]:
    """The places of the edition: our own air set first."""
    own = LocalFolder(path=under(run.folder, AIR), key=air_of(run.owner), own=True)
    yield Spot(place=own, name=AIR)
    for drop in run.station.drops:
        if run.manifest.edition.language in drop.languages:
            where = drop.folder.resolve()
            yield Spot(
                place=LocalFolder(path=where, key=str(where)),
                name=str(where),
                system=drop.system,
                taken=drop.taken,
                latest=drop.latest and run.is_days,
            )


def _prepared(spot: Spot, wish: Wish, run: Publishing) -> Dispatch:
    """Look at a place, decide, and take away what is superseded. Raises PackagerError.

    Where the place is not there, what is superseded is marked: the next run of any day that finds it takes it away.
    """
    place, journal, edition = spot.place, run.journal, run.owner.edition
    mine = journal.of(edition).get(place.key, {})
    try:
        place.reach()
        journal.settle(place)
        lying = {parcel.name: _lying(place, parcel.name, mine.get(parcel.name)) for parcel in wish.parcels}
    except PackagerError:
        journal.leave(edition, place.key, superseded(wish, mine))
        raise
    plan = decide(wish, place.key, journal, lying)
    journal.leave(edition, place.key, plan.out)
    take_away(journal, place, plan.out, run.leaving)
    return plan


def _lying(place: Destination, name: str, entry: Holding | None) -> str | None:
    """The digest of what lies under a name; not read again where it is still the file that was looked at."""
    if entry and entry.seen and place.seen(name) == entry.seen:
        return entry.digest
    return place.digest(name)


def _told(spot: Spot, plan: Dispatch) -> Iterator[str]:
    """What a plan leaves to a person."""
    if plan.strange:
        what = "something lies there that was not put there from here"
        yield f"{spot.name}: {', '.join(plan.strange)}: {what}; move it away, and publish again"
    if plan.rivals:
        what = f"belong to {', '.join(sorted(set(plan.rivals.values())))} of the same day"
        yield f"{spot.name}: {', '.join(plan.rivals)}: {what}; give one of them other cart numbers"
    if plan.unasked:
        what = f"not asked for by the station's file any more; 'packager publish --withdraw {spot.name} …' takes them"
        yield f"{spot.name}: {', '.join(plan.unasked)}: {what}, and all of the edition, away"


def _put(place: Destination, plan: Dispatch, run: Publishing) -> None:
    """Put down what shall lie there, then put it there, a file at a time. Raises PackagerError."""
    journal, entries = run.journal, run.journal.files.get(place.key, {})
    changed = [parcel for parcel in plan.keep if not _stands(entries.get(parcel.name), run)]
    journal.will(place.key, run.owner, run.build, [*plan.put, *changed])
    there = {parcel.name: place.seen(parcel.name) or () for parcel in plan.keep}
    entries = journal.files.get(place.key, {})
    journal.lies(place.key, {name: seen for name, seen in there.items() if entries[name].seen != seen})
    for parcel in plan.put:
        journal.lies(place.key, {parcel.name: place.put(parcel)})


def _stands(entry: Holding | None, run: Publishing) -> bool:
    return entry is not None and (entry.owner, entry.build) == (run.owner, run.build)
