"""Units that are nearly the same text, out of a million, through an index of their words.

Two texts that are at least 75 % alike share most of their words, so a handful of the rarest words of
the text asked for finds them; only those candidates are compared letter by letter. The share is
2·M/T of matching letters (the Indel similarity that translation tools show).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from itertools import combinations

# One row a unit, words only: no positions, no copy of the text.
TABLES = """
CREATE VIRTUAL TABLE words USING fts5(
    text, content = '', detail = none, columnsize = 0, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE word_counts USING fts5vocab(words, row);
"""
_WORD = re.compile(r"\w+")
_PAIRED = 4  # words that are asked for two by two
_CANDIDATES = 4000  # compared letter by letter at most: about 3 ms


def index(connection: sqlite3.Connection, after: int, fold: Callable[[str], str]) -> None:
    """Index the units with an id above `after`, by the words of their folded source."""
    rows = connection.execute("SELECT id, source FROM units WHERE id > ?", (after,))
    connection.executemany(
        "INSERT INTO words (rowid, text) VALUES (?, ?)",
        ((row, fold(source)) for row, source in rows),
    )


def search(
    connection: sqlite3.Connection, text: str, language: str, least: int, fold: Callable[[str], str]
) -> list[tuple[int, int]]:
    """(unit id, per cent alike) of units at least `least` per cent like the folded `text`, best first."""
    from rapidfuzz import fuzz, process

    query = _query(connection, text)
    if not query:
        return []
    low, high = _lengths(len(text), least)
    rows = connection.execute(
        "SELECT units.id, units.source FROM words JOIN units ON units.id = words.rowid"
        " WHERE words MATCH ? AND language = ? AND length BETWEEN ? AND ? LIMIT ?",
        (query, language, low, high, _CANDIDATES),
    ).fetchall()
    sources = {row: source.casefold() for row, source in rows}
    found = process.extract(text, sources, scorer=fuzz.ratio, score_cutoff=max(least - 5, 0), limit=20)
    folded = ((int(row), fold(sources[row])) for _, _, row in found)  # the few best, in their true form
    # 99 is the most that another text may show, however long it is.
    scored = [(row, 100 if other == text else min(99, int(fuzz.ratio(text, other)))) for row, other in folded]
    return sorted((pair for pair in scored if pair[1] >= least), key=lambda pair: -pair[1])


def difference(kept: str, asked: str) -> str:
    """Word by word, what the memory has that was not asked for, and what was asked for: `[-old-]{+new+}`."""
    from rapidfuzz.distance import Levenshtein

    old, new = kept.split(), asked.split()
    parts: list[str] = []
    gone: list[str] = []
    come: list[str] = []
    for step in Levenshtein.opcodes(old, new):
        if step.tag == "equal":
            parts += [*_change(gone, come), *new[step.dest_start : step.dest_end]]
            gone, come = [], []
        else:
            gone += old[step.src_start : step.src_end]
            come += new[step.dest_start : step.dest_end]
    return " ".join([*parts, *_change(gone, come)])


def _change(gone: list[str], come: list[str]) -> list[str]:
    change = (f"[-{' '.join(gone)}-]" if gone else "") + (f"{{+{' '.join(come)}+}}" if come else "")
    return [change] if change else []


def _query(connection: sqlite3.Connection, text: str) -> str:
    """Which units to compare: those with one of the text's rare words, or two of its less rare ones.

    A text three quarters alike shares three words in four, so that of its rarest half one is shared
    or two of the next are; and all words together may not bring more units than can be compared.
    """
    words = sorted(set(_WORD.findall(text)))
    counts = sorted((count, word) for word in words if (count := _count(connection, word)))
    parts, room = [], _CANDIDATES
    for number, (count, word) in enumerate(counts):
        if count > room:
            less_rare = [other for _, other in counts[number : number + _PAIRED]]
            parts += [f'("{one}" AND "{other}")' for one, other in combinations(less_rare, 2)]
            break
        parts.append(f'"{word}"')
        room -= count
    if not parts and counts:
        parts = [f'"{counts[0][1]}"']
    return " OR ".join(parts)


def _count(connection: sqlite3.Connection, word: str) -> int:
    row = connection.execute("SELECT doc FROM word_counts WHERE term = ?", (word,)).fetchone()
    return int(row[0]) if row else 0


def _lengths(length: int, least: int) -> tuple[int, int]:
    """Shortest and longest text (in characters) that can still be `least` per cent alike: 2·short/(short+long)."""
    share = least / (200 - least)
    return int(length * share), int(length / share) + 1
