"""edge-tts: Microsoft's neural voices for Pashto (Afghan) and Urdu, through the package of that name.

The extra `edge` brings it. It speaks over a WebSocket that is opened for each utterance, and tells when
each word begins.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from packager.engines import Engine
from packager.engines.http import attempts
from packager.engines.http.attempts import BUSY, Caller, Clock, SystemClock, Trouble, busy
from packager.engines.locality import on_this_machine
from packager.engines.settings import Settings
from packager.engines.voice.answered import INSTEAD, sound, text_of
from packager.errors import EngineUnavailable, InputError
from packager.network import no_line
from packager.records import Mark, Style
from packager.store import digest

if TYPE_CHECKING:
    from packager.engines import Options
    from packager.records import Audio, Utterance

NAME = "edge-tts"
VERSION = 1  # of how this module asks for the same text
# The service's own names, which begin with the language; the first of a language is its usual one.
VOICES = ("ps-AF-GulNawazNeural", "ps-AF-LatifaNeural", "ur-PK-AsadNeural", "ur-PK-UzmaNeural")
_LANGUAGES = " and ".join(dict.fromkeys(name.split("-")[0] for name in VOICES))
_NAME = re.compile(r"[a-z]{2,3}-[A-Z]{2}-[A-Za-z]+Neural")
_TICKS = 10_000_000  # of 100 ns in a second
_CONNECT = 5  # seconds
_HOST = "speech.platform.bing.com"
_HEADLINE_RATE = -4  # per cent
_QUOTE_PITCH = -4  # Hz


def voice(options: Options, clock: Clock | None = None) -> EdgeVoice:
    """A voice of Microsoft's. Raises InputError, EngineUnavailable; asks the service nothing yet.

    Options: language (ps or ur); voice (ps-AF-GulNawazNeural, ps-AF-LatifaNeural, ur-PK-AsadNeural,
    ur-PK-UzmaNeural, or another of the same language); rate, volume (per cent, 0 as it is); pitch (Hz, 0 as
    it is); endpoint (another address that takes the same requests, such as a station's relay: ws:// or
    wss://); timeout, time-budget (seconds); attempts.
    """
    known = ("language", "voice", "rate", "pitch", "volume", "endpoint", *attempts.OPTIONS)
    settings = Settings(NAME, options).only(*known)
    language = settings.text("language")
    if not _voices(language):
        raise InputError(f"speaks {_LANGUAGES}, not '{language}'", where=NAME, hint="choose another voice")
    manner = EdgeManner(
        voice=_voice(settings, language),
        rate=settings.whole("rate", 0, -50, 100),
        pitch=settings.whole("pitch", 0, -50, 50),
        volume=settings.whole("volume", 0, -50, 50),
    )
    _installed()
    return EdgeVoice(
        language=language,
        manner=manner,
        endpoint=_endpoint(settings),
        caller=Caller(NAME, attempts.read_patience(settings, timeout=15, budget=45), clock or SystemClock()),
        fingerprint=f"{NAME} {VERSION} {manner.voice} {digest(manner.rate, manner.pitch, manner.volume)}",
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class EdgeManner:
    """Who speaks, and how."""

    voice: str
    rate: int  # per cent faster
    pitch: int  # Hz higher
    volume: int  # per cent louder

    def styled(self, style: Style) -> EdgeManner:
        """Headlines a little slower, quotes a little lower."""
        if style is Style.HEADLINE:
            return replace(self, rate=self.rate + _HEADLINE_RATE)
        return replace(self, pitch=self.pitch + _QUOTE_PITCH) if style is Style.QUOTE else self

    def asked(self) -> dict[str, str]:
        """As the package wants it."""
        return {"rate": f"{self.rate:+d}%", "pitch": f"{self.pitch:+d}Hz", "volume": f"{self.volume:+d}%"}


def _voices(language: str) -> tuple[str, ...]:
    """The service's voices of a language."""
    return tuple(name for name in VOICES if name.split("-")[0] == language)


def _voice(settings: Settings, language: str) -> str:
    name = settings.text("voice", _voices(language)[0])
    if not _NAME.fullmatch(name) or name.split("-")[0] != language:
        raise InputError(
            f"'{name}' is no voice for {language}", where=NAME, hint=f"for example {' or '.join(_voices(language))}"
        )
    return name


def _endpoint(settings: Settings) -> str:
    url = settings.text("endpoint")
    if url and (urlsplit(url).scheme not in ("ws", "wss") or not urlsplit(url).hostname):
        raise InputError(f"'{url}' is no WebSocket address", where=NAME, hint="leave it out, or begin it with wss://")
    return url


def _installed() -> None:
    from importlib.util import find_spec

    if find_spec("edge_tts") is None:
        raise EngineUnavailable(
            "the package 'edge-tts' is not installed", where=NAME, hint="pip install 'packager[edge]'"
        )


@dataclass(frozen=True, kw_only=True)
class EdgeVoice:
    """One of Microsoft's voices."""

    language: str
    manner: EdgeManner
    endpoint: str  # "" for Microsoft's own
    caller: Caller
    fingerprint: str

    def speak(self, utterance: Utterance) -> Audio:
        """The utterance at 24 kHz, with a mark at each word. Raises EngineError, EngineUnavailable, InputError."""
        text = text_of(utterance, self.language, NAME)
        manner = self.manner.styled(utterance.style)
        call = self.caller.call(INSTEAD)
        return call.answer(lambda left: self._asked(text, manner, left))

    def _asked(self, text: str, manner: EdgeManner, left: float) -> Audio | Trouble:
        """One connection."""
        import aiohttp
        from edge_tts.exceptions import EdgeTTSException, NoAudioReceived, SkewAdjustmentError, WebSocketError

        missing = no_line(self.endpoint or f"wss://{_HOST}")
        if missing:
            raise self._unreachable(missing)
        try:
            return asyncio.run(self._received(text, manner, min(self.caller.patience.timeout, left)))
        except SkewAdjustmentError as error:
            raise self._refused(403) from error
        except aiohttp.ClientResponseError as error:
            return self._judged(error.status, error.headers)
        except TimeoutError:
            return Trouble("no answer came in time")
        except aiohttp.ClientConnectorError as error:
            raise self._unreachable() from error
        except NoAudioReceived:
            return Trouble("nothing came back")
        except (aiohttp.ClientError, WebSocketError, OSError):
            return Trouble("the connection broke off")
        except (EdgeTTSException, ValueError, KeyError, TypeError) as error:
            return Trouble(f"the answer cannot be read ({type(error).__name__})")

    async def _received(self, text: str, manner: EdgeManner, timeout: float) -> Audio | Trouble:
        """What comes over one connection; `timeout` is seconds without a message."""
        import edge_tts

        relay = _relay(self.endpoint) if self.endpoint else None
        asked = edge_tts.Communicate(
            text,
            manner.voice,
            **manner.asked(),
            boundary="WordBoundary",
            connector=relay,
            connect_timeout=_CONNECT,
            receive_timeout=max(1, round(timeout)),
        )
        try:
            return await _gathered(asked, timeout)
        finally:
            if relay is not None:
                await relay.finish()

    def _judged(self, status: int, headers: Any) -> Trouble:
        if status in BUSY:
            return busy(status, (headers or {}).get("Retry-After", ""))
        raise self._refused(status)

    def _refused(self, status: int) -> EngineUnavailable:
        # The package proves with each connection that it is the browser; when the proof changes, all are refused.
        return EngineUnavailable(
            f"the service refuses ({status})", where=NAME, hint=f"pip install --upgrade edge-tts, or {INSTEAD}"
        )

    def _unreachable(self, why: str = "") -> EngineUnavailable:
        http = self.endpoint.replace("ws", "http", 1)
        return EngineUnavailable(
            f"{urlsplit(self.endpoint).netloc or _HOST} cannot be reached" + (f" ({why})" if why else ""),
            where=NAME,
            hint="start what listens there"
            if on_this_machine(http)
            else f"a network is needed for it; without one, {INSTEAD}",
        )


async def _gathered(asked: Any, timeout: float) -> Audio | Trouble:
    """Sound and word times of one request."""
    from contextlib import aclosing

    data, marks = bytearray(), []
    clock = asyncio.get_running_loop()
    async with asyncio.timeout(timeout) as limit, aclosing(asked.stream()) as stream:
        async for message in stream:
            limit.reschedule(clock.time() + timeout)
            if message["type"] == "audio":
                data += message["data"]
            elif message["type"] == "WordBoundary":
                marks.append(Mark(start=message["offset"] / _TICKS, word=message["text"]))
    # The package ends quietly when the line drops. Only a turn that the service has ended sets this back to 0.
    if asked.state["chunk_audio_bytes"]:
        return Trouble("the connection broke off before the end of the sound")
    return sound(bytes(data), tuple(marks))


def _relay(endpoint: str) -> Any:
    """A connector, as the package takes one, that leads to another address with the same query."""
    import aiohttp
    from yarl import URL

    class Relay(aiohttp.TCPConnector):
        """Leads every connection to one address; stays open while the package makes a second attempt."""

        async def connect(self, req: Any, traces: Any, timeout: Any) -> Any:
            """A connection to the relay."""
            req.url = URL(endpoint).with_query(req.url.query)
            req.proxy = None
            return await super().connect(req, traces, timeout)

        def close(self, **_how: Any) -> Any:
            """Nothing: the package closes the connector with its first session."""
            return asyncio.sleep(0)

        async def finish(self) -> None:
            """Close it indeed."""
            await super().close()

    return Relay()


ENGINE = Engine(make=voice, text_goes=lambda _options: "Microsoft")
