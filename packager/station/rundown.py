"""An edition's rundown in station.yaml: slot, fixed elements, blocks, and how far a programme may be moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from packager.records import Block
from packager.station import voices
from packager.station.values import Reader, Value, read_keys, read_list
from packager.text.clock import seconds_of_slot

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORTEST, LONGEST = 60, 4 * 3600  # s of a slot; a WAV of four hours is under 4 GiB in stereo too
BEDS = ("greeting", "headlines", "sign-off")  # what may have music under it


def _slot(value: Value) -> str:
    text = value.text()
    try:
        fits = SHORTEST <= seconds_of_slot(text) <= LONGEST
    except ValueError as error:
        raise value.fault(f"'{text}' is not a length", 'write it as "15:00", minutes and seconds, in quotes') from error
    if not fits:
        raise value.fault(f"'{text}' is not a slot", "from one minute to four hours")
    return text


def _headlines(value: Value) -> int | None:
    """How many headlines are read; None for all, 0 for none."""
    if isinstance(value.value, bool):
        return None if value.value else 0
    return value.whole(1, 99)


def _pauses(value: Value) -> tuple[float, float]:
    limits = value.items()
    if len(limits) != 2:
        raise value.fault("must be two numbers", "the shortest and the longest, for example [0.8, 1.2]")
    return limits[0].number(0.5, 1), limits[1].number(1, 2)


def _bed(value: Value) -> tuple[str, ...]:
    if isinstance(value.value, bool):
        return BEDS if value.value else ()
    return read_list(value, lambda item: item.one_of(BEDS, "a part that can have a bed"))


BLOCK: Mapping[str, Reader] = {
    "block": Value.text,
    "sections": lambda value: read_list(value, Value.text),
    "priority": lambda value: value.whole(1, 9),
    "hours": lambda value: value.number(1, 24 * 366),
    "stories": lambda value: value.whole(1, 99),
}


def _blocks(value: Value) -> tuple[Block, ...]:
    return read_list(value, _block)


def _block(value: Value) -> Block:
    given = read_keys(value, BLOCK, "for example '- {block: news, sections: [Pakistan, World]}'")
    if "block" not in given:
        raise value.fault("a block has no name", "for example '- block: news'")
    return Block(name=given.pop("block"), **given)


DAILY: Mapping[str, Reader] = {  # what each day of the week may have otherwise
    **voices.KEYS,
    "slot": _slot,
    "greeting": Value.flag,
    "headlines": _headlines,
    "stings": Value.flag,
    "bed": _bed,
    "pauses": _pauses,
    "tempo": lambda value: value.number(0, 6) / 100,
    "music": lambda value: value.number(0, 300),
    "blocks": _blocks,
}


def _daily(value: Value) -> dict[str, Any]:
    given = read_keys(value, DAILY, "for example 'slot: \"15:00\"'")
    if not set(given) & set(voices.KEYS):
        return given
    cast = voices.cast(value, given, ("",))
    if cast.anchor == ("",):
        raise value.fault("names no anchor", "a day that changes its voices names them all")
    return {"cast": cast, **given}


def _weekdays(value: Value) -> Mapping[int, Mapping[str, Any]]:
    given = read_keys(value, dict.fromkeys(DAYS, _daily), "for example 'friday: {slot: \"29:30\"}'")
    return {DAYS.index(day): keys for day, keys in given.items()}


def edition(value: Value, usual: tuple[str, ...]) -> dict[str, Any]:
    """The fields of an edition's plan; `voice` reads it where none is named. Raises InputErrors."""
    given = read_keys(value, {**DAILY, "weekdays": _weekdays}, "for example 'voice: pashto'")
    return {"cast": voices.cast(value, given, usual), **given}
