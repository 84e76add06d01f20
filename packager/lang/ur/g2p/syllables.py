"""Urdu syllables: where a short a stands between consonants that are written side by side.

A short a or nothing stands between two consonants, by their place in the word and by which of them
is the louder. Units are vowels and consonants of the notation of urdu_sounds, and "" for a vowel
that is known to be absent.
"""

from __future__ import annotations

from itertools import pairwise

VOWELS = frozenset(["a", "i", "u", "aa", "ii", "uu", "e", "o", "ai", "au"])
_LOUDNESS = {  # of a consonant: the louder of two is nearer the vowel
    **dict.fromkeys(["f", "s", "z", "sh", "x", "G", "h", "zh"], 2),
    **dict.fromkeys(["m", "n"], 3), "l": 4, "r": 5, "w": 6, "y": 6, "'": 7,
}  # fmt: skip


def filled(units: list[str]) -> list[str]:
    """Units with a short a wherever consonants would be too many or too hard together."""
    out: list[str] = []
    run: list[str] = []
    for unit in units:
        if unit.rstrip("~") in VOWELS:
            out += [*_run(run, opens=not out, ends=False), unit]
            run = []
        else:
            run.append(unit)
    return out + _run(run, opens=not out, ends=True, long=bool(out) and out[-1] not in ("a", "i", "u"))


def _run(run: list[str], *, opens: bool, ends: bool, long: bool = False) -> list[str]:
    """A run of consonants, with a where one is needed; at a word's beginning (opens), end, both or within."""
    if "" in run:  # a vowel is known to be absent here: each side by itself
        return [unit for unit in run if unit]
    head: list[str] = []
    if opens and (len(run) > 1 or (ends and run)) and not _onset(run, ends=ends):
        head, run = [run[0], "a"], run[1:]
    if ends:
        return head + _ending(run, long=long and not head)
    return head + (_middle(run) if head or not opens else run)


def _onset(run: list[str], *, ends: bool) -> bool:
    """Whether a word may begin with all of these consonants: English loans (train) alone."""
    return not ends and len(run) == 2 and run in (["T", "r"], ["D", "r"])


def _middle(run: list[str]) -> list[str]:
    """Consonants between two vowels: the first closes a syllable, the last opens one."""
    if len(run) <= 2:
        return run
    if _loud(run[0]) < _loud(run[1]) > _loud(run[2]) and run[1] in ("r", "l", "n", "m"):
        return [run[0], "a", run[1], *_opening(run[2:])]
    if len(run) == 3 and (
        _coda(run[0], run[1]) or (run[2] in ("r", "l", "y", "w") and _loud(run[1]) == 1 < _loud(run[0]))
    ):
        return run
    return [run[0], run[1], "a", *_middle(run[2:])]


def _opening(run: list[str]) -> list[str]:
    return run if len(run) == 1 else [run[0], "a", *_middle(run[1:])]


def _ending(run: list[str], *, long: bool) -> list[str]:
    """Consonants from a vowel (a long one: long) to the end of the word."""
    if len(run) <= 1:
        return run
    close = _long_coda(*run[-2:]) if long and len(run) == 2 else _coda(*run[-2:])
    if len(run) == 2:
        return run if close else [run[0], "a", run[1]]
    tail = run[-2:] if close else run[-1:]
    return [*_middle(run[: -len(tail)]), "a", *tail]


def _loud(sound: str) -> int:
    return _LOUDNESS.get(sound, 1)


def _coda(first: str, second: str) -> bool:
    """Whether a syllable may end in both: loudness falls (rang, garm), or both are stops and the second t."""
    if "R" in (first[0], second[0]) or second in ("'", "h") or first in ("h", "G", "'", "w", "y"):
        return False
    if (first, second) in (("r", "n"), ("l", "n"), ("r", "l")):
        return False
    return _loud(second) < _loud(first) or (first in ("q", "b", "k", "f") and second == "t")


def _long_coda(first: str, second: str) -> bool:
    """The same after a long vowel, where Persian words (dost, gosht) and nasals alone have two."""
    return (first in ("s", "sh", "x", "f", "r") and second == "t") or (
        first in ("n", "r") and second in ("d", "g", "T", "D", "t", "k", "ch", "j", "kh", "Th", "dh", "th")
    )


def joined(units: list[str]) -> str:
    """Units as one word, parted where letters would run together into another sound."""
    text = "".join(units[:1])
    for before, unit in pairwise(units):
        clash = (unit == "h" and before in ("p", "b", "t", "d", "k", "g", "T", "D", "R", "s", "z", "ch", "j")) or (
            unit in VOWELS and before.rstrip("~") in VOWELS
        )
        text += ("'" if clash else "") + unit
    return text
