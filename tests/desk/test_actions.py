"""An editor's acts: what each does, that it touches nothing else, and that two people lose no word to each other."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from packager.desk import acts, review_log
from packager.desk.actions import apply
from packager.desk.acts import Action
from packager.desk.approving import line_stands, stands
from packager.desk.conflicts import Conflict
from packager.desk.content import content
from packager.desk.decisions import decisions
from packager.desk.etags import etags
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.performing import perform
from packager.desk.reading import read
from packager.desk.state import State, written_digests
from packager.desk.writing import write
from packager.errors import InputError
from packager.records import Approval, Finding, Hearing, Offer, Severity, Status
from tests.desk.test_round_trip import LINES, MANIFEST, STORY

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
OFFERS = (Offer(origin="memory 83%", text="د اې اېف پي په مرسته", why="'AP' for 'AFP'"),)
CREDIT = replace(LINES[2], text="د اې اېف پي مرسته", origin="argos 1.9", offers=OFFERS)
FULL = replace(STORY, status=Status.REVIEW, lines=(LINES[0], LINES[1], CREDIT))
STORIES = tuple(replace(FULL, id=name) for name in ("road", "school", "rain"))
LINED = written_digests([line.text for line in FULL.lines])
DAY = replace(
    MANIFEST,
    stories=STORIES,
    state=State(
        lines={story.id: LINED for story in STORIES},
        contents={story.id: content(story.lines, ["a"], "pashto") for story in STORIES},
    ),
)
TEXT = "د پولیو کمپاین درې زره ماشومانو ته ورسېد."


def act(action: Action, day: Manifest = DAY, by: str = "Gul") -> Manifest:
    return apply(day, action, by=by, now=NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "manifest.yaml", DAY, None)
    return tmp_path / "manifest.yaml"


def do(path: Path, action: Action, by: str = "Gul", shown: str | None = None) -> Manifest:
    return perform(path, action, by=by, now=NOW, etag=shown).manifest


def story(day: Manifest, name: str = "road") -> StoryEntry:
    found = day.story(name)
    assert found
    return found


def names(*approvals: Approval | None) -> list[str]:
    return [approval.by if approval else "" for approval in approvals]


DONE: list[tuple[Action, dict[str, object]]] = [
    (acts.SetText(story="road", line=2, text=TEXT), {"text": TEXT}),
    (acts.SetText(story="road", line=2, text=f"  {TEXT}\n"), {"text": TEXT}),
    (acts.TakeSuggestion(story="road", line=3, number=1), {"text": OFFERS[0].text}),
    (acts.Say(word="مشعل", reading="مَشَال"), {"say": "مَشَال"}),
    (acts.TakeBack(story="road", text="Pupils in the open (file photo)"), {"left-out": True}),
    (acts.LeaveOut(story="road", text="What happens next"), {"left-out": None}),
    (acts.Hold(story="road", reason="ask Kabul"), {"status": "hold", "reason": "ask Kabul"}),
    (acts.Kill(story="road", reason="false"), {"status": "killed", "reason": "false"}),
    (acts.Kill(reason="false"), {"status": "killed", "reason": "false"}),
    (acts.Reorder(stories=("rain", "road")), {"order": ["rain", "road", "school"]}),
    (acts.SetPriority(story="road", priority=1), {"priority": 1}),
    (acts.Note(text="later"), {"note": "later"}),
    (acts.Note(story="road", text="later"), {"note": "later"}),
    (acts.Note(story="road", line=1, text="later"), {"note": "later"}),
    (acts.UseRecording(story="road", name="road.wav"), {"recording": "road.wav"}),
    (acts.UseRecording(story="road", line=2, name="road/2.wav"), {"recording": "road/2.wav"}),
]


@pytest.mark.parametrize(("action", "changed"), DONE)
def test_an_act_does_what_it_says_and_nothing_else(path: Path, action: Action, changed: dict[str, object]) -> None:
    before = path.read_text("utf-8")
    done = perform(path, action, by="Gul", now=NOW)
    assert {change.place.key: change.after for change in done.changes} == changed
    assert done.manifest == read(path)
    assert decisions(done.manifest) == decisions(act(action))
    gone = [line for line in before.splitlines() if line not in path.read_text("utf-8").splitlines()]
    assert len(gone) <= 2
    back = perform(path, acts.Undo(), by="Gul", now=NOW)
    assert decisions(back.manifest) == decisions(DAY)
    assert set(before.splitlines()) == set(path.read_text("utf-8").split("review-log:")[0].splitlines())


REFUSED: list[tuple[Action, str]] = [
    (acts.SetText(story="rode", line=1, text="x"), "no story 'rode'; there are: road, school, rain"),
    (acts.SetText(story="road", line=0, text="x"), "road: has no line 0; it has 3"),
    (acts.SetText(story="road", line=4, text="x"), "road: has no line 4"),
    (acts.SetText(story="road", line=1, text="لا\u202eر"), "road line 1 has U+202E in it"),
    (acts.SetText(story="road", line=1, text="لا\ud800ر"), "road line 1 has U+D800 in it"),
    (acts.SetText(story="road", line=1, text="x" * 10_001), "over 10,000 letters"),
    (acts.TakeSuggestion(story="road", line=1, number=1), "road line 1: has no suggestion 1; there are 0"),
    (acts.Say(word=" ", reading="x"), "no word is named"),
    (acts.TakeBack(story="road", text="KABUL (Reuters) -"), "nothing left out that reads"),
    (acts.Kill(story="road", reason=" "), "a kill needs a reason"),
    (acts.Restore(story="road"), "is not held or killed"),
    (acts.Restore(), "the episode is not killed"),
    (acts.Reorder(stories=("road", "road")), "named twice"),
    (acts.SetPriority(story="road", priority=0), "priority 0 is not 1 to 9"),
    (acts.UseRecording(story="road", name="../x.wav"), "leads out of its folder"),
    (acts.Undo(), "nothing that Gul did can be undone"),
    (acts.Undo(entry=7), "entry 7 can be undone"),
]


@pytest.mark.parametrize(("action", "said"), REFUSED)
def test_what_cannot_be_done_is_one_line_and_nothing_is_written(path: Path, action: Action, said: str) -> None:
    before = path.read_bytes()
    with pytest.raises(InputError) as caught:
        do(path, action)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before
    assert not (path.parent / review_log.NAME).exists()


@pytest.mark.parametrize("by", ["", " ", "\u200b", "42", " Gul", "Gul\u202e"])
def test_nobody_acts(by: str) -> None:
    with pytest.raises(InputError):
        act(acts.Note(text="x"), by=by)


def test_an_approval_is_of_the_words_that_lie_there() -> None:
    given = act(acts.ApproveStory(story="road"))
    assert stands(story(given).approved, story(given), given)
    changed = act(acts.SetText(story="road", line=2, text=TEXT), given, by="Zarghuna")
    assert not stands(story(changed).approved, story(changed), changed)
    back = act(acts.SetText(story="road", line=2, text=FULL.lines[1].text), changed)
    assert stands(story(back).approved, story(back), back)


def test_a_second_person_stands_beside_the_first_and_alone_where_the_first_does_no_more() -> None:
    first = act(acts.ApproveStory(story="road"))
    second = act(acts.ApproveStory(story="road", evidence=acts.Evidence(heard=Hearing.WHOLE)), first, by="Zarghuna")
    assert names(story(second).approved, story(second).seconded) == ["Gul", "Zarghuna"]
    assert "whole" in str(story(second).seconded)
    changed = act(acts.SetText(story="road", line=2, text=TEXT), second)
    anew = story(act(acts.ApproveStory(story="road"), changed, by="Zarghuna"))
    assert names(anew.approved, anew.seconded) == ["Zarghuna", ""]
    gone = story(act(acts.Unapprove(story="road"), second))
    assert (gone.status, gone.approved, gone.seconded) == (Status.REVIEW, None, None)


def test_a_line_is_approved_by_itself() -> None:
    done = story(act(acts.ApproveLine(story="road", line=2)))
    assert [line_stands(line) for line in done.lines] == [False, True, False]
    assert not line_stands(replace(done.lines[1], text=TEXT))
    assert not line_stands(replace(done.lines[1], source="Other"))


def test_nobody_stands_behind_an_empty_line_nor_without_a_word_behind_a_blocked_one() -> None:
    blocked = Finding(check="x", severity=Severity.BLOCKS, message="the number 5 is missing")
    lines = (LINES[0], replace(LINES[1], findings=(blocked,)), replace(CREDIT, text=""))
    day = replace(DAY, stories=(replace(FULL, id="road", lines=lines),))
    for action in (acts.ApproveStory(story="road"), acts.ApproveLine(story="road", line=2), acts.ApproveEpisode()):
        with pytest.raises(InputError, match="road line 2: is blocked: the number 5 is missing"):
            act(action, day)
    despite = acts.Evidence(despite="said in words")
    with pytest.raises(InputError, match="road line 3: has no text"):
        act(acts.ApproveStory(story="road", evidence=despite), day)
    assert line_stands(story(act(acts.ApproveLine(story="road", line=2, evidence=despite), day)).lines[1])


def test_what_a_check_found_in_a_machines_words_keeps_back_no_words_of_an_editors() -> None:
    blocked = Finding(check="x", severity=Severity.BLOCKS, message="the number 5 is missing")
    lines = (LINES[0], replace(LINES[1], findings=(blocked,), checked=False))
    state = State(lines={"road": written_digests([line.text for line in lines])})
    day = replace(DAY, stories=(replace(FULL, id="road", lines=lines),), state=state)
    with pytest.raises(InputError, match="is blocked"):
        act(acts.ApproveLine(story="road", line=2), day)
    rewritten = act(acts.SetText(story="road", line=2, text="پنځه کسان راغلل."), day)
    assert line_stands(story(act(acts.ApproveLine(story="road", line=2), rewritten)).lines[1])


def test_an_episode_is_approved_but_for_what_is_held_or_approved_already() -> None:
    day = act(acts.Hold(story="rain"), act(acts.ApproveStory(story="road"), by="Zarghuna"))
    done = act(acts.ApproveEpisode(), day)
    assert [str(one.status) for one in done.stories] == ["approved", "approved", "hold"]
    assert names(*(one.approved for one in done.stories)) == ["Zarghuna", "Gul", ""]


def test_who_comes_second_is_told_both_texts_and_loses_no_word(path: Path) -> None:
    shown = etags(read(path))["road:2"]
    do(path, acts.SetText(story="road", line=2, text=TEXT), by="Zarghuna", shown=shown)
    with pytest.raises(Conflict) as caught:
        do(path, acts.SetText(story="road", line=2, text="بل"), shown=shown)
    assert (caught.value.mine, caught.value.theirs, caught.value.by) == ("بل", TEXT, "Zarghuna")
    assert str(caught.value) == "road line 2: was changed since it was shown, by Zarghuna; look at both, and decide"
    assert story(read(path)).lines[1].text == TEXT
    kept = review_log.read(path.parent).entries[-1]
    assert (kept["what"], kept["kept"], kept["instead-of"], kept["by"]) == ("conflict", "بل", TEXT, "Gul")
    with pytest.raises(Conflict):
        do(path, acts.ApproveLine(story="road", line=2), shown=shown)
    with pytest.raises(Conflict):
        do(path, acts.ApproveStory(story="road"), shown=etags(DAY)["road"])


def test_what_was_changed_beside_it_is_no_conflict(path: Path) -> None:
    shown = etags(read(path))
    do(path, acts.Note(story="road", line=2, text="ask"), by="Zarghuna")
    do(path, acts.SetText(story="road", line=3, text="بل"), by="Zarghuna")
    do(path, acts.SetText(story="road", line=2, text=TEXT), shown=shown["road:2"])
    do(path, acts.SetText(story="road", line=2, text=TEXT), by="Zarghuna", shown=shown["road:2"])  # the same words
    do(path, acts.Kill(story="road", reason="false"), shown=shown["road"])
    do(path, acts.Say(word="مشعل", reading="مَشَال"), shown="")
    do(path, acts.Say(word="پېښور", reading="پېښَور"), by="Zarghuna", shown="")
    with pytest.raises(Conflict):
        do(path, acts.Say(word="مشعل", reading="بل"), by="Zarghuna", shown="")
    lines = story(read(path)).lines
    assert (lines[1].text, lines[1].note, lines[2].text) == (TEXT, "ask", "بل")


def test_a_text_editor_counts_as_somebody(path: Path) -> None:
    shown = etags(read(path))["road:2"]
    path.write_text(path.read_text("utf-8").replace("ورسېد.", "ورسېده.", 1), "utf-8")
    with pytest.raises(Conflict) as caught:
        do(path, acts.SetText(story="road", line=2, text=TEXT), shown=shown)
    assert (caught.value.theirs, caught.value.by) == ("د پولیو کمپاین ۲۵۰۰ ماشومانو ته ورسېده.", "")


def test_who_undoes_takes_back_their_own_last_act_while_nobody_changed_it_since(path: Path) -> None:
    do(path, acts.SetText(story="road", line=2, text=TEXT))
    do(path, acts.Note(story="road", text="x"), by="Zarghuna")
    do(path, acts.Hold(story="rain"))
    assert story(do(path, acts.Undo()), "rain").status is Status.REVIEW
    assert story(do(path, acts.Undo())).lines[1].text == LINES[1].text
    assert story(read(path)).note == "x"
    with pytest.raises(InputError, match="nothing that Gul did"):
        do(path, acts.Undo())
    assert story(do(path, acts.Undo(entry=1 + 4))).lines[1].text == TEXT  # the undoing undone
    do(path, acts.SetText(story="road", line=2, text="بل"), by="Zarghuna")
    with pytest.raises(InputError, match="was changed again since"):
        do(path, acts.Undo(entry=6))


def test_stories_move_with_the_comments_above_them(path: Path) -> None:
    text = path.read_text("utf-8").replace("  - id: rain", "  # from our own reporter\n  - id: rain")
    path.write_text(text.replace("    status: review", "    status: review  # heard", 1), "utf-8")
    do(path, acts.Reorder(stories=("rain", "school", "road")))
    after = path.read_text("utf-8")
    assert after.index("# from our own reporter") < after.index("- id: rain") < after.index("- id: school")
    assert after.index("- id: road") < after.index("# heard")
    assert sorted(after.split("\nreview-log")[0].splitlines()) == sorted(
        text.replace("    status: review", "    status: review  # heard", 1).splitlines()
    )


WORDS = ("لار", "خلاصه", "ده", "No: 5", "'quoted'", '"double"', "# hash", "- dash", "1.5", "true", "null", "{", "x: y")


def chosen(chance: random.Random, day: Manifest) -> Action:
    """Some act that can be done."""
    name, number = chance.choice(day.stories).id, chance.randint(1, 3)
    words = " ".join(chance.choices(WORDS, k=chance.randint(1, 3)))
    ways: list[Callable[[], Action]] = [
        lambda: acts.SetText(story=name, line=number, text=words),
        lambda: acts.TakeSuggestion(story=name, line=3, number=1),
        lambda: acts.Say(word=chance.choice(["مشعل", "پېښور"]), reading=chance.choice(["مَشَال", ""])),
        lambda: acts.TakeBack(story=name, text="Pupils in the open (file photo)"),
        lambda: acts.LeaveOut(story=name, text="What happens next"),
        lambda: acts.Kill(story=name, reason=words),
        lambda: acts.Reorder(stories=tuple(chance.sample([s.id for s in day.stories], 2))),
        lambda: acts.SetPriority(story=name, priority=chance.randint(1, 9)),
        lambda: acts.Note(story=name, line=chance.choice([None, number]), text=chance.choice([words, ""])),
        lambda: acts.UseRecording(story=name, line=number, name=chance.choice(["a.wav", ""])),
        lambda: acts.ApproveLine(story=name, line=number),
        lambda: acts.Unapprove(story=name, line=chance.choice([None, number])),
    ]
    return chance.choice(ways)()


@pytest.mark.parametrize("seed", range(6))
def test_acts_one_after_the_other_give_the_manifest_that_they_should(path: Path, seed: int) -> None:
    chance, wanted = random.Random(seed), DAY
    for _ in range(8):
        action = chosen(chance, wanted)
        wanted = act(action, wanted)
        do(path, action)
    assert decisions(read(path)) == decisions(wanted)
    log = review_log.read(path.parent)
    assert log.fault == ""
    assert read(path).log == (log.head if log.entries else None)


def test_a_story_ends_early_by_an_act_and_in_no_middle_of_a_thought(path: Path) -> None:
    long = replace(FULL, lines=(LINES[0], replace(LINES[1], text="هغه وویل:"), LINES[1], LINES[1], CREDIT))
    day = replace(DAY, stories=(replace(long, id="road"),))
    assert story(act(acts.Shorten(story="road", lines=3), day)).shorten == 3
    for lines, said in ((2, "cannot end after line 2, which leads on"), (1, "cannot air 1 of its 4"), (5, "0 for all")):
        with pytest.raises(InputError, match=said):
            act(acts.Shorten(story="road", lines=lines), day)
    short = do(path, acts.Shorten(story="road", lines=0))
    assert story(short).shorten is None
    write(path, replace(day, state=State()), path.read_text("utf-8"))
    assert story(do(path, acts.Shorten(story="road", lines=3))).shorten == 3
    assert "\n    shorten: 3\n" in path.read_text("utf-8")
    assert story(do(path, acts.Undo())).shorten is None


def test_two_who_set_a_priority_are_both_told(path: Path) -> None:
    shown = etags(read(path))["road"]
    do(path, acts.SetPriority(story="road", priority=1), by="Zarghuna")
    with pytest.raises(Conflict) as caught:
        do(path, acts.SetPriority(story="road", priority=9), shown=shown)
    assert (caught.value.mine, caught.value.theirs) == ("9", "1")
