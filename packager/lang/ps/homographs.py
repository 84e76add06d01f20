"""The Pashto words that are written alike and said differently: voices/pashto/homographs.tsv."""

from __future__ import annotations

import re
from functools import cache

from packager.lang.data_folder import voices_folder
from packager.lang.homographs import Homographs, read_rules
from packager.lang.ps.g2p.letters import folded
from packager.lang.ps.g2p.sounds import parse
from packager.lang.tables import cells

_LISTS_OF_NAMES = ("50-names.tsv", "90-table-names.tsv")
_LIKE_A_NAME = re.compile(r"\S*(?:الله|الدین|ګل|خان|جان|زی|شاه|خېل)$")


@cache
def homographs() -> Homographs:
    """The rules. Raises InputError that names file and line."""
    rules = read_rules(voices_folder() / "pashto" / "homographs.tsv", parse, folded)
    return Homographs(
        rules=rules, folded=folded, is_name=lambda word: word in _names() or bool(_LIKE_A_NAME.match(word))
    )


@cache
def _names() -> frozenset[str]:
    """The names that the lexicon has, one word each."""
    folder = voices_folder() / "pashto" / "lexicon"
    return frozenset(folded(row[0]) for name in _LISTS_OF_NAMES for _, row in cells(folder / name))
