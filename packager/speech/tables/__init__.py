"""The tables of words beside this file: tab-separated, `#` begins a comment line."""

from __future__ import annotations

import functools
from importlib import resources


@functools.cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, in file order, each cell stripped."""
    text = resources.files(__package__ or "packager.speech.tables").joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines)


def column(name: str, language: str) -> dict[str, str]:
    """A table of `Latin, Pashto, Urdu` as a mapping from Latin to one language."""
    place = {"ps": 1, "ur": 2}[language]
    return {row[0]: row[place] for row in rows(name)}
