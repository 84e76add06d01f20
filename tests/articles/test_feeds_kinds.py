"""What feeds of the world do, and what must not come of it: a story lost, killed, doubled, misdated or cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from packager.articles.feeds.dedupe import other_events
from packager.articles.feeds.language import foreign
from packager.articles.feeds.sources import FeedSource
from packager.articles.feeds.world import fetch_all
from packager.articles.intake import Intake
from tests.support.articles_server import NOW, WINDOW, Answer, Site, hours, item, markup, page, rss, serve, terms, text


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


def fetch(site: Site, cache: Path, *items: str, zone: str = "") -> Intake:
    site.paths["/feed"] = Answer(body=rss(list(items)), kind="application/rss+xml")
    source = FeedSource(name="feed", url=f"{site.url}/feed", zone=ZoneInfo(zone) if zone else None)
    return fetch_all([source], WINDOW, terms(cache))


def headlines(intake: Intake) -> list[str]:
    return [article.headline for article in intake.articles]


@pytest.mark.parametrize("word", ["Killed", "Withdrawn", "Retraction", "Correction"])
def test_a_category_kills_nothing(site: Site, tmp_path: Path, word: str) -> None:
    tagged = item("Two killed in Tank", "http://example.org/a", content=markup(text(1)),
                  more=f"<category>{word}</category>")  # fmt: skip
    assert headlines(fetch(site, tmp_path, tagged)) == ["Two killed in Tank"]


@pytest.mark.parametrize(
    "headline",
    [
        "KILL-LIST FOUND IN BANNU, POLICE SAY",
        "WITHDRAWAL: Last troops leave Bagram",
        "RETRACTED: the minister's words of Monday",
        "LEAD-POISONING HITS 40 CHILDREN",
        "Inflation < 10%, growth > 3%: ministry",
    ],
)
def test_a_headline_is_taken_as_it_is(site: Site, tmp_path: Path, headline: str) -> None:
    assert headlines(fetch(site, tmp_path, item(headline, "http://example.org/a", content=markup(text(1))))) == [
        headline
    ]


def test_a_withdrawal_that_names_a_known_story_kills_it(site: Site, tmp_path: Path) -> None:
    first = item("Road reopens", "http://example.org/a", at=NOW - hours(2), content=markup(text(1)))
    [story] = fetch(site, tmp_path, first).articles
    notice = item("WITHDRAWN: Road reopens", "http://example.org/b", content=markup(["Do not use."]))
    assert fetch(site, tmp_path, notice).killed == (story.id,)


def test_items_with_one_guid_or_one_link_are_looked_at_twice(site: Site, tmp_path: Path) -> None:
    guid = [item(f"Story {n}", f"http://example.org/n{n}", guid="same", content=markup(text(n))) for n in range(4)]
    link = [
        item(f"Brief {n}", "http://example.org/briefs", guid=f"b{n}", content=markup(text(50 + n))) for n in range(4)
    ]
    found = fetch(site, tmp_path, *guid, *link)
    assert headlines(found) == [*(f"Story {n}" for n in range(4)), *(f"Brief {n}" for n in range(4))]
    assert len({article.id for article in found.articles}) == 8


def test_the_newer_of_two_versions_wins_whatever_its_length(site: Site, tmp_path: Path) -> None:
    lead = "{} people were killed in an explosion in Bannu on Friday, police said."
    old = item("Three killed in Bannu", "http://example.org/three-killed", guid="1", at=NOW - hours(5),
               content=markup([lead.format("Three"), *text(1), "A last paragraph of the older one."]))  # fmt: skip
    new = item("Fourteen killed in Bannu", "http://example.org/fourteen-killed", guid="2",
               at=NOW - hours(1),
               content=markup([lead.format("Fourteen"), *text(1)]))  # fmt: skip
    assert headlines(fetch(site, tmp_path, old, new)) == ["Fourteen killed in Bannu"]


BACKGROUND = "\n".join(text(3))


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("Gunmen shot dead two policemen in Tank.", "A roadside bomb killed a soldier in Kurram.", True),
        ("Prayer times in Peshawar on Friday are these.", "Prayer times in Quetta on Friday are these.", True),
        ("Gunmen shot dead two policemen near Bannu.", "A flood swept away a bus and its passengers near Bannu.", True),
        ("Three people were killed in Bannu.", "Fourteen people were killed in Bannu, police said.", False),
        ("Three people were killed in Bannu.", "Three people were killed in Bannu, Rescue officer Khan said.", False),
    ],
)
def test_two_attacks_with_one_background_are_two_stories(one: str, other: str, *, two: bool) -> None:
    assert other_events(f"{one}\n{BACKGROUND}", f"{other}\n{BACKGROUND}") is two


@pytest.mark.parametrize(
    ("written", "zone", "iso"),
    [
        ("2026-11-23 13:00:00", "", "2026-11-23T13:00:00+05:00"),  # the station's
        ("2026-11-23 12:00:00", "Asia/Kabul", "2026-11-23T12:00:00+04:30"),
        ("Mon, 23 Nov 2026 13:00:00 PKT", "", "2026-11-23T13:00:00+05:00"),
        ("Mon, 23 Nov 2026 13:00:00", "", "2026-11-23T13:00:00+05:00"),
        ("Mon, 23 Nov 2026 08:00:00 GMT", "Asia/Kabul", "2026-11-23T08:00:00+00:00"),
        ("2026-11-23T08:00:00Z", "Asia/Kabul", "2026-11-23T08:00:00+00:00"),
        ("Mon, 23 Nov 2026 03:00:00 EST", "", "2026-11-23T08:00:00+00:00"),
    ],
)
def test_a_date_without_a_zone_is_the_feeds_countrys(
    site: Site, tmp_path: Path, written: str, zone: str, iso: str
) -> None:
    dated = item("Dated", "http://example.org/a", content=markup(text(1)))
    start, _, rest = dated.partition("<pubDate>")
    dated = f"{start}<pubDate>{written}{rest[rest.index('</pubDate>') :]}"
    [article] = fetch(site, tmp_path, dated, zone=zone).articles
    assert article.source.published is not None
    assert article.source.published - datetime.fromisoformat(iso) == timedelta(0)


@pytest.mark.parametrize(
    "mark", [" […]", "… Continue reading Road reopens", " [...]</p><p>The post Road appeared first on X."]
)
def test_a_text_that_is_cut_is_read_from_its_page_or_left_out_with_a_line(
    site: Site, tmp_path: Path, mark: str
) -> None:
    cut = markup([" ".join([*text(1), *text(2)])]).replace("</p>", f"{mark}</p>")
    site.paths["/whole"] = Answer(body=page("Road reopens after snow", text(7)))
    whole = item("Road reopens after snow", f"{site.url}/whole", guid="1", content=cut)
    gone = item("Nobody has the rest", f"{site.url}/gone", guid="2", content=cut)
    found = fetch(site, tmp_path, whole, gone)
    assert headlines(found) == ["Road reopens after snow"]
    assert [p.text for p in found.articles[0].paragraphs] == text(7)
    assert "is not there any more" in next(one.reason for one in found.skipped if "Nobody" in one.article)


@pytest.mark.parametrize(
    ("said", "text_", "right"),
    [
        ("ur-PK", "The minister said that the road to Chitral was open and that the snow had gone.", True),
        ("en", "پولیس کے مطابق جمعے کو بنوں میں شدت پسندوں نے ایک چوکی پر حملہ کیا۔", False),
        ("en", "پولیسو وویل چې وسله‌والو په بنو کې پر یوې پوستې برید وکړ.", False),
        ("ps", "Road to Chitral opens", True),
        ("fr", "Le ministre a dit que la route de Chitral est ouverte et que la neige est partie.", False),
        ("en-GB", "Short", True),
    ],
)
def test_a_language_is_told_by_letters_and_small_words(said: str, text_: str, *, right: bool) -> None:
    assert (foreign(said, text_) == "") is right


def test_an_empty_feed_costs_itself(site: Site, tmp_path: Path) -> None:
    good = rss([item("Good", "http://example.org/a", content=markup(text(1)))])
    site.paths["/good"] = Answer(body=good, kind="application/rss+xml")
    site.paths["/nothing"] = Answer(body=b" \n", kind="application/rss+xml")
    sources = [FeedSource(name=name, url=f"{site.url}/{name}") for name in ("nothing", "good")]
    found = fetch_all(sources, WINDOW, replace(terms(tmp_path)))
    assert headlines(found) == ["Good"]
    assert [(one.article, one.reason) for one in found.skipped] == [("nothing", "answered with nothing")]
