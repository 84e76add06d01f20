"""Parts that come in by entry point, ours and a stranger's by the same door: found by name, loaded when asked for."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from packager.errors import EngineUnavailable, InputError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


@functools.cache
def names(group: str) -> tuple[str, ...]:
    """Names of a group's parts, sorted; nothing is loaded."""
    return tuple(sorted({point.name for point in _points(group)}))


def load(group: str, name: str, what: str) -> object:
    """The part of this name; `what` it is, for messages: "engine".

    Raises InputError where there is none or where several packages claim the name, EngineUnavailable where it
    cannot be imported.
    """
    found = [point for point in _points(group) if point.name == name]
    if not found:
        known = ", ".join(names(group)) or "none is installed"
        raise InputError(f"no {what} is called '{name}'", where=group, hint=f"known: {known}")
    if len({point.value for point in found}) > 1:
        claims = ", ".join(sorted(point.value for point in found))
        raise InputError(
            f"several packages claim the {what} '{name}' ({claims})", where=group, hint="remove all but one"
        )
    try:
        return found[0].load()
    except (ImportError, AttributeError) as error:
        raise EngineUnavailable(f"cannot be loaded ({error})", where=name, hint="install what it needs") from error


@functools.cache
def _points(group: str) -> tuple[EntryPoint, ...]:
    from importlib.metadata import entry_points

    return tuple(entry_points(group=group))
