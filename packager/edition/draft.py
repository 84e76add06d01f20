"""What an edition says: scripts and every utterance in order; then, when they were read, every story's verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from packager.desk.approval import Content, Verdict, judge, left_out
from packager.desk.edits import StoryEdits, article_of, order
from packager.desk.manifest import Approval, Manifest
from packager.edition.job import Job
from packager.edition.show import Phrases, phrases, show_utterances
from packager.records import Article, Script, Skipped, Status, Utterance
from packager.speech import utterances
from packager.translation.outcome import Translated
from packager.translation.scripting import Desk, write_scripts
from packager.voicing.casting import parts
from packager.voicing.reading import Reading, silence
from packager.voicing.studio import Texts


@dataclass(frozen=True, kw_only=True)
class Material:
    """What an edition is made from."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()  # what intake could not use
    killed: tuple[str, ...] = ()  # ids of stories that their publisher took back: they never air


@dataclass(frozen=True, kw_only=True)
class Words:
    """An edition in words, before anything is spoken."""

    stories: tuple[Article, ...]
    translated: Translated
    edits: Mapping[str, StoryEdits]
    spoken: Mapping[str, tuple[Utterance, ...]]  # what a voice is to say, by story
    dropped: tuple[Skipped, ...]

    @property
    def heard(self) -> tuple[Script, ...]:
        """The stories that get a sound of their own, for an editor to hear: all but the killed ones."""
        return tuple(s for s in self.translated.scripts if self.edits[s.article].status is not Status.KILLED)


@dataclass(frozen=True, kw_only=True)
class Draft(Words):
    """An edition in words and as it was read: every story judged, and what stands around the stories."""

    verdicts: Mapping[str, Verdict]
    readings: Mapping[str, Reading]  # by story; without those that nobody should read
    said: Phrases
    show: tuple[Utterance, ...]  # what may be said around the stories
    on_air: tuple[Script, ...] | None = None  # what the rundown took, shortened where it had to; None before it

    @property
    def airing(self) -> tuple[Script, ...]:
        """The stories that are in the episode; before there is a rundown, those that may be."""
        if self.on_air is not None:
            return self.on_air
        return tuple(script for script in self.translated.scripts if self._airs(script.article))

    @property
    def keeps_local(self) -> bool:
        """Whether a story in the episode may not leave this machine."""
        local = {article.id for article in self.stories if article.keep_local}
        return any(script.article in local for script in self.airing)

    def _airs(self, story: str) -> bool:
        reading = self.readings.get(story)
        return self.verdicts[story].status in (Status.REVIEW, Status.APPROVED) and not (reading and reading.silent)

    @property
    def newly_approved(self) -> tuple[tuple[Script, Approval], ...]:
        """The stories whose approval this run is the first to see."""
        pairs = ((script, self.verdicts[script.article]) for script in self.translated.scripts)
        approved = ((script, v.approved) for script, v in pairs if v.status is Status.APPROVED and v.approved)
        return tuple((script, by) for script, by in approved if by.of and not self._known(script, by))

    def _known(self, script: Script, approval: Approval) -> bool:
        before = self.edits[script.article].approved
        return before is not None and before.of == approval.of


def write(job: Job, material: Material, old: Manifest | None, *, look_only: bool = False) -> Words:
    """The edition in words: translated, checked, edited, and turned into what is said.

    With `look_only` no engine is asked anything: what it would be sent is counted.
    """
    stories = stories_of_the_day(material.articles, old)
    given = frozenset(article.id for article in material.articles)
    desk = Desk(job=job, old=old, given=given, look_only=look_only)
    translated, untranslatable = write_scripts(stories, desk)
    return Words(
        stories=stories,
        translated=translated,
        edits={s.article: _unless_killed(desk.edits(s.article), s, material) for s in translated.scripts},
        spoken={script.article: story_utterances(script, job) for script in translated.scripts},
        dropped=(*material.skipped, *untranslatable),
    )


def texts(words: Words, job: Job, old: Manifest | None) -> Texts:
    """What is to be read of the stories, and by whom."""
    return Texts(
        said=words.spoken,
        parts=parts(words.heard, words.edits, old, job.plan.cast),
        recordings={story: edits.recording for story, edits in words.edits.items() if edits.recording},
        local=frozenset(article.id for article in words.stories if article.keep_local),
    )


def judged(words: Words, readings: Mapping[str, Reading], job: Job, old: Manifest | None) -> Draft:
    """The edition with every story's verdict: an approval is of text, spoken form and the voice that spoke."""
    scripts = words.translated.scripts
    verdicts = {script.article: _verdict(script, words, readings, job, old) for script in scripts}
    failed = words.translated.failed
    absent = [left_out(script.article, verdicts[script.article].status, script, failed) for script in scripts]
    unread = [silence(reading, story) for story, reading in readings.items()]
    broken = [problem for reading in readings.values() for problem in reading.recorded.problems]
    dropped = (*words.dropped, *(skipped for skipped in (*absent, *unread) if skipped), *broken)
    draft = Draft(**{**vars(words), "dropped": dropped}, verdicts=verdicts, readings=readings, said=Phrases(), show=())
    said = phrases(job, draft.airing) if draft.airing else Phrases()
    return replace(draft, said=said, show=show_utterances(said, draft.airing, job))


def _verdict(script: Script, words: Words, readings: Mapping[str, Reading], job: Job, old: Manifest | None) -> Verdict:
    edits, reading = words.edits[script.article], readings.get(script.article, Reading())
    if reading.silent and edits.status is Status.APPROVED and edits.approved:
        return Verdict(status=Status.APPROVED, approved=edits.approved)  # nothing was spoken that could differ
    entry = old.story(script.article) if old else None
    before = entry.voice.told if entry and entry.voice else ""
    spoken = tuple(job.lexicon.reading(utterance.text, "") for utterance in words.spoken[script.article])
    content = Content(script=script, spoken=spoken, voice=reading.voice.told if reading.voice else before)
    return judge(_unread_lines(script, reading), edits, content, job.now, before)


def _unread_lines(script: Script, reading: Reading) -> Script:
    """The lines that no person recorded: a recording needs no text, and no check of a machine's holds it back."""
    if reading.recorded.whole:
        return replace(script, lines=())
    lines = (line for place, line in enumerate(script.lines) if place not in reading.recorded.lines)
    return replace(script, lines=tuple(lines))


def stories_of_the_day(articles: Sequence[Article], old: Manifest | None) -> tuple[Article, ...]:
    """The articles of this run and the stories of the last manifest, in the editor's order."""
    given = {article.id for article in articles}
    kept = [article_of(entry) for entry in old.stories if entry.id not in given] if old else []
    local = {entry.id for entry in old.stories if entry.keep_local} if old else set()
    marked = (replace(article, keep_local=article.keep_local or article.id in local) for article in articles)
    return order(old, [*marked, *kept])


def story_utterances(script: Script, job: Job) -> tuple[Utterance, ...]:
    """What is said of a story, in order; lines without a text are not said."""
    return tuple(
        utterance
        for place, line in enumerate(script.lines)
        if line.text
        for utterance in utterances(line, place, script.language, job.plan.voice, job.spoken)
    )


def _unless_killed(edits: StoryEdits, script: Script, material: Material) -> StoryEdits:
    """What the editor said of a story, unless its publisher has taken it back since: that is stronger."""
    if script.article not in material.killed or edits.status is Status.KILLED:
        return edits
    return replace(edits, status=Status.KILLED, note=f"killed by its publisher. {edits.note}".strip())
