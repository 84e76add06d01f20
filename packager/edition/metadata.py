"""What each file says of itself, whatever its format: its cut, its timers, and who or what made it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from packager.delivery.alignment import recorded_whole
from packager.delivery.chapters import Mark, marks
from packager.delivery.cut import Cut, Timers, air_window, cut_numbers, timers
from packager.delivery.disclosure import Disclosure, Maker, note, source_type
from packager.delivery.disclosure import tags as disclosure_tags
from packager.desk.manifest import Manifest
from packager.edition.draft import Draft
from packager.edition.job import Job
from packager.edition.show import title, translation
from packager.episode.rundown import HEAD, length
from packager.records import Episode, Kind, Script, Segment, Status
from packager.station import LANGUAGES
from packager.store import digest
from packager.voicing.profiles import VoiceProfile

if TYPE_CHECKING:
    from packager.audio.outputs import ChunkMaker, Mastered
    from packager.audio.profiles import Profile
    from packager.audio.tags import Tags
    from packager.audio.wav import Chunks

EPISODE = ""  # the episode's name among the stories': no story has it
WORDS = 5  # of out words


@dataclass(frozen=True, kw_only=True)
class Label:
    """What one file says of itself."""

    cut: Cut
    timers: Timers
    disclosure: Disclosure
    chapters: tuple[Mark, ...] = ()  # of an episode

    def key(self) -> object:
        """All that the file's metadata is made from, but for the moment at which it was made."""
        cut = {name: str(value) for name, value in asdict(self.cut).items() if name != "made"}
        return [cut, asdict(self.timers), asdict(self.disclosure), [asdict(mark) for mark in self.chapters]]


def labels(job: Job, words: Draft, episode: Episode | None, stories: Iterable[Segment], old: Manifest | None) -> Labels:
    """The labels of the episode and of each story that has a sound. Raises InputError."""
    carts = _carts(job, words, old)
    scripts = {script.article: script for script in words.translated.scripts}
    maker = _Maker(job=job, words=words, carts=carts)
    found = {story.id: maker.story(story, scripts[story.id]) for story in stories}
    if episode:
        found[EPISODE] = maker.episode(episode)
    return Labels(carts=carts, by_name=found)


@dataclass(frozen=True, kw_only=True)
class Labels:
    """An edition's labels: the episode's under EPISODE, the stories' under their ids."""

    carts: Mapping[str, int]  # cart numbers, of the silent stories too
    by_name: Mapping[str, Label]

    @property
    def episode(self) -> Label | None:
        """The episode's label; None where there is no episode."""
        return self.by_name.get(EPISODE)


def _carts(job: Job, words: Draft, old: Manifest | None) -> Mapping[str, int]:
    plan = job.station.carts[job.edition.language]
    if not job.whole_show:
        first = _pair(job, plan.first, plan.last, old)
        return cut_numbers(first, plan.last, [EPISODE, *(article.id for article in words.stories)])
    known = {entry.id: entry.cart for entry in old.stories if entry.cart is not None} if old else {}
    return cut_numbers(plan.first, plan.last, [EPISODE, *(article.id for article in words.stories)], known)


def _pair(job: Job, first: int, last: int, old: Manifest | None) -> int:
    """The first number of an article on its own: a pair from the range's upper half, where no day's programme is.

    The one that it has; else the one that its name gives, or the next that no other article here has. When all are
    given away the name decides again.
    """
    pairs = max(1, (last - first) // 4)
    numbers = [last - 1 - 2 * pair for pair in range(pairs)]
    kept = next((entry.cart - 1 for entry in old.stories if entry.cart is not None), None) if old else None
    if kept in numbers:
        return kept
    own = int(digest(job.episode)[:8], 16) % pairs
    taken = _carts_of_others(job)
    return next((number for number in numbers[own:] + numbers[:own] if number + 1 not in taken), numbers[own])


def _carts_of_others(job: Job) -> set[int]:
    """Cart numbers in the manifests of the other articles that were made on their own, in this language."""
    paths = job.folder.parent.parent.glob(f"*/{job.edition.language}/manifest.yaml")
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in paths if path.parent != job.folder)
    return {int(number) for text in texts for number in re.findall(r"^ +cart: (\d+)$", text, re.MULTILINE)}


@dataclass(frozen=True, kw_only=True)
class _Maker:
    job: Job
    words: Draft
    carts: Mapping[str, int]

    def episode(self, episode: Episode) -> Label:
        job, airing = self.job, self.words.airing
        english = f"{job.station.name}, {LANGUAGES[job.edition.language]}, {job.edition.date}"
        last = next((p.segment for p in reversed(episode.placed) if p.segment.clips), None)
        return Label(
            cut=self._cut(EPISODE, job.episode, title(job, self.words), english, self._out(last)),
            timers=_timers(episode),
            disclosure=disclosure(
                [placed.segment for placed in episode.placed],
                airing,
                job,
                self.words,
                self.words.said.disclosure,
                ("bed",) if episode.bed else (),
            ),
            chapters=marks(episode.placed, episode.seconds),
        )

    def story(self, story: Segment, script: Script) -> Label:
        cut = self._cut(story.id, story.id, story.title, script.lines[0].source, self._out(story))
        return Label(
            cut=cut,
            timers=Timers(start=HEAD, end=HEAD + length(story)),
            disclosure=disclosure([story], [script], self.job, self.words),
        )

    def _cut(self, name: str, file: str, told: str, english: str, out: str) -> Cut:
        job = self.job
        plan, podcast = job.station.carts[job.edition.language], job.station.podcasts.get(job.edition.language)
        starts, ends = air_window(date.fromisoformat(job.edition.date), job.station.zone, plan.at, plan.hours)
        return Cut(
            number=self.carts[name],
            id=file,
            title=told,
            language=job.edition.language,
            station=job.station.name,
            zone=job.station.zone,
            made=job.now,
            starts=starts,
            ends=ends,
            english=english if job.edition.language != "en" else "",
            out_words=out,
            category=plan.category,
            url=podcast.link if podcast else "",
        )

    def _out(self, segment: Segment | None) -> str:
        """The last words of what is said in a segment."""
        if segment is None:
            return ""
        if segment.kind is Kind.SIGN_OFF:
            return _last(self.words.said.sign_off)
        script = next((s for s in self.words.translated.scripts if s.article == segment.id), None)
        spoken = segment.clips[-1].utterance
        if script is None:
            return _last(spoken.text)
        said = ["", *(line.text for line in script.lines)]  # a recording may stand in for lines that have no text
        return _last(said[-1] if recorded_whole(segment) else script.lines[spoken.line].text)


def _last(text: str) -> str:
    return " ".join(text.split()[-WORDS:])


def _timers(episode: Episode) -> Timers:
    """The timers of an episode; its sound lasts as long as the bed does."""
    found = timers(episode.placed)
    first = [found.start, *(start for start, _ in episode.beds)]
    last = [found.end, *(end for _, end in episode.beds)]
    return replace(found, start=min(first), end=min(max(last), episode.seconds))


def disclosure(
    heard: Sequence[Segment],
    scripts: Sequence[Script],
    job: Job,
    words: Draft,
    spoken: str = "",
    music: tuple[str, ...] = (),
) -> Disclosure:
    """Who or what made this sound and these words, from what really spoke; `music` names what plays under it.

    A person is named as its reviewer only where every story in it has been approved.
    """
    names = dict.fromkeys(clip.utterance.voice for segment in heard for clip in segment.clips)
    profiles = [job.voice(name) for name in names]
    verdicts = [words.verdicts[script.article] for script in scripts]
    approved = [v.approved.by for v in verdicts if v.status is Status.APPROVED and v.approved]
    return Disclosure(
        source_type=source_type(_voices(profiles, heard), _sounds(heard, music, job)),
        voices=tuple(f"{profile.name} ({profile.engine})" for profile in profiles),
        translation=translation(scripts),
        reviewers=tuple(dict.fromkeys(approved)) if len(approved) == len(verdicts) else (),
        spoken=spoken,
    )


def _voices(profiles: Iterable[VoiceProfile], heard: Iterable[Segment]) -> list[Maker]:
    """What made the speech; a story that is a sound and not clips is a recording of people."""
    recorded = [Maker.PERSON for segment in heard if segment.kind is Kind.STORY and segment.sound]
    return recorded + [
        (Maker.MODEL if profile.trained else Maker.RULE) if profile.synthetic else Maker.PERSON for profile in profiles
    ]


def _sounds(heard: Iterable[Segment], music: Iterable[str], job: Job) -> list[Maker]:
    """What made idents, stings and beds: the program's are made by rule, the station's are recordings."""
    between = [segment.id for segment in heard if segment.sound and segment.kind is not Kind.STORY]
    return [Maker.PERSON if name in job.station.sounds else Maker.RULE for name in (*between, *music)]


def tags(label: Label, day: str, picture: Path | None = None) -> Tags:
    """Title, date, language, disclosure and chapters of an encoded file; `day` ISO."""
    from packager.audio.tags import Chapter, Tags

    cut = label.cut
    return Tags(
        title=cut.title,
        artist=cut.station,
        album=f"{cut.station} {cut.language}",
        date=day,
        language=cut.language,
        comment=note(label.disclosure),  # M4A has no place for tags of one's own, and a listener sees this one
        extra=disclosure_tags(label.disclosure),
        chapters=tuple(Chapter(start=mark.start, end=mark.end, title=mark.title) for mark in label.chapters),
        picture=picture,
    )


def chunk_maker(label: Label, profile: Profile) -> ChunkMaker:
    """What stands in a WAV besides its sound, as a function of what mastering measured."""
    from packager.audio.wav import Chunks
    from packager.delivery.bext import Format, Measured
    from packager.delivery.chunks import chunks

    def make(mastered: Mastered) -> Chunks:
        figures = mastered.loudness
        measured = Measured(
            integrated=figures.integrated,
            range=figures.range,
            true_peak=figures.true_peak,
            momentary=figures.momentary,
            short_term=figures.short_term,
        )
        form = Format(frames=mastered.frames, rate=profile.rate, bits=profile.bits, channels=profile.channels)
        parts = chunks(label.cut, label.timers, label.disclosure, measured, form)
        return Chunks(before=parts.before, after=parts.after)

    return make
