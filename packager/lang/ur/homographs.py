"""Urdu words that are written alike and said differently, read by their neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from packager.lang.data_folder import voices_folder
from packager.lang.homographs import Rules, read_rules, readings
from packager.lang.ur.g2p.sounds import is_notation
from packager.text.letters import MARKS

_UNSIGNED = dict.fromkeys(map(ord, MARKS))


def rules_file() -> Path:
    """The file of the rules."""
    return voices_folder() / "urdu" / "homographs.tsv"


@cache
def rules() -> Rules:
    """The rules by their words. Raises InputError that names file and line."""
    return read_rules(rules_file(), is_notation)


def by_neighbours(words: Sequence[str], mark: str) -> Mapping[int, str]:
    """The places in a clause whose words their neighbours decide, and their notation. A word with signs is decided.

    >>> by_neighbours(["ان", "کا", "گھر"], "۔"), by_neighbours(["ان", "گھروں", "میں"], "")
    ({0: 'un'}, {})
    """
    known = rules()
    if not any(word in known for word in words):
        return {}
    plain = [word.translate(_UNSIGNED) for word in words]
    return {place: said for place, said in readings(plain, mark, known).items() if words[place] in known}
