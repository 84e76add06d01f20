"""A machine's ear for the voices that the station names: whether the text was said, all of it, and nothing else.

What it finds is told beside the line, and is a reason to listen. It never airs anything and holds nothing back.
Where it cannot listen, that is told as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from packager.errors import EngineError, EngineUnavailable
from packager.lang.heard import AsHeard
from packager.lang.registry import language
from packager.records import Audio, Clip, Heard, Outcome, Utterance
from packager.voicing.likeness import can_tell, likeness

_WORST = (Outcome.DOUBTFUL, Outcome.NOT_CHECKED, Outcome.OK)


class Ear(Protocol):
    """What writes down what it hears; `engines.ear.whisper.WhisperEar` is one."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same sound could be heard differently."""

    def hear(self, audio: Audio, language: str, *, attentive: bool = False) -> str:
        """What it writes down in a language. Raises EngineUnavailable, EngineError."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What was heard of one take, and how far it is from the text: the less the better."""

    heard: Heard
    wrong: float = 1.0


@dataclass
class Listener:
    """Listens to the takes of all voices of an edition."""

    ear: Ear
    absent: str = ""  # why it cannot listen on this machine, once that is known

    def judge(self, audio: Audio, utterance: Utterance) -> Judged:
        """One take; what looks doubtful is listened to a second time, attentively, before it is called so."""
        by = language(utterance.language).heard
        if by is None:
            return _not_checked(f"no ear is known for {language(utterance.language).english}")
        if self.absent or not can_tell(utterance.text, by):
            return _not_checked(self.absent if can_tell(utterance.text, by) else "too short for an ear to tell")
        try:
            first = self._once(audio, utterance.text, by, attentive=False)
            if first.heard.outcome is Outcome.OK:
                return first
            second = self._once(audio, utterance.text, by, attentive=True)
        except EngineUnavailable as error:
            self.absent = str(error)
            return _not_checked(self.absent)
        except Exception as error:  # a fault of the ear's is none of the voice's, and must not lose the day
            return _not_checked(str(error) if isinstance(error, EngineError) else f"the ear failed ({error!r})")
        return second if better(first, second) else first

    def _once(self, audio: Audio, text: str, by: AsHeard, *, attentive: bool) -> Judged:
        written = self.ear.hear(audio, by.ear, attentive=attentive)
        found = likeness(text, written, by)
        outcome = Outcome.DOUBTFUL if found.fault else Outcome.OK
        return Judged(heard=Heard(outcome=outcome, text=written, why=found.fault), wrong=found.wrong)


def _not_checked(why: str) -> Judged:
    return Judged(heard=Heard(outcome=Outcome.NOT_CHECKED, why=why))


def better(first: Judged, second: Judged) -> bool:
    """Whether a second take is to be kept in place of a doubtful first one."""
    if second.heard.outcome is not first.heard.outcome:
        return second.heard.outcome is Outcome.OK
    return second.wrong < first.wrong


def of_two(kept: Judged, other: Judged | None, why: str = "") -> Heard:
    """What is told where a text was spoken twice: the take that was kept, and why there were two."""
    if other is None:
        return replace(kept.heard, takes=2, why=f"{kept.heard.why}; {why}")
    told = f"another take {other.heard.why or 'was no better'} ('{other.heard.text}')"
    return replace(kept.heard, takes=2, why=f"{kept.heard.why}; {told}" if kept.heard.why else told)


def of_line(clips: Iterable[Clip]) -> Heard | None:
    """What was heard of a line that may be several clips: the worst of them, and all that was heard; None for none."""
    heard = [clip.heard for clip in clips if clip.heard]
    if not heard:
        return None
    return Heard(
        outcome=min((each.outcome for each in heard), key=_WORST.index),
        text=" ".join(each.text for each in heard if each.text),
        why="; ".join(dict.fromkeys(each.why for each in heard if each.why)),
        takes=max(each.takes for each in heard),
    )


def what_was_heard(clips: Mapping[str, Sequence[Clip]]) -> Iterator[str]:
    """What is told of an edition's clips, by story: how many of each outcome, every doubtful one, and why not."""
    every = [(story, clip.heard) for story, each in clips.items() for clip in each if clip.heard]
    if not every:
        return
    counts = Counter(heard.outcome for _, heard in every)
    yield ", ".join(f"{counts[outcome]} {outcome}" for outcome in reversed(_WORST) if counts[outcome])
    yield from (f"{story}: {heard.why}" for story, heard in every if heard.outcome is Outcome.DOUBTFUL)
    reasons = Counter(heard.why for _, heard in every if heard.outcome is Outcome.NOT_CHECKED)
    yield from (f"{count} not checked: {why}" for why, count in reasons.items())
