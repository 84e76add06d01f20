"""Files and folders that a producer names: which of them are articles, and their bytes."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packager.errors import InputError
from packager.text.confine import stays_under

LIMIT = 5_000_000  # bytes; a long article with all of its page is under one million
SUFFIXES = (".txt", ".md", ".html", ".htm", ".yaml", ".yml")
_TRANSLATION = (".ps.txt", ".ur.txt")
STDIN = "-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """One article's file, or why what was named is none."""

    shown: str  # as the user named it, or the folder's name and the file's
    path: Path
    fault: InputError | None = None


def list_articles(paths: Sequence[str]) -> tuple[Named, ...]:
    """Every article that the paths name, each once, in the order named; folders sorted by name.

    Raises InputError where not one of the paths exists.
    """
    if paths and not any(path == STDIN or _exists(Path(path)) for path in paths):
        hint = "check the name, or run the command where the file is"
        raise InputError("there is no such file or folder", where=", ".join(paths), hint=hint)
    once: dict[Path, Named] = {}
    for path in paths:
        for named in _named(path):
            once.setdefault(_identity(named.path), named)
    return tuple(once.values())


def read_bytes(path: Path, *, where: str) -> bytes:
    """A regular file's bytes, up to `LIMIT`. Raises InputError for anything else."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError("is not a regular file", where=where, hint="give a file with the article's text")
        with path.open("rb") as file:
            return check_size(file.read(LIMIT + 1), where=where)
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=where, hint="mend its name or its permissions"
        ) from error


def check_size(data: bytes, *, where: str) -> bytes:
    """The bytes themselves. Raises InputError for none at all and for more than `LIMIT`."""
    if not data.strip():
        raise InputError("is empty", where=where, hint="save the article again, or take the file away")
    if len(data) > LIMIT:
        what = f"is over {LIMIT // 1_000_000} MB (byte {LIMIT})"
        raise InputError(what, where=where, hint="keep the article's text alone, or split the file")
    return data


def _named(shown: str) -> Iterator[Named]:
    path = Path(shown)
    if shown == STDIN:
        yield Named(shown=shown, path=path)
    elif path.is_dir():
        yield from _in_folder(path)
    else:
        yield Named(shown=shown, path=path, fault=_fault(path, shown))


def _fault(path: Path, shown: str) -> InputError | None:
    """Why a file that was named by itself is no article."""
    if not _exists(path):
        return InputError("there is no such file or folder", where=shown, hint="check the name")
    if path.name.lower().endswith(_TRANSLATION):
        hint = "name the article; its translations are found beside it"
        return InputError("is a translation, not an article", where=shown, hint=hint)
    if path.suffix.lower() not in SUFFIXES:
        hint = f"save it as one of {', '.join(SUFFIXES)}"
        return InputError(f"'{path.suffix}' is no format of an article", where=shown, hint=hint)
    return None


def _in_folder(folder: Path) -> Iterator[Named]:
    """The articles in a folder, by name; other formats, hidden files and sub-folders are not looked at."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        fault = InputError(f"cannot be read ({error.strerror})", where=str(folder), hint="mend its permissions")
        yield Named(shown=str(folder), path=folder, fault=fault)
        return
    articles = [path for path in inside if _is_article(path)]
    for path in articles:
        yield Named(shown=str(path), path=path, fault=linked_out(path, str(path)))
    if not articles:
        hint = f"put files there that end in {', '.join(SUFFIXES)}"
        fault = InputError("no article is in this folder", where=str(folder), hint=hint)
        yield Named(shown=str(folder), path=folder, fault=fault)


def _is_article(path: Path) -> bool:
    name = path.name.lower()
    return (
        not name.startswith(".")
        and path.suffix.lower() in SUFFIXES
        and not name.endswith(_TRANSLATION)
        and not (path.is_dir())
    )


def linked_out(path: Path, shown: str) -> InputError | None:
    """Why a file that was found and not named is not read: a link may lead to anything on this machine."""
    if not path.is_symlink() or not path.exists() or stays_under(path.parent, path):
        return None
    return InputError("is a link out of its folder", where=shown, hint="put the file itself there, or name it")


def _exists(path: Path) -> bool:
    """Whether something has this name, be it only a link that leads nowhere."""
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


def _identity(path: Path) -> Path:
    """One path for a file however it is named; a loop of links is itself."""
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError):
        return path.absolute()
