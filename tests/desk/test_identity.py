"""A story is known by where it came from: a kill does not move to another, and no order of arrival matters."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.articles import gather
from packager.articles.intake import numbered
from packager.desk.identity import settled
from packager.desk.manifest import Manifest, StoryEntry
from packager.records import Article, Edition, Line, Paragraph, Role, Source, Status

EDITION = Edition(date="2026-11-23", language="ps")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "out" / "2026-11-23" / "ps"
    place.mkdir(parents=True)
    return place


def article(name: str, file: str | None, sha: str = "", headline: str = "", url: str | None = None) -> Article:
    source = Source(sha256=sha or f"{name} {file} {url}", file=file, url=url)
    body = (Paragraph(role=Role.BODY, text="x"),)
    return Article(id=name, headline=headline or f"{name} {file}", paragraphs=body, source=source)


def entry(told: Article) -> StoryEntry:
    line = Line(role=Role.HEADLINE, source=told.headline)
    return StoryEntry(id=told.id, headline=told.headline, status=Status.KILLED, source=told.source, lines=(line,))


def manifest(*stories: Article) -> Manifest:
    return Manifest(episode=EDITION.id, edition=EDITION, station="X", stories=tuple(map(entry, stories)))


def names(old: Manifest | None, folder: Path, *articles: Article, episode: str = EDITION.id) -> list[str]:
    return [one.id for one in settled(articles, old, folder, episode)]


def test_another_file_of_the_same_name_is_another_story(folder: Path) -> None:
    old = manifest(article("road", "road.txt"))
    assert names(old, folder, article("road", "road.md"), article("road-2", "road.txt")) == ["road-2", "road"]
    assert names(old, folder, article("road", "b/road.txt")) == ["road-2"]


@pytest.mark.parametrize(
    "now",
    [
        article("road", "road.txt", headline="The headline was corrected"),
        article("road", "moved/road.txt", sha="as it was"),
        article("road", "road.md", headline="The road"),
        article("other-name", "road.txt"),
    ],
)
def test_a_story_that_was_corrected_moved_or_written_anew_is_the_same(folder: Path, now: Article) -> None:
    old = manifest(article("road", "road.txt", sha="as it was", headline="The road"))
    assert names(old, folder, now) == ["road"]


def test_a_page_is_known_by_its_address(folder: Path) -> None:
    old = manifest(article("road-2", None, url="https://x.example/road"))
    assert names(old, folder, article("road", None, url="https://x.example/road")) == ["road-2"]
    other = article("road-2", None, headline="Another", url="https://x.example/other")
    assert names(old, folder, other) == ["road-2-2"]


def test_files_are_named_as_seen_from_the_manifest(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "road.txt").write_text("x")
    found = []
    for place, shown in ((tmp_path, "articles/road.txt"), (tmp_path / "articles", str(tmp_path / "articles/road.txt"))):
        monkeypatch.chdir(place)
        (one,) = settled([article("road", shown)], None, folder, EDITION.id)
        found.append(one.source.file)
    assert found == ["../../../articles/road.txt"] * 2
    assert settled([article("x", "standard input")], None, folder, EDITION.id)[0].source.file == "standard input"


def test_the_order_of_folders_gives_nobody_a_name(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "road.txt").write_text(f"Road {name}\n\nIt is open.\n")
    for order in (("a", "b"), ("b", "a")):
        found = gather([str(tmp_path / name) for name in order]).articles
        assert {one.headline: one.id for one in found} == {"Road a": "road", "Road b": "road-2"}
        assert [one.headline for one in found] == [f"Road {name}" for name in order]


def test_names_of_parts_of_the_show_are_no_storys() -> None:
    assert [one.id for one in numbered([article("greeting", "a"), article("nul", "b")])] == ["greeting-2", "nul-2"]


def test_an_article_by_itself_keeps_its_name(folder: Path) -> None:
    assert names(manifest(article("road", "a/road.txt")), folder, article("road", "b/road.txt"), episode="road") == [
        "road"
    ]
