"""Names of stories that are safe in every file system and on every command line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from packager.records import Kind
from packager.text.confine import DEVICES

# The parts of a show have these ids among its stories', and some systems keep these names for devices.
RESERVED = DEVICES | frozenset(str(kind) for kind in Kind)
LENGTH = 60  # characters


def slug(text: str) -> str:
    """An ASCII slug, '' where the text has no Latin letter or figure.

    >>> slug("Khalilzad, In Pakistan — “Peace”")
    'khalilzad-in-pakistan-peace'
    """
    letters = "".join(part for part in unicodedata.normalize("NFKD", text) if not unicodedata.combining(part))
    name = re.sub("[^a-z0-9]+", "-", re.sub("['’]", "", letters).lower()).strip("-")
    if len(name) <= LENGTH:
        return name
    cut = name[: LENGTH + 1].rpartition("-")[0]
    return cut or name[:LENGTH]


def unique(name: str, taken: Collection[str]) -> str:
    """The name, or the name with the first number that makes it new: road, road-2, road-3.

    A part of the show is not new: a story called `greeting` becomes greeting-2.
    """
    new, number = name, 1
    while new in taken or new in RESERVED:
        number += 1
        new = f"{name}-{number}"
    return new
