"""Languages that a translation may be taken for, or may have slipped into."""

from __future__ import annotations

from dataclasses import dataclass

from packager.lang.registry import codes, language


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbour:
    """A language that another may be taken for."""

    name: str  # in English
    letters: frozenset[str]
    words: frozenset[str]


_PERSIAN = "است را این آن که از با برای های می شود شده کرد بود هستند خود نیست آنها"
# Neighbours that are no languages of this program.
NEIGHBOURS = {
    "fa": Neighbour(
        name="Persian",
        letters=frozenset(),
        words=frozenset(_PERSIAN.split()),
    ),
}


def neighbour(code: str) -> Neighbour:
    """A neighbour by its code. Raises InputError for one that nobody knows."""
    if code in NEIGHBOURS and code not in codes():
        return NEIGHBOURS[code]
    known = language(code)
    return Neighbour(name=known.english, letters=known.qa.own_letters, words=known.qa.commonest)
