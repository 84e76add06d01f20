"""The small decisions of intake: what says the same, what a prefix means, when a moment is."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.articles.feeds.dedupe import first_alike
from packager.articles.feeds.entries import Signal, read_prefix
from packager.articles.feeds.seen import Seen
from packager.articles.structure import dates
from packager.articles.structure.slug import slug, unique
from packager.errors import InputError
from tests.support.articles_server import NOW, text

PKT = timezone(timedelta(hours=5))


def test_near_duplicates_are_found_and_others_are_not() -> None:
    first, second = text(1), text(2)
    edited = ["A first sentence of its own.", *first[:3], first[4]]
    brief = " ".join(first[:2])
    found = first_alike(
        ["\n".join(first), "\n".join(second), "\n".join(edited), brief, "Too short to tell.", "Too short to tell."]
    )
    assert found == [None, None, 0, 0, None, None]


def test_a_day_of_different_stories_has_no_duplicate() -> None:
    assert first_alike(["\n".join(text(seed)) for seed in range(300)]) == [None] * 300


@given(st.lists(st.text("abc ", max_size=80), max_size=8))
def test_the_first_of_equal_texts_is_kept(texts: list[str]) -> None:
    found = first_alike(texts)
    assert all(earlier is None or (earlier < place and found[earlier] is None) for place, earlier in enumerate(found))


@pytest.mark.parametrize(
    ("headline", "signal", "rest"),
    [
        ("KILL: Road reopens", Signal.KILL, "Road reopens"),
        ("WITHDRAWN - Road reopens", Signal.KILL, "Road reopens"),
        ("CORRECTED-Road reopens", Signal.CORRECTION, "Road reopens"),
        ("CORRECTION: Road reopens", Signal.CORRECTION, "Road reopens"),
        ("REFILE-Road reopens", Signal.CORRECTION, "Road reopens"),
        ("UPDATE 2-Road reopens", Signal.UPDATE, "Road reopens"),
        ("Updated: Road reopens", Signal.UPDATE, "Road reopens"),
        ("Killed: five in raid on camp", Signal.NONE, "Killed: five in raid on camp"),
        ("Withdrawn: the troops that never came", Signal.NONE, "Withdrawn: the troops that never came"),
        ("Correction officers strike", Signal.NONE, "Correction officers strike"),
        ("KILL:", Signal.NONE, "KILL:"),
    ],
)
def test_prefixes_of_a_desk(headline: str, signal: Signal, rest: str) -> None:
    assert read_prefix(headline) == (signal, rest)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-11-23", "2026-11-23T00:00:00+05:00"),
        ("2026-11-23 15:00", "2026-11-23T15:00:00+05:00"),
        ("2026-11-23T15:00:30", "2026-11-23T15:00:30+05:00"),
        ("2026-11-23T15:00:00Z", "2026-11-23T15:00:00+00:00"),
        ("2026-11-23T15:00:00.123+0430", "2026-11-23T15:00:00+04:30"),
        ("2026-11-23 15:00 UTC", "2026-11-23T15:00:00+00:00"),
    ],
)
def test_moments_without_a_zone_are_the_stations(written: str, iso: str) -> None:
    assert dates.read(written, zone=PKT, where="f") == datetime.fromisoformat(iso)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-02-30", "2026-02-30 does not exist"),
        ("2026-13-01", "does not exist"),
        ("2026-11-23 25:00", "does not exist"),
        ("23/11/2026", "is not a date"),
        ("soon", "is not a date"),
        ("2026-11-23 15:00 EST", "is not a date"),
    ],
)
def test_moments_that_are_none(written: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        dates.read(written, zone=PKT, where="f")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Mon, 23 Nov 2026 10:00:00 +0500", "2026-11-23T10:00:00+05:00"),
        ("2026-11-23T10:00:00Z", "2026-11-23T10:00:00+00:00"),
        ("2026-11-23", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_moments_of_pages_need_a_zone(written: str, iso: str | None) -> None:
    assert dates.of_page(written) == (datetime.fromisoformat(iso) if iso else None)


@given(st.text(max_size=80))
def test_slugs_are_safe_names(name: str) -> None:
    made = slug(name)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(made) <= 60
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert slug(made) == made


def test_names_that_are_taken_get_the_next_number() -> None:
    assert unique("road", {"road", "road-2"}) == "road-3"
    assert unique("road", set()) == "road"


def test_what_was_seen_survives_and_is_forgotten_after_a_month(tmp_path: Path) -> None:
    seen = Seen.load(tmp_path / "s.json", NOW)
    seen.remember({"web:example.org/a"}, "road")
    seen.save()
    later = Seen.load(tmp_path / "s.json", NOW + timedelta(days=3))
    known = later.find({"web:example.org/a", "other"})
    assert known is not None
    assert (known.id, known.first) == ("road", NOW)
    assert later.taken() == set()
    Seen.load(tmp_path / "s.json", NOW + timedelta(days=40)).save()
    assert json.loads((tmp_path / "s.json").read_text()) == {}


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"a": 1}', '{"a": ["x", "no date", "no date"]}'])
def test_a_damaged_memory_is_an_empty_one(tmp_path: Path, damage: str) -> None:
    (tmp_path / "s.json").write_text(damage)
    assert Seen.load(tmp_path / "s.json", NOW).known == {}
