"""Folders of espeak-ng's data, one for each language that it speaks, made when the package is built.

The loader's own folder is read-only and shared, so what a language needs of it is copied beside what the language
makes itself. A folder's name holds a digest of everything that went in: a changed lexicon or library makes another,
once per user, in the user's cache; from the same sources come the same bytes. Folders appear whole (made aside, then
renamed).
"""

from __future__ import annotations

import atexit
import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packager.errors import EngineUnavailable
from packager.espeak_ng import library
from packager.store import digest

VERSION = 1  # of what this module makes of the same sources
# Throats that any voice can be given: women's f1–f5, men's m1–m8.
VARIANTS = (*(f"f{number}" for number in range(1, 6)), *(f"m{number}" for number in range(1, 9)))
_TABLES = ("phontab", "phonindex", "phondata", "intonations", "en_dict", "lang/gmw/en")
DATA = "espeak-ng-data"
SHIPPED = Path(__file__).parent.parent / "compiled"  # filled by hatch_build.py, and read-only from then on


def _nothing(root: Path) -> None:
    del root


@dataclass(frozen=True)
class Sources:
    """What one language's folder is made of."""

    copied: tuple[str, ...]  # files of the bundled data, beside the tables that every voice needs
    made: Callable[[Path], None] = _nothing  # makes the rest in a folder that holds `espeak-ng-data`
    digest: str = ""  # of all that `made` reads
    code: str = ""  # of what `made` does


@cache
def folder(sources: Sources) -> Path:
    """The folder that holds `espeak-ng-data` for these sources; made when it is not there yet.

    Raises EngineUnavailable when there is nowhere to make it, EngineError when the sources do not compile.
    """
    shipped = SHIPPED / _name(sources)
    if _fits(shipped) and shipped.is_dir():
        return shipped
    for parent in _places():
        place = parent / _name(sources)
        if _fits(place) and _is_there(place, sources):
            return place
    raise EngineUnavailable(
        "no folder for its dictionaries can be written", where="espeak-ng", hint="set TMPDIR to a folder that can"
    )


def ship(sources: Sources) -> Path:
    """The folder for these sources within the package, made unless it is there.

    Raises EngineUnavailable where it cannot be written, EngineError when the sources do not compile.
    """
    place = SHIPPED / _name(sources)
    if not _is_there(place, sources):
        raise EngineUnavailable("cannot be written", where=str(SHIPPED))
    return place


def _name(sources: Sources) -> str:
    return digest(VERSION, sources.copied, sources.digest, sources.code, library.version())[:16]


def _fits(place: Path) -> bool:
    return len(str(place)) < library.PATH_LIMIT


def _places() -> Iterator[Path]:
    from platformdirs import user_cache_path

    yield user_cache_path("packager") / "espeak-ng"
    with contextlib.suppress(OSError):
        own = Path(tempfile.mkdtemp(prefix="packager-"))  # no one else's: /tmp is shared
        atexit.register(shutil.rmtree, own, ignore_errors=True)
        yield own


def _is_there(place: Path, sources: Sources) -> bool:
    """Whether the folder is there, or could be made."""
    if place.is_dir():
        return True
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".making-", dir=place.parent))
    except OSError:
        return False
    try:
        new = aside / place.name  # others may read it, which a temporary folder forbids
        new.mkdir()
        _make(new, sources)
        with contextlib.suppress(OSError):  # another process may have been first: its folder is as good
            new.rename(place)
        return place.is_dir()
    except OSError:
        return False
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _make(root: Path, sources: Sources) -> None:
    shipped = SHIPPED / _name(sources)
    if shipped.is_dir():  # installed too deep for the library: a copy will do
        shutil.copytree(shipped, root, dirs_exist_ok=True)
        return
    for name in (*_TABLES, *(f"voices/!v/{variant}" for variant in VARIANTS), *sources.copied):
        (root / DATA / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(library.bundled_data() / name, root / DATA / name)
    sources.made(root)
