"""packager engines: which engine and which voice can do what on this machine."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from packager import station as stations
from packager.engines import Voice, registry
from packager.errors import PackagerError
from packager.exit_codes import DONE
from packager.lang.registry import target_codes
from packager.station import Station
from packager.text.printable import tell
from packager.translation.chains import fallback_chain
from packager.translation.fallback import Rung
from packager.voicing.profiles import VoiceProfile, own_folders, read_profile, voice_names

COLUMNS = ("kind", "name", "language", "dialect", "text_goes", "state")  # of the table; as JSON the engine's too
Row = dict[str, str]  # one line of the matrix


def run(args: argparse.Namespace) -> int:
    """Print the matrix."""
    station = stations.load(Path(args.station) if args.station else None)
    rows = [*_voices(station.folder / "voices"), *_in_hand(), *_translators(station)]
    if args.json:
        tell(json.dumps(rows, ensure_ascii=False))
    else:
        _table(rows)
    return DONE


def _voices(own: Path) -> list[Row]:
    folders = [folder for folder in (own, *own_folders()) if folder.is_dir()]
    found = {name: folder for folder in reversed(folders) for name in voice_names(folder)}
    return [_voice(read_profile(folder / f"{name}.yaml")) for name, folder in sorted(found.items())]


def _voice(profile: VoiceProfile) -> Row:
    return _row(
        "voice",
        profile.name,
        profile.engine,
        language=profile.language,
        dialect=profile.dialect,
        text_goes=profile.text_goes,
        state=_state(profile),
    )


def _row(kind: str, name: str, engine: str, **rest: str) -> Row:
    return {"kind": kind, "name": name, "engine": engine, "language": "", "dialect": "", "text_goes": "", **rest}


def _state(profile: VoiceProfile) -> str:
    try:
        voice = profile.open()
    except PackagerError as error:
        return f"cannot: {error}"
    return f"{_needs(profile, voice)} ({voice.fingerprint})"


def _needs(profile: VoiceProfile, voice: Voice) -> str:
    """What a voice that could be opened still wants: nothing is asked of any server here."""
    if profile.text_goes != "nowhere":
        return "needs the network"
    server = getattr(voice, "server", None)
    return f"needs its server at {server.base}" if server is not None else "ready"


def _in_hand() -> list[Row]:
    return [
        _row("translate", name, name, language=", ".join(target_codes()), text_goes="nowhere", state="ready")
        for name in ("memory", "beside file", "editor")
    ]


def _translators(station: Station) -> list[Row]:
    """The rungs of each language's fallback chain, then the engines that stand in none."""
    rows = [
        _rung(rung, language)
        for language in target_codes()
        for rung in fallback_chain(station.sources(language), language)
    ]
    named = {row["engine"] for row in rows}
    idle = (name for name in registry.names(registry.TRANSLATORS) if name not in named)
    return rows + [_row("translate", name, name, state="in no fallback chain") for name in idle]


def _rung(rung: Rung, language: str) -> Row:
    try:
        rung.engine()
        state = f"ready when {rung.host} answers" if rung.host else "ready"
    except PackagerError as error:
        state = f"cannot: {error}"
    engine, goes = rung.name.partition(" ")[0], "nowhere" if rung.local else rung.host or "unknown"
    return _row("translate", rung.name, engine, language=language, text_goes=goes, state=state)


def _table(rows: list[Row]) -> None:
    lines = [[column.replace("_", " ") for column in COLUMNS], *([row[column] for column in COLUMNS] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS) - 1)]
    for line in lines:
        tell("  ".join([*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[-1]]))
