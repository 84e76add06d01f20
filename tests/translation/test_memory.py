from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.errors import InputError
from packager.translation.memory import Memory, key
from packager.translation.units import Unit

ROAD = Unit(
    source="The road to Chitral reopened on Monday.",
    target="د چترال سړک د دوشنبې په ورځ بېرته پرانیستل شو.",
    language="ps",
    who="Gul",
    when="2026-11-23T10:00:00Z",
    origin="editor",
    checked=True,
)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory.open(tmp_path / "memory.sqlite")


def found(memory: Memory, source: str, language: str = "ps") -> str | None:
    match = memory.lookup(source, language)
    return match.unit.target if match else None


@pytest.mark.parametrize(
    ("asked", "hit"),
    [
        ("The road to Chitral reopened on Monday.", True),
        ("  The road to Chitral  reopened on Monday. ", True),
        ("The road to Chitral\u200b reopened on Monday.", True),
        ("THE ROAD TO CHITRAL REOPENED ON MONDAY.", True),
        ("The road to Chitral reopened on Tuesday.", False),
        ("The road to Chitral reopened on Monday", False),
    ],
)
def test_a_text_is_found_whatever_its_spacing(memory: Memory, asked: str, hit: bool) -> None:
    memory.learn([ROAD])
    assert (found(memory, asked) == ROAD.target) is hit


def test_numbers_are_part_of_the_text(memory: Memory) -> None:
    memory.learn([Unit(source="2,500 children", target="۲۵۰۰ ماشومان", language="ps")])
    assert found(memory, "2,600 children") is None
    assert found(memory, "2,500 children") == "۲۵۰۰ ماشومان"


def test_a_pashto_text_is_never_given_for_urdu(memory: Memory) -> None:
    memory.learn([ROAD])
    assert memory.lookup(ROAD.source, "ur") is None


def test_the_newest_approved_wins_and_the_others_are_kept(memory: Memory) -> None:
    older = replace(ROAD, target="زوړ متن", when="2026-11-01T00:00:00Z")
    machine = replace(ROAD, target="د ماشین متن", when="2026-11-24T00:00:00Z", checked=False, origin="argos")
    memory.learn([machine, ROAD, older])
    match = memory.lookup(ROAD.source, "ps")
    assert match is not None
    assert match.unit == ROAD
    assert match.origin == "memory 100%"
    assert len(memory) == 3


def test_the_line_that_stood_in_the_same_place_comes_first(memory: Memory) -> None:
    shared = Unit(source="Yes, he said.", target="هو، هغه وویل.", language="ps", when="2026-01-02", checked=True)
    here = replace(shared, target="هو، هغې وویل.", when="2026-01-01", previous="She waited.", following="It rained.")
    memory.learn([shared, here])
    match = memory.lookup("Yes, he said.", "ps", previous="She waited.", following="It rained.")
    assert match is not None
    assert (match.unit.target, match.in_context) == (here.target, True)
    assert found(memory, "Yes, he said.") == shared.target


def test_an_import_never_takes_an_approval_away(memory: Memory) -> None:
    memory.learn([ROAD])
    memory.learn([replace(ROAD, checked=False, who="tool", when="2027-01-01T00:00:00Z")])
    match = memory.lookup(ROAD.source, "ps")
    assert match is not None
    assert match.unit == ROAD
    assert len(memory) == 1


def test_learning_the_same_again_adds_nothing(memory: Memory) -> None:
    memory.learn([ROAD, ROAD])
    memory.learn([ROAD])
    assert list(memory.units()) == [ROAD]


def test_nothing_is_learnt_from_a_learning_that_fails(memory: Memory) -> None:
    def broken() -> Iterator[Unit]:
        yield ROAD
        raise InputError("the file ends here")

    with pytest.raises(InputError):
        memory.learn(broken())
    assert len(memory) == 0
    assert memory.learn([ROAD]) == 1


text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.builds(Unit, source=text, target=text, language=st.sampled_from(["ps", "ur"]), note=text), max_size=5)
)
def test_what_was_learnt_is_found(units: list[Unit]) -> None:
    with tempfile.TemporaryDirectory() as folder, Memory.open(Path(folder) / "m.sqlite") as memory:
        memory.learn(units)
        for unit in units:
            match = memory.lookup(unit.source, unit.language)
            assert match is not None
            assert match.unit.language == unit.language
            assert match.score == 100


def _letter(path: Path) -> None:
    path.write_bytes(b"this is a letter to the editor" * 100)


def _torn(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\x5a" * 4000)


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE letters (text)")
    connection.close()


def _newer(path: Path) -> None:
    Memory.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_letter, "not a translation memory"),
        (_torn, "not a translation memory"),
        (_foreign, "another program's database"),
        (_newer, "format 99"),
    ],
)
def test_a_file_that_is_no_memory_is_one_line(tmp_path: Path, make: Callable[[Path], None], says: str) -> None:
    path = tmp_path / "memory.sqlite"
    make(path)
    before = path.read_bytes()
    with pytest.raises(InputError, match=says) as caught:
        Memory.open(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before


WRITER = textwrap.dedent("""
    import sys
    from pathlib import Path
    from packager.translation.memory import Memory
    from packager.translation.units import Unit

    name, count = sys.argv[2], int(sys.argv[3])
    with Memory.open(Path(sys.argv[1])) as memory:
        for number in range(count):
            unit = Unit(source=f"{name} line {number}", target=f"کرښه {number}", language="ps")
            memory.learn([unit])
            print(number, flush=True)
""")


def test_two_processes_write_one_memory(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, name, "25"], stdout=subprocess.PIPE) for name in "ab"
    ]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    with Memory.open(path) as memory:
        assert len(memory) == 50


def test_a_killed_writer_leaves_what_it_had_finished(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, path, "a", "100000"], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    written = [int(next(writer.stdout)) for _ in range(30)]
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    with Memory.open(path) as memory:
        assert len(memory) > written[-1]
        assert found(memory, "a line 29") == "کرښه 29"
        memory.learn([ROAD])
        assert found(memory, ROAD.source) == ROAD.target


# A memory as the first format had it, before any unit was learnt.
FORMAT_1 = """
CREATE TABLE units (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL, language TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
    who TEXT NOT NULL, "when" TEXT NOT NULL, origin TEXT NOT NULL, note TEXT NOT NULL,
    previous TEXT NOT NULL, following TEXT NOT NULL, checked INTEGER NOT NULL, length INTEGER NOT NULL);
CREATE UNIQUE INDEX by_key ON units (key, target);
CREATE VIRTUAL TABLE words USING fts5(
    text, content = '', detail = none, columnsize = 0, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE word_counts USING fts5vocab(words, row);
PRAGMA application_id = 1347114061;
PRAGMA user_version = 1;
"""
KEPT = [replace(ROAD, note="as aired", previous="Snow fell.", following="Buses ran."), replace(ROAD, language="ur")]
KEPT += [replace(ROAD, source=f"Road {number} reopened.", target=f"سړک {number}") for number in range(40)]


@pytest.fixture
def format_1(tmp_path: Path) -> Path:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(FORMAT_1)
        for unit in KEPT:
            told = (key(unit.source, unit.language), unit.language, unit.source, unit.target, unit.who, unit.when)
            row = (*told, unit.origin, unit.note, unit.previous, unit.following, unit.checked, len(unit.source))
            row_id = connection.execute(f"INSERT INTO units VALUES (NULL{', ?' * 12})", row).lastrowid
            connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (row_id, unit.source.casefold()))
    connection.close()
    return path


def test_a_memory_of_the_first_format_keeps_every_word_and_is_found_in(format_1: Path) -> None:
    with Memory.open(format_1) as memory:
        assert list(memory.units()) == KEPT
        assert found(memory, ROAD.source) == ROAD.target
        near = memory.similar("The road to Chitral reopened on Tuesday.", "ps")
        assert [match.unit for match in near] == [KEPT[0]]
    with Memory.open(format_1) as memory:
        assert memory.learn([replace(ROAD, source="Road 41 reopened.")]) == 1
        assert len(memory.similar("Road 42 reopened.", "ps", most=50)) >= 20


def test_killed_while_it_is_brought_up_to_date_a_memory_is_as_it_was(format_1: Path) -> None:
    dying = textwrap.dedent("""
        import os, signal, sys
        from pathlib import Path
        from packager.translation import fuzzy
        from packager.translation.memory import Memory

        append = fuzzy._append
        fuzzy._append = lambda *given: (append(*given), os.kill(os.getpid(), signal.SIGKILL))
        Memory.open(Path(sys.argv[1]))
    """)
    assert subprocess.run([sys.executable, "-c", dying, format_1], check=False).returncode == -signal.SIGKILL
    connection = sqlite3.connect(format_1)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM words WHERE words MATCH 'road'").fetchone() == (len(KEPT),)
    connection.close()
    with Memory.open(format_1) as memory:
        assert list(memory.units()) == KEPT
