"""The manifest as a record, and its way to and from plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from packager.manifest.fields import VERSION
from packager.records import Edition, Finding, Line, Offer, Role, Severity, Skipped, Source, Status
from packager.store import digest

Data = dict[str, Any]  # what YAML gives: maps, lists, strings, numbers, booleans


@dataclass(frozen=True, kw_only=True)
class Approval:
    """Who stands behind a story, since when, and for what content."""

    by: str
    at: str = ""  # ISO 8601
    of: str = ""  # "sha256:…" of text, spoken form and voice


@dataclass(frozen=True, kw_only=True)
class VoiceUsed:
    """What speaks a story."""

    engine: str
    name: str
    dialect: str = ""
    synthetic: bool = True
    role: str = ""  # anchor or reporter, where the two take turns
    quotes: str = ""  # the voice that reads the quoted lines, where it is another
    recorded: tuple[str, ...] = ()  # "3 5f2a9c01": lines that a person recorded, each with its sound's digest

    @property
    def told(self) -> str:
        """All that makes it another voice to an ear: what an approval is of."""
        return " + ".join(filter(None, (self.name, self.quotes, *self.recorded)))


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Text that left this machine, or that an engine on it was given to translate."""

    to: str  # the service, and who runs it
    what: str  # speech, translation
    story: str
    characters: int  # in all runs together
    local: bool = False  # an engine on this machine
    lines: tuple[int, ...] = ()  # of a translation: their numbers from 1, as the story then was


@dataclass(frozen=True, kw_only=True)
class StoryEntry:
    """One story as the manifest tells it."""

    id: str
    headline: str
    status: Status
    source: Source
    lines: tuple[Line, ...]
    note: str = ""
    approved: Approval | None = None
    stale: str = ""
    section: str = ""
    priority: int = 5
    keep_local: bool = False
    cart: int | None = None  # number of its own file in the playout system
    voice: VoiceUsed | None = None
    voices_failed: tuple[str, ...] = ()  # voices that were to read it before this one, and why they did not
    recording: str = ""  # the editor's: a sound file in place of all of it
    starts: float | None = None  # seconds into the episode
    seconds: float | None = None
    shortened: Mapping[str, object] = field(default_factory=dict)  # lines, of, why; empty where all of it airs


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the editor reads, corrects and approves, and the record of what aired."""

    episode: str
    edition: Edition
    station: str
    title: str = ""  # in the language, for the eye
    cart: int | None = None  # number in the playout system
    status: str = "draft"
    note: str = ""
    say: Mapping[str, object] = field(default_factory=dict)  # the editor's: word → respelling
    published: str = ""  # ISO 8601: when first; in the record of what aired alone
    stories: tuple[StoryEntry, ...] = ()
    unknown_names: tuple[tuple[str, int], ...] = ()  # name, how often it was met
    dropped: tuple[Skipped, ...] = ()
    rundown: Mapping[str, object] = field(default_factory=dict)  # slot, why, pauses, tempo, music; empty without a slot
    seconds: float | None = None
    loudness: Mapping[str, float] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    synthetic: Mapping[str, object] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)  # story → the digests of its lines as written
    built: Mapping[str, str] = field(default_factory=dict)  # file → digest of what its sound was made from
    delivered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # folder → file → digest
    sent: tuple[Sent, ...] = ()

    def story(self, name: str) -> StoryEntry | None:
        """The story with this id, if it is there."""
        return next((entry for entry in self.stories if entry.id == name), None)


def line_digest(text: str) -> str:
    """Eight hex digits that tell whether a target line is still as the program wrote it."""
    return digest(text)[:8] if text else "-"


def written_digests(lines: Sequence[Line]) -> str:
    """The digests of a story's lines, in order, as one string."""
    return " ".join(line_digest(line.text) for line in lines)


def clock(seconds: float) -> str:
    """Seconds as hh:mm:ss.mmm.

    >>> clock(72.34)
    '00:01:12.340'
    """
    total = round(seconds * 1000)
    return f"{total // 3_600_000:02}:{total // 60_000 % 60:02}:{total // 1000 % 60:02}.{total % 1000:03}"


def seconds_of(text: str) -> float:
    """hh:mm:ss.mmm as seconds.

    >>> seconds_of('00:01:12.340')
    72.34
    """
    hours, minutes, seconds = text.split(":")
    return round(int(hours) * 3600 + int(minutes) * 60 + float(seconds), 3)


def to_data(manifest: Manifest) -> Data:
    """The manifest as the maps and lists that YAML writes; empty optional keys are left out."""
    return {
        "packager": VERSION,
        "episode": manifest.episode,
        "station": manifest.station,
        "date": manifest.edition.date,
        "language": manifest.edition.language,
        **_given(slot=manifest.edition.slot, title=manifest.title, cart=manifest.cart),
        "status": manifest.status,
        **_given(note=manifest.note, say=dict(manifest.say), published=manifest.published),
        "stories": [_story_data(story, manifest.edition.language) for story in manifest.stories],
        **_given(unknown_names=[{"en": name, "met": met} for name, met in manifest.unknown_names]),
        **_given(dropped=[_dropped_data(dropped) for dropped in manifest.dropped]),
        **_given(rundown=dict(manifest.rundown), seconds=manifest.seconds),
        **_given(loudness=dict(manifest.loudness), files=dict(manifest.files), synthetic=dict(manifest.synthetic)),
        **_given(sent=[_sent_data(sent) for sent in manifest.sent]),
        "program": {
            "lines": dict(manifest.written),
            **_given(built=dict(manifest.built), delivered={n: dict(f) for n, f in manifest.delivered.items()}),
        },
    }


def _given(**values: object) -> Data:
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def _story_data(story: StoryEntry, language: str) -> Data:
    approved = story.approved and _given(by=story.approved.by, at=story.approved.at, of=story.approved.of)
    return {
        "id": story.id,
        **_given(headline=story.headline),
        "status": str(story.status),
        **_given(note=story.note, approved=approved, stale=story.stale, section=story.section),
        "priority": story.priority,
        **_given(keep_local=story.keep_local or None),
        **_given(cart=story.cart),
        "source": _source_data(story.source),
        **_given(voice=story.voice and _voice_data(story.voice), recording=story.recording),
        **_given(**{"voices-failed": list(story.voices_failed)}),
        **_given(starts=None if story.starts is None else clock(story.starts), seconds=story.seconds),
        **_given(shortened=dict(story.shortened)),
        "lines": [_line_data(line, language) for line in story.lines],
    }


def _source_data(source: Source) -> Data:
    published = source.published.isoformat() if source.published else ""
    given = _given(file=source.file, url=source.url, publisher=source.publisher, published=published)
    return {**given, "sha256": source.sha256}


def _voice_data(voice: VoiceUsed) -> Data:
    return {
        "engine": voice.engine,
        "name": voice.name,
        **_given(dialect=voice.dialect),
        "synthetic": voice.synthetic,
        **_given(role=voice.role, quotes=voice.quotes, recorded=list(voice.recorded)),
    }


def _target(language: str) -> str:
    """The key of what is spoken; in an English edition `en` is what came in."""
    return "read" if language == "en" else language


def _line_data(line: Line, language: str) -> Data:
    role = "" if line.role is Role.BODY else str(line.role)
    checks = [f"{finding.severity}: {finding.message} [{finding.check}]" for finding in line.findings]
    return {
        **_given(role=role),
        "en": line.source,
        _target(language): line.text,
        **_given(**{"from": line.origin}),
        **_given(unchecked=(bool(line.text) and not line.checked) or None),
        **_given(checks=checks, offers=[_offer_data(offer) for offer in line.offers]),
        **_given(note=line.note, recording=line.recording),
    }


def _sent_data(sent: Sent) -> Data:
    return {
        "to": sent.to,
        "what": sent.what,
        "story": sent.story,
        **_given(local=sent.local or None, lines=list(sent.lines)),
        "characters": sent.characters,
    }


def _offer_data(offer: Offer) -> Data:
    return {"from": offer.origin, "text": offer.text, **_given(why=offer.why)}


def _dropped_data(dropped: Skipped) -> Data:
    return {
        "story": dropped.article,
        **_given(stage=dropped.stage),
        "why": dropped.reason,
        **_given(mend=dropped.mend),
    }


def from_data(data: Data) -> Manifest:
    """The record that checked data (see `reading.read`) stands for."""
    language = data["language"]
    program = data.get("program", {})
    return Manifest(
        episode=data["episode"],
        edition=Edition(date=data["date"], language=language, slot=data.get("slot", "")),
        station=data["station"],
        title=data.get("title", ""),
        cart=data.get("cart"),
        status=data["status"],
        note=data.get("note", ""),
        say=data.get("say", {}),
        published=data.get("published", ""),
        stories=tuple(_story(story, language) for story in data["stories"]),
        unknown_names=tuple((name["en"], name["met"]) for name in data.get("unknown_names", ())),
        dropped=tuple(_dropped(dropped) for dropped in data.get("dropped", ())),
        rundown=data.get("rundown", {}),
        seconds=data.get("seconds"),
        loudness=data.get("loudness", {}),
        files=data.get("files", {}),
        synthetic=data.get("synthetic", {}),
        written=program.get("lines", {}),
        built=program.get("built", {}),
        delivered=program.get("delivered", {}),
        sent=tuple(_sent(sent) for sent in data.get("sent", ())),
    )


def _story(data: Data, language: str) -> StoryEntry:
    approved, voice, starts = data.get("approved"), data.get("voice"), data.get("starts")
    return StoryEntry(
        id=data["id"],
        headline=data.get("headline", ""),
        status=Status(data["status"]),
        source=_source(data["source"]),
        lines=tuple(_line(line, language) for line in data["lines"]),
        note=data.get("note", ""),
        approved=Approval(**approved) if approved else None,
        stale=data.get("stale", ""),
        section=data.get("section", ""),
        priority=data.get("priority", 5),
        keep_local=data.get("keep_local", False),
        cart=data.get("cart"),
        voice=VoiceUsed(**{**voice, "recorded": tuple(voice.get("recorded", ()))}) if voice else None,
        voices_failed=tuple(data.get("voices-failed", ())),
        recording=data.get("recording", ""),
        starts=None if starts is None else seconds_of(starts),
        seconds=data.get("seconds"),
        shortened=data.get("shortened", {}),
    )


def _source(data: Data) -> Source:
    published = data.get("published")
    return Source(
        sha256=data["sha256"],
        file=data.get("file"),
        url=data.get("url"),
        publisher=data.get("publisher", ""),
        published=datetime.fromisoformat(published) if published else None,
    )


def _line(data: Data, language: str) -> Line:
    return Line(
        role=Role(data.get("role", "body")),
        source=data["en"],
        text=data.get(_target(language), ""),
        origin=data.get("from", ""),
        checked=bool(data.get(_target(language))) and not data.get("unchecked", False),
        findings=tuple(_finding(text) for text in data.get("checks", ())),
        note=data.get("note", ""),
        recording=data.get("recording", ""),
        offers=tuple(_offer(offer) for offer in data.get("offers", ())),
    )


def _sent(data: Data) -> Sent:
    return Sent(**{**data, "lines": tuple(data.get("lines", ()))})


def _offer(data: Data) -> Offer:
    return Offer(origin=data["from"], text=data["text"], why=data.get("why", ""))


def _finding(text: str) -> Finding:
    """A finding back from its text in the manifest."""
    severity, _, rest = text.partition(": ")
    message, _, check = rest.rstrip("]").rpartition(" [")
    known = Severity(severity) if severity in set(Severity) else Severity.NOTES
    return Finding(check=check, severity=known, message=message or text)


def _dropped(data: Data) -> Skipped:
    return Skipped(article=data["story"], stage=data.get("stage", ""), reason=data["why"], mend=data.get("mend", ""))
