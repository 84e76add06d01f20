"""What an edition aired as before, kept when another version of it takes its place."""

from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path

from packager.air.aired import AIR, AIRED
from packager.errors import PackagerError
from packager.store import make_folder, sync_folder
from packager.text.confine import under

EARLIER = "earlier"  # beside the manifest: earlier/1 is what aired first


def keep_aside(folder: Path) -> Path | None:
    """Keep the air set as it is now under the next number; None where there is none.

    The files are the same ones under a second name: what is published next is put in their place, and never into them.
    Raises InputError for a folder that leads elsewhere, PackagerError.
    """
    air = under(folder, AIR)
    if not (air / AIRED).is_file():
        return None
    numbers = (under(folder, f"{EARLIER}/{number}") for number in itertools.count(1))
    before = list(itertools.takewhile(Path.exists, numbers))
    if before and _is_kept(air, before[-1]):
        return before[-1]
    kept = under(folder, f"{EARLIER}/{len(before) + 1}")
    make_folder(kept)
    try:
        for path in sorted(air.iterdir()):
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                _same(path, kept / path.name)
        sync_folder(kept)
    except OSError as error:
        raise PackagerError(f"{kept}: cannot be written ({error.strerror}); make room") from error
    return kept


def _is_kept(air: Path, kept: Path) -> bool:
    """Whether what airs was kept already, by a run that then could not publish."""
    one, other = air / AIRED, kept / AIRED
    return other.is_file() and one.read_bytes() == other.read_bytes()


def _same(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept)
    except OSError:  # a disk that has no second names
        shutil.copy2(path, kept)
