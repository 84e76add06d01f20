"""IPTC's ninjs: versions, urgency, embargo, withheld and killed items."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from packager.articles.feeds.sources import FeedKind, FeedSource
from packager.articles.feeds.world import fetch_all
from packager.articles.intake import Intake
from tests.support.articles_server import NOW, WINDOW, Answer, Site, hours, markup, serve, terms, text


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


def one(number: int, **more: object) -> dict[str, object]:
    """An item of version 1."""
    return {
        "uri": f"urn:newsml:example.org:20261123:{number}",
        "type": "text",
        "language": "en",
        "versioncreated": NOW.isoformat(),
        "headline": f"Headline of item {number}",
        "body_text": "\n\n".join(text(number)),
        "copyrightholder": "Example Agency",
    } | more


def fetch(site: Site, cache: Path, given: object) -> Intake:
    site.paths["/wire"] = Answer(body=json.dumps(given).encode(), kind="application/json")
    return fetch_all([FeedSource(name="wire", url=f"{site.url}/wire", kind=FeedKind.NINJS)], WINDOW, terms(cache))


def test_an_item_of_version_1(site: Site, tmp_path: Path) -> None:
    [article] = fetch(site, tmp_path, one(1, urgency=2, subject=[{"name": "Weather"}])).articles
    assert article.headline == "Headline of item 1"
    assert article.id == "headline-of-item-1"
    assert [p.text for p in article.paragraphs] == text(1)
    assert (article.filing.priority, article.filing.section) == (2, "weather")
    assert article.source.publisher == "Example Agency"
    assert article.source.published == NOW


def test_an_item_of_version_2(site: Site, tmp_path: Path) -> None:
    item = {
        "uri": "http://example.org/items/2",
        "headlines": [{"role": "short", "value": "Short"}, {"role": "main", "value": "Headline of item 2"}],
        "bodies": [{"contentType": "text/html", "value": markup(text(2))}, {"contentType": "text/plain", "value": "x"}],
        "versionCreated": NOW.isoformat(),
        "pubStatus": "usable",
    }
    [article] = fetch(site, tmp_path, {"items": [item]}).articles
    assert article.headline == "Headline of item 2"
    assert [p.text for p in article.paragraphs] == text(2)


def test_what_a_wire_says_may_not_air(site: Site, tmp_path: Path) -> None:
    items = [
        one(1),
        one(2, pubstatus="withheld"),
        one(3),
        one(3, pubstatus="stat:canceled", versioncreated=(NOW + hours(0.1)).isoformat()),
        one(4, embargoed="2026-11-23T15:00:01+05:00"),
        one(5, embargoed="2026-11-23T10:00:00Z"),
        one(6, type="picture"),
        one(7, headline="په بنو کې برید وشو", body_text="پولیسو وویل چې وسله‌والو په بنو کې پر یوې پوستې برید وکړ."),
        one(8, body_text=""),
        one(9, versioncreated="2026-11-20T00:00:00Z"),
        one(10, headline="WITHDRAWN: Headline of item 10"),
        one(11, ednote="EMBARGOED UNTIL further notice"),
    ]
    intake = fetch(site, tmp_path, items)
    assert [article.headline for article in intake.articles] == ["Headline of item 1", "Headline of item 5"]
    lines = [(one.article.removeprefix("wire: "), one.reason) for one in intake.skipped]
    assert sorted(lines) == sorted(
        [
            ("Headline of item 2", "is withheld by its publisher"),
            ("Headline of item 3", "is killed by its publisher"),
            ("KILL: Headline of item 3", "is a kill: the story must not air"),
            ("KILL: Headline of item 10", "is a kill: the story must not air"),
            ("Headline of item 4", "is under embargo until 2026-11-23 15:00:01 UTC+05:00"),
            ("Headline of item 6", "is a picture, not a text"),
            ("په بنو کې برید وشو", "is in Pashto, not in English"),
            ("Headline of item 8", "has neither text nor a page"),
            ("Headline of item 9", "is older than 2026-11-22 15:00, when the last bundle aired"),
            (
                "Headline of item 11",
                "says it is under embargo, and its end cannot be read ('EMBARGOED UNTIL further notice')",
            ),
        ]
    )


def test_versions_of_one_item(site: Site, tmp_path: Path) -> None:
    later = (NOW + hours(0.2)).isoformat()
    items = [one(1), one(1, versioncreated=later, headline="A better headline", ednote="Corrects the number of dams")]
    intake = fetch(site, tmp_path, items)
    assert [article.headline for article in intake.articles] == ["A better headline"]
    assert [one.reason for one in intake.skipped] == ["is an earlier version; the newer one is taken"]


def test_a_story_killed_and_then_issued_anew_airs(site: Site, tmp_path: Path) -> None:
    killed = one(1, pubstatus="canceled", versioncreated=(NOW - hours(1)).isoformat())
    intake = fetch(
        site,
        tmp_path,
        [one(1, versioncreated=(NOW - hours(2)).isoformat(), body_text="\n\n".join(text(9))), killed, one(1)],
    )
    assert [article.headline for article in intake.articles] == ["Headline of item 1"]
    assert intake.killed == ()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{broken", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"items": [{"headline": "No uri"}]}', "has no item with a uri"),
        (b'{"hello": "world"}', "has no item with a uri"),
        (b"\x00\x01", "is not text (byte 0 is 0x00)"),
    ],
)
def test_what_is_no_ninjs_is_one_line(site: Site, tmp_path: Path, body: bytes, said: str) -> None:
    site.paths["/wire"] = Answer(body=body, kind="application/json")
    source = FeedSource(name="wire", url=f"{site.url}/wire", kind=FeedKind.NINJS)
    intake = fetch_all([source], WINDOW, terms(tmp_path))
    assert intake.articles == ()
    assert [(one.article, one.reason) for one in intake.skipped] == [("wire", said)]
