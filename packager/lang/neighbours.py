"""Languages that a translation may be taken for, or may have slipped into."""

from __future__ import annotations

from dataclasses import dataclass

from packager.lang.registry import codes, language
from packager.lang.tables import rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbour:
    """A language that another may be taken for."""

    name: str  # in English
    letters: frozenset[str]
    words: frozenset[str]
    blocks: bool = True  # whether a line that looks like it may not air; not where the two are much alike


# Neighbours that are no languages of this program: code, name, whether a line that looks like it is blocked, words.
NEIGHBOURS = {
    code: Neighbour(name=name, letters=frozenset(), words=frozenset(words.split()), blocks=blocks == "blocks")
    for code, name, blocks, words in rows("packager.lang", "symbols/neighbours.tsv")
}


def neighbour(code: str) -> Neighbour:
    """A neighbour by its code. Raises InputError for one that nobody knows."""
    if code in NEIGHBOURS and code not in codes():
        return NEIGHBOURS[code]
    known = language(code)
    return Neighbour(name=known.english, letters=known.qa.own_letters, words=known.qa.commonest)
