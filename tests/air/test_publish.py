"""Publishing as a station lives it: what may air, where it goes, what comes back out, and what the feed says."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from packager.cli import main
from packager.desk.reading import read
from tests.support.delivery_day import DATE, build, edit, folder, manifest, new_station
from tests.support.feed_rules import faults

MORE = """\
formats: {mp3: 128, m4a: 96}
podcast:
  base: https://radio.example/audio
  link: https://radio.example
  author: Demo Radio
  email: desk@radio.example
  image: https://radio.example/cover.jpg
  ps: {title: ډیمو راډیو, description: هره ورځ خبرونه.}
drops:
  - {system: rivendell, folder: drop/rivendell}
  - {system: libretime, folder: drop/libretime}
  - {system: azuracast, folder: drop/azuracast, editions: ur}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station whose day is built, and a copy of it that is approved too."""
    folder = tmp_path_factory.mktemp("publish")
    first = folder / "built"
    for system in ("rivendell", "libretime", "azuracast"):
        (first / "drop" / system).mkdir(parents=True)
    build(new_station(first, MORE))
    approve(Path(shutil.copytree(first, folder / "approved")))
    return folder


@pytest.fixture
def unapproved(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built / "built", tmp_path / "station"))


@pytest.fixture
def station(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built / "approved", tmp_path / "station"))


def publish(station: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, object]]:
    capsys.readouterr()
    named = (str(folder(station)), "--station", str(station / "station.yaml"))
    code = main(["publish", *named, "--json"])
    (told,) = json.loads(capsys.readouterr().out)
    return code, told


def approve(station: Path) -> None:
    for story in ("road", "school"):
        edit(station, "status: review", "status: approved\n    approved: {by: Gul Bibi}", story)
    build(station)


def lying(station: Path, system: str) -> list[str]:
    return sorted(path.name for path in (station / "drop" / system).iterdir())


def feed(station: Path) -> bytes:
    data = (station / "out" / "podcast.ps.xml").read_bytes()
    assert faults(data) == []
    return data


def test_what_nobody_approved_does_not_air(unapproved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    station = unapproved
    code, told = publish(station, capsys)
    assert code == 3
    assert [why.split(":")[0] for why in told["refused"]] == ["road", "school"]  # type: ignore[attr-defined]
    assert lying(station, "rivendell") == []
    assert not (folder(station) / "air").exists()
    edit(station, "status: review", "status: approved\n    approved: {by: Gul Bibi}", "road")
    _, told = publish(station, capsys)
    assert "road: its approval came after the build; build again" in json.dumps(told["refused"])


def test_a_station_may_decide_to_air_unreviewed(unapproved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    station = unapproved
    with (station / "station.yaml").open("a", encoding="utf-8") as file:
        file.write("air-unreviewed: true\n")
    assert publish(station, capsys)[0] == 0
    edit(station, "status: review", "status: killed", "road")
    code, told = publish(station, capsys)
    assert (code, told["refused"]) == (3, ["road: is 'killed' and still in the sound; build again"])
    edit(station, "status: killed", "status: review", "road")
    edit(station, "په تمه وو.", "ولاړ وو.", "road")
    assert "road: was changed after the build (line 3); build again" in json.dumps(
        publish(station, capsys)[1]["refused"]
    )
    build(station)
    (folder(station) / f"{DATE}-ps.mp3").write_bytes(b"not what was built")
    assert f"{DATE}-ps.mp3 is not as it was built" in json.dumps(publish(station, capsys)[1]["refused"])


def test_every_system_gets_what_it_reads_and_nothing_twice(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(station, capsys)[0] == 0
    cuts = [f"042000_{DATE}-ps", "042001_road", "042002_school"]
    assert lying(station, "rivendell") == sorted(
        [f"{DATE}-ps.rdimport.sh", *(cut + ending for cut in cuts for ending in (".wav", ".xml"))]
    )
    assert lying(station, "libretime") == [f"042000_{DATE}-ps.mp3", f"{DATE}-ps.m3u8"]
    assert lying(station, "azuracast") == []  # of the Urdu edition
    script = (station / "drop/rivendell" / f"{DATE}-ps.rdimport.sh").read_text(encoding="ascii")
    assert f"--to-cart=42000 PASHTO 042000_{DATE}-ps.wav" in script

    code, told = publish(station, capsys)
    assert (code, set(map(len, told["delivered"].values()))) == (0, {0})  # type: ignore[attr-defined]


def test_a_killed_story_is_replaced_without_a_new_item(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(station, capsys)
    (first,) = feedparser.parse(feed(station)).entries
    record = read(folder(station) / "air" / "as-aired.yaml")
    edit(station, "status: approved", "status: killed", "road")
    build(station)
    assert feedparser.parse(feed(station)).entries[0].enclosures == first.enclosures  # served as it was until then
    code, told = publish(station, capsys)
    assert code == 0
    (second,) = feedparser.parse(feed(station)).entries
    assert (second.id, second.published) == (first.id, first.published)
    assert second.enclosures[0].href != first.enclosures[0].href
    assert any(name.endswith("042001_road.wav") for name in told["withdrawn"])  # type: ignore[attr-defined]
    assert "042001_road.wav" not in lying(station, "rivendell")
    assert "rdimport" in (station / "drop/rivendell" / f"{DATE}-ps.rdimport.sh").read_text(encoding="ascii")
    assert read(folder(station) / "air" / "as-aired.yaml").published == record.published


def test_a_killed_episode_is_withdrawn_from_everywhere(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(station, capsys)
    edit(station, "\nstatus: draft", "\nstatus: killed")
    code, told = publish(station, capsys)
    assert code == 0
    assert len(told["withdrawn"]) > 10  # type: ignore[arg-type]
    assert (lying(station, "rivendell"), lying(station, "libretime")) == ([], [])
    assert [path.name for path in (folder(station) / "air").iterdir()] == ["as-aired.yaml"]
    assert feedparser.parse(feed(station)).entries == []


def test_the_feed_says_what_lies_there(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(station, capsys)
    parsed = feedparser.parse(feed(station))
    (entry,) = parsed.entries
    address, _, _ = entry.enclosures[0].href.partition("?")
    sound = station / "out" / address.removeprefix("https://radio.example/audio/")
    assert int(entry.enclosures[0].length) == sound.stat().st_size
    assert sound.suffix == ".mp3"
    assert entry.title == manifest(station).title
    assert "د چترال لار پرانیستل شوه" in entry.description
    assert datetime.fromisoformat(read(folder(station) / "air" / "as-aired.yaml").published).tzinfo is not None
    tree = etree.fromstring(feed(station))
    files = [node.get("url", "") for node in tree.iter("{https://podcastindex.org/namespace/1.0}*") if node.get("url")]
    assert len(files) == 9  # four transcripts in each language, and the chapters
    for url in files:
        served = url.partition("?")[0].removeprefix("https://radio.example/audio/")
        assert (station / "out" / served).is_file()
    assert "<p>" in entry.description


def test_nobody_is_named_in_public_unless_the_station_says_so(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who reviewed what can cost an editor of a border district his life: the names stay on the desk."""
    edit(station, "    approved: {", "    note: ask Zarghuna\n    approved: {", "school")
    assert publish(station, capsys)[0] == 0
    everything = [
        *(folder(station) / "air").iterdir(),
        *(station / "drop").rglob("*.*"),
        station / "out/podcast.ps.xml",
    ]
    assert len(everything) > 20
    assert not [
        path.name for path in everything if any(name in path.read_bytes() for name in (b"Gul Bibi", b"Zarghuna"))
    ]
    assert b"Reviewed by an editor." in (folder(station) / "air" / f"042000_{DATE}-ps.wav").read_bytes()
    assert "Gul Bibi" in (folder(station) / "manifest.yaml").read_text(encoding="utf-8")
    assert "Gul Bibi" not in str(manifest(station).synthetic)
    with (station / "station.yaml").open("a", encoding="utf-8") as file:
        file.write("name-editors: true\n")
    build(station)
    assert publish(station, capsys)[0] == 0
    tree = etree.fromstring(feed(station))
    assert [node.text for node in tree.iter("{https://podcastindex.org/namespace/1.0}person")] == ["Gul Bibi"]
    for name in (f"042000_{DATE}-ps.wav", f"042000_{DATE}-ps.mp3", "as-aired.yaml"):
        assert b"Gul Bibi" in (folder(station) / "air" / name).read_bytes()


def test_a_place_that_cannot_be_written_costs_the_others_nothing(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (station / "drop" / "libretime" / f"042000_{DATE}-ps.mp3").mkdir()
    code, told = publish(station, capsys)
    assert code == 3
    assert "something lies there that was not put there from here" in str(told["left"])
    assert (station / "out" / "podcast.ps.xml").exists()
    assert f"042000_{DATE}-ps.wav" in lying(station, "rivendell")
    edit(station, "\nstatus: draft", "\nstatus: killed")
    code, told = publish(station, capsys)
    assert code == 0
    assert lying(station, "rivendell") == []
    assert any(name.endswith("042001_road.wav") for name in told["withdrawn"])  # type: ignore[attr-defined]
