"""Regular expressions that are compiled when they are first used.

Compiling those of all rooms takes a quarter of a command's start, and most commands use few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")


class _Waiting:
    def __init__(self, written: str, flags: int) -> None:
        self._written, self._flags = written, flags

    def __getattr__(self, name: str) -> Any:
        """Asked for the first method alone: all are put in place, so that the next is as fast as a pattern's own."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._written, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def lazily(written: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, but for its being compiled by the first use. Not for `re`'s own functions."""
    return cast("re.Pattern[str]", _Waiting(written, flags))
