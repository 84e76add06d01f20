"""The air set: what may air, put where it airs from, and the record of it.

Everything published lies in `air/` beside the manifest under its playout names, with `as-aired.yaml`: the
manifest as it was. A later build changes neither, so what is served and what aired stay what they were
until the edition is published again.

Nothing is taken away because it is not mentioned: a kill, a correction or `--withdraw` does it, and each place by
itself. One that is not there costs the others nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from packager.air.aired import AIR, AIRED, Aired, aired, keep
from packager.air.delivering import Publishing, deliver
from packager.air.journal_file import air_of, journal_of, told_by
from packager.air.objections import objections
from packager.air.owners import owner_of
from packager.air.places import LocalFolder
from packager.air.retention import over_age
from packager.air.reviewed import write_down
from packager.air.withdrawal import Leaving, finish, take_away
from packager.delivery.disclosure import SOMEBODY
from packager.desk import reading, writing
from packager.desk.manifest import Manifest
from packager.errors import InputError, PackagerError
from packager.locks import EDITION, Waiting, held
from packager.records import Approval
from packager.station import Station
from packager.store import sweep_below
from packager.text.confine import under

HEAD = "What was published, as it was. The manifest to work on is ../manifest.yaml."


@dataclass(frozen=True, kw_only=True)
class Published:
    """What publishing came to."""

    refused: tuple[str, ...] = ()  # why it may not air; nothing was done then
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # place → the files put there by this run
    lost: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of those: gone or altered before
    newer: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # place → files that a newer edition owns
    withdrawn: tuple[str, ...] = ()  # files that were taken away again
    expired: tuple[str, ...] = ()  # files of other days that had lain there for as long as the station keeps them
    left: tuple[str, ...] = ()  # what could not be done, each in a line
    feed: tuple[Path, str] | None = None  # output folder and language of the feed in which the edition stands


def publish(
    path: Path, station: Station, now: datetime, waiting: Waiting | None = None, *, again: bool = False
) -> Published:
    """Put an edition where it airs from, or take a killed one away; the same again puts back what was lost.

    With `again` everything is put there anew, also where it was taken out by decision. A run that makes or publishes
    is waited for: `waiting` is told. What is to go is taken away first, whatever else then fails. Raises InputError for
    a manifest or a file that cannot be read and for another station's edition, PackagerError where the journal cannot
    be written or somebody is at work there for too long.
    """
    with _run(path, station, waiting, again=again) as run:
        if not run.killed:
            _refuse_another(run, path)
        return _publish(run, now)


def withdraw(path: Path, station: Station, place: str, waiting: Waiting | None = None) -> Published:
    """Take an edition out of one place, where it stays out until it is published `again`.

    `place` is AIR or a folder; whoever names it decides that files may be taken from it, and nobody else has to.
    Raises InputError, PackagerError.
    """
    with _run(path, station, waiting) as run:
        journal, edition = run.journal, run.owner.edition
        key = air_of(run.owner) if place == AIR else str(Path(place).resolve())
        named = run.place_of(key, edition)
        chosen = named or LocalFolder(path=Path(key), key=key)
        journal.shut(edition, key)
        names = list(journal.of(edition).get(key, ()))
        try:
            chosen.reach()
            journal.settle(chosen)
            take_away(journal, chosen, [name for name in names if name in journal.files[key]], run.leaving)
        except InputError as error:
            run.leaving.left.append(f"{error}; {len(names)} files may lie there: {', '.join(names)}")
            if named is None:
                journal.gone(key, names)  # a folder that is no drop any more and is not there: nobody would look again
        return Published(withdrawn=tuple(run.leaving.gone), left=tuple(run.leaving.left))


@contextmanager
def _run(path: Path, station: Station, waiting: Waiting | None, *, again: bool = False) -> Iterator[Publishing]:
    folder = path.parent
    root, _ = owner_of(folder, "", "")
    under(folder, AIR)
    with (
        held(path.parent / EDITION, "packager publish", waiting=waiting) as died,
        journal_of(root, waiting) as journal,
    ):
        if died:
            sweep_below(folder)
        # Read while nobody else publishes: what was killed while this run waited is not put back.
        manifest = reading.read(path)
        owner = owner_of(folder, manifest.episode, manifest.edition.date)[1]
        yield Publishing(
            manifest=manifest, folder=folder, station=station, root=root, owner=owner, journal=journal, again=again
        )


def _publish(run: Publishing, now: datetime) -> Published:
    journal, owner = run.journal, run.owner
    known = _known(run)
    if run.killed:
        if run.manifest.station != run.station.name:
            told = f"the feed was left as it was: the station's file is of '{run.station.name}', and not of"
            run.leaving.left.append(f"{told} '{run.manifest.station}'; publish with the station's own file")
        for key, files in journal.of(owner.edition).items():
            journal.leave(owner.edition, key, files)
    expired = _expire(run, now)
    finish(journal, run.place_of, run.leaving, edition=owner.edition, all_of_it=run.killed)
    refused = () if run.killed else tuple(objections(run.manifest, run.folder, run.station))
    if refused:
        return Published(
            refused=refused, withdrawn=tuple(run.leaving.gone), expired=expired, left=tuple(run.leaving.left)
        )
    plans = {} if run.killed else deliver(run)
    _keep(run, known, now, news=bool(run.leaving.gone or any(plan.put for plan in plans.values())))
    return Published(
        folders={spot: tuple(piece.name for piece in plan.put) for spot, plan in plans.items()},
        lost={spot: plan.lost for spot, plan in plans.items() if plan.lost},
        newer={spot: tuple(plan.newer) for spot, plan in plans.items() if plan.newer},
        withdrawn=tuple(run.leaving.gone),
        expired=expired,
        left=tuple(run.leaving.left),
        feed=run.feed,
    )


def _expire(run: Publishing, now: datetime) -> tuple[str, ...]:
    """Take other editions' files away that lie in a drop folder longer than the station keeps them there.

    They stay out, as after `--withdraw`. Where a folder is away they are marked, and `finish` tells it.
    """
    journal, expired = run.journal, Leaving()
    for drop in run.station.drops:
        place = run.place_of(str(drop.folder.resolve()), run.owner.edition)
        if not drop.keep or place is None:
            continue
        over = over_age(journal.files.get(place.key, {}), drop.keep, run.station, now)
        for edition, names in over.items():
            if edition == run.owner.edition:
                continue
            if (edition, place.key) not in journal.off:
                journal.shut(edition, place.key)
            with suppress(PackagerError):
                place.reach()
                journal.settle(place)
                take_away(journal, place, [name for name in names if name in journal.files[place.key]], expired)
    run.leaving.left += expired.left
    return tuple(expired.gone)


def _refuse_another(run: Publishing, path: Path) -> None:
    """Raise InputError for another station's edition, or one that lies in another's folder."""
    if run.manifest.station != run.station.name:
        what = f"is an edition of '{run.manifest.station}', and the station's file is of '{run.station.name}'"
        raise InputError(what, where=str(path), hint="name the station's own file with --station")
    if run.owner.episode != run.manifest.episode:
        what = f"is the manifest of '{run.manifest.episode}', and lies in the folder of '{run.owner.episode}'"
        raise InputError(what, where=str(path), hint="put it where it belongs")


def _known(run: Publishing) -> Aired | None:
    """What the edition itself knows of its publishing; the journal takes over what it did not know."""
    try:
        known = aired(run.folder)
    except InputError as error:
        where = under(run.folder, f"{AIR}/{AIRED}")
        run.leaving.left.append(f"{where}: cannot be read, and only it knows since when this is on air ({error.what})")
        return None
    # Once: what was taken away since then would come back as an entry for which nothing lies there.
    if run.owner.edition not in run.journal.editions:
        for line in (*(told_by(known, run.owner, run.journal) if known else ()), ["knows", run.owner.edition]):
            run.journal.note(line)
    return known


def _keep(run: Publishing, known: Aired | None, now: datetime, *, news: bool) -> None:
    """Write the edition's own part of the journal, and the record of what aired."""
    journal, owner = run.journal, run.owner
    first = known.published if known else ""
    if not run.killed:
        first = first or now.isoformat(timespec="seconds")
    mine = {
        AIR if key == air_of(owner) else key: {n: e for n, e in files.items() if (key, n) not in journal.doubts}
        for key, files in journal.of(owner.edition).items()
    }
    if not first and not mine:
        return
    told = Aired(
        episode=owner.episode,
        day=owner.day,
        published=first,
        build=run.build,
        killed=run.killed,
        delivered={place: {name: entry.digest for name, entry in files.items()} for place, files in mine.items()},
        slots={
            place: slots
            for place, files in mine.items()
            if (slots := {name: entry.slot for name, entry in files.items() if entry.slot != name})
        },
    )
    keep(run.folder, told)
    if first:
        record = run.manifest if run.station.files.name_editors else _unnamed(run.manifest)
        reviews = write_down(run.folder, run.manifest, run.station, now, news=news)
        record = replace(record, published=first, log=reviews)
        writing.write_record(under(run.folder, f"{AIR}/{AIRED}"), record, HEAD)


def _unnamed(manifest: Manifest) -> Manifest:
    """A manifest without who approved what and without their notes: the record lies where the public is served."""

    def of(approval: Approval | None) -> Approval | None:
        return approval and replace(approval, by=SOMEBODY)

    stories = tuple(
        replace(
            story,
            note="",
            approved=of(story.approved),
            seconded=of(story.seconded),
            lines=tuple(replace(line, note="", approved=of(line.approved)) for line in story.lines),
        )
        for story in manifest.stories
    )
    synthetic = {key: told for key, told in manifest.synthetic.items() if key != "reviewed_by"}
    return replace(manifest, note="", stories=stories, synthetic=synthetic)
