"""Old days cleared away by the station's rule: their sound. What says what aired, and who approved it, stays.

Never cleared: what is on air, what the feed serves, what waits to be published or to be taken away, and every file that
is not to the byte what the program made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from packager.air.aired import AIR, Aired, aired, keep
from packager.air.journal import Journal
from packager.air.journal_file import air_of, journal_of
from packager.air.owners import owner_of
from packager.day.plan import Asked
from packager.desk import state
from packager.desk.listing import NAME, TIDIED
from packager.errors import InputError, PackagerError
from packager.locks import EDITION, Busy, held
from packager.store import file_digest, write_whole
from packager.text.confine import name_fault, stays_under

_SOUND = (".wav", ".mp3", ".flac", ".m4a", ".opus")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, kw_only=True)
class Tidied:
    """What became of one old edition."""

    folder: Path
    freed: int = 0  # bytes
    files: tuple[str, ...] = ()
    kept: str = ""  # why nothing, or not all, of it was cleared


def tidy(asked: Asked, days: int, *, dry_run: bool = False) -> Iterator[Tidied]:
    """Clear the sound of every edition that is more than `days` days old. Raises PackagerError for the journal."""
    last = (date.fromisoformat(asked.date) - timedelta(days=days)).isoformat()
    folders = [
        path.parent
        for path in sorted(asked.output.glob(f"*/*/{NAME}"))
        if _DAY.fullmatch(path.parent.parent.name)
        and not path.parent.is_symlink()
        and stays_under(asked.output, path.parent)
    ]
    if not folders:
        return
    with journal_of(asked.output) as journal:
        on_air = _on_air(folders)
        for folder in folders:
            if folder.parent.name < last and not (folder / TIDIED).is_file():
                yield _edition(folder, asked, journal, on_air.get(folder.name), dry_run=dry_run)


def _on_air(folders: list[Path]) -> Mapping[str, Path]:
    """By language, the last edition that was published and not killed: it airs until another one does."""
    found = {}
    for folder in folders:  # by day
        known = _known(folder)
        if known and known.published and not known.killed:
            found[folder.name] = folder
    return found


def _known(folder: Path) -> Aired | None:
    try:
        return aired(folder)
    except InputError:
        return None


def _edition(folder: Path, asked: Asked, journal: Journal, on_air: Path | None, *, dry_run: bool) -> Tidied:
    known = _known(folder)
    owner = owner_of(folder, "", "")[1]
    holdings = journal.of(owner.edition)
    if known is None:
        return Tidied(folder=folder, kept="was never published: publish it, kill it, or take its folder away yourself")
    if folder == on_air:
        return Tidied(folder=folder, kept="is on air: no later edition of its language is")
    if any(entry.leaving for files in holdings.values() for entry in files.values()):
        return Tidied(
            folder=folder, kept="has files to be taken away from a place that was not there: publish it again"
        )
    try:
        with held(folder / EDITION, "packager tidy", patience=0.0):
            return _clear(folder, asked, journal, known, dry_run=dry_run)
    except Busy as busy:
        return Tidied(folder=folder, kept=str(busy))


def _clear(folder: Path, asked: Asked, journal: Journal, known: Aired, *, dry_run: bool) -> Tidied:
    owner = owner_of(folder, "", "")[1]
    told = state.load(folder)
    made = {name: digest.removeprefix("sha256:") for name, digest in (told.files if told else {}).items()}
    served = folder.name in asked.station.podcasts  # the feed has every published day for as long as its sound is there
    air = {} if served else known.delivered.get(AIR, {})
    wanted = {**made, **{f"{AIR}/{name}": digest for name, digest in air.items()}}
    sound = {name: digest for name, digest in wanted.items() if name.endswith(_SOUND) and not name_fault(name)}
    gone, altered, freed = [], [], 0
    for name, digest in sound.items():
        path = folder / name
        if not stays_under(folder, path) or path.is_symlink() or not path.is_file():
            continue
        if file_digest(path) != digest:
            altered.append(name)
            continue
        gone.append(name)
        freed += path.stat().st_size
    if not dry_run:
        # First what says that they are meant to be gone, so that a run that is cut off leaves nothing to be put back.
        off = [name.removeprefix(f"{AIR}/") for name in gone if name.startswith(f"{AIR}/")]
        journal.gone(air_of(owner), off)
        kept = {name: told for name, told in known.delivered.get(AIR, {}).items() if name not in off}
        keep(folder, replace(known, delivered={**known.delivered, AIR: kept}))
        write_whole(folder / TIDIED, json.dumps({"day": asked.date, "files": gone}).encode())
        try:
            for name in gone:
                (folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise PackagerError(f"{folder}: cannot be cleared ({error.strerror})") from error
    kept_why = f"{', '.join(altered)}: altered since it was made" if altered else ""
    if served:
        kept_why = "; ".join(filter(None, [kept_why, "what the feed serves stays"]))
    return Tidied(folder=folder, freed=freed, files=tuple(gone), kept=kept_why)
