from __future__ import annotations

from pathlib import Path

import pytest

import packager
from packager.errors import InputError
from packager.records import Article, Paragraph, Role, Source
from packager.translation.name_files import names_from_csv, names_from_tbx
from packager.translation.names import Name, Names, load_names, often_missing

OURS = Path(packager.__file__).parents[1] / "voices" / "names.yaml"


def met(names: Names, text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.name.en) for found in names.find(text)]


@pytest.fixture(scope="module")
def ours() -> Names:
    return load_names(OURS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Khyber Pakhtunkhwa's north", [("Khyber Pakhtunkhwa", "Khyber Pakhtunkhwa")]),
        ("Dera Ismail Khan, not Imran Khan", [("Dera Ismail Khan", "Dera Ismail Khan"), ("Imran Khan", "Imran Khan")]),
        ("a tank rolled into Tank", [("Tank", "Tank")]),
        ("the New York Times said", [("New York Times", "New York Times")]),
        ("He saw Imran. Khan was away", []),
        ("", []),
    ],
)
def test_the_longest_name_is_met_and_capitals_count(ours: Names, text: str, expected: list[tuple[str, str]]) -> None:
    assert met(ours, text) == expected


def test_the_shipped_table_gives_spellings_for_both_languages(ours: Names) -> None:
    text = "Police in Peshawar spoke to the United Nations."
    assert ours.spellings(text, "ps") == {"Peshawar": "پېښور", "United Nations": "ملګري ملتونه"}
    assert ours.spellings(text, "ur") == {"Peshawar": "پشاور", "United Nations": "اقوام متحدہ"}


def test_a_spoken_form_stands_in_for_a_spelling() -> None:
    name = Name(en="BBC", kind="acronym", spelling={"ps": "BBC", "ur": "بی بی سی"}, say={"ps": "بي بي سي"})
    assert (name.spoken("ps"), name.spoken("ur")) == ("بي بي سي", "بی بی سی")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("en: Swat\n", "names.yaml:1:1: a table of names is a list"),
        ("- en: Swat\n  kind: place\n  pashto: سوات\n", "names.yaml:3:3: no such key 'pashto'"),
        ("- en: Swat\n  kind: plaice\n", "names.yaml:2:3: no such kind 'plaice'"),
        ("- kind: place\n", "a name needs 'en'"),
        ("- {en: Swat, kind: place, ps: 5}\n", "'ps' is not text"),
        ("- {en: Swat, kind: place, avoid: {ps: سوات}}\n", "'ps' is not a list"),
        ("- {en: Swat, kind: place}\n- {en: Buner, kind: place, also: [Swat]}\n", "'Swat' stands in the table twice"),
    ],
)
def test_a_fault_in_the_table_names_its_place(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "names.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_names(path)
    assert says in str(caught.value)


@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_a_spreadsheet(tmp_path: Path, comma: str) -> None:
    rows = [
        ["en", "kind", "ps", "ur", "also", "avoid_ps"],
        ["Mingora", "place", "مینګوره", "مینگورہ", "Mingaora|Mingawara", "منګوره"],
        ["Malala Yousafzai", "", "ملاله یوسفزۍ", "", "", ""],
    ]
    path = tmp_path / "names.csv"
    path.write_text("\ufeff" + "\r\n".join(comma.join(row) for row in rows), encoding="utf-8")
    names = names_from_csv(path)
    assert met(names, "Malala Yousafzai's home is Mingawara.") == [
        ("Malala Yousafzai", "Malala Yousafzai"),
        ("Mingawara", "Mingora"),
    ]
    assert names.entries[0].avoid == {"ps": ("منګوره",)}
    assert names.entries[1].spelling == {"ps": "ملاله یوسفزۍ"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,ps\nSwat,سوات\n", "names.csv:1: no such column 'name'"),
        ("en\nSwat\n", "names.csv:1: the first line names no columns"),
        ("en,ps,kind\n,سوات,place\n", "names.csv:2: a name has no English"),
        ("en,ps,kind\nSwat,سوات,valley\n", "names.csv:2: no such kind 'valley'"),
        ("en,ps,ur\nSwat,سوات\nDir\n", ""),
    ],
)
def test_a_fault_in_a_spreadsheet_names_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(text, encoding="utf-8")
    if not says:
        assert [name.en for name in names_from_csv(path).entries] == ["Swat", "Dir"]
        return
    with pytest.raises(InputError) as caught:
        names_from_csv(path)
    assert says in str(caught.value)


OLD_TBX = """<?xml version="1.0"?><martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><langSet xml:lang="en"><tig><term>Quetta</term></tig></langSet>
 <langSet xml:lang="ps-AF"><tig><term>کوټه</term></tig>
  <tig><term>کویټه</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
 <langSet xml:lang="ur"><ntig><termGrp><term>کوئٹہ</term></termGrp></ntig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="en"><tig><term>Lyon</term></tig></langSet>
 <langSet xml:lang="fr"><tig><term>Lyon</term></tig></langSet></termEntry></body></text></martif>"""
NEW_TBX = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en"><text><body>
<conceptEntry id="1"><langSec xml:lang="en"><termSec><term>Quetta</term></termSec></langSec>
<langSec xml:lang="ps"><termSec><term>کوټه</term></termSec></langSec></conceptEntry></body></text></tbx>"""


def test_terminology_of_both_editions(tmp_path: Path) -> None:
    path = tmp_path / "names.tbx"
    path.write_text(OLD_TBX, encoding="utf-8")
    (name,) = names_from_tbx(path).entries
    assert (name.en, name.spelling, name.avoid) == ("Quetta", {"ps": "کوټه", "ur": "کوئٹہ"}, {"ps": ("کویټه",)})
    path.write_text(NEW_TBX, encoding="utf-8")
    assert [entry.spelling for entry in names_from_tbx(path).entries] == [{"ps": "کوټه"}]


@pytest.mark.parametrize(("text", "says"), [("<martif>\n<a>", "names.tbx:2"), ("<html/>", "this is not TBX")])
def test_what_is_no_tbx_is_one_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "names.tbx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        names_from_tbx(path)


def test_names_met_often_and_not_in_the_table_are_listed(ours: Names) -> None:
    texts = [
        "On Monday the mayor, Zarghun Marwat, spoke in Peshawar.",
        "Police said Zarghun Marwat was safe.",
        "Later, Zarghun Marwat thanked the villagers of Spinwam.",
    ]
    article = Article(
        id="mayor",
        headline="Mayor safe",
        paragraphs=tuple(Paragraph(role=Role.BODY, text=text) for text in texts),
        source=Source(sha256="0" * 64),
    )
    assert often_missing([article], ours) == [("Zarghun Marwat", 3)]
