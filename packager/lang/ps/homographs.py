"""Words that are written alike and said differently: which is meant, by the words around them in their clause.

The rules stand in voices/pashto/homographs.tsv, in the order in which they are tried.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packager.errors import InputError
from packager.lang.data_folder import voices_folder
from packager.lang.ps.g2p.letters import folded
from packager.lang.ps.g2p.sounds import Sounds, parse

_FILE = "homographs.tsv"
_NAMES = ("50-names.tsv", "90-table-names.tsv")
_MACRO = re.compile(r"<([a-z-]+)>")
_ENDS = {"start": r"\^", "end": r"\$"}
_LIKE_A_NAME = re.compile(r"\S*(?:الله|الدین|ګل|خان|جان|زی|شاه|خېل)$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One reading of a word between certain neighbours."""

    word: str
    sounds: Sounds
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    name: bool  # whether a name must follow, where `after` does not fit
    line: int

    def fits(self, left: str, right: str) -> bool:
        """Whether the words before, `^ one two `, and after, ` one two $ `, are as the rule has them."""
        if self.before and not self.before.search(left):
            return False
        if self.after and self.after.match(right):
            return True
        if self.name:
            following = right.split(maxsplit=1)[0]
            return following in _names() or bool(_LIKE_A_NAME.match(following))
        return self.after is None


def readings(words: Sequence[str]) -> dict[int, Sounds]:
    """The places in a clause whose words are said otherwise than the lexicon has them, and how."""
    known = rules()
    plain = [folded(word) for word in words]
    found: dict[int, Sounds] = {}
    for place, word in enumerate(plain):
        if word in known:
            left = f"^ {''.join(f'{one} ' for one in plain[:place])}"
            right = f" {''.join(f'{one} ' for one in plain[place + 1 :])}$ "
            fitting = next((rule for rule in known[word] if rule.fits(left, right)), None)
            if fitting:
                found[place] = fitting.sounds
    return found


@cache
def rules() -> Mapping[str, Sequence[Rule]]:
    """The rules by their words. Raises InputError that names file and line."""
    return read_rules(voices_folder() / "pashto" / _FILE)


def read_rules(path: Path) -> dict[str, list[Rule]]:
    """The rules of a file. Raises InputError that names file and line."""
    found: dict[str, list[Rule]] = {}
    lists: dict[str, str] = dict(_ENDS)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            cells = line.split("\t")
            if line.startswith("@"):
                lists[cells[0][1:]] = _filled(cells[1], lists)
                continue
            rule = _rule([*cells, "", ""][:4], lists, number)
        except (ValueError, KeyError, IndexError, re.error) as error:
            raise InputError(str(error), where=f"{path}:{number}", hint="see the head of the file") from error
        found.setdefault(rule.word, []).append(rule)
    return found


def _rule(cells: Sequence[str], lists: Mapping[str, str], number: int) -> Rule:
    word, sounds, before, after = cells
    name = "<name>" in after
    after = "|".join(part for part in after.split("|") if part != "<name>")
    return Rule(
        word=folded(word),
        sounds=parse(sounds),
        before=re.compile(rf" (?:{_filled(before, lists)}) $|^(?:{_filled(before, lists)}) $") if before else None,
        after=re.compile(rf" (?:{_filled(after, lists)}) ") if after else None,
        name=name,
        line=number,
    )


def _filled(cell: str, lists: Mapping[str, str]) -> str:
    return _MACRO.sub(lambda match: f"(?:{lists[match[1]]})", cell)


@cache
def _names() -> frozenset[str]:
    """The names that the lexicon has, one word each."""
    folder = voices_folder() / "pashto" / "lexicon"
    lines = (
        line for name in _NAMES if (folder / name).is_file() for line in (folder / name).read_text("utf-8").splitlines()
    )
    return frozenset(folded(line.split("\t")[0]) for line in lines if line and line[0] != "#")
