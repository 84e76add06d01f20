"""Whether there is a line at all, found out before anything waits for it.

A name server that never answers holds a look-up for 10 s and more (resolv.conf(5): 5 s, twice, for each
server), whatever time-out a client sets on its connection. Here a look-up ends when its time is over.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from urllib.parse import urlsplit

SECONDS = 1.2  # a TCP SYN that was lost is sent again after 1 s (RFC 6298, 2.1): one loss is forgiven
_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}


def no_line(url: str, seconds: float = SECONDS) -> str:
    """What keeps an address from being reached, in a few words; '' where nothing is known to.

    Nothing is sent but the question to the name server and, to an address in figures, an empty connection.
    A proxy in the environment is asked about in place of the address. Takes `seconds` at most.
    """
    host, port = _first_hop(url)
    if not host or _loopback(host):
        return ""
    try:
        if in_figures(host):
            return _silent(host, port, seconds)
        return _no_route(look_up(host, port, seconds), port)
    except TimeoutError:
        return f"no name server answers within {seconds:.1f} s"
    except (OSError, UnicodeError):
        return f"the name {host} cannot be looked up"


def look_up(host: str, port: int, seconds: float = SECONDS) -> list[str]:
    """A host's addresses. Raises OSError, TimeoutError after `seconds`, UnicodeError for no name.

    A question that got no answer in half of that time is asked a second time: it may have been lost.
    """
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()
    for _ in range(2):
        threading.Thread(target=_ask, args=(host, port, answers), daemon=True).start()  # it cannot be broken off
        try:
            got = answers.get(timeout=seconds / 2)
        except queue.Empty:
            continue
        if isinstance(got, Exception):
            raise got
        return got
    raise TimeoutError(f"no name server answers within {seconds:.1f} s")


def _ask(host: str, port: int, answers: queue.SimpleQueue[list[str] | Exception]) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        answers.put(list(dict.fromkeys(str(item[4][0]) for item in found)))
    except (OSError, UnicodeError) as error:
        answers.put(error)


def _first_hop(url: str) -> tuple[str, int]:
    """The host and port that a client would connect to: the proxy's where one is set for the address."""
    from urllib.request import getproxies, proxy_bypass

    try:
        parts = urlsplit(url)
        host, scheme = parts.hostname or "", parts.scheme
        proxy = "" if not host or _loopback(host) or proxy_bypass(host) else getproxies().get(scheme, "")
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}") if proxy else parts
        return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 443)
    except ValueError:
        return "", 0  # the client has its own words for what is no address


def in_figures(host: str) -> bool:
    """Whether a host is an address already, and no name."""
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def _loopback(host: str) -> bool:
    return host == "localhost" or (in_figures(host) and ipaddress.ip_address(host).is_loopback)


def _no_route(addresses: list[str], port: int) -> str:
    """Whether no route leads to any of the addresses; connecting a datagram socket sends nothing."""
    for address in addresses:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as one:
                one.connect((address, port))
        except OSError:
            continue
        return ""
    return "no network leads there"


def _silent(host: str, port: int, seconds: float) -> str:
    """Whether nothing comes back from an address; a refusal is an answer, and the client's to tell."""
    unreached = _no_route([host], port)
    if unreached:
        return unreached
    try:
        socket.create_connection((host, port), seconds).close()
    except TimeoutError:
        return f"nothing answers within {seconds:.1f} s"
    except OSError:
        return ""
    return ""
