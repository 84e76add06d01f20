"""What a browser asks to have done, as one of the desk's acts: each field looked at, nothing else taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from packager.desk import acts
from packager.desk.acts import Action, Evidence
from packager.errors import InputError
from packager.text.confine import shown

Given = Mapping[str, Any]


def action(given: object, evidence: Callable[[str, int], Evidence]) -> Action:
    """The act that a browser's JSON asks for. Raises InputError.

    `evidence` tells what the browser's editor heard of a line, or with 0 of a story: what a browser says of that
    itself is not taken.
    """
    if not isinstance(given, dict) or not isinstance(given.get("act"), str):
        raise InputError("that is no act")
    make = _ACTS.get(given["act"])
    if make is None:
        raise InputError(f"there is no act '{shown(given['act'])}' on this page")
    return make(given, evidence)


def _text(given: Given, name: str) -> str:
    value = given.get(name, "")
    if not isinstance(value, str):
        raise InputError(f"'{name}' is not text")
    return value


def _number(given: Given, name: str) -> int:
    value = given.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InputError(f"'{name}' is not a whole number")
    return value


def _texts(given: Given, name: str) -> tuple[str, ...]:
    value = given.get(name)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InputError(f"'{name}' is not a list of texts")
    return tuple(value)


_Evidence = Callable[[str, int], Evidence]
_ACTS: Mapping[str, Callable[[Given, _Evidence], Action]] = {
    "set-text": lambda g, _: acts.SetText(story=_text(g, "story"), line=_number(g, "line"), text=_text(g, "text")),
    "take-suggestion": lambda g, _: acts.TakeSuggestion(
        story=_text(g, "story"), line=_number(g, "line"), number=_number(g, "number")
    ),
    "say": lambda g, _: acts.Say(word=_text(g, "word"), reading=_text(g, "reading")),
    "settle-name": lambda g, _: acts.SettleName(name=_text(g, "name"), spelling=_text(g, "spelling")),
    "take-back": lambda g, _: acts.TakeBack(story=_text(g, "story"), text=_text(g, "text"), which=_number(g, "which")),
    "leave-out": lambda g, _: acts.LeaveOut(story=_text(g, "story"), text=_text(g, "text"), which=_number(g, "which")),
    "hold": lambda g, _: acts.Hold(story=_text(g, "story"), reason=_text(g, "reason")),
    "kill": lambda g, _: acts.Kill(story=_text(g, "story"), reason=_text(g, "reason")),
    "restore": lambda g, _: acts.Restore(story=_text(g, "story")),
    "reorder": lambda g, _: acts.Reorder(stories=_texts(g, "stories")),
    "set-priority": lambda g, _: acts.SetPriority(story=_text(g, "story"), priority=_number(g, "priority")),
    "shorten": lambda g, _: acts.Shorten(story=_text(g, "story"), lines=_number(g, "lines")),
    "note": lambda g, _: acts.Note(
        story=_text(g, "story"), line=_number(g, "line") if g.get("line") else None, text=_text(g, "text")
    ),
    "use-recording": lambda g, _: acts.UseRecording(
        story=_text(g, "story"), line=_number(g, "line") if g.get("line") else None, name=_text(g, "name")
    ),
    "approve-line": lambda g, heard: acts.ApproveLine(
        story=_text(g, "story"), line=_number(g, "line"), evidence=_with_despite(heard, g, _number(g, "line"))
    ),
    "approve-story": lambda g, heard: acts.ApproveStory(story=_text(g, "story"), evidence=_with_despite(heard, g, 0)),
    "unapprove": lambda g, _: acts.Unapprove(
        story=_text(g, "story"), line=_number(g, "line") if g.get("line") else None
    ),
    "undo": lambda _g, _: acts.Undo(),
}


def _with_despite(heard: _Evidence, given: Given, line: int) -> Evidence:
    found = heard(_text(given, "story"), line)
    return Evidence(heard=found.heard, sound=found.sound, despite=_text(given, "despite"))
