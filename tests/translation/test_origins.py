"""An approval makes nobody the author: a machine's line stays a machine's in the memory and in what is disclosed."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.delivery.disclosure import Translation
from packager.edition.phrases import translation
from packager.records import Approval, Article, Line, Paragraph, Role, Script, Source
from packager.translation.learning import learn
from packager.translation.memory import Memory
from packager.translation.script import InHand, draft
from packager.translation.units import engine_behind

ARTICLE = Article(
    id="road",
    headline="The road reopened",
    paragraphs=(Paragraph(role=Role.BODY, text="Nobody was hurt."),),
    source=Source(sha256="00"),
)


def _script(origin: str, *, checked: bool) -> Script:
    lines = (
        Line(role=Role.HEADLINE, source="The road reopened", text="لار پرانیستل شوه", origin=origin, checked=checked),
        Line(
            role=Role.BODY, source="Nobody was hurt.", text="هېچا ته زیان نه دی رسېدلی.", origin=origin, checked=checked
        ),
    )
    return Script(article="road", language="ps", lines=lines)


@pytest.mark.parametrize(
    ("origin", "engine"),
    [
        ("argos en-ps 1.0", "argos en-ps 1.0"),
        ("memory 100%, argos en-ps 1.0", "argos en-ps 1.0"),
        ("memory 100%", ""),
        ("memory 100%, editor", ""),
        ("editor", ""),
        ("beside file", ""),
        ("article", ""),
        ("", ""),
    ],
)
def test_who_made_a_line_is_told_by_its_origin(origin: str, engine: str) -> None:
    assert engine_behind(origin) == engine


@pytest.mark.parametrize("origin", ["openai-chat tiny", "madlad400-3b", "beside file", "editor"])
def test_what_was_approved_comes_back_as_what_it_is_as_often_as_it_is_learnt(tmp_path: Path, origin: str) -> None:
    path = tmp_path / "memory.sqlite"
    machine = bool(engine_behind(origin))
    script = _script(origin, checked=True)
    first = translation([script])
    for day in range(3):
        learn(path, [(script, Approval(by="Gul", at=f"2026-11-2{day}T06:00:00+05:00", of="x"))])
        with Memory.open(path) as memory:
            script = draft(ARTICLE, "ps", InHand(recall=memory.lookup))
        assert all(line.checked for line in script.lines)
        assert [engine_behind(line.origin) for line in script.lines] == [origin if machine else ""] * 2
        assert translation([script]) is first
    assert first is (Translation.CHECKED if machine else Translation.PEOPLE)
