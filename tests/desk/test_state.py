"""The program's own file: what it knows, and that losing it or damaging it loses no word."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from packager.desk.as_built import changed
from packager.desk.content import content
from packager.desk.edits import EDITOR, story_edits, touched, with_unsure
from packager.desk.reading import parse, read
from packager.desk.state import NAME, State, line_digest, load, save, written_digests
from packager.desk.writing import render, write
from packager.errors import InputError
from packager.records import Script
from tests.desk.test_round_trip import LINES, MANIFEST

TEXTS = [line.text for line in LINES]
STATE = State(
    lines={"road-open": written_digests(TEXTS)},
    files={"a.wav": "sha256:ab"},
    built={"a.wav": "cd"},
    contents={"road-open": content(LINES, ["نه"], "pashto")},
    parts={"road-open: line 1": "ef"},
    learnt={"road-open": "sha256:12"},
)


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    save(tmp_path, STATE)
    assert load(tmp_path) == STATE
    before = (tmp_path / NAME).stat().st_mtime_ns
    save(tmp_path, STATE)
    assert (tmp_path / NAME).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda _: "",
        lambda _: "[]",
        lambda _: "null",
        lambda _: "[" * 100_000,
        lambda data: data.replace('"version": 1', '"version": 2'),
        lambda data: data.replace('"a.wav": "cd"', '"../../x": "cd"'),
        lambda data: data.replace('"a.wav": "sha256:ab"', '"/etc/passwd": "sha256:ab"'),
        lambda data: data.replace('"sha256:ab"', "[1]"),
        lambda data: data.replace('"english"', '"englisch"'),
        lambda data: data.replace('"files"', '"flies"'),
    ],
)
def test_a_damaged_or_foreign_file_counts_as_none(tmp_path: Path, damage: object) -> None:
    save(tmp_path, STATE)
    path = tmp_path / NAME
    path.write_text(damage(path.read_text("utf-8")), "utf-8")  # type: ignore[operator]
    assert load(tmp_path) is None


def test_while_the_manifest_is_being_written_both_texts_are_the_programs() -> None:
    new = State(lines={"a": written_digests(["one", "three", "four"])})
    during = new.while_writing(State(lines={"a": written_digests(["one", "two"]), "b": written_digests(["x"])}))
    assert all(during.wrote("a", 1, text) for text in ("two", "three"))
    assert during.wrote("a", 2, "four")
    assert during.wrote("b", 0, "x")
    assert not during.wrote("a", 1, "an editor's")
    assert not new.wrote("a", 1, "two")  # put back by hand, it is the editor's


def test_what_is_written_can_be_read_again_and_nothing_in_it_is_the_editors(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yaml"
    write(path, MANIFEST, None)
    again = read(path)
    assert list(changed(again)) == []
    assert touched(again) == frozenset()
    assert story_edits(again, "road-open").texts == {}
    assert "program:" not in path.read_text("utf-8")


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yaml"
    with pytest.raises(InputError):
        write(path, replace(MANIFEST, station="Demo \x1b[2J"), None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ورسېد.", "ورسېده.", {"road-open: line 2"}),
        ("priority: 3", "priority: 4", {"road-open: priority"}),
        ("id: school", "id: schools", {"the order of the stories", "schools: status", "school: status"}),
        ("station: Demo Radio", "station: Other", {"station"}),
        ('    starts: "00:01:12.340"\n', "", {"road-open: starts"}),
        ("  2026-11-23-ps.wav: sha256:12", "  b.wav: sha256:12", {"files"}),
        ("translation: unchecked", "translation: people", {"synthetic"}),
        ("by: Gul", "by: Zarghuna", {"school: approved"}),
        ("status: draft", "status: draft\nnote: mine", set()),
        ("    priority: 3", "    note: mine\n    priority: 3", set()),
    ],
)
def test_what_was_changed_by_hand_is_known_by_name(tmp_path: Path, old: str, new: str, told: set[str]) -> None:
    path = tmp_path / "manifest.yaml"
    write(path, MANIFEST, None)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = set(changed(read(path)))
    assert told <= found
    assert bool(found) == bool(told)


def test_without_it_lines_that_the_program_would_write_otherwise_are_the_editors() -> None:
    edits = story_edits(parse(render(MANIFEST), where="m"), "road-open")
    assert edits.texts == {}
    drafted = Script(article="road-open", language="ps", lines=(LINES[0], replace(LINES[1], text="بل"), LINES[2]))
    kept = with_unsure(drafted, edits)
    assert [line.text for line in kept.lines] == TEXTS
    assert [line.origin for line in kept.lines] == [LINES[0].origin, EDITOR, LINES[2].origin]


def test_an_emptied_line_asks_for_a_draft_with_or_without_it() -> None:
    emptied = replace(MANIFEST, stories=(replace(MANIFEST.stories[0], lines=(replace(LINES[0], text=""),)),))
    for state in (State(), State(lines={"road-open": (line_digest("x"),)})):
        edits = story_edits(replace(emptied, state=state), "road-open")
        assert (edits.texts, edits.unsure) == ({}, {})


def test_the_file_says_its_version(tmp_path: Path) -> None:
    save(tmp_path, STATE)
    assert json.loads((tmp_path / NAME).read_text("utf-8"))["version"] == 1
