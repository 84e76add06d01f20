"""Voices that fail: every story is read whole by one voice, and what happened is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.records import Status
from tests.support.servers.openai_speech import text_of
from tests.support.servers.scripted import Said, serving
from tests.support.servers.speech import silence
from tests.support.voices_bundle import (
    DEEP,
    FAILED,
    HIGHEST,
    approve,
    build,
    bundle,
    manifest,
    mp3,
    pitches,
    right,
    station,
    unless,
)

CHAIN = "{voices: [net, pashto]}"


@pytest.fixture
def day(tmp_path: Path) -> Path:
    bundle(tmp_path / "articles", 3)
    return tmp_path


def readers(folder: Path) -> list[str]:
    return [story.voice.name if story.voice else "" for story in manifest(folder).stories]


def test_forty_stories_while_the_service_dies_after_the_tenth(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle(tmp_path / "articles", 40)
    with serving(*[right] * 20, FAILED) as server:  # two utterances a story
        station(tmp_path, CHAIN, net={"url": f"{server.url}/v1"})
        code, told = build(capsys, tmp_path)
        first_run, made = list(server.asked), manifest(tmp_path)
        again, told_again = build(capsys, tmp_path)
    assert (code, again) == (0, 0)
    assert len(first_run) == 20 + 3  # the breaker's three failures in a row, and not one request more
    assert server.asked == first_run  # and while it is left alone, none
    assert readers(tmp_path) == ["net"] * 10 + ["pashto"] * 30
    assert all(story.starts is not None for story in made.stories)
    for number in (0, 9, 10, 11, 39):  # one story, one voice, to the ear
        expected = HIGHEST if number < 10 else DEEP
        assert pitches(tmp_path, f"road-{number:02}") == pytest.approx([expected] * 2, rel=0.12)
    assert [bool(story.voices_failed) for story in made.stories] == [False] * 10 + [True] * 30
    assert "500" in made.stories[10].voices_failed[0]
    assert "left alone" in made.stories[39].voices_failed[0]
    assert sum(sent.characters for sent in made.sent) == sum(len(text_of(asked)) for asked in first_run)
    assert {sent.to for sent in made.sent} == {f"openai-speech {server.url[7:]} (Test Service)"}
    failed = told["failed"]
    assert isinstance(failed, list)
    assert len(failed) == 1  # a person is told once
    assert failed[0].endswith("it did not read 30 stories and the show around them")
    assert told_again["speak"] == []
    assert told_again["files"] == []


def test_approved_stories_keep_their_voice_when_the_service_goes_and_when_it_comes(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(unless(lambda text: "درې" in text)) as server:  # the third story's year ends in three
        station(day, CHAIN, "voice-limits: {failures: 100}\n", net={"url": f"{server.url}/v1"})
        bundle(day / "articles", 4)
        build(capsys, day)
        assert readers(day) == ["net", "net", "net", "pashto"]
        approve(day, 4)
        assert build(capsys, day)[0] == 0
    assert build(capsys, day)[0] == 0  # nobody answers any more
    assert [story.status for story in manifest(day).stories] == [Status.APPROVED] * 4
    assert readers(day) == ["net", "net", "net", "pashto"]
    with serving(right) as server:  # and all is well again, elsewhere
        station(day, CHAIN, net={"url": f"{server.url}/v1"})
        build(capsys, day)
    made = manifest(day)
    assert made.stories[3].status is Status.APPROVED
    assert readers(day)[3] == "pashto"


def test_an_approved_story_that_must_change_its_voice_says_so(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(right) as server:
        station(day, CHAIN, net={"url": f"{server.url}/v1"})
        build(capsys, day)
        approve(day, 3)
        build(capsys, day)
    path = day / "out" / "2026-11-23" / "ps" / "manifest.yaml"
    text = path.read_text(encoding="utf-8")
    station(day, "{voice: pashto}")  # the station gives the voice up
    code, _ = build(capsys, day)
    assert "status: approved" in text
    assert code == 3
    assert all(story.stale.startswith("voice changed from net to pashto since Gul") for story in manifest(day).stories)


def test_a_story_that_nobody_can_read_is_left_out_and_the_rest_airs(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(unless(lambda text: "سوات" in text and "دوشنبې" in text)) as server:
        station(day, "{voice: net}", net={"url": f"{server.url}/v1"})
        code, told = build(capsys, day)
    assert code == 3
    made = manifest(day)
    assert [story.starts is not None for story in made.stories] == [True, False, True]
    (dropped,) = made.dropped
    assert (dropped.article, dropped.stage) == ("road-01", "voice")
    assert "500" in dropped.reason
    assert "سوات" not in "".join(text_of(asked) for asked in server.asked if "سرټکي" in text_of(asked))
    assert told["stories"] == dict.fromkeys(["road-00", "road-01", "road-02"], "review")


def test_with_every_voice_dead_the_manifest_says_so_and_nothing_is_half_made(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(FAILED) as server:
        options = {"url": f"{server.url}/v1"}
        station(day, "{voices: [one, two]}", one=options, two=options)
        code, _ = build(capsys, day)
        assert len(server.asked) == 3  # one server, one breaker, whichever voice is asked
    assert code == 3
    assert [skipped.article for skipped in manifest(day).dropped] == ["road-00", "road-01", "road-02"]
    assert not [path for path in (day / "out").rglob("*.wav") if "sounds" not in path.parts]


def test_a_days_characters_are_a_days_and_the_next_run_remembers(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    limits = "voice-limits: {characters-a-day: {openai-speech: 150}}\n"
    with serving(right) as server:
        station(day, CHAIN, limits, net={"url": f"{server.url}/v1"})
        code, told = build(capsys, day)
        spent = sum(len(text_of(asked)) for asked in server.asked)
        bundle(day / "articles", 5)
        build(capsys, day)
        assert sum(len(text_of(asked)) for asked in server.asked) <= 150
    assert code == 0
    assert 0 < spent <= 150
    assert readers(day)[0] == "net"
    assert readers(day)[-1] == "pashto"
    assert "today's 150" in manifest(day).stories[-1].voices_failed[0]
    assert len(told["failed"]) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sound", "said"),
    [
        (silence(3.0), "silen"),
        (b"<!DOCTYPE html><html><title>Sign in</title></html>", "no sound"),
        (mp3("لار"), "too short"),
    ],
    ids=["silence", "a web page", "one word of it"],
)
def test_what_comes_back_is_not_trusted(day: Path, capsys: pytest.CaptureFixture[str], sound: bytes, said: str) -> None:
    with serving(unless(lambda text: "سوات" in text and "دوشنبې" in text, Said(data=sound))) as server:
        station(day, CHAIN, net={"url": f"{server.url}/v1"})
        code, _ = build(capsys, day)
    assert code == 0
    assert readers(day) == ["net", "pashto", "net"]
    assert said in manifest(day).stories[1].voices_failed[0]
    assert pitches(day, "road-01") == pytest.approx([DEEP] * 2, rel=0.12)


@pytest.mark.parametrize("offline", [True, False], ids=["offline", "kept local"])
def test_a_text_that_may_not_leave_does_not(day: Path, capsys: pytest.CaptureFixture[str], offline: bool) -> None:
    for path in () if offline else (day / "articles").glob("*.txt"):
        if not path.name.endswith(".ps.txt"):
            headline, _, body = path.read_text(encoding="utf-8").partition("\n\n")
            front = f"---\nheadline: {headline}\nkeep-local: true\n---\n\n{body}"
            path.with_suffix(".md").write_text(front, encoding="utf-8")
            path.unlink()
    with serving(right) as server:
        station(day, CHAIN, net={"url": f"{server.url}/v1"})
        code, _ = build(capsys, day, *["--offline"] * offline)
        assert server.asked == []
    assert code == 0
    assert readers(day) == ["pashto"] * 3
    assert "would go to Test Service" in manifest(day).stories[0].voices_failed[0]
    assert manifest(day).sent == ()
