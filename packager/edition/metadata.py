"""What each file says of itself, whatever its format: its cart and cut, its timers, and who or what made it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from packager.delivery.alignment import recorded_whole
from packager.delivery.c2pa import C2paAction
from packager.delivery.chapters import ChapterMark, marks
from packager.delivery.cut import CartPlan, Cut, Timers, air_window, cut_numbers, timers
from packager.delivery.disclosure import Disclosure, Maker, note, read_by, source_type
from packager.delivery.disclosure import tags as disclosure_tags
from packager.desk.manifest import Anchor, Manifest
from packager.edition.draft import Draft
from packager.edition.phrases import translation
from packager.edition.provenance import acts, made_by
from packager.episode.rundown import HEAD, length
from packager.lang.registry import language, name_of
from packager.records import Episode, Kind, Placed, Script, Segment, Status
from packager.run import Run
from packager.station import Branding, Delivery
from packager.store import digest
from packager.voicing.profiles import VoiceProfile
from packager.voicing.voices import Voices

if TYPE_CHECKING:
    from packager.audio.outputs import ChunkMaker, Mastered
    from packager.audio.profiles import Profile
    from packager.audio.tags import Tags
    from packager.audio.wav import Chunks

WORDS = 5  # of out words
EPISODE = ""  # the episode's name among the stories': no story has it


@dataclass(frozen=True, kw_only=True)
class Label:
    """What one file says of itself."""

    cut: Cut
    timers: Timers
    disclosure: Disclosure
    chapters: tuple[ChapterMark, ...] = ()  # of an episode
    acts: tuple[C2paAction, ...] = ()  # what was done to its stories

    def key(self) -> object:
        """All that a file says of itself, but for when it was made and how far the log of reviews was then."""
        cut = {name: str(value) for name, value in asdict(self.cut).items() if name != "made"}
        disclosure = {name: value for name, value in asdict(self.disclosure).items() if name != "reviews"}
        parts = [[asdict(mark) for mark in self.chapters], [asdict(act) for act in self.acts]]
        return [cut, asdict(self.timers), disclosure, parts]


@dataclass(frozen=True, kw_only=True)
class Labels:
    """An edition's labels: the episode's under EPISODE, the stories' under their ids."""

    carts: Mapping[str, int]  # cart numbers, of the silent stories too
    by_name: Mapping[str, Label]

    @property
    def episode(self) -> Label | None:
        """The episode's label; None where there is no episode."""
        return self.by_name.get(EPISODE)


@dataclass(frozen=True, kw_only=True)
class Labeller:
    """Writes the labels of an edition's files."""

    run: Run
    voices: Voices
    branding: Branding
    delivery: Delivery
    words: Draft
    carts: Mapping[str, int]  # of the episode, under EPISODE, and of each story
    reviews: Anchor | None = None  # how far the log of reviews has come

    def labels(self, episode: Episode | None, stories: Iterable[Segment]) -> Labels:
        """The labels of the episode and of each story that has a sound. Raises InputError."""
        scripts = {script.article: script for script in self.words.translated.scripts}
        found = {story.id: self._story(story, scripts[story.id]) for story in stories}
        if episode:
            found[EPISODE] = self._episode(episode)
        return Labels(carts=self.carts, by_name=found)

    def _episode(self, episode: Episode) -> Label:
        edition, said, airing = self.run.edition, self.words.said, self.words.airing
        title = said.title or next((script.lines[0].text for script in airing), self.run.episode)
        english = f"{self.branding.name}, {name_of(edition.language)}, {edition.date}"
        last = next((p.segment for p in reversed(episode.placed) if p.segment.clips), None)
        heard = [placed.segment for placed in episode.placed]
        return Label(
            cut=self._cut(EPISODE, self.run.episode, title, english, self._out(last)),
            timers=_timers(episode),
            disclosure=self._disclosure(heard, airing, said.disclosure, bed=episode.bed is not None),
            chapters=marks(episode.placed, episode.seconds, edition.language),
            acts=self._acts(p for p in episode.placed if p.segment.kind is Kind.STORY),
        )

    def _story(self, story: Segment, script: Script) -> Label:
        return Label(
            cut=self._cut(story.id, story.id, story.title, script.lines[0].source, self._out(story)),
            timers=Timers(start=HEAD, end=HEAD + length(story)),
            disclosure=self._disclosure([story], [script]),
            acts=self._acts([Placed(segment=story, start=HEAD, seconds=length(story))]),
        )

    def _acts(self, stories: Iterable[Placed]) -> tuple[C2paAction, ...]:
        placed = tuple(stories)
        scripts = {script.article: script for script in self.words.translated.scripts}
        names = {clip.utterance.voice for item in placed for clip in item.segment.clips}
        profiles = {name: self.voices.profile(name) for name in names}
        return acts(placed, scripts, profiles, self.run.edition.language)

    def _cut(self, name: str, file: str, told: str, english: str, out: str) -> Cut:
        run, plan = self.run, self.delivery.cart
        starts, ends = air_window(date.fromisoformat(run.edition.date), run.zone, plan.at, plan.hours)
        return Cut(
            number=self.carts[name],
            id=file,
            title=told,
            language=run.edition.language,
            station=self.branding.name,
            zone=run.zone,
            made=run.now,
            starts=starts,
            ends=ends,
            english=english if run.edition.language != "en" else "",
            out_words=out,
            category=plan.category,
            url=self.delivery.link,
        )

    def _out(self, segment: Segment | None) -> str:
        """The last words of what is said in a segment."""
        if segment is None:
            return ""
        script = next((s for s in self.words.translated.scripts if s.article == segment.id), None)
        spoken = segment.clips[-1].utterance
        if segment.kind is Kind.SIGN_OFF:
            text = self.words.said.sign_off
        elif script is None:
            text = spoken.text
        elif recorded_whole(segment):
            # A recording may stand in for lines that have no text.
            text = next((line.text for line in reversed(script.lines)), "")
        else:
            text = script.lines[spoken.line].text
        return " ".join(text.split()[-WORDS:])

    def _disclosure(
        self, heard: Sequence[Segment], scripts: Sequence[Script], spoken: str = "", *, bed: bool = False
    ) -> Disclosure:
        """Who or what made this sound and these words, from what really spoke.

        It is called reviewed, and by whom where the station names its editors, only where every story in it has
        been approved.
        """
        names = dict.fromkeys(clip.utterance.voice for segment in heard for clip in segment.clips)
        profiles = [self.voices.profile(name) for name in names]
        verdicts = [self.words.verdicts[script.article] for script in scripts]
        approved = [v.approved.by for v in verdicts if v.status is Status.APPROVED and v.approved]
        whole = bool(verdicts) and len(approved) == len(verdicts)
        speech = _speech(profiles, heard)
        return Disclosure(
            source_type=source_type(speech, self._music(heard, bed=bed)),
            read=read_by(speech),
            voices=tuple(f"{profile.name} ({profile.engine})" for profile in profiles),
            translation=translation(scripts),
            reviewed=whole,
            reviewers=tuple(dict.fromkeys(approved)) if whole and self.delivery.files.name_editors else (),
            spoken=spoken,
            reviews=self.reviews.told if self.reviews else "",
        )

    def _music(self, heard: Iterable[Segment], *, bed: bool) -> list[Maker]:
        """What made idents, stings and beds: the program's are made by rule, the station's are recordings."""
        names = [segment.id for segment in heard if segment.sound and segment.kind is not Kind.STORY]
        return [Maker.PERSON if name in self.branding.sounds else Maker.RULE for name in names + ["bed"] * bed]


def _speech(profiles: Iterable[VoiceProfile], heard: Iterable[Segment]) -> list[Maker]:
    """What made the speech; a story that is a sound and not clips is a recording of people."""
    recorded = [Maker.PERSON for segment in heard if segment.kind is Kind.STORY and segment.sound]
    return recorded + [made_by(profile) for profile in profiles]


def _timers(episode: Episode) -> Timers:
    """The timers of an episode; its sound lasts as long as the bed does."""
    found = timers(episode.placed)
    first = [found.start, *(start for start, _ in episode.beds)]
    last = [found.end, *(end for _, end in episode.beds)]
    return replace(found, start=min(first), end=min(max(last), episode.seconds))


def tags(label: Label, day: str, picture: Path | None = None) -> Tags:
    """Title, date, language, disclosure and chapters of an encoded file; `day` ISO."""
    from packager.audio.tags import Chapter, Tags

    cut = label.cut
    return Tags(
        title=cut.title,
        artist=cut.station,
        album=f"{cut.station}, {language(cut.language).own}",
        date=day,
        language=cut.language,
        comment=note(label.disclosure),  # M4A has no place for tags of one's own, and a listener sees this one
        extra=disclosure_tags(label.disclosure),
        chapters=tuple(Chapter(start=mark.start, end=mark.end, title=mark.title) for mark in label.chapters),
        picture=picture,
    )


def chunk_maker(label: Label, profile: Profile) -> ChunkMaker:
    """What stands in a WAV besides its sound, as a function of what mastering measured."""
    from packager.delivery.bext import Format
    from packager.delivery.chunks import chunks

    def make(mastered: Mastered) -> Chunks:
        form = Format(frames=mastered.frames, rate=profile.rate, bits=profile.bits, channels=profile.channels)
        return chunks(label.cut, label.timers, label.disclosure, mastered.loudness, form)

    return make


def cart_numbers(
    run: Run, plan: CartPlan, stories: Sequence[str], old: Manifest | None, *, alone: bool
) -> Mapping[str, int]:
    """The number of the episode, under EPISODE, and of each story; `alone` for an article that is no day's programme.

    Raises InputError where the station's numbers do not go round.
    """
    entries = [(entry.id, entry.cart) for entry in old.stories if entry.cart is not None] if old else []
    if not alone:
        return cut_numbers(plan.first, plan.last, [EPISODE, *stories], dict(entries))
    first = _pair(run, plan, kept=entries[0][1] - 1 if entries else None)
    return cut_numbers(first, plan.last, [EPISODE, *stories])


def _pair(run: Run, plan: CartPlan, kept: int | None) -> int:
    """The first number of an article on its own: a pair from the range's upper half, where no day's programme is.

    The one that it has; else the one that its name gives, or the next that no other article here has. When all are
    given away the name decides again.
    """
    pairs = max(1, (plan.last - plan.first) // 4)
    numbers = [plan.last - 1 - 2 * pair for pair in range(pairs)]
    if kept in numbers:
        return kept
    own = int(digest(run.episode)[:8], 16) % pairs
    # Numbers in the manifests of the other articles that were made on their own, in this language.
    paths = run.folder.parent.parent.glob(f"*/{run.edition.language}/manifest.yaml")
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in paths if path.parent != run.folder)
    taken = {int(number) for text in texts for number in re.findall(r"^ +cart: (\d+)$", text, re.MULTILINE)}
    return next((number for number in numbers[own:] + numbers[:own] if number + 1 not in taken), numbers[own])
