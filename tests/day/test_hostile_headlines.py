"""Characters that a terminal obeys, that turn a line round, or that look like others: in no name, tag or output."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from packager.articles import gather
from packager.cli import main

BAD = ("\x1b", "\x07", "\u202e", "\u2066", "\u2028")
CODINGS = ("utf-8", "utf-16-le", "utf-16-be")
STATION = "station: Demo Radio\ntimezone: Asia/Karachi\nair-unreviewed: true\neditions: {ps: {anchor: [pashto]}}\n"


def test_a_headline_gives_no_order_and_turns_nothing_round(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, name = tmp_path / "in", "\u202eroad\u2066 sw\u0430t"
    folder.mkdir()
    said, told = "Officials said that 12 families had gone home.", "چارواکو وویل چې ۱۲ کورنۍ کور ته تللې دي."
    (folder / f"{name}.txt").write_text(f"Road reopens \u202egpj.tabaws in Sw\u0430t\n\n{said}\n", "utf-8")
    (folder / f"{name}.ps.txt").write_text(f"\u202eپه سوات کې سړک بېرته پرانیستل شو\n{told}\n", "utf-8")
    (folder / "bell\x07.txt").write_text(f"Road \x1b]0;owned\x07 reopens\n\n{said}\n", "utf-8")  # no text at all
    (tmp_path / "station.yaml").write_text(STATION, "utf-8")
    words = ["--station", str(tmp_path / "station.yaml"), "--date", "2026-11-28"]
    assert main(["build", str(folder), *words]) == 3
    out = capsys.readouterr()
    assert "is not text" in out.out
    assert not [bad for bad in BAD if bad in out.out + out.err]
    made = [path for path in (tmp_path / "output" / "2026-11-28").rglob("*") if path.is_file()]
    assert {".wav", ".mp3", ".vtt", ".yaml", ".json", ".html"} <= {path.suffix for path in made}
    assert not [path.name for path in made if not path.name.isascii()]
    coded = [f"{bad}{words}".encode(how) for bad in BAD for words in ("gpj", "په ", "]0;") for how in CODINGS]
    for path in made:  # sound may have any byte, but not these together with the words behind them
        assert not [code for code in coded if code in path.read_bytes()], path.name


def test_ids_that_look_alike_are_two_and_plain(tmp_path: Path) -> None:
    for name in ("swat", "sw\u0430t", "\uff53wat", "swat\u200b"):
        (tmp_path / f"{name}.txt").write_text(f"A road in {name.encode()!r}\n\nIt is open to {len(name)}.\n", "utf-8")
    ids = [article.id for article in gather([str(tmp_path)]).articles]
    assert len(set(ids)) == 4
    assert all(one.isascii() and unicodedata.normalize("NFKC", one) == one for one in ids)
