"""The manifest's way to and from plain data: the maps and lists that YAML writes and reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from packager.desk.keys import VERSION, line_key
from packager.desk.manifest import Anchor, Manifest, Sent, StoryEntry, VoiceUsed
from packager.desk.state import State
from packager.records import (
    Approval,
    Edition,
    Filing,
    Finding,
    Heard,
    LeftOut,
    Line,
    Offer,
    Outcome,
    Role,
    Severity,
    Skipped,
    Source,
    Status,
)
from packager.text.printable import cleaned

Data = dict[str, Any]  # what YAML gives: maps, lists, strings, numbers, booleans


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
        **_given(reason=manifest.reason, note=manifest.note, say=dict(manifest.say), names=dict(manifest.names)),
        **_given(published=manifest.published),
        "stories": [_story_data(story, manifest.edition.language) for story in manifest.stories],
        **_given(**{"unknown-names": [{"en": name, "met": met} for name, met in manifest.unknown_names]}),
        **_given(dropped=[_dropped_data(dropped) for dropped in manifest.dropped]),
        **_given(rundown=dict(manifest.rundown), seconds=manifest.seconds),
        **_given(loudness=_hyphened(manifest.loudness), files=dict(manifest.files)),
        **_given(synthetic=_hyphened(manifest.synthetic)),
        **_given(sent=[_sent_data(sent) for sent in manifest.sent]),
        **_given(**{"review-log": manifest.log and {"entries": manifest.log.entries, "head": manifest.log.head}}),
    }


def _given(**values: object) -> Data:
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def _hyphened(values: Mapping[str, object]) -> Data:
    return {name.replace("_", "-"): value for name, value in values.items()}


def _plain(values: Data) -> Data:
    return {name.replace("-", "_"): value for name, value in values.items()}


def _story_data(story: StoryEntry, language: str) -> Data:
    return {
        "id": story.id,
        **_given(headline=story.headline),
        "status": str(story.status),
        **_given(reason=story.reason, note=story.note),
        **_given(approved=approval_data(story.approved), seconded=approval_data(story.seconded)),
        **_given(stale=story.stale, before=story.before, section=story.filing.section),
        "priority": story.filing.priority,
        **_given(shorten=story.shorten),
        **_given(**{"keep-local": story.filing.keep_local or None}),
        **_given(cart=story.cart),
        "source": _source_data(story.source),
        **_given(voice=story.voice and _voice_data(story.voice), recording=story.recording),
        **_given(**{"voices-failed": list(story.voices_failed)}),
        **_given(starts=None if story.starts is None else clock(story.starts), seconds=story.seconds),
        **_given(shortened=dict(story.shortened)),
        "lines": [_line_data(line, language) for line in story.lines],
        **_given(**{"left-out": [_left_out_data(out) for out in story.left_out]}),
    }


def approval_data(approval: Approval | None) -> Data | None:
    """An approval as the map that YAML writes."""
    if approval is None:
        return None
    given = _given(at=approval.at, of=approval.of, heard=approval.heard, despite=approval.despite)
    return {"by": approval.by, **given}


def _left_out_data(out: LeftOut) -> Data:
    """A piece of a paragraph has no status: the paragraph without it is read, and its line is there to be edited."""
    status = "" if out.part else "read" if out.read else "out"
    return {"text": out.text, "why": out.why, "after": out.after, **_given(status=status)}


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


def _line_data(line: Line, language: str) -> Data:
    role = "" if line.role is Role.BODY else str(line.role)
    checks = [f"{finding.severity}: {finding.message} [{finding.check}]" for finding in line.findings]
    return {
        **_given(role=role),
        "en": line.source,
        line_key(language): line.text,
        **_given(**{"from": line.origin}),
        **_given(unchecked=(bool(line.text) and not line.checked) or None),
        **_given(checks=checks, offers=[_offer_data(offer) for offer in line.offers]),
        **_given(**{"machine-heard": line.heard and _heard_data(line.heard)}),
        **_given(approved=approval_data(line.approved), note=line.note, recording=line.recording),
    }


def _heard_data(heard: Heard) -> Data:
    takes = heard.takes if heard.takes > 1 else None
    return {"outcome": str(heard.outcome), **_given(text=heard.text, why=heard.why, takes=takes)}


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
    """Files' and feeds' own names stand in it, which may have any character."""
    return {
        "story": cleaned(dropped.article),
        **_given(stage=dropped.stage),
        "why": cleaned(dropped.reason),
        **_given(hint=cleaned(dropped.hint)),
    }


def from_data(data: Data) -> Manifest:
    """The record that checked data (see `reading.read`) stands for."""
    language = data["language"]
    program = data.get("program", {})  # of version 1: it knew in the manifest what it had written
    return Manifest(
        episode=data["episode"],
        edition=Edition(date=data["date"], language=language, slot=data.get("slot", "")),
        station=data["station"],
        title=data.get("title", ""),
        cart=data.get("cart"),
        status=data["status"],
        reason=data.get("reason", ""),
        note=data.get("note", ""),
        say=data.get("say", {}),
        names=data.get("names", {}),
        published=data.get("published", ""),
        stories=tuple(_story(story, language) for story in data["stories"]),
        unknown_names=tuple((name["en"], name["met"]) for name in data.get("unknown-names", ())),
        dropped=tuple(_dropped(dropped) for dropped in data.get("dropped", ())),
        rundown=data.get("rundown", {}),
        seconds=data.get("seconds"),
        loudness=_plain(data.get("loudness", {})),
        files=data.get("files", {}),
        synthetic=_plain(data.get("synthetic", {})),
        sent=tuple(_sent(sent) for sent in data.get("sent", ())),
        log=Anchor(**data["review-log"]) if "review-log" in data else None,
        state=State(lines={story: tuple(lines.split()) for story, lines in program.get("lines", {}).items()}),
        delivered=program.get("delivered", {}),
    )


def _story(data: Data, language: str) -> StoryEntry:
    voice, starts = data.get("voice"), data.get("starts")
    return StoryEntry(
        id=data["id"],
        headline=data.get("headline", ""),
        status=Status(data["status"]),
        source=_source(data["source"]),
        lines=tuple(_line(line, language) for line in data["lines"]),
        reason=data.get("reason", ""),
        note=data.get("note", ""),
        approved=_approval(data.get("approved")),
        seconded=_approval(data.get("seconded")),
        stale=data.get("stale", ""),
        before=data.get("before", ""),
        filing=Filing(
            section=data.get("section", ""),
            priority=data.get("priority", 5),
            keep_local=data.get("keep-local", False),
        ),
        cart=data.get("cart"),
        voice=VoiceUsed(**{**voice, "recorded": tuple(voice.get("recorded", ()))}) if voice else None,
        voices_failed=tuple(data.get("voices-failed", ())),
        recording=data.get("recording", ""),
        starts=None if starts is None else seconds_of(starts),
        seconds=data.get("seconds"),
        shorten=data.get("shorten"),
        shortened=data.get("shortened", {}),
        left_out=tuple(_left_out(out) for out in data.get("left-out", ())),
    )


def _approval(data: Data | None) -> Approval | None:
    return Approval(**data) if data else None


def _left_out(data: Data) -> LeftOut:
    status = data.get("status", "")
    return LeftOut(text=data["text"], why=data["why"], after=data["after"], part=not status, read=status == "read")


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
        text=data.get(line_key(language), ""),
        origin=data.get("from", ""),
        checked=bool(data.get(line_key(language))) and not data.get("unchecked", False),
        findings=tuple(_finding(text) for text in data.get("checks", ())),
        note=data.get("note", ""),
        recording=data.get("recording", ""),
        offers=tuple(_offer(offer) for offer in data.get("offers", ())),
        heard=_heard(data["machine-heard"]) if "machine-heard" in data else None,
        approved=_approval(data.get("approved")),
    )


def _heard(data: Data) -> Heard:
    return Heard(**{**data, "outcome": Outcome(data["outcome"])})


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
    return Skipped(article=data["story"], stage=data.get("stage", ""), reason=data["why"], hint=data.get("hint", ""))
