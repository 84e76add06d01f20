"""A station that lives on its feeds: what they bring, change and take back during a day reaches the manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from packager import station
from packager.cli import main
from packager.desk.manifest import Manifest
from packager.desk.reading import read
from packager.errors import InputErrors
from packager.records import Status
from tests.support.articles_server import Answer, Site, item, markup, rss, serve, text

DATE = "2026-11-24"
NOW = datetime.now(UTC)


@dataclass
class Desk:
    """A station with one feed, and what its producer does."""

    folder: Path
    site: Site
    capsys: pytest.CaptureFixture[str]

    def publish(self, *items: str, path: str = "/feed") -> None:
        self.site.paths[path] = Answer(body=rss(list(items)), kind="application/rss+xml")

    def build(self, *words: str, date: str = DATE) -> int:
        self.capsys.readouterr()
        where = ["--station", str(self.folder / "station.yaml"), "--output", str(self.folder / "out")]
        return main(["build", *where, "--date", date, "--edition", "ps", *words])

    @property
    def said(self) -> str:
        done = self.capsys.readouterr()
        return done.out + done.err

    def manifest(self, date: str = DATE) -> Manifest:
        return read(self.folder / "out" / date / "ps" / "manifest.yaml")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    with serve() as site:
        feeds = [
            {"name": "Wire", "url": f"{site.url}/feed", "section": "news", "priority": 3},
            {"name": "Other", "url": f"{site.url}/other"},
        ]
        settings = {"feeds": feeds, "fetch": {"allow-private": ["127.0.0.0/8"]}}
        (tmp_path / "station.yaml").write_text(json.dumps(settings), encoding="utf-8")
        desk = Desk(tmp_path, site, capsys)
        desk.publish(path="/other")
        yield desk


def story(name: str, seed: int, *, hours: float = 1.0, more: str = "", paragraphs: list[str] | None = None) -> str:
    at = NOW - timedelta(hours=hours)
    return item(
        f"Story {name}",
        f"http://example.org/{name}",
        guid=name,
        at=at,
        content=markup(paragraphs or text(seed)),
        more=more,
    )


def test_the_feeds_stories_are_the_days_stories(desk: Desk) -> None:
    desk.publish(story("one", 1), story("two", 2), story("old", 3, hours=30))
    assert desk.build() == 3  # nobody has translated them
    found = desk.manifest()
    assert [entry.headline for entry in found.stories] == ["Story one", "Story two"]
    assert {entry.status for entry in found.stories} == {Status.NEEDS_TRANSLATION}
    assert {(entry.filing.section, entry.filing.priority) for entry in found.stories} == {("news", 3)}
    assert any("Story old" in dropped.article for dropped in found.dropped)


def test_articles_that_are_named_are_all_that_is_taken(desk: Desk, tmp_path: Path) -> None:
    desk.publish(story("one", 1))
    (tmp_path / "mine.txt").write_text("A headline\n\nA paragraph of mine.\n", encoding="utf-8")
    desk.build(str(tmp_path / "mine.txt"))
    assert [entry.id for entry in desk.manifest().stories] == ["mine"]
    assert desk.site.asked == {} or not sum(desk.site.asked.values())


def test_a_story_that_is_killed_later_in_the_day_never_airs(desk: Desk) -> None:
    desk.publish(story("one", 1), story("two", 2))
    desk.build()
    kill = item("KILL: Story one", "http://example.org/one", guid="kill", at=NOW, content=markup(["Please kill it."]))
    desk.publish(story("two", 2), kill)
    desk.build()
    by_name = {entry.headline: entry for entry in desk.manifest().stories}
    assert by_name["Story one"].status is Status.KILLED
    assert "killed by its publisher" in by_name["Story one"].note
    assert by_name["Story two"].status is Status.NEEDS_TRANSLATION
    desk.publish(story("two", 2))
    desk.build()  # and it stays killed when the feed forgets the kill
    assert {entry.headline: entry.status for entry in desk.manifest().stories}["Story one"] is Status.KILLED


def test_an_update_marks_the_translation_of_what_changed(desk: Desk) -> None:
    desk.publish(story("one", 1))
    desk.build()
    path = desk.folder / "out" / DATE / "ps" / "manifest.yaml"
    known = desk.manifest().stories[0]
    lines = path.read_text("utf-8")
    empty = lines.index("ps:", lines.index(known.lines[1].source[:40]))
    path.write_text(lines[:empty] + "ps: دا لومړۍ کرښه ده." + lines[lines.index("\n", empty) :], encoding="utf-8")
    desk.build()
    assert desk.manifest().stories[0].lines[1].text == "دا لومړۍ کرښه ده."
    desk.publish(story("one", 1, hours=0.2, paragraphs=["This is quite new and was not there before.", *text(1)[1:]]))
    desk.build()
    entry = desk.manifest().stories[0]
    assert entry.id == known.id
    assert entry.lines[1].source == "This is quite new and was not there before."
    assert any(finding.check == "source-changed" for finding in entry.lines[1].findings)
    assert "دا لومړۍ کرښه ده." in str(entry.lines[1].findings)


def test_a_feed_that_is_down_is_one_line_and_the_rest_goes_on(desk: Desk) -> None:
    desk.publish(story("one", 1))
    desk.site.paths["/other"] = Answer(status=503)
    assert desk.build() == 3
    assert "Other" in desk.said
    assert [entry.headline for entry in desk.manifest().stories] == ["Story one"]
    assert [dropped.article for dropped in desk.manifest().dropped if dropped.stage == "intake"] == ["Other"]


def test_a_day_looks_back_to_the_first_bundle_of_the_day_before(desk: Desk) -> None:
    desk.publish(story("one", 1))
    desk.build(date="2026-11-23")
    desk.publish(story("one", 1), story("late", 2, hours=2), story("too late", 3, hours=8))
    desk.build(date="2026-11-24")
    # What was there yesterday is not news; what came into the feed since is, though it is dated before.
    assert [entry.headline for entry in desk.manifest().stories] == ["Story late"]
    desk.build(date="2026-11-23")  # and a day that is built again looks at the same hours again
    assert "Story one" in [entry.headline for entry in desk.manifest("2026-11-23").stories]


def test_a_story_under_embargo_waits_with_its_hour(desk: Desk) -> None:
    later = datetime.now(UTC) + timedelta(hours=5)
    more = f"<prism:embargoDate>{later:%Y-%m-%dT%H:%M:%S+00:00}</prism:embargoDate>"
    desk.publish(story("held", 1, more=more), story("free", 2))
    desk.build(date="2026-11-23")
    assert [entry.headline for entry in desk.manifest("2026-11-23").stories] == ["Story free"]
    assert any("is under embargo until" in dropped.reason for dropped in desk.manifest("2026-11-23").dropped)


def test_offline_nobody_is_asked_and_what_was_fetched_is_used(desk: Desk) -> None:
    desk.publish(story("one", 1))
    desk.build()
    before = sum(desk.site.asked.values())
    desk.build("--offline")
    assert sum(desk.site.asked.values()) == before
    assert [entry.headline for entry in desk.manifest().stories] == ["Story one"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("feeds: [ftp://example.org]", "is no web address"),
        ("feeds: [{name: A}]", "the feed has no address"),
        ("feeds: [{url: 'https://a.org', kind: atom}]", "'atom' is not a kind of feed"),
        ("feeds: [{url: 'https://a.org', priority: 10}]", "must be a whole number; between 1 and 9"),
        ("feeds: [{url: 'https://a.org', embargo: '25:00'}]", "is no time of day"),
        ("feeds: [{url: 'https://a.org', keep-loca: true}]", "did you mean 'keep-local'"),
        ("fetch: {allow-private: [10.1.0.0/33]}", "is no network"),
        ("fetch: {hours: 0}", "must be a number; between 0.1 and 744"),
    ],
)
def test_a_slip_in_the_feeds_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "station.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        station.load(path)
    assert said in str(caught.value)
    assert "station.yaml:1:" in str(caught.value)
