"""Finding engines by name: ours and a stranger's come in by the same door, and only the named one is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from packager.engines import Engine
from packager.errors import EngineUnavailable, InputError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from packager.engines import Options, Translator, Voice

TRANSLATORS = "packager.translators"
VOICES = "packager.voices"


def names(group: str) -> tuple[str, ...]:
    """Names of the engines of a group, sorted."""
    return tuple(sorted({point.name for point in _points(group)}))


def translator(name: str, options: Options) -> Translator:
    """The named translator, made with these options. Raises InputError, EngineUnavailable."""
    return cast("Translator", engine(TRANSLATORS, name).make(options))


def voice(name: str, options: Options) -> Voice:
    """The named voice engine, made with these options. Raises InputError, EngineUnavailable."""
    return cast("Voice", engine(VOICES, name).make(options))


def engine(group: str, name: str) -> Engine[object]:
    """The named engine, not yet made. Raises InputError, EngineUnavailable."""
    found = [point for point in _points(group) if point.name == name]
    if not found:
        known = ", ".join(names(group)) or "none is installed"
        raise InputError(f"no engine is called '{name}'", where=group, mend=f"known: {known}")
    if len({point.value for point in found}) > 1:
        claims = ", ".join(sorted(point.value for point in found))
        raise InputError(
            f"several packages claim the engine '{name}' ({claims})", where=group, mend="remove all but one"
        )
    try:
        loaded = found[0].load()
    except ImportError as error:
        raise EngineUnavailable(f"cannot be loaded ({error})", where=name, mend="install what it needs") from error
    return loaded if isinstance(loaded, Engine) else Engine(make=loaded)


def _points(group: str) -> tuple[EntryPoint, ...]:
    from importlib.metadata import entry_points

    return tuple(entry_points(group=group))
