"""A service's key goes to the service and nowhere else."""

from __future__ import annotations

import logging
import traceback
from typing import Any

import keyring
import keyring.backend
import pytest

from packager.engines.http.endpoint import Clock
from packager.engines.translate import libretranslate, openai_chat
from packager.errors import EngineError, EngineUnavailable, InputError
from tests.support.servers.scripted import FakeClock, Said, Server, chat, serving, translating

SECRET = "sk-neverShown0123456789"
FACTORIES = {"openai": openai_chat.translator, "libretranslate": libretranslate.translator}
ECHO = {"error": {"message": f"Incorrect API key provided: {SECRET}", "code": SECRET}}
SAYING_IT = [
    Said(status=401, data=ECHO),
    Said(status=403, data={"error": f"bad key {SECRET}"}),
    Said(status=400, data=ECHO),
    Said(status=404, data=ECHO),
    Said(status=429, data=ECHO),
    Said(status=500, data=ECHO),
    Said(data=f"not JSON {SECRET}".encode()),
    Said(data=ECHO),
    Said(data=ECHO, cut=True),
    Said(status=302, headers={"Location": f"http://example.org/{SECRET}"}),
]


@pytest.fixture(autouse=True)
def variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATION_KEY", SECRET)


def make(name: str, server: Server, clock: Clock) -> Any:
    options = {"url": server.url, "key-env": "STATION_KEY", "timeout": 2.0}
    return FACTORIES[name]({**options, "model": "tiny"} if name == "openai" else options, clock)


@pytest.mark.parametrize("name", FACTORIES)
@pytest.mark.parametrize("said", SAYING_IT)
def test_no_error_no_log_no_repr_and_no_fingerprint_holds_it(
    name: str, said: Said, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    languages = Said(data=[{"code": "en", "targets": ["ur"]}])
    steps = [languages, said] if name == "libretranslate" else [said]
    with serving(*steps) as server:
        one = make(name, server, FakeClock())
        with pytest.raises(EngineError) as caught:
            one.translate(["Rain fell."], "en", "ur")
        assert any(SECRET in (asked.headers.get("authorization", "") + str(asked.raw)) for asked in server.asked)
    shown = [repr(one), repr(one.server), one.fingerprint, one.label("en", "ur"), str(caught.value)]
    shown += ["".join(traceback.format_exception(caught.value)), caplog.text]
    shown += [repr(one.server.key), str(one.server.key), f"{one.server.headers}" if name == "libretranslate" else ""]
    assert not [text for text in shown if SECRET in text]


def test_it_goes_to_the_service_in_the_place_that_is_made_for_it() -> None:
    with serving(translating(lambda _text: "بارش ہوئی۔")) as server:
        make("openai", server, FakeClock()).translate(["Rain fell."], "en", "ur")
    assert server.asked[0].headers["authorization"] == f"Bearer {SECRET}"
    assert SECRET.encode() not in server.asked[0].raw


@pytest.mark.parametrize("name", ["key", "api-key", "api_key", "token", "password"])
def test_a_key_in_the_station_file_is_refused_without_repeating_it(name: str) -> None:
    with pytest.raises(InputError, match="key-env") as caught:
        openai_chat.translator({"url": "https://host/v1", "model": "m", name: SECRET})
    assert SECRET not in str(caught.value)


def test_a_variable_that_is_not_set_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STATION_KEY")
    with pytest.raises(EngineUnavailable, match="STATION_KEY is not set"):
        openai_chat.translator({"url": "https://host/v1", "model": "m", "key-env": "STATION_KEY"})


def test_no_key_travels_in_the_open() -> None:
    with pytest.raises(InputError, match="in the open"):
        openai_chat.translator({"url": "http://192.168.1.5/v1", "model": "m", "key-env": "STATION_KEY"})


def test_a_key_of_one_service_does_not_go_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    with serving(chat("{}")) as server, pytest.raises(EngineError):
        openai_chat.translator({"url": server.url, "model": "tiny"}, FakeClock()).translate(["Rain."], "en", "ur")
    assert all("authorization" not in asked.headers for asked in server.asked)


class Drawer(keyring.backend.KeyringBackend):
    """A real keyring backend that holds one key."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return SECRET if (service, username) == ("radio", "desk") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


def test_the_systems_keyring_can_hold_it() -> None:
    before = keyring.get_keyring()
    drawer: keyring.backend.KeyringBackend = Drawer()  # type: ignore[no-untyped-call]  # keyring's own __init__
    keyring.set_keyring(drawer)
    try:
        one = openai_chat.translator({"url": "https://host/v1", "model": "m", "keyring": "radio/desk"})
        assert one.server.key.reveal() == SECRET
        with pytest.raises(EngineUnavailable, match="no key 'radio/other'"):
            openai_chat.translator({"url": "https://host/v1", "model": "m", "keyring": "radio/other"})
    finally:
        keyring.set_keyring(before)
