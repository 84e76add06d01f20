"""A server on loopback that says these bytes to whoever asks, and hangs up."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def answering(data: bytes) -> Iterator[str]:
    """Its address, for as long as the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_serve, args=(server, data), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)


def _serve(server: socket.socket, data: bytes) -> None:
    with contextlib.suppress(OSError):
        while True:
            caller, _ = server.accept()
            with caller, contextlib.suppress(OSError):
                caller.settimeout(2)
                caller.recv(65536)
                caller.sendall(data)
