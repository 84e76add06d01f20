"""A name that an editor settles is the station's for that edition: in checks, in speech, and on request for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from packager import station as stations
from packager.cli import main
from packager.day.workshop import StationWorkshop, programme_of
from packager.desk import acts
from packager.desk.actions import apply
from packager.desk.manifest import Manifest
from packager.desk.performing import perform
from packager.desk.reading import read
from packager.desk.writing import write
from packager.edition.naming import naming
from packager.errors import InputError, InputErrors
from packager.translation.names import load_names
from tests.support.desk_page import NOW, new_desk

SETTLED = "بدرشي"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A manifest in Pashto of a station of its own, with a name in it that is in no table."""
    desk = new_desk(tmp_path) / "out" / "2026-11-23" / "ps" / "manifest.yaml"
    text = desk.read_text(encoding="utf-8")
    desk.write_text(text.replace("The road to Chitral", "The road to Badrashi", 1), encoding="utf-8")
    return desk


def workshop(file: Path) -> StationWorkshop:
    return StationWorkshop(stations.read(file.parents[3] / "station.yaml"))


def test_the_act_by_hand_and_by_command_is_one(file: Path, tmp_path: Path) -> None:
    plain = file.read_text(encoding="utf-8")
    assert (
        main(["name", str(file), "Badrashi", SETTLED, "--by", "Gul", "--station", str(tmp_path / "station.yaml")]) == 0
    )
    assert read(file).names == {"Badrashi": SETTLED}
    assert "names:\n  Badrashi: بدرشي\n" in file.read_text(encoding="utf-8")
    perform(file, acts.Undo(), by="Gul", now=NOW)
    assert read(file).names == {}
    head, stories, rest = plain.partition("stories:")
    file.write_text(
        f"{head}names:  # as the town council writes it\n  Badrashi: بدرشي\n{stories}{rest}", encoding="utf-8"
    )
    assert read(file).names == {"Badrashi": SETTLED}
    text = file.read_text(encoding="utf-8")
    write(file, read(file), text)
    assert "# as the town council writes it" in file.read_text(encoding="utf-8")


def told_of(manifest: Manifest, file: Path, at_work: StationWorkshop) -> dict[str, list[str]]:
    """The names that the second line of each story is said not to have."""
    found = {}
    for story in ("road", "school"):
        messages = [one.message for one in at_work.script(manifest, file, story).lines[1].findings]
        found[story] = [name for name in ("Badrashi", "Chitral") if any(name in message for message in messages)]
    return found


def test_a_line_that_has_it_otherwise_is_told_of(file: Path) -> None:
    at_work, before = workshop(file), read(file)
    after = apply(before, acts.SettleName(name="Badrashi", spelling=SETTLED), by="Gul", now=NOW)
    after = apply(after, acts.SettleName(name="Chitral", spelling="قشقار"), by="Gul", now=NOW)
    right = acts.SetText(story="road", line=2, text=f"د {SETTLED} لار د دوشنبې په ورځ پرانیستل شوه.")
    assert told_of(before, file, at_work) == {"road": ["Badrashi"], "school": []}
    assert told_of(after, file, at_work) == {"road": ["Badrashi"], "school": ["Chitral"]}
    assert told_of(apply(after, right, by="Gul", now=NOW), file, at_work) == {"road": [], "school": ["Chitral"]}
    assert [one.spelling for one in at_work.names(after, file, "The road to Badrashi")] == [SETTLED]
    programme = programme_of(after, file, at_work.station, offline=True)
    _, voices = naming(programme.translating, programme.voices, after, str(file))
    assert voices.spoken.names["Badrashi"] == SETTLED  # one that is left in Latin letters is said so


def test_it_is_the_stations_on_request(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    station = file.parents[3] / "station.yaml"
    perform(file, acts.SettleName(name="Badrashi", spelling=SETTLED), by="Gul", now=NOW)
    perform(file, acts.SettleName(name="Chitral", spelling="چترار"), by="Gul", now=NOW)
    assert main(["names", "keep", str(file), "--station", str(station)]) == 0
    kept = {name.en: name for name in load_names(station.parent / "names.yaml").entries}
    assert kept["Badrashi"].spelling == {"ps": SETTLED}
    assert kept["Chitral"].spelling["ps"] == "چترار"
    assert kept["Chitral"].spelling["ur"]  # of the other language nothing was said
    station.write_text(station.read_text(encoding="utf-8") + "names: names.yaml\n", encoding="utf-8")
    assert main(["names", "keep", str(file), "--station", str(station)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "nothing new was settled"


@pytest.mark.parametrize("spelling", ["Badrashi", "۱۲", "؟"])
def test_what_is_no_spelling_is_refused(file: Path, spelling: str) -> None:
    with pytest.raises(InputError, match="is not how Badrashi is written"):
        apply(read(file), acts.SettleName(name="Badrashi", spelling=spelling), by="Gul", now=NOW)
    at_work = workshop(file)
    by_hand = replace(read(file), names={"Badrashi": {"ps": SETTLED}})
    with pytest.raises(InputErrors, match="no spelling that could be used"):
        at_work.script(by_hand, file, "road")
