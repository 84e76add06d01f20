"""An editor's acts by command: the same acts as by hand and on a page, and a new version of what is on air."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packager.audio.wav import WavReader
from packager.cli import main
from packager.desk import acts
from packager.desk.acts import Action
from packager.desk.decisions import Place, decisions
from packager.desk.performing import perform
from packager.desk.reading import read
from packager.desk.writing import _yaml, write
from packager.records import LeftOut, Status
from tests.desk.test_actions import DAY, NOW
from tests.desk.test_attacks import MORE, log_lines
from tests.support.delivery_day import DATE, STORIES, build, edit, folder, manifest, new_station
from tests.support.feed_rules import faults

TEXT = "د چترال لار د سې شنبې په ورځ پرانیستل شوه."


@pytest.fixture(scope="module")
def aired(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station whose day is on air."""
    station = new_station(tmp_path_factory.mktemp("aired"), MORE + "articles: articles\n")
    build(station)
    assert do(station, "approve", "--by", "Gul Bibi") == 0
    build(station)
    assert main(["publish", *where(station)]) == 0
    return station


@pytest.fixture
def station(aired: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    capsys.readouterr()
    return Path(shutil.copytree(aired, tmp_path / "station"))


def where(station: Path) -> tuple[str, ...]:
    return str(folder(station)), "--station", str(station / "station.yaml")


def do(station: Path, act: str, *words: str) -> int:
    path, *rest = where(station)
    return main([act, path, *words, *rest])


def status(station: Path) -> dict[str, str]:
    return {story.id: str(story.status) for story in manifest(station).stories}


def test_many_stories_are_approved_at_once_and_what_cannot_be_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "manifest.yaml", DAY, None)
    path = str(tmp_path)
    assert main(["approve", path, "road", "rain", "--by", "Gul Bibi", "--heard", "whole"]) == 0
    assert main(["approve", path, "--by", "Gul Bibi"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "  school: approved"
    found = read(tmp_path / "manifest.yaml")
    assert [story.approved.heard for story in found.stories if story.approved] == ["whole", "", "whole"]
    assert main(["approve", path, "--by", "Gul Bibi"]) == 2
    assert "there is nothing to do" in capsys.readouterr().err
    assert main(["approve", path, "road", "rode", "--by", "Zarghuna"]) == 3
    assert "NOT DONE" in capsys.readouterr().out
    assert main(["approve", path, "rode", "--by", "Zarghuna"]) == 2
    assert main(["approve", path, "road", "--by", " "]) == 2
    assert main(["approve", path, "--line", "2", "--by", "Gul"]) == 2
    assert main(["approve", path, "road", "--line", "2", "--by", "Gul"]) == 0
    assert main(["undo", path, "--by", "Gul"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "  the edition: taken back"


def test_a_killed_story_is_off_the_air_at_once_and_only_what_had_it_is_made_again(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, (item,) = (folder(station) / "air").glob("042002_*.wav"), feed(station)
    (school,) = (path.read_bytes() for path in before)
    assert do(station, "kill", "road", "--reason", "false", "--by", "Gul", "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)
    air = told["air"]
    assert (air["speak"], air["refused"], air["left"]) == ([], [], [])
    assert not [name for name in air["files"] if name.startswith("segments/")]
    assert any(name.endswith("042001_road.wav") for name in air["withdrawn"])
    assert next((folder(station) / "air").glob("042002_*.wav")).read_bytes() == school
    (again,) = feed(station)
    assert (again.id, again.published) == (item.id, item.published)
    assert again.enclosures[0].href != item.enclosures[0].href
    assert {path.name for path in (folder(station) / "earlier" / "1").glob("*.wav")} == {
        f"042000_{DATE}-ps.wav",
        "042001_road.wav",
        "042002_school.wav",
    }
    assert status(station) == {"road": "killed", "school": "approved"}
    assert [json.loads(line)["what"] for line in log_lines(station)[-2:]] == ["kill", "publish"]


def feed(station: Path) -> list[Any]:
    data = (station / "out" / "podcast.ps.xml").read_bytes()
    assert faults(data) == []
    return list(feedparser.parse(data).entries)


def test_the_last_story_that_is_killed_takes_the_programme_with_it(station: Path) -> None:
    assert do(station, "kill", "road", "school", "--reason", "false", "--by", "Gul") == 0
    assert manifest(station).status == "killed"
    assert [path.name for path in (folder(station) / "air").iterdir()] == ["as-aired.yaml"]
    assert feed(station) == []


def test_a_correction_is_spoken_and_airs_in_the_name_of_who_made_it(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with WavReader(next((folder(station) / "air").glob("042001_*.wav"))) as reader:
        frames = reader.frames
    words = ("road", "2", TEXT, "--reason", "it was Tuesday", "--by", "Zarghuna")
    assert do(station, "correct", *words, "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert len(told["air"]["speak"]) == 1
    assert "segments/school.wav" not in told["air"]["files"]
    road = manifest(station).story("road")
    assert road
    assert road.lines[1].text == TEXT
    assert (road.status, road.approved.by if road.approved else "") == (Status.APPROVED, "Zarghuna")
    assert TEXT in (folder(station) / "air" / "as-aired.yaml").read_text("utf-8")
    with WavReader(next((folder(station) / "air").glob("042001_*.wav"))) as reader:
        assert reader.frames != frames
    with WavReader(next((folder(station) / "earlier" / "1").glob("042001_*.wav"))) as reader:
        assert reader.frames == frames
    assert main(["publish", *where(station)]) == 0
    assert not (folder(station) / "earlier" / "2").exists()


def test_what_may_not_air_in_a_new_version_is_told_to_be_on_air_still(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(station, "۳۴۰", "۳۵۰", "school")
    assert do(station, "kill", "road", "--reason", "false", "--by", "Gul") == 3
    out = capsys.readouterr().out
    assert "STILL ON AIR as it was:" in out
    assert "school: is not approved" in out
    assert do(station, "kill", "--reason", "false", "--by", "Gul") == 0
    assert not list((folder(station) / "air").glob("*.mp3"))


def test_other_editions_that_carry_the_story_are_listed(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (station / "articles" / "road.ur.txt").write_text("\n".join(STORIES["road"][1].splitlines()), "utf-8")
    named = ("--station", str(station / "station.yaml"), "--output", str(station / "out"))
    assert main(["build", *named, "--date", "2026-11-24", "--edition", "ps", "--offline"]) in (0, 3)
    capsys.readouterr()
    assert do(station, "kill", "road", "--reason", "false", "--by", "Gul") == 0
    other = station / "out" / "2026-11-24" / "ps" / "manifest.yaml"
    assert f"also in the draft: {other}, as road" in capsys.readouterr().out


@pytest.mark.parametrize("damaged", [False, True])
def test_what_airs_can_be_killed_when_its_manifest_is_gone(
    station: Path, damaged: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder(station) / "manifest.yaml").unlink()
    (folder(station) / ".packager.json").unlink()
    if damaged:
        (folder(station) / "air" / "as-aired.yaml").write_text("packager: [", "utf-8")
    assert main(["check", str(station / "out"), "--station", str(station / "station.yaml")]) != 0
    assert ": the manifest is gone, and " in capsys.readouterr().err
    assert do(station, "kill", "--reason", "false", "--by", "Gul") == 0
    assert [path.name for path in (folder(station) / "air").iterdir()] == ["as-aired.yaml"]
    assert feed(station) == []
    assert manifest(station).status == "killed"


# One act in three ways: on a page, by command, and by hand in the YAML.
Way = tuple[Action, list[str], Callable[[Any], object]]
NAMES = tuple(story.id for story in DAY.stories)


def _story(tree: Any, name: str) -> Any:
    return next(story for story in tree["stories"] if story["id"] == name)


def _set(tree: Any, **values: object) -> None:
    for key, value in values.items():
        if value in ("", None):
            tree.pop(key, None)
        else:
            tree[key] = value


def _held(name: str, reason: str) -> Way:
    words = ["hold", "{}", name, "--reason", reason]
    return acts.Hold(story=name, reason=reason), words, lambda t: _set(_story(t, name), status="hold", reason=reason)


def _killed(name: str | None) -> Way:
    words = ["kill", "{}", *([name] if name else []), "--reason", "false", "--later"]
    by_hand = lambda t: _set(_story(t, name) if name else t, status="killed", reason="false")  # noqa: E731 - one of a row
    return acts.Kill(story=name, reason="false"), words, by_hand


def _restored(name: str) -> Way:
    gone = {"status": "review", "reason": "", "approved": None, "seconded": None}
    return acts.Restore(story=name), ["restore", "{}", name], lambda t: _set(_story(t, name), **gone)


def _noted(name: str | None, line: int | None, text: str) -> Way:
    words = [
        "note",
        "{}",
        text,
        *(["--story", name] if name else []),
        *(["--line", str(line)] if name and line else []),
    ]

    def by_hand(tree: Any) -> None:
        story = _story(tree, name) if name else tree
        _set(story["lines"][line - 1] if name and line else story, note=text)

    return acts.Note(story=name, line=line if name else None, text=text), words, by_hand


def _written(name: str, line: int, text: str) -> Way:
    words = ["correct", "{}", name, str(line), text, "--reason", "wrong", "--later"]
    action = acts.Correct(story=name, line=line, text=text, reason="wrong")
    return action, words, lambda t: _set(_story(t, name)["lines"][line - 1], ps=text)


def _approved(name: str) -> Way:
    by = {"by": "Gul"}
    action = acts.ApproveStory(story=name)
    return action, ["approve", "{}", name], lambda t: _set(_story(t, name), status="approved", approved=by)


WORDS = st.sampled_from(["", "later", "په سبا", "a: b # c", "«مشعل» - x"])
NAMED, LINES = st.sampled_from(NAMES), st.integers(1, 3)
WAYS = st.one_of(
    st.builds(_held, NAMED, WORDS),
    st.builds(_killed, st.one_of(st.none(), NAMED)),
    st.builds(_restored, NAMED),
    st.builds(_noted, st.one_of(st.none(), NAMED), st.one_of(st.none(), LINES), WORDS),
    st.builds(_written, NAMED, LINES, st.sampled_from([TEXT, "۱۲: یو - دوه", "'لار'"])),
    st.builds(_approved, NAMED),
)


def _fits(path: Path, action: Action) -> bool:
    """Whether an act can be done now: by hand nobody says no."""
    story = read(path).story(getattr(action, "story", None) or "")
    if isinstance(action, acts.Restore):
        return bool(story and story.status in (Status.HOLD, Status.KILLED))
    held = (Status.HOLD, Status.KILLED) if isinstance(action, acts.ApproveStory) else (Status.KILLED,)
    return not (isinstance(action, acts.Hold | acts.ApproveStory) and story and story.status in held)


def _decided(path: Path) -> dict[Place, object]:
    """All that was decided; of an approval who gave it: its moment and digest are the program's to write."""
    found = decisions(read(path))
    return {place: value["by"] if place.key in ("approved", "seconded") else value for place, value in found.items()}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WAYS, min_size=1, max_size=5))
def test_by_hand_by_command_and_on_a_page_an_act_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, ways: list[Way]
) -> None:
    root = tmp_path_factory.mktemp("ways")
    pages, commands, hands = (root / name / "manifest.yaml" for name in ("page", "command", "hand"))
    for path in (pages, commands, hands):
        write(path, DAY, None)
        path.write_text(path.read_text("utf-8").replace("stories:", "# running order\nstories:", 1), "utf-8")
    for action, words, by_hand in ways:
        if not _fits(pages, action):
            continue
        perform(pages, action, by="Gul", now=NOW)
        assert main([word.format(commands) if word == "{}" else word for word in words] + ["--by", "Gul"]) == 0
        tree = _yaml().load(hands.read_text("utf-8"))
        by_hand(tree)
        with hands.open("w", encoding="utf-8") as file:
            _yaml().dump(tree, file)
        assert _decided(pages) == _decided(commands) == _decided(hands)
    for path in (pages, commands, hands):
        assert path.read_text("utf-8").count("# running order\n") == 1
    shutil.rmtree(root)


def test_what_an_editor_does_to_a_story_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Order, priority, an older text, a suggestion, a part that was left out, a recording."""
    outs = tuple(LeftOut(text=text, why=why, after=1) for text, why in (("Read also", "a list"), ("AFP", "a caption")))
    road = replace(DAY.stories[0], left_out=outs)
    path = tmp_path / "manifest.yaml"
    write(path, replace(DAY, stories=(road, *DAY.stories[1:])), None)

    def done(act: str, *words: str) -> int:
        return main([act, str(path), *words, "--by", "Gul Bibi"])

    assert done("order", "rain", "road") == 0
    assert done("priority", "road", "2") == 0
    assert done("correct", "road", "3", TEXT, "--reason", "the day", "--later") == 0
    capsys.readouterr()
    assert done("take", "road", "3") == 0
    told = capsys.readouterr().out
    assert "1  from memory 83%" in told
    assert f"2  by a build or hand\n      {DAY.stories[0].lines[2].text}" in told
    assert done("take", "road", "3", "2") == 0
    assert done("read", "road") == 0
    assert "   2  a caption\n      AFP" in capsys.readouterr().out
    assert done("read", "road", "2") == 0
    assert done("take", "road", "3", "9") == 2
    now = read(path)
    story = now.story("road")
    assert story
    assert [one.id for one in now.stories] == ["rain", "road", "school"]
    assert (story.filing.priority, story.lines[2].text) == (2, DAY.stories[0].lines[2].text)
    assert [out.read for out in story.left_out] == [False, True]
    assert done("take", "road", "3", "1") == 0
    assert done("read", "road", "2", "--not") == 0
    assert [out.read for out in read(path).stories[1].left_out] == [False, False]


def test_a_recording_is_looked_at_and_laid_beside_the_manifest(
    tmp_path: Path, aired: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "manifest.yaml"
    write(path, DAY, None)
    spoken = next((folder(aired) / "segments").glob("*.wav"))
    assert main(["record", str(path), "road", str(spoken), "--line", "2", "--by", "Gul"]) == 0
    (name,) = {line.recording for line in read(path).stories[0].lines} - {""}
    assert (tmp_path / name).read_bytes() == spoken.read_bytes()
    empty = tmp_path / "empty.wav"
    empty.write_bytes(b"RIFF")
    assert main(["record", str(path), "road", str(empty), "--line", "2", "--by", "Gul"]) == 2
    assert "empty.wav" in capsys.readouterr().err
    assert main(["record", str(path), "road", "", "--line", "2", "--by", "Gul"]) == 0
    assert not read(path).stories[0].lines[1].recording
