"""The last look at an edition's files: how long the programme is, and what the encoders made of its peaks."""

from __future__ import annotations

from pathlib import Path

from packager.air.journal import Journal
from packager.desk.manifest import Manifest
from packager.station import Station
from packager.text.clock import seconds_of_slot

UNDER = 0.5  # s that a programme may be shorter than its slot
LOSSY = (".mp3", ".m4a", ".opus")  # an encoder's sound is not the sound that was levelled
NEAR = 0.05  # dB by which a peak may be over: what it is rounded to where it is told


def length(manifest: Manifest, folder: Path) -> float | None:
    """Seconds of the programme's WAV; None where it has no slot, or no WAV."""
    from packager.audio.wav import WavReader

    path = folder / f"{manifest.episode}.wav"
    if not manifest.rundown or not path.is_file():
        return None
    with WavReader(path) as reader:
        seconds: float = reader.frames / reader.rate
    return seconds


def slot_fault(manifest: Manifest, folder: Path) -> str:
    """Why the programme does not fill its slot, or ""."""
    seconds = length(manifest, folder)
    if seconds is None or 0 <= seconds_of_slot(manifest.edition.slot) - seconds <= UNDER:
        return ""
    why = f" ({manifest.rundown['why']})" if "why" in manifest.rundown else ""
    return f"{seconds:.1f} s of sound for a slot of {manifest.edition.slot}{why}"


def too_loud(files: dict[Path, str], station: Station, journal: Journal) -> dict[Path, float]:
    """Encoded files whose true peak is over what the station allows, with it in dBTP.

    `files` are paths and SHA-256; what was measured once is not decoded again. Raises InputError for one that cannot
    be decoded.
    """
    found = {}
    for path, digest in files.items():
        if path.suffix not in LOSSY:
            continue
        if digest not in journal.peaks:
            journal.measured(digest, _true_peak(path, station.files.loudness.channels))
        if journal.peaks[digest] > station.files.loudness.true_peak + NEAR:
            found[path] = journal.peaks[digest]
    return found


def _true_peak(path: Path, channels: int) -> float:
    from packager.audio.ffmpeg import decode_blocks
    from packager.audio.truepeak import PeakMeter

    meter = PeakMeter(channels)
    for block in decode_blocks(path, channels=channels):
        meter.push(block)
    return round(max(meter.peak(), -99.0), 2)
