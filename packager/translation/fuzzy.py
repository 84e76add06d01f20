"""Units that are nearly the same text, out of a million, through lists of which unit has which two words together.

Two texts that are three quarters alike share many pairs of neighbouring words, and most pairs are rare. So the lists of
the pairs of the text asked for are read, rarest first, and every unit gets the letters of the pairs that it
shares; the few hundred with the largest share are compared letter by letter. The share told is 2·M/T of matching
letters (the Indel similarity that translation tools show).

What is read is bounded, and so is the time: pairs as common as 'of the', whose lists are long and tell little, are left
out once the others make up most of the text. Where a text has nothing but common pairs, theirs are read. In a text of
few words one change leaves hardly a pair as it was, so short texts are listed by their single words too.
"""

from __future__ import annotations

import math
import re
import sqlite3
import struct
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

# A list is kept in parts, the last of which grows: `units` has unsigned numbers of four bytes, least byte first, in
# each the unit's id (26 bits, 67 million units) above the class of its length (6 bits). Which pairs a list is
# of, 20 bits of a checksum tell: pairs that meet in one only lengthen it, and rare ones need no row of their own.
TABLES = """
CREATE TABLE postings (
    pair INTEGER NOT NULL, part INTEGER NOT NULL, units BLOB NOT NULL, PRIMARY KEY (pair, part)) WITHOUT ROWID;
"""
_WORD = re.compile(r"\w+")
_LISTS = 1 << 20
_SHORT = 6  # words; three quarters of it may be in a text of ten
_SHORT_ASKED = 10
_PART = 240  # units in a part: four parts fill a page of SQLite's, and no part needs pages of its own
_ID_SHIFT = 6
_CLASSES = 1 << _ID_SHIFT
_OCTAVE = 5  # classes of length for each doubling: steps of 15 %
_ENOUGH = 0.6  # of the text's letters: what is not read then hides hardly a text that is 75 % alike
_READ = 200  # parts read at most, once that is reached: some 50,000 units
_COMPARED = 256  # units compared letter by letter
_GATHERED = 1_000_000  # list entries held in memory while many units are indexed


def index(connection: sqlite3.Connection, after: int, fold: Callable[[str], str]) -> None:
    """Index the units with an id above `after`, by their folded source."""
    rows = connection.execute("SELECT id, language, source FROM units WHERE id > ? ORDER BY id", (after,))
    lists: dict[int, list[int]] = defaultdict(list)
    gathered = 0
    for row, language, source in rows:
        text = fold(source)
        found = dict(_terms(text, language, _SHORT))
        for key in found:
            lists[key].append(row << _ID_SHIFT | _length_class(len(text)))
        gathered += len(found)
        if gathered > _GATHERED:
            _append(connection, lists)
            lists.clear()
            gathered = 0
    _append(connection, lists)


def _append(connection: sqlite3.Connection, lists: dict[int, list[int]]) -> None:
    """Put entries at the end of their lists: what does not fit into the last part begins the next."""
    size, keys = 4 * _PART, sorted(lists)
    for some in (keys[at : at + 500] for at in range(0, len(keys), 500)):
        # With max() SQLite gives the other columns of that very row (lang_select.html, section 2.5).
        last = connection.execute(
            f"SELECT pair, max(part), units FROM postings WHERE pair IN ({','.join('?' * len(some))}) GROUP BY pair",  # noqa: S608 - marks alone
            some,
        )
        ends = {key: (part, units) for key, part, units in last}
        rows = []
        for key in some:
            part, units = ends.get(key, (0, b""))
            units += struct.pack(f"<{len(lists[key])}I", *lists[key])
            rows += [(key, part + place, units[at : at + size]) for place, at in enumerate(range(0, len(units), size))]
        connection.executemany("INSERT OR REPLACE INTO postings (pair, part, units) VALUES (?, ?, ?)", rows)


def _terms(text: str, language: str, short: int) -> Iterator[tuple[int, int]]:
    """(list, letters) of each pair of neighbouring words, and of each word where there are no more than `short`."""
    words = _WORD.findall(text)
    for one, other in pairwise(words):
        yield zlib.crc32(f"{language} {one} {other}".encode()) % _LISTS, len(other) + 1
    if len(words) <= short:
        for word in words:
            yield zlib.crc32(f"{language} {word}".encode()) % _LISTS, len(word) + 1


def search(
    connection: sqlite3.Connection, text: str, language: str, least: int, fold: Callable[[str], str]
) -> list[tuple[int, int]]:
    """(unit id, per cent alike) of units at least `least` per cent like the folded `text`, best first."""
    ids = _promising(_lists(connection, text, language), len(text), least)
    marks = ",".join("?" * len(ids))
    rows = connection.execute(f"SELECT id, source FROM units WHERE id IN ({marks})", ids)  # noqa: S608 - marks alone
    return _alike(text, {row: source.casefold() for row, source in rows}, least, fold)


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


def _lists(connection: sqlite3.Connection, text: str, language: str) -> list[tuple[int, bytes]]:
    """(letters, list) of each of the text's terms that is to be read: how much a unit in that list shares."""
    terms = dict(_terms(text, language, _SHORT_ASKED))
    parts = sorted((_parts(connection, key), letters, key) for key, letters in terms.items())
    whole = sum(terms.values())
    read = known = 0
    lists = []
    for count, letters, key in parts:
        if read + count > _READ and known >= _ENOUGH * whole:
            break
        read += count
        known += letters
        found = connection.execute("SELECT units FROM postings WHERE pair = ? ORDER BY part", (key,))
        lists.append((letters, b"".join(units for (units,) in found)))
    return [(letters, units) for letters, units in lists if units]


def _promising(lists: list[tuple[int, bytes]], length: int, least: int) -> list[int]:
    """Ids of the units that share the most letters with the text for their length, at most _COMPARED."""
    import numpy as np

    if not lists:
        return []
    shortest, longest = _lengths(length, least)
    within = range(_length_class(shortest), _length_class(longest) + 1)
    entries = [(letters, np.frombuffer(units, dtype="<u4")) for letters, units in lists]
    last = max(int(units[-1]) for _, units in entries) >> _ID_SHIFT
    shared = np.zeros(last + 1, dtype=np.min_scalar_type(2 * length + 2))  # small: all of it is gone through
    classes = np.zeros(last + 1, dtype=np.uint8)
    for letters, units in entries:
        kind = (units & (_CLASSES - 1)).astype(np.uint8)
        fitting = (kind >= within.start) & (kind < within.stop)
        ids = units[fitting] >> _ID_SHIFT
        shared[ids] += letters
        classes[ids] = kind[fitting]
    ids = np.flatnonzero(shared)
    lengths = np.exp2(np.arange(_CLASSES) / _OCTAVE)
    share = shared[ids] / (length + lengths[classes[ids]])
    best = ids[np.argpartition(-share, _COMPARED)[:_COMPARED]] if len(ids) > _COMPARED else ids
    return [int(row) for row in best]


def _parts(connection: sqlite3.Connection, key: int) -> int:
    row = connection.execute("SELECT max(part) + 1 FROM postings WHERE pair = ?", (key,)).fetchone()
    return int(row[0] or 0)


def _length_class(length: int) -> int:
    return min(_CLASSES - 1, round(_OCTAVE * math.log2(max(length, 1))))


def _lengths(length: int, least: int) -> tuple[int, int]:
    """Shortest and longest text (in characters) that can still be `least` per cent alike: 2·short/(short+long)."""
    share = least / (200 - least)
    return int(length * share), int(length / share) + 1
