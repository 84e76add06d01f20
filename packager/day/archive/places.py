"""Where an archive's results go: a folder, or object storage by its address. What is committed there is whole.

A story lies in STORY/LANGUAGE. Its last file is its commit, whose name tells what it was made from, so that one listing
tells all that is done; it holds the digests of the others. Object storage knows no renaming: there a story that has no
commit is nothing yet, and here it is a story that is being made.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from packager.day.archive.orders import Order
from packager.desk.listing import NAME as MANIFEST
from packager.desk.state import NAME as STATE
from packager.errors import InputError, PackagerError
from packager.store import PART, file_digest, make_folder, write_whole

_COMMIT = re.compile(r"(?:.*/)?(?P<name>[a-z0-9-]+/[a-z]+)/done-(?P<of>[0-9a-f]{16})\.json")
_NOT_OURS = (".lock", ".saving")  # how names end of what lives only while something runs
SUMS = "SHA256SUMS"  # as the command sha256sum checks it
REPORT = "report.json"


class Place(Protocol):
    """A folder or a bucket."""

    def done(self) -> Mapping[str, str]:
        """Order name → the first letters of the `of` that was committed; of one that an editor changed since, ""."""

    def is_done(self, order: Order) -> bool:
        """Whether just this is committed, and nobody changed it since."""

    def folder(self, order: Order) -> Path:
        """Where a story is made: with what there was of it before."""

    def commit(self, order: Order, folder: Path, about: Mapping[str, object]) -> None:
        """Put a finished story there, its commit last. Raises PackagerError."""

    def commits(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """(order name, what its commit holds) of all that is done."""

    def put(self, name: str, data: bytes) -> None:
        """A file of the archive as a whole. Raises PackagerError."""


def place_of(told: str, scratch: Path) -> Place:
    """The place that a path or an address names; `scratch` is a folder for what is on its way to an address.

    Raises InputError for an address that cannot be reached, or whose library is not installed.
    """
    if "://" not in told:
        return LocalPlace(Path(told))
    try:
        import fsspec

        files, root = fsspec.core.url_to_fs(told)
        return RemotePlace(files=files, root=str(root).rstrip("/"), scratch=scratch)
    except ImportError as error:
        hint = "pip install 'packager[distributed]', and for S3 or Google's storage: s3fs, gcsfs"
        raise InputError(f"cannot be reached ({error})", where=told, hint=hint) from error
    except (ValueError, OSError) as error:
        raise InputError(f"is no address of a storage ({error})", where=told, hint="as s3://bucket/folder") from error


def _about(order: Order, files: Mapping[str, str], about: Mapping[str, object]) -> bytes:
    told = {"story": order.story, "language": order.language, "of": order.of, **about, "files": dict(files)}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _name(order: Order) -> str:
    return f"done-{order.of[:16]}.json"


def _digests(folder: Path) -> dict[str, str]:
    """Every file of a story but commits and what is on its way: name below its folder → hex SHA-256."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {
        str(path.relative_to(folder)): file_digest(path)
        for path in paths
        if not path.name.startswith((PART, "done-")) and not path.name.endswith(_NOT_OURS)
    }


@dataclass(frozen=True)
class LocalPlace:
    """A folder on this machine, or on a disk that all workers see under one path: stories are made right there."""

    root: Path

    def done(self) -> Mapping[str, str]:
        """See Place."""
        return {
            name: "" if self._edited(name, about) else str(about.get("of", ""))[:16] for name, about in self.commits()
        }

    def _edited(self, name: str, about: Mapping[str, Any]) -> bool:
        """Whether somebody changed a manifest since it was committed: then the story is made anew from it."""
        manifest = self.root / name / MANIFEST
        told = about.get("files", {}).get(MANIFEST)
        return not manifest.is_file() or file_digest(manifest) != told

    def is_done(self, order: Order) -> bool:
        """See Place."""
        found = (about for name, about in self._commits(f"{order.name}/{_name(order)}") if name == order.name)
        return any(not self._edited(order.name, about) for about in found)

    def folder(self, order: Order) -> Path:
        """See Place."""
        return self.root / order.story / order.language

    def commit(self, order: Order, folder: Path, about: Mapping[str, object]) -> None:
        """See Place."""
        write_whole(folder / _name(order), _about(order, _digests(folder), about))
        for old in folder.glob("done-*.json"):
            if old.name != _name(order):
                old.unlink()

    def commits(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """See Place."""
        return self._commits("*/*/done-*.json")

    def _commits(self, names: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for path in sorted(self.root.glob(names)):
            if match := _COMMIT.fullmatch(path.as_posix()):
                try:
                    yield match["name"], json.loads(path.read_bytes())
                except (ValueError, RecursionError):
                    continue  # a disk that lost it: the story is made again

    def put(self, name: str, data: bytes) -> None:
        """See Place."""
        write_whole(self.root / name, data)


@dataclass(frozen=True)
class RemotePlace:
    """Object storage through fsspec: stories are made in a scratch folder and sent, the commit last."""

    files: Any  # fsspec.AbstractFileSystem
    root: str
    scratch: Path

    def done(self) -> Mapping[str, str]:
        """See Place. What editors change in a bucket is not looked for."""
        return {match["name"]: match["of"] for match in self._listed()}

    def _listed(self) -> list[re.Match[str]]:
        try:
            paths = self.files.find(self.root)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise PackagerError(f"{self.root}: cannot be listed ({error})") from error
        return [match for path in sorted(paths) if (match := _COMMIT.fullmatch(path))]

    def is_done(self, order: Order) -> bool:
        """See Place."""
        return bool(self.files.exists(f"{self.root}/{order.name}/{_name(order)}"))

    def folder(self, order: Order) -> Path:
        """See Place. The manifest that lies in the bucket comes along: an editor's words in it are kept."""
        folder = self.scratch / order.story / order.language
        make_folder(folder)
        for name in (MANIFEST, STATE):
            there = f"{self.root}/{order.name}/{name}"
            if not (folder / name).is_file() and self.files.exists(there):
                write_whole(folder / name, self.files.cat_file(there))
        return folder

    def commit(self, order: Order, folder: Path, about: Mapping[str, object]) -> None:
        """See Place."""
        there, sums = f"{self.root}/{order.name}", _digests(folder)
        try:
            old = [path for path in self._ours(there) if not path.endswith(_name(order))]
            for name in sums:
                target = f"{there}/{name}"
                self.files.makedirs(target.rpartition("/")[0], exist_ok=True)
                self.files.put_file(str(folder / name), target)
            self.files.pipe_file(f"{there}/{_name(order)}", _about(order, sums, about))
            for path in old:
                self.files.rm_file(path)
        except OSError as error:
            raise PackagerError(f"{there}: cannot be written ({error})") from error
        shutil.rmtree(folder, ignore_errors=True)

    def _ours(self, there: str) -> list[str]:
        try:
            return [path for path in self.files.find(there) if _COMMIT.fullmatch(path)]
        except FileNotFoundError:
            return []

    def commits(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """See Place."""
        for match in self._listed():
            yield match["name"], json.loads(self.files.cat_file(match[0]))

    def put(self, name: str, data: bytes) -> None:
        """See Place."""
        try:
            self.files.makedirs(self.root, exist_ok=True)
            self.files.pipe_file(f"{self.root}/{name}", data)
        except OSError as error:
            raise PackagerError(f"{self.root}/{name}: cannot be written ({error})") from error
