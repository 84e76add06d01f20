"""The translation memory: every translation that a person or a file has given, in one SQLite file.

Several processes may use one file at once, and a killed process leaves the last whole state: writes
are single transactions under SQLite's rollback journal, which also works where a write-ahead log does
not (network folders). Numbers are part of the key: 2,500 and 2,600 are two texts.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from packager.errors import InputError, PackagerError
from packager.lang.normalise import for_memory
from packager.store import make_folder
from packager.translation import fuzzy
from packager.translation.units import Match, Unit

SCHEMA = 2  # 1 had a full-text index in place of `postings`
_APPLICATION = 0x504B544D  # "PKTM": tells a memory from another program's SQLite file
_WAIT = 30.0  # seconds for another process to finish its write

_TABLES = f"""
CREATE TABLE units (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL, language TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
    who TEXT NOT NULL, "when" TEXT NOT NULL, origin TEXT NOT NULL, note TEXT NOT NULL,
    previous TEXT NOT NULL, following TEXT NOT NULL, checked INTEGER NOT NULL, length INTEGER NOT NULL);
CREATE UNIQUE INDEX by_key ON units (key, target);
{fuzzy.TABLES}
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {SCHEMA};
"""
_FROM_1 = f"""
DROP TABLE word_counts;
DROP TABLE words;
{fuzzy.TABLES}
PRAGMA user_version = {SCHEMA};
"""
_FIELDS = tuple(field.name for field in fields(Unit))
_COLUMNS = ", ".join(f'"{name}"' for name in _FIELDS)
# A later word on the same pair replaces who, when and where; an approval is never lost to an import.
_LEARN = f"""
INSERT INTO units ({_COLUMNS}, key, length) VALUES ({", ".join("?" * (len(_FIELDS) + 2))})
ON CONFLICT (key, target) DO UPDATE SET
    source = excluded.source, who = excluded.who, "when" = excluded."when", origin = excluded.origin,
    note = excluded.note, previous = excluded.previous, following = excluded.following, checked = excluded.checked
WHERE excluded.checked > checked OR (excluded.checked = checked AND excluded."when" >= "when")
"""  # noqa: S608 - built of our own column names alone
_EXACT = f"SELECT {_COLUMNS} FROM units WHERE key = ?"  # noqa: S608 - the same
# What somebody stands behind first, then the newest.
_CONTAINING = f"""
SELECT {_COLUMNS} FROM units WHERE language = ? AND (source LIKE ? ESCAPE '\\' OR target LIKE ? ESCAPE '\\')
ORDER BY checked DESC, "when" DESC LIMIT ?
"""  # noqa: S608 - the same
_ALL = f"SELECT {_COLUMNS} FROM units WHERE ? IN ('', language) ORDER BY id"  # noqa: S608 - the same


@dataclass(frozen=True)
class Memory:
    """An open translation memory. Close it, or use it in a `with` block."""

    path: Path
    connection: sqlite3.Connection

    @classmethod
    def open(cls, path: Path) -> Memory:
        """Open or make the memory at `path`.

        Raises InputError for a file that is not a memory, is damaged, or was made by a newer packager.
        """
        make_folder(path.parent)
        with _reading(path):
            connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        try:
            with _reading(path):
                _prepare(connection, path)
        except PackagerError:
            connection.close()
            raise
        return cls(path, connection)

    def lookup(self, source: str, language: str, *, previous: str = "", following: str = "") -> Match | None:
        """The best unit whose source is this text but for spelling and spacing, or None.

        Approved comes before unapproved, then the one in the same context, then the newest.
        """
        with _reading(self.path):
            rows = self.connection.execute(_EXACT, (key(source, language),)).fetchall()
        asked = (_fold(previous), _fold(following))
        found = [(unit, any(asked) and _context(unit) == asked) for unit in map(_unit, rows)]
        if not found:
            return None
        unit, same = max(found, key=lambda pair: (pair[0].checked, pair[1], pair[0].when))
        return Match(unit=unit, score=100, in_context=same)

    def similar(self, source: str, language: str, *, least: int = 75, most: int = 3) -> tuple[Match, ...]:
        """Up to `most` units at least `least` per cent alike, best first: to show, never to air unseen."""
        with _reading(self.path):
            found = fuzzy.search(self.connection, _fold(source), language, least, _fold)
            matches = []
            for row, score in found[:most]:
                unit = _unit(self.connection.execute(
                    f"SELECT {_COLUMNS} FROM units WHERE id = ?", (row,)  # noqa: S608 - our own names
                ).fetchone())  # fmt: skip
                difference = fuzzy.difference(unit.source, source) if score < 100 else ""
                matches.append(Match(unit=unit, score=score, difference=difference))
        return tuple(matches)

    def containing(self, words: str, language: str, most: int) -> tuple[Unit, ...]:
        """Up to `most` units whose source or target has these words as they stand, approved ones and new ones first."""
        like = "%" + re.sub(r"([%_\\])", r"\\\1", words.strip()) + "%"
        with _reading(self.path):
            rows = self.connection.execute(_CONTAINING, (language, like, like, most)).fetchall()
        return tuple(map(_unit, rows))

    def learn(self, units: Iterable[Unit]) -> int:
        """Keep these units, all or none of them; how many were read. A pair kept before is brought up to date."""
        read = 0
        with _reading(self.path), _transaction(self.connection):
            newest = self.connection.execute("SELECT coalesce(max(id), 0) FROM units").fetchone()[0]
            for unit in units:
                if unit.source.strip() and unit.target.strip():
                    self.connection.execute(_LEARN, _row(unit))
                    read += 1
            fuzzy.index(self.connection, newest, _fold)
        return read

    def doubt(self, pairs: Iterable[tuple[str, str]], language: str) -> None:
        """Nobody stands behind these translations any more; `pairs` are source and target."""
        with _reading(self.path), _transaction(self.connection):
            for source, target in pairs:
                row = (key(source, language), target)
                self.connection.execute("UPDATE units SET checked = 0 WHERE key = ? AND target = ?", row)

    def units(self, language: str = "") -> Iterator[Unit]:
        """Every unit of one language, or of all, in the order they were first learnt."""
        with _reading(self.path):
            yield from map(_unit, self.connection.execute(_ALL, (language,)))

    def __len__(self) -> int:
        """How many units are kept."""
        with _reading(self.path):
            return int(self.connection.execute("SELECT count(*) FROM units").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def is_whole(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with a memory's file; it is only read."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_read_only(path)) as connection:
        return connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    return False


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def key(source: str, language: str) -> bytes:
    """What a source text is kept under: a 128-bit digest of its normalised form and the target language."""
    text = f"{language}\0{_fold(source)}"
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[None]:
    """SQLite's faults as one line each."""
    try:
        yield
    except sqlite3.OperationalError as error:
        hint = "try again when the other packager has finished" if "locked" in str(error) else "check its folder"
        raise PackagerError(f"{path}: the translation memory cannot be used ({error}); {hint}") from error
    except sqlite3.DatabaseError as error:
        raise InputError(
            f"this is not a translation memory, or it is damaged ({error})",
            where=str(path),
            hint="move it away and import your last TMX export with 'packager memory import'",
        ) from error


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables in an empty file; refuse what is not ours."""
    connection.execute("PRAGMA synchronous = FULL")
    if _pragma(connection, "application_id") == 0 and not _tables(connection):
        with _transaction(connection):  # another process may have made them while this one waited
            if not _tables(connection):
                _execute(connection, _TABLES)
    if _pragma(connection, "application_id") != _APPLICATION:
        raise InputError("this is another program's database", where=str(path), hint="name another file")
    if _pragma(connection, "user_version") == 1:
        with _transaction(connection):  # whole or not at all: killed in the middle, it is as it was
            if _pragma(connection, "user_version") == 1:
                _execute(connection, _FROM_1)
                fuzzy.index(connection, 0, _fold)
    version = _pragma(connection, "user_version")
    if version != SCHEMA:
        raise InputError(
            f"this memory has format {version} and this packager reads {SCHEMA}",
            where=str(path),
            hint="update packager, or export TMX with the version that made it and import that",
        )


def _execute(connection: sqlite3.Connection, script: str) -> None:
    """Run statements within the transaction that is open; `executescript` would end it."""
    for statement in filter(str.strip, script.split(";\n")):
        connection.execute(statement)


def _tables(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _row(unit: Unit) -> tuple[object, ...]:
    values = tuple(getattr(unit, name) for name in _FIELDS)
    return (*values, key(unit.source, unit.language), len(_fold(unit.source)))


def _unit(row: tuple[object, ...]) -> Unit:
    values = dict(zip(_FIELDS, row, strict=True))
    return Unit(**{**values, "checked": bool(values["checked"])})  # type: ignore[arg-type]  # the columns are its fields


def _context(unit: Unit) -> tuple[str, str]:
    return _fold(unit.previous), _fold(unit.following)


def _fold(source: str) -> str:
    """A source text in the form that its key and the index of words are made of."""
    return for_memory(source, "en")
