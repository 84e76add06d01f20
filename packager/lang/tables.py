"""A language's tables of words: tab-separated, `#` begins a comment line.

acronyms.tsv    Latin capitals, how they are said where it is not by the letters' names
english.tsv     Latin words in lower case that news keeps
fixed.tsv       letters and figures that have a name of their own
letters.tsv     the names of A to Z
units.tsv       a unit (its first symbol in symbols/units.tsv), its word after one, after more
currencies.tsv  a currency (its ISO 4217 code), its word after one, after more, its hundredth
sounds.tsv      a sound of English, its letters at the start of a word, inside, at the end, after a vowel
signs.tsv       a sign by its name in SignWords, and the word for it
salutes.tsv     a salutation that print writes as one sign: its code point, its words
models.tsv      a translation model, published figures of it, what it is not fit for; may be left out
words.tsv       sets of words that the rules look up: a set's name, its words; a set may have several rows
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from importlib import resources
from pathlib import Path
from string import ascii_uppercase
from typing import TypeVar

from packager.errors import InputError

ENGLISH_SOUNDS = "pbtdkgfvszSCJhmnNlrwyTXZAaEeIiUuoYWQ"  # as en/tables/spelling.tsv writes them
Cell = TypeVar("Cell")
Rows = tuple[tuple[str, ...], ...]
ACRONYMS, ENGLISH, FIXED, LETTERS = "acronyms.tsv", "english.tsv", "fixed.tsv", "letters.tsv"
UNITS, CURRENCIES, SOUNDS = "units.tsv", "currencies.tsv", "sounds.tsv"


@functools.cache
def rows(package: str, name: str) -> Rows:
    """The rows of a table of a package, in file order, each cell stripped. Raises InputError where there is none."""
    file = resources.files(package).joinpath(name)
    if not file.is_file():
        raise InputError(f"the language has no {name}", where=package, hint="see docs/add-a-language.md")
    lines = (line for line in file.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#")
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines)


def cells(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The lines of a table of a voice: `file:line`, to say in an error, and the cells; no comments, no empty lines."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and line[0] != "#":
            yield f"{path}:{number}", line.split("\t")


def sets(rows: Iterable[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Words by the names of their sets, from rows of a name and words; a name may have several rows."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words, *_ in rows:
        found[name] = (*found.get(name, ()), *words.split())
    return found


def parts(rows: Iterable[Sequence[str]]) -> dict[str, dict[str, str]]:
    """Pairs by their kind, from rows of kind, one, other."""
    found: dict[str, dict[str, str]] = {}
    for kind, one, other in rows:
        found.setdefault(kind, {})[one] = other
    return found


@functools.cache
def symbols(name: str) -> dict[str, str]:
    """What print writes for the units or the currencies: sign → the name that every language's table has it by."""
    return {sign: row[0] for row in rows("packager.lang", f"symbols/{name}") for sign in row[1].split()}


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing that is counted, in words."""

    one: str
    many: str
    hundredth: str = ""  # of a currency: what a hundred make one of


@dataclass(frozen=True, kw_only=True, slots=True)
class SignWords:
    """The small words that stand for signs."""

    point: str  # in 2.5
    minus: str
    plus: str
    percent: str
    number: str  # No., #5
    ampersand: str
    equals: str
    times: str  # 4 × 100
    fold: str  # 3x
    over: str  # 120/80
    about: str  # ~50
    less: str  # <5, said after the number
    more: str  # >5
    dot: str  # in a web address
    at: str  # in an e-mail address
    hashtag: str
    slash: str
    square: str
    cubic: str
    hijri: str
    christian: str  # of the Christian era, said only where print says it
    before_christ: str
    that: str  # the conjunction before reported speech
    coins: str  # between a currency and its hundredths: and, or nothing
    plural: str  # the s of MPs, after the letters' names


@dataclass(frozen=True, slots=True)
class ModelScores:
    """What was published of how well a model translates into a language."""

    figures: str
    warning: str = ""  # what the model is not fit for


@dataclass(frozen=True)
class Tables:
    """The tables of one language."""

    package: str

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """Acronyms that are said as a word, or in full."""
        return self.pairs(ACRONYMS)

    @cached_property
    def english(self) -> dict[str, str]:
        """Latin words, in lower case, as the language's listeners know them."""
        return self.pairs(ENGLISH)

    @cached_property
    def fixed(self) -> dict[str, str]:
        """9/11, 5G: what has a name of its own."""
        return self.pairs(FIXED)

    @cached_property
    def letters(self) -> dict[str, str]:
        """The names of the Latin letters. Raises InputError where one is missing."""
        return self._whole(self.pairs(LETTERS), ascii_uppercase, LETTERS)

    @cached_property
    def units(self) -> dict[str, Counted]:
        """Units by every symbol that print writes."""
        return self._counted(UNITS)

    @cached_property
    def currencies(self) -> dict[str, Counted]:
        """Currencies by every sign that print writes."""
        return self._counted(CURRENCIES)

    @cached_property
    def sounds(self) -> dict[str, tuple[str, ...]]:
        """Sounds of English → letters, by the place in the word. Raises InputError where one is missing."""
        return self._whole({row[0]: row[1:] for row in self.rows(SOUNDS) if len(row) == 5}, ENGLISH_SOUNDS, SOUNDS)

    @cached_property
    def function_words(self) -> tuple[str, ...]:
        """Words that are no name, as they are written."""
        return tuple(word for row in self.rows("function_words.txt") for word in row[0].split())

    @cached_property
    def signs(self) -> SignWords:
        """The words that stand for signs. Raises InputError where one is missing."""
        names = [sign.name for sign in fields(SignWords)]
        told = self._whole(self.pairs("signs.tsv"), names, "signs.tsv")
        return SignWords(**{name: told[name] for name in names})

    @cached_property
    def salutes(self) -> dict[str, str]:
        """Salutations that print writes as one sign."""
        return {chr(int(sign, 16)): said for sign, said in self.pairs("salutes.tsv").items()}

    @cached_property
    def models(self) -> dict[str, ModelScores]:
        """Published figures by model; none where the language has no such table."""
        return {row[0]: ModelScores(*row[1:]) for row in self.rows("models.tsv")} if self.has("models.tsv") else {}

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """Sets of words that the rules look up, by name."""
        return {name: frozenset(found) for name, found in sets(self.rows("words.tsv")).items()}

    def has(self, name: str) -> bool:
        """Whether there is a table of this name."""
        return resources.files(self.package).joinpath("tables", name).is_file()

    def rows(self, name: str) -> Rows:
        """The rows of one of its tables. Raises InputError where there is none."""
        return rows(self.package, f"tables/{name}")

    def pairs(self, name: str) -> dict[str, str]:
        """The rows of a table of two columns, as a mapping. Raises InputError where there is none."""
        return {row[0]: row[1] if len(row) > 1 else "" for row in self.rows(name)}

    def _counted(self, name: str) -> dict[str, Counted]:
        rows = {row[0]: Counted(*row[1:4]) for row in self.rows(name) if len(row) > 2}
        told = self._whole(rows, symbols(name).values(), name)
        return {sign: told[key] for sign, key in symbols(name).items()}

    def _whole(self, told: dict[str, Cell], wanted: Iterable[str], name: str) -> dict[str, Cell]:
        """A table that has all that is wanted. Raises InputError that names what it lacks."""
        missing = sorted(set(wanted) - set(told))
        if missing:
            where = f"{self.package}/tables/{name}"
            raise InputError(f"the language has nothing for {', '.join(missing)}", where=where)
        return told
