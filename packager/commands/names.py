"""packager names: the table of names that steers translators, checks and voices."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from packager.errors import InputError
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.text.printable import tell

if TYPE_CHECKING:
    from packager.station import Station
    from packager.translation.names import Names

TABLE = "names.yaml"  # beside the station's file


def arguments(parser: argparse.ArgumentParser) -> tuple[argparse.ArgumentParser, ...]:
    """What `packager names` takes; the parsers of its actions."""
    actions = parser.add_subparsers(dest="action", metavar="list|import|export|check|keep|missing", required=True)
    listing = actions.add_parser("list", help="print the table, or the names that have a word in them")
    listing.add_argument("word", nargs="?", default="", metavar="WORD", help="only names with this in them")
    bring = actions.add_parser("import", help="bring names into the station's own table")
    bring.add_argument("file", metavar="FILE", help="a .csv, .tbx or .yaml table")
    bring.add_argument("--into", metavar="FILE", help="the table (default: the station's, else names.yaml beside it)")
    export = actions.add_parser("export", help="write the whole table for another program")
    export.add_argument("file", metavar="FILE", help="a .csv, .tbx or .yaml file")
    actions.add_parser("check", help="look for slips in the table")
    keep = actions.add_parser("keep", help="bring what editors settled in manifests into the station's own table")
    keep.add_argument("path", metavar="PATH", help="a manifest, or a folder with manifests in it")
    missing = actions.add_parser("missing", help="names that articles have often and the table has not")
    missing.add_argument("path", metavar="PATH", help="an article, or a folder of them")
    missing.add_argument("--least", type=int, default=3, metavar="N", help="met at least so often (default: 3)")
    for action in actions.choices.values():
        action.add_argument("--station", metavar="FILE", help="the station's file (default: ./station.yaml)")
    return tuple(actions.choices.values())


def run(args: argparse.Namespace) -> int:
    """Do the one thing and say what was done."""
    from packager import station as stations

    station = stations.load(Path(args.station) if args.station else None)
    does = {"list": _list, "import": _import, "export": _export, "check": _check, "missing": _missing, "keep": _keep}
    return does[args.action](args, station)


def _list(args: argparse.Namespace, station: Station) -> int:
    from packager.lang.registry import targets

    word = args.word.casefold()
    rows = [
        name
        for name in _names(station).entries
        if any(word in form.casefold() for form in (name.en, *name.also, *name.spelling.values()))
    ]
    if args.json:
        told = [
            {"en": name.en, "kind": name.kind, **name.spelling, "also": list(name.also), "note": name.note}
            for name in rows
        ]
        tell(json.dumps(told, ensure_ascii=False))
    else:
        for name in rows:
            tell("\t".join((name.en, name.kind, *(name.spelling.get(known.code, "–") for known in targets()))))
    return DONE


def _import(args: argparse.Namespace, station: Station) -> int:
    from packager.translation.name_tables import read_names

    table = Path(args.into) if args.into else _own(station)
    return _brought(args, station, read_names(_there(args.file)), table, args.file)


def _keep(args: argparse.Namespace, station: Station) -> int:
    from packager.day.plan import the_path
    from packager.desk.listing import manifests
    from packager.desk.reading import read
    from packager.edition.naming import new_names
    from packager.translation.names import Names

    known, new = _names(station), Names()
    for file in manifests(the_path(args.path, station)):
        found = new_names(read(file), known, str(file))
        known, new = known.plus(found), new.plus(found)
    return _brought(args, station, new, _own(station), args.path)


def _own(station: Station) -> Path:
    """The station's own table, whether it is there or not."""
    return next((path for path in station.names if path.suffix in (".yaml", ".yml")), station.folder / TABLE)


def _brought(args: argparse.Namespace, station: Station, new: Names, table: Path, source: str) -> int:
    """Bring names into a table, and say so."""
    from packager.locks import rewrite
    from packager.translation.name_writing import merged_yaml
    from packager.translation.names import load_names

    if not new.entries and source != getattr(args, "file", ""):
        tell(json.dumps({"file": source, "table": str(table), "names": 0}) if args.json else "nothing new was settled")
        return DONE
    if table.is_file():
        load_names(table)  # what is there must be right before anything is put beside it
    rewrite(table, lambda before: merged_yaml(before, new), f"packager names {args.action}")
    told = {"file": source, "table": str(table), "names": len(new.entries)}
    hint = "" if table in station.names else f"; write 'names: {table.name}' into the station's file to use them"
    tell(json.dumps(told, ensure_ascii=False) if args.json else f"{len(new.entries)} names are in {table}{hint}")
    return DONE


def _export(args: argparse.Namespace, station: Station) -> int:
    from packager.translation.name_writing import write_names

    names = _names(station)
    write_names(names, Path(args.file))
    told = {"file": args.file, "names": len(names.entries)}
    tell(json.dumps(told) if args.json else f"{len(names.entries)} names written to {args.file}")
    return DONE


def _check(args: argparse.Namespace, station: Station) -> int:
    from packager.translation.name_slips import slips

    found = [{"name": name.en, "slip": slip} for name, slip in slips(_names(station))]
    if args.json:
        tell(json.dumps(found, ensure_ascii=False))
    else:
        tell(*(f"{one['name']}: {one['slip']}" for one in found), sep="\n", end="\n" if found else "")
        tell(f"{len(found)} slips" if found else "no slip found")
    return NEEDS_PERSON if found else DONE


def _missing(args: argparse.Namespace, station: Station) -> int:
    from packager.articles import gather
    from packager.translation.names import often_missing

    intake = gather([args.path], stdin=None, zone=station.zone)
    found = often_missing(intake.articles, _names(station), args.least)
    if args.json:
        tell(json.dumps(dict(found), ensure_ascii=False))
    else:
        tell(*(f"{count}\t{name}" for name, count in found), sep="\n", end="\n" if found else "")
    for skipped in (*intake.skipped, *intake.problems):
        tell(f"packager: {skipped.article}: {skipped.reason}", file=sys.stderr)
    return DONE


def _names(station: Station) -> Names:
    from packager.translation.name_tables import names_over

    return names_over(station.names)


def _there(file: str) -> Path:
    path = Path(file)
    if not path.is_file():
        raise InputError("no such file", where=file)
    return path
