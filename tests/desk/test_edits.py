"""What an editor did to a manifest comes back as the next run's input."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from packager.desk.approval import ApprovalBasis, judge, left_out
from packager.desk.approving import LINE_STALE, of_line, of_words, with_approvals
from packager.desk.content import Content, content
from packager.desk.edits import StoryEdits, annotate, article_of, as_it_stood, filed, order, story_edits
from packager.desk.manifest import Manifest
from packager.desk.reading import parse
from packager.desk.state import State
from packager.desk.writing import render
from packager.records import Approval, Filing, Finding, Line, Role, Script, Severity, Status
from tests.desk.test_round_trip import LINES, MANIFEST, STORY

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
FULL = Script(article="a", language="ps", lines=(LINES[0],))


def _again(text: str) -> Manifest:
    """The manifest as a run reads it: with the program's own file beside it."""
    return replace(parse(text, where="m"), state=MANIFEST.state)


def test_nothing_touched_is_nothing_edited() -> None:
    assert story_edits(MANIFEST, "road-open").texts == {}
    assert story_edits(MANIFEST, "no-such-story") == StoryEdits()


def test_a_changed_and_a_filled_line_are_the_editors() -> None:
    text = render(MANIFEST).replace("ورسېد.", "ورسېده.", 1).replace('ps: ""', "ps: د اې اېف پي مرسته", 1)
    edits = story_edits(_again(text), "road-open")
    assert edits.texts == {
        LINES[1].source: "د پولیو کمپاین ۲۵۰۰ ماشومانو ته ورسېده.",
        LINES[2].source: "د اې اېف پي مرسته",
    }


def test_an_emptied_line_asks_for_a_new_draft() -> None:
    text = render(MANIFEST).replace("ps: د پولیو کمپاین ۲۵۰۰ ماشومانو ته ورسېد.", 'ps: ""', 1)
    assert story_edits(_again(text), "road-open").texts == {}


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
    manifest = _again(text)
    script = as_it_stood(article_of(manifest.stories[0]), story_edits(manifest, "road-open"), "ps")
    assert [line.origin for line in script.lines] == ["memory 100%", "editor", ""]
    assert article_of(manifest.stories[0]).headline == LINES[0].source
    assert [p.text for p in article_of(manifest.stories[0]).paragraphs] == [LINES[1].source, LINES[2].source]


def test_the_editors_order_stands_and_new_stories_come_after_by_priority() -> None:
    first, second = (article_of(story) for story in MANIFEST.stories)
    urgent, quiet = (replace(first, id=name, filing=Filing(priority=n)) for name, n in (("urgent", 1), ("quiet", 8)))
    got = order(MANIFEST, [quiet, urgent, second, first])
    assert [story.id for story in got] == ["road-open", "school", "urgent", "quiet"]


SPOKEN = ("نه لار خلاصه ده",)
MADE = content(FULL.lines, SPOKEN, "pashto", "yusufzai")


def _basis(
    lines: tuple[Line, ...] = FULL.lines, built: Content | None = MADE, *, touched: bool = False
) -> ApprovalBasis:
    return ApprovalBasis(seen=content(lines), built=built, touched=touched)


def _approved(of: str = "", by: str = "Gul", at: str = "") -> StoryEdits:
    return StoryEdits(status=Status.APPROVED, approved=Approval(by=by, of=of, at=at))


def test_approval_is_of_content() -> None:
    given = judge(FULL, _approved(), MADE, _basis(), NOW)
    assert given.status is Status.APPROVED
    assert given.approved == Approval(by="Gul", at="2026-11-23T06:00:00+00:00", of=MADE.of("Gul"))
    again = StoryEdits(status=Status.APPROVED, approved=given.approved)
    assert judge(FULL, again, MADE, _basis(), NOW) == given


def _changed(source: str = LINES[0].source, text: str = LINES[0].text) -> tuple[Line, ...]:
    return (replace(LINES[0], source=source, text=text),)


OTHER = {
    "line 1 changed": content(_changed(text="هو"), SPOKEN, "pashto", "yusufzai"),
    "the English of line 1 changed": content(_changed(source="The road is shut"), SPOKEN, "pashto", "yusufzai"),
    "the spoken form changed": content(FULL.lines, ("هو",), "pashto", "yusufzai"),
    "voice changed from pashto to pashto-edge": content(FULL.lines, SPOKEN, "pashto-edge", "yusufzai"),
    "voice changed: pashto speaks otherwise": content(FULL.lines, SPOKEN, "pashto", "kandahari"),
}


@pytest.mark.parametrize("what", OTHER)
def test_what_changed_since_an_approval_is_told(what: str) -> None:
    edits = _approved(of=MADE.of("Gul"), at="2026-11-23T05:00:00+00:00")
    stale = judge(FULL, edits, OTHER[what], _basis(), NOW)
    assert stale.status is Status.REVIEW
    assert stale.stale.startswith(what)
    assert stale.stale.endswith("since Gul approved it at 2026-11-23T05:00:00+00:00")


@pytest.mark.parametrize("what", OTHER)
def test_an_approval_is_of_what_its_editor_had_before_them(what: str) -> None:
    """Nobody approves a text, an English or a sound that comes with the next run."""
    assert what in judge(FULL, _approved(), OTHER[what], _basis(), NOW).stale


def test_who_changes_a_line_and_approves_it_approves_how_it_is_then_read() -> None:
    mine = _changed(text="هو")
    made = content(mine, ("هو",), "pashto", "yusufzai")
    assert judge(FULL, _approved(), made, _basis(mine, touched=True), NOW).status is Status.APPROVED
    other = content(_changed(text="بل"), ("بل",), "pashto", "yusufzai")
    assert "line 1 changed" in judge(FULL, _approved(), other, _basis(mine, touched=True), NOW).stale


def test_what_was_approved_while_it_was_empty_is_not_approved() -> None:
    stale = judge(FULL, _approved(), MADE, _basis(_changed(text=""), None), NOW)
    assert stale.status is Status.REVIEW
    assert "before line 1 had a text" in stale.stale


@pytest.mark.parametrize("of", ["sha256:00", MADE.of("Zarghuna"), "x"])
def test_a_made_up_or_copied_digest_is_no_approval(of: str) -> None:
    assert judge(FULL, _approved(of=of), MADE, _basis(), NOW).status is Status.REVIEW


def test_an_approval_of_version_1_holds_while_the_lines_are_what_they_were() -> None:
    edits = _approved(of=MADE.version_1, at="2026-11-23T05:00:00+00:00")
    given = judge(FULL, edits, MADE, _basis(built=None), NOW)
    assert given.approved == Approval(by="Gul", at="2026-11-23T05:00:00+00:00", of=MADE.of("Gul"))
    assert judge(FULL, edits, MADE, _basis(_changed(source="Other"), None), NOW).status is Status.REVIEW


@pytest.mark.parametrize("by", ["", " ", "\u200b", "\u2063 \u00a0", "—", "42", "\u202e"])
def test_approved_by_nobody_is_not_approved(by: str) -> None:
    for edits in (_approved(by=by), _approved(by=by, of=MADE.of(by)), StoryEdits(status=Status.APPROVED)):
        verdict = judge(FULL, edits, MADE, _basis(), NOW)
        assert verdict.status is Status.REVIEW
        assert "by nobody" in verdict.stale


def test_an_approval_from_the_future_is_none() -> None:
    edits = _approved(of=MADE.of("Gul"), at="2099-01-01T00:00:00+05:00")
    assert "not yet" in judge(FULL, edits, MADE, _basis(), NOW).stale


@pytest.mark.parametrize("status", [Status.REVIEW, Status.APPROVED, Status.NEEDS_TRANSLATION])
def test_an_incomplete_story_needs_translation_whatever_it_says(status: Status) -> None:
    script = Script(article="a", language="ps", lines=LINES)
    verdict = judge(script, StoryEdits(status=status, approved=Approval(by="Gul")), MADE, _basis(), NOW)
    assert verdict.status is Status.NEEDS_TRANSLATION
    skipped = left_out(verdict.status, script)
    assert skipped is not None
    assert skipped.reason == "1 of 3 lines have no translation"


@pytest.mark.parametrize("status", [Status.HOLD, Status.KILLED])
def test_hold_and_killed_stand(status: Status) -> None:
    assert judge(FULL, StoryEdits(status=status), MADE, _basis(), NOW).status is status
    assert left_out(status, FULL) is not None


def test_a_blocked_machine_line_holds_its_story_and_a_persons_does_not() -> None:
    blocked = replace(LINES[0], findings=(Finding(check="x", severity=Severity.BLOCKS, message="m"),), checked=False)
    script = replace(FULL, lines=(blocked,))
    assert judge(script, StoryEdits(), MADE, _basis(), NOW).status is Status.HOLD
    checked = replace(script, lines=(replace(blocked, checked=True),))
    assert judge(checked, StoryEdits(), MADE, _basis(), NOW).status is Status.REVIEW
    assert left_out(Status.REVIEW, script) is None


BLOCKED = replace(
    LINES[0], checked=False, findings=(Finding(check="x", severity=Severity.BLOCKS, message="m"),), origin="argos 1.9"
)


def _with_line_approval(before: Line, now: Line, approval: Approval) -> Line:
    edits = StoryEdits(before=(replace(before, approved=approval),))
    script = Script(article="a", language="ps", lines=(now,))
    return with_approvals(script, edits, "2026-11-23T06:00:00+00:00").lines[0]


def test_a_line_that_somebody_stands_behind_holds_its_story_no_more() -> None:
    line = _with_line_approval(BLOCKED, BLOCKED, Approval(by="Gul"))
    assert line.checked
    assert line.approved == Approval(by="Gul", at="2026-11-23T06:00:00+00:00", of=of_line(BLOCKED, "Gul"))
    assert judge(replace(FULL, lines=(line,)), StoryEdits(), MADE, _basis(), NOW).status is Status.REVIEW
    assert _with_line_approval(BLOCKED, BLOCKED, line.approved) == line


@pytest.mark.parametrize(
    ("now", "approval"),
    [
        (replace(BLOCKED, text="بل"), Approval(by="Gul")),
        (replace(BLOCKED, text="بل"), Approval(by="Gul", of=of_line(BLOCKED, "Gul"))),
        (BLOCKED, Approval(by="Gul", of=of_line(BLOCKED, "Zarghuna"))),
        (BLOCKED, Approval(by="Gul", of="sha256:00")),
        (BLOCKED, Approval(by=" ")),
        (BLOCKED, Approval(by=" ", of=of_line(BLOCKED, " "))),
    ],
)
def test_a_lines_approval_is_of_its_words_by_somebody(now: Line, approval: Approval) -> None:
    line = _with_line_approval(BLOCKED, now, approval)
    assert not line.checked
    assert line.findings[-1].check == LINE_STALE
    assert judge(replace(FULL, lines=(line,)), StoryEdits(), MADE, _basis(), NOW).status is Status.HOLD


def test_words_that_were_approved_before_a_build_are_the_words_that_are_spoken() -> None:
    """Who approves on a page what was just changed approves those words, and nobody's later ones."""
    mine = _changed(text="هو")
    made = content(mine, ("هو",), "pashto", "yusufzai")
    edits = _approved(of=of_words(content(mine), "Gul"), at="2026-11-23T05:00:00+00:00")
    given = judge(FULL, edits, made, _basis(mine, touched=True), NOW)
    assert given.approved == Approval(by="Gul", at="2026-11-23T05:00:00+00:00", of=made.of("Gul"))
    later = _changed(text="بل")
    stale = judge(FULL, edits, content(later, ("بل",), "pashto"), _basis(later, touched=True), NOW)
    assert stale.stale == "English or text changed since Gul approved it at 2026-11-23T05:00:00+00:00"


def test_a_priority_that_an_editor_gave_goes_before_the_articles_own() -> None:
    article = replace(article_of(MANIFEST.stories[0]), filing=Filing(priority=5))
    assert MANIFEST.stories[0].filing.priority == 3
    for came, priority in (("5", 3), ("3", 5)):
        given = replace(MANIFEST, state=State(came={"road-open": came}))
        assert filed(article, given) == Filing(priority=priority)
    assert filed(article, None) == Filing(priority=5)
