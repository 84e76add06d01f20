"""A day of feeds: the right stories, and a line for each that was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from packager.articles.feeds.sources import FeedKind, FeedSource, Window
from packager.articles.feeds.world import fetch_all
from packager.articles.intake import Intake
from packager.records import Filing, Skipped
from tests.support.articles_server import (
    AIRS,
    NOW,
    SINCE,
    WINDOW,
    Answer,
    Clock,
    Site,
    bomb,
    hours,
    item,
    markup,
    page,
    rss,
    serve,
    terms,
    text,
)

Publish = Callable[..., None]


def fetch(site: Site, cache: Path, *paths: str, kind: FeedKind = FeedKind.FEED) -> Intake:
    sources = [FeedSource(name=path.strip("/"), url=site.url + path, kind=kind) for path in paths]
    return fetch_all(sources, WINDOW, terms(cache))


def headlines(intake: Intake) -> list[str]:
    return [article.headline for article in intake.articles]


def why(skipped: tuple[Skipped, ...], headline: str) -> str:
    [line] = [f"{one.reason}; {one.hint}" for one in skipped if one.article.endswith(headline)]
    return line


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


@pytest.fixture
def feed(site: Site) -> Publish:
    def publish(*items: str, path: str = "/feed", etag: str = "") -> None:
        site.paths[path] = Answer(body=rss(list(items)), kind="application/rss+xml", etag=etag)

    return publish


def story(site: Site, name: str, seed: int, **more: object) -> str:
    return item(f"Story {name}", f"{site.url}/{name}", guid=name, content=markup(text(seed)), **more)  # type: ignore[arg-type]


# --- the day of two hundred


class Day:
    """A feed as it grows: its entries' headlines, and those of the stories that should come in."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.items: list[str] = []
        self.headlines: list[str] = []
        self.right: list[str] = []

    def add(self, headline: str, *, good: bool, link: str = "", **more: object) -> None:
        link = link or f"{self.site.url}/{headline.replace(' ', '-').lower()}"
        self.items.append(item(headline, link, **more))  # type: ignore[arg-type] # item's own keywords
        self.headlines.append(headline)
        if good:
            self.right.append(headline)

    def add_page(self, headline: str, path: str, answer: Answer, *, good: bool = False) -> None:
        self.site.paths[path] = answer
        self.add(headline, good=good, link=self.site.url + path)


def news(day: Day) -> None:
    """Stories, some of them twice, some with a newer version, some too old."""
    for number in range(129):
        at = NOW - hours(number / 10)
        day.add(f"News number {number}", good=number >= 20, guid=f"n{number}", at=at, content=markup(text(number)))
    for number in range(20, 30):  # the same entry again
        at = NOW - hours(number / 10)
        day.add(f"News number {number}", good=False, guid=f"n{number}", at=at, content=markup(text(number)))
    for number in range(20):  # newer versions of the first twenty, half of them with a new headline
        name = f"News number {number}" if number % 2 else f"What is new of number {number}"
        newer = markup([*text(number), "One more line came in."])
        day.add(name, good=True, guid=f"n{number}", at=NOW + hours(0.5), content=newer)
    for number in range(40, 50):  # the same address from another channel
        link = f"{day.site.url}/news-number-{number}?utm_source=rss#top"
        day.add(f"Again number {number}", good=False, link=link, at=NOW - hours(9), content=markup(text(number)))
    for number in range(10):
        at = SINCE - hours(number)
        day.add(f"Old news {number}", good=False, guid=f"o{number}", at=at, content=markup(text(500 + number)))
    embargo = "<prism:embargoDate>2026-11-23T15:00:0{}+05:00</prism:embargoDate>"
    day.add("Free at three", good=True, content=markup(text(600)), more=embargo.format(0))
    day.add("Free a second later", good=False, content=markup(text(601)), more=embargo.format(1))
    day.add("A wrong story", good=False, guid="wrong", at=NOW - hours(3), content=markup(text(602)))
    day.add("KILL: A wrong story", good=False, at=NOW - hours(1), content=markup(["Editors: please kill this story."]))


def roads(day: Day, private: Site) -> None:
    """Redirects, and addresses that nobody should ask."""
    for number in range(7):
        day.site.paths[f"/hop/{number}"] = Answer(status=301, headers={"Location": f"/hop/{number + 1}"})
    day.site.paths["/hop/7"] = Answer(body=page("At last", text(603)))
    day.site.paths["/loop-b"] = Answer(status=302, headers={"Location": "/loop-a"})
    day.add_page("In a circle", "/loop-a", Answer(status=302, headers={"Location": "/loop-b"}))
    day.add("Seven hops away", good=False, link=f"{day.site.url}/hop/0")
    day.add("Five hops away", good=False, link=f"{day.site.url}/hop/2")
    day.right.append("At last")
    day.add_page("To a private place", "/inside", Answer(status=302, headers={"Location": private.url + "/secret"}))
    day.add("A private place", good=False, link=private.url + "/secret")
    day.add("A metadata service", good=False, link="http://169.254.169.254/latest/meta-data/")
    day.add("A file of ours", good=False, link="file:///etc/passwd")


def bodies(day: Day) -> None:
    """Pages that are too large, in another charset, broken, or none."""
    day.add_page("Fifty megabytes", "/huge", Answer(endless=b"<p>More and more of it.</p>" * 400, times=5000))
    day.add_page("Fifty megabytes as announced", "/huge2", Answer(body=b"x" * 50_000_000))
    day.add_page("A bomb", "/bomb", Answer(body=bomb(50), headers={"Content-Encoding": "gzip"}))
    peace = ["A café in Kabul bears the name سلام, which is to say peace.", *text(604)]
    arabic = page("The café of سلام", peace, "windows-1256")
    kind = "text/html; charset=windows-1256"
    day.add_page("The café of سلام", "/arabic", Answer(body=arabic, kind=kind), good=True)
    silent = page("A page that says nothing", text(605), "windows-1252").replace(b"<meta charset='windows-1252'>", b"")
    day.add_page("A page that says nothing", "/undeclared", Answer(body=silent, kind="text/html"), good=True)
    day.add_page("Server trouble", "/trouble", Answer(status=500))
    day.add_page("Cut off", "/cut", Answer(body=page("Cut off", text(606)), cut=300))
    day.add_page("Gone", "/gone", Answer(status=410))
    day.add_page("A picture", "/picture", Answer(body=b"\x89PNG\r\n", kind="image/png"))
    day.add_page("Only a form", "/form", Answer(body=b"<html><body><form><p>Your name?</p></form></body></html>"))


def publish_day(site: Site, private: Site) -> Day:
    day = Day(site)
    news(day)
    roads(day, private)
    bodies(day)
    site.paths["/feed"] = Answer(body=rss(day.items), kind="application/rss+xml")
    return day


def test_two_hundred_entries(site: Site, tmp_path: Path) -> None:
    with serve("127.0.0.2") as private:
        private.paths["/secret"] = Answer(body=page("Secret", text(607)))
        day = publish_day(site, private)
        assert len(day.items) == 200
        intake = fetch(site, tmp_path, "/feed")
        assert not private.asked
    assert sorted(headlines(intake)) == sorted(day.right)
    assert len(intake.articles) + len(intake.skipped) == len(day.items)
    for headline, said in {
        "Free a second later": "is under embargo until 2026-11-23 15:00:01",
        "feed: A wrong story": "is killed by its publisher",
        "In a circle": "its redirects go in a circle",
        "Seven hops away": "it redirects more than 5 times",
        "To a private place": "127.0.0.2: its address 127.0.0.2 is private",
        "A private place": "127.0.0.2: its address 127.0.0.2 is private",
        "A metadata service": "its address 169.254.169.254 is private",
        "A file of ours": "is no http or https address",
        "feed: Fifty megabytes": "is over 5 MB",
        "Fifty megabytes as announced": "is over 5 MB",
        "A bomb": "is over 5 MB",
        "Server trouble": "is down or busy (HTTP 500); try again later",
        "Cut off": "its answer broke off or is damaged",
        "Gone": "is not there any more (HTTP 410)",
        "A picture": "is image/png, not a page",
        "Only a form": "no article was found on the page",
        "Old news 3": "is older than 2026-11-22 15:00",
    }.items():
        assert said in why(intake.skipped, headline)
    assert site.sent["/huge"] < 15_000_000
    [arabic] = [article for article in intake.articles if article.headline == "The café of سلام"]
    assert arabic.paragraphs[0].text == "A café in Kabul bears the name سلام, which is to say peace."
    assert len({article.id for article in intake.articles}) == len(intake.articles)
    assert all(one.reason and one.hint and "\n" not in one.reason for one in intake.skipped)


# --- one thing at a time


def test_an_update_replaces_its_earlier_version_and_keeps_its_id(site: Site, feed: Publish, tmp_path: Path) -> None:
    feed(item("Road is closed", f"{site.url}/?p=1", guid="road", at=NOW - hours(3), content=markup(text(1))))
    [before] = fetch(site, tmp_path, "/feed").articles
    feed(
        item(
            "UPDATE 1-Road is open", f"{site.url}/?p=1", guid="road", at=NOW, content=markup([*text(1), "It is open."])
        )
    )
    [after] = fetch(site, tmp_path, "/feed").articles
    assert (before.headline, after.headline) == ("Road is closed", "Road is open")
    assert before.id == after.id == "road-is-closed"
    assert before.source.sha256 != after.source.sha256


def test_a_correction_without_the_storys_own_id_replaces_it(site: Site, feed: Publish, tmp_path: Path) -> None:
    right = ["(Corrects number of pupils in first paragraph)", *text(2)]
    feed(
        item("School opens in Dir", f"{site.url}/a", guid="a", at=NOW - hours(3), content=markup(text(1))),
        item("CORRECTED-School opens in Dir", f"{site.url}/b", guid="b", at=NOW, content=markup(right)),
    )
    intake = fetch(site, tmp_path, "/feed")
    [article] = intake.articles
    assert article.headline == "School opens in Dir"
    assert [p.text for p in article.paragraphs] == text(2)
    assert [part.text for part in article.left_out] == [right[0]]
    assert "is an earlier version; the newer one is taken" in why(intake.skipped, "School opens in Dir")


def test_a_kill_after_the_story_was_taken_in_names_its_id(site: Site, feed: Publish, tmp_path: Path) -> None:
    feed(story(site, "a", 1), story(site, "b", 2))
    first = fetch(site, tmp_path, "/feed")
    assert [article.id for article in first.articles] == ["story-a", "story-b"]
    feed(
        item("KILL: Story a", f"{site.url}/kills/9", guid="k9", at=NOW, content="<p>Please kill it.</p>"),
        story(site, "b", 2),
    )
    second = fetch(site, tmp_path, "/feed")
    assert headlines(second) == ["Story b"]
    assert second.killed == ("story-a",)


def test_a_copy_of_a_killed_story_in_another_feed_is_not_aired_either(
    site: Site, feed: Publish, tmp_path: Path
) -> None:
    feed(story(site, "a", 1, at=NOW - hours(2)), item("KILL: Story a", f"{site.url}/a", at=NOW, content="<p>Kill.</p>"))
    feed(
        item("Another headline", f"{site.url}/else", content=markup(["A first line of its own.", *text(1)])),
        path="/other",
    )
    intake = fetch(site, tmp_path, "/feed", "/other")
    assert intake.articles == ()
    assert "says the same as a story that its publisher killed" in why(intake.skipped, "Another headline")


def test_the_same_story_from_two_feeds_is_taken_once_from_the_more_urgent(
    site: Site, feed: Publish, tmp_path: Path
) -> None:
    feed(story(site, "a", 1), story(site, "b", 2), path="/one")
    edited = [*text(1)[:4], "The last paragraph was written anew by the second feed's own desk."]
    feed(item("The same, told again", f"{site.url}/z", content=markup(edited)), story(site, "c", 3), path="/two")
    sources = [
        FeedSource(name="one", url=f"{site.url}/one"),
        FeedSource(name="two", url=f"{site.url}/two", filing=Filing(priority=2)),
    ]
    intake = fetch_all(sources, WINDOW, terms(tmp_path))
    assert headlines(intake) == ["The same, told again", "Story c", "Story b"]
    assert why(intake.skipped, "Story a").startswith("says the same as two: The same, told again")


def test_a_story_held_by_its_embargo_is_the_next_bundles(site: Site, feed: Publish, tmp_path: Path) -> None:
    evening = "<prism:embargoDate>2026-11-23T18:00:00+05:00</prism:embargoDate>"
    feed(story(site, "held", 1, at=NOW - hours(3), more=evening))
    assert headlines(fetch(site, tmp_path, "/feed")) == []
    next_day = Window(since=AIRS, until=AIRS + hours(24))
    sources = [FeedSource(name="feed", url=site.url + "/feed")]
    later = replace(terms(tmp_path), now=NOW + hours(24))
    assert headlines(fetch_all(sources, next_day, later)) == ["Story held"]
    after = Window(since=AIRS + hours(24), until=AIRS + hours(48))
    last = replace(terms(tmp_path), now=NOW + hours(48))
    assert headlines(fetch_all(sources, after, last)) == []


def test_a_feed_that_is_down_costs_that_feed_alone(site: Site, feed: Publish, tmp_path: Path) -> None:
    feed(story(site, "a", 1), path="/good")
    site.paths["/down"] = Answer(status=503)
    site.paths["/cut"] = Answer(body=rss([story(site, "b", 2)]), cut=100)
    site.paths["/html"] = Answer(body=page("A site's front page", text(3)))
    sources = [FeedSource(name=path[1:], url=site.url + path) for path in ("/down", "/cut", "/html", "/good")]
    sources += [
        FeedSource(name="nowhere", url="http://feeds.invalid/rss"),
        FeedSource(name="refused", url="http://127.0.0.1:9/rss"),
        FeedSource(name="private", url="http://192.168.1.1/rss"),
    ]
    intake = fetch_all(sources, WINDOW, terms(tmp_path))
    assert headlines(intake) == ["Story a"]
    lines = {one.article: one.reason for one in intake.skipped}
    assert list(lines) == ["down", "cut", "html", "nowhere", "refused", "private"]
    assert lines["down"] == f"{site.url}/down: is down or busy (HTTP 503)"
    assert lines["cut"] == f"{site.url}/cut: its answer broke off or is damaged"
    assert lines["html"] == "is neither RSS nor Atom"
    assert lines["nowhere"] == "feeds.invalid: its name has no address"
    assert lines["refused"] == "http://127.0.0.1:9/rss: cannot be reached"
    assert lines["private"] == "192.168.1.1: its address 192.168.1.1 is private"


def test_a_feed_that_fails_later_in_the_day_is_read_from_its_copy(site: Site, feed: Publish, tmp_path: Path) -> None:
    feed(story(site, "a", 1))
    assert headlines(fetch(site, tmp_path, "/feed")) == ["Story a"]
    site.paths["/feed"] = Answer(status=503)
    intake = fetch(site, tmp_path, "/feed")
    assert headlines(intake) == ["Story a"]
    [line] = intake.problems
    assert line.reason == "is down or busy (HTTP 503); its copy of 2026-11-23 14:00 is used"


def test_offline_uses_what_is_at_hand_and_asks_nobody(site: Site, feed: Publish, tmp_path: Path) -> None:
    feed(story(site, "a", 1))
    fetch(site, tmp_path, "/feed")
    asked = site.asked.total()
    sources = [FeedSource(name=path[1:], url=site.url + path) for path in ("/feed", "/other")]
    intake = fetch_all(sources, WINDOW, terms(tmp_path, offline=True))
    assert headlines(intake) == ["Story a"]
    assert [one.reason for one in intake.skipped] == [f"{site.url}/other: is not at hand, and this run is offline"]
    assert site.asked.total() == asked


def test_what_has_not_changed_is_not_sent_again(site: Site, feed: Publish, tmp_path: Path) -> None:
    site.paths["/a"] = Answer(body=page("Road reopens after snow", text(1)), etag='"a1"')
    feed(item("Road reopens after snow", f"{site.url}/a"), etag='"f1"')
    first = fetch(site, tmp_path, "/feed")
    sent = site.sent.total()
    second = fetch(site, tmp_path, "/feed")
    assert first.articles == second.articles
    assert headlines(first) == ["Road reopens after snow"]
    assert site.sent.total() == sent
    assert site.statuses["/feed", 304] == site.statuses["/a", 304] == 1


def test_one_request_a_second_to_a_host(site: Site, feed: Publish, tmp_path: Path) -> None:
    for number in range(4):
        site.paths[f"/{number}"] = Answer(body=page(f"Headline of page {number}", text(number)))
    feed(*(item(f"Page {number}", f"{site.url}/{number}") for number in range(4)))
    clock = Clock()
    intake = fetch_all([FeedSource(name="feed", url=f"{site.url}/feed")], WINDOW, terms(tmp_path, clock))
    assert len(intake.articles) == 4
    assert clock.pauses == [1.0] * 4  # five requests


def test_a_busy_host_is_asked_once_more_when_it_says(site: Site, tmp_path: Path) -> None:
    site.paths["/feed"] = Answer(status=429, headers={"Retry-After": "7"})
    clock = Clock()
    intake = fetch_all([FeedSource(name="feed", url=f"{site.url}/feed")], WINDOW, terms(tmp_path, clock))
    assert clock.pauses == [7.0]
    assert site.asked["/feed"] == 2
    assert "is down or busy (HTTP 429)" in intake.skipped[0].reason


def test_an_article_page_by_its_address(site: Site, tmp_path: Path) -> None:
    site.paths["/a"] = Answer(body=page("Road reopens after snow", text(1)))
    [article] = fetch(site, tmp_path, "/a", kind=FeedKind.PAGE).articles
    assert article.headline == "Road reopens after snow"
    assert [p.text for p in article.paragraphs] == text(1)
    assert article.source.url == f"{site.url}/a"


def test_what_a_station_says_of_a_feed_goes_with_its_stories(site: Site, feed: Publish, tmp_path: Path) -> None:
    feed(story(site, "a", 1))
    daily = AIRS.timetz().replace(tzinfo=None)
    source = FeedSource(
        name="feed",
        url=f"{site.url}/feed",
        filing=Filing(section="local", priority=3, keep_local=True),
        publisher="Radio Example",
        embargo=daily,
    )
    [article] = fetch_all([source], WINDOW, terms(tmp_path)).articles
    assert article.filing == Filing(section="local", priority=3, keep_local=True)
    assert article.source.publisher == "Radio Example"
    assert article.embargo == AIRS


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("EMBARGOED UNTIL 15:00 PKT, 23 November 2026", ""),
        ("EMBARGOED UNTIL 10:00 GMT, November 23, 2026", ""),
        ("Embargoed until 2026-11-23T15:00:01+05:00", "is under embargo until 2026-11-23 15:00:01"),
        ("EMBARGOED UNTIL 3:01 pm on 23 November 2026", "is under embargo until 2026-11-23 15:01:00"),
        ("EMBARGO: 1600 hours, 23 Nov 2026", "is under embargo until 2026-11-23 16:00:00"),
        ("EMBARGOED UNTIL the minister has spoken", "its end cannot be read"),
        ("EMBARGOED UNTIL 15:00 EST, 23 November 2026", "its end cannot be read"),
        ("The arms embargo until 2027 was extended on Monday, diplomats said.", ""),
    ],
)
def test_an_embargo_written_in_the_text_is_held_to_the_second(
    site: Site, feed: Publish, tmp_path: Path, line: str, held: str
) -> None:
    feed(item("Story a", f"{site.url}/a", content=markup([line, *text(1)])))
    intake = fetch(site, tmp_path, "/feed")
    if held:
        assert intake.articles == ()
        assert held in why(intake.skipped, "Story a")
    else:
        [article] = intake.articles
        spoken = [p.text for p in article.paragraphs]
        assert spoken == (text(1) if "EMBARGO" in line else [line, *text(1)])


ATOM = """<?xml version="1.0" encoding="windows-1256"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title>
<entry><title>The café of Kabul</title><id>tag:example.org,2026:1</id><link href="http://example.org/a"/>
<updated>2026-11-23T08:00:00Z</updated><content type="html">BODY</content></entry>
<entry xml:lang="ps"><title>Pashto</title><id>tag:example.org,2026:2</id><link href="http://example.org/b"/>
<updated>2026-11-23T08:00:00Z</updated><content type="html">BODY</content></entry></feed>"""


def test_atom_in_another_charset(site: Site, tmp_path: Path) -> None:
    body = "&lt;p&gt;Café.&lt;/p&gt;" + "".join(f"&lt;p&gt;{part}&lt;/p&gt;" for part in text(1))
    site.paths["/atom"] = Answer(body=ATOM.replace("BODY", body).encode("windows-1256"), kind="application/atom+xml")
    intake = fetch(site, tmp_path, "/atom")
    article = intake.articles[0]
    assert article.headline == "The café of Kabul"
    assert [p.text for p in article.paragraphs] == ["Café.", *text(1)]
    assert article.source.publisher == "Example"


@pytest.mark.parametrize(
    ("damage", "taken"),
    [
        (b"", ["Story a", "Story b"]),
        (b"<item><title>Half of a story", ["Story a", "Story b"]),
        (b"<<<>>>", ["Story a", "Story b"]),
    ],
)
def test_a_damaged_feed_gives_the_stories_that_are_whole(
    site: Site, tmp_path: Path, damage: bytes, taken: list[str]
) -> None:
    whole = rss([story(site, "a", 1), story(site, "b", 2)])
    site.paths["/feed"] = Answer(body=whole.replace(b"</channel></rss>", damage), kind="text/xml")
    assert headlines(fetch(site, tmp_path, "/feed")) == taken
