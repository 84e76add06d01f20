"""The station itself and its show: name, place, editions, articles, memory, wording, sounds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from packager.errors import InputErrors
from packager.lang.registry import codes
from packager.lang.registry import language as find
from packager.station import rundown
from packager.station.model import EditionPlan, default_plan
from packager.station.values import Reader, Value, read_each, read_keys, read_list, timezone

SOUNDS = ("ident", "sting", "bed", "sign-off")


def by_language(value: Value, example: str) -> Mapping[str, Value]:
    """The values of a map whose keys are languages. Raises InputError."""
    found = value.children("must name languages", f"for example '{example}'")
    strange = [
        child.fault(f"'{language}' is not a language of this program", f"known: {', '.join(codes())}")
        for language, child in found.items()
        if language not in codes()
    ]
    if strange:
        raise InputErrors(strange)
    return found


def _editions(value: Value) -> tuple[EditionPlan, ...]:
    found = by_language(value, "ps: {voice: pashto}")
    if not found:
        raise value.fault("must name languages", "for example 'ps: {voice: pashto}'")
    given = {name: child for name, child in found.items() if child.value is not None}
    plans = {**{name: default_plan(name) for name in found}, **read_each(given, _edition)}
    return tuple(plans[name] for name in found)


def _edition(value: Value) -> EditionPlan:
    language = str(value.path[-1])
    return EditionPlan(language=language, **rundown.edition(value, find(language).voices or ("",)))


def _wording(value: Value) -> Mapping[str, Mapping[str, str]]:
    found = by_language(value, "ps: {disclosure: …}")
    return read_each(found, lambda phrases: read_each(phrases.children("must have phrases"), Value.text))


def _sounds(value: Value) -> Mapping[str, Path]:
    return read_keys(value, dict.fromkeys(SOUNDS, Value.own_file), "for example 'ident: sounds/ident.mp3'")


def _files(value: Value) -> tuple[Path, ...]:
    return read_list(value, Value.file)


READERS: Mapping[str, tuple[str, Reader]] = {  # key → the Station's field, and how it is read
    "station": ("name", Value.text),
    "city": ("city", Value.text),
    "timezone": ("timezone", timezone),
    "editions": ("editions", _editions),
    "articles": ("articles", _files),
    "memory": ("memory", Value.name),
    "memories": ("memories", _files),
    "disclosure": ("disclosure", Value.flag),
    "wording": ("wording", _wording),
    "sounds": ("sounds", _sounds),
}
