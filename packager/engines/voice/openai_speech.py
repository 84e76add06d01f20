"""Any endpoint that speaks OpenAI's /audio/speech: hosted, or a model's server on the station's own machine.

Through omnivoice-server it reaches OmniVoice, which knows Pashto and Urdu; see docs/voices.md.
https://platform.openai.com/docs/api-reference/audio/createSpeech
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from packager.engines import Engine
from packager.engines.http import attempts, endpoint, keys
from packager.engines.http.attempts import Clock, SystemClock
from packager.engines.http.endpoint import Endpoint
from packager.engines.locality import of_server
from packager.engines.settings import Settings
from packager.engines.voice.answered import INSTEAD, sound, text_of
from packager.errors import EngineError, EngineUnavailable, InputError
from packager.lang.registry import targets
from packager.store import digest

if TYPE_CHECKING:
    from packager.engines import Options
    from packager.records import Audio, Utterance

NAME = "openai-speech"
VERSION = 1  # of how this module asks for the same text
_EXAMPLE = "http://127.0.0.1:8880/v1"
_HOSTED = "https://api.openai.com/"  # where the usual variable's key belongs, and nowhere else
_FORMATS = ("wav", "mp3")
_OWN = ("language", "model", "voice", "format", "speed", "instructions", "fields")
_OURS = frozenset({"model", "input", "voice", "response_format", "speed", "instructions"})


def voice(options: Options, clock: Clock | None = None) -> SpeechVoice:
    """A voice through an endpoint. Raises InputError, EngineUnavailable; asks the server nothing yet.

    Options: language (what it is asked to speak); url (up to /v1); model; voice; format (wav, the default,
    or mp3); speed (0.25 to 4, 1 as it is); instructions (how to speak, where the model takes them); fields
    (what this server wants besides, such as language or seed); key-env or keyring; timeout, time-budget
    (seconds); attempts; local (false for a proxy on this machine that passes text on).
    """
    settings = Settings(NAME, options)
    hosted = settings.text("url").startswith(_HOSTED)
    key = keys.find(settings, "OPENAI_API_KEY" if hosted else "")
    settings.only(*endpoint.OPTIONS, *keys.OPTIONS, *_OWN)
    settings.flag("local", default=True)
    server = Endpoint(
        engine=NAME,
        base=endpoint.read_url(settings, _EXAMPLE, key),
        headers={"Authorization": f"Bearer {key.reveal()}"} if key else {},
        key=key,
        patience=attempts.read_patience(settings, timeout=120, budget=300),
        clock=clock or SystemClock(),
        reading=sound,
        instead=INSTEAD,
    )
    asked = _asked(settings)
    return SpeechVoice(
        server=server,
        asked=asked,
        language=settings.needed("language", targets()[0].code),
        fingerprint=f"{NAME} {VERSION} {asked['model']} {digest(server.base, sorted(asked.items()))}",
    )


def _asked(settings: Settings) -> dict[str, object]:
    """What every request says besides the text."""
    speed = settings.number("speed", 1, 0.25, 4)
    told = settings.text("instructions")
    return {
        "model": settings.needed("model", "omnivoice"),
        "voice": settings.needed("voice", "alloy"),
        "response_format": settings.choice("format", _FORMATS, "wav"),
        **({"speed": speed} if speed != 1 else {}),
        **({"instructions": told} if told else {}),
        **_fields(settings),
    }


def _fields(settings: Settings) -> dict[str, object]:
    given = settings.options.get("fields") or {}
    if not isinstance(given, Mapping) or not all(
        isinstance(name, str) and isinstance(value, str | int | float | bool) for name, value in given.items()
    ):
        raise InputError("option 'fields' must be names with plain values", where=NAME, hint="for example seed: 7")
    if _OURS & set(given):
        name = min(_OURS & set(given))
        raise InputError(f"'{name}' does not belong among 'fields'", where=NAME, hint="give it as an option")
    return dict(given)


@dataclass(frozen=True, kw_only=True, eq=False)
class SpeechVoice:
    """One voice of one server."""

    server: Endpoint
    asked: dict[str, object] = field(repr=False)
    language: str
    fingerprint: str

    def speak(self, utterance: Utterance) -> Audio:
        """The utterance at the server's own rate, without marks. Raises EngineError, EngineUnavailable, InputError."""
        body = {"input": text_of(utterance, self.language, NAME), **self.asked}
        turn = self.server.turn()
        reply = turn.post("/audio/speech", body)
        if reply.status == 404:
            raise EngineUnavailable(
                f"no model '{self.asked['model']}' or voice '{self.asked['voice']}' there, or a wrong address"
                f"{turn.words(reply.data)}",
                where=NAME,
                hint="see what the server offers at /models and /voices",
            )
        if not reply.ok:
            raise EngineError(f"the server refuses ({reply.status}){turn.words(reply.data)}", where=NAME, hint=INSTEAD)
        audio: Audio = reply.data
        return audio


ENGINE = Engine(make=voice, text_goes=of_server)
