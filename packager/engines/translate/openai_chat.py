"""Any endpoint that speaks OpenAI's chat completions: hosted, or Ollama, llama.cpp and vLLM on one's own machine.

A whole story goes at once, with its names. Answers are counted by id; lines that are missing are asked
for again, at the end one by one. https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from packager.engines import Engine, StoryContext
from packager.engines.http import endpoint, keys
from packager.engines.http.endpoint import Clock, Endpoint, Reply, SystemClock, Turn
from packager.engines.locality import of_server
from packager.engines.settings import Settings
from packager.engines.translate import chat_answer, chat_prompt
from packager.errors import EngineError, EngineUnavailable, LinesLost
from packager.store import digest

if TYPE_CHECKING:
    from packager.engines import Options

NAME = "openai-chat"
VERSION = 1  # of how this module asks the same model for the same text
_EXAMPLE = "http://localhost:11434/v1"
_HOSTED = "https://api.openai.com/"  # where the usual variable's key belongs, and nowhere else
_FORMATS = ("json-schema", "json-object", "none", "plain")
_SIZES = ("lines-per-request", "context-characters", "max-tokens", "rounds")
_OWN = ("model", "temperature", "answer-format", "style", *_SIZES)


def translator(options: Options, clock: Clock | None = None) -> ChatTranslator:
    """A translator through an endpoint. Raises InputError, EngineUnavailable; asks the server nothing yet.

    Options: to (the language); url (up to /v1); model; key-env or keyring; temperature (default 0); lines-per-request
    (default 12); context-characters (longest story that goes along whole, default 12000); answer-format
    (json-schema, json-object, none: JSON that the server does not hold the model to; plain: one line a
    request and a bare translation back, for small models); max-tokens (of one answer); rounds (of asking
    for lines that are missing, the last one line by line; default 4); style (a sentence on the station's
    style); timeout,
    time-budget (seconds); attempts; local (false for a proxy on this machine that passes text on).
    """
    settings = Settings(NAME, options)
    hosted = settings.text("url").startswith(_HOSTED)
    key = keys.find(settings, "OPENAI_API_KEY" if hosted else "")
    settings.only("to", *endpoint.OPTIONS, *keys.OPTIONS, *_OWN)
    base = endpoint.read_url(settings, _EXAMPLE, key)
    settings.flag("local", default=True)
    asking = _asking(settings)
    server = Endpoint(
        engine=NAME,
        base=base,
        headers={"Authorization": f"Bearer {key.reveal()}"} if key else {},
        key=key,
        patience=endpoint.read_patience(settings),
        clock=clock or SystemClock(),
    )
    told = digest(
        base, chat_prompt.VERSION, asking.lines, asking.longest, asking.style, asking.form, sorted(asking.extra.items())
    )
    return ChatTranslator(
        server=server,
        asking=asking,
        fingerprint=f"{NAME} {VERSION} {asking.model} {told}",
    )


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What every request to a model has in common."""

    model: str
    lines: int  # most lines asked for at once
    longest: int  # characters of a story that goes along whole
    style: str
    form: str  # of _FORMATS
    rounds: int  # of asking for what is missing
    extra: dict[str, object] = field(default_factory=dict)  # further fields of the request


def _asking(settings: Settings) -> Asking:
    extra: dict[str, object] = {"temperature": settings.number("temperature", 0, 0, 2)}
    if "max-tokens" in settings.options:
        extra["max_tokens"] = settings.whole("max-tokens", 4096, 16, 1_000_000)
    return Asking(
        model=settings.needed("model", "gemma3:27b"),
        lines=settings.whole("lines-per-request", 12, 1, 200),
        longest=settings.whole("context-characters", 12_000, 0, 1_000_000),
        style=" ".join(settings.text("style").split()),
        form=settings.choice("answer-format", _FORMATS, "json-schema"),
        rounds=settings.whole("rounds", 4, 1, 20),
        extra=extra,
    )


@dataclass(kw_only=True, eq=False)
class ChatTranslator:
    """A StoryTranslator, and a Translator for lines without a story."""

    server: Endpoint
    asking: Asking
    fingerprint: str
    _refused: set[str] = field(default_factory=set, repr=False)  # fields that the server will not have

    def label(self, _source: str, _target: str) -> str:
        """What lines say of their origin."""
        return f"{NAME} {self.asking.model}"

    def translate(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        """One text per line, in order, the lines taken as one story. Raises EngineError, EngineUnavailable."""
        context = StoryContext(story=tuple(lines), places=tuple(range(len(lines))))
        return self.translate_story(lines, source, target, context)

    def translate_story(self, lines: Sequence[str], source: str, target: str, context: StoryContext) -> list[str]:
        """One text per line, in order; never shifted.

        Raises EngineError, EngineUnavailable; LinesLost with those lines that did come.
        """
        _refuse_other_lines(lines, context)
        request = chat_prompt.Request(
            source=source,
            target=target,
            context=context,
            ids=chat_prompt.ids(context.story),
            wanted=tuple(place for place in context.places if context.story[place].strip()),
            longest=self.asking.longest,
            style=self.asking.style,
            plain=self.asking.form == "plain",
        )
        texts: dict[str, str] = {}
        try:
            self._whole(self.server.turn(), request, texts)
        except EngineError as error:
            if texts:
                raise LinesLost(str(error), [texts.get(request.ids[place], "") for place in context.places]) from error
            raise
        return [texts.get(request.ids[place], "") for place in context.places]

    def _whole(self, turn: Turn, request: chat_prompt.Request, texts: dict[str, str]) -> None:
        """Into `texts` every wanted line by id: what is missing is asked for again, in ever smaller parts."""
        size, wrong = (1 if request.plain else self.asking.lines), ""
        for turn_number in range(self.asking.rounds):
            missing = [place for place in request.wanted if request.ids[place] not in texts]
            if not missing:
                return
            size = 1 if turn_number == self.asking.rounds - 1 else size
            for start in range(0, len(missing), size):
                part = replace(request, wanted=tuple(missing[start : start + size]))
                answer = self._ask(turn, part)
                texts.update(answer.lines)
                wrong = answer.wrong or wrong
                if answer.cut:
                    size = max(1, size // 2)
                    break
        lost = [place for place in request.wanted if request.ids[place] not in texts]
        if lost:
            raise EngineError(
                f"{len(lost)} of {len(request.wanted)} lines did not come back in {self.asking.rounds} rounds"
                f" ({wrong or 'no reason seen'})",
                where=self._where,
                hint="another model or another engine may do better",
            )

    def _ask(self, turn: Turn, request: chat_prompt.Request) -> chat_answer.ChatAnswer:
        reply = self._post(turn, request)
        if not reply.ok:
            if chat_answer.filtered(reply.data):
                raise self._no("the service's safety filter will not take the story")
            raise EngineError(f"the server refuses ({reply.status}){turn.words(reply.data)}", where=self._where)
        wanted = {request.ids[place]: request.context.story[place] for place in request.wanted}
        answer = chat_answer.read(reply.data, wanted, plain=request.plain)
        if answer.refused:
            raise self._no(answer.refused)
        return answer

    def _post(self, turn: Turn, request: chat_prompt.Request) -> Reply:
        """The request; without a field that this server turns out not to know."""
        while True:
            body = self._body(request)
            reply = turn.post("/chat/completions", body)
            if reply.status == 404:
                raise EngineUnavailable(
                    f"no model '{self.asking.model}' there, or a wrong address{turn.words(reply.data)}",
                    where=self._where,
                    hint="see what the server offers at /models",
                )
            unknown = _unknown_field(reply, body)
            if not unknown:
                return reply
            self._refused.add(unknown)

    def _body(self, request: chat_prompt.Request) -> dict[str, object]:
        body: dict[str, object] = {
            "model": self.asking.model,
            "messages": chat_prompt.messages(request),
            "stream": False,
            **self.asking.extra,
        }
        if self.asking.form == "json-schema" and "json_schema" not in self._refused:
            shape = {"name": "translations", "strict": True, "schema": chat_prompt.schema(request)}
            body["response_format"] = {"type": "json_schema", "json_schema": shape}
        elif self.asking.form.startswith("json"):
            body["response_format"] = {"type": "json_object"}
        return {name: value for name, value in body.items() if name not in self._refused}

    @property
    def _where(self) -> str:
        return f"{NAME} {self.asking.model}"

    def _no(self, why: str) -> EngineError:
        return EngineError(why, where=self._where, hint="let another engine or a person translate this story")


def _refuse_other_lines(lines: Sequence[str], context: StoryContext) -> None:
    if [context.story[place] for place in context.places] != list(lines):
        raise EngineError("the lines are not those of the story", where=NAME)


def _unknown_field(reply: Reply, body: dict[str, Any]) -> str:
    """The field of a request that a server says it does not take; "" where that is not its complaint."""
    if reply.status not in (400, 415, 422, 501):
        return ""
    told = str(reply.data).lower()
    form = body.get("response_format", {}).get("type")
    if form == "json_schema" and ("json_schema" in told or "response_format" in told or "schema" in told):
        return "json_schema"
    return next(
        (name for name in ("response_format", "temperature", "max_tokens") if name in body and name in told), ""
    )


ENGINE = Engine(make=translator, text_goes=of_server)
