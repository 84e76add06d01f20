"""OpenAI's /audio/speech: JSON in, an MP3's bytes out."""

from __future__ import annotations

from tests.support.servers.answers import Doing
from tests.support.servers.scripted import Asked, Said, Step


def text_of(asked: Asked) -> str:
    """The text in a request."""
    assert asked.path == "/v1/audio/speech"
    return str(asked.body["input"])


def doing(one: Doing, language: str = "ps") -> Step:
    """A service that does this."""

    def step(asked: Asked) -> Said:
        text = text_of(asked)
        if one.status != 200:
            return Said(status=one.status, headers=one.headers, data={"error": {"message": "not now"}})
        headers = {"Content-Type": "audio/mpeg"}
        return Said(data=one.data(text, language), cut=one.cut, late=one.late, headers=headers)

    return step
