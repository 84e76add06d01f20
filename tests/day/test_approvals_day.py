"""Approvals and the program's own file over several runs: nothing airs that nobody saw, and no word is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from packager.cli import main
from packager.desk.manifest import StoryEntry
from packager.desk.state import NAME
from packager.lang.data_folder import voices_folder
from packager.records import Status
from packager.translation.memory import Memory
from tests.support.delivery_day import STORIES, build, edit, folder, manifest, new_station
from tests.support.lean import LEAN


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    station = new_station(tmp_path_factory.mktemp("approvals"), LEAN)
    build(station)
    return station


@pytest.fixture
def station(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "station"))


def approve(station: Path, story: str = "road") -> None:
    edit(station, "status: review", "status: approved\n    approved: {by: Gul Bibi}", story)


def road(station: Path) -> StoryEntry:
    story = manifest(station).story("road")
    assert story is not None
    return story


def article(station: Path, old: str, new: str) -> None:
    path = station / "articles" / "road.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_english_that_is_corrected_after_an_approval_makes_it_stale(station: Path) -> None:
    approve(station)
    assert build(station) == 0
    assert road(station).status is Status.APPROVED
    article(station, "About 2,500 travellers had waited.", "Two people were killed.")
    assert build(station) == 3
    assert road(station).status is Status.REVIEW
    assert road(station).stale.startswith("the English of line 3 changed since Gul Bibi approved it at ")


def test_a_text_that_comes_with_the_run_after_an_approval_is_not_approved(station: Path) -> None:
    approve(station)
    beside = station / "articles" / "road.ps.txt"
    beside.write_text(STORIES["road"][1].replace("۲۵۰۰", "۲۶۰۰"), encoding="utf-8")
    assert build(station) == 3
    assert road(station).status is Status.REVIEW
    assert road(station).stale.startswith("Gul Bibi approved it before line 3 changed")


def test_a_voice_of_the_same_name_that_speaks_otherwise_is_another(station: Path) -> None:
    approve(station)
    assert build(station) == 0
    (station / "voices").mkdir()
    ours = (voices_folder() / "pashto.yaml").read_text(encoding="utf-8")
    options = "options:\n  rate: 190\n" if "options:" not in ours else ""
    text = ours.replace("options:\n", "options:\n  rate: 190\n") + options
    (station / "voices" / "pashto.yaml").write_text(text, encoding="utf-8")
    assert build(station) == 3
    assert road(station).stale.startswith("voice changed: pashto speaks otherwise")


def test_what_is_approved_is_learnt_whatever_becomes_of_the_run(station: Path) -> None:
    memory = station / "out" / "memory.sqlite"
    memory.mkdir()  # no memory can be written
    approve(station)
    assert build(station) in (1, 2)
    memory.rmdir()
    build(station)
    assert road(station).status is Status.APPROVED
    with Memory.open(memory) as kept:
        assert len(kept) == 3


def test_losing_the_programs_own_file_costs_time_and_no_word(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(station, "په تمه وو.", "ولاړ وو.", "road")
    approve(station, "school")
    build(station)
    before = manifest(station)
    (folder(station) / NAME).unlink()
    stray = folder(station) / "segments" / "old.wav"
    stray.write_bytes(b"x")
    publish = ["publish", str(folder(station)), "--station", str(station / "station.yaml")]
    assert main(publish) == 3
    assert "no record of what was built" in capsys.readouterr().err
    build(station)
    after = manifest(station)
    assert [story.lines for story in after.stories] == [story.lines for story in before.stories]
    assert [story.status for story in after.stories] == [Status.REVIEW, Status.APPROVED]
    assert after.files.keys() == before.files.keys()
    assert stray.is_file()


def test_a_killed_story_does_not_come_back_under_anothers_name(station: Path) -> None:
    edit(station, "status: review", "status: killed", "road")
    (station / "articles" / "road.md").write_text("# Bridge Opens In Swat\n\nA bridge opened.\n", encoding="utf-8")
    build(station)
    found = {story.headline: story for story in manifest(station).stories}
    assert (found["Headline of road"].id, found["Headline of road"].status) == ("road", Status.KILLED)
    assert found["Headline of road"].starts is None
    assert found["Bridge Opens In Swat"].id == "road-2"
    assert found["Bridge Opens In Swat"].status is not Status.KILLED
