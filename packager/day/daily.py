"""The day by itself: articles in, both languages made, and what the station's rule allows put on air. For cron.

The same again does only what is left to do, so it may be asked for every quarter of an hour: what waited and was
approved since goes on air, what was killed comes off it, a share that was away gets its files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from packager.air.aired import aired
from packager.air.publish import Published, publish
from packager.articles.feeds.entries import NOTHING
from packager.day.airing import write_feeds
from packager.day.making import Bundle, build
from packager.day.plan import Asked
from packager.day.watching import Unwatched
from packager.day.workers import EditionFailed
from packager.desk import reading
from packager.desk.listing import NAME
from packager.desk.manifest import Manifest
from packager.edition.arrange import RUNDOWN
from packager.edition.work import Made
from packager.errors import InputError, PackagerError
from packager.exit_codes import DONE, NEEDS_PERSON
from packager.locks import Busy, held
from packager.records import Skipped, Status
from packager.store import make_folder, read_text

LOCK = ".packager.daily.lock"  # in the output folder
_KILLED = re.compile(r"^status:\s*['\"]?killed\b", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Daily:
    """What a run came to."""

    date: str
    busy: str = ""  # who is at work already; nothing was done then
    made: tuple[str, ...] = ()  # languages of which something was made
    published: dict[Path, Published] = field(default_factory=dict)  # by manifest
    waits: tuple[str, ...] = ()  # what needs a person, each in a line
    failed: tuple[str, ...] = ()  # what could not be done at all
    code: int = DONE

    @property
    def new(self) -> tuple[str, ...]:
        """What was put on air or taken off it by this run, each in a line."""
        return tuple(line for path, done in self.published.items() for line in _new(path, done))

    @property
    def nothing(self) -> bool:
        """Whether everything was as it should be."""
        return not (self.made or self.new or self.waits or self.failed)


def _new(path: Path, done: Published) -> Iterator[str]:
    for place, names in done.folders.items():
        if names:
            yield f"{path.parent}: {len(names)} files to {place}"
    if done.withdrawn:
        yield f"{path.parent}: {len(done.withdrawn)} files withdrawn"


def daily(asked: Asked, who: Unwatched | None = None) -> Daily:
    """Make the day's editions and put on air what may air. Another run that is at work is left to it.

    Raises InputError, PackagerError where nothing at all can be made.
    """
    make_folder(asked.output)
    with ExitStack() as stack:
        try:
            stack.enter_context(held(asked.output / LOCK, "packager daily", patience=0.0))
        except Busy as busy:
            return Daily(date=asked.date, busy=str(busy))
        bundle = build(asked, who=who)
        return _aired(asked, bundle)


def _aired(asked: Asked, bundle: Bundle) -> Daily:
    made = [result for result in bundle.results if isinstance(result, Made)]
    failures = [result for result in bundle.results if isinstance(result, EditionFailed)]
    failed = [f"{failure.language}: {failure.error}" for failure in failures]
    codes = [failure.error.exit_code for failure in failures]
    waits = [_line(skipped) for skipped in bundle.material.skipped if skipped.hint != NOTHING]
    for result in made:
        if result.manifest:
            language = result.run.edition.language
            waits += [f"{language}: {line}" for line in _left(result, result.manifest, bundle.material.skipped)]
    published: dict[Path, Published] = {}
    faults: list[PackagerError] = []
    today = asked.output / asked.date
    for path in (*(today / language / NAME for language in asked.languages), *_killed_since(asked)):
        if not path.is_file():
            continue
        try:
            if reason := _withheld(path):
                waits.append(f"{path.parent}: not published: {reason}")
                continue
            done = publish(path, asked.station, asked.now)
        except PackagerError as error:
            faults.append(error)
            continue
        published[path] = done
        waits += [f"{path.parent}: not published: {why}" for why in done.refused]
        waits += [f"{path.parent}: not done: {told}" for told in done.left]
    write_feeds(published.values(), asked.station, faults)
    told = "\n".join(failed)
    failed += [line for line in map(str, faults) if line not in told]
    codes += [fault.exit_code for fault in faults]
    return Daily(
        date=asked.date,
        made=tuple(result.run.edition.language for result in made if not result.work.nothing),
        published=published,
        waits=tuple(dict.fromkeys(waits)),
        failed=tuple(failed),
        code=min(codes, default=NEEDS_PERSON if waits else DONE),
    )


def _left(result: Made, manifest: Manifest, everywhere: Sequence[Skipped]) -> Iterator[str]:
    """What of one language waits for somebody; not what is told of the whole day already."""
    killed = {story.id for story in manifest.stories if story.status is Status.KILLED}
    told = {(skipped.article, skipped.reason) for skipped in everywhere}
    for dropped in manifest.dropped:
        if dropped.stage == RUNDOWN or dropped.article in killed or dropped.hint == NOTHING:
            continue
        if (dropped.article, dropped.reason) not in told:
            yield _line(dropped)
    yield from (f"{story.id}: {story.stale}" for story in manifest.stories if story.stale)
    yield from (f"{story.id}: {story.before}, the same article" for story in manifest.repeated)
    yield from (f"{saved}: saved while this was made, and not in the sound" for saved in result.meanwhile)
    if "why" in manifest.rundown:
        yield f"the slot {manifest.edition.slot} is not met: {manifest.rundown['why']}"


def _line(skipped: Skipped) -> str:
    return f"{skipped.article}: {skipped.reason}" + (f"; {skipped.hint}" if skipped.hint else "")


def _withheld(path: Path) -> str:
    """Why nobody's approval is not enough for this edition by itself, whatever the station airs unreviewed.

    Yesterday's bulletin under today's date, and a story that was killed before, air by somebody's decision alone.
    """
    manifest = reading.read(path)
    if manifest.status == Status.KILLED:
        return ""
    repeated = manifest.repeated
    if killed := [story for story in repeated if story.before.startswith("killed")]:
        return f"{killed[0].id} was {killed[0].before}; kill it or hold it, or approve it for today"
    heard = [story for story in manifest.stories if story.starts is not None]
    if heard and len(repeated) == len(heard):
        return f"every story in it {repeated[0].before}; bring today's articles, or approve these for today"
    return ""


def _killed_since(asked: Asked) -> Iterator[Path]:
    """Other days' editions that are on air and that somebody killed in the manifest."""
    for part in sorted(asked.output.glob(f"*/*/{NAME}")):
        if part.parent.parent.name == asked.date or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", part.parent.parent.name):
            continue
        try:
            known = aired(part.parent) if _KILLED.search(read_text(part)) else None
        except InputError:
            continue  # whoever publishes or reviews it is told
        if known and not known.killed:
            yield part
