"""What of an edition airs, and when: its blocks, its slot, and the episode on its timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from packager.edition.draft import Draft
from packager.edition.elements import Elements
from packager.edition.jingles import sound
from packager.edition.job import Job
from packager.edition.lengths import candidate, offers, shortened
from packager.edition.show import Phrases, headlined, translation
from packager.episode.blocks import admit
from packager.episode.pace import Limits
from packager.episode.plan import MARGIN, LeftOut, Plan, plan
from packager.episode.rundown import Timing, beds, lay_out, paced, running_order
from packager.records import Clip, Episode, Kind, Script, Segment, Skipped
from packager.text.clock import seconds_of_slot

RUNDOWN = "rundown"  # stage of a story that the station's own rules and the slot leave out
SLOT = "slot"  # stage of one that can never fit: somebody should look at it


@dataclass(frozen=True, kw_only=True)
class OnAir:
    """What airs."""

    words: Draft  # with the stories that air, as much of them as airs
    episode: Episode | None  # None where there is nothing to air
    plan: Plan | None = None  # None without a slot


def on_air(job: Job, words: Draft, stories: Mapping[str, Segment], read: Sequence[Clip]) -> OnAir:
    """The episode of these stories, in the station's blocks and to its slot; `read` is what `words.show` became.

    Raises InputError.
    """
    by_id = {article.id: article for article in words.stories}
    blocks, strangers = admit(offers([by_id[script.article] for script in words.airing], job), job.plan.blocks)
    scripts = sorted((script for script in words.airing if script.article in blocks), key=lambda s: blocks[s.article])
    words = _without(replace(words, on_air=tuple(scripts)), strangers)
    if not scripts or (words.show and not read):
        return OnAir(words=replace(words, on_air=()), episode=None, plan=_nothing(job, scripts))
    elements = Elements(job=job, read=dict(zip(words.show, read, strict=True)))
    desk = _Desk(job=job, words=words, stories=stories, elements=elements)
    if job.edition.slot:
        return desk.to_slot(seconds_of_slot(job.edition.slot))
    return OnAir(words=words, episode=desk.episode(words, stories))


def _nothing(job: Job, scripts: Sequence[Script]) -> Plan | None:
    """The plan where there is nothing to air."""
    why = "nobody could read what stands around the stories" if scripts else "there is no story"
    return Plan(aired=(), refused=why) if job.edition.slot else None


def _without(words: Draft, left_out: Iterable[LeftOut]) -> Draft:
    return replace(words, dropped=(*words.dropped, *(_skipped(item) for item in left_out)))


def _skipped(item: LeftOut) -> Skipped:
    if item.impossible:
        mend = "cut the story or divide its paragraphs, or give the edition a longer slot"
        return Skipped(article=item.id, stage=SLOT, reason=item.why, mend=mend)
    mend = "hold another story, or change the slot or the blocks"
    return Skipped(article=item.id, stage=RUNDOWN, reason=item.why, mend=mend)


@dataclass(frozen=True, kw_only=True)
class _Desk:
    """What the rundown of an edition is made from."""

    job: Job
    words: Draft
    stories: Mapping[str, Segment]
    elements: Elements

    def to_slot(self, slot: float) -> OnAir:
        """The stories that the plan for a slot takes, at its pace."""
        words, segments, made = self._planned(slot)
        words = _without(words, made.left_out)
        if not words.airing:
            return OnAir(words=words, episode=None, plan=made)
        return OnAir(words=words, episode=self.episode(words, segments, made, slot), plan=made)

    def _planned(self, slot: float) -> tuple[Draft, Mapping[str, Segment], Plan]:
        """The plan with a disclosure that is true of the stories in it: the mildest that is."""
        for kind, text in self.words.said.disclosures.items():
            said = replace(self.words.said, disclosure=text)
            words, segments, made = self._plan(said, slot)
            if translation(words.airing) is kind:
                return words, segments, made
        return self._plan(self.words.said, slot)

    def _plan(self, said: Phrases, slot: float) -> tuple[Draft, Mapping[str, Segment], Plan]:
        scripts, wanted = self.words.airing, self.job.plan
        candidates = [
            candidate(
                script,
                self.stories[script.article],
                self._priorities[script.article],
                self.elements.headline(script) if said.headlines else (),
            )
            for script in scripts
        ]
        limits = Limits(pauses=wanted.pauses, tempo=wanted.tempo, music=wanted.music)
        made = plan(candidates, self.elements.frame(said, scripts), slot, limits)
        lines = {aired.id: aired.lines for aired in made.aired}
        cut = [shortened(s, self.stories[s.article], lines[s.article]) for s in scripts if s.article in lines]
        words = replace(self.words, said=said, on_air=tuple(script for script, _ in cut))
        return words, {story.id: story for _, story in cut}, made

    @cached_property
    def _priorities(self) -> Mapping[str, int]:
        return {article.id: article.priority for article in self.words.stories}

    def episode(
        self, words: Draft, stories: Mapping[str, Segment], made: Plan | None = None, slot: float = 0.0
    ) -> Episode:
        """The episode of these stories on its timeline, to its slot where the plan meets it."""
        made = made or Plan(aired=())
        show = self.elements.show(words.said, headlined(self.job, words))
        order = running_order(show, [stories[script.article] for script in words.airing], _music(made.music))
        timing = Timing(pauses=made.pace.pauses, seconds=slot - MARGIN if slot and not made.refused else None)
        episode = lay_out(self.job.edition, [paced(item, made.pace) for item in order], words.dropped, timing)
        under = beds(episode.placed, self.job.plan.bed)
        return replace(episode, bed=sound(self.job, "bed"), beds=under) if under else episode


def _music(seconds: float) -> Segment | None:
    return Segment(id="music", kind=Kind.MUSIC, title="music", sound_seconds=seconds) if seconds else None
