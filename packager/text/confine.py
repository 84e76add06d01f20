"""Ids and file names that came from a file which people edit, mail or download: none leads out of its folder.

What a file says is never believed as a path. An id is a slug; a name is relative, written with `/`, and means the
same on every system a bundle may be copied to; and where it leads is looked at with symbolic links resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from packager.errors import InputError
from packager.text.printable import on_screen

LONGEST_SLUG = 100  # characters; ids are cut at 60, and get a number where they meet
LONGEST_PART = 200  # bytes of one name: file systems take 255, and a temporary name is longer than its file's
LONGEST_NAME = 1000  # bytes of a whole name
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_FOREIGN = re.compile(r'[\\:*?"<>|]')  # what Windows reads as a separator, a drive, a stream or a pattern
# Names that are devices on Windows, whatever their ending:
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{place}" for name in ("com", "lpt") for place in range(10))})


def slug_fault(text: str) -> str:
    """What is wrong with an id, or "".

    >>> slug_fault("road-2"), slug_fault("../road")
    ('', 'cannot name files: an id is a-z, 0-9 and single hyphens')
    """
    if not _SLUG.fullmatch(text):
        return "cannot name files: an id is a-z, 0-9 and single hyphens"
    if len(text) > LONGEST_SLUG:
        return f"is too long to name files: an id has at most {LONGEST_SLUG} letters"
    return "is the name of a device, and cannot name files" if text in DEVICES else ""


def name_fault(text: str) -> str:
    """What is wrong with the name of a file below a folder, or "".

    >>> name_fault("segments/road.wav"), name_fault("../road.wav")
    ('', "leads out of its folder: no part of a name may be '..'")
    """
    whole = {
        "names no file": not text.strip(),
        "has a character in it that nobody can see": _UNSEEN.search(text),
        "is a whole path where a name below its folder is meant": re.match(r"/|[A-Za-z]:", text),
        "leads to somebody's home where a name below its folder is meant": text.startswith("~"),
        r"has a character that is in no name on some systems (one of \ : * ? < > | or a quote)": _FOREIGN.search(text),
        f"is longer than {LONGEST_NAME} bytes": _bytes(text) > LONGEST_NAME,
    }
    faults = [fault for fault, found in whole.items() if found]
    return next(filter(None, [*faults, *map(_part_fault, text.split("/"))]), "")


def _part_fault(part: str) -> str:
    if part == "..":
        return "leads out of its folder: no part of a name may be '..'"
    if part in ("", "."):
        return "has an empty part between its slashes"
    if part != part.strip() or part.endswith("."):
        return "has a part that begins or ends with a blank or a full stop, which some systems drop"
    if _bytes(part) > LONGEST_PART:
        return f"has a part of more than {LONGEST_PART} bytes"
    return "has the name of a device in it" if part.partition(".")[0].lower() in DEVICES else ""


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def path_fault(text: str) -> str:
    """What is wrong with a path that may lead anywhere on this machine because a person chose it, or ""."""
    if _UNSEEN.search(text):
        return "has a character in it that nobody can see"
    if _bytes(text) > 4 * LONGEST_NAME or any(_bytes(part) > 255 for part in text.split("/")):
        return "is too long to be a path"
    if ".." in re.split(r"[\\/]", text):
        return "leads out of its folder by '..'; write a name below it, or the whole path"
    return ""


def twins(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names that are one file where small and capital letters are the same: each with the one before it."""
    seen: dict[str, str] = {}
    for name in names:
        before = seen.setdefault(name.casefold(), name)
        if before != name:
            yield name, before


def stays_under(folder: Path, path: Path) -> bool:
    """Whether a path is below a folder (or is it) once every symbolic link is followed. It need not be there."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name that no file can have
        return False


def under(folder: Path, name: str, *, where: str = "") -> Path:
    """The path of a name below a folder. Raises InputError for one that is none, or that leads out by a link."""
    fault = name_fault(name)
    if fault:
        raise InputError(f"'{shown(name)}' {fault}", where=where, hint="name a file below the folder")
    path = folder / name
    if not stays_under(folder, path):
        what = f"'{name}' leads out of its folder by a link"
        raise InputError(what, where=where or str(folder), hint="put the file itself there")
    return path


def shown(text: str, longest: int = 80) -> str:
    """A name for a message: cut short, and every character that is not to be printed as its escape."""
    return on_screen(text if len(text) <= longest else f"{text[:longest]}…")
