"""LibreTranslate's HTTP API, of a hosted server or one's own.

https://docs.libretranslate.com/api/operations/translate
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from packager.engines import Engine
from packager.engines.http import endpoint, keys
from packager.engines.http.endpoint import Clock, Endpoint, SystemClock, Turn
from packager.engines.locality import of_server
from packager.engines.settings import Settings
from packager.errors import EngineError, EngineUnavailable
from packager.lang.registry import codes

if TYPE_CHECKING:
    from packager.engines import Options

NAME = "libretranslate"
VERSION = 1  # of how this module asks the same server for the same text
_EXAMPLE = "http://localhost:5000"


def translator(options: Options, clock: Clock | None = None) -> LibreTranslator:
    """A translator through a server. Raises InputError, EngineUnavailable; asks the server nothing yet.

    Options: to (the language); url; key-env or keyring; lines-per-request (default 20), characters-per-request (default
    4000); timeout, time-budget (seconds); attempts; local (false for a proxy on this machine); revision
    (any text: change it when the server's models change, so that old answers are not taken again).
    """
    sizes = ("lines-per-request", "characters-per-request")
    settings = Settings(NAME, options)
    key = keys.find(settings, "LIBRETRANSLATE_API_KEY")
    settings.only("to", *endpoint.OPTIONS, *keys.OPTIONS, *sizes, "revision")
    base = endpoint.read_url(settings, _EXAMPLE, key)
    server = Endpoint(
        engine=NAME, base=base, key=key, patience=endpoint.read_patience(settings), clock=clock or SystemClock()
    )
    settings.flag("local", default=True)
    return LibreTranslator(
        server=server,
        lines=settings.whole("lines-per-request", 20, 1, 1000),
        characters=settings.whole("characters-per-request", 4000, 100, 1_000_000),
        fingerprint=f"{NAME} {VERSION} {base} {settings.text('revision')}".strip(),
    )


@dataclass(kw_only=True, eq=False)
class LibreTranslator:
    """A Translator."""

    server: Endpoint
    lines: int  # most lines of one request
    characters: int  # most characters of one request
    fingerprint: str

    def label(self, _source: str, _target: str) -> str:
        """What lines say of their origin."""
        return f"{NAME} {self.server.base.partition('://')[2]}"

    def translate(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        """One text per line, in order. Raises EngineError, EngineUnavailable."""
        turn = self.server.turn()
        if target not in self._pairs.get(source, ()):
            raise EngineUnavailable(f"the server does not translate {source} to {target}", where=NAME)
        found: list[str] = []
        for chunk in self._chunks(lines):
            found += self._chunk(turn, chunk, (source, target))
        return found

    @cached_property
    def _pairs(self) -> dict[str, tuple[str, ...]]:
        """Targets by source language, as the server lists them."""
        reply = self.server.turn().get("/languages")
        try:
            return {row["code"]: tuple(row.get("targets", codes())) for row in reply.data}
        except (TypeError, KeyError, AttributeError) as error:
            raise EngineError("the server's list of languages cannot be read", where=NAME) from error

    def _chunks(self, lines: Sequence[str]) -> Iterator[list[str]]:
        chunk: list[str] = []
        for line in lines:
            if chunk and (len(chunk) == self.lines or sum(map(len, chunk)) + len(line) > self.characters):
                yield chunk
                chunk = []
            chunk.append(line)
        if chunk:
            yield chunk

    def _chunk(self, turn: Turn, texts: list[str], pair: tuple[str, str]) -> list[str]:
        """One request; where not one text a line comes back, each line by itself, so that none can shift."""
        given = self._ask(turn, texts, pair)
        if _fits(given, texts):
            return [str(text) for text in given]
        return [self._alone(turn, text, pair) for text in texts]

    def _alone(self, turn: Turn, text: str, pair: tuple[str, str]) -> str:
        given = self._ask(turn, text, pair)
        given = given[0] if isinstance(given, list) and len(given) == 1 else given
        if not _fits([given], [text]):
            raise EngineError("no translation came back for a line", where=NAME)
        return str(given)

    def _ask(self, turn: Turn, texts: str | list[str], pair: tuple[str, str]) -> Any:
        body: dict[str, object] = {"q": texts, "source": pair[0], "target": pair[1], "format": "text"}
        if self.server.key:
            body["api_key"] = self.server.key.reveal()
        reply = turn.post("/translate", body)
        if not reply.ok:
            raise EngineError(f"the server refuses ({reply.status}){turn.words(reply.data)}", where=NAME)
        return reply.data.get("translatedText") if isinstance(reply.data, dict) else None


def _fits(given: object, texts: Sequence[str]) -> bool:
    """Whether there is a text for every line that has one."""
    if not isinstance(given, list) or len(given) != len(texts):
        return False
    pairs = zip(given, texts, strict=True)
    return all(isinstance(text, str) and (text.strip() or not line.strip()) for text, line in pairs)


ENGINE = Engine(make=translator, text_goes=of_server)
