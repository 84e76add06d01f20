"""Fetching as a guest: only public addresses, only what was asked for, and one line for every failure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from packager.articles.feeds.sources import Terms
from packager.articles.http.addresses import Guard, canonical, networks, shown
from packager.articles.http.fetch import Fetcher
from packager.errors import InputError
from tests.support.articles_server import NOW, Answer, Clock, Site, bomb, serve, terms


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("127.8.9.10", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:169.254.169.254", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2001:db8::1", False),
    ],
)
def test_only_public_addresses_are_asked(address: str, *, allowed: bool) -> None:
    assert Guard().allows(address) is allowed


def test_a_station_may_allow_its_own_network() -> None:
    guard = Guard(("10.1.0.0/16",))
    assert guard.allows("10.1.2.3")
    assert not guard.allows("10.2.2.3")
    with pytest.raises(InputError, match=r"'10\.1' is no network"):
        networks(["10.1"])


def test_a_name_is_looked_up_once_and_that_address_is_asked(site: Site, tmp_path: Path) -> None:
    """A second look-up could give another address than the one that was checked (DNS rebinding)."""
    answers = itertools.chain([["127.0.0.1"]], itertools.repeat(["127.0.0.2"]))
    looked_up: list[str] = []

    def resolver(host: str, port: int) -> list[str]:  # noqa: ARG001 - a resolver's signature
        looked_up.append(host)
        return next(answers)

    port = site.url.rpartition(":")[2]
    site.paths["/a"] = Answer(body=b"text", kind="text/plain")
    with Fetcher(terms(tmp_path), resolver=resolver) as fetcher:
        assert fetcher.get(f"http://news.example:{port}/a").body == b"text"
    assert looked_up == ["news.example"]
    assert site.hosts == [f"news.example:{port}"]


def test_a_name_with_a_private_address_is_not_asked(tmp_path: Path) -> None:
    with serve("127.0.0.2") as private, Fetcher(terms(tmp_path), resolver=lambda *_: ["127.0.0.2"]) as fetcher:
        url = f"http://news.example:{private.url.rpartition(':')[2]}/"
        with pytest.raises(
            InputError, match=r"^news\.example: its address 127\.0\.0\.2 is private; add 127\.0\.0\.2/32"
        ):
            fetcher.get(url)
        assert not private.asked


def test_a_public_address_beside_a_private_one_is_the_one_asked() -> None:
    guard = Guard(resolve=lambda *_: ["10.0.0.1", "93.184.215.14"])
    assert guard.address("news.example", 443) == "93.184.215.14"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://x",
        "data:text/html,x",
        "//x/y",
        "",
        "http://",
        "http://[x",
    ],
)
def test_nothing_but_http(tmp_path: Path, url: str) -> None:
    with Fetcher(terms(tmp_path)) as fetcher, pytest.raises(InputError, match="address"):
        fetcher.get(url)


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://[x", "javascript:alert(1)", ""])
def test_a_redirect_to_what_is_no_page(site: Site, tmp_path: Path, location: str) -> None:
    site.paths["/a"] = Answer(status=302, headers={"Location": location} if location else {})
    with Fetcher(terms(tmp_path)) as fetcher, pytest.raises(InputError, match=r"address|HTTP 302"):
        fetcher.get(f"{site.url}/a")


@pytest.mark.parametrize("way", ["http://127.0.0.2:{port}/", "//127.0.0.2:{port}/", "http://2130706434:{port}/"])
def test_a_redirect_does_not_lead_into_the_house(site: Site, tmp_path: Path, way: str) -> None:
    with serve("127.0.0.2") as private, Fetcher(terms(tmp_path)) as fetcher:
        location = way.format(port=private.url.rpartition(":")[2])
        site.paths["/a"] = Answer(status=302, headers={"Location": location})
        with pytest.raises(InputError, match=r"127\.0\.0\.2 is private"):
            fetcher.get(f"{site.url}/a")
        assert not private.asked


def test_a_server_that_drips_is_given_up(site: Site, tmp_path: Path) -> None:
    """Each piece comes in time, and the whole would take for ever: the clock goes on a second a look."""
    seconds = itertools.count()
    patient = Terms(cache=tmp_path, now=NOW, allow_private=("127.0.0.1/32",), clock=lambda: float(next(seconds)))
    site.paths["/drip"] = Answer(endless=b"x" * 40_000, times=110)
    with Fetcher(patient) as fetcher, pytest.raises(InputError, match="took more than 60 s"):
        fetcher.get(f"{site.url}/drip")


def test_a_compressed_page_is_read_and_a_torn_one_is_not(site: Site, tmp_path: Path) -> None:
    body = bomb(1)
    site.paths["/whole"] = Answer(body=body, headers={"Content-Encoding": "gzip"})
    site.paths["/torn"] = Answer(body=body[:-20], headers={"Content-Encoding": "gzip"})
    site.paths["/false"] = Answer(body=b"not compressed at all", headers={"Content-Encoding": "gzip"})
    with Fetcher(terms(tmp_path)) as fetcher:
        assert len(fetcher.get(f"{site.url}/whole").body) == 1_000_000
        for path in ("/torn", "/false"):
            with pytest.raises(InputError, match="broke off or is damaged"):
                fetcher.get(site.url + path)


def test_hosts_are_not_made_to_wait_for_each_other(tmp_path: Path) -> None:
    clock = Clock()
    with serve() as one, serve() as two, Fetcher(terms(tmp_path, clock)) as fetcher:
        one.paths["/a"] = two.paths["/a"] = Answer(body=b"text")
        found = fetcher.get_all([f"{one.url}/a", f"{two.url}/a", f"{one.url}/a"])
    assert len(found) == 2
    assert clock.pauses == []


def test_a_damaged_copy_is_fetched_again(site: Site, tmp_path: Path) -> None:
    site.paths["/a"] = Answer(body=b"text", etag='"1"')
    with Fetcher(terms(tmp_path)) as fetcher:
        fetcher.get(f"{site.url}/a")
    for file in tmp_path.rglob("*.body"):
        file.write_bytes(b"te")
    with Fetcher(terms(tmp_path)) as fetcher:
        assert fetcher.get(f"{site.url}/a").body == b"text"
    for file in tmp_path.rglob("*.json"):
        file.write_bytes(b"{")
    with Fetcher(terms(tmp_path)) as fetcher:
        assert fetcher.get(f"{site.url}/a").body == b"text"
    assert site.statuses["/a", 200] == 3


def test_names_passwords_and_keys_are_in_no_message() -> None:
    assert shown("https://me:secret@example.org:8443/feed?key=abc#x") == "https://example.org:8443/feed"
    assert shown("http://[::1]:80/") == "http://[::1]:80/"
    assert shown("http://[x") == "an address that cannot be read"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.example.org/a", "https://example.org/a/", True),
        ("https://example.org/a?utm_source=x&fbclid=1", "https://example.org/a#top", True),
        ("https://m.example.org/a", "https://example.org/a", True),
        ("https://example.org/a/amp", "https://example.org/a", True),
        ("https://example.org/?p=1", "https://example.org/?p=2", False),
        ("https://example.org/a?b=1&a=2", "https://example.org/a?a=2&b=1", True),
        ("https://example.org/A", "https://example.org/a", False),
        ("https://example.org:8080/a", "https://example.org/a", False),
        ("https://www.org/a", "https://org/a", False),
    ],
)
def test_one_page_under_two_addresses(one: str, other: str, *, same: bool) -> None:
    assert (canonical(one) == canonical(other)) is same
    assert canonical(one)
