from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from packager.engines import StoryContext, StoryTranslator, Translator
from packager.errors import EngineError, EngineUnavailable, LinesLost
from packager.records import Line, Role, Script
from packager.store import Store
from packager.translation.fallback import Rung, TranslationLimits, translate
from packager.translation.kept import KeptAnswers

PASHTO = {
    "Road reopens": "سړک پرانیستل شو",
    "Police said 25 lorries passed.": "پولیسو وویل چې ۲۵ لارۍ تېرې شوې.",
    "It rained in Swat.": "په سوات کې باران وشو.",
}


class Phrasebook:
    """A translator that knows the lines above, and answers with what it is told for the others."""

    fingerprint = "phrasebook 1"

    def __init__(self, answers: dict[str, str] | None = None) -> None:
        self.answers = PASHTO | (answers or {})
        self.asked: list[list[str]] = []

    def translate(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        assert (source, target) == ("en", "ps")
        self.asked.append(list(lines))
        return [self.answers.get(line, "") for line in lines]


class Storyteller(Phrasebook):
    fingerprint = "storyteller 1"

    def translate_story(self, lines: Sequence[str], source: str, target: str, context: StoryContext) -> list[str]:
        assert [context.story[place] for place in context.places] == list(lines)
        if "Road reopens" in context.story:
            raise EngineError("the answer was refused", where="storyteller")
        return self.translate(lines, source, target)


class Failing(Phrasebook):
    def translate(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        assert (source, target) == ("en", "ps")
        self.asked.append(list(lines))
        raise EngineError("no answer within 20 s", where="endpoint")


class Short(Phrasebook):
    def translate(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        return super().translate(lines, source, target)[:-1]


def script(name: str, *lines: str) -> Script:
    return Script(article=name, language="ps", lines=tuple(Line(role=Role.BODY, source=line) for line in lines))


def rung(engine: Translator | StoryTranslator, name: str = "one", *, local: bool = True) -> Rung:
    return Rung(name=name, engine=lambda: engine, local=local)


def said(scripts: Sequence[Script]) -> list[list[tuple[str, str]]]:
    return [[(line.text, line.origin) for line in script.lines] for script in scripts]


BUNDLE = (script("road", "Road reopens", "Police said 25 lorries passed."), script("rain", "It rained in Swat."))


def test_all_stories_go_to_an_engine_in_one_call() -> None:
    engine = Phrasebook()
    done = translate(BUNDLE, [rung(engine)])
    assert engine.asked == [list(PASHTO)]
    assert [line.text for script in done.scripts for line in script.lines] == list(PASHTO.values())
    assert [(sent.article, sent.lines, sent.characters) for sent in done.sent] == [
        ("road", (0, 1), len("Road reopens") + len("Police said 25 lorries passed.")),
        ("rain", (0,), len("It rained in Swat.")),
    ]


def test_a_line_that_a_check_blocks_goes_one_rung_down() -> None:
    wrong = Phrasebook({"Police said 25 lorries passed.": "پولیسو وویل چې ۵۲ لارۍ تېرې شوې."})
    done = translate(BUNDLE, [rung(wrong, "first"), rung(Phrasebook(), "second")])
    assert [origin for _, origin in said(done.scripts)[0]] == ["first", "second"]
    assert [(answer.engine, answer.line, answer.findings[0].message) for answer in done.rejected] == [
        ("first", 1, "25 became 52.")
    ]


def test_what_no_engine_could_do_is_left_for_a_person() -> None:
    done = translate([script("road", "Road reopens", "An unknown line.")], [rung(Phrasebook())])
    assert said(done.scripts) == [[(PASHTO["Road reopens"], "one"), ("", "")]]


@pytest.mark.parametrize("broken", [Failing, Short])
def test_an_engine_that_fails_is_recorded_and_the_next_one_tried(broken: Callable[[], Translator]) -> None:
    done = translate(BUNDLE, [rung(broken(), "endpoint", local=False), rung(Phrasebook(), "argos")])
    assert all(line.origin == "argos" for script in done.scripts for line in script.lines)
    assert [(failure.engine, failure.articles) for failure in done.failed] == [("endpoint", ("road", "rain"))]
    assert [sent.engine for sent in done.sent] == ["endpoint", "endpoint", "argos", "argos"]


def test_an_engine_that_cannot_be_had_costs_nothing_else() -> None:
    def absent() -> Translator:
        raise EngineUnavailable("no model", where="argos", hint="packager models install argos en-ur")

    done = translate(BUNDLE, [Rung(name="argos", engine=absent, local=True), rung(Phrasebook())])
    assert all(line.text for script in done.scripts for line in script.lines)
    assert done.failed[0].reason == "argos: no model; packager models install argos en-ur"
    assert {sent.engine for sent in done.sent} == {"one"}


def test_one_story_refused_is_one_story_lost() -> None:
    done = translate(BUNDLE, [rung(Storyteller(), "story")])
    assert said(done.scripts) == [[("", ""), ("", "")], [(PASHTO["It rained in Swat."], "story")]]
    assert [(failure.articles, failure.reason) for failure in done.failed] == [
        (("road",), "storyteller: the answer was refused")
    ]


@pytest.mark.parametrize(
    ("limits", "sent"),
    [
        (TranslationLimits(), ["road", "rain"]),
        (TranslationLimits(offline=True), []),
        (TranslationLimits(keep_local={"road"}), ["rain"]),
    ],
)
def test_no_text_leaves_that_may_not(limits: TranslationLimits, sent: list[str]) -> None:
    remote = Phrasebook()
    done = translate(BUNDLE, [rung(remote, local=False), rung(Phrasebook({}), "local")], limits=limits)
    assert [entry.article for entry in done.sent if not entry.local] == sent
    allowed = [line.source for script in BUNDLE if script.article in sent for line in script.lines]
    assert [line for call in remote.asked for line in call] == allowed
    assert all(line.text for script in done.scripts for line in script.lines)


def test_lines_in_hand_are_left_alone() -> None:
    kept = Line(role=Role.BODY, source="Road reopens", text="زما متن", origin="editor", checked=True)
    mine = Script(article="road", language="ps", lines=(kept, Line(role=Role.BODY, source="It rained in Swat.")))
    engine = Phrasebook()
    done = translate([mine], [rung(engine)])
    assert engine.asked == [["It rained in Swat."]]
    assert (done.scripts[0].lines[0].text, done.scripts[0].lines[0].checked) == ("زما متن", True)


def test_the_same_text_is_asked_once_and_remembered(tmp_path: Path) -> None:
    cache = KeptAnswers(Store(tmp_path))
    first, second = Phrasebook(), Phrasebook()
    twice = (*BUNDLE, script("again", "It rained in Swat."))
    translate(twice, [rung(first)], cache=cache)
    done = translate((*twice, script("new", "Road reopens", "Another line.")), [rung(second)], cache=cache)
    assert first.asked == [list(PASHTO)]
    assert second.asked == [["Another line."]]
    assert [entry.article for entry in done.sent] == ["new"]


def test_a_changed_engine_is_asked_again(tmp_path: Path) -> None:
    cache = KeptAnswers(Store(tmp_path))
    upgraded = Phrasebook()
    upgraded.fingerprint = "phrasebook 2"
    translate(BUNDLE, [rung(Phrasebook())], cache=cache)
    translate(BUNDLE, [rung(upgraded)], cache=cache)
    assert upgraded.asked == [list(PASHTO)]


class Forgetful(Phrasebook):
    fingerprint = "forgetful 1"

    def translate(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        texts = super().translate(lines, source, target)
        raise LinesLost("the last line did not come back", [*texts[:-1], ""])


def test_lines_that_came_are_kept_when_another_is_lost(tmp_path: Path) -> None:
    cache = KeptAnswers(Store(tmp_path))
    engine = Forgetful()
    done = translate(BUNDLE, [rung(engine), rung(Phrasebook(), "next")], cache=cache)
    assert [origin for story in said(done.scripts) for _, origin in story] == ["one", "one", "next"]
    assert [failure.articles for failure in done.failed] == [("rain",)]
    translate(BUNDLE, [rung(engine)], cache=cache)
    assert engine.asked[1:] == [["It rained in Swat."]]


def test_a_large_bundle_goes_in_parts_of_like_length_and_is_seen_to_go_on() -> None:
    lines = [f"It rained in Swat for {number} hours{' and more' * (number % 7)}." for number in range(150)]
    engine = Phrasebook({line: f"په سوات کې {number} ساعته باران وشو." for number, line in enumerate(lines)})
    steps: list[tuple[int, int]] = []
    done = translate([script("rain", *lines)], [rung(engine)], progress=lambda _what, at, of: steps.append((at, of)))
    assert [len(call) for call in engine.asked] == [64, 64, 22]
    assert [max(map(len, call)) for call in engine.asked] == sorted(max(map(len, call)) for call in engine.asked)
    assert steps == [(0, 150), (64, 150), (128, 150)]
    assert [(sent.lines, sent.characters) for sent in done.sent] == [(tuple(range(150)), sum(map(len, lines)))]


def test_only_looking_sends_nothing_and_counts_a_line_for_one_engine_alone() -> None:
    first, second = Phrasebook(), Phrasebook()
    done = translate(BUNDLE, [rung(first), rung(second, "two")], limits=TranslationLimits(look_only=True))
    assert first.asked == second.asked == []
    assert [(sent.engine, sent.lines) for sent in done.sent] == [("one", (0, 1)), ("one", (0,))]
