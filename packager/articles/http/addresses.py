"""Which addresses may be asked, and what to call them in a message."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from packager.errors import InputError
from packager.network import look_up

Resolve = Callable[[str, int], list[str]]  # host and port → addresses
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
# Parameters that tell where a reader came from and not what is read.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|cmpid|ocid|smid|ns_\w+|at_\w+|ref|referrer|rss|ftag|sh)", re.IGNORECASE
)


class DownError(InputError):
    """A host fails for now: an earlier copy of what it gave may do."""


def resolve(host: str, port: int) -> list[str]:
    """The host's addresses. Raises OSError, also where no name server answers."""
    return look_up(host, port)


@dataclass(frozen=True)
class Guard:
    """Chooses the address that a connection is then made to, so that no second look-up can change it."""

    allow: tuple[str, ...] = ()  # networks allowed beside public ones
    resolve: Resolve = resolve

    def address(self, host: str, port: int) -> str:
        """The first allowed address of a host. Raises InputError for none, DownError where it has none."""
        try:
            addresses = [str(ipaddress.ip_address(host.strip("[]")))]
        except ValueError:
            addresses = self._look_up(host, port)
        allowed = [address for address in addresses if self.allows(address)]
        if not allowed:
            hint = f"add {_network(addresses[0])} to the station's allowed networks if it is yours"
            raise InputError(f"its address {addresses[0]} is private", where=host, hint=hint)
        return allowed[0]

    def allows(self, address: str) -> bool:
        """Whether an address is public, or in a network that the station allows."""
        found = _inner(ipaddress.ip_address(address.partition("%")[0]))
        if any(found in ipaddress.ip_network(network) for network in self.allow):
            return True
        return found.is_global and not found.is_multicast and not found.is_reserved

    def _look_up(self, host: str, port: int) -> list[str]:
        try:
            addresses = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise _nameless(host) from error
        if not addresses:
            raise _nameless(host)
        return addresses


def _nameless(host: str) -> DownError:
    return DownError("its name has no address", where=host, hint="check the address and the network")


def _inner(address: _Address) -> _Address:
    """The IPv4 address inside an IPv6 one that is a way of writing it."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _network(address: str) -> str:
    return f"{address}/{32 if ':' not in address else 128}"


def shown(url: str) -> str:
    """An address as messages say it: no name, password, query or fragment, where keys may hide."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "an address that cannot be read"
    return urlunsplit((parts.scheme, f"[{host}]{port}" if ":" in host else host + port, parts.path, "", ""))


def canonical(url: str) -> str:
    """One form for the addresses under which one page goes; '' for what is no web address.

    >>> canonical("http://www.Example.org:80/a/?utm_source=rss&id=7#top")
    'example.org/a?id=7'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    host = re.sub(r"^(?:www|m|amp|mobile)\.(?=.*\.)", "", host)
    place = f"{host}:{port}" if port not in (None, 80, 443) else host
    path = re.sub(r"/(?:amp|index\.html?)?$", "", parts.path)
    query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])))
    return place + path + (f"?{query}" if query else "")


def networks(given: Sequence[str]) -> tuple[str, ...]:
    """The networks, checked. Raises InputError for what is none."""
    for text in given:
        try:
            ipaddress.ip_network(text)
        except ValueError as error:
            raise InputError(f"'{text}' is no network", hint="write it as 10.1.0.0/16 or 192.168.7.4/32") from error
    return tuple(given)
