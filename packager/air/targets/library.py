"""What LibreTime and AzuraCast share: they read tags of MP3 and FLAC and no cart chunk, and get a playlist too."""

from __future__ import annotations

from collections.abc import Sequence

from packager.air.package import TAGGED, Package, Thing, copied
from packager.errors import InputError


class Library:
    """Files with tags, and the order in which they play."""

    def things(self, packages: Sequence[Package], *, name: str, group: str) -> Sequence[Thing]:  # noqa: ARG002 - a target's signature
        """The episode, the stories that have a file with tags (a story's own WAV has none), and the playlist."""
        usable = [package for place, package in enumerate(packages) if not place or set(package.files) & set(TAGGED)]
        found = [(package, copied(package, _tagged(package))) for package in usable]
        return [*(thing for _, thing in found), Thing(name=f"{name}.m3u8", content=playlist(found).encode())]


def playlist(found: Sequence[tuple[Package, Thing]]) -> str:
    """An extended M3U of these files, in order, UTF-8."""
    lines = ["#EXTM3U", "#EXTENC:UTF-8"]
    for package, thing in found:
        title = " ".join(f"{package.cut.station} - {package.cut.title}".split())
        lines += [f"#EXTINF:{round(package.seconds)},{title}", thing.name]
    return "\n".join(lines) + "\n"


def _tagged(package: Package) -> str:
    suffix = next((suffix for suffix in TAGGED if suffix in package.files), None)
    if suffix is None:
        raise InputError(f"{package.cut.id} has no file with tags", hint=f"let the station make one of {TAGGED}")
    return suffix
