"""What an editor approves, the station learns: approved lines go into its translation memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from packager.desk.manifest import Manifest
from packager.records import Approval, Script, Status
from packager.translation.memory import Memory
from packager.translation.units import Unit, engine_behind


def learn(memory: Path, approved: Sequence[tuple[Script, Approval]]) -> int:
    """Keep the lines of newly approved stories; how many. The memory's file is not touched where there are none."""
    units = [unit for script, approval in approved for unit in _units(script, approval)]
    if not units:
        return 0
    with Memory.open(memory) as kept:
        return kept.learn(units)


def take_back(memory: Path, old: Manifest) -> None:
    """Doubt what was learnt from stories whose approval somebody took away since; held and killed ones keep theirs."""
    taken = [s for s in old.stories if s.id in old.state.learnt and s.status is Status.REVIEW]
    if taken and memory.is_file():
        with Memory.open(memory) as kept:
            kept.doubt([(line.source, line.text) for s in taken for line in s.lines], old.edition.language)


def _units(script: Script, approval: Approval) -> Iterator[Unit]:
    around = ["", *(line.source for line in script.lines), ""]
    when = datetime.fromisoformat(approval.at).astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    for place, line in enumerate(script.lines):
        yield Unit(
            source=line.source,
            target=line.text,
            language=script.language,
            who=approval.by,
            when=when,
            origin=engine_behind(line.origin) or line.origin,
            note=line.note,
            previous=around[place],
            following=around[place + 2],
            checked=True,
        )
