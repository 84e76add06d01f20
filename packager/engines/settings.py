"""Options of an engine, as the station file gives them: read with their kinds, unknown ones named."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from packager.errors import InputError

if TYPE_CHECKING:
    from packager.engines import Options


@dataclass(frozen=True)
class Settings:
    """One engine's options; every reader raises InputError for a value of the wrong kind."""

    engine: str
    options: Options

    def only(self, *known: str) -> Settings:
        """These settings, once every option is one of those known."""
        for name in self.options:
            if name not in known:
                near = get_close_matches(str(name), known, 1)
                hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(sorted(known))}"
                raise InputError(f"unknown option '{name}'", where=self.engine, hint=hint)
        return self

    def text(self, name: str, default: str = "") -> str:
        """A text; `default` where it is not given."""
        value = self.options.get(name)
        if value is None:
            return default
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(name, "a text")
        return value.strip()

    def needed(self, name: str, example: str) -> str:
        """A text that has no default."""
        value = self.text(name)
        if not value:
            raise InputError(f"needs the option '{name}'", where=self.engine, hint=f"for example {name}: {example}")
        return value

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.options.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self._wrong(name, f"a whole number from {low} to {high}")
        return value

    def number(self, name: str, default: float, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        value = self.options.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self._wrong(name, f"a number from {low:g} to {high:g}")
        return float(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self.options.get(name, default)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def choice(self, name: str, known: tuple[str, ...], default: str = "") -> str:
        """One of the known words."""
        value = self.text(name, default)
        if value and value not in known:
            raise self._wrong(name, " or ".join(known))
        return value

    def _wrong(self, name: str, kind: str) -> InputError:
        return InputError(f"option '{name}' must be {kind}", where=self.engine)
