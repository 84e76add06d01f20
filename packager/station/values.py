"""A value of station.yaml with its place in the file: the small readers that all areas share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from packager.errors import InputError, InputErrors
from packager.text.confine import name_fault, path_fault, shown, stays_under
from packager.text.strict_yaml import Marked, spelling, unknown_keys

Key = str | int


@dataclass(frozen=True, kw_only=True)
class Value:
    """One value, with what is needed to name its place."""

    marked: Marked
    value: Any
    folder: Path  # what relative names are relative to
    path: tuple[Key, ...] = ()

    def fault(self, what: str, hint: str = "") -> InputError:
        """A fault of this value, with file, line, column and key."""
        keys = ".".join(key for key in self.path if isinstance(key, str))
        return InputError(
            what, where=f"{self.marked.place(*self.path)}: {keys}" if keys else self.marked.place(), hint=hint
        )

    def child(self, key: Key) -> Value:
        """The value under a key or at a place of a list."""
        return replace(self, value=self.value[key], path=(*self.path, key))

    def children(self, shape: str = "must have keys with values", hint: str = "") -> Mapping[str, Value]:
        """The values of a map by key. Raises InputError for anything else."""
        if not isinstance(self.value, dict):
            raise self.fault(shape, hint)
        return {str(key): self.child(key) for key in self.value}

    def items(self) -> tuple[Value, ...]:
        """The values of a list; a single value counts as a list of one."""
        if isinstance(self.value, list):
            return tuple(self.child(place) for place in range(len(self.value)))
        return (self,)

    def text(self) -> str:
        """Text. Raises InputError."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.fault("must be text", "put it in quotes")
        return self.value

    def flag(self) -> bool:
        """True or false. Raises InputError."""
        if not isinstance(self.value, bool):
            raise self.fault("must be true or false")
        return self.value

    def number(self, low: float, high: float) -> float:
        """A number within limits. Raises InputError."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float) or not low <= self.value <= high:
            raise self.fault("must be a number", f"between {low:g} and {high:g}")
        return float(self.value)

    def whole(self, low: int, high: int) -> int:
        """A whole number within limits. Raises InputError."""
        if isinstance(self.value, bool) or not isinstance(self.value, int) or not low <= self.value <= high:
            raise self.fault("must be a whole number", f"between {low} and {high}")
        return self.value

    def one_of(self, known: Sequence[str], what: str) -> str:
        """One of some words. Raises InputError; `what` says what the word names."""
        if self.value not in known:
            raise self.fault(f"'{self.value}' is not {what}", f"one of: {', '.join(known)}")
        return str(self.value)

    def name(self) -> Path:
        """A file or folder that need not be there yet: below the station file, or a whole path. Raises InputError."""
        text = self.text()
        fault = path_fault(text)
        try:
            path = self.folder / Path(text).expanduser()
        except RuntimeError:  # ~name of nobody here
            fault, path = "leads to the home of somebody who is not here", self.folder
        if not fault and not Path(text).expanduser().is_absolute() and not stays_under(self.folder, path):
            fault = "leads out of the station file's folder by a link; write the whole path"
        if fault:
            raise self.fault(f"'{shown(text)}' {fault}")
        return path

    def file(self) -> Path:
        """A file or folder that is there, named as `name` takes it. Raises InputError."""
        if not isinstance(self.value, str):
            raise self.fault(f"there is no file '{self.value}'", "name it as seen from the station file")
        found = self.name()
        if not found.exists():
            raise self.fault(f"there is no file '{shown(self.value)}'", "name it as seen from the station file")
        if not (found.is_file() or found.is_dir()):
            raise self.fault(f"'{shown(self.value)}' is neither a file nor a folder", "name one with something in it")
        return found

    def own_file(self) -> Path:
        """A file that goes into what is published: below the station file, and nowhere else. Raises InputError."""
        fault = name_fault(self.text())
        if not fault and not stays_under(self.folder, self.folder / self.text()):
            fault = "leads out of the station file's folder by a link"
        if fault:
            raise self.fault(f"'{shown(self.text())}' {fault}", "put it beside the station file")
        found = self.file()
        if not found.is_file():
            raise self.fault(f"'{shown(self.text())}' is a folder", "name one file")
        return found

    def own_name(self) -> str:
        """The name of one of the station's voices: it names a file in `voices/`. Raises InputError."""
        fault = name_fault(self.text()) or ("is no name of a file" if "/" in self.text() else "")
        if fault:
            raise self.fault(f"'{shown(self.text())}' {fault}", "as in voices/<name>.yaml")
        return self.text()


Reader = Callable[[Value], Any]


def read_keys(value: Value, readers: Mapping[str, Reader], hint: str = "") -> dict[str, Any]:
    """What the readers make of a map's keys; keys without a value are left out.

    Raises InputErrors with every fault under the map at once, unknown keys among them.
    """
    under = value.children(hint=hint)
    known: dict[str, Value] = {}
    faults: list[InputError] = []
    for key, child in under.items():
        name = spelling(key, readers)
        if name not in readers:
            faults += unknown_keys({key: None}, tuple(readers), where=value.marked, path=value.path)
        elif name in known:
            faults.append(child.fault(f"'{key}' and '{known[name].path[-1]}' are one key", "keep one"))
        elif child.value is not None:
            known[name] = child
    read = collect({key: (readers[key], child) for key, child in known.items()}, faults)
    if faults:
        raise InputErrors(faults)
    return read


def read_each(values: Mapping[str, Value], reader: Reader) -> dict[str, Any]:
    """The same reader over several values. Raises InputErrors with every fault at once."""
    faults: list[InputError] = []
    read = collect({key: (reader, child) for key, child in values.items()}, faults)
    if faults:
        raise InputErrors(faults)
    return read


def read_list(value: Value, reader: Reader) -> tuple[Any, ...]:
    """The same reader over a list's items, or over the one value. Raises InputErrors with every fault at once."""
    return tuple(read_each({str(place): item for place, item in enumerate(value.items())}, reader).values())


def collect(work: Mapping[str, tuple[Reader, Value]], faults: list[InputError]) -> dict[str, Any]:
    """What each reader makes of its value; what they object to is added to `faults`."""
    read = {}
    for key, (reader, child) in work.items():
        try:
            read[key] = reader(child)
        except InputErrors as error:
            faults.extend(error.faults)
        except InputError as error:
            faults.append(error)
    return read


def timezone(value: Value) -> str:
    """The IANA name of a time zone that is known here."""
    try:
        ZoneInfo(value.text())
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        hint = "an IANA name, for example Asia/Karachi"
        raise value.fault(f"no time zone is called '{value.value}'", hint) from error
    return value.text()
