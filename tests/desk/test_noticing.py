"""What is decided by hand is noticed and written down, once, as nobody's; and what stood on a line stays with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from packager.desk import acts, review_log
from packager.desk.conflicts import Conflict
from packager.desk.edits import StoryEdits, annotate, notes_left
from packager.desk.etags import etag
from packager.desk.noticing import notice
from packager.desk.performing import perform
from packager.desk.reading import read
from packager.desk.state import NAME
from packager.desk.writing import write
from packager.records import Line, Role, Script
from tests.desk.test_actions import DAY

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "manifest.yaml", DAY, None)
    return tmp_path / "manifest.yaml"


def by_hand(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def entries(path: Path) -> Sequence[Any]:
    notice(path, read(path), NOW)
    return review_log.read(path.parent).entries


def told(entry: Any) -> list[tuple[str, str, object]]:
    return [(one.get("story", ""), one["key"], one["is"]) for one in entry["changes"]]


def test_what_nobody_touched_is_not_written_down(path: Path) -> None:
    assert entries(path) == ()


def test_an_approval_by_hand_is_written_down_once_and_nobody_heard_it(path: Path) -> None:
    by_hand(path, "status: review\n", "status: approved\n    approved: {by: Gul, heard: whole}\n")
    (entry,) = entries(path)
    assert (entry["what"], entry["by"], entry["heard"]) == ("by-hand", "", "unknown")
    assert told(entry) == [("road", "status", "approved"), ("road", "approved", {"by": "Gul"})]
    seen = notice(path, read(path), NOW)
    assert seen.manifest.stories[0].approved == replace(read(path).stories[0].approved, heard="")  # type: ignore[type-var]
    assert len(entries(path)) == 1


def test_a_line_by_hand_has_what_stood_there_before(path: Path) -> None:
    before = DAY.stories[0].lines[1].text
    by_hand(path, before, "نوې کرښه")
    (entry,) = entries(path)
    assert told(entry) == [("road", "text", "نوې کرښه")]
    assert entry["changes"][0]["was"] == before


def test_an_act_comes_behind_what_was_done_by_hand_and_a_conflict_names_the_hand(path: Path) -> None:
    perform(path, acts.SetText(story="road", line=2, text="د ګل کرښه"), by="Gul", now=NOW)
    shown = etag(read(path).stories[0].lines[1])
    by_hand(path, "د ګل کرښه", "نوې کرښه")
    with pytest.raises(Conflict, match="was changed since it was shown, by hand"):
        perform(path, acts.SetText(story="road", line=2, text="بله"), by="Zarghuna", now=NOW, etag=shown)
    perform(path, acts.Note(text="x"), by="Gul", now=NOW)
    assert [entry["what"] for entry in entries(path)] == ["set-text", "by-hand", "conflict", "note"]


def test_a_story_whose_block_is_taken_out_is_told_once(path: Path) -> None:
    text = path.read_text("utf-8")
    start, end = text.index("  - id: school"), text.index("  - id: rain")
    path.write_text(text[:start] + text[end:], "utf-8")
    (entry,) = entries(path)
    assert told(entry) == [("", "order", ["road", "rain"]), ("school", "status", None)]


def test_where_nobody_knows_what_stood_there_only_who_stands_behind_it_is_told(path: Path) -> None:
    by_hand(path, "status: review\n", "status: approved\n    approved: {by: Gul}\n")
    (path.parent / NAME).unlink()
    (entry,) = entries(path)
    assert told(entry) == [("road", "approved", {"by": "Gul"})]


def test_what_was_saved_while_a_run_went_on_is_written_down_too(path: Path) -> None:
    before = path.read_text("utf-8")
    by_hand(path, "status: review\n", "status: hold\n    reason: ask Kabul\n")
    write(path, read(path), before)
    (entry,) = review_log.read(path.parent).entries
    assert told(entry) == [("road", "status", "hold"), ("road", "reason", "ask Kabul")]
    assert read(path).log == review_log.read(path.parent).head
    assert len(entries(path)) == 1


def line(source: str, **more: str) -> Line:
    return Line(role=Role.BODY, source=source, **more)  # type: ignore[arg-type]


def test_a_note_stays_with_its_line_whatever_becomes_of_its_english() -> None:
    before = (line("Head"), line("Two were hurt.", text="دوه", note="ask Gul"), line("The end.", note="fine"))
    now = (line("Head"), line("It rained."), line("Two were killed.", text="دوه"), line("The end."))
    after = annotate(Script(article="a", language="ps", lines=now), StoryEdits(before=before))
    assert [one.note for one in after.lines] == ["", "", "ask Gul", "fine"]
    assert notes_left(before, now) == ()


def test_a_corrected_line_is_told_by_what_it_was_and_its_recording_airs_no_more() -> None:
    before = (line("Head"), line("Two were hurt.", text="دوه", note="ask Gul", recording="2.wav"))
    now = (line("Head"), line("Two were killed.", text="دوه"))
    edits = StoryEdits(before=before, recordings={("Two were hurt.", 0): "2.wav"})
    _, corrected = annotate(Script(article="a", language="ps", lines=now), edits).lines
    assert (corrected.note, corrected.recording) == ("ask Gul", "")
    (found,) = corrected.findings
    assert "it was 'Two were hurt.', translated as 'دوه', read in '2.wav', which airs no more" in found.message


def test_the_note_of_a_line_that_is_gone_is_not_lost() -> None:
    before = (line("Head"), line("Two were hurt.", note="ask Gul"))
    assert notes_left(before, (line("Head"),)) == ("ask Gul (on the line 'Two were hurt.', which is gone)",)
