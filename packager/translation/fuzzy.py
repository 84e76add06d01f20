"""Units that are nearly the same text, out of a million, through an index of their words.

Two texts that are at least 75 % alike share most of their words, so a handful of the rarest words of
the text asked for finds them; only those candidates are compared letter by letter. The share is
2·M/T of matching letters (the Indel similarity that translation tools show).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from itertools import accumulate, combinations

# One row a unit, words only: no positions, no copy of the text.
TABLES = """
CREATE VIRTUAL TABLE words USING fts5(
    text, content = '', detail = none, columnsize = 0, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE word_counts USING fts5vocab(words, row);
"""
_WORD = re.compile(r"\w+")
_COMMON = 50_000  # units with a word from which on it is too common to ask for, even with another
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
    for query in _queries(connection, text):
        found = _alike(text, _candidates(connection, query, language, _lengths(len(text), least)), least, fold)
        if found:
            return found
    return []


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


def _alike(text: str, sources: dict[int, str], least: int, fold: Callable[[str], str]) -> list[tuple[int, int]]:
    """Those of the candidates that are at least `least` per cent alike, with the share, best first."""
    from rapidfuzz import fuzz, process

    near = process.extract(text, sources, scorer=fuzz.ratio, score_cutoff=max(least - 5, 0), limit=20)
    folded = ((int(row), fold(sources[row])) for _, _, row in near)  # the few best, in their true form
    # 99 is the most that another text may show, however long it is.
    scored = [(row, 100 if other == text else min(99, int(fuzz.ratio(text, other)))) for row, other in folded]
    return sorted((pair for pair in scored if pair[1] >= least), key=lambda pair: -pair[1])


def _candidates(connection: sqlite3.Connection, query: str, language: str, lengths: tuple[int, int]) -> dict[int, str]:
    rows = connection.execute(
        "SELECT units.id, units.source FROM words JOIN units ON units.id = words.rowid"
        " WHERE words MATCH ? AND language = ? AND length BETWEEN ? AND ? LIMIT ?",
        (query, language, *lengths, _CANDIDATES),
    )
    return {row: source.casefold() for row, source in rows}


def _queries(connection: sqlite3.Connection, text: str) -> Iterator[str]:
    """Which units to compare: first those with one of the text's rare words, then those with two less rare.

    A text three quarters alike shares three words in four. All rare words together bring no more
    units than can be compared; the second query is asked only where the first finds nothing alike.
    """
    words = sorted(set(_WORD.findall(text)))
    counts = sorted((count, word) for word in words if (count := _count(connection, word)))
    sums = list(accumulate(count for count, _ in counts))
    rare = max(1, sum(total <= _CANDIDATES for total in sums))
    if counts:
        yield " OR ".join(f'"{word}"' for _, word in counts[:rare])
    less_rare = [word for count, word in counts[rare : rare + _PAIRED] if count <= _COMMON]
    if len(less_rare) > 1:
        yield " OR ".join(f'("{one}" AND "{other}")' for one, other in combinations(less_rare, 2))


def _count(connection: sqlite3.Connection, word: str) -> int:
    row = connection.execute("SELECT doc FROM word_counts WHERE term = ?", (word,)).fetchone()
    return int(row[0]) if row else 0


def _lengths(length: int, least: int) -> tuple[int, int]:
    """Shortest and longest text (in characters) that can still be `least` per cent alike: 2·short/(short+long)."""
    share = least / (200 - least)
    return int(length * share), int(length / share) + 1
