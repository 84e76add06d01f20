"""The fixed elements as they sound: spoken phrases, and idents, stings, the bed and the cover.

Sounds are the station's own files or those that the program makes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from packager.edition.phrases import Phrases, headline_utterances, phrase_utterances
from packager.episode.choice import Frame
from packager.episode.pace import Span
from packager.episode.rundown import HEAD, TAIL, Show, gap, running_order, span
from packager.errors import InputError
from packager.known import Known
from packager.records import Audio, Clip, Kind, Script, Segment, Skipped, Utterance
from packager.station import EditionPlan
from packager.store import Store, digest, file_digest, seal, sealed
from packager.voicing.voices import Voices

SOUNDS_VERSION = 1  # of the sounds that the program makes
STAGE = "imaging"  # of a sound or a cover that cannot be used
OWN_VERSION = 2  # of what is done to the station's


@dataclass(frozen=True, kw_only=True)
class Elements:
    """What speaks and plays around the stories of an edition. Everything raises InputError."""

    plan: EditionPlan
    voices: Voices
    imaging: Imaging
    read: Mapping[Utterance, Clip]  # what was read of all that the show may say

    def show(self, said: Phrases, headlines: Sequence[Script]) -> Show:
        """The elements with the headlines of these stories."""
        if not self.plan.show:
            return Show()
        heads = (clip for script in headlines for clip in self.headline(script)) if said.headlines else ()
        return Show(
            ident=self.imaging.segment(Kind.IDENT, "ident"),
            greeting=_segment(Kind.GREETING, self._phrase(said.greeting)),
            disclosure=_segment(Kind.DISCLOSURE, self._phrase(said.disclosure)),
            headlines=_segment(Kind.HEADLINES, (*self._phrase(said.headlines), *heads)),
            sting=self.imaging.segment(Kind.STING, "sting") if self.plan.stings else None,
            sign_off=_segment(Kind.SIGN_OFF, self._phrase(said.sign_off)),
            closing=self.imaging.segment(Kind.STING, "sign-off"),
        )

    def frame(self, said: Phrases, scripts: Sequence[Script]) -> Frame:
        """What a show with some of these stories takes besides them."""
        show = self.show(said, ())
        order = running_order(show, ())
        fixed = Span(sound=HEAD + TAIL) + span(order) - Span(pause=gap(order[-1], ()))
        if show.headlines:
            # The pause after the announcement counts, and the one after the last headline does not.
            last = self.headline(scripts[0])[-1].utterance.pause
            fixed += Span(pause=show.headlines.clips[-1].utterance.pause - last)
        story = Segment(id="", kind=Kind.STORY)
        following = [show.sting] if show.sting else [story]
        stings = span(following) if show.sting else Span()
        between = stings + Span(pause=gap(story, following))
        return Frame(fixed=fixed, between=between, headlines=self.plan.headlines)

    def headline(self, script: Script) -> tuple[Clip, ...]:
        """A story's headline as it is read among the headlines."""
        return tuple(self.read[utterance] for utterance in headline_utterances(script, self.voices))

    def _phrase(self, text: str) -> tuple[Clip, ...]:
        return tuple(self.read[utterance] for utterance in phrase_utterances(text, self.voices))


def _segment(kind: Kind, clips: tuple[Clip, ...]) -> Segment | None:
    return Segment(id=str(kind), kind=kind, title=str(kind), clips=clips) if clips else None


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
