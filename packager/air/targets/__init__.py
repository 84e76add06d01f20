"""Playout systems that take editions, one class each, found by entry point (`packager.targets`)."""

from __future__ import annotations

from typing import cast

from packager import entry_points
from packager.air.package import Target

GROUP = "packager.targets"


def target(name: str) -> Target:
    """The named system. Raises InputError, EngineUnavailable."""
    made = entry_points.load(GROUP, name, "playout system")
    return cast("Target", made() if isinstance(made, type) else made)
