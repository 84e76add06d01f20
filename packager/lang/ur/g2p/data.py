"""What the rules of pronunciation know of Urdu: the tables of voices/urdu (format: voices/urdu/README.md)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from packager.lang.data_folder import voices_folder
from packager.lang.tables import cells, parts, sets


def folder() -> Path:
    """Where they lie."""
    return voices_folder() / "urdu"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one of the tables."""
    return tuple(tuple(row) for _, row in cells(folder() / name))


@cache
def word_set(name: str) -> frozenset[str]:
    """A set of words.tsv."""
    return frozenset(sets(rows("words.tsv"))[name])


@cache
def sounds_of(kind: str) -> dict[str, str]:
    """Parts of words of one kind, and how they are said: parts.tsv."""
    return parts(rows("parts.tsv"))[kind]
