"""Finding engines by name: ours and a stranger's come in by the same door, and only the named one is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from packager import entry_points
from packager.engines import Engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from packager.engines import Options, Translator, Voice

TRANSLATORS = "packager.translators"
VOICES = "packager.voices"


def names(group: str) -> tuple[str, ...]:
    """Names of the engines of a group, sorted."""
    return entry_points.names(group)


def translator(name: str, options: Options) -> Translator:
    """The named translator, made with these options. Raises InputError, EngineUnavailable."""
    return cast("Translator", engine(TRANSLATORS, name).make(options))


def voice(name: str, options: Options) -> Voice:
    """The named voice engine, made with these options. Raises InputError, EngineUnavailable."""
    return cast("Voice", engine(VOICES, name).make(options))


def engine(group: str, name: str) -> Engine[object]:
    """The named engine, not yet made. Raises InputError, EngineUnavailable."""
    loaded = entry_points.load(group, name, "engine")
    return loaded if isinstance(loaded, Engine) else Engine(make=cast("Callable[[Options], object]", loaded))
