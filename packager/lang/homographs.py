"""Words that are written alike and said differently: which is meant, by the words around them in their clause.

A language's rules stand in a file of its voice, `homographs.tsv`, in the order in which they are tried:

    word<TAB>sounds<TAB>what stands before<TAB>what stands after

The last two are regular expressions of whole words within one clause, empty for anything. `<start>` and `<end>` are the
clause's ends (a question's end is `؟ <end>`), other `<…>` the lists of lines `@name<TAB>expression` above. The first
line that fits is heard; where none does, the lexicon's own reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packager.errors import InputError

_MACRO = re.compile(r"<([a-z-]+)>")
_ENDS = {"start": r"\^", "end": r"\$"}
_HINT = "word<TAB>sounds<TAB>before<TAB>after, each but the first two a regular expression of words"


@dataclass(frozen=True, slots=True)
class Rule:
    """One reading of a word between certain neighbours."""

    sounds: str  # in the language's notation
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def fits(self, left: str, right: str) -> bool:
        """Whether the words before, `^ one two `, and after, ` one two $ `, are as the rule has them."""
        return (not self.before or bool(self.before.search(left))) and (not self.after or bool(self.after.match(right)))


Rules = Mapping[str, Sequence[Rule]]


def readings(words: Sequence[str], mark: str, rules: Rules) -> dict[int, str]:
    """The places in a clause whose words a rule fits, and their sounds; `mark`: what ends the clause, "" for nothing.

    >>> rules = {"b": [Rule("B", None, re.compile(" (?:c) "))]}
    >>> readings(["a", "b", "c", "b"], "", rules)
    {1: 'B'}
    """
    found: dict[int, str] = {}
    for place, word in enumerate(words):
        if word in rules:
            left = f"^ {''.join(f'{one} ' for one in words[:place])}"
            right = f" {''.join(f'{one} ' for one in words[place + 1 :])}{'؟ ' if mark == '؟' else ''}$ "
            fitting = next((rule for rule in rules[word] if rule.fits(left, right)), None)
            if fitting:
                found[place] = fitting.sounds
    return found


def read_rules(path: Path, known: Callable[[str], bool]) -> dict[str, list[Rule]]:
    """The rules of a file by their words; `known`: whether a text is in the language's notation.

    Raises InputError that names file and line.
    """
    found: dict[str, list[Rule]] = {}
    lists: dict[str, str] = dict(_ENDS)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path}:{number}"
        cells = line.split("\t")
        if line.startswith("@"):
            lists[cells[0][1:]] = _filled(cells[-1], lists, where)
            continue
        word, sounds, before, after = [*cells, "", ""][:4]
        if not known(sounds):
            raise InputError(f"{sounds!r} is not in the notation", where=where, hint=_HINT)
        rule = Rule(
            sounds, _compiled(r"(?:^| )(?:{}) $", before, lists, where), _compiled(r" (?:{}) ", after, lists, where)
        )
        found.setdefault(word, []).append(rule)
    return found


def _compiled(frame: str, cell: str, lists: Mapping[str, str], where: str) -> re.Pattern[str] | None:
    if not cell:
        return None
    try:
        return re.compile(frame.replace("{}", _filled(cell, lists, where)))
    except re.error as error:
        raise InputError(f"{cell!r} is no expression: {error}", where=where, hint=_HINT) from error


def _filled(cell: str, lists: Mapping[str, str], where: str) -> str:
    unknown = [name for name in _MACRO.findall(cell) if name not in lists]
    if unknown:
        raise InputError(f"no list is called <{unknown[0]}>", where=where, hint="put its line, @name, above")
    return _MACRO.sub(lambda match: f"(?:{lists[match[1]]})", cell)
