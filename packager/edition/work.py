"""What came of a run, and what it did or would do: for the summary, for --explain and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from packager.desk.manifest import Manifest
from packager.edition.arrange import RUNDOWN
from packager.records import Severity, Status, Utterance
from packager.run import Run
from packager.translation.outcome import Translated

NOBODY = "nobody yet"


@dataclass(frozen=True, kw_only=True)
class Work:
    """The work of one edition."""

    lines: Mapping[str, int] = field(default_factory=dict)  # where the lines' text came from → how many
    flagged: int = 0  # lines with a finding
    blocked: int = 0  # lines of which a check kept an answer from the air
    sent: Mapping[str, int] = field(default_factory=dict)  # engine → characters given to it in this run
    left_machine: Mapping[str, int] = field(default_factory=dict)  # engine at its host → characters, of those sent
    failed: tuple[str, ...] = ()  # engines and voices that gave no answer, each with the reason
    absent: tuple[str, ...] = ()  # names of the translators that gave none
    utterances: int = 0  # that the edition needs
    speak: tuple[str, ...] = ()  # spoken forms that the voice is, or would be, asked for
    damaged: tuple[str, ...] = ()  # spoken forms whose clips in the store were damaged, and are made anew
    heard: tuple[str, ...] = ()  # what a machine heard of the clips: how many are well, and each that is not
    files: tuple[str, ...] = ()  # that are, or would be, made

    @property
    def nothing(self) -> bool:
        """Whether everything is as it should be already."""
        return not (self.sent or self.speak or self.files)


@dataclass(frozen=True, kw_only=True)
class Made:
    """What came of a programme."""

    run: Run
    manifest: Manifest | None  # None where the work was only explained
    work: Work
    meanwhile: tuple[str, ...] = ()  # what its editor saved while it was made: kept, and not in the sound yet

    @property
    def needs_person(self) -> bool:
        """Whether there is no episode, a story waits for somebody or did not make it, or the slot is not met."""
        if self.manifest is None:
            return False
        killed = {story.id for story in self.manifest.stories if story.status is Status.KILLED}
        waiting = (dropped for dropped in self.manifest.dropped if dropped.stage != RUNDOWN)
        return (
            bool(self.meanwhile)
            or (self.manifest.seconds is None and self.manifest.status != "killed")
            or any(dropped.article not in killed for dropped in waiting)
            or bool(self.manifest.repeated)
            or any(story.stale for story in self.manifest.stories)
            or "why" in self.manifest.rundown
        )


def translation_work(translated: Translated) -> Work:
    """What translating took."""
    lines = [line for script in translated.scripts for line in script.lines]
    sent: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for item in translated.sent:
        sent[item.engine] += item.characters
        if not item.local:
            left[item.to] += item.characters
    blocked = {(answer.article, answer.line) for answer in translated.rejected} | {
        (script.article, place)
        for script in translated.scripts
        for place, line in enumerate(script.lines)
        if line.text and not line.checked and any(finding.severity is Severity.BLOCKS for finding in line.findings)
    }
    return Work(
        lines=dict(Counter(line.origin or NOBODY for line in lines)),
        flagged=sum(bool(line.text and line.findings) for line in lines),
        blocked=len(blocked),
        sent=dict(sent),
        left_machine=dict(left),
        failed=tuple(dict.fromkeys(failed.told for failed in translated.failed)),
        absent=tuple(dict.fromkeys(failed.engine for failed in translated.failed if failed.asked)),
    )


def texts_of(utterances: Iterable[Utterance]) -> tuple[str, ...]:
    """What is said, for a list of work; what a voice would be asked for once is told once."""
    once = {(utterance.text, utterance.style, utterance.voice): utterance.text for utterance in utterances}
    return tuple(once.values())
