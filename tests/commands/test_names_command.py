"""`packager names`: the table goes to other programs and comes back whole, and its slips are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from packager.cli import main
from packager.lang.data_folder import voices_folder
from packager.translation.name_files import names_from_csv, names_from_tbx
from packager.translation.name_slips import slips
from packager.translation.name_tables import names_over
from packager.translation.name_writing import merged_yaml, write_names
from packager.translation.names import Name, Names, load_names

OURS = names_over(())
OWN = """\
# the desk's own: Amina keeps it
- en: Brzezicki
  kind: person
  ps: برېزېڅکي   # as in the bulletin of 3 May
  ur: بریزتسکی
"""


@pytest.fixture
def station(tmp_path: Path) -> Path:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "station.yaml").write_text("names: own.yaml\n", encoding="utf-8")
    return tmp_path / "station.yaml"


def run(*words: object) -> int:
    return main(["names", *map(str, words)])


def test_csv_takes_the_whole_table_out_and_brings_it_back(tmp_path: Path) -> None:
    write_names(OURS, tmp_path / "names.csv")
    assert names_from_csv(tmp_path / "names.csv") == OURS


def test_yaml_takes_the_whole_table_out_and_brings_it_back(tmp_path: Path) -> None:
    write_names(OURS, tmp_path / "names.yaml")
    assert load_names(tmp_path / "names.yaml") == OURS


def test_tbx_is_read_by_another_tool_and_by_us(tmp_path: Path) -> None:
    from translate.storage.tbx import tbxfile

    file = tmp_path / "names.tbx"
    write_names(OURS, file)
    back = {name.en: name for name in names_from_tbx(file).entries}
    for name in OURS.entries:
        assert (back[name.en].spelling, back[name.en].also, back[name.en].avoid) == (
            name.spelling, name.also, name.avoid
        )  # fmt: skip
    store = tbxfile(sourcelanguage="en", targetlanguage="ps")
    store.parse(file.read_bytes())
    assert {unit.source: unit.target for unit in store.units}["Peshawar"] == "پېښور"


def test_the_stations_table_stands_over_ours(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (station.parent / "own.yaml").open("a", encoding="utf-8") as file:
        file.write("- {en: Peshawar, kind: place, ps: پېښور, ur: پِشاور}\n")
    assert run("list", "peshawar", "--station", station, "--json") == 0
    rows = {row["en"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["Peshawar"]["ur"] == "پِشاور"
    assert "Peshawar High Court" in rows


def test_an_import_keeps_the_tables_comments_and_brings_names_up_to_date(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = station.parent / "desk.csv"
    table.write_text("en;kind;ps;ur\nBrzezicki;person;برېزېڅکی;بریزتسکی\nKrafft;person;کرافټ;کرافٹ\n", "utf-8")
    assert run("import", table, "--station", station) == 0
    assert "2 names are in" in capsys.readouterr().out
    text = (station.parent / "own.yaml").read_text(encoding="utf-8")
    assert "# the desk's own: Amina keeps it" in text
    assert "# as in the bulletin of 3 May" in text
    assert [(name.en, name.spelling["ps"]) for name in load_names(station.parent / "own.yaml").entries] == [
        ("Brzezicki", "برېزېڅکی"), ("Krafft", "کرافټ")
    ]  # fmt: skip
    before = text
    assert run("import", table, "--station", station) == 0
    assert (station.parent / "own.yaml").read_text(encoding="utf-8") == before


def test_a_first_import_makes_a_table_and_says_how_to_use_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "station.yaml").write_text("station: Demo Radio\n", encoding="utf-8")
    (tmp_path / "desk.csv").write_text("en,ps,ur\nKrafft,کرافټ,کرافٹ\n", encoding="utf-8")
    assert run("import", tmp_path / "desk.csv", "--station", tmp_path / "station.yaml") == 0
    assert "write 'names: names.yaml' into the station's file" in capsys.readouterr().out
    assert [name.en for name in load_names(tmp_path / "names.yaml").entries] == ["Krafft"]


def test_our_own_table_has_no_slip() -> None:
    assert [(name.en, slip) for name, slip in slips(load_names(voices_folder() / "names.yaml"))] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (Name(en="Krafft", kind="person", spelling={"ps": "کرافټ"}), "no spelling in 'ur'"),
        (Name(en="Krafft", kind="person", spelling={"ps": "کرافٹ", "ur": "کرافٹ"}), "'کرافٹ' has ٹ, no letter of 'ps'"),
        (Name(en="G7", kind="acronym", spelling={"ps": "جي ۷", "ur": "جی سیون"}), "cannot be said in 'ps'"),
        (
            Name(en="Swat", kind="place", spelling={"ps": "سوات", "ur": "سوات"}, avoid={"ps": ("سوات",)}),
            "both our spelling and to be avoided",
        ),
    ],
)
def test_slips_are_told_in_words(name: Name, said: str) -> None:
    assert [slip for _, slip in slips(Names((name,)))] == [slip for _, slip in slips(Names((name,))) if said in slip]
    assert any(said in slip for _, slip in slips(Names((name,))))


def test_a_name_that_two_entries_claim_is_a_slip(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (station.parent / "own.yaml").open("a", encoding="utf-8") as file:
        file.write("- {en: New Peshawar, also: [Peshawar], kind: place, ps: نوی پېښور, ur: نیا پشاور}\n")
    assert run("check", "--station", station) == 3
    assert "New Peshawar: 'Peshawar' is Peshawar already" in capsys.readouterr().out


def test_names_that_are_missing_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Talks\n\nThe envoy Zorbalan spoke. Then Zorbalan left, and Peshawar saw Zorbalan no more.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run("missing", tmp_path, "--least", "2") == 0
    assert capsys.readouterr().out == "3\tZorbalan\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "nowhere.csv"], "no such file"),
        (["export", "names.doc"], "no table is written in this format"),
        (["list", "--station", "nowhere.yaml"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_line(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_merging_into_nothing_is_a_new_table(tmp_path: Path) -> None:
    one = Names((Name(en="Swat", kind="place", spelling={"ps": "سوات", "ur": "سوات"}, note="a valley: in KP"),))
    (tmp_path / "new.yaml").write_bytes(merged_yaml("", one))
    assert load_names(tmp_path / "new.yaml") == one
