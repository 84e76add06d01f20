"""Archives from the web, looked at before anything of them is written."""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from packager.errors import InputError
from packager.text.confine import name_fault, shown, twins

# What zipfile raises for an archive that is none, is damaged, is locked with a password, or is packed in a way that is
# not known here: it lets its packers' own errors through.
DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, UnicodeDecodeError)
_LARGEST = 8 << 30  # bytes unpacked: no package is near it, a zip bomb is


def refuse_odd(entries: Sequence[zipfile.ZipInfo], file: Path) -> None:
    """Raise InputError for an archive that is too large, or that would write outside its folder."""
    if sum(entry.file_size for entry in entries) > _LARGEST:
        raise InputError(f"unpacks to over {_LARGEST >> 30} GB", where=str(file))
    for entry in entries:
        name = entry.filename.removesuffix("/")
        fault = name_fault(name) or ("is hidden" if name.startswith(".") else "")
        if fault:
            raise InputError(f"would write outside its folder: '{shown(name)}' {fault}", where=str(file))
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise InputError(f"would write outside its folder: '{shown(name)}' is a link", where=str(file))
    twin = next(twins(entry.filename for entry in entries), None)
    if twin:
        raise InputError(f"has two files that are one on some systems: '{shown(twin[0])}'", where=str(file))
