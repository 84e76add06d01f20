"""The languages of this program, ours and a stranger's, found by the same door.

Entry points of the group `packager.languages`: the name is the language's code, the value its `Language`.
Only the language that is asked for is loaded.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from packager.errors import EngineUnavailable, InputError
from packager.lang.language import Language

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "packager.languages"
SOURCE = "en"  # what articles are written in


@functools.cache
def language(code: str) -> Language:
    """The language of a code. Raises InputError where there is none, or where it has a hole."""
    found = [point for point in _points() if point.name == code]
    if not found:
        raise InputError(f"'{code}' is not a language of this program", mend=f"known: {', '.join(codes())}")
    if len({point.value for point in found}) > 1:
        claims = ", ".join(sorted(point.value for point in found))
        raise InputError(f"several packages claim the language '{code}' ({claims})", mend="remove all but one")
    try:
        loaded = found[0].load()
    except (ImportError, AttributeError) as error:
        raise EngineUnavailable(f"cannot be loaded ({error})", where=f"language {code}") from error
    if not isinstance(loaded, Language) or loaded.code != code:
        raise InputError(f"is not the language '{code}'", where=found[0].value, mend="see docs/add-a-language.md")
    return loaded


@functools.cache
def codes() -> tuple[str, ...]:
    """The codes of all languages, sorted, the one of the articles last."""
    return tuple(sorted({point.name for point in _points()}, key=lambda code: (code == SOURCE, code)))


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


@functools.cache
def _points() -> tuple[EntryPoint, ...]:
    from importlib.metadata import entry_points

    return tuple(entry_points(group=GROUP))
