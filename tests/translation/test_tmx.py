from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from packager.errors import InputError
from packager.translation.memory import Memory
from packager.translation.tmx import export_tmx, import_tmx
from packager.translation.units import Unit

OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="6.0"
    segtype="sentence" srclang="EN-US"/>
  <body>
    <!-- Default translations -->
    <tu>
      <note>checked with the
      correspondent</note>
      <tuv xml:lang="EN-US"><seg>The road is <bpt i="1">&lt;b&gt;</bpt>open<ept i="1">&lt;/b&gt;</ept>
        again.</seg></tuv>
      <tuv xml:lang="PS-PK" changeid="Gul" changedate="20261122T081500Z" creationid="Omar"
        creationdate="20261101T000000Z"><seg>سړک <hi>بېرته</hi> پرانیستل شو.</seg></tuv>
    </tu>
    <tu>
      <prop type="file">a.txt</prop><prop type="prev">Before.</prop><prop type="next">After.</prop>
      <tuv xml:lang="EN-US"><seg>Yes.</seg></tuv>
      <tuv xml:lang="PS-PK"><seg>هو.</seg></tuv>
    </tu>
  </body>
</tmx>
"""

THREE_LANGUAGES = """<?xml version="1.0"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="*all*" datatype="plaintext"/><body>
<tu creationid="desk" creationdate="20260101T000000Z">
 <tuv xml:lang="ps_AF"><seg>پېښور</seg></tuv><tuv xml:lang="fr"><seg>Pechawar</seg></tuv>
 <tuv xml:lang="en-GB"><seg>Peshawar</seg></tuv><tuv xml:lang="UR"><seg>پشاور</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>seul</seg></tuv><tuv xml:lang="ur"><seg>اکیلا</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>empty</seg></tuv><tuv xml:lang="ur"><seg> </seg></tuv></tu>
</body></tmx>"""


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "memory.tmx"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_file_as_omegat_writes_it(tmp_path: Path) -> None:
    assert list(import_tmx(written(tmp_path, OMEGAT))) == [
        Unit(
            source="The road is open again.",
            target="سړک بېرته پرانیستل شو.",
            language="ps",
            who="Gul",
            when="2026-11-22T08:15:00Z",
            note="checked with the correspondent",
        ),
        Unit(source="Yes.", target="هو.", language="ps", previous="Before.", following="After."),
    ]


def test_three_languages_in_one_unit(tmp_path: Path) -> None:
    units = list(import_tmx(written(tmp_path, THREE_LANGUAGES)))
    assert [(unit.source, unit.language, unit.target, unit.who) for unit in units] == [
        ("Peshawar", "ps", "پېښور", "desk"),
        ("Peshawar", "ur", "پشاور", "desk"),
    ]


def test_utf_16_with_a_byte_order_mark(tmp_path: Path) -> None:
    text = THREE_LANGUAGES.replace('version="1.0"', 'version="1.0" encoding="UTF-16"', 1)
    assert len(list(import_tmx(written(tmp_path, text.encode("utf-16"))))) == 2


def test_a_file_that_po2tmx_made(tmp_path: Path) -> None:
    po = tmp_path / "urdu.po"
    po.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '# from the desk\nmsgid "The school reopened."\nmsgstr "سکول دوبارہ کھل گیا۔"\n\n'
        'msgid "It rained."\nmsgstr ""\n\nmsgid "Police & army"\nmsgstr "پولیس اور فوج"\n',
        encoding="utf-8",
    )
    made = tmp_path / "urdu.tmx"
    script = Path(sys.executable).parent / "po2tmx"
    subprocess.run(
        [script, "--progress=none", "-l", "ur", "--comments=others", po, made], check=True, capture_output=True
    )
    units = [(unit.source, unit.target, unit.language) for unit in import_tmx(made)]
    assert units == [
        ("The school reopened.", "سکول دوبارہ کھل گیا۔", "ur"),
        ("Police & army", "پولیس اور فوج", "ur"),
    ]


UNITS = [
    Unit(
        source='A "quoted" <line> & more',
        target="یوه کرښه",
        language="ps",
        who="Ayesha & Gul",
        when="2026-11-23T10:00:00Z",
        origin="editor",
        note="says <so>",
        previous="One.",
        following="Three.",
        checked=True,
    ),
    Unit(source="2,500 people", target="2,500 لوگ", language="ur"),
]


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "out.tmx"
    assert export_tmx(UNITS, path) == 2
    assert list(import_tmx(path)) == UNITS


def test_another_tool_reads_what_goes_out(tmp_path: Path) -> None:
    from translate.storage.tmx import tmxfile

    reader: Any = tmxfile
    path = tmp_path / "out.tmx"
    export_tmx(UNITS, path)
    store = reader.parsefile(str(path))
    assert [(unit.source, unit.target) for unit in store.units] == [(unit.source, unit.target) for unit in UNITS]
    assert store.units[0].getnotes() == "says <so>"


def test_the_export_keeps_to_the_order_that_the_format_asks_for(tmp_path: Path) -> None:
    from lxml import etree

    path = tmp_path / "out.tmx"
    export_tmx(UNITS, path)
    dtd = etree.DTD(io.StringIO(TMX_14_UNITS))
    assert dtd.validate(etree.parse(path, etree.XMLParser(load_dtd=False))), dtd.error_log


# What TMX 1.4b says of the elements used here (https://www.gala-global.org/tmx-14b), in short.
TMX_14_UNITS = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header EMPTY> <!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
 segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
 srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)> <!ELEMENT tu ((note|prop)*, tuv+)>
<!ELEMENT note (#PCDATA)> <!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tuv (seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED changeid CDATA #IMPLIED changedate CDATA #IMPLIED>
<!ELEMENT seg (#PCDATA)>
"""


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("<tmx version='1.4'>\n<body>\n<tu>\n</body></tmx>", ":4:", "not well-formed"),
        ("", ":1:", "not well-formed"),
        (b"\xff\xd8\xff\xe0 a picture", ":1:", "not well-formed"),
        ("<html><body/></html>", ":1:", "this is <html>, not TMX"),
        ('<!DOCTYPE tmx [<!ENTITY a "a"><!ENTITY b "&a;&a;">]>\n<tmx><body>&c;</body></tmx>', ":1:", "not well-formed"),
    ],
)
def test_what_is_no_tmx_names_file_and_line(tmp_path: Path, text: str | bytes, place: str, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InputError, match=says) as caught:
        list(import_tmx(path))
    assert f"{path}{place}" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        list(import_tmx(tmp_path / "none.tmx"))


def test_an_entity_from_outside_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    units = '<tu><tuv xml:lang="en"><seg>a &x; b</seg></tuv><tuv xml:lang="ur"><seg>ا</seg></tuv></tu>'
    head = f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "file://{secret}">]>'
    text = f'{head}<tmx version="1.4"><header srclang="en"/><body>{units}</body></tmx>'
    assert "SECRET" not in "".join(unit.source for unit in import_tmx(written(tmp_path, text)))


def test_a_broken_import_leaves_the_memory_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path, THREE_LANGUAGES[: THREE_LANGUAGES.index("<tu><tuv")])
    with Memory.open(tmp_path / "m.sqlite") as memory:
        with pytest.raises(InputError):
            memory.learn(import_tmx(path))
        assert len(memory) == 0


def test_an_export_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.tmx"
    export_tmx(UNITS, path)
    before = path.read_bytes()

    def broken() -> Iterator[Unit]:
        yield UNITS[1]
        raise InputError("the memory is damaged")

    with pytest.raises(InputError):
        export_tmx(broken(), path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["out.tmx"]
