"""A word that the voice says wrongly: put right for one edition, kept for the station, and heard at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from packager.cli import main
from packager.desk.reading import read
from packager.records import Status
from tests.support.lean import LEAN

DATE = "2026-11-23"
ENGLISH = "Road to Chitral reopens\n\nThe road reopened on Monday.\n\nMashaal was there.\n"
PASHTO = "د چترال لار پرانیستل شوه\nلار د دوشنبې په ورځ پرانیستل شوه.\nمشعل هلته و.\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "station.yaml").write_text(f"articles: road.txt\n{LEAN}", encoding="utf-8")
    (tmp_path / "road.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "road.ps.txt").write_text(PASHTO, encoding="utf-8")
    (tmp_path / "voices").mkdir()
    return tmp_path


def build(capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    capsys.readouterr()
    assert main(["build", "--date", DATE, "--edition", "ps", "--json"]) in (0, 3)
    (told,) = json.loads(capsys.readouterr().out)
    return dict(told)


def manifest(home: Path) -> Path:
    return home / "output" / DATE / "ps" / "manifest.yaml"


def test_an_entry_of_the_lexicon_speaks_its_lines_again_and_no_other(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(capsys)
    text = manifest(home).read_text("utf-8").replace("status: review", "status: approved\n    approved: {by: Gul Bibi}")
    manifest(home).write_text(text, encoding="utf-8")
    build(capsys)
    assert read(manifest(home)).stories[0].status is Status.APPROVED
    before = (home / "output" / DATE / "ps" / "segments" / "road.wav").read_bytes()

    (home / "voices" / "lexicon.ps.yaml").write_text("- word: مشعل\n  say: مَشَال\n", encoding="utf-8")
    told = build(capsys)
    assert told["speak"] == ["مشعل هلته و."]
    assert (home / "output" / DATE / "ps" / "segments" / "road.wav").read_bytes() != before
    story = read(manifest(home)).stories[0]
    assert story.lines[2].text == "مشعل هلته و."  # the editor goes on reading the usual spelling
    assert story.status is Status.REVIEW  # what was approved sounded otherwise
    assert "since Gul Bibi approved it" in story.stale


def test_what_an_editor_writes_in_the_manifest_can_be_kept_for_the_station(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(capsys)
    text = manifest(home).read_text("utf-8").replace("status: draft", "status: draft\nsay:\n  مشعل: مَشَال", 1)
    manifest(home).write_text(text, encoding="utf-8")
    assert build(capsys)["speak"] == ["مشعل هلته و."]
    assert read(manifest(home)).say == {"مشعل": "مَشَال"}  # the editor's word survives the run

    assert main(["lexicon", "keep", "output"]) == 0
    assert "مشعل kept" in capsys.readouterr().out
    assert main(["lexicon", "check"]) == 0
    assert "lexicon.ps.yaml: one entry, no slip" in capsys.readouterr().out
    assert build(capsys)["speak"] == []  # the same reading, now the station's
    assert main(["lexicon", "keep", "output"]) == 0
    assert capsys.readouterr().out == ""


def test_say_auditions_the_lexicon(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["say", "مشعل", "--lang", "ps", "--ipa"]) == 0
    plain = capsys.readouterr().out
    (home / "voices" / "lexicon.ps.yaml").write_text(
        '- word: مشعل\n  say: مَشال\n  espeak-ng: "[[maS\'Al]]"\n', encoding="utf-8"
    )
    assert main(["say", "مشعل", "--lang", "ps", "--ipa"]) == 0
    assert capsys.readouterr().out == "مشعل\tmaʃˈaːl\n" != plain


def test_a_bad_entry_stops_the_run_with_its_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "voices" / "lexicon.ps.yaml").write_text("- word: مشعل\n  say: mashal\n", encoding="utf-8")
    assert main(["build", "--date", DATE, "--edition", "ps"]) == 2
    assert "lexicon.ps.yaml:2:3: 'mashal' is no respelling" in capsys.readouterr().err
    assert not manifest(home).exists()


def test_a_bad_word_in_the_manifest_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(capsys)
    text = manifest(home).read_text("utf-8").replace("status: draft", "status: draft\nsay: {مشعل: mashal}", 1)
    manifest(home).write_text(text, encoding="utf-8")
    assert main(["build", "--date", DATE, "--edition", "ps"]) == 2
    assert "'mashal' is no respelling" in capsys.readouterr().err
