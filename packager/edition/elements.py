"""The fixed elements as they sound: spoken phrases and jingles around the stories, and what they take of the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from packager.edition.imaging import Imaging
from packager.edition.phrases import Phrases, headline_utterances, phrase_utterances
from packager.episode.choice import Frame
from packager.episode.pace import Span
from packager.episode.rundown import HEAD, TAIL, Show, gap, running_order, span
from packager.records import Clip, Kind, Script, Segment, Utterance
from packager.station import EditionPlan
from packager.voicing.voices import Voices


@dataclass(frozen=True, kw_only=True)
class Elements:
    """What speaks and plays around the stories of an edition. Everything raises InputError."""

    plan: EditionPlan
    voices: Voices
    imaging: Imaging
    read: Mapping[Utterance, Clip]  # what was read of all that the show may say

    def show(self, said: Phrases, headlines: Sequence[Script]) -> Show:
        """The elements with the headlines of these stories."""
        if not self.plan.show:
            return Show()
        heads = (clip for script in headlines for clip in self.headline(script)) if said.headlines else ()
        return Show(
            ident=self.imaging.segment(Kind.IDENT, "ident"),
            greeting=_segment(Kind.GREETING, self._phrase(said.greeting)),
            disclosure=_segment(Kind.DISCLOSURE, self._phrase(said.disclosure)),
            headlines=_segment(Kind.HEADLINES, (*self._phrase(said.headlines), *heads)),
            sting=self.imaging.segment(Kind.STING, "sting") if self.plan.stings else None,
            sign_off=_segment(Kind.SIGN_OFF, self._phrase(said.sign_off)),
            closing=self.imaging.segment(Kind.STING, "sign-off"),
        )

    def frame(self, said: Phrases, scripts: Sequence[Script]) -> Frame:
        """What a show with some of these stories takes besides them."""
        show = self.show(said, ())
        order = running_order(show, ())
        fixed = Span(sound=HEAD + TAIL) + span(order) - Span(pause=gap(order[-1], ()))
        if show.headlines:
            # The pause after the announcement counts, and the one after the last headline does not.
            last = self.headline(scripts[0])[-1].utterance.pause
            fixed += Span(pause=show.headlines.clips[-1].utterance.pause - last)
        story = Segment(id="", kind=Kind.STORY)
        following = [show.sting] if show.sting else [story]
        stings = span(following) if show.sting else Span()
        between = stings + Span(pause=gap(story, following))
        return Frame(fixed=fixed, between=between, headlines=self.plan.headlines)

    def headline(self, script: Script) -> tuple[Clip, ...]:
        """A story's headline as it is read among the headlines."""
        return tuple(self.read[utterance] for utterance in headline_utterances(script, self.voices))

    def _phrase(self, text: str) -> tuple[Clip, ...]:
        return tuple(self.read[utterance] for utterance in phrase_utterances(text, self.voices))


def _segment(kind: Kind, clips: tuple[Clip, ...]) -> Segment | None:
    return Segment(id=str(kind), kind=kind, title=str(kind), clips=clips) if clips else None
