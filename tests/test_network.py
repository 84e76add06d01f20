"""Whether there is a line: told quickly, and never of what is there."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from packager.network import look_up, no_line


@pytest.fixture
def door() -> Iterator[int]:
    """A port of this machine at which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "wss_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_this_machine_is_always_there(door: int) -> None:
    for url in (f"http://127.0.0.1:{door}/v1", "http://localhost:9", "http://[::1]:9", "ws://127.0.0.1:9"):
        assert no_line(url) == ""


def test_a_name_that_nobody_has() -> None:
    assert no_line("https://feeds.invalid/rss") in (
        "the name feeds.invalid cannot be looked up",
        "no name server answers within 1.2 s",
    )
    assert "cannot be looked up" in no_line("https://" + "a" * 70 + ".example/")


def test_what_is_no_address_is_the_clients_to_tell() -> None:
    assert no_line("http://[broken") == ""
    assert no_line("http://host:port/") == ""
    assert no_line("") == ""


def test_a_proxy_is_asked_in_place_of_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:3128")
    assert no_line("https://feeds.invalid/rss") == ""
    assert no_line("wss://feeds.invalid/rss") != ""  # it has a variable of its own
    monkeypatch.setenv("no_proxy", "feeds.invalid")
    assert no_line("https://feeds.invalid/rss") != ""
    monkeypatch.setenv("https_proxy", "a" * 70 + ".invalid:3128")
    assert "the name aaaa" in no_line("https://other.invalid/rss")


def test_a_name_is_looked_up_as_it_stands() -> None:
    assert "127.0.0.1" in look_up("localhost", 80)
    with pytest.raises(OSError, match=r"name|Name|answers"):
        look_up("feeds.invalid", 80)
