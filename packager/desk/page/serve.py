"""The page's server: on this machine alone unless somebody names another address."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass

from packager.desk.page.app import page
from packager.desk.page.gate import OPEN, Gate
from packager.desk.page.room import Room
from packager.errors import InputError

PORT = 8420  # where nobody asks for another: a page that is opened again finds what its browser kept
LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True, kw_only=True)
class PageAddress:
    """Where the page is to be had."""

    address: str = "127.0.0.1"
    port: int | None = None  # None: PORT, or any that is free


def serve(room: Room, place: PageAddress, *, by: str, language: str, opened: Callable[[str], None]) -> None:
    """Serve the page until it is stopped; `opened` is told the link. Raises InputError where it cannot be."""
    import uvicorn

    hosts = LOOPBACK if ipaddress.ip_address(_address(place.address)).is_loopback else (place.address,)
    room.look()  # where there is nothing to show, that is told here, and not to a browser
    with _listening(place) as listening:
        gate = Gate(hosts=frozenset((*hosts, place.address)), port=listening.getsockname()[1], by=by, language=language)
        config = uvicorn.Config(
            page(room, gate),
            lifespan="off",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
        )
        opened(f"http://{place.address}:{gate.port}{OPEN}{gate.token}")
        uvicorn.Server(config).run(sockets=[listening])


def _address(text: str) -> str:
    """The address, if it is one of this machine's and not all of them. Raises InputError."""
    try:
        if not ipaddress.ip_address(text).is_unspecified:
            return text
    except ValueError:
        pass
    hint = "name one address of this machine, as 192.168.1.20: the page answers under that name alone"
    raise InputError(f"'{text}' is no address to listen on", where="--listen", hint=hint)


def _listening(place: PageAddress) -> socket.socket:
    """An open socket. Raises InputError where the port is taken."""
    wanted = (PORT, 0) if place.port is None else (place.port,)
    for port in wanted:
        found = socket.socket(socket.AF_INET6 if ":" in place.address else socket.AF_INET, socket.SOCK_STREAM)
        try:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind((place.address, port))
            found.listen(64)
        except (OSError, OverflowError) as error:
            found.close()
            if port == wanted[-1]:
                why = getattr(error, "strerror", None) or str(error)
                raise InputError(
                    f"cannot listen ({why})", where=f"{place.address}:{port}", hint="choose another --port"
                ) from error
        else:
            return found
    raise AssertionError("one of the ports is the last")
