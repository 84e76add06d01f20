"""How a story was read, or why nobody could read it: records, and what is told of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from packager.desk.manifest import Sent, VoiceUsed
from packager.records import Clip, Skipped, Utterance
from packager.store import digest
from packager.voicing.profiles import VoiceProfile
from packager.voicing.recordings import Recorded

SHOW = "the show"  # what stands around the stories, among their names


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A voice that was to read a story and did not."""

    voice: str
    service: str
    reason: str  # one line


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a story, or what stands around the stories, was read."""

    clips: tuple[Clip, ...] = ()  # in order; () where nobody could read it, and where it was only looked at
    voice: VoiceUsed | None = None  # None where nobody read it
    failed: tuple[Failure, ...] = ()  # who was to read it before, in the order in which they were tried
    missing: tuple[Utterance, ...] = ()  # what the voices would be asked for, where it was only looked at
    damaged: tuple[Utterance, ...] = ()  # whose clips in the store were not as they were kept, and are made anew
    recorded: Recorded = field(default_factory=Recorded)
    sent: tuple[Sent, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether there is something to say and nobody could say it."""
        return self.voice is None and bool(self.failed)


def used(profile: VoiceProfile, role: str = "", quotes: str = "", manner: Sequence[str] = ()) -> VoiceUsed:
    """A voice as the manifest tells of it; `manner` are the fingerprints of the engines that speak."""
    return VoiceUsed(
        engine=profile.engine,
        name=profile.name,
        dialect=profile.dialect,
        synthetic=profile.synthetic,
        role=role,
        quotes=quotes if quotes != profile.name else "",
        manner=digest("manner", profile.dialect, list(manner))[:32],
    )


def with_recordings(read: Reading, recorded: Recorded, person: VoiceProfile) -> Reading:
    """The reading with a person's lines in their places."""
    if read.silent or not recorded.lines:
        return replace(read, recorded=recorded)
    clips = sorted((*read.clips, *recorded.lines.values()), key=lambda clip: clip.utterance.line)
    spoken = read.voice or used(person)
    voice = replace(spoken, recorded=recorded.told, manner=digest(spoken.manner, recorded.sounds)[:32])
    return replace(read, clips=() if read.missing else tuple(clips), voice=voice, recorded=recorded)


def silence(reading: Reading, article: str) -> Skipped | None:
    """Why nobody read a story; None where somebody did."""
    if not reading.silent:
        return None
    reasons = "; ".join(f"{failure.voice}: {failure.reason}" for failure in reading.failed)
    hint = "run again when a service is back, or end the edition's voices with one that needs no network"
    return Skipped(article=article, stage="voice", reason=f"no voice could read it ({reasons})", hint=hint)


def troubles(readings: Mapping[str, Reading]) -> tuple[str, ...]:
    """One line for each service that failed: why it did first, and what it did not read."""
    failures = [(name, failure) for name, reading in readings.items() for failure in reading.failed]
    services = dict.fromkeys(failure.service for _, failure in failures)
    return tuple(_trouble([pair for pair in failures if pair[1].service == service]) for service in services)


def _trouble(failures: Sequence[tuple[str, Failure]]) -> str:
    first, unread = failures[0][1], {name for name, _ in failures}
    count = len(unread - {SHOW})
    parts = [f"{count} stor{'y' if count == 1 else 'ies'}"] * bool(count) + ["the show around them"] * (SHOW in unread)
    return f"{first.voice}: {first.reason}; it did not read {' and '.join(parts)}"
