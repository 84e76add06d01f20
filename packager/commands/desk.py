"""An editor's acts by command: each one call of the desk, and what it came to in a line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from packager import station as stations
from packager.air.lost import lost, put_back
from packager.commands import after_air
from packager.commands.terminal import Terminal
from packager.day.plan import the_path
from packager.day.recorded import put_in_place
from packager.desk import acts, review_log
from packager.desk.acts import Action
from packager.desk.approving import stands
from packager.desk.content import same_person
from packager.desk.edits import spots_of
from packager.desk.listing import as_written, manifests
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.page.takes import takes
from packager.desk.performing import perform
from packager.desk.reading import read
from packager.errors import InputError, InputErrors
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.records import Hearing, Status
from packager.station import Station
from packager.text.printable import tell


@dataclass(frozen=True, kw_only=True)
class DeskResult:
    """What became of the acts to one manifest."""

    manifest: Path
    done: tuple[str, ...] = ()
    refused: tuple[InputError, ...] = ()
    air: after_air.AirFollowUp | None = None  # of an edition that is on air and was killed or corrected


def run(args: argparse.Namespace) -> int:
    """Do the act to every manifest that the path names.

    Raises InputErrors where nothing could be done; exit 3 where something could not, or airs on as it was.
    """
    station = stations.load(Path(args.station) if args.station else None)
    given = the_path(args.path, station)
    gone = list(lost(given)) if args.act == "kill" else []
    paths = tuple(put_back(folder, station.name) for folder in gone) or manifests(given)
    if args.act in ("correct", "undo", "order", "take", "record", "name") and len(paths) > 1:
        hint = f"name one of them: {', '.join(map(str, paths))}"
        raise InputError(f"there are {len(paths)} manifests here, and this is done to one", where=args.path, hint=hint)
    if getattr(args, "number", 0) is None:
        return _list(args, paths)
    outcomes = [_done(path, args, station) for path in paths if _is_meant(path, args.stories, alone=len(paths) == 1)]
    faults = [fault for outcome in outcomes for fault in outcome.refused]
    if not any(outcome.done for outcome in outcomes):
        named = " ".join(args.stories)
        what = f"no manifest here has a story '{named}'" if named else "there is nothing to do"
        raise InputErrors(faults or [InputError(what, where=args.path, hint="see 'packager review'")])
    if args.json:
        tell(json.dumps([_data(outcome) for outcome in outcomes], ensure_ascii=False, indent=1))
    else:
        for outcome in outcomes:
            tell(*_told(outcome), sep="\n")
    return NEEDS_PERSON if faults or any(one.air and one.air.waits for one in outcomes) else DONE


def _is_meant(path: Path, stories: list[str], *, alone: bool) -> bool:
    """Whether the act is one to this manifest; of several, the one that has the story, or each where none is named."""
    return alone or not stories or any(read(path).story(name) for name in stories)


def _done(path: Path, args: argparse.Namespace, station: Station) -> DeskResult:
    done, refused = [], []
    for action in ACTS[args.act](args, read(path), path):
        where = getattr(action, "story", None) or "the edition"
        line = f" line {number}" if (number := getattr(action, "line", None)) else ""
        try:
            changed = perform(path, action, by=args.by, now=datetime.now(station.zone)).changes
        except InputError as error:
            refused.append(error)
        else:
            done.append(f"{where}{line}: {args.told}" if changed else f"{where}{line}: was so already")
    follows = done and args.act in ("kill", "correct") and not args.later
    air = after_air.follow(path, args.stories, station, Terminal(asks=False), args.by) if follows else None
    return DeskResult(manifest=path, done=tuple(done), refused=tuple(refused), air=air)


def _approve(args: argparse.Namespace, manifest: Manifest, _: Path) -> list[Action]:
    evidence = acts.Evidence(heard=Hearing(args.heard), despite=args.despite)
    if args.line is not None and len(args.stories) != 1:
        raise InputError("is a line of one story", where="--line", hint="name the story")
    if args.line is not None:
        return [acts.ApproveLine(story=args.stories[0], line=args.line, evidence=evidence)]
    return [acts.ApproveStory(story=name, evidence=evidence) for name in args.stories or _open(manifest, args.by)]


def _open(manifest: Manifest, by: str) -> list[str]:
    """The stories that may air, without those that somebody stands behind already."""
    return [
        story.id
        for story in manifest.stories
        if story.status not in (Status.HOLD, Status.KILLED)
        and not any(
            given and same_person(given.by, by) and story.status is Status.APPROVED and stands(given, story, manifest)
            for given in (story.approved, story.seconded)
        )
    ]


def _list(args: argparse.Namespace, paths: Sequence[Path]) -> int:
    """The texts that a line can have, or the parts that intake left out, by the numbers that the act takes."""
    for path in paths:
        if story := read(path).story(args.stories[0]):
            told = _texts(path, story, args.line) if args.act == "take" else _parts(story)
            if args.json:
                tell(json.dumps([{"number": n, "text": text, "of": of} for n, (text, of) in told], ensure_ascii=False))
            else:
                tell(f"{path}: {story.id}: {len(told)} to choose from")
                tell(*(f"{n:>4}  {of}\n      {as_written(text)}" for n, (text, of) in told), sep="\n")
            return DONE
    raise InputError(f"no manifest here has a story '{args.stories[0]}'", where=args.path, hint="see 'packager review'")


def _texts(path: Path, story: StoryEntry, line: int) -> list[tuple[int, tuple[str, str]]]:
    """The suggestions for a line, and what it said before, each with where it is from."""
    if not 1 <= line <= len(story.lines):
        raise InputError(f"has no line {line}", where=story.id, hint=f"it has {len(story.lines)}")
    now = story.lines[line - 1]
    spot = list(spots_of(story.lines))[line - 1]
    earlier = takes(review_log.read(path.parent), story.id, spot, line, now.text)
    offered = [(offer.text, f"from {offer.origin}") for offer in now.offers]
    before = [(one.text, f"by {one.by or 'a build or hand'} {one.at}".rstrip()) for one in earlier]
    return list(enumerate([*offered, *before], 1))


def _parts(story: StoryEntry) -> list[tuple[int, tuple[str, str]]]:
    return list(enumerate([(out.text, out.why) for out in story.left_out if not out.part], 1))


def _chosen(of: Sequence[tuple[int, tuple[str, str]]], number: int, where: str) -> str:
    if not 1 <= number <= len(of):
        raise InputError(f"there is no number {number}", where=where, hint="leave it out to see the list")
    return of[number - 1][1][0]


def _take(args: argparse.Namespace, manifest: Manifest, path: Path) -> list[Action]:
    story = manifest.story(args.stories[0])
    if story is None:
        return []
    found = _texts(path, story, args.line)
    text = _chosen(found, args.number, f"{story.id} line {args.line}")
    if args.number <= len(story.lines[args.line - 1].offers):
        return [acts.TakeSuggestion(story=story.id, line=args.line, number=args.number)]
    return [acts.SetText(story=story.id, line=args.line, text=text)]


def _read(args: argparse.Namespace, manifest: Manifest, _: Path) -> list[Action]:
    story = manifest.story(args.stories[0])
    if story is None:
        return []
    text = _chosen(_parts(story), args.number, story.id)
    which = sum(one == text for _, (one, _) in _parts(story)[: args.number])
    make = acts.LeaveOut if args.leave_out else acts.TakeBack
    return [make(story=story.id, text=text, which=which)]


def _record(args: argparse.Namespace, _: Manifest, path: Path) -> list[Action]:
    story, file = args.stories[0], Path(args.file)
    if args.file and not file.is_file():
        raise InputError("there is no such file", where=args.file)
    name = put_in_place(path, story, args.line, file, file.name) if args.file else ""
    return [acts.UseRecording(story=story, line=args.line, name=name)]


def _of_each(args: argparse.Namespace) -> list[str | None]:
    """The stories that are named, or the edition itself."""
    return [*args.stories] or [None]


# What each command does to a manifest.
ACTS: Mapping[str, Callable[[argparse.Namespace, Manifest, Path], list[Action]]] = {
    "approve": _approve,
    "hold": lambda args, *_: [acts.Hold(story=name, reason=args.reason) for name in args.stories],
    "kill": lambda args, *_: [acts.Kill(story=name, reason=args.reason) for name in _of_each(args)],
    "restore": lambda args, *_: [acts.Restore(story=name) for name in _of_each(args)],
    "correct": lambda args, *_: [
        acts.Correct(story=args.stories[0], line=args.line, text=args.text, reason=args.reason),
    ],
    "name": lambda args, *_: [acts.SettleName(name=args.name, spelling=args.spelling)],
    "note": lambda args, *_: [acts.Note(story=name, line=args.line, text=args.text) for name in _of_each(args)],
    "order": lambda args, *_: [acts.Reorder(stories=tuple(args.stories))],
    "priority": lambda args, *_: [acts.SetPriority(story=name, priority=args.number) for name in args.stories],
    "shorten": lambda args, *_: [acts.Shorten(story=name, lines=args.number) for name in args.stories],
    "take": _take,
    "read": _read,
    "record": _record,
    "undo": lambda args, *_: [acts.Undo(entry=args.entry)],
}


def _told(outcome: DeskResult) -> Iterator[str]:
    yield f"{outcome.manifest}:"
    yield from (f"  {told}" for told in outcome.done)
    yield from (f"  NOT DONE {fault}" for fault in outcome.refused)
    yield from (f"  {told}" for told in (outcome.air.told() if outcome.air else ()))


def _data(outcome: DeskResult) -> dict[str, Any]:
    return {
        "manifest": str(outcome.manifest),
        "done": list(outcome.done),
        "refused": list(map(str, outcome.refused)),
        "air": outcome.air.data() if outcome.air else None,
    }
