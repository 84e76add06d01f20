"""What an edition says: scripts and every utterance in order; then, when they were read, every story's verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from packager.desk.approval import ApprovalBasis, Verdict, judge, left_out, to_be_heard_again
from packager.desk.approving import with_approvals
from packager.desk.content import Content, content
from packager.desk.edits import StoryEdits, annotate, article_of, filed, order, story_edits, touched
from packager.desk.identity import settled
from packager.desk.manifest import Manifest
from packager.desk.taking_back import doubted, with_taken_back
from packager.edition.phrases import Phrases, headline_utterances, phrase_utterances
from packager.edition.said_numbers import numbers_not_written
from packager.lang.options import SpokenOptions
from packager.records import (
    Approval,
    Article,
    Clip,
    Finding,
    Kind,
    Line,
    Role,
    Script,
    Segment,
    Severity,
    Skipped,
    Status,
    Utterance,
)
from packager.run import Run
from packager.speech.core import spoken
from packager.speech.lexicon import Lexicon
from packager.speech.notes import NoteKind
from packager.speech.utterances import notes
from packager.translation.outcome import Translated
from packager.translation.scripting import ScriptWriter
from packager.translation.translating import Translating
from packager.voicing.cast import Cast
from packager.voicing.casting import parts
from packager.voicing.reading import Reading, silence
from packager.voicing.recordings import unmatched
from packager.voicing.studio import Texts
from packager.voicing.voices import Voices


@dataclass(frozen=True, kw_only=True)
class Material:
    """What an edition is made from."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()  # what intake could not use
    killed: tuple[str, ...] = ()  # ids of stories that their publisher took back: they never air
    # (language, digest of an article's source) → what became of the same article on an earlier day
    before: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Words:
    """An edition in words, before anything is spoken."""

    stories: tuple[Article, ...]
    translated: Translated
    edits: Mapping[str, StoryEdits]
    dropped: tuple[Skipped, ...]
    came: Mapping[str, str] = field(default_factory=dict)  # the priority with which each story came in
    before: Mapping[str, str] = field(default_factory=dict)  # what became of the same article on an earlier day
    spoken: Mapping[str, tuple[Utterance, ...]] = field(default_factory=dict)  # what a voice is to say, by story

    @property
    def heard(self) -> tuple[Script, ...]:
        """The stories that get a sound of their own, for an editor to hear: all but the killed ones."""
        return tuple(s for s in self.translated.scripts if self.edits[s.article].status is not Status.KILLED)


@dataclass(frozen=True, kw_only=True)
class Draft(Words):
    """An edition in words and as it was read: every story judged, and what stands around the stories."""

    verdicts: Mapping[str, Verdict]
    contents: Mapping[str, Content]  # what there is of each story to approve; without those that nobody read
    readings: Mapping[str, Reading]  # by story; without those that nobody should read
    said: Phrases = field(default_factory=Phrases)
    show: tuple[Utterance, ...] = ()  # what may be said around the stories
    on_air: tuple[Script, ...] | None = None  # what the rundown took, shortened where it had to; None before it

    @property
    def airing(self) -> tuple[Script, ...]:
        """The stories that are in the episode; before there is a rundown, those that may be."""
        if self.on_air is not None:
            return self.on_air
        return tuple(script for script in self.translated.scripts if self._airs(script.article))

    def _airs(self, story: str) -> bool:
        reading = self.readings.get(story)
        return self.verdicts[story].status in (Status.REVIEW, Status.APPROVED) and not (reading and reading.silent)

    @property
    def keeps_local(self) -> bool:
        """Whether a story in the episode may not leave this machine."""
        local = {article.id for article in self.stories if article.filing.keep_local}
        return any(script.article in local for script in self.airing)

    @property
    def priorities(self) -> Mapping[str, int]:
        """How urgent each story is, by its id: 1 most … 9 least."""
        return {article.id: article.filing.priority for article in self.stories}

    def headlined(self, most: int | None) -> tuple[Script, ...]:
        """The stories on air whose headlines are read: the `most` urgent ones, in running order; None: all."""
        ranking = sorted(self.airing, key=lambda script: self.priorities[script.article])
        chosen = {script.article for script in ranking[:most]}
        return tuple(script for script in self.airing if script.article in chosen)

    @property
    def approved(self) -> tuple[tuple[Script, Approval], ...]:
        """The approved stories, each with its approval."""
        verdicts = ((script, self.verdicts[script.article]) for script in self.translated.scripts)
        approved = ((script, v.approved) for script, v in verdicts if v.status is Status.APPROVED and v.approved)
        return tuple((script, approval) for script, approval in approved if approval.of)


def translated(
    material: Material,
    old: Manifest | None,
    run: Run,
    translating: Translating,
    *,
    doubted: Mapping[str, str] | None = None,
    look_only: bool = False,
) -> Words:
    """The edition in the language: translated, checked, and as its editor left it.

    `doubted` are stories whose approval counts for nothing, and why. With `look_only` no engine is asked anything: what
    it would be sent is counted.
    """
    articles = settled(material.articles, old, run.folder, run.episode)
    stories = stories_of_the_day(articles, old)
    came = {**(old.state.came if old else {}), **{article.id: str(article.filing.priority) for article in articles}}
    hand = touched(old) if old else frozenset()
    edits = {
        story.id: replace(_edits(story, material.killed, old, hand), doubted=(doubted or {}).get(story.id, ""))
        for story in stories
    }
    given = frozenset(article.id for article in articles)
    writer = ScriptWriter(run=run, translating=translating, edits=edits, given=given, look_only=look_only)
    done, untranslatable = writer.write(stories)
    return Words(
        stories=stories,
        translated=done,
        edits=edits,
        came=came,
        before=_before(stories, material, old, run.edition.language),
        dropped=(*material.skipped, *untranslatable),
    )


def _before(stories: Sequence[Article], material: Material, old: Manifest | None, language: str) -> Mapping[str, str]:
    """What became of the stories' articles earlier; of those that did not come in again, what is known already."""
    known = {entry.source.sha256: entry.before for entry in old.stories} if old else {}
    digests = {story.id: story.source.sha256 for story in stories}
    told = {name: material.before.get((language, sha), known.get(sha, "")) for name, sha in digests.items()}
    return {story: before for story, before in told.items() if before}


def stories_of_the_day(articles: Sequence[Article], old: Manifest | None) -> tuple[Article, ...]:
    """The articles of this run and the stories of the last manifest, in the editor's order."""
    given = {article.id for article in articles}
    kept = [article_of(entry) for entry in old.stories if entry.id not in given] if old else []
    came = (replace(article, filing=filed(article, old)) for article in articles)
    told = (
        with_taken_back(article, old.story(article.id) if old else None, given=article.id in given)
        for article in (*came, *kept)
    )
    return order(old, tuple(told))


def _edits(story: Article, killed: Collection[str], old: Manifest | None, hand: Collection[str]) -> StoryEdits:
    """What the editor said of a story, unless its publisher has taken it back since: that is stronger."""
    edits = story_edits(old, story.id, hand) if old else StoryEdits()
    # What feeds take back came from feeds: a file of the same name is another story.
    if story.id not in killed or story.source.file or edits.status is Status.KILLED:
        return edits
    return replace(edits, status=Status.KILLED, note=f"killed by its publisher. {edits.note}".strip())


def verbalised(words: Words, voices: Voices) -> Words:
    """The edition with what a voice is to say of every line, and with what its editor should know of that."""
    stories = {story.id: story for story in words.stories}
    marked = (doubted(script, stories[script.article]) for script in words.translated.scripts)
    noted = (with_spoken_notes(script, voices.spoken) for script in marked)
    scripts = tuple(annotate(script, words.edits[script.article]) for script in noted)
    said = {
        script.article: tuple(
            utterance
            for place, line in enumerate(script.lines)
            if line.text  # what has no text yet is not said
            for utterance in voices.said(line, place)
        )
        for script in scripts
    }
    return replace(words, translated=replace(words.translated, scripts=scripts), spoken=said)


def with_spoken_notes(script: Script, options: SpokenOptions) -> Script:
    """The script, every line with what may be heard otherwise than meant: guesses, minuses, numbers not in it."""
    lines = (
        replace(line, findings=(*line.findings, *_guesses(line, script.language, options))) for line in script.lines
    )
    return replace(script, lines=tuple(lines))


def _guesses(line: Line, language: str, options: SpokenOptions) -> Iterator[Finding]:
    for note in notes(line, language, options):
        if note.kind is NoteKind.TRANSLITERATED:
            message = f"'{note.written}' is in no table of names and will be read '{note.spoken}'"
            yield Finding(check="spoken-guess", severity=Severity.NOTES, message=message)
        elif note.kind is NoteKind.MINUS:
            message = f"'{note.written}' will be read as below zero: '{note.spoken}'"
            yield Finding(check="spoken-minus", severity=Severity.NOTES, message=message)
        else:
            yield Finding(check="not-spoken", severity=Severity.NOTES, message=f"'{note.written}' will not be read")
    if line.role is not Role.CAPTION and line.text:
        said = spoken(line.text, language, options)
        odd = numbers_not_written(line.text, said, language)
        if odd:
            message = f"{', '.join(f'{number:,.10g}' for number in odd)} will be read and is not in the line: '{said}'"
            yield Finding(check="spoken-number", severity=Severity.NOTES, message=message)


def texts(words: Words, cast: Cast, old: Manifest | None) -> Texts:
    """What is to be read of the stories, and by whom."""
    return Texts(
        said=words.spoken,
        parts=parts(words.heard, words.edits, old, cast),
        recordings={story: edits.recording for story, edits in words.edits.items() if edits.recording},
        local=frozenset(article.id for article in words.stories if article.filing.keep_local),
    )


def judged(words: Words, readings: Mapping[str, Reading], lexicon: Lexicon, now: datetime) -> Draft:
    """The edition with every story's verdict: an approval is of English, text, spoken form and what spoke."""
    at = now.isoformat(timespec="seconds")
    scripts = tuple(with_approvals(one, words.edits[one.article], at) for one in words.translated.scripts)
    words = replace(words, translated=replace(words.translated, scripts=scripts))
    verdicts, contents, dropped = {}, {}, list(words.dropped)
    for script in words.translated.scripts:
        story, reading = script.article, readings.get(script.article, Reading())
        spoken = [lexicon.reading(utterance.text, "") for utterance in words.spoken[story]]
        voice = reading.voice
        made = content(script.lines, spoken, voice.told if voice else "", voice.manner if voice else "")
        verdicts[story] = _verdict(script, words.edits[story], reading, made, now)
        if voice:
            contents[story] = made
        elif before := words.edits[story].built:
            contents[story] = before
        unanswered = (engine.told for engine in words.translated.failed if story in engine.articles)
        if absent := left_out(verdicts[story].status, script, unanswered):
            dropped.append(absent)
    dropped += [skipped for story, reading in readings.items() if (skipped := silence(reading, story))]
    dropped += [problem for reading in readings.values() for problem in reading.recorded.problems]
    draft = Draft(**{**vars(words), "dropped": tuple(dropped)}, verdicts=verdicts, contents=contents, readings=readings)
    return replace(draft, translated=_stood_behind(draft))


def with_strangers(draft: Draft, recordings: Path, run: Run) -> Draft:
    """The draft with the recordings in the station's folder that are of no story in it told among what is dropped."""
    stories = [story.id for story in draft.stories]
    strangers = unmatched(recordings, run.edition.language, stories, run.store)
    return replace(draft, dropped=(*draft.dropped, *strangers))


def _stood_behind(draft: Draft) -> Translated:
    """The scripts with an approved story's lines as what they are: a person answers for each, whoever wrote it."""
    scripts = (
        replace(script, lines=tuple(replace(line, checked=True) for line in script.lines))
        if draft.verdicts[script.article].status is Status.APPROVED
        else script
        for script in draft.translated.scripts
    )
    return replace(draft.translated, scripts=tuple(scripts))


def _verdict(script: Script, edits: StoryEdits, reading: Reading, made: Content, now: datetime) -> Verdict:
    if reading.silent and edits.status is Status.APPROVED and edits.approved:
        # Nothing was spoken that could differ.
        return Verdict(status=Status.APPROVED, approved=edits.approved, seconded=edits.seconded)
    # A recording needs no text, and no check of a machine's holds it back.
    recorded = reading.recorded.lines
    lines = (line for place, line in enumerate(script.lines) if place not in recorded)
    unread = replace(script, lines=() if reading.recorded.whole else tuple(lines))
    basis = ApprovalBasis(seen=content(edits.before), built=edits.built, touched=edits.touched)
    verdict = judge(unread, edits, made, basis, now)
    return to_be_heard_again(verdict, [utterance.text for utterance in reading.damaged])


def with_phrases(draft: Draft, said: Phrases, voices: Voices) -> Draft:
    """The draft with all that may be said around its stories."""
    single = (said.greeting, *said.disclosures.values(), said.headlines, said.sign_off)
    headlines = draft.airing if said.headlines else ()
    show = (
        *(u for text in single for u in phrase_utterances(text, voices)),
        *(u for script in headlines for u in headline_utterances(script, voices)),
    )
    return replace(draft, said=said, show=show)


def story_segment(script: Script, clips: tuple[Clip, ...]) -> Segment:
    """A story as its clips, titled with its headline in the language."""
    title = script.lines[0].text or script.lines[0].source
    return Segment(id=script.article, kind=Kind.STORY, title=title, clips=clips)
