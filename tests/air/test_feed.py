"""The feed as directories and players read it: by a strict grammar, and by feedparser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import feedparser
import pytest
from lxml import etree

from packager.air.rss import Caption, FeedItem, Kept, Person, feed, feed_guid, item_guid
from packager.delivery.chapters import chapters_json, marks
from packager.errors import InputError
from packager.records import Kind
from packager.station.plans import PodcastPlan
from tests.support.delivery_samples import LONG_TITLE, clip, placed, story
from tests.support.feed_rules import GRAMMAR, SCHEMA, faults

CHANNEL = PodcastPlan(
    url="https://radio.example/feeds/ps.xml",
    base="https://radio.example/output/",
    title="ډیمو راډیو: خبرونه",
    description="هره ورځ د پېښور او قبایلي سیمو خبرونه، په پښتو.",
    language="ps",
    link="https://radio.example/",
    author="Demo Radio",
    email="news@radio.example",
    image="https://radio.example/cover.png",
)


def kept(name: str, size: int = 1000, digest: str = "sha256:" + "ab" * 32) -> Kept:
    return Kept(name=f"2026-11-23/ps/{name}", size=size, digest=digest)


def item(day: int = 23) -> FeedItem:
    return FeedItem(
        id=f"2026-11-{day}-ps",
        title=LONG_TITLE,
        description=("په دې خپرونه کې: <لار> & ښوونځی \x0b", "دا خبرونه په مصنوعي غږ لوستل کېږي."),
        published=datetime(2026, 11, day, 3, 0, 5, tzinfo=UTC),
        audio=kept("2026-11-23-ps.mp3", 10_080_123),
        seconds=419.6,
        captions=(
            Caption(file=kept("2026-11-23-ps.vtt"), language="ps"),
            Caption(file=kept("2026-11-23-en.srt"), language="en"),
            Caption(file=kept("2026-11-23-ps.json"), language="ps"),
        ),
        chapters=kept("chapters.json"),
        persons=(Person(name="ګل بي بي", role="editor", group="writing"),),
        source_type="http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia",
    )


def checked(data: bytes) -> bytes:
    assert faults(data) == []
    return data


def test_a_feed_is_strictly_what_directories_ask() -> None:
    checked(feed(CHANNEL, [item(22), item(23)]))
    checked(feed(replace(CHANNEL, image="", language="ur-PK", category=("News",)), []))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'length="10080123"', b'length="many"'),
        (b"<itunes:explicit>false", b"<itunes:explicit>clean"),
        (b"<language>ps<", b"<language>Pashto language<"),
        (b'type="application/x-subrip"', b'type="application/srt"'),
        (b"Mon, 23 Nov 2026", b"23/11/2026"),
        (b'rel="self"', b'rel="me"'),
        (b"https://radio.example/feeds", b"http://radio.example/feeds"),
    ],
)
def test_the_grammar_would_notice(right: bytes, wrong: bytes) -> None:
    data = feed(CHANNEL, [item()])
    assert right in data
    assert not GRAMMAR.validate(etree.fromstring(data.replace(right, wrong)))


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("Mon, 23 Nov", "Tue, 23 Nov", "it was no Tue"),
        ("Mon, 23 Nov", "Mon, 32 Nov", "is no date of RFC 822"),
        (">ګل بي بي<", "> <", "schema"),
        (">ګل بي بي<", f">{'ګ' * 129}<", "schema"),
        ('group="writing"', 'group="newsroom"', "schema"),
        ('role="editor"', 'role="boss"', "schema"),
        ('type="application/json+chapters"', 'type="application/json"', "schema"),
        ('type="text/vtt"', 'type="text/webvtt"', "schema"),
        ('rel="captions"', 'rel="caption"', "schema"),
        ('language="ps"', 'language="Pashto language"', "schema"),
        ('owner="news@radio.example"', 'owner="the newsroom"', "schema"),
        (">yes</podcast:locked>", ">true</podcast:locked>", "schema"),
        (">podcast</podcast:medium>", ">radio</podcast:medium>", "schema"),
        ("podcast:guid>", "podcast:uid>", "podcast:uid does not belong there"),
        ("podcast:chapters ", "podcast:locked ", "podcast:locked does not belong there"),
        ('isPermaLink="false"', 'isPermaLink="true"', "isPermaLink"),
        ('type="audio/mpeg"', 'type="audio/ogg"', "is not audio/ogg"),
        ('length="10080123"', 'length="0"', "in bytes"),
        ("<link>https://radio.example/</link>", "<link>https://else.example/</link>", "the channel's"),
        ("<description>هره", "<subject>هره", "one description"),
    ],
)
def test_the_rules_would_notice(right: str, wrong: str, fault: str) -> None:
    data = feed(CHANNEL, [item()]).decode()
    assert right in data
    broken = data.replace(right, wrong, 1)
    if wrong.startswith("<subject"):
        broken = broken.replace("</description>", "</subject>", 1)
    if right == "podcast:guid>":
        broken = data.replace(right, wrong)
    assert any(fault in one for one in faults(broken.encode())), faults(broken.encode())


def test_a_guid_and_a_chapters_file_stand_there_once() -> None:
    data = feed(CHANNEL, [item()]).decode()
    again = data[data.index("    <item>") : data.index("  </channel>")]
    twice = data.replace("  </channel>", again + "  </channel>")
    assert any("stands there twice" in one for one in faults(twice.encode()))
    chapters = data[data.index("<podcast:chapters") : data.index("<podcast:person")]
    assert any("more than once" in one for one in faults(data.replace(chapters, chapters * 2).encode()))


def test_the_schema_takes_the_specification_s_own_examples() -> None:
    for example in (
        '<p:transcript xmlns:p="{}" url="https://a.example/b" type="application/json" language="es" rel="captions"/>',
        '<p:locked xmlns:p="{}">yes</p:locked>',
        '<p:person xmlns:p="{}" group="writing" role="author" href="https://a.example/b">Alice Brown</p:person>',
        '<p:txt xmlns:p="{}" purpose="verify">S6lpp-7ZCn8</p:txt>',
    ):
        node = etree.fromstring(example.format("https://podcastindex.org/namespace/1.0"))
        assert SCHEMA.validate(node), SCHEMA.error_log


def test_nothing_that_the_feed_says_is_lost_to_feedparser() -> None:
    one = replace(item(), captions=item().captions[:1])
    data = feed(replace(CHANNEL, copyright="© Demo Radio"), [one])
    read = feedparser.parse(data)
    heard = set(_texts([read.feed, read.entries]))
    for node in etree.fromstring(data).iter():
        said = {*node.attrib.values()} - {"2.0", "false"}
        if not (node.attrib and node.prefix == "podcast"):  # of such it reads the attributes and not the text
            said |= {(node.text or "").strip()} - {"", "false"}
        assert said <= heard, node.tag
    assert read.version == "rss20"
    assert read.feed.itunes_explicit is None  # for "false"; "yes" would be True
    assert read.entries[0].guidislink is False  # for isPermaLink="false"


def _texts(value: object) -> Iterator[str]:
    """Every text in what feedparser gives."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in _texts(each))


def test_feedparser_reads_every_field_back() -> None:
    read = feedparser.parse(feed(CHANNEL, [item(22), item(23)]))
    assert not read.bozo
    about, newest = read.feed, read.entries[0]
    assert (about.title, about.subtitle, about.language) == (CHANNEL.title, CHANNEL.description, "ps")
    assert (about.author_detail.name, about.link, about.image.href) == ("Demo Radio", CHANNEL.link, CHANNEL.image)
    assert about.podcast_guid == str(feed_guid(CHANNEL))
    assert about.podcast_medium == "podcast"
    assert about.podcast_locked["owner"] == "news@radio.example"
    assert newest.title == LONG_TITLE
    assert newest.summary.startswith("<p>په دې خپرونه کې:")
    assert newest.summary.count("</p>") == 2
    assert newest.id == item_guid(CHANNEL, "2026-11-23-ps")
    assert newest.published_parsed[:6] == (2026, 11, 23, 3, 0, 5)
    sound = newest.enclosures[0]
    assert sound.href == "https://radio.example/output/2026-11-23/ps/2026-11-23-ps.mp3?v=abababababab"
    assert (sound.length, sound.type) == ("10080123", "audio/mpeg")
    assert newest.itunes_duration == "420"
    assert newest.podcast_chapters["url"].endswith("/chapters.json?v=abababababab")
    assert newest.podcast_transcript["language"] == "ps"
    assert newest.podcast_person["role"] == "editor"
    assert newest.podcast_txt["purpose"] == "digitalsourcetype"


def test_every_transcript_is_there_with_its_type_and_language() -> None:
    root = etree.fromstring(feed(CHANNEL, [item()]))
    found = root.findall("channel/item/podcast:transcript", root.nsmap)
    assert [(one.get("type"), one.get("language"), one.get("rel")) for one in found] == [
        ("text/vtt", "ps", "captions"),
        ("application/x-subrip", "en", "captions"),
        ("application/json", "ps", None),
    ]


def test_the_guid_is_the_specification_s_own_example() -> None:
    example = replace(CHANNEL, url="https://mp3s.nashownotes.com/pc20rss.xml")
    assert str(feed_guid(example)) == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert feed_guid(replace(example, url="http://mp3s.nashownotes.com/pc20rss.xml/")) == feed_guid(example)


def test_a_killed_story_replaces_the_sound_and_adds_no_item() -> None:
    first = item()
    again = replace(first, audio=replace(first.audio, size=9_000_000, digest="sha256:" + "cd" * 32), seconds=350.0)
    before, after = (feedparser.parse(checked(feed(CHANNEL, [item(22), one]))) for one in (first, again))
    assert [entry.id for entry in before.entries] == [entry.id for entry in after.entries]
    assert [entry.published for entry in before.entries] == [entry.published for entry in after.entries]
    old, new = (read.entries[0].enclosures[0] for read in (before, after))
    assert old.href != new.href
    assert old.href.partition("?")[0] == new.href.partition("?")[0]
    assert new.length == "9000000"
    assert before.entries[1].enclosures == after.entries[1].enclosures


def test_an_episode_stands_in_a_feed_once() -> None:
    with pytest.raises(InputError, match="2026-11-23-ps stands in the feed twice"):
        feed(CHANNEL, [item(), item()])


def test_chapters_go_from_the_first_sample_over_the_headlines_from_story_to_story() -> None:
    episode = [
        placed(replace(story("ident"), kind=Kind.IDENT, clips=()), 0.1),
        placed(replace(story("greeting", clip("سلام")), kind=Kind.GREETING), 2.0),
        placed(replace(story("headlines", clip("سرټکي")), kind=Kind.HEADLINES), 5.0),
        *(placed(story(name, clip("یو دوه درې"), title=f"خبر {name}"), at) for name, at in (("a", 9.5), ("b", 70.25))),
    ]
    made = json.loads(chapters_json("خبرونه", "ډیمو راډیو", marks(episode, 95.0, "ps")))
    assert made["version"] == "1.2.0"
    assert made["chapters"] == [
        {"startTime": 0.0, "endTime": 5.0, "title": "سلام"},
        {"startTime": 5.0, "endTime": 9.5, "title": "سرټکي"},
        {"startTime": 9.5, "endTime": 70.25, "title": "خبر a"},
        {"startTime": 70.25, "endTime": 95.0, "title": "خبر b"},
    ]
