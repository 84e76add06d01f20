"""What lies in the store: whether each result is as it was kept, and what no kept day needs any more.

The store may be deleted at any time at the cost of time and money; what stands here is for those who would rather
clear it with care. Texts that left this machine and are not in a manifest yet (`sent`), what feeds were seen to have,
and files that nobody here made are never touched.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from packager.articles.http import cache
from packager.day.plan import STORE
from packager.day.tidy import Tidied
from packager.desk import state
from packager.desk.listing import NAME, is_tidied
from packager.errors import PackagerError
from packager.known import is_whole as is_known_whole
from packager.locks import EDITION, is_held
from packager.store import PART, Store, seal_of, sealed, sweep_below
from packager.translation.kept import answer
from packager.translation.memory import is_whole as is_memory_whole

FEEDS = "feeds"  # a store of its own in the store, for what was fetched
_FILE = re.compile(r"(?P<two>[0-9a-f]{2})/(?P<key>(?P=two)[0-9a-f]{14,126})\.(?P<ending>[a-z0-9]+)")
_STAGE = re.compile(r"[a-z][a-z-]*")
_SOUNDS = ("clips", "tempo", "sounds", "recordings")  # kept while an edition that stays is mixed from them
_BY_AGE = ("translation", "http", "memories", "known")  # kept while somebody used them within the time that days stay
_DAY = 86_400  # s


@dataclass(frozen=True, kw_only=True)
class StoredResult:
    """One result with all its files."""

    stage: str
    key: str
    files: tuple[Path, ...]  # by ending

    def file(self, ending: str) -> Path:
        """Its file with this ending, or where that would lie."""
        return self.files[0].with_name(f"{self.key}.{ending}")


@dataclass(frozen=True, kw_only=True)
class Damaged:
    """A result that is not as it was kept, or a file that is none."""

    path: Path
    why: str
    removed: bool = False


def stored(root: Path) -> Iterator[StoredResult | Path]:
    """Every result of a store, by stage and key; a file that has no result's name comes as it is."""
    for base in (root, root / FEEDS):
        for stage in sorted(path for path in base.glob("*") if _STAGE.fullmatch(path.name) and not path.is_symlink()):
            results: dict[str, list[Path]] = {}
            for path in sorted(stage.glob("[0-9a-f][0-9a-f]/*")):
                if match := _FILE.fullmatch(path.relative_to(stage).as_posix()):
                    results.setdefault(match["key"], []).append(path)
                elif not path.name.startswith(PART):
                    yield path
            for key, files in results.items():
                yield StoredResult(stage=stage.name, key=key, files=tuple(files))


def check_store(store: Store, *, remove: bool) -> tuple[int, tuple[Damaged, ...]]:
    """How many results there are, and those that are not whole; `remove` takes these away, to be made again.

    Raises PackagerError where they cannot be removed.
    """
    count, found = 0, []
    for result in stored(store.root):
        if isinstance(result, Path):
            found.append(Damaged(path=result, why="is no result of this program's; see to it yourself"))
            continue
        count += 1
        if why := _fault(result):
            found.append(Damaged(path=result.files[0], why=why, removed=remove))
            if remove:
                _removed(result)
    return count, tuple(found)


def _fault(result: StoredResult) -> str:
    """What is wrong with a result; "" nothing. Of stages without a digest nothing can be said."""
    look = _LOOKS.get(result.stage)
    try:
        return look(result) if look else ""
    except OSError as error:
        return f"cannot be read ({error.strerror})"


def _sound(result: StoredResult) -> str:
    sound = result.file("wav")
    if seal_of(sound) not in result.files:
        return ""  # a lock alone, the mark that a recording aired, or a sound that a killed run had not finished
    if not sound.is_file():
        return "its sound is missing"
    return "" if sealed(sound) is not None else "its sound is not as it was kept, or is another's"


def _answer(result: StoredResult) -> str:
    whole = False
    with suppress(UnicodeDecodeError):
        whole = answer(result.key, result.file("txt").read_bytes()) is not None
    return "" if whole else "this answer is not as it was kept, or is another's"


def _fetched(result: StoredResult) -> str:
    body, meta = result.file("body"), result.file("json")
    if meta not in result.files:
        return ""  # a killed run had not finished it
    if not body.is_file():
        return "its page is missing"
    return "" if cache.is_whole(result.key, body.read_bytes(), meta.read_bytes()) else "this page is not as it was kept"


def _memory(result: StoredResult) -> str:
    return "" if is_memory_whole(result.file("sqlite")) else "this memory is damaged"


def _found_out(result: StoredResult) -> str:
    return "" if is_known_whole(result.file("json")) else "what was found out is not as it was kept"


_LOOKS: Mapping[str, Callable[[StoredResult], str]] = {
    **dict.fromkeys(_SOUNDS, _sound),
    "translation": _answer,
    "http": _fetched,
    "memories": _memory,
    "known": _found_out,
}


def clear_store(output: Path, days: int, *, dry_run: bool = False) -> Iterator[Tidied]:
    """Clear what no edition that stays is made from and nobody used for so many days. Raises PackagerError."""
    store = Store(output / STORE)
    if not store.root.is_dir():
        return
    if busy := _at_work(output):
        yield Tidied(folder=store.root, kept=f"{busy} is being made: it is cleared when nothing is")
        return
    sweep_below(store.root)
    before = time.time() - days * _DAY
    needed, silent = _needed(output)
    stages = _BY_AGE if silent else (*_SOUNDS, *_BY_AGE)
    why = f"{silent} does not say what it is made of: its sounds and all others stay until it is built again"
    done = Tidied(folder=store.root, kept=why if silent else "")
    for result in stored(store.root):
        if isinstance(result, Path) or result.stage not in stages:
            continue
        name = f"{result.stage}/{result.key[:2]}/{result.key}.wav"
        told = [path.stat() for path in result.files]
        if name in needed or any(one.st_mtime >= before for one in told) or result.file("used") in result.files:
            continue
        names = tuple(path.relative_to(store.root).as_posix() for path in result.files)
        done = replace(done, freed=done.freed + sum(one.st_size for one in told), files=(*done.files, *names))
        if not dry_run:
            _removed(result)
    if done.files or done.kept:
        yield done


def _at_work(output: Path) -> str:
    """An edition, or an archive, that somebody is making now; "" none."""
    for lock in (*_below(output, EDITION), *output.glob(".archives/*/.lock")):
        if is_held(lock):
            return str(lock.parent.relative_to(output))
    return ""


def _needed(output: Path) -> tuple[set[str], str]:
    """What the editions that stay are mixed from; and one of them that does not say so, "" where all do."""
    needed: set[str] = set()
    for manifest in _below(output, NAME):
        folder = manifest.parent
        if is_tidied(manifest) or any(folder.glob("done-*.json")):  # its sound is cleared away, or archived
            continue
        known = state.load(folder)
        if known is None or known.sounds is None:
            return set(), str(folder)
        needed |= {*known.sounds}
    return needed, ""


def _below(output: Path, name: str) -> list[Path]:
    return sorted(path for path in output.rglob(name) if STORE not in path.relative_to(output).parts)


def _removed(result: StoredResult) -> None:
    try:
        for path in result.files:
            path.unlink(missing_ok=True)
        with suppress(OSError):  # others lie there
            result.files[0].parent.rmdir()
    except OSError as error:
        raise PackagerError(f"{result.files[0]}: cannot be cleared away ({error.strerror})") from error
