"""Articles → scripts in one language: what is in hand, what the engines say, and what the editor said last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from packager.desk.edits import StoryEdits, annotate, as_it_stood, story_edits
from packager.desk.manifest import Manifest
from packager.edition.job import Job
from packager.errors import InputError
from packager.records import Article, Line, Script, Skipped
from packager.translation.chains import in_hand_order
from packager.translation.checks import examine, examine_all
from packager.translation.fallback import Limits, translate
from packager.translation.kept import KeptAnswers
from packager.translation.ledger import ledger
from packager.translation.outcome import Translated
from packager.translation.recall import Recollection, recall
from packager.translation.script import InHand, draft
from packager.translation.suggestions import with_offers, with_spoken_notes


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What translating an edition's stories needs."""

    job: Job
    old: Manifest | None  # the last run's manifest
    given: frozenset[str]  # ids of the stories whose article was read in this run; the rest are as `old` has them
    look_only: bool = False  # ask no engine anything

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
        translated = _translate(scripts, stories, desk)
        shown = tuple(with_offers(script, translated.rejected, known) for script in translated.scripts)
    noted = (with_spoken_notes(script, desk.job.spoken) for script in shown)
    return replace(translated, scripts=tuple(annotate(s, desk.edits(s.article)) for s in noted)), tuple(skipped)


def _script(story: Article, desk: Desk, known: Recollection) -> Script:
    job, changes = desk.job, desk.edits(story.id)
    entry = desk.old.story(story.id) if desk.old else None
    if entry and story.id not in desk.given:
        return examine(as_it_stood(entry, changes, job.edition.language), job.names)
    order = in_hand_order(job.station, job.edition.language)
    return draft(story, job.edition.language, InHand(edited=changes.texts, recall=known, order=order), job.names)


def _translate(scripts: Sequence[Script], stories: Sequence[Article], desk: Desk) -> Translated:
    job = desk.job
    local = frozenset(story.id for story in stories if story.keep_local)
    limits = Limits(offline=job.offline, keep_local=local, look_only=desk.look_only)
    done = translate(scripts, job.ladder, job.names, limits, KeptAnswers(job.store, ledger(job).note), job.progress)
    kept = [_as_before(script, desk.edits(script.article).before) for script in done.scripts]
    if kept != list(done.scripts):
        done = replace(done, scripts=examine_all(kept, job.names))
    complete = {script.article for script in done.scripts if script.complete}
    return replace(done, failed=tuple(one for one in done.failed if one.asked or not complete >= set(one.articles)))


def _as_before(script: Script, before: Sequence[Line]) -> Script:
    """The script with the last run's drafts where no engine answers now: a line that goes down loses no story."""
    drafts = {line.source: line for line in before if line.text and not line.checked}
    lines = (
        replace(line, text=drafts[line.source].text, origin=drafts[line.source].origin)
        if not line.text and line.source in drafts
        else line
        for line in script.lines
    )
    return replace(script, lines=tuple(lines))
