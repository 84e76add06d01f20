"""The review in a terminal: what blocks first, and right to left right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from packager.desk.listing import attention, report
from packager.desk.manifest import Manifest
from packager.records import Finding, Line, Offer, Role, Severity, Status
from tests.desk.test_round_trip import MANIFEST, STORY

BLOCKS = Finding(check="number", severity=Severity.BLOCKS, message="the number ۲۵۰۰ (2,500) is missing")
NOTES = Finding(check="length", severity=Severity.NOTES, message="the translation is short")
PLAIN = Line(role=Role.BODY, source="One.", text="یو.", origin="argos 1.9")
LATIN = replace(PLAIN, source="AFP said so.", text="AFP اژانس وویل ۲۰.", findings=(NOTES,))
OFFER = Offer(origin="memory 83%", text="دوه", why="")
LINES = (
    replace(PLAIN, role=Role.HEADLINE),
    LATIN,
    replace(PLAIN, text="", source="Empty."),
    replace(PLAIN, source="2,500 waited.", findings=(NOTES, BLOCKS), offers=(OFFER,)),
)


def day(**statuses: Status) -> Manifest:
    stories = [replace(STORY, id=name, status=status, stale="", lines=LINES[:2]) for name, status in statuses.items()]
    return replace(MANIFEST, stories=tuple(stories), dropped=())


def test_lines_come_in_order_of_risk() -> None:
    found = attention(replace(STORY, lines=LINES))
    assert [item.number for item in found] == [4, 3, 2, 1]
    assert found[0].why == (
        "blocks: the number ۲۵۰۰ (2,500) is missing",
        "the translation is short",
        "no person stands behind it (argos 1.9)",
    )


def test_stories_come_in_order_of_risk_and_what_is_dealt_with_last() -> None:
    made = day(done=Status.APPROVED, killed=Status.KILLED, calm=Status.REVIEW, grave=Status.REVIEW)
    grave = replace(made.stories[3], lines=LINES)
    told = report(Path("m"), replace(made, stories=(*made.stories[:3], grave)))
    listed = [line for line in told if line[2:3].isalpha()]
    assert [line.split()[1] for line in listed[:4]] == ["grave", "calm", "done", "killed"]


def test_each_text_is_shown_from_the_right_on_a_line_of_its_own() -> None:
    lines = list(report(Path("m"), day(road=Status.REVIEW)))
    assert "         \u200fAFP اژانس وویل ۲۰." in lines  # a Latin word begins it, and would turn it from the left
    assert "         یو." in lines  # one that a terminal shows rightly is left as it is
    told = list(report(Path("m"), replace(day(road=Status.REVIEW), stories=(replace(STORY, stale="", lines=LINES),))))
    assert "         ! blocks: the number ۲۵۰۰\u200e (2,500) is missing" in told
    assert told[told.index("         suggestion 1, from memory 83%:") + 1] == "             دوه"
