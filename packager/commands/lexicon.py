"""packager lexicon: the station's own pronunciations, and what editors found for one edition made the station's."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from packager import station as stations
from packager.day.plan import lexicon_of, lexicon_path, the_path
from packager.desk.listing import manifests
from packager.desk.reading import read
from packager.errors import InputError
from packager.exit_codes import DONE
from packager.lang.registry import target_codes
from packager.locks import rewrite
from packager.speech.lexicon import Lexicon, LexiconEntry, with_entries
from packager.station import Station
from packager.text.printable import tell
from packager.voicing.pronunciation import said


def run(args: argparse.Namespace) -> int:
    """Do the one thing and say what was done."""
    station = stations.load(Path(args.station) if args.station else None)
    told = _keep(args.path, station) if args.action == "keep" else _check(station)
    if args.json:
        tell(json.dumps(told, ensure_ascii=False))
    else:
        for row in told:
            tell(f"{row['file']}: {row['about']}")
    return DONE


def _check(station: Station) -> list[dict[str, str]]:
    """Every lexicon read; a bad entry is an error."""
    return [
        {"file": str(lexicon_path(station, language)), "about": f"{_count(lexicon_of(station, language))}, no slip"}
        for language in target_codes()
    ]


def _count(lexicon: Lexicon) -> str:
    number = len(lexicon.entries)
    return "one entry" if number == 1 else f"{number or 'no'} entries"


def _keep(path: str | None, station: Station) -> list[dict[str, str]]:
    """What the manifests have under `say:` and the station's lexicons have not, written into these."""
    if not path:
        raise InputError("names no manifest", where="lexicon keep", hint="packager lexicon keep output/2026-11-23")
    told = []
    for file in manifests(the_path(path, station)):
        manifest = read(file)
        language = manifest.edition.language
        known = {entry.words: entry.say for entry in lexicon_of(station, language).entries}
        new = [entry for entry in said(manifest, str(file)) if known.get(entry.words) != entry.say]
        clash = next((entry for entry in new if entry.words in known), None)
        target = lexicon_path(station, language)
        if clash:
            word = " ".join(clash.words)
            raise InputError(f"'{word}' has another reading there", where=str(target), hint="settle which, by hand")
        if new:
            rewrite(target, partial(_over, new), "packager lexicon keep")
            words = ", ".join(" ".join(entry.words) for entry in new)
            told.append({"file": str(target), "about": f"{words} kept, from {file}"})
    return told


def _over(new: Sequence[LexiconEntry], before: str) -> bytes:
    return with_entries(before, new).encode()
