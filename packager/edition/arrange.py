"""What of an edition airs, and when: its blocks, its slot, and the episode on its timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from packager.edition.draft import Draft
from packager.edition.elements import Elements
from packager.edition.phrases import Phrases, translation
from packager.episode.blocks import admit
from packager.episode.lengths import as_the_editor_shortened, candidate, offers, shortened
from packager.episode.pace import PaceLimits
from packager.episode.plan import MARGIN, NotAired, Plan, plan
from packager.episode.rundown import Timing, beds, lay_out, paced, running_order
from packager.records import Edition, Episode, Kind, Script, Segment, Skipped
from packager.run import Run
from packager.station import EditionPlan
from packager.text.clock import seconds_of_slot

RUNDOWN = "rundown"  # stage of a story that the station's own rules and the slot leave out
SLOT = "slot"  # stage of one that can never fit: somebody should look at it
_AS_IT_COMES = Plan(aired=())


@dataclass(frozen=True, kw_only=True)
class OnAir:
    """What airs."""

    words: Draft  # with the stories that air, as much of them as airs
    episode: Episode | None  # None where there is nothing to air
    plan: Plan | None = None  # None without a slot
    headlined: tuple[Script, ...] = ()  # whose headlines are read, in running order


def arrange(draft: Draft, stories: Mapping[str, Segment], elements: Elements, run: Run, wanted: EditionPlan) -> OnAir:
    """The episode of these stories, in the station's blocks and to its slot. Raises InputError."""
    by_id = {article.id: article for article in draft.stories}
    day = date.fromisoformat(run.edition.date)
    offered = offers([by_id[script.article] for script in draft.airing], day, run.now)
    blocks, strangers = admit(offered, wanted.blocks)
    scripts = sorted((script for script in draft.airing if script.article in blocks), key=lambda s: blocks[s.article])
    words = _without(replace(draft, on_air=tuple(scripts)), strangers)
    if not scripts or (words.show and not elements.read):
        why = "nobody could read what stands around the stories" if scripts else "there is no story"
        refused = Plan(aired=(), refused=why) if run.edition.slot else None
        return OnAir(words=replace(words, on_air=()), episode=None, plan=refused)
    arranger = _Arranger(edition=run.edition, wanted=wanted, words=words, stories=stories, elements=elements)
    return arranger.to_slot(seconds_of_slot(run.edition.slot)) if run.edition.slot else arranger.as_it_comes()


def _without(words: Draft, left_out: Iterable[NotAired]) -> Draft:
    dropped = []
    for item in left_out:
        hint = "hold another story, or change the slot or the blocks"
        if item.impossible:
            hint = "cut the story or divide its paragraphs, or give the edition a longer slot"
        stage = SLOT if item.impossible else RUNDOWN
        dropped.append(Skipped(article=item.id, stage=stage, reason=item.why, hint=hint))
    return replace(words, dropped=(*words.dropped, *dropped))


@dataclass(frozen=True, kw_only=True)
class _Arranger:
    """What the rundown of an edition is made from."""

    edition: Edition
    wanted: EditionPlan
    words: Draft
    stories: Mapping[str, Segment]
    elements: Elements

    def as_it_comes(self) -> OnAir:
        """All stories, each as long as its editor wants it."""
        cut = {
            script.article: shortened(script, self.stories[script.article], most)
            for script in self.words.airing
            if (most := self._most(script)) < len(script.lines)
        }
        airing = tuple(cut[s.article][0] if s.article in cut else s for s in self.words.airing)
        segments = {**self.stories, **{name: story for name, (_, story) in cut.items()}}
        return self.on_air(replace(self.words, on_air=airing), segments)

    def _most(self, script: Script) -> int:
        wanted = self.words.edits[script.article].shorten
        return as_the_editor_shortened(script, wanted) or len(script.lines)

    def to_slot(self, slot: float) -> OnAir:
        """The stories that the plan for a slot takes, at its pace."""
        words, segments, made = self._planned(slot)
        words = _without(words, made.left_out)
        if not words.airing:
            return OnAir(words=words, episode=None, plan=made)
        seconds = None if made.refused else slot - MARGIN
        return replace(self.on_air(words, segments, made, seconds), plan=made)

    def _planned(self, slot: float) -> tuple[Draft, Mapping[str, Segment], Plan]:
        """The plan with a disclosure that is true of the stories in it: the mildest that is."""
        for kind, text in self.words.said.disclosures.items():
            said = replace(self.words.said, disclosure=text)
            words, segments, made = self._plan(said, slot)
            if translation(words.airing) is kind:
                return words, segments, made
        return self._plan(self.words.said, slot)

    def _plan(self, said: Phrases, slot: float) -> tuple[Draft, Mapping[str, Segment], Plan]:
        scripts, wanted, priorities = self.words.airing, self.wanted, self.words.priorities
        candidates = [
            candidate(
                script,
                self.stories[script.article],
                priorities[script.article],
                self.elements.headline(script) if said.headlines else (),
                self._most(script),
            )
            for script in scripts
        ]
        limits = PaceLimits(pauses=wanted.pauses, tempo=wanted.tempo, music=wanted.music)
        made = plan(candidates, self.elements.frame(said, scripts), slot, limits)
        lines = {aired.id: aired.lines for aired in made.aired}
        cut = [shortened(s, self.stories[s.article], lines[s.article]) for s in scripts if s.article in lines]
        words = replace(self.words, said=said, on_air=tuple(script for script, _ in cut))
        return words, {story.id: story for _, story in cut}, made

    def on_air(
        self,
        words: Draft,
        stories: Mapping[str, Segment],
        made: Plan = _AS_IT_COMES,
        seconds: float | None = None,
    ) -> OnAir:
        """The episode of these stories on its timeline, `seconds` long where a slot is met."""
        headlined = words.headlined(self.wanted.headlines)
        music = Segment(id="music", kind=Kind.MUSIC, title="music", sound_seconds=made.music) if made.music else None
        segments = [stories[script.article] for script in words.airing]
        order = running_order(self.elements.show(words.said, headlined), segments, music)
        timing = Timing(pauses=made.pace.pauses, seconds=seconds)
        episode = lay_out(self.edition, [paced(item, made.pace) for item in order], words.dropped, timing)
        if under := beds(episode.placed, self.wanted.bed):
            episode = replace(episode, bed=self.elements.imaging.sound("bed"), beds=under)
        return OnAir(words=words, episode=episode, headlined=headlined)
