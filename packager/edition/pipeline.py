"""A day's programme, told from top to bottom: translate → verbalise → speak → arrange → master → write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from packager.desk import reading, state, writing
from packager.desk.manifest import Manifest
from packager.desk.noticing import notice
from packager.desk.settling import settle
from packager.edition.arrange import arrange
from packager.edition.draft import (
    Draft,
    Material,
    judged,
    story_segment,
    texts,
    translated,
    with_phrases,
    with_strangers,
)
from packager.edition.elements import Elements, Imaging, usable, usable_cover
from packager.edition.mastering import Wanted, make, stale
from packager.edition.metadata import Labeller, cart_numbers
from packager.edition.mix import products
from packager.edition.naming import as_settled
from packager.edition.phrases import phrases
from packager.edition.record import Results, manifest_of
from packager.edition.sidecars import papers
from packager.edition.verbalising import verbalised
from packager.edition.work import Made, Work, texts_of, translation_work
from packager.errors import InputError
from packager.run import Run
from packager.station import Branding, Delivery, EditionPlan
from packager.store import read_text
from packager.text.confine import under
from packager.text.strict_yaml import load_marked
from packager.translation.learning import learn, take_back
from packager.translation.ledger import ledger
from packager.translation.translating import Translating
from packager.voicing.listening import what_was_heard
from packager.voicing.reading import SHOW, Reading, troubles
from packager.voicing.studio import Studio, open_studio
from packager.voicing.voices import Voices


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A programme to make. Its parts are for the steps that need them; no step takes the whole."""

    run: Run
    translating: Translating
    voices: Voices
    plan: EditionPlan  # slot, blocks, and what stands around the stories
    branding: Branding
    delivery: Delivery


def make_edition(programme: Programme, material: Material, *, explain: bool = False) -> Made:
    """One language's episode with its manifest; with `explain` only the work that it would take.

    Raises InputError for a manifest that cannot be read and for options that no voice has,
    PackagerError where a file cannot be written.
    """
    run, plan = programme.run, programme.plan
    under(run.folder, run.manifest.name)  # a link that leads elsewhere is not written over
    old_text = read_text(run.manifest) if run.manifest.is_file() else None
    old = None if old_text is None else reading.parse(old_text, where=str(run.manifest))
    doubted: Mapping[str, str] = {}
    if old:
        old = reading.with_state(old, run.folder)
        _refuse_another(old, old_text or "", run, alone=not plan.show)
        seen = notice(run.manifest, old, run.now, look_only=explain)
        old, doubted = seen.manifest, seen.doubted
        if not explain:
            take_back(programme.translating.memory, old)
    translating, voices = as_settled(programme.translating, programme.voices, old, run.manifest)
    studio = open_studio(run, voices, look_only=explain)  # before any work: an option that no voice has stops it here

    # What the station brings of sounds and a cover: one that is broken costs itself alone.
    sounds, silent = usable(programme.branding.sounds, run.store) if plan.show else ({}, ())
    picture, unseen = usable_cover(programme.delivery.files.picture)
    form, branding = replace(programme.delivery.files, picture=picture), replace(programme.branding, sounds=sounds)
    material = replace(material, skipped=(*material.skipped, *silent, *unseen))

    # Translate: articles → scripts, with what the editor wrote in them.
    words = translated(material, old, run, translating, doubted=doubted, look_only=explain)

    # Verbalise: scripts → what is said, figures and names written out.
    words = verbalised(words, voices, run.known)

    # Speak: first the stories; what is said around them depends on which of them may air.
    readings = studio.stories(words.heard, texts(words, voices.cast, old))
    draft = judged(words, readings, voices.lexicon, run.now)
    if plan.show:  # an article made by itself stands beside recordings of others
        draft = with_strangers(draft, voices.recordings, run)
    settled = settle(run.manifest, old, draft.verdicts, run.now, look_only=explain)
    draft = replace(draft, verdicts=settled.verdicts)
    draft = with_phrases(draft, phrases(draft.airing, branding, plan, run.edition), voices)
    show = studio.show(draft.show, local=draft.keeps_local)
    work = _work(draft, show, studio)
    if explain and work.speak:
        return Made(run=run, manifest=None, work=replace(work, files=("whatever the new speech is part of",)))

    # Arrange: clips → an episode on its timeline, in blocks and to its slot.
    segments = {script.article: story_segment(script, readings[script.article].clips) for script in draft.heard}
    imaging = Imaging(own=branding.sounds, store=run.store, known=run.known)
    read = dict(zip(draft.show, show.clips, strict=False))  # nothing, where nobody could read it
    aired = arrange(draft, segments, Elements(plan=plan, voices=voices, imaging=imaging, read=read), run, plan)

    # Master: the episode and each story as files, and what lies beside them to be read.
    heard = [segment for segment in segments.values() if segment.clips]
    carts = cart_numbers(
        run, programme.delivery.cart, [article.id for article in draft.stories], old, alone=not plan.show
    )
    labeller = Labeller(
        run=run,
        voices=voices,
        branding=branding,
        delivery=programme.delivery,
        words=aired.words,
        carts=carts,
        reviews=settled.log,
    )
    labels = labeller.labels(aired.episode, heard)
    wanted = Wanted(
        sounds=products(aired.episode, heard, labels, form, run.episode),
        papers=papers(aired, labels, run, branding.name),
    )
    if explain:
        return Made(run=run, manifest=None, work=replace(work, files=stale(wanted, old, run)))
    files = make(wanted, old, run, form)

    # Write: the manifest that the editor reads next; then what the run leaves behind is settled.
    results = Results(old=old, aired=aired, show=show, segments=segments, labels=labels, files=files)
    manifest = manifest_of(results, run, branding.name, translating.names)
    wrote = writing.write(run.manifest, manifest, old_text)
    ledger(run.store, run.folder).settle()
    known = old.state.learnt if old else {}
    learn(programme.translating.memory, [one for one in draft.approved if known.get(one[0].article) != one[1].of])
    learnt = {script.article: approval.of for script, approval in draft.approved}
    state.save(run.folder, replace(wrote.manifest.state, learnt=learnt))
    return Made(run=run, manifest=wrote.manifest, meanwhile=wrote.meanwhile, work=replace(work, files=files.made))


def _refuse_another(old: Manifest, text: str, run: Run, *, alone: bool) -> None:
    """Raise InputError for a manifest of another edition: its words would be lost to this one."""
    wrong = {
        "language": (old.edition.language, run.edition.language),
        "episode": (old.episode, run.episode),
        "date": (old.edition.date, old.edition.date if alone else run.edition.date),  # an article may be made again
    }
    for key, (told, meant) in wrong.items():
        if told != meant:
            where = load_marked(text, where=str(run.manifest)).place(key)
            hint = f"write '{meant}' there, or put the manifest where it belongs"
            raise InputError(f"{key}: '{told}' is not this edition's, '{meant}'", where=where, hint=hint)


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
        heard=tuple(what_was_heard({story: reading.clips for story, reading in readings.items()})),
        damaged=texts_of(utterance for reading in readings.values() for utterance in reading.damaged),
    )
