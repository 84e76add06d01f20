"""The table of names that holds for a station: the program's own, and over it the station's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from packager.lang.data_folder import voices_folder
from packager.translation.name_files import names_from_csv, names_from_tbx
from packager.translation.names import Names, load_names

OURS = "names.yaml"


def names_over(tables: Sequence[Path]) -> Names:
    """The program's table with a station's over it, the last named on top. Raises InputError."""
    names = load_names(voices_folder() / OURS)
    for path in tables:
        names = names.plus(read_names(path))
    return names


def read_names(path: Path) -> Names:
    """The table in a YAML, CSV or TBX file, told by its ending. Raises InputError."""
    reader = {".csv": names_from_csv, ".tsv": names_from_csv, ".tbx": names_from_tbx, ".xml": names_from_tbx}
    return reader.get(path.suffix.lower(), load_names)(path)
