"""The languages of this program, ours and a stranger's, found by the same door.

Entry points of the group `packager.languages`: the name is the language's code, the value its `Language`.
Only the language that is asked for is loaded.
"""

from __future__ import annotations

import functools

from packager import entry_points
from packager.errors import InputError
from packager.lang.language import Language

GROUP = "packager.languages"
_GUIDE = "see docs/add-a-language.md"
SOURCE = "en"  # what articles are written in


@functools.cache
def language(code: str) -> Language:
    """The language of a code. Raises InputError where there is none, or where it has a hole."""
    try:
        loaded = entry_points.load(GROUP, code, "language")
    except TypeError as error:  # a record that lacks a field
        raise InputError(f"cannot be loaded ({error})", where=f"language {code}", hint=_GUIDE) from error
    if not isinstance(loaded, Language) or loaded.code != code:
        raise InputError("is not what it says", where=f"language {code}", hint=_GUIDE)
    return loaded


@functools.cache
def codes() -> tuple[str, ...]:
    """The codes of all languages, sorted, the one of the articles last."""
    return tuple(sorted(entry_points.names(GROUP), key=lambda code: (code == SOURCE, code)))


def name_of(code: str) -> str:
    """What a language is called in English; its code where it is none of this program's."""
    return language(code).english if code in codes() else code


def languages() -> tuple[Language, ...]:
    """All languages, by code."""
    return tuple(language(code) for code in codes())


def targets() -> tuple[Language, ...]:
    """The languages that are translated into, by code."""
    return tuple(known for known in languages() if not known.source)


def target_codes() -> tuple[str, ...]:
    """Their codes."""
    return tuple(known.code for known in targets())
