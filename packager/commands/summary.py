"""What a run came to: a few lines for a person, one JSON object for a machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from packager.day.workers import EditionFailed
from packager.desk.listing import not_read, slot_lines
from packager.desk.manifest import Manifest
from packager.edition.work import Made
from packager.lang.registry import name_of
from packager.records import Skipped
from packager.text.clock import as_clock
from packager.text.printable import tell


def show(results: Sequence[Made | EditionFailed], *, as_json: bool, explain: bool) -> None:
    """Print the results; failures go to standard error as well when a person reads."""
    if as_json:
        tell(json.dumps([_data(result) for result in results], ensure_ascii=False, indent=1))
        return
    for result in results:
        if isinstance(result, EditionFailed):
            tell(f"packager: {name_of(result.language)}: {result.error}", file=sys.stderr)
        else:
            tell(*(_explained(result) if explain else _made(result)), sep="\n")


def _made(made: Made) -> Iterable[str]:
    manifest, name = made.manifest, name_of(made.run.edition.language)
    if manifest is None:
        return
    yield f"{name}: {_episode(manifest, made)}"
    yield f"  read    {made.run.manifest}"
    yield f"  lines   {_counts(made)}"
    yield from _left_out(manifest)
    if made.work.nothing:
        yield "  work    none: everything was as it should be"
    else:
        yield f"  work    {len(made.work.speak)} utterances spoken, {len(made.work.files)} files made"
    yield from (f"  store   the sound of '{text}' was damaged, and was made anew" for text in made.work.damaged)
    yield from (f"  ear     {told}" for told in made.work.heard)
    yield from _sent(made)
    yield from (f"  slot    {told}" for told in slot_lines(manifest))
    yield from (f"  engine  {failed}" for failed in made.work.failed)
    yield from (f"  story   {dropped.article}: {_why(dropped)}" for dropped in manifest.dropped)
    if made.meanwhile:
        saved = "; ".join(made.meanwhile)
        yield f"  edited  {saved}: saved while this was made, kept, and not in the sound; build again"
    yield from (f"  story   {story.id}: {story.stale}" for story in manifest.stories if story.stale)
    yield from (
        f"  story   {story.id}: {story.before}, the same article; approve it for today, or take it out of the folder"
        for story in manifest.repeated
    )
    if manifest.unknown_names:
        names = ", ".join(f"{name} ({met})" for name, met in manifest.unknown_names)
        yield f"  names   often met and in no table: {names}"


def _episode(manifest: Manifest, made: Made) -> str:
    aired = sum(story.starts is not None for story in manifest.stories)
    if manifest.seconds is None:
        return "no episode: no story can air" if manifest.rundown else "no episode: no story can air yet"
    stories = "1 story" if aired == 1 else f"{aired} stories"
    level = f"{manifest.loudness['integrated']:.1f} LUFS, {manifest.loudness['true_peak']:.1f} dBTP"
    encoded = " and .mp3" if f"{made.run.episode}.mp3" in manifest.files else ""
    return f"{made.run.folder / made.run.episode}.wav{encoded}, {stories}, {as_clock(manifest.seconds)}, {level}"


def _counts(made: Made) -> str:
    counts = ", ".join(f"{count} {origin}" for origin, count in sorted(made.work.lines.items()))
    flagged = f"; {made.work.flagged} flagged" if made.work.flagged else ""
    blocked = f"; {made.work.blocked} blocked" if made.work.blocked else ""
    return (counts or "none") + flagged + blocked


def _left_out(manifest: Manifest) -> Iterable[str]:
    """How much of the articles is not read, furniture around them and pieces of paragraphs not counted."""
    counts = {story.id: sum(not out.part for out in not_read(story)) for story in manifest.stories}
    parts, stories = sum(counts.values()), sum(map(bool, counts.values()))
    if parts:
        of = "1 story" if stories == 1 else f"{stories} stories"
        what = "1 part" if parts == 1 else f"{parts} parts"
        yield f"  left    {what} of {of} not read; 'packager review' shows what and why"


def _sent(made: Made) -> Iterable[str]:
    """Who got text, and how much of it left this machine."""
    for engine, characters in made.work.left_machine.items():
        yield f"  given   {characters} characters to {engine}, off this machine"
    here = sum(made.work.sent.values()) - sum(made.work.left_machine.values())
    if here:
        yield f"  given   {here} characters to engines on this machine"


def _why(dropped: Skipped) -> str:
    return f"{dropped.reason}; {dropped.hint}" if dropped.hint else dropped.reason


def _explained(made: Made) -> Iterable[str]:
    work, left = made.work, made.work.left_machine
    yield f"{name_of(made.run.edition.language)}: {made.run.folder}"
    yield f"  translate  {_counts(made)}; {sum(work.sent.values())} characters for engines"
    yield from (f"             {count} characters would leave this machine, to {to}" for to, count in left.items())
    yield from (f"             {failed}" for failed in work.failed)
    yield f"  speak      {len(work.speak)} of {work.utterances} utterances are not in the store"
    yield from (f"             {text}" for text in work.speak)
    yield from (f"             its sound in the store is damaged: {text}" for text in work.damaged)
    yield f"  make       {len(work.files)} files"
    yield from (f"             {name}" for name in work.files)


def _data(result: Made | EditionFailed) -> dict[str, Any]:
    if isinstance(result, EditionFailed):
        return {"language": result.language, "error": str(result.error)}
    work, manifest = result.work, result.manifest
    data: dict[str, Any] = {
        "language": result.run.edition.language,
        "folder": str(result.run.folder),
        "lines": dict(work.lines),
        "flagged": work.flagged,
        "blocked": work.blocked,
        "sent": dict(work.sent),
        "left_machine": dict(work.left_machine),
        "failed": list(work.failed),
        "utterances": work.utterances,
        "speak": list(work.speak),
        "damaged": list(work.damaged),
        "heard": list(work.heard),
        "files": list(work.files),
        "meanwhile": list(result.meanwhile),
    }
    if manifest is not None:
        data |= {
            "manifest": str(result.run.manifest),
            "seconds": manifest.seconds,
            "loudness": dict(manifest.loudness),
            "rundown": dict(manifest.rundown),
            "before": {story.id: story.before for story in manifest.stories if story.before},
            "shortened": {story.id: dict(story.shortened) for story in manifest.stories if story.shortened},
            "stories": {story.id: str(story.status) for story in manifest.stories},
            "left_out": {
                story.id: [{"text": out.text, "why": out.why, "after": out.after} for out in not_read(story)]
                for story in manifest.stories
                if not_read(story)
            },
            "unknown_names": dict(manifest.unknown_names),
            "dropped": [
                {"story": d.article, "stage": d.stage, "why": d.reason, "hint": d.hint} for d in manifest.dropped
            ],
        }
    return data
