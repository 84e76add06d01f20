"""How each Pashto word is given to espeak-ng: known words to its dictionary, others as phonemes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from packager.engines import espeak_dictionary
from packager.engines.pashto_sounds import Dialect, espeak, parse, stressed
from packager.errors import InputError


@dataclass(frozen=True)
class PashtoSpeller:
    """One dialect's words."""

    dialect: str
    longest: int = 1

    def say(self, words: Sequence[str]) -> tuple[int, str]:
        """One word as espeak-ng is given it. Raises InputError for `[[…]]` that is not in the notation."""
        return 1, _say(words[0], self.dialect)


@cache
def _say(word: str, dialect: str) -> str:
    made_from = espeak_dictionary.sources()
    if word.startswith("[["):
        return _in_notation(word, made_from.dialects[dialect])
    return word


def _in_notation(word: str, dialect: Dialect) -> str:
    try:
        said = [espeak(stressed(parse(part)), dialect) for part in word[2:-2].split()]
    except ValueError as error:
        raise InputError(str(error), where=word, mend="see voices/pashto/README.md for the notation") from error
    return f"[[{' '.join(said)}]]"
