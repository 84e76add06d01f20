"""What an editor saves while a run goes on: merged by line, or the run stops; never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from packager.desk import state as state_file
from packager.desk.as_built import changed
from packager.desk.content import content
from packager.desk.edits import story_edits
from packager.desk.manifest import Manifest
from packager.desk.reading import read
from packager.desk.state import written_digests
from packager.desk.writing import Wrote, write
from packager.errors import InputError
from packager.records import Approval, Line, Role, Status
from tests.desk.test_round_trip import LINES, MANIFEST, STORY

TEXT = "دا پنځه ورځې دوام کوي."
BODY = Line(role=Role.BODY, source="It lasts five days.", text=TEXT, origin="beside file", checked=True)
THREE = (LINES[0], LINES[1], BODY)
REVIEW = replace(STORY, status=Status.REVIEW, lines=THREE)
BASE = replace(
    MANIFEST,
    stories=(REVIEW, replace(REVIEW, id="school")),
    state=replace(
        MANIFEST.state,
        lines=dict.fromkeys(("road-open", "school"), written_digests([line.text for line in THREE])),
        contents={"road-open": content(THREE, ["a"], "pashto"), "school": content(THREE, ["a"], "pashto")},
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "manifest.yaml", BASE, None)
    return tmp_path / "manifest.yaml"


MADE = replace(BASE, seconds=99.0)


def during(path: Path, edit: Callable[[str], str], made: Manifest = MADE) -> Wrote:
    """A run that read the manifest, while an editor saves an edit, and then writes `made`."""
    old = path.read_text("utf-8")
    path.write_text(edit(old), "utf-8")
    return write(path, made, old)


EDITS: dict[str, Callable[[str], str]] = {
    "road-open: line 3": lambda text: text.replace(TEXT, "دا شپږ ورځې دوام کوي.", 1),
    "road-open: status": lambda text: text.replace("status: review", "status: killed", 1),
    "road-open: note": lambda text: text.replace("    priority", "    note: FALSE REPORT\n    priority", 1),
    "road-open: recording": lambda text: text.replace("    priority", "    recording: gul.wav\n    priority", 1),
    "road-open: keep-local": lambda text: text.replace("    priority", "    keep-local: true\n    priority", 1),
    "status:": lambda text: text.replace("\nstatus: draft", "\nstatus: killed"),
    "note:": lambda text: text.replace("\nstatus: draft", "\nstatus: draft\nnote: later"),
    "say:": lambda text: text.replace("\nstatus: draft", "\nstatus: draft\nsay: {مشعل: مَشَال}"),
    "": lambda text: "# for Zarghuna\n" + text,
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_during_a_run_is_kept_and_told(path: Path, name: str) -> None:
    edited = EDITS[name](path.read_text("utf-8"))
    wrote = during(path, EDITS[name])
    assert wrote.meanwhile == ((name,) if name else ())
    text, again = path.read_text("utf-8"), read(path)
    assert again.seconds == 99.0  # what the run found out is there too
    gone = set(edited.splitlines()) - set(text.splitlines())
    assert all(line.startswith("seconds:") for line in gone)
    assert bool(list(changed(again))) == (name not in ("", "status:", "note:", "road-open: note"))


def test_a_line_saved_during_a_run_is_the_editors_in_the_next(path: Path) -> None:
    during(path, EDITS["road-open: line 3"])
    assert story_edits(read(path), "road-open").texts == {BODY.source: "دا شپږ ورځې دوام کوي."}


def test_an_editors_line_goes_before_the_runs_own_new_text(path: Path) -> None:
    drafted = replace(REVIEW, lines=(LINES[0], LINES[1], replace(BODY, text="بل متن")))
    during(path, EDITS["road-open: line 3"], replace(BASE, stories=(drafted, BASE.stories[1])))
    assert read(path).stories[0].lines[2].text == "دا شپږ ورځې دوام کوي."


def test_two_lines_of_one_english_are_kept_apart(path: Path) -> None:
    base = replace(BASE, stories=(replace(REVIEW, lines=(*THREE, BODY)),))
    path.unlink()
    write(path, base, None)
    during(path, lambda text: "بل".join(text.rsplit(TEXT, 1)), base)
    assert [line.text for line in read(path).stories[0].lines[2:]] == [TEXT, "بل"]


def test_the_order_that_an_editor_gave_meanwhile_stands(path: Path) -> None:
    def turned(text: str) -> str:
        first, second, end = text.index("  - id: road-open"), text.index("  - id: school"), text.index("dropped:")
        return text[:first] + text[second:end] + text[first:second] + text[end:]

    assert during(path, turned).meanwhile == ("the order of the stories",)
    assert [story.id for story in read(path).stories] == ["school", "road-open"]


@pytest.mark.parametrize("what", ["English", "story", "YAML", "another run"])
def test_where_an_edit_has_no_place_the_run_stops_and_nothing_is_written(path: Path, what: str) -> None:
    made, old = BASE, path.read_text("utf-8")
    edited = old.replace(TEXT, "دا شپږ ورځې دوام کوي.", 1)
    if what == "English":  # the article was corrected in the same minute
        lines = (*THREE[:2], replace(BODY, source="It lasts six days."))
        made = replace(BASE, stories=(replace(REVIEW, lines=lines), BASE.stories[1]))
    elif what == "story":
        made = replace(BASE, stories=BASE.stories[1:])
    elif what == "YAML":
        edited = old.replace("status: review", "status: [", 1)
    before = (path.parent / state_file.NAME).read_bytes()
    path.write_text(edited, "utf-8")
    with pytest.raises(InputError, match=r"manifest\.yaml"):
        write(path, made, None if what == "another run" else old)
    assert path.read_text("utf-8") == edited
    assert (path.parent / state_file.NAME).read_bytes() == before


def _approve(text: str) -> str:
    return text.replace("status: review", "status: approved\n    approved: {by: Zarghuna}", 1)


def test_an_approval_during_a_run_that_changes_nothing_stands(path: Path) -> None:
    during(path, _approve)
    story = read(path).stories[0]
    assert (story.status, story.approved) == (Status.APPROVED, Approval(by="Zarghuna"))


@pytest.mark.parametrize("what", ["text", "English", "sound"])
def test_an_approval_during_a_run_is_not_of_what_the_run_brings(path: Path, what: str) -> None:
    story, state = REVIEW, BASE.state
    if what == "text":
        story = replace(REVIEW, lines=(*THREE[:2], replace(BODY, text="بل متن")))
    elif what == "English":
        story = replace(REVIEW, lines=(*THREE[:2], replace(BODY, source="It lasts six days.")))
    else:
        state = replace(state, contents={**state.contents, "road-open": content(THREE, ["b"], "pashto")})
    during(path, _approve, replace(BASE, stories=(story, BASE.stories[1]), state=state))
    made = read(path).stories[0]
    assert made.status is Status.REVIEW
    assert "Zarghuna approved it while a run went on" in made.stale
