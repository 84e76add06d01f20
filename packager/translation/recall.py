"""What the station has translated before: its own memory first, then the TMX files that it names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from packager.store import Store, file_digest, in_use, whole_file
from packager.translation.memory import Memory
from packager.translation.translating import Translating
from packager.translation.units import Match, Unit

NEAR = 75  # per cent alike, from which a match is worth showing to an editor
MOST = 3  # near matches shown with one line


@dataclass(frozen=True)
class Recollection:
    """Open memories, asked in order; a `translation.script.Recall`."""

    memories: tuple[Memory, ...] = ()

    def __call__(self, source: str, language: str, *, previous: str = "", following: str = "") -> Match | None:
        """The unit that fits this text exactly, or None."""
        found = (memory.lookup(source, language, previous=previous, following=following) for memory in self.memories)
        return next((match for match in found if match), None)

    def near(self, source: str, language: str) -> tuple[Match, ...]:
        """Units of texts at least NEAR per cent alike, best first: to show, never to air unseen."""
        found = [match for memory in self.memories for match in memory.similar(source, language, least=NEAR, most=MOST)]
        best = {match.unit.target: match for match in sorted(found, key=lambda match: match.score)}
        return tuple(sorted(best.values(), key=lambda match: -match.score)[:MOST])

    def containing(self, words: str, language: str, most: int) -> tuple[Unit, ...]:
        """Units of any memory that have these words, the station's own first."""
        found = [unit for memory in self.memories for unit in memory.containing(words, language, most)]
        return tuple(found[:most])


@contextmanager
def recall(translating: Translating, store: Store) -> Iterator[Recollection]:
    """The station's memories, open for as long as the block runs. Raises InputError."""
    with ExitStack() as stack:
        files = [translating.memory] if translating.memory.is_file() else []
        files += [indexed(tmx, store) for tmx in translating.memories]
        yield Recollection(tuple(stack.enter_context(Memory.open(path)) for path in files))


def indexed(tmx: Path, store: Store) -> Path:
    """A TMX file as a memory in the store, made when the file is new. Raises InputError."""
    from packager.translation.tmx import import_tmx

    path = store.path("memories", file_digest(tmx), ".sqlite")
    if not path.is_file():
        with whole_file(path) as temporary:
            temporary.unlink()
            with Memory.open(temporary) as memory:
                memory.learn(import_tmx(tmx))
    in_use(path)
    return path
