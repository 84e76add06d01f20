"""What an editor did to a manifest comes back as the next run's input."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from packager.desk.approval import Content, judge, left_out
from packager.desk.edits import StoryEdits, annotate, article_of, as_it_stood, order, story_edits
from packager.desk.manifest import Approval
from packager.desk.reading import parse
from packager.desk.writing import render
from packager.records import Finding, Line, Role, Script, Severity, Status
from tests.desk.test_round_trip import LINES, MANIFEST, STORY

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
FULL = Script(article="a", language="ps", lines=(LINES[0],))
NOTHING = Content(script=FULL, spoken=(), voice="")


def test_nothing_touched_is_nothing_edited() -> None:
    assert story_edits(MANIFEST, "road-open").texts == {}
    assert story_edits(MANIFEST, "no-such-story") == StoryEdits()


def test_a_changed_and_a_filled_line_are_the_editors() -> None:
    text = render(MANIFEST).replace("ورسېد.", "ورسېده.", 1).replace('ps: ""', "ps: د اې اېف پي مرسته", 1)
    edits = story_edits(parse(text, where="m"), "road-open")
    assert edits.texts == {
        LINES[1].source: "د پولیو کمپاین ۲۵۰۰ ماشومانو ته ورسېده.",
        LINES[2].source: "د اې اېف پي مرسته",
    }


def test_an_emptied_line_asks_for_a_new_draft() -> None:
    text = render(MANIFEST).replace("ps: د پولیو کمپاین ۲۵۰۰ ماشومانو ته ورسېد.", 'ps: ""', 1)
    assert story_edits(parse(text, where="m"), "road-open").texts == {}


def test_what_was_the_editors_stays_so_in_later_runs() -> None:
    mine = replace(LINES[1], origin="editor")
    later = replace(MANIFEST, stories=(replace(STORY, lines=(LINES[0], mine, LINES[2])),))
    assert story_edits(later, "road-open").texts == {mine.source: mine.text}


def test_notes_come_back_and_changed_english_is_told() -> None:
    noted = replace(STORY, lines=(replace(LINES[0], note="ask Gul"), *LINES[1:]))
    edits = story_edits(replace(MANIFEST, stories=(noted,)), "road-open")
    fresh = Line(role=Role.BODY, source="The polio drive reached 2,600 children at 10:30.")
    after = annotate(
        Script(article="road-open", language="ps", lines=(Line(role=Role.HEADLINE, source=LINES[0].source), fresh)),
        edits,
    )
    assert after.lines[0].note == "ask Gul"
    assert after.lines[0].findings == ()
    (finding,) = after.lines[1].findings
    assert finding.check == "source-changed"
    assert LINES[1].text in finding.message


def test_a_story_whose_article_is_gone_keeps_its_lines_and_their_origin() -> None:
    text = render(MANIFEST).replace("ورسېد.", "ورسېده.", 1)
    manifest = parse(text, where="m")
    script = as_it_stood(article_of(manifest.stories[0]), story_edits(manifest, "road-open"), "ps")
    assert [line.origin for line in script.lines] == ["memory 100%", "editor", ""]
    assert article_of(manifest.stories[0]).headline == LINES[0].source
    assert [p.text for p in article_of(manifest.stories[0]).paragraphs] == [LINES[1].source, LINES[2].source]


def test_the_editors_order_stands_and_new_stories_come_after_by_priority() -> None:
    first, second = (article_of(story) for story in MANIFEST.stories)
    urgent, quiet = replace(first, id="urgent", priority=1), replace(first, id="quiet", priority=8)
    got = order(MANIFEST, [quiet, urgent, second, first])
    assert [story.id for story in got] == ["road-open", "school", "urgent", "quiet"]


def test_approval_is_of_content() -> None:
    content = Content(script=FULL, spoken=("نه لار خلاصه ده",), voice="pashto")
    asked = StoryEdits(status=Status.APPROVED, approved=Approval(by="Gul"))
    given = judge(FULL, asked, content, NOW)
    assert given.status is Status.APPROVED
    assert given.approved == Approval(by="Gul", at="2026-11-23T06:00:00+00:00", of=content.digest)
    again = StoryEdits(status=Status.APPROVED, approved=given.approved)
    assert judge(FULL, again, content, NOW) == given
    for other in (
        replace(content, script=replace(FULL, lines=(replace(LINES[0], text="هو"),))),
        replace(content, spoken=("هو",)),
        replace(content, voice="pashto-kandahari"),
    ):
        stale = judge(FULL, again, other, NOW)
        assert stale.status is Status.REVIEW
        assert "Gul" in stale.stale


def test_a_change_of_voice_alone_says_which() -> None:
    content = Content(script=FULL, spoken=("نه لار خلاصه ده",), voice="pashto-edge")
    again = StoryEdits(status=Status.APPROVED, approved=Approval(by="Gul", at="x", of=content.digest))
    stale = judge(FULL, again, replace(content, voice="pashto"), NOW, "pashto-edge").stale
    assert stale == "voice changed from pashto-edge to pashto since Gul approved it at x"


def test_approved_by_nobody_is_not_approved() -> None:
    verdict = judge(FULL, StoryEdits(status=Status.APPROVED), NOTHING, NOW)
    assert verdict.status is Status.REVIEW
    assert "by nobody" in verdict.stale


@pytest.mark.parametrize("status", [Status.REVIEW, Status.APPROVED, Status.NEEDS_TRANSLATION])
def test_an_incomplete_story_needs_translation_whatever_it_says(status: Status) -> None:
    script = Script(article="a", language="ps", lines=LINES)
    verdict = judge(script, StoryEdits(status=status, approved=Approval(by="Gul")), NOTHING, NOW)
    assert verdict.status is Status.NEEDS_TRANSLATION
    skipped = left_out(verdict.status, script)
    assert skipped is not None
    assert skipped.reason == "1 of 3 lines have no translation"


@pytest.mark.parametrize("status", [Status.HOLD, Status.KILLED])
def test_hold_and_killed_stand(status: Status) -> None:
    assert judge(FULL, StoryEdits(status=status), NOTHING, NOW).status is status
    assert left_out(status, FULL) is not None


def test_a_blocked_machine_line_holds_its_story_and_a_persons_does_not() -> None:
    blocked = replace(LINES[0], findings=(Finding(check="x", severity=Severity.BLOCKS, message="m"),), checked=False)
    script = replace(FULL, lines=(blocked,))
    assert judge(script, StoryEdits(), NOTHING, NOW).status is Status.HOLD
    checked = replace(script, lines=(replace(blocked, checked=True),))
    assert judge(checked, StoryEdits(), NOTHING, NOW).status is Status.REVIEW
    assert left_out(Status.REVIEW, script) is None
