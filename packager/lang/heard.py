"""How a language comes through a machine's ear: which ear listens, what it cannot tell apart, and what is too much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from packager.errors import InputError
from packager.lang.tables import Tables


@dataclass(frozen=True, kw_only=True)
class AsHeard:
    """What may be concluded from what an ear wrote down. The limits are measured: benchmarks/ear.py."""

    ear: str  # code of the language in which the ear writes
    letters: Mapping[int, str]  # code point → what stands for it, "" for nothing: letters that the ear mixes up are one
    most_wrong: float  # edits a letter of the text, beyond which other words were heard
    least_found: float  # share of the letters of any stretch of the text, below which the stretch was not heard
    most_added: float  # share of strangers in any stretch of what was heard, beyond which something was added

    def folded(self, text: str) -> str:
        """The letters of a text that an ear can be held to, without spaces and signs."""
        return "".join(letter for letter in text.translate(self.letters) if letter.isalpha())


def read(package: str) -> AsHeard:
    """What a language's tables/heard.tsv says. Raises InputError where something is missing in it."""
    told = Tables(package).pairs("heard.tsv")
    try:
        limits = {name: float(told[name]) for name in ("most_wrong", "least_found", "most_added")}
        alike = {name.removeprefix("letters "): given for name, given in told.items() if name.startswith("letters ")}
        table = {ord(letter): one for one, letters in alike.items() for letter in letters}
        return AsHeard(ear=told["ear"], letters=table | dict.fromkeys(map(ord, told["silent"]), ""), **limits)
    except (KeyError, ValueError) as error:
        raise InputError(f"{error} is missing or wrong", where=f"{package}/tables/heard.tsv") from error
