"""English spelling to a language's letters by rule: a reader's first guess at a name.

Two steps: spelling to sounds (rules of English spelling, the first that fits at a place wins), and
sounds to letters by their place in the word. Own work; every result is marked for the editor.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from packager.lang.tables import Tables, rows

_VOWELS = frozenset("AaEeIiUuoYWQ")
_START, _INSIDE, _END, _AFTER_VOWEL = range(4)
_FOREIGN = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "e", "œ": "e", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "ð": "th", "ħ": "h"}
)


def plain_latin(text: str) -> str:
    """Latin letters without their accents: `Mbappé` → `Mbappe`."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_FOREIGN)


@cache
def _spelling() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(spelling), said) for spelling, said in rows("packager.lang.en", "tables/spelling.tsv")]


def sounds(word: str) -> str:
    """The sounds of an English spelling, one letter each."""
    word = re.sub(r"[^a-z]", "", plain_latin(word.lower()))
    out: list[str] = []
    place = 0
    while place < len(word):
        for spelling, said in _spelling():
            match = spelling.match(word, place)
            if match:
                out.append(match[1] if said == "=" else said)
                place = match.end()
                break
        else:
            out.append(word[place])
            place += 1
    return "".join(out)


def transliterate(word: str, tables: Tables) -> str:
    """A Latin word in the letters of a language; never empty for a word with a letter in it."""
    said = sounds(word)
    out: list[str] = []
    for place, sound in enumerate(said):
        before, after = said[max(0, place - 1) : place], said[place + 1 : place + 2]
        out.append(_letter(sound, before, after, tables))
    return "".join(out)


def _letter(sound: str, before: str, after: str, tables: Tables) -> str:
    letters = tables.sounds.get(sound)
    if letters is None:
        return ""
    if sound in _VOWELS and before in _VOWELS and before not in "iI":
        return letters[_AFTER_VOWEL]
    if sound in "iI" and before and after in _VOWELS:
        return tables.sounds["y"][_INSIDE]
    return letters[_START if not before else _INSIDE if after else _END]
