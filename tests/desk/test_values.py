"""Whatever somebody writes at whatever key: told with its line, or taken; never a traceback, here or further on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from packager.air.objections import objections
from packager.desk.as_built import changed
from packager.desk.edits import story_edits, touched
from packager.desk.keys import LINE, MANIFEST, Key, Shape
from packager.desk.listing import report
from packager.desk.reading import parse
from packager.edition.draft import stories_of_the_day
from packager.errors import InputError
from packager.station import Station

VALUES = (
    *('""', "' '", "x", "../../x", "/etc/passwd", '"a\\0b"', '"\\e[2J"', '"\\ud800"', '"\\u202e"', "~", "true", "yes"),
    *("0", "-1", "1e400", ".nan", "-.inf", "9" * 400, "0x10", "1_000", "12:30:45", "2026-13-45"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-12:00", "24:00:00", "99:59:59.999999", "sha256:00"),
    *(
        "[]",
        "[~]",
        "[[[]]]",
        "[1, x, {}]",
        "{}",
        "{a: ~}",
        "{~: 1}",
        "{1: 2}",
        "{a: {b: [c]}}",
        "{lines: 1}",
        "approved",
    ),
    *(
        "ps",
        "en",
        "x" * 70_000,
        "'ا" + "ّ" * 300 + "'",
        "!!binary AAAA",
        "!!set {a}",
        "2026-11-23T06:00:00",
        "2026-11-23",
    ),
)
_GIVEN = {
    "packager": 2,
    "episode": "2026-11-23-ps",
    "date": "'2026-11-23'",
    "language": "ps",
    "status": "review",
    "id": "road",
    "outcome": "ok",
    "role": "headline",
    "slot": "met",
}
_PLACED = re.compile(r"m\.yaml(:\d+:\d+|.*position \d+)")


def _keys(keys: Mapping[str, Key], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, key in keys.items():
        yield (*path, name)
        yield from _keys(key.keys, (*path, name))


def _text(keys: Mapping[str, Key], path: tuple[str, ...], value: str) -> str:
    """A manifest, as YAML in one line, with what it must have and the value at the path."""
    parts = []
    for name, key in keys.items():
        if path == (name,):
            parts.append(f"{name}: {value}")
        elif path[:1] == (name,) or key.required or name in ("stories", "lines") or key is LINE["role"]:
            parts.append(f"{name}: {_value(name, key, path[1:] if path[:1] == (name,) else (), value, keys)}")
    return "{" + ", ".join(parts) + "}"


def _value(name: str, key: Key, path: tuple[str, ...], value: str, around: Mapping[str, Key]) -> str:
    if key.shape in (Shape.MAP, Shape.LIST):
        inside = _text(key.keys, path, value)
        return f"[{inside}]" if key.shape is Shape.LIST else inside
    if name == "status" and around is MANIFEST:
        return "draft"
    if name == "slot" and around is MANIFEST:
        return "'15:00'"
    return str(_GIVEN.get(name, 1 if key.shape is Shape.INTEGER else -20.5 if key.shape is Shape.NUMBER else "x"))


@pytest.mark.parametrize("path", list(_keys(MANIFEST)), ids=".".join)
def test_no_value_at_a_key_ends_in_a_traceback(path: tuple[str, ...], tmp_path: Path) -> None:
    told: dict[str, Any] = {}
    for value in VALUES:
        text = _text(MANIFEST, path, value) + "\n"
        try:
            manifest = parse(text, where="m.yaml")
            list(report(Path("m.yaml"), manifest))
            story_edits(manifest, "road", touched(manifest))
            list(changed(manifest))
            stories_of_the_day((), manifest)
            list(objections(manifest, tmp_path, Station()))
        except InputError as error:
            told |= {value[:40]: line for line in str(error).splitlines() if not _PLACED.match(line)}
        except Exception as error:
            told[value[:40]] = repr(error)[:300]
    assert told == {}


def test_what_the_values_are_put_into_is_a_manifest() -> None:
    assert parse(_text(MANIFEST, ("note",), json.dumps("x")), where="m.yaml").note == "x"


def test_a_place_that_would_be_written_with_three_figures_is_refused() -> None:
    with pytest.raises(InputError, match="is not a place in the episode"):
        parse(_text(MANIFEST, ("stories", "starts"), "'99:59:59.999999'"), where="m.yaml")
