"""A finished edition against what it must be: its files, their sound, and their loudness. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from packager.air.aired import AIR, aired
from packager.air.anchored import anchored
from packager.air.lookover import UNDER, length, slot_fault
from packager.delivery import c2pa
from packager.delivery.reading import read as label
from packager.desk.manifest import Manifest
from packager.errors import InputError, PackagerError
from packager.station import Station
from packager.store import file_digest
from packager.text.confine import name_fault, stays_under

if TYPE_CHECKING:
    from packager.audio.ffmpeg import Samples
    from packager.audio.loudness import Loudness

ENCODED = (".mp3", ".m4a", ".opus", ".flac")
CODEC = 0.3  # LU that a codec at a low bitrate may take or add: AAC at 48 kbit/s was off by 0.2
SLACK = 0.1  # s by which an encoded file may be longer or shorter than the WAV
NEAR = 0.05  # LU: how far a figure in the manifest may be from what is measured


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    name: str
    passed: bool
    found: str
    rule: str = ""


def check_edition(manifest: Manifest, folder: Path, station: Station) -> Iterator[Check]:
    """Every check of an edition, in reading order."""
    files = manifest.state.files or manifest.files  # a copy that came without the program's own file is looked at too
    for name, digest in files.items():
        yield _file(folder, name, digest)
    wavs = [name for name in files if name.endswith(".wav") and (folder / name).is_file()]
    for name in wavs:
        try:
            yield from _wav(folder / name, name, manifest, station)
        except PackagerError as error:
            yield Check(name=f"{name}: sound", passed=False, found=str(error))
    for name in files:
        if Path(name).suffix in ENCODED and (folder / name).is_file():
            try:
                yield from _encoded(folder / name, name, station)
            except PackagerError as error:
                yield Check(name=f"{name}: sound", passed=False, found=str(error))
    yield from _slot(manifest, folder)
    yield from _air(folder)
    yield from (
        Check(name=name, passed=passed, found=found, rule=rule)
        for name, passed, found, rule in anchored(manifest, folder, station)
    )
    if station.files.signing:
        yield from _signatures(manifest, folder)


def _wav(path: Path, name: str, manifest: Manifest, station: Station) -> Iterator[Check]:
    from packager.audio.loudness import measure

    heard = measure(path)
    yield from _sound(path, name, station, heard)
    yield from _says(path, name, manifest, heard, station.zone)
    if name == f"{manifest.episode}.wav" and manifest.loudness:
        told = manifest.loudness["integrated"]
        found = f"{told} told, {heard.integrated:.2f} measured"
        passed = abs(heard.integrated - told) <= NEAR
        yield Check(name="manifest: loudness", passed=passed, found=found, rule=f"within {NEAR} LU")


def _encoded(path: Path, name: str, station: Station) -> Iterator[Check]:
    """An encoded file as a listener's decoder plays it."""
    from packager.audio.ffmpeg import decode_blocks
    from packager.audio.loudness import measure_blocks
    from packager.audio.wav import WavReader

    wanted, frames = station.files.loudness, 0

    def counted() -> Iterator[Samples]:
        nonlocal frames
        for block in decode_blocks(path, wanted.rate, wanted.channels):
            frames += len(block)
            yield block

    heard = measure_blocks(counted(), wanted.rate, wanted.channels)
    yield Check(
        name=f"{name}: loudness",
        passed=abs(heard.integrated - wanted.integrated) <= wanted.tolerance + CODEC,
        found=f"{heard.integrated:.2f} LUFS decoded",
        rule=f"{wanted.integrated} ±{wanted.tolerance + CODEC:.1f} LU",
    )
    yield Check(
        name=f"{name}: true peak",
        passed=heard.true_peak <= wanted.true_peak,
        found=f"{heard.true_peak:.2f} dBTP decoded",
        rule=f"≤ {wanted.true_peak}",
    )
    wav = path.with_suffix(".wav")
    if wav.is_file():
        with WavReader(wav) as reader:
            off = frames / wanted.rate - reader.frames / reader.rate
        yield Check(
            name=f"{name}: length", passed=abs(off) <= SLACK, found=f"{off:+.3f} s", rule=f"the WAV's, ±{SLACK} s"
        )


def _file(folder: Path, name: str, digest: str) -> Check:
    path = folder / name
    if not path.is_file() or not stays_under(folder, path):
        return Check(
            name=f"{name}: file",
            passed=False,
            found="is missing, or a link out of the folder",
            rule="run the build again",
        )
    same = "sha256:" + file_digest(path) == digest
    found = "as it was made" if same else "is not the file that the manifest tells of"
    return Check(name=f"{name}: file", passed=same, found=found, rule="SHA-256 as in the manifest")


def _sound(path: Path, name: str, station: Station, heard: Loudness) -> Iterator[Check]:
    from packager.audio.silence import air, dead_air
    from packager.audio.wav import WavReader

    wanted = station.files.loudness
    with WavReader(path) as reader:
        form = (reader.rate, reader.bits, reader.channels)
    right = (wanted.rate, wanted.bits, wanted.channels)
    rule = f"{right[0]} Hz, {right[1]} bit, {right[2]} ch"
    yield Check(
        name=f"{name}: format", passed=form == right, found=f"{form[0]} Hz, {form[1]} bit, {form[2]} ch", rule=rule
    )
    yield Check(
        name=f"{name}: loudness",
        passed=abs(heard.integrated - wanted.integrated) <= wanted.tolerance,
        found=f"{heard.integrated:.2f} LUFS",
        rule=f"{wanted.integrated} ±{wanted.tolerance} LU (EBU R 128)",
    )
    peak = f"{heard.true_peak:.2f} dBTP"
    yield Check(
        name=f"{name}: true peak", passed=heard.true_peak <= wanted.true_peak, found=peak, rule=f"≤ {wanted.true_peak}"
    )
    faults = dead_air(air(path))
    yield Check(
        name=f"{name}: silence", passed=not faults, found="; ".join(faults) or "none too long", rule="≤ 2 s inside"
    )


def _air(folder: Path) -> Iterator[Check]:
    """The air set against what publishing put there."""
    try:
        known = aired(folder)
    except InputError as error:
        yield Check(name=f"{AIR}: record", passed=False, found=str(error), rule="publish again")
        return
    for name, told in known.delivered.get(AIR, {}).items() if known else ():
        path = folder / AIR / name
        there = not name_fault(name) and path.is_file() and not path.is_symlink() and file_digest(path) == told
        found = "as it was published" if there else "is not as it was published, or is missing"
        yield Check(name=f"{AIR}/{name}: file", passed=there, found=found, rule="publish again")


def _slot(manifest: Manifest, folder: Path) -> Iterator[Check]:
    """The episode's length against its slot, where there is one."""
    seconds = length(manifest, folder)
    if seconds is not None:
        fault = slot_fault(manifest, folder)
        rule = f"{manifest.edition.slot}, 0 to {UNDER} s under, never over"
        yield Check(name="slot", passed=not fault, found=fault or f"{seconds:.3f} s", rule=rule)


def _says(path: Path, name: str, manifest: Manifest, heard: Loudness, zone: ZoneInfo) -> Iterator[Check]:
    """What the file says of itself against what it is."""
    from packager.audio.wav import WavReader

    told = label(path, zone)
    with WavReader(path) as reader:
        seconds = reader.frames / reader.rate
    said = told.measured
    off = max(abs(said.integrated - heard.integrated), abs(said.true_peak - heard.true_peak))
    found = f"v{told.version}, {said.integrated:.2f} LUFS, {said.true_peak:.2f} dBTP"
    yield Check(
        name=f"{name}: bext", passed=told.version == 2 and off <= NEAR, found=found, rule="v2, the figures as measured"
    )
    wanted = manifest.cart if name.startswith(manifest.episode) else _cart(name, manifest)
    right = told.cut.number == wanted
    yield Check(name=f"{name}: cart", passed=right, found=str(told.cut.number), rule=f"{wanted} as in the manifest")
    times = told.timers
    marks = [times.start, times.intro_end or times.start, times.segue or times.end, times.end]
    inside = marks[0] >= 0 and marks == sorted(marks) and marks[-1] <= seconds
    shown = f"{times.start:.3f} to {times.end:.3f} s"
    yield Check(name=f"{name}: timers", passed=inside, found=shown, rule=f"in order, inside {seconds:.3f} s")


def _cart(name: str, manifest: Manifest) -> int | None:
    return next((story.cart for story in manifest.stories if name == f"segments/{story.id}.wav"), None)


def _signatures(manifest: Manifest, folder: Path) -> Iterator[Check]:
    """The signature of every file that can have one."""
    for name in manifest.state.files or manifest.files:
        if Path(name).suffix in c2pa.FORMATS and (folder / name).is_file():
            found = c2pa.verdict(folder / name)
            yield Check(
                name=f"{name}: signature",
                passed=found in ("Valid", "Trusted"),
                found=found or "none",
                rule="C2PA: valid",
            )
