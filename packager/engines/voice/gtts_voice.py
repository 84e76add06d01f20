"""gTTS: the voice of Google Translate, through the package of that name. Urdu; it has no Pashto.

The service takes 100 characters at a time. The package would cut a longer text wherever a space stands;
here it is cut between clauses first, and what lies between two pieces is as long as a breath, no longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from packager.engines import Engine
from packager.engines.http import attempts
from packager.engines.http.attempts import BUSY, Call, Caller, Clock, SystemClock, Trouble, busy
from packager.engines.locality import on_this_machine
from packager.engines.settings import Settings
from packager.engines.voice.answered import INSTEAD, sound, text_of
from packager.errors import EngineError, EngineUnavailable, InputError
from packager.lang.registry import language as find
from packager.lang.registry import targets
from packager.network import no_line
from packager.text.breaths import breaths

if TYPE_CHECKING:
    from packager.engines import Options
    from packager.records import Audio, Utterance

NAME = "gtts"
VERSION = 1  # of how this module asks for the same text
LIMIT = 100  # characters in one request: gTTS.GOOGLE_TTS_MAX_CHARS
LANGUAGE = "ur"  # of the program's languages the one that Google Translate has a voice for
_CLAUSE, _PHRASE = 0.2, 0.04  # seconds between two pieces: after a mark, and where there is none
_CONNECT = 5.0  # seconds


def voice(options: Options, clock: Clock | None = None) -> GttsVoice:
    """An Urdu voice. Raises InputError, for Pashto too; asks the service nothing yet.

    Options: language (ur); tld (of translate.google.<tld>, default com); slow (default false); endpoint
    (another address that takes the same requests, such as a station's relay); timeout, time-budget
    (seconds); attempts.
    """
    settings = Settings(NAME, options).only("language", "tld", "slow", "endpoint", *attempts.OPTIONS)
    language = settings.text("language", LANGUAGE)
    if language != LANGUAGE:
        known = [known.english for known in targets() if known.code == language]
        raise InputError(
            f"speaks Urdu (ur) and no '{language}'"
            + (f"; Google Translate's voices have no {known[0]}" if known else ""),
            where=NAME,
            hint="choose another voice: see 'packager engines'",
        )
    endpoint = settings.text("endpoint")
    if endpoint and urlsplit(endpoint).scheme not in ("http", "https"):
        raise InputError(f"'{endpoint}' is no web address", where=NAME, hint="leave it out, or begin it with https://")
    tld = settings.text("tld", "com")
    slow = settings.flag("slow")
    return GttsVoice(
        tld=tld,
        slow=slow,
        endpoint=endpoint,
        caller=Caller(NAME, attempts.read_patience(settings, timeout=15, budget=45), clock or SystemClock()),
        fingerprint=f"{NAME} {VERSION} {LANGUAGE} {tld}{' slow' if slow else ''}",
    )


@dataclass(frozen=True, kw_only=True)
class GttsVoice:
    """Urdu as Google Translate says it."""

    tld: str
    slow: bool
    endpoint: str  # "" for Google's own
    caller: Caller
    fingerprint: str
    language: str = LANGUAGE

    @property
    def local(self) -> bool:
        """Whether no text leaves this machine: only through an address on it, and what that does is not known."""
        return False

    def speak(self, utterance: Utterance) -> Audio:
        """The utterance at 24 kHz, without marks. Raises EngineError, EngineUnavailable, InputError."""
        from packager.audio.received import joined

        texts = pieces(text_of(utterance, self.language, NAME))
        call = self.caller.call(INSTEAD)
        parts = [self._said(call, text) for text in texts]
        try:
            return joined(parts, [_CLAUSE if text[-1] in "،؛:۔" else _PHRASE for text in texts[:-1]])
        except InputError as error:
            raise EngineError(str(error), where=NAME) from error

    def _said(self, call: Call, text: str) -> Audio:
        return call.answer(lambda left: self._asked(text, left))

    def _asked(self, text: str, left: float) -> Audio | Trouble:
        """One request."""
        from gtts import gTTSError

        missing = no_line(self._address())
        if missing:
            raise self._unreachable(missing)
        request = _piece()(text, tld=self.tld, slow=self.slow, endpoint=self.endpoint, timeout=self._timeout(left))
        try:
            return sound(b"".join(request.stream()))
        except gTTSError as error:
            return self._judged(error)
        except ValueError as error:  # base64, UTF-8
            return Trouble(f"the answer cannot be read ({type(error).__name__})")

    def _timeout(self, left: float) -> tuple[float, float]:
        """Seconds to connect, and to wait for a byte."""
        return min(_CONNECT, left), min(self.caller.patience.timeout, left)

    def _judged(self, error: Any) -> Trouble:
        """What gTTS's error comes to. Raises EngineUnavailable where asking again would not help."""
        if error.rsp is None:
            return self._unanswered(error)
        status = error.rsp.status_code
        if status in BUSY:
            return busy(status, error.rsp.headers.get("Retry-After", ""))
        if status < 400:
            return Trouble("the answer holds no sound")
        raise EngineUnavailable(
            f"the service refuses ({status})", where=NAME, hint=f"pip install --upgrade gtts, or {INSTEAD}"
        ) from error

    def _unanswered(self, error: Exception) -> Trouble:
        """A request without an answer: gTTS keeps the reason as its error's context only."""
        import requests
        from urllib3.exceptions import MaxRetryError

        reason = error.__context__
        if isinstance(reason, requests.ReadTimeout):
            return Trouble("no answer came in time")
        if isinstance(reason, requests.ConnectionError) and isinstance((reason.args or (None,))[0], MaxRetryError):
            raise self._unreachable() from error
        return Trouble("the connection broke off")

    def _address(self) -> str:
        return self.endpoint or f"https://translate.google.{self.tld}"

    def _unreachable(self, why: str = "") -> EngineUnavailable:
        here = on_this_machine(self.endpoint)
        return EngineUnavailable(
            f"{urlsplit(self._address()).netloc} cannot be reached" + (f" ({why})" if why else ""),
            where=NAME,
            hint="start what listens there" if here else f"a network is needed for it; without one, {INSTEAD}",
        )


def pieces(text: str) -> list[str]:
    """A text in pieces that the service takes, cut between clauses, else between words, never in one.

    Raises EngineError for a word of more than `LIMIT` letters.
    """
    found = breaths(text, LIMIT, find(LANGUAGE).writing.joints)
    if " ".join(found) != text:
        raise EngineError(f"a word is longer than {LIMIT} letters", where=NAME, hint="mend the line")
    return found


@cache
def _piece() -> Any:
    """The package's class, for a text that is already short enough and may go to another address."""
    from gtts import gTTS

    class Piece(gTTS):  # type: ignore[misc]
        """One request."""

        def __init__(self, text: str, *, tld: str, slow: bool, endpoint: str, timeout: tuple[float, float]) -> None:
            super().__init__(
                text,
                tld=tld,
                lang=LANGUAGE,
                slow=slow,
                lang_check=False,  # it is in the package's own list, which a test looks at
                pre_processor_funcs=[],  # they mend English
                timeout=timeout,
            )
            self.endpoint = endpoint

        def _prepare_requests(self) -> list[Any]:
            """The package's own requests, to the station's address where it has one."""
            requests: list[Any] = super()._prepare_requests()
            for request in requests if self.endpoint else []:
                request.prepare_url(self.endpoint, None)
            return requests

    return Piece


ENGINE = Engine(make=voice, text_goes=lambda _options: "Google")
