"""A real manifest, damaged in hundreds of ways: told with its line, or read and written again; never a traceback."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from packager.desk.as_built import changed
from packager.desk.edits import story_edits, touched
from packager.desk.listing import attention, report
from packager.desk.manifest import Manifest
from packager.desk.reading import parse
from packager.desk.state import State
from packager.desk.writing import render
from packager.errors import InputError
from packager.records import Status
from tests.desk.test_round_trip import MANIFEST, STORY

FULL = replace(
    MANIFEST,
    say={"مشعل": "مَشَال"},
    rundown={"slot": "met", "pauses": 1.0, "tempo": 1.0},
    stories=(
        replace(STORY, status=Status.REVIEW, shortened={"lines": 1, "of": 3, "why": "no room"}),
        *MANIFEST.stories[1:],
    ),
)
TEXT = render(FULL)
LINES = TEXT.splitlines()
PLACED = re.compile(r"m\.yaml:\d+:\d+")
VALUES = (
    *("", "~", "[]", "{}", "0", "-1", "1e9", "99999999999999999", ".5", ".nan", "true", "no", "tomorrow", "25:61:99"),
    *(
        '"\\0"',
        '"\\e[2J"',
        '"\\u202e"',
        "2026-13-45",
        "../../x",
        "/etc/passwd",
        "[1, 2]",
        "{a: {b: c}}",
        "[[[]]]",
        "&a x",
    ),
    *("*a", "!!python/object:x {}", "|", ">", "'", '"', "- x", "x" * 70_000, "con", "sha256:00", "10:00"),
)


def _value(chance: random.Random) -> str:
    place = chance.randrange(1, len(LINES))
    head, colon, _ = LINES[place].partition(":")
    return _joined(place, [f"{head}{colon} {chance.choice(VALUES)}"])


def _joined(place: int, put: list[str], taken: int = 1) -> str:
    return "\n".join([*LINES[:place], *put, *LINES[place + taken :]]) + "\n"


def _cut(chance: random.Random) -> str:
    return TEXT[: chance.randrange(len(TEXT))]


def _without(chance: random.Random) -> str:
    return _joined(chance.randrange(len(LINES)), [], chance.randrange(1, 4))


def _twice(chance: random.Random) -> str:
    place = chance.randrange(len(LINES))
    return _joined(place, [LINES[place]] * 2)


def _swapped(chance: random.Random) -> str:
    one, other = chance.randrange(len(LINES)), chance.randrange(len(LINES))
    lines = list(LINES)
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines) + "\n"


def _indented(chance: random.Random) -> str:
    place = chance.randrange(len(LINES))
    return _joined(place, [chance.choice(["\t", "  ", " ", "- ", "# "]) + LINES[place]])


def _sign(chance: random.Random) -> str:
    place = chance.randrange(len(TEXT))
    return TEXT[:place] + chance.choice("\0\x1b\u202e\ufeff\u200f\r\t:#{}[]&*!|>'\"%@`-?,") + TEXT[place:]


WAYS: tuple[Callable[[random.Random], str], ...] = (
    *(_value, _value, _value),
    *(_cut, _without, _twice, _swapped, _indented, _sign),
)


@pytest.mark.parametrize("seed", range(400))
def test_no_damage_ends_in_a_traceback(seed: int) -> None:
    chance = random.Random(seed)
    text = chance.choice(WAYS)(chance)
    try:
        manifest = parse(text, where="m.yaml")
    except InputError as error:
        told = str(error)
    else:
        told = ""
        _goes_on(manifest, text)
    places = [line for line in told.splitlines() if not PLACED.match(line)]
    # Only a character that YAML does not allow at all, or a file of another kind, has no column.
    assert all("position" in line or "is not a manifest" in line for line in places)
    assert "\x1b" not in told


def _goes_on(manifest: Manifest, text: str) -> None:
    """What is read can be listed, edited and written again, and says the same."""
    list(report(Path("m.yaml"), manifest))
    for story in manifest.stories:
        attention(story)
        story_edits(manifest, story.id, touched(manifest))
    list(changed(manifest))
    again = render(manifest, text)
    assert parse(again, where="m.yaml") == replace(manifest, state=State())
