"""The neural voice in a day: it reads where its model is; where it is not, the voice by rule does, and why is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.audio.wav import read_clip
from packager.cli import main
from packager.desk.reading import read
from packager.engines.models import kokoro_model
from packager.engines.voice import kokoro_run
from packager.lang.registry import targets
from packager.store import Store
from packager.voicing.clips import Speaker
from packager.voicing.profiles import load_profile
from tests.support.voices_bundle import build, bundle, manifest, station

USUAL = {language.code: language.voices for language in targets()}  # before the tests' own choice of voices
CHAIN = "{voices: [pashto-woman, pashto]}"
ARTICLE = "Road to Dir opens\n\nThe road is open.\n"
PASHTO = "د دیر لار خلاصه شوه\nلار خلاصه ده.\n"


@pytest.fixture
def no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKAGER_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kokoro_model, "_PARTS", ("no_such_package",))
    monkeypatch.setattr(kokoro_run, "_sessions", [])


@pytest.mark.usefixtures("no_model")
def test_without_the_model_the_voice_by_rule_reads_all_and_one_line_says_how_to_get_the_better_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle(tmp_path / "articles", 3)
    station(tmp_path, CHAIN)
    code, told = build(capsys, tmp_path)
    assert code == 0
    stories = manifest(tmp_path).stories
    assert [story.voice.name if story.voice else "" for story in stories] == ["pashto"] * 3
    for story in stories:
        assert "pashto-woman: kokoro: its model is not on this machine" in story.voices_failed[0]
        assert "packager models install kokoro" in story.voices_failed[0]
    failed = told["failed"]
    assert isinstance(failed, list)
    assert len(failed) == 1


@pytest.mark.usefixtures("no_model")
def test_a_model_that_turns_out_damaged_leaves_the_whole_story_to_the_voice_by_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = kokoro_model.kokoro_home() / kokoro_model.FILE
    model.parent.mkdir(parents=True)
    model.write_bytes(b"cut short")
    bundle(tmp_path / "articles", 1)
    station(tmp_path, CHAIN)
    assert build(capsys, tmp_path)[0] == 0
    story = manifest(tmp_path).stories[0]
    assert story.voice is not None
    assert story.voice.name == "pashto"
    assert "the model's file is damaged" in story.voices_failed[0]


def test_an_article_is_read_by_the_neural_voice_with_the_times_of_its_words(tmp_path: Path) -> None:
    (tmp_path / "road.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "road.ps.txt").write_text(PASHTO, encoding="utf-8")
    words = ["convert", str(tmp_path / "road.txt"), "--to", "ps", "--voice", "pashto-man", "--output", str(tmp_path)]
    assert main(words) in (0, 3)
    path = next(tmp_path.rglob("manifest.yaml"))
    made = read(path)
    assert made.stories[0].voice is not None
    assert made.stories[0].voice.name == "pashto-man"
    sound = read_clip(next(tmp_path.rglob("segments/*.wav")))
    assert 2 < len(sound.samples) / sound.rate < 12


def test_a_stations_own_pronunciation_is_read_in_the_notation_of_the_voice_by_rule(tmp_path: Path) -> None:
    speaker = Speaker(store=Store(tmp_path), profile=load_profile("pashto-woman"))
    assert speaker.profile.spelling == "espeak-ng"


def test_the_usual_voices_are_neural_then_by_rule() -> None:
    for code, usual in USUAL.items():
        profiles = [load_profile(name) for name in usual]
        assert [profile.engine for profile in profiles] == ["kokoro", "espeak-ng"]
        assert {profile.language for profile in profiles} == {code}
