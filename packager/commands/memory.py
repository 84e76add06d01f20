"""packager memory: translations in from TMX, and out to it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from packager import station as stations
from packager.day.plan import memory_path, the_languages, the_output
from packager.exit_codes import DONE
from packager.text.printable import tell
from packager.translation.memory import Memory
from packager.translation.tmx import export_tmx, import_tmx
from packager.translation.units import Unit


def run(args: argparse.Namespace) -> int:
    """Import or export, and say how many units."""
    station = stations.load(Path(args.station) if args.station else None)
    languages = the_languages([args.lang], station) if args.lang else None
    path = memory_path(station, the_output(args.output, station))
    file = Path(args.file)
    with Memory.open(path) as memory:
        if args.action == "import":
            count = memory.learn(_read(file, languages, args.by))
        else:
            count = export_tmx(_wanted(memory.units(), languages), file)
        kept = len(memory)
    done = {"action": args.action, "file": str(file), "memory": str(path), "units": count, "kept": kept}
    word = "read from" if args.action == "import" else "written to"
    tell(json.dumps(done, ensure_ascii=False) if args.json else f"{count} units {word} {file}; {path} holds {kept}")
    return DONE


def _read(file: Path, languages: tuple[str, ...] | None, by: str | None) -> Iterator[Unit]:
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    for unit in _wanted(import_tmx(file), languages):
        yield replace(unit, who=by, when=now, checked=True) if by else unit


def _wanted(units: Iterator[Unit], languages: tuple[str, ...] | None) -> Iterator[Unit]:
    return (unit for unit in units if languages is None or unit.language in languages)
