"""Who reads an edition, in which order of preference, and what may be asked of a voice service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from packager.station.values import Reader, Value, read_each, read_keys, read_list
from packager.voicing.cast import Cast, VoiceLimits


def _names(value: Value) -> tuple[str, ...]:
    names: tuple[str, ...] = read_list(value, Value.own_name)
    if not names:
        raise value.fault("names no voice", "for example [pashto-edge, pashto]")
    if len(set(names)) < len(names):
        raise value.fault("names a voice twice", "a voice that failed is not asked again for the same story")
    return names


KEYS: Mapping[str, Reader] = {
    "voice": lambda value: (value.own_name(),),
    "voices": _names,
    "anchor": _names,
    "reporter": _names,
    "quote": _names,
}
_ANCHORS = ("voice", "voices", "anchor")  # three ways to name who reads; a station writes one


def cast(value: Value, given: dict[str, Any], default: tuple[str, ...]) -> Cast:
    """The cast that an edition's keys name, which are taken out of `given`. Raises InputError."""
    named = [key for key in _ANCHORS if key in given]
    if len(named) > 1:
        raise value.child(named[1]).fault(f"stands beside '{named[0]}', which says the same", "keep one of them")
    anchor = given.pop(named[0]) if named else default
    return Cast(anchor=anchor, reporter=given.pop("reporter", ()), quote=given.pop("quote", ()))


def _characters(value: Value) -> Mapping[str, int]:
    return read_each(value.children("must name engines", "for example 'edge-tts: 60000'"), lambda n: n.whole(0, 10**9))


LIMITS: Mapping[str, Reader] = {
    "at-once": lambda value: value.whole(1, 32),
    "failures": lambda value: value.whole(1, 100),
    "rest": lambda value: value.number(0, 24 * 3600),
    "characters-a-day": _characters,
}


def _limits(value: Value) -> VoiceLimits:
    given = read_keys(value, LIMITS, "for example 'at-once: 4'")
    return VoiceLimits(**{key.replace("-", "_"): item for key, item in given.items()})


READERS: Mapping[str, tuple[str, Reader]] = {
    "voice-limits": ("voice_limits", _limits),
    "ear": ("ear", _names),
    "recordings": ("recordings", Value.name),
}
