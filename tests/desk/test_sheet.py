"""The review sheet says of each story who stands behind it and what was changed by whom: as it holds now."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from packager.cli import main
from packager.desk import acts, review_log
from packager.desk.acts import Action
from packager.desk.page.painting import Painter
from packager.desk.page.sheet import Changed, sheet
from packager.desk.performing import perform
from packager.desk.reading import read
from packager.records import Hearing
from tests.support.desk_page import DATE, NOW, SCRIPT, new_desk

GUL, ZARKA = "Gul Bibi", "Zarka"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A morning's work: one story approved, one changed since it was, and one act taken back."""
    file = new_desk(tmp_path) / "out" / DATE / "ps" / "manifest.yaml"
    done: list[tuple[str, Action]] = [
        (GUL, acts.SetText(story="road", line=3, text="شاوخوا ۲۵۰۰ مسافر وو.")),
        (ZARKA, acts.SetText(story="road", line=2, text="لار پرانیستل شوه.")),
        (ZARKA, acts.SetPriority(story="road", priority=1)),
        (ZARKA, acts.Undo()),
        (GUL, acts.ApproveStory(story="road", evidence=acts.Evidence(heard=Hearing.WHOLE))),
        (ZARKA, acts.SetText(story="school", line=3, text="ټول راغلل.")),
        (ZARKA, acts.ApproveStory(story="school")),
        (GUL, acts.SettleName(name="Nishnar", spelling="نشنار")),
    ]
    for by, act in done:
        perform(file, act, by=by, now=NOW)
    file.write_text(file.read_text(encoding="utf-8").replace("ټول راغلل.", "ټول لاړل."), encoding="utf-8")
    return file


def test_it_says_who_stands_behind_what(file: Path) -> None:
    told = sheet(read(file), review_log.read(file.parent))
    road, school = told.stories
    assert [(one.by, one.heard) for one in road.approvals] == [(GUL, "whole")]
    assert Changed(by=GUL, what="text", lines=(3,)) in road.changed
    assert Changed(by=ZARKA, what="text", lines=(2,)) in road.changed
    assert not any(one.what == "priority" for one in road.changed)  # taken back
    assert school.approvals == ()  # of another text
    assert school.has_nobody
    assert told.answers == {GUL: 1}
    assert told.whole == (Changed(by=GUL, what="names"),)


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_it_is_one_file_from_right_to_left_with_nothing_to_fetch(file: Path, language: str) -> None:
    path = file.parents[1] / language / "manifest.yaml"
    page = Painter().sheet(read(path), review_log.read(path.parent), alone=True)
    fetched = [name for name, _ in _attributes(page) if name in ("src", "href", "srcset", "onclick")]
    assert ("dir", "rtl") in _attributes(page)
    assert fetched == []
    assert "@page" in page
    assert "url(" not in page
    assert SCRIPT not in page


def test_by_command_with_what_has_nobody(file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    perform(file, acts.Hold(story="school", reason="ask Kabul"), by=GUL, now=NOW)
    assert main(["review", str(file), "--sheet", str(tmp_path / "sheets")]) == 0
    written = Path(capsys.readouterr().out.strip())
    assert written.name == f"{DATE}-ps.review.html"
    assert "ask Kabul" in written.read_text(encoding="utf-8")
    assert main(["review", str(file.parents[1]), "--sheet", str(tmp_path / "sheets")]) == 3  # nobody read the Urdu


def _attributes(page: str) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, _tag: str, attributes: list[tuple[str, str | None]]) -> None:
            found.extend(attributes)

    Reader().feed(page)
    return found
