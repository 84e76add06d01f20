"""The table of names that holds for a station: the program's own, and over it the station's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from packager.known import Known
from packager.lang.data_folder import voices_folder
from packager.translation.name_files import names_from_csv, names_from_tbx
from packager.translation.names import Name, Names, load_names

OURS = "names.yaml"


_TABLES: dict[str, Names] = {}  # the program's own, by the file's digest


def names_over(tables: Sequence[Path], known: Known | None = None) -> Names:
    """The program's table with a station's over it, the last named on top. Raises InputError."""
    names = _ours(known or Known())
    for path in tables:
        names = names.plus(read_names(path))
    return names


def _ours(known: Known) -> Names:
    """The program's own table, which is large: read once, and from then on out of what is known."""
    path = voices_folder() / OURS
    mark = known.digest(path)
    rows = known.result("names", mark, lambda: [asdict(name) for name in load_names(path).entries])
    if mark not in _TABLES:
        _TABLES[mark] = Names(tuple(map(_name, rows)))
    return _TABLES[mark]


def _name(row: dict[str, Any]) -> Name:
    avoid = {language: tuple(forms) for language, forms in row["avoid"].items()}
    return Name(**{**row, "also": tuple(row["also"]), "common": tuple(row["common"]), "avoid": avoid})


def read_names(path: Path) -> Names:
    """The table in a YAML, CSV or TBX file, told by its ending. Raises InputError."""
    reader = {".csv": names_from_csv, ".tsv": names_from_csv, ".tbx": names_from_tbx, ".xml": names_from_tbx}
    return reader.get(path.suffix.lower(), load_names)(path)
