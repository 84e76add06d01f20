from __future__ import annotations

from pathlib import Path

import pytest

from packager.errors import InputError
from packager.records import Article, Paragraph, Role, Source
from packager.translation.memory import Memory
from packager.translation.script import InHand, draft
from packager.translation.units import Unit

ENGLISH = [
    "Road reopens near Chitral",
    "Police said the road to Chitral reopened on Monday.",
    "“We waited two days,” a driver said.",
    "With reporting by Gul Khan",
]
PASHTO = (
    "چترال ته څېرمه سړک پرانیستل شو",
    "پولیسو وویل چې د چترال سړک د دوشنبې په ورځ پرانیستل شو.",
    "یوه چلوونکي وویل: «موږ دوه ورځې انتظار وکړ.»",
    "په راپور کې د ګل خان مرسته شامله ده",
)


def article(**changes: object) -> Article:
    roles = [Role.BODY, Role.QUOTE, Role.CAPTION, Role.CREDIT]
    texts = [*ENGLISH[1:3], "A lorry on the road.", ENGLISH[3]]
    values: dict[str, object] = {
        "id": "chitral-road",
        "headline": ENGLISH[0],
        "paragraphs": tuple(Paragraph(role=role, text=text) for role, text in zip(roles, texts, strict=True)),
        "source": Source(sha256="0" * 64, file="road.txt"),
    }
    return Article(**{**values, **changes})  # type: ignore[arg-type]  # fields of Article


def test_headline_paragraphs_and_credit_are_lines_and_captions_are_not() -> None:
    script = draft(article(), "ps")
    assert [line.source for line in script.lines] == ENGLISH
    assert [line.role for line in script.lines] == [Role.HEADLINE, Role.BODY, Role.QUOTE, Role.CREDIT]
    assert not script.complete
    assert {line.origin for line in script.lines} == {""}


def test_a_translation_beside_the_article_is_taken_line_by_line() -> None:
    script = draft(article(in_hand={"ps": PASHTO}), "ps")
    assert tuple(line.text for line in script.lines) == PASHTO
    assert {(line.origin, line.checked) for line in script.lines} == {("beside file", True)}
    assert [line.findings for line in script.lines] == [()] * 4


def test_the_other_language_beside_the_article_is_not_taken() -> None:
    assert not any(line.text for line in draft(article(in_hand={"ps": PASHTO}), "ur").lines)


def test_the_editor_comes_first_then_the_beside_file_then_the_memory(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "m.sqlite") as memory:
        units = [(ENGLISH[1], "د حافظې متن", True), (ENGLISH[3], "د حافظې وروستۍ کرښه", False)]
        memory.learn(Unit(source=source, target=text, language="ps", checked=ok) for source, text, ok in units)
        in_hand = InHand(edited={f" {ENGLISH[0]} ": "د سمونچاري سرلیک"}, recall=memory.lookup)
        script = draft(article(in_hand={"ps": (*PASHTO[:3], "")}), "ps", in_hand)
    assert [(line.text, line.origin, line.checked) for line in script.lines] == [
        ("د سمونچاري سرلیک", "editor", True),
        (PASHTO[1], "beside file", True),
        (PASHTO[2], "beside file", True),
        ("د حافظې وروستۍ کرښه", "memory 100%", False),
    ]


def test_a_station_may_put_its_memory_first(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "m.sqlite") as memory:
        memory.learn([Unit(source=ENGLISH[1], target="د حافظې متن", language="ps", checked=True)])
        script = draft(
            article(in_hand={"ps": PASHTO}), "ps", InHand(recall=memory.lookup, order=("memory", "beside file"))
        )
    assert [line.origin for line in script.lines] == ["beside file", "memory 100%", "beside file", "beside file"]


def test_what_is_nearly_the_same_in_the_memory_is_not_taken(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "m.sqlite") as memory:
        memory.learn([Unit(source=ENGLISH[1].replace("Monday", "Friday"), target="متن", language="ps", checked=True)])
        script = draft(article(), "ps", InHand(recall=memory.lookup))
    assert not any(line.text for line in script.lines)


def test_a_paragraph_too_few_beside_the_article_names_the_file() -> None:
    with pytest.raises(InputError, match=r"road\.txt: the 'ps' translation has 3 paragraphs and the article 4"):
        draft(article(in_hand={"ps": PASHTO[:3]}), "ps")


def test_a_human_line_is_checked_like_any_other() -> None:
    wrong = (PASHTO[0], PASHTO[1].replace("دوشنبې", "جمعې"), *PASHTO[2:])
    line = draft(article(in_hand={"ps": wrong}), "ps").lines[1]
    assert [finding.message for finding in line.findings] == ["Monday became Friday."]
