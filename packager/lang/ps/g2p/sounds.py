"""Pashto sounds in a dialect-neutral notation, and their values in espeak-ng's `ur` phoneme table.

The notation (also in voices/pashto/lexicon/README.md): consonants p b t d T D k g q C J ts dz f s z S Z X G x
Q h m n N l r R w j; vowels a @ A i u e o; ' just before the stressed vowel; - keeps two sounds apart
(t-s is not ts). X G ts dz Z q are said as the dialect has them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from packager.errors import InputError
from packager.lang.data_folder import voices_folder
from packager.lang.tables import cells

VOWELS = frozenset("a@Aiueo")
LONG = frozenset("Aiueo")
STRESS = "'"

SYMBOLS = ("ts", "dz", *"pbtdTDkgqCJfszSZXGxQhmnNlrRwja@Aiueo")
_SYMBOL = re.compile("|".join((*SYMBOLS, STRESS)))
# espeak-ng's names where they are not the same; i and u are long when stressed or last.
_ESPEAK = {"T": "t.", "D": "d.", "C": "c", "N": "n.", "R": "r.", "A": "a:", "e": "e:", "o": "o:"}
_RUN_TOGETHER = {("t", "s"), ("t", "S"), ("d", "z"), ("d", "Z")}

Sounds = tuple[str, ...]
Dialect = Mapping[str, str]  # neutral symbol → espeak-ng's, for the sounds that dialects differ in


def parse(text: str) -> Sounds:
    """Symbols of a word in the notation. Raises ValueError that names the first bad one.

    A stress mark before the consonants of its syllable is moved to the vowel.

    >>> parse("sp'aj")
    ('s', 'p', "'", 'a', 'j')
    >>> parse("paStu")
    ('p', 'a', 'S', 't', 'u')
    >>> parse("kot'")
    Traceback (most recent call last):
    ValueError: no vowel after '
    """
    found: list[str] = []
    at = 0
    while at < len(text):
        match = _SYMBOL.match(text, at)
        if match:
            found.append(match.group())
            at = match.end()
        elif text[at] == "-":
            at += 1
        else:
            raise ValueError(f"{text[at]!r} is no symbol of the notation")
    return _checked(found)


def _checked(sounds: Sequence[str]) -> Sounds:
    if not VOWELS.intersection(sounds):
        raise ValueError("no vowel")
    if STRESS not in sounds:
        return tuple(sounds)
    if sounds.count(STRESS) > 1:
        raise ValueError("two stress marks")
    mark = sounds.index(STRESS)
    vowel = next((place for place in range(mark, len(sounds)) if sounds[place] in VOWELS), None)
    if vowel is None:
        raise ValueError(f"no vowel after {STRESS}")
    return (*sounds[:mark], *sounds[mark + 1 : vowel], STRESS, *sounds[vowel:])


def stressed(sounds: Sequence[str]) -> Sounds:
    """The same with a stress mark: as marked, else on the last heavy syllable, else on the last.

    Heavy: a long vowel or a closed syllable; a last open syllable in a, @, o or u never is
    (plural -úna/-úno, feminine -a).
    """
    if STRESS in sounds:
        return tuple(sounds)
    places = [place for place, sound in enumerate(sounds) if sound in VOWELS]
    if not places:
        return tuple(sounds)
    heavy = [place for place in places if _heavy(sounds, place)]
    at = heavy[-1] if heavy else places[-1]
    return (*sounds[:at], STRESS, *sounds[at:])


def _heavy(sounds: Sequence[str], place: int) -> bool:
    after = sounds[place + 1 :]
    if not after:
        return sounds[place] in "Aie"
    if sounds[place] in LONG:
        return True
    return len(after) == 1 or (after[0] not in VOWELS and after[1] not in VOWELS)


def espeak(sounds: Sequence[str], dialect: Dialect) -> str:
    """espeak-ng's phoneme string (`ur` table) of a word, stress where it is marked.

    >>> espeak(parse("p@Xt'o"), {"X": "x"})
    "p@xt'o:"
    """
    out: list[str] = []
    before = ""
    for place, sound in enumerate(sounds):
        if (before, sound) in _RUN_TOGETHER:
            out.append("|")
        out.append(dialect.get(sound) or _name(sounds, place))
        before = sound
    return "".join(out)


def _name(sounds: Sequence[str], place: int) -> str:
    sound = sounds[place]
    if sound in "iu" and (place == len(sounds) - 1 or (place and sounds[place - 1] == STRESS)):
        return f"{sound}:"
    return _ESPEAK.get(sound, sound)


@cache
def dialects() -> Mapping[str, Dialect]:
    """Dialects by name, from voices/pashto/dialects.tsv. Raises InputError that names file and line."""
    (_, (_, *symbols)), *rows = cells(voices_folder() / "pashto" / "dialects.tsv")
    for where, row in rows:
        if len(row) != len(symbols) + 1:
            raise InputError(f"{len(symbols) + 1} columns wanted", where=where)
    return {name: dict(zip(symbols, values, strict=True)) for _, (name, *values) in rows}
