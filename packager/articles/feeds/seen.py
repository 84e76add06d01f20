"""Which stories came before, under which id: an update whose headline changed is still the same story."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from packager.store import write_if_changed
from packager.text.confine import slug_fault

KEPT = timedelta(days=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownStory:
    """What is known of a key."""

    id: str
    first: datetime  # aware; when it was first seen
    last: datetime  # aware; when it was last in a feed


@dataclass
class Seen:
    """Stories by key; lost without harm but for ids of stories whose headline changes, and kills of old ones."""

    path: Path
    now: datetime  # aware
    known: dict[str, KnownStory] = field(default_factory=dict)
    first_time: bool = True  # nothing was remembered: no feed was ever read

    @classmethod
    def load(cls, path: Path, now: datetime) -> Seen:
        """What was remembered; nothing where the file is missing or damaged."""
        seen = cls(path=path, now=now)
        try:
            given = json.loads(path.read_bytes())
            for key, (name, first, last) in given.items():
                if slug_fault(name):
                    continue  # never ours: what a damaged or a foreign file says names no file
                seen.known[key] = KnownStory(
                    id=name, first=datetime.fromisoformat(first), last=datetime.fromisoformat(last)
                )
        except (OSError, ValueError, TypeError, AttributeError):
            return cls(path=path, now=now)
        seen.first_time = not seen.known
        return seen

    def find(self, keys: Iterable[str]) -> KnownStory | None:
        """What is known of a story by any of its keys."""
        return next((self.known[key] for key in sorted(keys) if key in self.known), None)

    def remember(self, keys: Iterable[str], name: str) -> None:
        """Keep a story's id under all of its keys."""
        for key in keys:
            before = self.known.get(key)
            if before is None:
                self.known[key] = KnownStory(id=name, first=self.now, last=self.now)
            else:
                self.known[key] = replace(before, id=name, last=self.now)

    def taken(self) -> set[str]:
        """Ids that stories of today and yesterday have."""
        return {known.id for known in self.known.values() if self.now - known.last < timedelta(days=2)}

    def save(self) -> None:
        """Write what is not older than a month."""
        kept = {key: known for key, known in sorted(self.known.items()) if self.now - known.last < KEPT}
        rows = {key: [known.id, known.first.isoformat(), known.last.isoformat()] for key, known in kept.items()}
        write_if_changed(self.path, json.dumps(rows, ensure_ascii=False, indent=0).encode())
