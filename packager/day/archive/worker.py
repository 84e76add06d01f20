"""What a worker does with an order: the story through the same pipeline as a day's, and its result into its place.

Called in processes of this machine and by a cluster's workers. Models and voices are opened once in a process.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path

from packager.day.archive.orders import FAILED, LEFT, MADE, Order, Outcome
from packager.day.archive.places import Place, place_of
from packager.day.intake import material_of
from packager.day.plan import Asked, article_programme
from packager.desk.manifest import Manifest
from packager.edition.draft import Material
from packager.edition.pipeline import Programme, make_edition
from packager.edition.work import Made
from packager.engines import Voice
from packager.errors import EngineError, InputError, PackagerError
from packager.known import Known
from packager.locks import EDITION, held
from packager.records import Status
from packager.store import make_folder, sweep_below
from packager.voicing.profiles import VoiceProfile


@dataclass(frozen=True, kw_only=True)
class Setup:
    """What all orders of a run have in common; it travels to other processes and machines."""

    asked: Asked
    into: str  # a folder, or the address of a storage
    scratch: Path


@dataclass
class Bench:
    """What a process keeps between orders."""

    setup: Setup
    place: Place
    programmes: dict[str, Programme] = field(default_factory=dict)  # by language

    @classmethod
    def of(cls, setup: Setup) -> Bench:
        """A new one. Raises InputError."""
        return cls(setup, place_of(setup.into, setup.scratch))

    def programme(self, language: str) -> Programme:
        """The station's programme of single stories, its engines opened at most once. Raises InputError."""
        if language not in self.programmes:
            made = article_programme(self.setup.asked, language, "archive", None)
            voices = made.voices
            once = {name: _OpenedOnce.of(profile) for name, profile in voices.profiles.items()}
            chain = tuple(replace(rung, engine=cache(rung.engine)) for rung in made.translating.chain)
            self.programmes[language] = replace(
                made, voices=replace(voices, profiles=once), translating=replace(made.translating, chain=chain)
            )
        return self.programmes[language]

    def done(self, order: Order) -> Outcome:
        """Make a story. Nothing is raised: what fails is told with the reason."""
        try:
            return self._made(order)
        except InputError as error:
            return Outcome(order=order, state=FAILED, reason=str(error))
        except (EngineError, PackagerError, OSError) as error:  # a full disk, a service that is down
            return Outcome(order=order, state=FAILED, reason=str(error), again=True)
        except Exception as error:  # a fault of ours in one story must not end the archive
            what = f"{type(error).__name__}: {error}; run it alone with 'packager convert --debug' and report it"
            return Outcome(order=order, state=FAILED, reason=what)

    def _made(self, order: Order) -> Outcome:
        folder = self.place.folder(order)
        make_folder(folder)
        with held(folder / EDITION, "packager archive") as died:
            if died:
                sweep_below(folder)
            if self.place.is_done(order):
                return Outcome(order=order, state=LEFT)  # another worker made it while this one waited
            programme, material = self.programme(order.language), self._material(order)
            run = replace(
                programme.run, episode=order.story, folder=folder, now=self.setup.asked.now, known=Known()
            )  # what is known of a story is no use to the next, and would grow with the archive
            made = make_edition(replace(programme, run=run), material)
            needs = _needs(made, material)
            manifest = made.manifest
            seconds = sum(story.seconds or 0.0 for story in manifest.stories) if manifest else 0.0
            self.place.commit(order, folder, {"seconds": round(seconds, 2), "needs": needs})
        return Outcome(
            order=order,
            state=MADE,
            reason=needs,
            seconds=seconds,
            spoken=len(made.work.speak),
            sent=_sent(made, manifest),
        )

    def _material(self, order: Order) -> Material:
        """The one article of the order's file, under the archive's name for it. Raises InputError."""
        material = material_of([str(order.file)], self.setup.asked)
        if len(material.articles) != 1:
            reasons = "; ".join(skipped.reason for skipped in material.skipped)
            raise InputError(reasons or f"{len(material.articles)} articles were found", where=str(order.file))
        return replace(material, articles=(replace(material.articles[0], id=order.story),))


def _needs(made: Made, material: Material) -> str:
    """What of a story waits for a person, in a line; "" nothing."""
    if made.manifest is None or not (made.needs_person or material.skipped):
        return ""
    waiting = [
        story.reason or f"its status is {story.status}" for story in made.manifest.stories if _waits(story.status)
    ]
    told = [skipped.reason for skipped in made.manifest.dropped]
    return "; ".join(dict.fromkeys([*waiting, *told])) or "see its manifest"


def _waits(status: Status) -> bool:
    return status in (Status.HOLD, Status.NEEDS_TRANSLATION)


def _sent(made: Made, manifest: Manifest | None) -> int:
    """Characters that left this machine for this story; what its earlier runs gave to voices is counted again."""
    spoken = sum(sent.characters for sent in manifest.sent if sent.what == "speech") if manifest else 0
    return sum(made.work.left_machine.values()) + spoken


@dataclass(frozen=True, kw_only=True)
class _OpenedOnce(VoiceProfile):
    """A voice whose engine is opened for the first story and kept for the others."""

    kept: list[Voice] = field(default_factory=list, compare=False, repr=False)

    @classmethod
    def of(cls, profile: VoiceProfile) -> _OpenedOnce:
        return cls(**{one.name: getattr(profile, one.name) for one in fields(VoiceProfile)})

    def open(self) -> Voice:
        """The engine. Raises EngineUnavailable, InputError."""
        if not self.kept:
            self.kept.append(super().open())
        return self.kept[0]


_benches: dict[bytes, Bench] = {}
_one_at_a_time = threading.Lock()  # a cluster's worker may have several threads; engines have one


def work(setup: bytes, order: Order) -> Outcome:
    """An order in a process of a cluster; `setup` is a pickled Setup."""
    import pickle

    with _one_at_a_time:
        if setup not in _benches:
            _benches.clear()
            _benches[setup] = Bench.of(pickle.loads(setup))  # noqa: S301 - made by our own client
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        return _benches[setup].done(order)
