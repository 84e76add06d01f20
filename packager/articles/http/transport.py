"""Connections that are made to a checked address and to no other.

Asking a resolver first and connecting by name afterwards would leave the name's owner free to
answer differently the second time. Here the address that was checked is the one connected to;
the name goes on being the Host header and what the certificate is checked against.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import httpcore
import httpx  # noqa: TID253 - this module itself is imported when the first fetch begins

from packager.articles.http.addresses import Guard
from packager.network import SECONDS, in_figures

Options = Iterable[httpcore.SOCKET_OPTION]


class _Backend(httpcore.SyncBackend):
    """Opens sockets to addresses that the guard has chosen."""

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self.guard = guard

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Options | None = None,
    ) -> httpcore.NetworkStream:
        address = self.guard.address(host, port)
        if in_figures(host):  # no name server has answered, so nothing says yet that there is a line at all
            timeout = min(timeout or SECONDS, SECONDS)
        return super().connect_tcp(address, port, timeout, local_address, socket_options)


class _Stream(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self.stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self.stream

    def close(self) -> None:
        if hasattr(self.stream, "close"):
            self.stream.close()


class Guarded(httpx.BaseTransport):
    """httpx's requests over httpcore's connections, each to an address that the guard allows."""

    def __init__(self, guard: Guard) -> None:
        self.pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=_Backend(guard), max_connections=16
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request. Raises httpcore's errors, and InputError for an address that is not allowed."""
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        answer = self.pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=target,
                headers=request.headers.raw,
                content=cast("Iterable[bytes]", request.stream),
                extensions=request.extensions,
            )
        )
        stream = _Stream(cast("Iterable[bytes]", answer.stream))
        return httpx.Response(answer.status, headers=answer.headers, stream=stream, extensions=answer.extensions)

    def close(self) -> None:
        """End every connection."""
        self.pool.close()


def client(guard: Guard, *, seconds: float, agent: str) -> httpx.Client:
    """A client whose every wait ends after `seconds`; it follows no redirect by itself and uses no proxy."""
    return httpx.Client(
        transport=Guarded(guard),
        timeout=seconds,
        follow_redirects=False,
        trust_env=False,
        headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
    )
