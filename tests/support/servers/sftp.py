"""A real SSH server with SFTP on loopback, over one folder; it knows one user with a password or a key."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import paramiko
from paramiko import SFTPAttributes, SFTPHandle, SFTPServer, SFTPServerInterface
from paramiko.common import AUTH_FAILED, AUTH_SUCCESSFUL, OPEN_SUCCEEDED
from paramiko.sftp import SFTP_OK

USER, PASSWORD = "radio", "quiet-word"  # of this server alone


@dataclass(frozen=True, kw_only=True)
class Sftp:
    """Where the server is, and whom it lets in."""

    port: int
    host_key: paramiko.PKey
    user_key: paramiko.PKey
    folder: Path

    @property
    def address(self) -> str:
        return f"sftp://{USER}@127.0.0.1:{self.port}/drop"

    def known_hosts(self, path: Path, key: paramiko.PKey | None = None) -> Path:
        """A known_hosts file with the server's key, or with another."""
        told = key or self.host_key
        path.write_text(f"[127.0.0.1]:{self.port} {told.get_name()} {told.get_base64()}\n", encoding="ascii")
        return path


@contextmanager
def serving(folder: Path) -> Iterator[Sftp]:
    """A server over a folder, which is its root."""
    listening = socket.create_server(("127.0.0.1", 0))
    keys = [paramiko.ECDSAKey.generate() for _ in range(2)]
    told = Sftp(port=listening.getsockname()[1], host_key=keys[0], user_key=keys[1], folder=folder)
    open_: list[paramiko.Transport] = []
    thread = threading.Thread(target=_serve, args=(listening, told, open_), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
        for transport in open_:
            transport.close()


def _serve(listening: socket.socket, told: Sftp, open_: list[paramiko.Transport]) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            transport = paramiko.Transport(connection)
            transport.add_server_key(told.host_key)
            transport.set_subsystem_handler("sftp", SFTPServer, _Files, told.folder)
            open_.append(transport)
            with suppress(paramiko.SSHException, EOFError):  # a client that does not know the key hangs up
                transport.start_server(server=_Door(told))


class _Door(paramiko.ServerInterface):
    def __init__(self, told: Sftp) -> None:
        self.told = told

    def check_auth_password(self, username: str, password: str) -> int:
        return AUTH_SUCCESSFUL if (username, password) == (USER, PASSWORD) else AUTH_FAILED

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        fine = username == USER and key.asbytes() == self.told.user_key.asbytes()
        return AUTH_SUCCESSFUL if fine else AUTH_FAILED

    def get_allowed_auths(self, _username: str) -> str:
        return "password,publickey"

    def check_channel_request(self, _kind: str, _chanid: int) -> int:
        return OPEN_SUCCEEDED


class _Files(SFTPServerInterface):
    def __init__(self, server: Any, folder: Path, *_: object) -> None:
        super().__init__(server)
        self.root = folder

    def _at(self, path: str) -> Path:
        return self.root / self.canonicalize(path).lstrip("/")

    def list_folder(self, path: str) -> Any:
        try:
            return [SFTPAttributes.from_stat(one.lstat(), one.name) for one in sorted(self._at(path).iterdir())]
        except OSError as error:
            return SFTPServer.convert_errno(error.errno or 0)

    def stat(self, path: str) -> Any:
        return self._done(lambda: SFTPAttributes.from_stat(self._at(path).stat()))

    def lstat(self, path: str) -> Any:
        return self._done(lambda: SFTPAttributes.from_stat(self._at(path).lstat()))

    def open(self, path: str, flags: int, _attributes: Any) -> Any:
        def opened() -> SFTPHandle:
            mode = "wb" if flags & os.O_WRONLY else "rb"
            file = os.fdopen(os.open(self._at(path), flags, 0o644), mode)
            handle = SFTPHandle(flags)
            handle.readfile = handle.writefile = file  # type: ignore[attr-defined]
            return handle

        return self._done(opened)

    def remove(self, path: str) -> Any:
        return self._done(lambda: self._at(path).unlink())

    def posix_rename(self, oldpath: str, newpath: str) -> Any:
        return self._done(lambda: self._at(oldpath).replace(self._at(newpath)))

    def _done(self, work: Any) -> Any:
        try:
            made = work()
        except OSError as error:
            return SFTPServer.convert_errno(error.errno or 0)
        return made if isinstance(made, SFTPAttributes | SFTPHandle) else SFTP_OK
