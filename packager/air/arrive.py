"""A station's drop folder or address as a place to put files."""

from __future__ import annotations

from urllib.parse import urlsplit

from packager.air.places import Destination, LocalFolder
from packager.air.sftp import SftpFolder
from packager.air.targets import target
from packager.errors import InputError
from packager.station.plans import DropPlan


def destination(drop: DropPlan) -> Destination:
    """The place; nothing is asked of it yet. Raises InputError for a system that has no interface of its own."""
    if not drop.address:
        return LocalFolder(path=drop.folder.resolve(), key=drop.place)
    if urlsplit(drop.address).scheme == "sftp":
        return SftpFolder(key=drop.address, access=drop.access)
    place = getattr(target(drop.system), "place", None)
    if place is None:
        hint = "name a folder, or one behind sftp://"
        raise InputError(f"{drop.system} takes files from a folder alone", where=drop.address, hint=hint)
    made: Destination = place(drop)
    return made
