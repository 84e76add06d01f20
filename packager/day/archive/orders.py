"""What an archive is asked to make: one order a story and language, named alike in every run."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from packager.articles.formats.beside import is_translation
from packager.articles.formats.files import SUFFIXES, read_bytes
from packager.articles.structure.slug import RESERVED, slug
from packager.errors import InputError
from packager.store import digest, read_text
from packager.text.confine import stays_under

VERSION = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """One story to make in one language."""

    story: str  # a slug, unique in the archive: of the file's path below the folder that was named
    language: str
    file: Path
    of: str  # digest of the file, of the translations beside it, and of the language: made once for each

    @property
    def name(self) -> str:
        """As journals and reports call it."""
        return f"{self.story}/{self.language}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What came of an order."""

    order: Order
    state: str  # MADE, LEFT, FAILED, or GONE
    reason: str = ""  # why it failed, or what needs a person
    again: bool = False  # a failure of the moment: worth another try
    seconds: float = 0.0  # of sound
    spoken: int = 0  # utterances that an engine was asked for
    sent: int = 0  # characters given to engines outside this machine


MADE = "made"  # and what needs a person says its manifest
LEFT = "left"  # it lay there already
FAILED = "failed"
GONE = "gone"  # whoever had it is lost, and it was not its fault


@dataclass(frozen=True)
class Found:
    """An archive's articles."""

    orders: tuple[Order, ...]
    unreadable: tuple[InputError, ...] = field(default=())


def find(named: Sequence[str], languages: Sequence[str]) -> Found:
    """The orders for all articles below the named folders, in named files, and in named lists of files.

    Oldest path first, a story's languages together. Raises InputError for what is not there and where there is nothing.
    """
    orders, faults, taken = [], [], set[str]()
    for root, file in _files(named):
        story = _story(file.relative_to(root), taken)
        taken.add(story)
        try:
            orders += [
                Order(story=story, language=one, file=file.absolute(), of=_digest(file, one)) for one in languages
            ]
        except InputError as error:
            faults.append(error)
    if not orders and not faults:
        hint = f"put files there that end in {', '.join(SUFFIXES)}"
        raise InputError("there is no article", where=", ".join(named), hint=hint)
    return Found(tuple(orders), tuple(faults))


def _files(named: Sequence[str]) -> Iterator[tuple[Path, Path]]:
    """(folder that names are told from, article), each article once."""
    once = set[Path]()
    for text in named:
        for root, file in _below(Path(text)):
            if (real := file.resolve()) not in once:
                once.add(real)
                yield root, file


def _below(path: Path) -> Iterator[tuple[Path, Path]]:
    if path.is_dir():
        for folder, inside, files in os.walk(path):
            inside[:] = sorted(name for name in inside if not name.startswith("."))
            for file in (Path(folder) / name for name in sorted(files)):
                if _is_article(file) and stays_under(path, file):
                    yield path, file
    elif path.suffix.lower() in SUFFIXES and path.is_file():
        yield path.parent, path
    elif path.is_file():
        yield from _listed(path)
    else:
        raise InputError("there is no such file or folder", where=str(path), hint="check the name")


def _listed(path: Path) -> Iterator[tuple[Path, Path]]:
    """The articles that a list names, one path a line, seen from where the list lies; '#' begins a remark."""
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            file = path.parent / line.strip()
            if not file.is_file():
                raise InputError(
                    f"there is no file '{line.strip()}'", where=f"{path}:{number}", hint="name articles, one a line"
                )
            yield (path.parent if file.is_relative_to(path.parent) else file.parent), file


def _is_article(file: Path) -> bool:
    named = not file.name.startswith(".") and file.suffix.lower() in SUFFIXES and not is_translation(file)
    return named and file.is_file()  # a pipe that is opened never ends


def _digest(file: Path, language: str) -> str:
    """Of an article's bytes, and of its translation beside it. Raises InputError."""
    found = hashlib.sha256(read_bytes(file, where=str(file)))
    beside = file.with_name(f"{file.stem}.{language}.txt")
    if beside.is_file():
        found.update(b"\0" + read_bytes(beside, where=str(beside)))
    return digest(VERSION, language, found.hexdigest())


def _story(path: Path, taken: Collection[str]) -> str:
    """A slug of the whole path: '2019/03/road.txt' is 2019-03-road.

    Where others could come to the same, a digest of the path stands at its end: a name may not depend on others.
    """
    plain = "-".join(path.with_suffix("").parts)
    name = slug(plain)
    if name != plain or name in taken or name in RESERVED:
        name = f"{name[:50]}-{digest(path.as_posix())[:8]}".strip("-")
    return name
