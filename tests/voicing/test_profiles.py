"""Voices as data: each says who speaks, under what terms, and who gets to see the text; none hides it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from packager.commands.engines import _voice as row_of
from packager.errors import EngineUnavailable, InputError
from packager.records import Utterance
from packager.voicing.profiles import VoiceProfile, load_profile, read_profile, voice_names
from tests.support.servers import google
from tests.support.servers import openai_speech as speech_endpoint
from tests.support.servers.answers import RIGHT
from tests.support.servers.edge import edge
from tests.support.servers.scripted import serving

NETWORK = {
    "pashto-edge-gulnawaz": "ps-AF, GulNawazNeural",
    "pashto-edge-latifa": "ps-AF, LatifaNeural",
    "urdu-edge-asad": "ur-PK, AsadNeural",
    "urdu-edge-uzma": "ur-PK, UzmaNeural",
}
TEXT = {"ps": "روغتون ته د وړل شویو حال ښه دی.", "ur": "زخمیوں کی حالت خطرے سے باہر ہے۔"}


def said(profile: VoiceProfile, options: dict[str, Any]) -> float:
    """Seconds that the profile's voice speaks with these options more."""
    voice = replace(profile, options={**profile.options, **options}).open()
    utterance = Utterance(text=TEXT[profile.language], language=profile.language, voice=profile.name)
    return voice.speak(utterance).seconds


@pytest.mark.parametrize("name", voice_names())
def test_every_voice_says_who_it_is_and_opens_or_says_what_it_lacks(name: str) -> None:
    profile = load_profile(name)
    assert profile.language in ("ps", "ur")
    assert profile.dialect
    assert profile.sex in ("male", "female")
    assert profile.licence
    assert profile.synthetic is True
    try:
        assert profile.open().fingerprint
    except EngineUnavailable as error:
        assert "packager models install" in str(error)  # noqa: PT017


@pytest.mark.parametrize("name", NETWORK)
def test_each_of_microsofts_voices_is_asked_for_by_its_profile(name: str) -> None:
    profile = load_profile(name)
    with edge(profile.language, RIGHT) as server:
        assert said(profile, {"endpoint": server.url}) > 1
        assert f"({NETWORK[name]})" in server.turns[0].ssml
    assert (profile.text_goes, profile.trained) == ("Microsoft", True)


def test_googles_voice_is_urdu_and_says_that_google_reads_along() -> None:
    profile = load_profile("urdu-gtts")
    with serving(google.doing(RIGHT)) as server:
        assert said(profile, {"endpoint": server.url + google.PATH}) > 1
    assert (profile.text_goes, profile.language) == ("Google", "ur")


@pytest.mark.parametrize(
    ("name", "code"), [("pashto-omnivoice", "ps"), ("pashto-omnivoice-northern", "pbu"), ("urdu-omnivoice", "ur")]
)
def test_omnivoice_is_told_the_language_and_keeps_one_voice_by_its_seed(name: str, code: str) -> None:
    profile = load_profile(name)
    with serving(speech_endpoint.doing(RIGHT, profile.language)) as server:
        assert said(profile, {"url": f"{server.url}/v1"}) > 1
        body = server.asked[0].body
    assert (body["language"], body["seed"]) == (code, 7)
    assert body["response_format"] == "wav"
    assert "CC-BY-NC" in profile.licence


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("pashto", "ready"),
        ("urdu-edge-uzma", "needs the network"),
        ("urdu-gtts", "needs the network"),
        ("pashto-omnivoice", "needs its server at http://127.0.0.1:8880/v1"),
    ],
)
def test_the_matrix_promises_no_more_than_it_knows(name: str, state: str) -> None:
    assert row_of(load_profile(name))["state"].startswith(f"{state} (")


@pytest.mark.parametrize(
    "options",
    [
        "engine: gtts\nlanguage: ur\n",
        "engine: edge-tts\nlanguage: ps\ntext-goes: nowhere\n",
        "engine: openai-speech\nlanguage: ps\noptions: {url: 'https://example.org/v1', model: m, voice: v}\n",
        "engine: openai-speech\nlanguage: ps\noptions: {url: 'http://[::1]/v1', model: m, voice: v, local: false}\n",
    ],
)
def test_a_profile_that_hides_who_sees_the_text_is_refused(options: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(options, encoding="utf-8")
    with pytest.raises(InputError, match="voice ours: its text leaves this machine"):
        read_profile(path).open()
    path.write_text(options.replace("text-goes: nowhere\n", "") + "text-goes: the service\n", encoding="utf-8")
    assert read_profile(path).open().fingerprint
