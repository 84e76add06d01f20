"""A story that is on air and was killed or corrected: another version of its programme, at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from packager.air.aired import AIR, aired
from packager.air.carried import Carried, carried
from packager.air.podcast import write_feed
from packager.air.publish import Published, publish
from packager.air.versions import keep_aside
from packager.day.again import make_again
from packager.day.watching import Unwatched
from packager.day.workers import EditionFailed
from packager.desk.acts import Kill
from packager.desk.performing import perform
from packager.desk.reading import read
from packager.edition.work import Made
from packager.station import Station


@dataclass(frozen=True, kw_only=True)
class AirFollowUp:
    """What became of what airs."""

    elsewhere: tuple[Carried, ...]  # other editions that carry the story
    was_on_air: bool
    kept: Path | None = None  # where what aired before lies now
    made: Made | None = None
    published: Published | None = None
    feed: Path | None = None
    fault: str = ""  # why there is no new version

    @property
    def waits(self) -> bool:
        """Whether something airs on as it was, or may."""
        still = self.was_on_air and (self.fault or (self.published and (self.published.refused or self.published.left)))
        return bool(still or any(other.on_air for other in self.elsewhere))

    def told(self) -> Iterator[str]:
        """It in words."""
        if not self.was_on_air:
            yield "it is not on air from here; build again"
        elif self.fault or (self.published and self.published.refused):
            why = [self.fault] if self.fault else list(self.published.refused if self.published else ())
            yield "STILL ON AIR as it was:"
            yield from (f"  {line}" for line in why)
            yield "  'packager kill' without a story takes the whole programme off the air"
        elif self.published:
            yield from self._new_version(self.published)
        for other in self.elsewhere:
            yield f"also {'ON AIR' if other.on_air else 'in the draft'}: {other.manifest}, as {other.story}"

    def _new_version(self, done: Published) -> Iterator[str]:
        if self.made:
            work = self.made.work
            yield f"made anew: {len(work.speak)} utterances spoken, {len(work.files)} files"
            yield from (f"  {name}" for name in work.files)
        yield from (f"{place}: {len(names)} files new" for place, names in (done.folders or {}).items())
        yield from (f"withdrawn {name}; take it out of the playout system too" for name in done.withdrawn)
        yield from (f"NOT withdrawn {what}; look at it, and take it away by hand" for what in done.left)
        if self.feed:
            yield f"feed {self.feed}"
        if self.kept:
            yield f"what aired before is kept in {self.kept}"

    def data(self) -> dict[str, Any]:
        """It for a machine."""
        done = self.published or Published()
        return {
            "was_on_air": self.was_on_air,
            "fault": self.fault,
            "speak": list(self.made.work.speak) if self.made else [],
            "files": list(self.made.work.files) if self.made else [],
            "refused": list(done.refused),
            "delivered": {place: list(names) for place, names in (done.folders or {}).items()},
            "withdrawn": list(done.withdrawn),
            "left": list(done.left),
            "feed": str(self.feed) if self.feed else None,
            "kept": str(self.kept) if self.kept else None,
            "elsewhere": [
                {"manifest": str(one.manifest), "story": one.story, "on_air": one.on_air} for one in self.elsewhere
            ],
        }


def follow(path: Path, stories: Sequence[str], station: Station, who: Unwatched, by: str) -> AirFollowUp:
    """Build and publish another version of an edition that is on air; of a killed one, only take it away.

    Only what changed is spoken and made again: the rest is as it was. Where no story is left, the edition is killed, in
    the name of whoever took the last. Raises PackagerError.
    """
    manifest, folder = read(path), path.parent
    meant = [story for story in manifest.stories if story.id in stories or (not stories and story.starts is not None)]
    elsewhere = tuple(carried(path, meant))
    known = aired(folder)
    if known is None or not known.delivered.get(AIR):
        return AirFollowUp(elsewhere=elsewhere, was_on_air=False)
    made = None
    if manifest.status != "killed":
        (result,) = make_again(path, manifest.edition, station, who).results
        if isinstance(result, EditionFailed):
            return AirFollowUp(elsewhere=elsewhere, was_on_air=True, fault=str(result.error))
        made = result
        if made.manifest and made.manifest.seconds is None:
            perform(path, Kill(reason="no story is left in it"), by=by, now=datetime.now(station.zone))
    kept = keep_aside(folder)
    done = publish(path, station, datetime.now(station.zone))
    if done.refused:
        return AirFollowUp(elsewhere=elsewhere, was_on_air=True, made=made, published=done)
    feed = write_feed(*done.feed, station) if done.feed else None
    return AirFollowUp(elsewhere=elsewhere, was_on_air=True, kept=kept, made=made, published=done, feed=feed)
