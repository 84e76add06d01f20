"""Folders of espeak-ng's data, one for each language that it speaks, made once per user and source.

The loader's own folder is read-only and shared, so what a language needs of it is copied to the user's
cache beside what the language makes itself. A folder's name holds a digest of everything that went in: a
changed lexicon or library makes another, and folders appear whole (made aside, then renamed).
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


def _nothing(root: Path) -> None:
    del root


@dataclass(frozen=True)
class Sources:
    """What one language's folder is made of."""

    copied: tuple[str, ...]  # files of the bundled data, beside the tables that every voice needs
    made: Callable[[Path], None] = _nothing  # makes the rest in a folder that holds `espeak-ng-data`
    digest: str = ""  # of all that `made` reads


@cache
def folder(sources: Sources) -> Path:
    """The folder that holds `espeak-ng-data` for these sources; made when it is not there yet.

    Raises EngineUnavailable when there is nowhere to make it, EngineError when the sources do not compile.
    """
    name = digest(VERSION, sources.copied, sources.digest, library.version())[:16]
    for parent in _places():
        if len(str(parent / name)) < library.PATH_LIMIT and _is_there(parent / name, sources):
            return parent / name
    raise EngineUnavailable(
        "no folder for its dictionaries can be written", where="espeak-ng", hint="set TMPDIR to a folder that can"
    )


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
        _make(aside, sources)
        with contextlib.suppress(OSError):  # another process may have been first: its folder is as good
            aside.rename(place)
        return place.is_dir()
    except OSError:
        return False
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _make(root: Path, sources: Sources) -> None:
    for name in (*_TABLES, *(f"voices/!v/{variant}" for variant in VARIANTS), *sources.copied):
        (root / DATA / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(library.bundled_data() / name, root / DATA / name)
    sources.made(root)
