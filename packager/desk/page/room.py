"""What one run of the page knows: which editions it shows, what was played to whom, and what is being spoken."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from packager.desk.actions import apply
from packager.desk.acts import SetText
from packager.desk.etags import etag
from packager.desk.listing import manifests
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.page.hearing import Played
from packager.desk.page.views import with_fresh
from packager.desk.reading import read
from packager.desk.workshop import LineSound, Workshop
from packager.errors import InputError
from packager.records import Line, Script
from packager.store import digest
from packager.text.confine import shown, stays_under


class LineBusy(Exception):
    """The line is being spoken already."""


@dataclass
class _Read:
    """A manifest as it was read, and what its file was like then."""

    stamp: tuple[int, ...]
    manifest: Manifest


@dataclass
class Room:
    """One run of the page. Requests come in several threads."""

    path: Path  # a manifest, or a folder with some
    workshop: Workshop
    clock: Callable[[], datetime]  # aware, the station's
    editions: Mapping[str, Path] = field(default_factory=dict)  # manifests by their names in addresses; see `look`
    played: Played = field(default_factory=Played)
    known_sounds: dict[str, LineSound] = field(default_factory=dict)  # what a browser was told of, by digest
    previews: dict[str, LineSound] = field(default_factory=dict)  # by digest; whoever heard one has heard no line
    _peaks: dict[str, list[int]] = field(default_factory=dict)  # by the sound's digest
    _looked: dict[tuple[Path, str], tuple[str, Script]] = field(default_factory=dict)
    _read: dict[Path, _Read] = field(default_factory=dict)
    _busy: set[tuple[Path, str, int]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def look(self) -> Sequence[str]:
        """Look for manifests; what is wrong with those that cannot be read. Raises InputError where there are none.

        A manifest that a link puts here from elsewhere is none of ours.
        """
        root = self.path if self.path.is_dir() else self.path.parent
        found: dict[str, Path] = {}
        faults = []
        for file in manifests(self.path):
            if not stays_under(root, file):
                continue
            try:
                name = self.manifest(file).episode
            except InputError as error:
                faults += str(error).splitlines()
                continue
            found[f"{name}-{len(found) + 1}" if name in found else name] = file
        self.editions = found
        return faults

    def file(self, edition: str) -> Path:
        """The manifest of an edition by its name in an address. Raises InputError."""
        if edition not in self.editions:
            self.look()
        if edition not in self.editions:
            raise InputError(f"there is no edition '{shown(edition)}'")
        return self.editions[edition]

    def manifest(self, file: Path) -> Manifest:
        """The manifest as it lies there, read again when it is another. Raises InputErrors."""
        stamp = _stamp(file)
        with self._lock:
            known = self._read.get(file)
        if known is None or known.stamp != stamp:
            known = _Read(stamp=stamp, manifest=read(file))
            with self._lock:
                self._read[file] = known
        return known.manifest

    def story(self, edition: str, name: str) -> tuple[Path, Manifest, StoryEntry]:
        """A story with the edition that it is of. Raises InputError."""
        file = self.file(edition)
        manifest = self.manifest(file)
        entry = manifest.story(name)
        if entry is None:
            raise InputError(f"there is no story '{shown(name)}' in {edition}")
        return file, manifest, entry

    @contextmanager
    def speaking(self, file: Path, story: str, line: int) -> Iterator[None]:
        """For as long as a line is being spoken. Raises Busy where it is already."""
        spot = (file, story, line)
        with self._lock:
            if spot in self._busy:
                raise LineBusy
            self._busy.add(spot)
        try:
            yield
        finally:
            with self._lock:
                self._busy.discard(spot)

    def busy(self, file: Path, story: str) -> tuple[int, ...]:
        """The lines of a story that are being spoken now."""
        with self._lock:
            return tuple(sorted(line for where, name, line in self._busy if (where, name) == (file, story)))

    def looked_at(self, file: Path, manifest: Manifest, story: str) -> tuple[Line, ...]:
        """A story's lines with what the checks say of them now: where words were changed since the last build.

        Where names were settled, all are looked at: a line may write one otherwise.
        """
        entry = manifest.story(story)
        assert entry is not None, "asked of a story that is there"
        state = manifest.state
        if not manifest.names and all(
            state.wrote(story, place, line.text) or not line.text for place, line in enumerate(entry.lines)
        ):
            return entry.lines
        tag, known = digest(etag(entry), dict(manifest.names)), self._looked.get((file, story))
        if known is None or known[0] != tag:
            known = tag, self.workshop.script(manifest, file, story)
            self._looked[file, story] = known
        return with_fresh(entry, known[1])

    def is_kept(self, file: Path, manifest: Manifest, act: SetText) -> bool:
        """Whether the sound of a line is kept as it would be with another text."""
        tried = apply(manifest, act, by="preview", now=self.clock())
        return act.line - 1 in self.workshop.sound(tried, file, act.story).lines

    def peaks(self, sound: LineSound, count: int) -> list[int]:
        """The heights of a sound's waveform."""
        if sound.digest not in self._peaks:
            self._peaks[sound.digest] = self.workshop.peaks(sound, count)
        return self._peaks[sound.digest]


def _stamp(file: Path) -> tuple[int, ...]:
    try:
        told = [path.stat() for path in (file, file.with_name(".packager.json")) if path.exists()]
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(file)) from error
    return tuple(number for one in told for number in (one.st_ino, one.st_size, one.st_mtime_ns))
