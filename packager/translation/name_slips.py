"""Slips in a table of names: what would be said wrongly, checked wrongly, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from packager.lang.registry import language as find
from packager.translation.names import LANGUAGES, Name, Names

_UNSAID = re.compile(r"[A-Za-z\d٠-٩۰-۹]")


def slips(names: Names) -> Iterator[tuple[Name, str]]:
    """Every slip, in the table's order, in words that an editor understands."""
    owners: dict[str, Name] = {}
    for name in names.entries:
        for form in (name.en, *name.also):
            other = owners.setdefault(form, name)
            if other is not name:
                yield name, f"'{form}' is {other.en} already"
        for language in LANGUAGES:
            yield from ((name, slip) for slip in _in_language(name, language))


def _in_language(name: Name, language: str) -> Iterator[str]:
    spelling = name.spelling.get(language, "")
    if not spelling:
        yield f"no spelling in '{language}'"
        return
    for text in dict.fromkeys((spelling, name.spoken(language))):
        strange = {letter for letter in text if letter.isalpha() and not letter.isascii()} - find(
            language
        ).writing.letters
        if strange:
            yield f"'{text}' has {' '.join(sorted(strange))}, no letter of '{language}'"
    if _UNSAID.search(name.spoken(language)):
        yield f"'{name.spoken(language)}' cannot be said in '{language}': write it in the language's letters"
    if spelling in name.avoid.get(language, ()):
        yield f"'{spelling}' is both our spelling and to be avoided"
