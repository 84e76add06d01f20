"""What an edition will say, before anything is spoken: scripts, verdicts, and every utterance in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from packager.edition.job import Job
from packager.edition.judging import Verdict, content_digest, judge, left_out
from packager.edition.scripts import Desk, write_scripts
from packager.edition.show import Phrases, phrases, show_utterances
from packager.manifest.edits import StoryEdits, article_of, order
from packager.manifest.model import Approval, Manifest
from packager.records import Article, Script, Skipped, Status, Utterance
from packager.speech import utterances
from packager.translation.ladder import Rung, Translated
from packager.translation.names import NO_NAMES, Names


@dataclass(frozen=True, kw_only=True)
class Material:
    """What an edition is made from."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()  # what intake could not use
    killed: tuple[str, ...] = ()  # ids of stories that their publisher took back: they never air
    names: Names = NO_NAMES
    ladder: Sequence[Rung] = ()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An edition in words."""

    stories: tuple[Article, ...]
    translated: Translated
    edits: Mapping[str, StoryEdits]
    verdicts: Mapping[str, Verdict]
    spoken: Mapping[str, tuple[Utterance, ...]]  # by story
    dropped: tuple[Skipped, ...]
    said: Phrases
    show: tuple[Utterance, ...]  # what is said around the stories

    @property
    def airing(self) -> tuple[Script, ...]:
        """The stories that are in the episode."""
        return self._with(Status.REVIEW, Status.APPROVED)

    @property
    def heard(self) -> tuple[Script, ...]:
        """The stories that get a sound of their own, for an editor to hear: all but the killed ones."""
        return self._with(Status.REVIEW, Status.APPROVED, Status.HOLD, Status.NEEDS_TRANSLATION)

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """Everything that is to be spoken."""
        return (*(u for script in self.heard for u in self.spoken[script.article]), *self.show)

    @property
    def newly_approved(self) -> tuple[tuple[Script, Approval], ...]:
        """The stories whose approval this run is the first to see."""
        pairs = ((script, self.verdicts[script.article]) for script in self.translated.scripts)
        return tuple(
            (script, verdict.approved)
            for script, verdict in pairs
            if verdict.status is Status.APPROVED and verdict.approved and not self._known(script, verdict.approved)
        )

    def _known(self, script: Script, approval: Approval) -> bool:
        before = self.edits[script.article].approved
        return before is not None and before.of == approval.of

    def _with(self, *statuses: Status) -> tuple[Script, ...]:
        return tuple(s for s in self.translated.scripts if self.verdicts[s.article].status in statuses)


def draft(job: Job, material: Material, old: Manifest | None) -> Draft:
    """The edition in words: translated, checked, judged, and turned into what is said."""
    stories = stories_of_the_day(material.articles, old)
    given = frozenset(article.id for article in material.articles)
    desk = Desk(job=job, old=old, given=given, names=material.names, ladder=material.ladder)
    translated, untranslatable = write_scripts(stories, desk)
    spoken = {script.article: story_utterances(script, job) for script in translated.scripts}
    edits = {
        script.article: _unless_killed(desk.edits(script.article), script, material) for script in translated.scripts
    }
    verdicts = {
        script.article: judge(script, edits[script.article], _content(script, spoken[script.article], job), job.now)
        for script in translated.scripts
    }
    absent = (left_out(script.article, verdicts[script.article].status, script) for script in translated.scripts)
    airing = [s for s in translated.scripts if verdicts[s.article].status in (Status.REVIEW, Status.APPROVED)]
    said = phrases(job, airing) if airing else Phrases()
    return Draft(
        stories=stories,
        translated=translated,
        edits=edits,
        verdicts=verdicts,
        spoken=spoken,
        dropped=(*material.skipped, *untranslatable, *(skipped for skipped in absent if skipped)),
        said=said,
        show=show_utterances(said, airing, job),
    )


def stories_of_the_day(articles: Sequence[Article], old: Manifest | None) -> tuple[Article, ...]:
    """The articles of this run and the stories of the last manifest, in the editor's order."""
    given = {article.id for article in articles}
    kept = [article_of(entry) for entry in old.stories if entry.id not in given] if old else []
    return order(old, [*articles, *kept])


def story_utterances(script: Script, job: Job) -> tuple[Utterance, ...]:
    """What is said of a story, in order; lines without a text are not said."""
    return tuple(
        utterance
        for place, line in enumerate(script.lines)
        if line.text
        for utterance in utterances(line, place, script.language, job.plan.voice)
    )


def _unless_killed(edits: StoryEdits, script: Script, material: Material) -> StoryEdits:
    """What the editor said of a story, unless its publisher has taken it back since: that is stronger."""
    if script.article not in material.killed or edits.status is Status.KILLED:
        return edits
    return replace(edits, status=Status.KILLED, note=f"killed by its publisher. {edits.note}".strip())


def _content(script: Script, spoken: tuple[Utterance, ...], job: Job) -> str:
    return content_digest(script, tuple(utterance.text for utterance in spoken), job.plan.voice)
