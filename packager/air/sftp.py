"""A folder on another machine, over SFTP.

A server's key is looked for in known_hosts and never learnt from the server itself: whoever stands between could give
any. What is half there is called as it is in a folder of this machine, and renamed over the old file in one step.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from packager.air.access import secret
from packager.air.places import Parcel, Seen
from packager.errors import EngineUnavailable, InputError, PackagerError
from packager.station.plans import Access
from packager.store import PART, is_left, part_name

if TYPE_CHECKING:
    from paramiko import SFTPClient, SSHClient

SECONDS = 20.0  # for a server to answer
BLOCK = 1 << 18  # bytes read at once


@dataclass
class SftpFolder:
    """A folder behind sftp://user@host:port/path; a path that begins with /~/ is below the account's own folder."""

    key: str  # its address
    access: Access
    _open: tuple[SSHClient, SFTPClient] | None = field(default=None, repr=False)

    @property
    def where(self) -> str:
        """Its address."""
        return self.key

    def reach(self) -> None:
        """Connect, and raise InputError where there is no such folder or the server is not known."""
        folder = self._path()
        with self._telling("cannot be reached"):
            told = self._client().stat(folder)
        if not stat.S_ISDIR(told.st_mode or 0):
            raise InputError("is no folder", where=self.key, hint="name the folder that the system watches")

    def mount(self) -> str:
        """What is mounted there is the server's own matter."""
        return ""

    def seen(self, name: str) -> Seen | None:
        """Size and time of change in s: SFTP tells no more."""
        try:
            with self._telling(name):
                told = self._client().lstat(self._path(name))
        except PackagerError:
            return None
        return told.st_size or 0, int(told.st_mtime or 0)

    def digest(self, name: str) -> str | None:
        """The digest of the file, which is read over the line."""
        with self._telling(f"{name} cannot be read"):
            try:
                told = self._client().lstat(self._path(name))
            except FileNotFoundError:
                return None
            if not stat.S_ISREG(told.st_mode or 0):
                return ""
            found = hashlib.sha256()
            with self._client().open(self._path(name), "rb") as file:
                file.prefetch(told.st_size)
                while block := file.read(BLOCK):
                    found.update(block)
        return found.hexdigest()

    def put(self, parcel: Parcel) -> Seen:
        """Send it under a name that no system takes, see that it is whole, rename it."""
        temporary = self._path(part_name())
        with self._telling(f"{parcel.name} cannot be written"):
            try:
                sent, size = self._send(parcel, temporary)
                if sent != parcel.digest:
                    raise InputError(
                        "was changed while it was published", where=str(parcel.content), hint="build again"
                    )
                if self._client().stat(temporary).st_size != size:
                    raise PackagerError(f"{self.key}: {parcel.name} did not arrive whole; publish again")
                self._client().posix_rename(temporary, self._path(parcel.name))
            except BaseException:
                with suppress(Exception):
                    self._client().remove(temporary)
                raise
        return self.seen(parcel.name) or ()

    def _send(self, parcel: Parcel, temporary: str) -> tuple[str, int]:
        """SHA-256 and length of what was sent."""
        found, size = hashlib.sha256(), 0
        with self._client().open(temporary, "wx") as there:
            there.set_pipelined(True)
            for block in _blocks(parcel.content):
                there.write(block)
                found.update(block)
                size += len(block)
        return found.hexdigest(), size

    def remove(self, name: str) -> None:
        """Take a file away."""
        with self._telling(f"{name} cannot be taken away"), suppress(FileNotFoundError):
            self._client().remove(self._path(name))

    def put_aside(self, name: str) -> bool:  # noqa: ARG002 - a place's signature
        """Nothing beside the folder is ours."""
        return False

    def sweep(self) -> None:
        """Clear what this machine's dead runs have left half-sent, and what is a day old."""
        with self._telling("cannot be read"):
            for told in self._client().listdir_attr(self._path()):
                if told.filename.startswith(PART) and is_left(told.filename, float(told.st_mtime or 0)):
                    with suppress(OSError):
                        self._client().remove(self._path(told.filename))

    def takes(self, name: str) -> bool:  # noqa: ARG002 - a place's signature
        """A folder takes all."""
        return True

    def close(self) -> None:
        """Hang up."""
        if self._open:
            for one in reversed(self._open):
                one.close()
            self._open = None

    def _path(self, name: str = "") -> str:
        folder = unquote(urlsplit(self.key).path) or "/"
        folder = folder.removeprefix("/~/") if folder.startswith("/~/") else folder
        return f"{folder.rstrip('/')}/{name}" if name else folder

    def _client(self) -> SFTPClient:
        if self._open is None:
            self._open = self._connected()
        return self._open[1]

    def _connected(self) -> tuple[SSHClient, SFTPClient]:
        try:
            import paramiko
        except ImportError as error:
            hint = "pip install 'packager[sftp]'"
            raise EngineUnavailable("the package 'paramiko' is not installed", where=self.key, hint=hint) from error
        parts = urlsplit(self.key)
        client = paramiko.SSHClient()
        known = self.access.known_hosts or Path("~/.ssh/known_hosts").expanduser()
        if known.is_file():
            client.load_host_keys(str(known))
        client.set_missing_host_key_policy(paramiko.RejectPolicy())
        named: dict[str, Any] = {}
        if self.access.key_file:
            named = {"key_filename": str(self.access.key_file), "look_for_keys": False, "allow_agent": False}
        elif password := secret(self.access, self.key):
            named = {"password": password, "look_for_keys": False, "allow_agent": False}
        with self._telling("cannot be reached"):
            client.connect(
                parts.hostname or "",
                port=parts.port or 22,
                username=unquote(parts.username or "") or None,
                timeout=SECONDS,
                banner_timeout=SECONDS,
                auth_timeout=SECONDS,
                **named,
            )
            files = client.open_sftp()
            files.get_channel().settimeout(SECONDS)  # type: ignore[union-attr]
            return client, files

    @contextmanager
    def _telling(self, what: str) -> Iterator[None]:
        """Turn what the library raises into a line. Raises InputError and PackagerError."""
        import paramiko

        known = str(self.access.known_hosts or "~/.ssh/known_hosts")
        try:
            yield
        except PackagerError:
            raise
        except FileNotFoundError as error:
            raise InputError("is not there", where=self.key, hint="make the folder, or mend the address") from error
        except paramiko.BadHostKeyException as error:
            told = f"shows another key than the one in {known}"
            raise InputError(told, where=self.key, hint="ask who runs it why, before anything is sent") from error
        except paramiko.AuthenticationException as error:
            hint = "mend the user, and key-file or key-env"
            raise InputError("does not let us in with this user and key", where=self.key, hint=hint) from error
        except (paramiko.SSHException, OSError, EOFError) as error:
            if "not found in known_hosts" in str(error):
                hint = f"get its key from who runs it, and add it to {known}"
                raise InputError(f"is not in {known}", where=self.key, hint=hint) from error
            why = getattr(error, "strerror", None) or str(error) or type(error).__name__
            self.close()
            raise PackagerError(f"{self.key}: {what} ({why}); publish again") from error


def _blocks(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
