"""Imaging: idents, stings and the bed, the station's own files or those that the program makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packager.records import Kind, Segment
from packager.store import Store, digest, file_digest, seal, sealed

SOUNDS_VERSION = 1  # of the sounds that the program makes


@dataclass(frozen=True, kw_only=True)
class Imaging:
    """The sounds around the stories. Everything raises InputError for a file that holds no sound."""

    own: Mapping[str, Path]  # the station's files, by name; where it has none, the program's sound
    store: Store

    def segment(self, kind: Kind, name: str) -> Segment:
        """An ident or a sting as a segment."""
        from packager.audio.loudness import measure
        from packager.audio.wav import read_clip

        path = self.sound(name)
        audio = read_clip(path)
        lufs = measure(audio).integrated
        return Segment(id=name, kind=kind, title=name, sound=path, sound_seconds=audio.seconds, sound_lufs=lufs)

    def sound(self, name: str) -> Path:
        """The 48 kHz WAV of a sound, made or brought to that when it is first wanted."""
        return self._own(self.own[name]) if name in self.own else self._ours(name)

    def _ours(self, name: str) -> Path:
        from packager.audio import sounds
        from packager.audio.levels import keep

        path = self.store.path("sounds", digest("sounds", SOUNDS_VERSION, name), ".wav")
        if sealed(path) is None:
            make = {"ident": sounds.ident, "sting": sounds.sting, "sign-off": sounds.sign_off, "bed": sounds.bed}[name]
            keep(path, make())
            seal(path, {})
        return path

    def _own(self, file: Path) -> Path:
        """The station's file at the program's rate, silence at its ends trimmed."""
        from packager.audio import pydub_door

        path = self.store.path("sounds", digest("own", SOUNDS_VERSION, file_digest(file)), ".wav")
        if sealed(path) is None:
            pydub_door.bring(file, path)
            seal(path, {})
        return path
