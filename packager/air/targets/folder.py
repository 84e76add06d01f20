"""A folder that a person takes files from: everything there is."""

from __future__ import annotations

from collections.abc import Sequence

from packager.air.package import Package, Thing, copied


class Folder:
    """Every file of every cut."""

    def things(self, packages: Sequence[Package], *, name: str, group: str) -> Sequence[Thing]:  # noqa: ARG002 - a target's signature
        """All files, the episode's first."""
        return [copied(package, suffix) for package in packages for suffix in package.files]
