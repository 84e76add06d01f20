"""What the fuzzer (`benchmarks.fuzz`) begins with, and what it found: each read, or refused in one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fuzz import start
from benchmarks.fuzz.parsers import PARSERS
from benchmarks.fuzz.trying import outcome

FOUND: dict[str, tuple[bytes, ...]] = {
    "csv": (b'"en;ps\nSwat;x', b"en,ps," + b"a <div>" * 900 + b"\nSwat,x\n"),
    "tbx": (b"<martif " + "\u0600".encode() * 3000,),
    "yaml": tuple(
        b"headline: Road reopens\nparagraphs: [It is open.]\n" + key + b": '" + b"> " * 400 + b"'\n"
        for key in (b"keep-local", b"url", b"published", b"language", b"priority", b"id")
    ),
    "station": (b"stat" + b"> " * 3000 + b": x\n",),
    "argos": (
        start.ARGOS[0].replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"),  # a password
        start.ARGOS[0].replace(b"\x08\x00", b"\x0e\x00"),  # packed by LZMA, it says
        start.ARGOS[0]
        .replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\0\x08")  # a name in UTF-8, it says
        .replace(b"translate-en_ps-1_0/metadata.json", b"\xffranslate-en_ps-1_0/metadata.json"),
        start.ARGOS[0][:60] + b"\xff" * 30 + start.ARGOS[0][90:],  # damaged in the middle
    ),
}


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # libraries that leave files open
def test_a_parser_reads_or_refuses_in_a_line(name: str, tmp_path: Path) -> None:
    for case in (*PARSERS[name].seeds, *FOUND.get(name, ())):
        _, fault, _ = outcome(PARSERS[name], case, tmp_path)
        assert not fault, (case[:200], fault)
