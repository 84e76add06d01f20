"""A finished edition against what it must be: its files, their sound, and their loudness. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from packager.errors import PackagerError
from packager.manifest.model import Manifest
from packager.station import Station
from packager.store import file_digest

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
    for name, digest in manifest.files.items():
        yield _file(folder / name, name, digest)
    wavs = [name for name in manifest.files if name.endswith(".wav") and (folder / name).is_file()]
    for name in wavs:
        try:
            yield from _sound(folder / name, name, station)
        except PackagerError as error:
            yield Check(name=f"{name}: sound", passed=False, found=str(error))
    yield from _figures(manifest, folder)


def _file(path: Path, name: str, digest: str) -> Check:
    if not path.is_file():
        return Check(name=f"{name}: file", passed=False, found="is missing", rule="run the build again")
    same = "sha256:" + file_digest(path) == digest
    found = "as it was made" if same else "is not the file that the manifest tells of"
    return Check(name=f"{name}: file", passed=same, found=found, rule="SHA-256 as in the manifest")


def _sound(path: Path, name: str, station: Station) -> Iterator[Check]:
    from packager.audio.loudness import measure
    from packager.audio.profiles import profile
    from packager.audio.silence import air, dead_air
    from packager.audio.wav import WavReader

    wanted = profile(**asdict(station.loudness))
    with WavReader(path) as reader:
        form = (reader.rate, reader.bits, reader.channels)
    right = (wanted.rate, wanted.bits, wanted.channels)
    rule = f"{right[0]} Hz, {right[1]} bit, {right[2]} ch"
    yield Check(
        name=f"{name}: format", passed=form == right, found=f"{form[0]} Hz, {form[1]} bit, {form[2]} ch", rule=rule
    )
    heard = measure(path)
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


def _figures(manifest: Manifest, folder: Path) -> Iterator[Check]:
    """The loudness that the manifest tells, against the file's."""
    from packager.audio.loudness import measure

    path = folder / f"{manifest.episode}.wav"
    if manifest.loudness and path.is_file():
        heard = measure(path).integrated
        told = manifest.loudness["integrated"]
        found = f"{told} told, {heard:.2f} measured"
        yield Check(name="manifest: loudness", passed=abs(heard - told) <= NEAR, found=found, rule=f"within {NEAR} LU")
