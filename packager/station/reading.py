"""station.yaml → a frozen Station, or every fault of the file at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from packager.errors import InputError
from packager.station import delivery, feeds, show, translation, unattended, voices
from packager.station.model import Station
from packager.station.plans import FilePlan
from packager.station.values import Reader, Value, collect, read_keys
from packager.store import read_text
from packager.text.strict_yaml import load_marked

FILE_NAME = "station.yaml"
READERS: Mapping[str, tuple[str, Reader]] = {  # every area's keys
    **show.READERS,
    **feeds.READERS,
    **delivery.READERS,
    **voices.READERS,
    **translation.READERS,
    **unattended.READERS,
}
_OF_FILES = tuple(field.name for field in fields(FilePlan))


def load(path: Path | None) -> Station:
    """The station of a file, of ./station.yaml, or the default one. Raises InputErrors."""
    if path is None:
        here = Path(FILE_NAME)
        return read(here) if here.is_file() else Station()
    return read(path / FILE_NAME if path.is_dir() else path)


def unattended_keys(path: Path | None) -> Station:
    """A station of its name, its zone and what `station.unattended` reads of the file, whatever is wrong with the rest.

    For whoever has to tell somebody that the file cannot be read. Empty where nothing of it can be.
    """
    path = path or Path(FILE_NAME)
    path = path / FILE_NAME if path.is_dir() else path
    try:
        marked = load_marked(read_text(path), where=str(path))
        if not isinstance(marked.value, dict):
            return Station(folder=path.parent)
        whole = Value(marked=marked, value=marked.value, folder=path.parent)
        keys = ("station", "timezone", *unattended.READERS)
        given = collect(
            {key: (READERS[key][1], whole.child(key)) for key in keys if marked.value.get(key) is not None}, []
        )
    except InputError:
        return Station(folder=path.parent)
    return Station(folder=path.parent, **{READERS[key][0]: value for key, value in given.items()})


def read(path: Path) -> Station:
    """The station that a file describes. Raises InputErrors with every fault at once."""
    marked = load_marked(read_text(path), where=str(path))
    data = {} if marked.value is None else marked.value
    if not isinstance(data, dict):
        raise InputError("does not describe a station", where=str(path), hint="write keys with values")
    whole = Value(marked=marked, value=data, folder=path.parent)
    given = read_keys(whole, {key: reader for key, (_, reader) in READERS.items()})
    if {"air", "air-unreviewed"} <= given.keys():
        hint = "keep 'air:'; all is what air-unreviewed: true was"
        raise whole.child("air-unreviewed").fault("'air' and 'air-unreviewed' are one decision", hint)
    read_as = {READERS[key][0]: value for key, value in given.items()}
    files = FilePlan(**{name: read_as.pop(name) for name in _OF_FILES if name in read_as})
    return Station(folder=path.parent, files=files, **read_as)
