"""Words that are written alike and said differently: which is meant, by the words around them in their clause.

A language's rules stand in a file of its voice, `homographs.tsv`, in the order in which they are tried:

    word<TAB>sounds<TAB>what stands before<TAB>what stands after

The last two are regular expressions of whole words within one clause, empty for anything. `<start>` and `<end>` are
the clause's ends (a question's end is `؟ <end>`), `<name>` among the choices after is a name of the lexicon, and other
`<…>` are the lists of lines `@name<TAB>expression` above. The first line that fits is heard; where none does, the
lexicon's own reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packager.errors import InputError
from packager.lang.tables import cells
from packager.text.letters import MARKS

_MACRO = re.compile(r"<([a-z-]+)>")
_ENDS = {"start": r"\^", "end": r"\$"}
_NAME = "<name>"
_UNSIGNED = dict.fromkeys(map(ord, MARKS))


@dataclass(frozen=True, slots=True)
class HomographRule:
    """One reading of a word between certain neighbours."""

    sounds: str  # in the language's notation
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    name: bool = False  # whether a name may follow instead


@dataclass(frozen=True, kw_only=True)
class Homographs:
    """The rules of one language."""

    rules: Mapping[str, Sequence[HomographRule]]  # by their words, as `folded` gives them
    folded: Callable[[str], str] = str  # a word without signs → as the rules and the names are written
    is_name: Callable[[str], bool] = lambda _word: False

    def readings(self, words: Sequence[str], mark: str = "") -> dict[int, str]:
        """The places in a clause whose words a rule fits, and their sounds; a word with vowel signs is decided.

        `mark`: what ends the clause, "" for nothing.

        >>> rules = {"b": [HomographRule("B", None, re.compile(" (?:c) "))]}
        >>> Homographs(rules=rules).readings(["a", "b", "c", "b"])
        {1: 'B'}
        """
        plain = [self.folded(word.translate(_UNSIGNED)) for word in words]
        places = [place for place, word in enumerate(plain) if word in self.rules and self.folded(words[place]) == word]
        found: dict[int, str] = {}
        for place in places:
            left = f"^ {''.join(f'{one} ' for one in plain[:place])}"
            right = f" {''.join(f'{one} ' for one in plain[place + 1 :])}{'؟ ' if mark == '؟' else ''}$ "
            fitting = next((rule for rule in self.rules[plain[place]] if self._fits(rule, left, right)), None)
            if fitting:
                found[place] = fitting.sounds
        return found

    def _fits(self, rule: HomographRule, left: str, right: str) -> bool:
        """Whether the words before, `^ one two `, and after, ` one two $ `, are as the rule has them."""
        if rule.before and not rule.before.search(left):
            return False
        if rule.after is None and not rule.name:
            return True
        return bool(rule.after and rule.after.match(right)) or (rule.name and self.is_name(right.split(maxsplit=1)[0]))


def read_rules(
    path: Path, checked: Callable[[str], object], folded: Callable[[str], str] = str
) -> dict[str, list[HomographRule]]:
    """The rules of a file by their words; `checked` raises ValueError for sounds that are not in the notation.

    Raises InputError that names file and line.
    """
    found: dict[str, list[HomographRule]] = {}
    lists = dict(_ENDS)
    for where, row in cells(path):
        word, sounds, before, after = [*row, "", "", ""][:4]
        try:
            if word.startswith("@"):
                lists[word[1:]] = _filled(row[-1], lists)
                continue
            checked(sounds)
            choices = [choice for choice in after.split("|") if choice != _NAME]
            rule = HomographRule(
                sounds,
                _compiled(r"(?:^| )(?:{}) $", before, lists),
                _compiled(r" (?:{}) ", "|".join(choices), lists),
                name=len(choices) < len(after.split("|")),
            )
        except ValueError as error:
            hint = "word<TAB>sounds<TAB>before<TAB>after, each but the first two a regular expression of words"
            raise InputError(str(error), where=where, hint=hint) from error
        found.setdefault(folded(word), []).append(rule)
    return found


def _compiled(frame: str, cell: str, lists: Mapping[str, str]) -> re.Pattern[str] | None:
    """A cell as an expression in its frame. Raises ValueError for one that is none."""
    try:
        return re.compile(frame.replace("{}", _filled(cell, lists))) if cell else None
    except re.error as error:
        raise ValueError(f"{cell!r} is no expression: {error}") from error


def _filled(cell: str, lists: Mapping[str, str]) -> str:
    """A cell with its lists written out. Raises ValueError for one that does not stand above."""
    unknown = [name for name in _MACRO.findall(cell) if name not in lists]
    if unknown:
        raise ValueError(f"no list is called <{unknown[0]}>; put its line, @{unknown[0]}, above")
    return _MACRO.sub(lambda match: f"(?:{lists[match[1]]})", cell)
