"""Articles → scripts in one language: what is in hand, what the engines say, and what the editor said last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from packager.edition.job import Job
from packager.errors import InputError
from packager.manifest.edits import StoryEdits, annotate, as_it_stood, story_edits
from packager.manifest.model import Manifest
from packager.records import Article, Script, Skipped
from packager.store import Store, file_digest, whole_file
from packager.translation.checks import examine
from packager.translation.kept import KeptAnswers
from packager.translation.ladder import Limits, Rung, Translated, translate
from packager.translation.memory import Memory
from packager.translation.names import NO_NAMES, Names
from packager.translation.script import InHand, Recall, draft
from packager.translation.units import Match


@contextmanager
def recall(job: Job) -> Iterator[Recall]:
    """Look-ups in the station's memory, then in the TMX files that it names."""
    with ExitStack() as stack:
        files = [job.memory] if job.memory.is_file() else []
        files += [indexed(tmx, job.store) for tmx in job.station.memories]
        memories = [stack.enter_context(Memory.open(path)) for path in files]

        def first(source: str, language: str, *, previous: str = "", following: str = "") -> Match | None:
            found = (memory.lookup(source, language, previous=previous, following=following) for memory in memories)
            return next((match for match in found if match), None)

        yield first


def indexed(tmx: Path, store: Store) -> Path:
    """A TMX file as a memory in the store, made when the file is new. Raises InputError."""
    from packager.translation.tmx import import_tmx

    path = store.path("memories", file_digest(tmx), ".sqlite")
    if not path.is_file():
        with whole_file(path) as temporary:
            temporary.unlink()
            with Memory.open(temporary) as memory:
                memory.learn(import_tmx(tmx))
    return path


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What translating an edition's stories needs."""

    job: Job
    old: Manifest | None  # the last run's manifest
    given: frozenset[str]  # ids of the stories whose article was read in this run; the rest are as `old` has them
    names: Names = NO_NAMES
    ladder: Sequence[Rung] = ()

    def edits(self, story: str) -> StoryEdits:
        """What the editor changed in a story."""
        return story_edits(self.old, story) if self.old else StoryEdits()


def write_scripts(stories: Sequence[Article], desk: Desk) -> tuple[Translated, tuple[Skipped, ...]]:
    """A script for each story, and the stories for which there is none, with the reason."""
    scripts, skipped = [], []
    with recall(desk.job) as known:
        for story in stories:
            try:
                scripts.append(_script(story, desk, known))
            except InputError as error:
                skipped.append(Skipped(article=story.id, stage="translation", reason=str(error), mend=""))
    local = frozenset(story.id for story in stories if story.keep_local)
    limits = Limits(offline=desk.job.offline, keep_local=local)
    translated = translate(scripts, desk.ladder, desk.names, limits, KeptAnswers(desk.job.store))
    annotated = tuple(annotate(script, desk.edits(script.article)) for script in translated.scripts)
    return replace(translated, scripts=annotated), tuple(skipped)


def _script(story: Article, desk: Desk, known: Recall) -> Script:
    language, changes = desk.job.edition.language, desk.edits(story.id)
    entry = desk.old.story(story.id) if desk.old else None
    if entry and story.id not in desk.given:
        return examine(as_it_stood(entry, changes, language), desk.names)
    return draft(story, language, InHand(edited=changes.texts, recall=known), desk.names)
