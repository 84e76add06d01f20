"""Imaging: idents, stings, the bed and the cover, the station's own files or those that the program makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from packager.errors import InputError
from packager.known import Known
from packager.records import Audio, Kind, Segment, Skipped
from packager.store import Store, digest, file_digest, seal, sealed

SOUNDS_VERSION = 1  # of the sounds that the program makes
STAGE = "imaging"  # of a sound or a cover that cannot be used
OWN_VERSION = 2  # of what is done to the station's


def usable(own: Mapping[str, Path], store: Store) -> tuple[Mapping[str, Path], tuple[Skipped, ...]]:
    """The station's sounds that can air, by name, and what is wrong with the others: those cost themselves alone."""
    kept, broken = {}, []
    for name, file in own.items():
        try:
            Imaging(own=own, store=store).sound(name)
        except InputError as error:
            reason = f"the station's {name} {error.what}; the program's own is in its place"
            broken.append(Skipped(article=file.name, stage=STAGE, reason=reason, hint=error.hint))
        else:
            kept[name] = file
    return kept, tuple(broken)


def usable_cover(picture: Path | None) -> tuple[Path | None, tuple[Skipped, ...]]:
    """The cover, if it can be shown, and what is wrong with it otherwise."""
    if not picture:
        return None, ()
    from packager.audio.tags import picture_type

    try:
        picture_type(picture)
    except InputError as error:
        reason = f"{error.what}; the files have none"
        return None, (Skipped(article=Path(error.where).name, stage=STAGE, reason=reason, hint=error.hint),)
    return picture, ()


@dataclass(frozen=True, kw_only=True)
class Imaging:
    """The sounds around the stories. Everything raises InputError for a file that holds no sound."""

    own: Mapping[str, Path]  # the station's files, by name; where it has none, the program's sound
    store: Store
    known: Known = field(default_factory=Known, compare=False)

    def segment(self, kind: Kind, name: str) -> Segment:
        """An ident or a sting as a segment."""
        path = self.sound(name)

        def make() -> list[float]:
            from packager.audio.loudness import measure
            from packager.audio.wav import read_clip

            audio = read_clip(path)
            return [audio.seconds, measure(audio).integrated]

        seconds, lufs = self.known.result("sound", self.known.digest(path), make)
        return Segment(id=name, kind=kind, title=name, sound=path, sound_seconds=seconds, sound_lufs=lufs)

    def sound(self, name: str) -> Path:
        """The 48 kHz WAV of a sound, made or brought to that when it is first wanted."""
        return self._own(self.own[name]) if name in self.own else self._ours(name)

    def _ours(self, name: str) -> Path:
        path = self.store.path("sounds", digest("sounds", SOUNDS_VERSION, name), ".wav")
        if sealed(path) is None:
            from packager.audio.levels import keep

            keep(path, _played(name))
            seal(path, {})
        return path

    def _own(self, file: Path) -> Path:
        """The station's file at the program's rate, silence at its ends trimmed."""
        path = self.store.path("sounds", digest("own", OWN_VERSION, file_digest(file)), ".wav")
        if sealed(path) is None:
            from packager.audio import pydub_door

            pydub_door.bring(file, path)
            seal(path, {})
        return path


@cache
def _played(name: str) -> Audio:
    """One of the program's own sounds, played once a process: the editions of a day share it."""
    from packager.audio import sounds

    make = {"ident": sounds.ident, "sting": sounds.sting, "sign-off": sounds.sign_off, "bed": sounds.bed}[name]
    return make()
