"""Idents, stings and the bed: the station's own files, or those that the program makes."""

from __future__ import annotations

from pathlib import Path

from packager.edition.job import Job
from packager.records import Kind, Segment
from packager.store import digest, file_digest

SOUNDS_VERSION = 1  # of the sounds that the program makes


def jingle(job: Job, kind: Kind, name: str) -> Segment:
    """An ident or a sting as a segment. Raises InputError for a file that holds no sound."""
    from packager.audio.loudness import measure
    from packager.audio.wav import read_clip

    path = sound(job, name)
    audio = read_clip(path)
    return Segment(
        id=name, kind=kind, title=name, sound=path, sound_seconds=audio.seconds, sound_lufs=measure(audio).integrated
    )


def sound(job: Job, name: str) -> Path:
    """The 48 kHz WAV of a sound: the station's own file, or one that the program makes. Raises InputError."""
    return _own_sound(job, job.station.sounds[name]) if name in job.station.sounds else _our_sound(job, name)


def _our_sound(job: Job, name: str) -> Path:
    from packager.audio import sounds
    from packager.audio.levels import keep

    path = job.store.path("sounds", digest("sounds", SOUNDS_VERSION, name), ".wav")
    if not path.is_file():
        make = {"ident": sounds.ident, "sting": sounds.sting, "sign-off": sounds.sign_off, "bed": sounds.bed}[name]
        keep(path, make())
    return path


def _own_sound(job: Job, file: Path) -> Path:
    """The station's file at the program's rate, silence at its ends trimmed."""
    from packager.audio import pydub_door

    path = job.store.path("sounds", digest("own", SOUNDS_VERSION, file_digest(file)), ".wav")
    if not path.is_file():
        pydub_door.bring(file, path)
    return path
