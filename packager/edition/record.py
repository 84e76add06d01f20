"""The manifest of a finished edition: what the editor reads next, and what the next run compares with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from packager.delivery.disclosure import manifest_data
from packager.desk.edits import notes_left
from packager.desk.manifest import Manifest, Sent, StoryEntry
from packager.desk.state import State, written_digests
from packager.edition.arrange import OnAir
from packager.edition.draft import Draft
from packager.edition.metadata import Labels
from packager.episode.lengths import as_the_editor_shortened
from packager.episode.plan import Plan
from packager.episode.rundown import length, story_starts
from packager.records import Article, Heard, Placed, Role, Script, Segment
from packager.run import Run
from packager.translation.ledger import ledger
from packager.translation.names import Names, often_missing
from packager.translation.outcome import SentText
from packager.voicing.listening import of_line
from packager.voicing.reading import SHOW, Reading, silence


@dataclass(frozen=True, kw_only=True)
class Files:
    """The edition's files as they are after a run."""

    digests: Mapping[str, str] = field(default_factory=dict)  # name in the edition's folder → "sha256:…"
    built: Mapping[str, str] = field(default_factory=dict)  # name → digest of what it was made from
    made: tuple[str, ...] = ()  # names that this run made
    loudness: Mapping[str, float] = field(default_factory=dict)  # of the episode's WAV
    sounds: tuple[str, ...] = ()  # of the store, as seen from it: what the files are mixed from


@dataclass(frozen=True, kw_only=True)
class Results:
    """Everything that an edition came to."""

    old: Manifest | None
    aired: OnAir
    show: Reading  # of what stands around the stories
    segments: Mapping[str, Segment]
    labels: Labels
    files: Files


def manifest_of(results: Results, run: Run, station: str, names: Names) -> Manifest:
    """The manifest of these results; `names` are those that the station knows."""
    old, episode, words = results.old, results.aired.episode, results.aired.words
    label = results.labels.episode
    places = story_starts(episode) if episode else {}
    by_id = {article.id: article for article in words.stories}
    scripts = words.translated.scripts
    entries = tuple(_entry(by_id[s.article], s, results, places.get(s.article)) for s in scripts)
    return Manifest(
        episode=run.episode,
        edition=run.edition,
        station=station,
        title=label.cut.title if label else "",
        cart=label.cut.number if label else None,
        status=old.status if old else "draft",
        reason=old.reason if old else "",
        note=old.note if old else "",
        say=old.say if old else {},
        names=old.names if old else {},
        stories=entries,
        unknown_names=tuple(often_missing(words.stories, names)),
        dropped=(*words.dropped, *filter(None, [silence(results.show, SHOW)])),
        rundown=_rundown(results.aired.plan) if results.aired.plan else {},
        seconds=round(episode.seconds, 3) if episode else None,
        loudness=results.files.loudness,
        files=results.files.digests,
        synthetic=manifest_data(label.disclosure) if label else {},
        log=old.log if old else None,
        sent=_sent(results, ledger(run.store, run.folder).entries()),
        state=State(
            lines={script.article: written_digests([line.text for line in script.lines]) for script in scripts},
            files=results.files.digests,
            built=results.files.built,
            sounds=results.files.sounds,
            contents=words.contents,
            came=words.came,
            learnt=old.state.learnt if old else {},
        ),
    )


def _sent(results: Results, given: Iterable[SentText]) -> tuple[Sent, ...]:
    """What was given to whom for this edition, in this run and all before it."""
    readings = (*results.aired.words.readings.values(), results.show)
    total: dict[tuple[str, str, str], Sent] = {}
    spoken = (sent for reading in readings for sent in reading.sent)
    for sent in (*(results.old.sent if results.old else ()), *_translations(given), *spoken):
        key = (sent.to, sent.what, sent.story)
        before = total.get(key, replace(sent, characters=0))
        lines = tuple(sorted({*before.lines, *sent.lines}))
        total[key] = replace(before, characters=before.characters + sent.characters, lines=lines)
    return tuple(total.values())


def _translations(sent: Iterable[SentText]) -> Iterator[Sent]:
    """The fallback chain's ledger as the manifest tells it."""
    for given in sent:
        yield Sent(
            to=given.to,
            what="translation",
            story=given.article,
            characters=given.characters,
            local=given.local,
            lines=tuple(place + 1 for place in given.lines),
        )


def _entry(article: Article, script: Script, results: Results, placed: Placed | None) -> StoryEntry:
    words, segment = results.aired.words, results.segments.get(article.id)
    verdict, reading = words.verdicts[article.id], words.readings.get(article.id, Reading())
    return StoryEntry(
        id=article.id,
        headline=article.headline,
        status=verdict.status,
        source=article.source,
        lines=tuple(replace(line, heard=_heard(reading, place)) for place, line in enumerate(script.lines)),
        reason=words.edits[article.id].reason,
        note=" / ".join(
            filter(None, [words.edits[article.id].note, *notes_left(words.edits[article.id].before, script.lines)])
        ),
        approved=verdict.approved,
        seconded=verdict.seconded,
        stale=verdict.stale,
        filing=article.filing,
        cart=results.labels.carts[article.id],
        voice=reading.voice if segment and segment.clips else None,
        voices_failed=tuple(f"{failure.voice}: {failure.reason}" for failure in reading.failed),
        recording=words.edits[article.id].recording,
        shorten=words.edits[article.id].shorten,
        starts=placed.start if placed else None,
        seconds=_seconds(segment, placed),
        shortened=_shortened(script, words, results.aired.plan) if placed else {},
        before=words.before.get(article.id, ""),
        left_out=article.left_out,
    )


def _heard(reading: Reading, place: int) -> Heard | None:
    """What a machine heard of one line."""
    return of_line(clip for clip in reading.clips if clip.utterance.line == place)


def _seconds(segment: Segment | None, placed: Placed | None) -> float | None:
    """How long a story is on the air, or by itself where it is not."""
    if placed:
        return round(placed.seconds, 3)
    return round(length(segment), 3) if segment and segment.clips else None


def _shortened(script: Script, words: Draft, plan: Plan | None) -> Mapping[str, object]:
    """How much of a story airs, and who shortened it: the plan for the slot, or before that its editor."""
    aired = next((aired for aired in plan.aired if aired.id == script.article), None) if plan else None
    if aired and aired.why:
        return {"lines": aired.lines, "of": len(script.lines), "why": aired.why}
    wanted = words.edits[script.article].shorten
    lines = as_the_editor_shortened(script, wanted)
    if lines is None or wanted is None:
        return {}
    credited = sum(line.role is Role.CREDIT for line in script.lines)
    on = f", and not after line {wanted}, which leads on" if lines - credited > wanted else ""
    return {"lines": lines, "of": len(script.lines), "why": f"its editor shortened it{on}"}


def _rundown(plan: Plan) -> Mapping[str, object]:
    """How the slot was met, or why it is not."""
    if plan.refused:
        return {"slot": "not met", "why": plan.refused}
    music = {"music": round(plan.music, 1)} if plan.music else {}
    return {"slot": "met", "pauses": round(plan.pace.pauses, 3), "tempo": round(plan.pace.tempo, 3), **music}
