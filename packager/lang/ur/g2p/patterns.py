"""Words that Urdu took over whole patterns of: their unwritten vowels follow from the pattern.

An Arabic root of three consonants (1, 2, 3) takes its vowels from the pattern it stands in:
مفعول is ma12uu3 whatever the root, so معلوم, مضمون and مشکوک are read without having been met.
The patterns hold for words in letters that Arabic has; پ چ گ ٹ ڈ ڑ ژ ھ show another origin.
"""

from __future__ import annotations

import re
from functools import cache

from packager.lang.ur.g2p.data import rows, sounds_of
from packager.lang.ur.g2p.letters import CONSONANTS
from packager.lang.ur.g2p.syllables import joined

_ROOT = "[بتثجحخدذرزسشصضطظعغفقکلمنوہی]"
_FIRM = "[بتثجحخدذرزسشصضطظعغفقکلمنہ]"  # no weak letter, which may be a vowel
_LAST = "[بتثجحخدذرزسشصضطظعغفقکلمن]"  # nor ہ, which ends a word as a vowel
_KEPT = _LAST.replace("ت", "")  # nor ت, which may be of a plural: اثرات
_STRONG = "[بتثجحخدذرزسشصضطظعغفقکلم]"  # nor one that only makes a vowel nasal or long

_LOWERED = re.compile("i(?=h[^aeiou])")  # ehtimaal: i is e before h that closes its syllable


def _expression(pattern: str) -> re.Pattern[str]:
    classes = {"R": f"({_ROOT})", "F": f"({_FIRM})", "L": f"({_LAST})", "K": f"({_KEPT})", "S": f"({_STRONG})"}
    return re.compile("".join(classes.get(letter, letter) for letter in pattern))


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_expression(pattern), reading) for pattern, reading, *_ in rows("patterns.tsv"))


def patterned(word: str) -> str | None:
    """A word of a known pattern, with or without an ending, in the notation of urdu_sounds; else None.

    >>> patterned("معلوم"), patterned("مطالبات"), patterned("گھر")
    ("ma'luum", 'mutaalabaat', None)
    """
    endings = {"": "", **sounds_of("pattern-ending")}
    for expression, pattern in _compiled():
        match = expression.match(word)
        if match and (ending := word[match.end() :]) in endings and not (word[0] == "ت" and ending in ("ہ", "ے")):
            return _rooted(pattern, match) + endings[ending]
    return None


def _rooted(pattern: str, match: re.Match[str]) -> str:
    """The pattern with the root's letters in it, s + h kept apart from sh."""
    parts = [CONSONANTS[match[int(part)]] if part.isdigit() else part for part in re.findall(r"\d|\D+", pattern)]
    return _LOWERED.sub("e", joined(parts))
