"""Filling a slot: over hundreds of random pools it is met or refused, and urgency is never turned round."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.episode.blocks import BlockStory, admit
from packager.episode.choice import Candidate, Frame, Version
from packager.episode.pace import PaceLimits, Span, pace_for
from packager.episode.plan import Plan, plan
from packager.records import Block

LIMITS = PaceLimits()
FRAME = Frame(fixed=Span(sound=7, speech=25, pause=5), between=Span(sound=1.2, pause=0.8))
SLOTS = (60.0, 300.0, 900.0, 1770.0, 3600.0)


@st.composite
def stories(draw: st.DrawFn, name: str, priority: int | None = None, longest: float = 40.0) -> Candidate:
    """A story of some paragraphs, each some seconds of speech and a pause."""
    speech, pause = draw(st.floats(2, 8)), 1.0
    versions = []
    for line in range(draw(st.integers(1, 20))):
        speech, pause = speech + draw(st.floats(2, longest)), pause + draw(st.floats(0.4, 3))
        versions.append(Version(lines=line + 2, span=Span(speech=speech, pause=pause)))
    return Candidate(
        id=name,
        versions=tuple(versions),
        priority=priority or draw(st.integers(1, 9)),
        headline=Span(speech=draw(st.floats(2, 7)), pause=1.0),
    )


@st.composite
def pools(draw: st.DrawFn) -> tuple[Candidate, ...]:
    """None, one, one of twenty minutes in one piece, all urgent, a day's worth, hundreds."""
    kind = draw(st.sampled_from(["none", "one", "twenty minutes", "all urgent", "a day", "hundreds"]))
    if kind == "none":
        return ()
    if kind == "twenty minutes":
        long = Version(lines=2, span=Span(speech=1150, pause=50))
        few = [draw(stories(f"s{i}")) for i in range(draw(st.integers(0, 4)))]
        return (Candidate(id="long", versions=(long,), priority=draw(st.integers(1, 9))), *few)
    if kind == "hundreds":
        some = [draw(stories(f"s{i}")) for i in range(12)]
        return tuple(
            Candidate(id=f"s{i}", versions=like.versions, priority=1 + (i * 7 + like.priority) % 9)
            for i in range(draw(st.integers(200, 400)))
            for like in (some[i % 12],)
        )
    count = 1 if kind == "one" else draw(st.integers(2, 14))
    return tuple(draw(stories(f"s{i}", 1 if kind == "all urgent" else None)) for i in range(count))


def takes(made: Plan, pool: tuple[Candidate, ...]) -> Span:
    """What the plan's programme takes, added up from nothing."""
    by_id = {story.id: story for story in pool}
    total = FRAME.fixed
    for aired in made.aired:
        story = by_id[aired.id]
        (version,) = (version for version in story.versions if version.lines == aired.lines)  # a paragraph's end
        total += FRAME.between + story.headline + version.span
    return total


@given(pool=pools(), slot=st.sampled_from(SLOTS))
@settings(max_examples=300)
def test_a_slot_is_met_to_the_half_second_or_refused_with_a_reason(pool: tuple[Candidate, ...], slot: float) -> None:
    made = plan(pool, FRAME, slot)
    length = takes(made, pool).at(made.pace) + made.music
    if made.refused:
        assert len(made.refused) > 10
        assert not made.music
        assert (made.pace.pauses, made.pace.tempo) == (1, 1)
        assert not made.aired or length <= slot  # what is made all the same does not run over either
    else:
        assert 0 <= slot - length <= 0.5
        assert made.aired
    low, high = LIMITS.pauses
    assert low <= made.pace.pauses <= high
    assert abs(made.pace.tempo - 1) <= LIMITS.tempo + 1e-9
    assert made.music == 0 or LIMITS.music_least <= made.music <= LIMITS.music


@given(pool=pools(), slot=st.sampled_from(SLOTS))
@settings(max_examples=300)
def test_no_story_waits_for_a_less_urgent_one(pool: tuple[Candidate, ...], slot: float) -> None:
    made = plan(pool, FRAME, slot)
    by_id = {story.id: story for story in pool}
    assert sorted([aired.id for aired in made.aired] + [out.id for out in made.left_out]) == sorted(by_id)
    least = max((by_id[aired.id].priority for aired in made.aired), default=0)
    for out in made.left_out:
        story = by_id[out.id]
        assert out.why
        if out.impossible:  # then it really could not air, were it the only one
            alone = FRAME.fixed + FRAME.between + story.headline + story.shortest.span
            assert alone.at(LIMITS.tightest) > slot - 0.5
        else:
            assert story.priority >= least


def story(name: str, *paragraphs: float, priority: int = 5) -> Candidate:
    """A story of a 4 s headline and paragraphs of these lengths, each with a pause of 0.7 s after it."""
    ends = [sum(paragraphs[: count + 1]) for count in range(len(paragraphs))]
    return Candidate(
        id=name,
        priority=priority,
        versions=tuple(
            Version(lines=count + 2, span=Span(speech=4 + end, pause=0.7 * (count + 2)))
            for count, end in enumerate(ends)
        ),
    )


def test_the_least_urgent_story_goes_first_and_comes_back_short() -> None:
    # 37 s of show, 62 s and 2 s for each story; 41 s are left for the third.
    pool = (story("later", *[10] * 6, priority=7), story("first", *[10] * 6, priority=1), story("next", *[10] * 6))
    made = plan(pool, FRAME, 220)
    assert [(aired.id, aired.lines) for aired in made.aired] == [("first", 7), ("next", 7), ("later", 4)]
    assert made.aired[2].why == "shortened to fit the slot: 00:37 instead of 01:09"
    assert (made.pace.tempo, made.music) == (1, 0)
    short = plan(pool, FRAME, 180)
    assert [aired.id for aired in short.aired] == ["first", "next"]
    assert [out.id for out in short.left_out] == ["later"]


def test_a_story_that_cannot_fit_gives_way_and_says_so() -> None:
    made = plan((story("huge", 1200, priority=1), story("small", *[10] * 40, priority=9)), FRAME, 300)
    assert [aired.id for aired in made.aired] == ["small"]
    (out,) = made.left_out
    assert out.impossible
    assert "20:" in out.why


def test_a_less_urgent_story_does_not_take_the_place_of_one_that_is_too_long_beside_the_rest() -> None:
    pool = (story("first", 200, priority=1), story("long", 150, priority=2), story("filler", *[10] * 12, priority=3))
    made = plan(pool, FRAME, 300)
    assert [aired.id for aired in made.aired] == ["first"]
    assert "long is too long beside the others" in made.refused


def test_among_equally_urgent_stories_one_that_does_not_fit_lets_the_next_in() -> None:
    made = plan((story("first", 150), story("long", 150), story("filler", *[10] * 9)), FRAME, 300)
    assert [aired.id for aired in made.aired] == ["first", "filler"]
    assert not made.refused


def test_music_fills_what_pace_cannot_and_no_more_than_the_limit() -> None:
    pool = (story("only", *[10] * 6),)
    filled = plan(pool, FRAME, 130)
    assert filled.refused == ""
    assert 5 <= filled.music <= 30
    refused = plan(pool, FRAME, 300)
    assert refused.refused.startswith("too little")
    assert [aired.id for aired in refused.aired] == ["only"]
    assert plan(pool, FRAME, 130, PaceLimits(music=0)).refused
    longest = 37 + 2 + 64 + 4.9  # seconds, by themselves
    for slot in range(int(longest), int(longest) + 30):
        short = plan(pool, FRAME, slot, PaceLimits(music=4))
        assert short.music == 0  # under five seconds music is a slip


def test_the_fixed_elements_alone_may_be_too_much() -> None:
    made = plan((story("only", 10),), FRAME, 30)
    assert made.refused.startswith("too much")
    assert made.aired == ()


@given(
    span=st.builds(Span, sound=st.floats(0, 60), speech=st.floats(1, 3600), pause=st.floats(0, 600)),
    share=st.floats(0.8, 1.25),
)
def test_a_pace_is_exact_or_out_of_reach(span: Span, share: float) -> None:
    seconds = span.seconds * share
    pace = pace_for(span, seconds, LIMITS)
    if pace:
        assert span.at(pace) == pytest.approx(seconds, abs=1e-6)
        assert LIMITS.pauses[0] <= pace.pauses <= LIMITS.pauses[1]
    else:
        assert not span.at(LIMITS.tightest) + 1e-6 < seconds < span.at(LIMITS.widest) - 1e-6


def test_pauses_come_before_tempo_and_tempo_moves_in_steps() -> None:
    span = Span(sound=10, speech=800, pause=90)
    lengths = [840 + step for step in range(0, 121, 3)]
    paces = [pace_for(span, seconds, LIMITS) for seconds in lengths]
    assert all(pace.tempo == 1 for pace, seconds in zip(paces, lengths, strict=True) if pace and 882 < seconds < 918)
    tempi = [pace.tempo for pace in paces if pace]
    assert len(tempi) > 30
    assert all(later <= earlier for earlier, later in pairwise(tempi))
    assert all(round(tempo * 200) == pytest.approx(tempo * 200) for tempo in tempi)


def test_a_thousand_stories_are_planned_at_once() -> None:
    pool = tuple(story(f"s{i}", *[5 + i % 7] * (1 + i % 15), priority=1 + i % 9) for i in range(1000))
    began = time.process_time()
    assert not plan(pool, FRAME, 1770).refused
    assert time.process_time() - began < 1


def test_a_story_goes_to_the_first_block_that_takes_it() -> None:
    news = Block(name="news", sections=("Pakistan", "World"), priority=6, hours=24)
    sport = Block(name="sport", sections=("Sport",), stories=1)
    offers = [
        BlockStory(id="cricket", section="sport", priority=5),
        BlockStory(id="final", section="Sport", priority=3),
        BlockStory(id="quake", section="world", priority=1, hours=2),
        BlockStory(id="old", section="World", priority=4, hours=30),
        BlockStory(id="fair", section="Pakistan", priority=8),
        BlockStory(id="undated", section="Pakistan"),
    ]
    taken, left_out = admit(offers, (news, sport))
    assert taken == {"quake": 0, "final": 1, "undated": 0}
    why = {out.id: out.why for out in left_out}
    assert "'sport' has its 1 already" in why["cricket"]
    assert "'news' takes stories of the last 24 hours, this one is 30 hours old" in why["old"]
    assert "'news' takes stories up to priority 6, this one has 8" in why["fair"]
    assert admit(offers, ())[0] == {offer.id: 0 for offer in offers}
