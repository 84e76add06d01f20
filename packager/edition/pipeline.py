"""A day's bundle, told from top to bottom: articles → scripts → clips → episode → manifest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from packager.desk import reading, writing
from packager.desk.manifest import Manifest
from packager.edition.draft import Draft, Material, judged, texts, write
from packager.edition.files import Wanted, make, stale
from packager.edition.job import Job
from packager.edition.metadata import labels
from packager.edition.mix import products
from packager.edition.record import Results, manifest_of
from packager.edition.rundown import RUNDOWN, on_air
from packager.edition.show import story_segment
from packager.edition.sidecars import papers
from packager.edition.work import Work, texts_of, translation_work
from packager.records import Status
from packager.translation.learning import learn
from packager.translation.ledger import ledger
from packager.voicing.pronunciation import pronouncing
from packager.voicing.reading import SHOW, Reading, troubles
from packager.voicing.studio import Studio, open_studio


@dataclass(frozen=True, kw_only=True)
class Made:
    """What came of an edition."""

    job: Job
    manifest: Manifest | None  # None where the work was only explained
    work: Work

    @property
    def needs_person(self) -> bool:
        """Whether a story waits for somebody or did not make it, or the slot is not met."""
        if self.manifest is None:
            return False
        killed = {story.id for story in self.manifest.stories if story.status is Status.KILLED}
        waiting = (dropped for dropped in self.manifest.dropped if dropped.stage != RUNDOWN)
        return (
            any(dropped.article not in killed for dropped in waiting)
            or any(story.stale for story in self.manifest.stories)
            or "why" in self.manifest.rundown
        )


def make_edition(job: Job, material: Material, *, explain: bool = False) -> Made:
    """One language's episode with its manifest; with `explain` only the work that it would take.

    Raises InputError for a manifest that cannot be read and for options that no voice has,
    PackagerError where a file cannot be written.
    """
    old_text = reading.read_text(job.manifest) if job.manifest.is_file() else None
    old = None if old_text is None else reading.parse(old_text, where=str(job.manifest))

    job = pronouncing(job, old)
    studio = open_studio(job, look_only=explain)
    words = write(job, material, old, look_only=explain)
    readings = studio.stories(words.heard, texts(words, job, old))
    draft = judged(words, readings, job, old)
    show = studio.show(draft.show, local=draft.keeps_local)
    work = _work(draft, show, studio)
    if explain and work.speak:
        return Made(job=job, manifest=None, work=replace(work, files=("whatever the new speech is part of",)))

    stories = {script.article: story_segment(script, readings[script.article].clips) for script in draft.heard}
    aired = on_air(job, draft, stories, show.clips)

    heard = [story for story in stories.values() if story.clips]
    names = labels(job, aired.words, aired.episode, heard, old)
    wanted = Wanted(
        sounds=products(aired.episode, heard, job, names), papers=papers(job, aired.words, aired.episode, names)
    )
    if explain:
        return Made(job=job, manifest=None, work=replace(work, files=stale(wanted, old, job.folder)))
    files = make(wanted, old, job)

    manifest = manifest_of(
        Results(job=job, old=old, aired=aired, show=show, segments=stories, labels=names, files=files)
    )
    writing.write(job.manifest, manifest, old_text)
    ledger(job).settle()
    learn(job, draft.newly_approved)
    return Made(job=job, manifest=manifest, work=replace(work, files=files.made))


def _work(draft: Draft, show: Reading, studio: Studio) -> Work:
    """What translating and speaking took, or would take."""
    readings = {**draft.readings, SHOW: show}
    missing = (utterance for reading in readings.values() for utterance in reading.missing)
    work = translation_work(draft.translated)
    said = sum(len(draft.spoken[script.article]) for script in draft.heard)
    return replace(
        work,
        failed=(*work.failed, *troubles(readings)),
        utterances=said + len(draft.show),
        speak=texts_of(missing if studio.look_only else studio.spoken),
    )
