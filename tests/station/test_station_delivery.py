"""station.yaml: the keys of what leaves the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager import station
from packager.delivery.cut import CartPlan
from packager.errors import InputError


def _read(folder: Path, text: str) -> station.Station:
    path = folder / "station.yaml"
    path.write_text(text, encoding="utf-8")
    return station.load(path)


def test_cart_numbers_and_air_times_are_read(tmp_path: Path) -> None:
    read = _read(tmp_path, 'cart:\n  ur: {numbers: 42000-42099, group: URDU, category: NEWS, at: "23:30", hours: 6}\n')
    assert read.carts["ur"] == CartPlan(first=42_000, last=42_099, group="URDU", at="23:30:00", hours=6)
    assert read.carts["ps"] == CartPlan(first=310_000, last=310_999)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cart: {numbers: 1-2}\n", "'numbers' is not a language"),
        ("cart: {ps: {numbers: 310000}}\n", "cart.ps.numbers: is not a range of cart numbers"),
        ("cart: {ps: {numbers: 9-8}}\n", "is not a range of cart numbers"),
        ("cart: {ps: {numbers: 0-10}}\n", "is not a range of cart numbers"),
        ("cart: {ps: {at: 8 in the morning}}\n", "cart.ps.at: '8 in the morning' is not a time of day"),
        ("cart: {ps: {hours: 0}}\n", "must be a whole number"),
        ("cart: {ps: {gruop: X}}\n", "did you mean 'group'?"),
    ],
)
def test_a_slip_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, text)
    assert said in str(caught.value)
    assert "station.yaml:1:" in str(caught.value)


WHOLE = """\
formats: {mp3: 96, m4a: true, flac: true, opus: false}
picture: cover.jpg
podcast:
  base: https://radio.example/audio
  link: https://radio.example
  author: Demo Radio
  email: desk@radio.example
  category: [News, Daily News]
  ps: {title: ډیمو, description: خبرونه}
  ur: {title: ڈیمو, description: خبریں, url: "https://radio.example/ur.xml", email: ur@radio.example}
drops:
  - {system: rivendell, folder: drop}
  - {system: folder, folder: other, editions: ps}
signing: {certificates: chain.pem, key: key.pem}
air-unreviewed: true
"""


def test_all_that_leaves_is_read(tmp_path: Path) -> None:
    for name in ("cover.jpg", "chain.pem", "key.pem"):
        (tmp_path / name).touch()
    read = _read(tmp_path, WHOLE)
    assert read.files.formats == {"mp3": 96, "m4a": 128, "flac": 0}
    assert read.files.picture == tmp_path / "cover.jpg"
    assert (read.podcasts["ps"].email, read.podcasts["ur"].email) == ("desk@radio.example", "ur@radio.example")
    assert (read.podcasts["ps"].url, read.podcasts["ur"].url) == ("", "https://radio.example/ur.xml")
    assert [(drop.system, drop.folder.name, drop.languages) for drop in read.drops] == [
        ("rivendell", "drop", ("ps", "ur", "en")),
        ("folder", "other", ("ps",)),
    ]
    assert read.files.signing is not None
    assert read.files.signing.key == tmp_path / "key.pem"
    assert read.air_unreviewed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("formats: {mp3: 100}\n", "formats.mp3: no MP3 has 100 kbit/s"),
        ("formats: {flac: 5}\n", "formats.flac: must be true or false"),
        ("formats: {wma: true}\n", "no such key 'wma'"),
        ("podcast: {base: radio}\n", "podcast.base: 'radio' is not an address"),
        ("podcast: {email: desk}\n", "'desk' is not an email address"),
        ("podcast: {base: 'http://a.b', ps: {title: x}}\n", "the podcast of Pashto has no description, no link"),
        ("podcast: {url: 'http://a.b/x'}\n", "podcast.url: cannot be of both feeds"),
        ("podcast: {ps: {guid: x}}\n", "podcast.ps.guid: 'x' is not a GUID"),
        ("drops: [{system: rivendel, folder: a}]\n", "'rivendel' is not a system"),
        ("drops: [{system: rivendell}]\n", "a drop folder has no 'folder'"),
        ("drops: [{system: folder, folder: a}, {system: rivendell, folder: a}]\n", "two drop folders are the same"),
        ("drops: [{system: folder, folder: a, editions: [fa]}]\n", "'fa' is not a language"),
        ("signing: {key: station.yaml}\n", "signing: has no 'certificates'"),
        ("signing: {key: nowhere.pem, certificates: station.yaml}\n", "there is no file 'nowhere.pem'"),
        ("cart: {ur: {numbers: 310100-310200}}\n", "Pashto and Urdu share cart numbers"),
    ],
)
def test_a_slip_in_what_leaves_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, text)
    assert said in str(caught.value)
    assert "station.yaml:1:" in str(caught.value)


@pytest.mark.parametrize("rule", ["all", "approved-only", "heard", "two-people"])
def test_a_station_says_which_stories_air(tmp_path: Path, rule: str) -> None:
    read = _read(tmp_path, f"air: {rule}\n")
    assert (read.air, read.air_unreviewed) == (rule, rule == "all")


def test_what_airs_is_said_once_and_in_known_words(tmp_path: Path) -> None:
    assert _read(tmp_path, "station: X\n").air == "approved-only"
    assert _read(tmp_path, "air-unreviewed: true\n").air == "all"
    with pytest.raises(InputError, match="one of: all, approved-only, heard, two-people"):
        _read(tmp_path, "air: everything\n")
    with pytest.raises(InputError, match="2:1: air-unreviewed: 'air' and 'air-unreviewed' are one decision"):
        _read(tmp_path, "air: heard\nair-unreviewed: false\n")
