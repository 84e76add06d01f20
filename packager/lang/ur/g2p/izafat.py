"""Izafat that print does not write, after words that hardly stand before a noun otherwise: قابل تعریف qaabile ta'riif.

A phrase of the lexicon goes before this; the words of voices/urdu/izafat.tsv make phrases without end. Own lists, not
checked by a native reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from packager.errors import InputError
from packager.lang.tables import Tables, cells
from packager.lang.ur.g2p.data import folder, word_set
from packager.lang.ur.g2p.sounds import is_vowel, letters
from packager.text.letters import MARKS

_UNSIGNED = dict.fromkeys(map(ord, MARKS))  # a name may be given with its vowel signs
_FUTURE = ("گا", "گے", "گی")  # what stands before them is a verb
_VERB = re.compile(r"\S+(?:تا|تے|تی|[ارنڑٹھ]ن[ےا])")  # کہتے, بنانے


@cache
def _heads() -> dict[str, re.Pattern[str]]:
    """The words of izafat.tsv, and what they are tied to. Raises InputError that names file and line."""
    lists: dict[str, str] = {}
    found: dict[str, re.Pattern[str]] = {}
    for where, (head, *rest) in cells(folder() / "izafat.tsv"):
        after = re.sub("<([a-z]+)>", lambda match: lists.get(match[1], match[0]), "\t".join(rest))
        if head.startswith("@"):
            lists[head[1:]] = after
            continue
        try:
            found[head] = re.compile(after or r"\S+")
        except re.error as error:
            raise InputError(f"{after!r} is no expression: {error}", where=where) from error
    return found


@cache
def _no_nouns() -> frozenset[str]:
    """Function words, without the nouns and adjectives at the table's end, and verbs."""
    return frozenset(Tables("packager.lang.ur").function_words) - word_set("izafat-noun") | word_set("izafat-never")


def tied(words: Sequence[str], notation: Callable[[str], str]) -> str | None:
    """How the first word is said where izafat ties it to the second; None where it does not.

    >>> tied(["قابل", "قبول"], {"قابل": "qaabil"}.__getitem__)
    'qaabile'
    """
    if len(words) < 2:
        return None
    head, noun = words[0], words[1].translate(_UNSIGNED)
    after = _heads().get(head)
    if words[2:3] and words[2] in _FUTURE:
        return None
    if not after or not after.fullmatch(noun) or noun in _no_nouns() or _VERB.fullmatch(noun) or noun[0] == "[":
        return None
    return with_izafat(notation(head))


def with_izafat(said: str) -> str | None:
    """A word's notation with the e of izafat; None for a word without sounds."""
    parts = letters(said)
    if not parts:
        return None
    if parts[-1] in ("aa", "a"):
        return said.removesuffix(parts[-1]) + "a'e"
    return said + ("'e" if is_vowel(parts[-1]) else "e")
