"""What a chat model answered: which lines are there, or why none can be trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

_FENCE = re.compile(r"^\s*```[a-zA-Z]*\s*|\s*```\s*$")
_THOUGHTS = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
# How models say no: in English, and what they say in Pashto and Urdu. Not checked by native readers.
_REFUSALS = re.compile(
    r"""^\W*(?:
        (?:i['’]?m\ (?:very\ |so\ )?sorry|sorry|i\ apologi[sz]e|unfortunately|as\ an\ ai)\b.{0,60}
            \b(?:can['’]?t|cannot|can\ not|unable|not\ able|won['’]?t)\b
        | i\ (?:can['’]?t|cannot|can\ not|won['’]?t|am\ unable\ to|am\ not\ able\ to)
            \ (?:\w+\ )?(?:assist|help|translate|provide|comply|do\ that|fulfil|continue|engage)
        | (?:بښنه\ غواړم|وبښئ|بخښنه\ غواړم|معذرت\ غواړم).{0,60}(?:نه\ ?شم|نشم|نه\ شم\ کولی|نشو)
        | (?:زه)\ .{0,40}(?:ژباړ|مرسته).{0,20}(?:نه\ ?شم|نشم)
        | (?:معذرت|معاف\ کیجیے|معاف\ کیجئے|مجھے\ افسوس|افسوس).{0,60}(?:نہیں\ کر\ ?سکت|قاصر|سے\ انکار)
        | میں\ .{0,40}(?:ترجمہ|مدد).{0,20}نہیں\ کر\ ?سکت
    )""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatAnswer:
    """The lines that can be trusted; or why none can."""

    lines: Mapping[str, str] = field(default_factory=dict)  # by id
    refused: str = ""  # why the service would not translate
    cut: bool = False  # it ran out of room
    wrong: str = ""  # what is wrong with it as an answer


def read(data: Any, wanted: Mapping[str, str], *, plain: bool = False) -> ChatAnswer:
    """A chat completion's JSON; `wanted` are the asked-for source lines by id, one alone for a `plain` answer.

    An answer with an id that was not asked for, or with one id twice, is not believed in anything:
    whoever counts wrong may have shifted every line.
    """
    try:
        choice = data["choices"][0]
        message = choice["message"]
    except (TypeError, KeyError, IndexError):
        return ChatAnswer(wrong="the answer is no chat completion")
    if choice.get("finish_reason") == "content_filter":
        return ChatAnswer(refused="the service's safety filter stopped the answer")
    if message.get("refusal"):
        return ChatAnswer(refused="the model refuses")
    content = message.get("content")
    if not isinstance(content, str) or not content.strip():
        return ChatAnswer(wrong="the answer is empty")
    cut = choice.get("finish_reason") == "length"
    return _bare(content, wanted, cut=cut) if plain else _content(content, wanted, cut=cut)


def is_refusal(text: str) -> bool:
    """Whether a text is a model's 'I cannot help with that', in English, Pashto or Urdu."""
    return bool(_REFUSALS.match(text))


def filtered(data: Any) -> bool:
    """Whether an error's JSON says that the text met a safety filter, not that the request was wrong."""
    told = json.dumps(data, ensure_ascii=False).lower()
    return any(sign in told for sign in ("content_filter", "content management policy", "moderation", "safety"))


def _content(content: str, wanted: Mapping[str, str], *, cut: bool) -> ChatAnswer:
    text = _FENCE.sub("", _THOUGHTS.sub("", content))
    if is_refusal(text):
        return ChatAnswer(refused="the model refuses")
    try:
        pairs = _pairs(text)
    except (ValueError, TypeError, RecursionError):
        return ChatAnswer(cut=cut, wrong="the answer is not the JSON that was asked for")
    found = dict(pairs)
    if len(found) != len(pairs) or not wanted.keys() >= found.keys():
        return ChatAnswer(wrong="the answer has lines that were not asked for")
    return _trusted(found, wanted, cut=cut)


def _bare(content: str, wanted: Mapping[str, str], *, cut: bool) -> ChatAnswer:
    """An answer that is the translation itself; of one that was cut, the first line, if that had come to its end."""
    text = _FENCE.sub("", _THOUGHTS.sub("", content)).strip()
    if cut and "\n" in text:
        text, cut = text.partition("\n")[0], False  # a model that goes on and on had answered before
    text = " ".join(text.split())
    ((name, source),) = wanted.items()
    if is_refusal(text) and not is_refusal(source):
        return ChatAnswer(refused="the model refuses")
    if cut or not text:
        return ChatAnswer(wrong="the answer did not end" if cut else "the answer is empty")
    return ChatAnswer(lines={name: text})


def _trusted(found: Mapping[str, object], wanted: Mapping[str, str], *, cut: bool) -> ChatAnswer:
    lines = {name: text.strip() for name, text in found.items() if isinstance(text, str) and text.strip()}
    refused = {name for name, text in lines.items() if is_refusal(text) and not is_refusal(wanted[name])}
    if refused and len(refused) == len(lines):
        return ChatAnswer(refused="the model refuses")
    lines = {name: text for name, text in lines.items() if name not in refused}
    missing = len(wanted) - len(lines)
    return ChatAnswer(
        lines=lines, cut=cut, wrong=f"{missing} of {len(wanted)} lines did not come back" if missing else ""
    )


def _pairs(text: str) -> list[tuple[str, object]]:
    """Ids and texts, with repetitions; also where the object is in a "lines" list or has words around it."""
    told = json.loads(_object(text), object_pairs_hook=list)
    if _is_object(told) and len(told) == 1 and isinstance(told[0][1], list):
        told = told[0][1]  # {"lines": …} around either form
    if _is_object(told):
        return [(str(name), value) for name, value in told]
    rows = [dict(row) for row in told]
    return [(str(row["id"]), row["text"]) for row in rows if _whole(row)]


def _whole(row: Collection[str]) -> bool:
    if "id" not in row or "text" not in row:
        raise ValueError("a row without id or text")
    return True


def _is_object(told: object) -> bool:
    """Whether a value was a JSON object, which the reader gives as a list of pairs."""
    return isinstance(told, list) and all(isinstance(item, tuple) for item in told)


def _object(text: str) -> str:
    """The JSON in a text: from its first bracket to the last one of the same kind."""
    starts = [place for place in (text.find("{"), text.find("[")) if place >= 0]
    if not starts:
        raise ValueError("no JSON")
    start = min(starts)
    return text[start : text.rfind("}" if text[start] == "{" else "]") + 1]
