"""What a run does, or would do: counted for the summary, for --explain and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from packager.records import Utterance
from packager.translation.ladder import Translated

NOBODY = "nobody yet"


@dataclass(frozen=True, kw_only=True)
class Work:
    """The work of one edition."""

    lines: Mapping[str, int] = field(default_factory=dict)  # where the lines' text came from → how many
    flagged: int = 0  # lines with a finding
    sent: Mapping[str, int] = field(default_factory=dict)  # engine → characters given to it in this run
    failed: tuple[str, ...] = ()  # engines and voices that gave no answer, each with the reason
    utterances: int = 0  # that the edition needs
    speak: tuple[str, ...] = ()  # spoken forms that the voice is, or would be, asked for
    files: tuple[str, ...] = ()  # that are, or would be, made

    @property
    def nothing(self) -> bool:
        """Whether everything is as it should be already."""
        return not (self.sent or self.speak or self.files)


def translation_work(translated: Translated) -> Work:
    """What translating took."""
    lines = [line for script in translated.scripts for line in script.lines]
    sent: Counter[str] = Counter()
    for item in translated.sent:
        sent[item.engine] += item.characters
    return Work(
        lines=dict(Counter(line.origin or NOBODY for line in lines)),
        flagged=sum(bool(line.findings) for line in lines),
        sent=dict(sent),
        failed=tuple(dict.fromkeys(f"{failed.engine}: {failed.reason}" for failed in translated.failed)),
    )


def texts_of(utterances: Iterable[Utterance]) -> tuple[str, ...]:
    """What is said, for a list of work; what a voice would be asked for once is told once."""
    once = {(utterance.text, utterance.style, utterance.voice): utterance.text for utterance in utterances}
    return tuple(once.values())
