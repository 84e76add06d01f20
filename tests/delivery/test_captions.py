"""Captions say what the page says, when the voice says it, and read right in both directions."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.audio.ffmpeg import binary
from packager.delivery import captions
from packager.delivery.alignment import Passage, Written, passages, words
from packager.delivery.cues import LINE, Cue, cues, english_cues, shifted, wrapped
from packager.lang.bidi import isolated
from packager.records import Kind, Segment
from packager.text.bidi import FSI, PDI
from tests.support.caption_timing import fits
from tests.support.delivery_samples import clip, placed, starts, story

ROAD = (
    Written(text="په کوهستان کې لویه لار پرانیستل شوه", english="The highway reopens in Kohistan"),
    Written(
        text="د ضلعې ادارې وویل، کارکوونکو ۱۴۰۰ ټرکونه لرې کړل. هېچا ته زیان نه دی رسېدلی.",
        english="Crews cleared 1,400 truckloads, the district administration said. Nobody was hurt.",
    ),
    Written(text="د AFP په راپور کې دا هم راغلي دي.", english="AFP also reports this."),
)
CLIPS = (
    clip("په کوهستان کې لویه لار پرانیستل شوه.", pause=1.0),
    clip("د ضلعې ادارې وویل، کارکوونکو څوارلس سوه ټرکونه لرې کړل.", line=1),
    clip("هېچا ته زیان نه دی رسېدلی.", line=1, pause=0.7),
    clip("د اې اېف پي په راپور کې دا هم راغلي دي.", line=2),
)
PLACED = (placed(story("road", *CLIPS), 12.5),)


def found(written: tuple[Written, ...] = ROAD) -> tuple[Passage, ...]:
    return passages(PLACED, {"road": written}, starts)


def test_a_cue_for_each_sentence_at_the_clip_that_speaks_it() -> None:
    heard = starts(PLACED[0].segment)
    shown = cues(found())
    assert [cue.text for cue in shown] == [
        "په کوهستان کې لویه لار پرانیستل شوه",
        "د ضلعې ادارې وویل، کارکوونکو ۱۴۰۰ ټرکونه لرې کړل.",
        "هېچا ته زیان نه دی رسېدلی.",
        "د AFP په راپور کې دا هم راغلي دي.",
    ]
    for cue, (at, spoken) in zip(shown, heard, strict=True):
        assert cue.start == pytest.approx(12.5 + at)
        assert cue.end == pytest.approx(12.5 + at + spoken.seconds)


def test_english_stands_beside_the_sentence_it_became() -> None:
    shown = english_cues(found())
    assert [cue.text for cue in shown] == [
        "The highway reopens in Kohistan",
        "Crews cleared 1,400 truckloads, the district administration said.",
        "Nobody was hurt.",
        "AFP also reports this.",
    ]
    assert [cue.start for cue in shown] == [cue.start for cue in cues(found())]


def test_english_of_other_sentences_keeps_to_their_starts() -> None:
    one = replace(ROAD[1], english="Crews cleared 1,400 truckloads, the administration said, and nobody was hurt.")
    assert [cue.text for cue in english_cues(found((ROAD[0], one, ROAD[2])))][1] == one.english
    three = replace(ROAD[1], english="Crews cleared it. The administration said so on Monday night. Nobody was hurt.")
    spoken = {cue.start for cue in cues(found())}
    shown = english_cues(found((ROAD[0], three, ROAD[2])))
    assert {cue.start for cue in shown} <= spoken
    assert " ".join(cue.text for cue in shown[1:-1]) == three.english


def test_a_word_is_timed_by_the_voice_and_a_figure_is_not_guessed() -> None:
    line = found()[1]
    times = {word.text: word.at for word in words(line)}
    start = line.clips[0][0]
    assert times["کارکوونکو"] == pytest.approx(start + 4 * 0.4)
    assert times["۱۴۰۰"] == pytest.approx(start + 5 * 0.4)  # where the stretch that differs begins
    assert times["ټرکونه"] == pytest.approx(start + 7 * 0.4)  # two words were said for one figure


def test_a_long_sentence_is_divided_at_a_clause_and_at_a_word_s_own_time() -> None:
    text = "د مانسهرې یوه ټرک چلوونکي وویل چې دوی په ټرک کې ویده شوي وو، "
    text += "او خپله ډوډۍ یې له هغو مسافرو سره خوړلې وه چې په بس کې وو."
    segment = story("long", clip(text))
    shown = cues(passages((placed(segment, 2.0),), {"long": (Written(text=text),)}, starts))
    assert len(shown) == 2
    assert shown[0].text.endswith("وو،")
    place = len(shown[0].text.split())
    assert shown[1].start == pytest.approx(2.0 + place * 0.4)
    assert shown[0].end == shown[1].start
    assert all(len(wrapped(cue.text)) <= 2 for cue in shown)


def test_without_word_times_a_long_sentence_is_divided_by_its_letters() -> None:
    text = "دا یوه ډېره اوږده جمله ده " * 6
    segment = story("flat", replace(clip(text), marks=()))
    shown = cues(passages((placed(segment, 0.0),), {"flat": (Written(text=text),)}, starts))
    assert fits(shown)
    assert " ".join(cue.text for cue in shown) == text.strip()
    assert [shown[0].start, shown[-1].end] == pytest.approx([0.0, 36 * 0.4])


@pytest.mark.parametrize("lost", [0, 1, 7, 11])
def test_a_mark_that_is_missing_costs_one_word_its_time(lost: int) -> None:
    whole = CLIPS[1]
    segment = story("road", replace(whole, marks=(*whole.marks[:lost], *whole.marks[lost + 1 :])))
    written = {"road": (ROAD[0], ROAD[1])}
    (passage,) = passages((placed(segment, 0.0),), written, starts)
    (before,) = passages((placed(story("road", whole), 0.0),), written, starts)
    times = {word.text: word.at for word in words(before) if word.sure}
    sure = {word.text: word.at for word in words(passage) if word.sure}
    assert len(times) - len(sure) <= 1
    assert sure.items() <= times.items()
    assert [word.at for word in words(passage)] == sorted(word.at for word in words(passage))


def test_a_mark_that_goes_back_is_not_believed() -> None:
    spoken = clip("یو دوه درې څلور پنځه")
    marks = (*spoken.marks[:2], replace(spoken.marks[2], start=0.1), *spoken.marks[3:])
    text = spoken.utterance.text
    (passage,) = passages(
        (placed(story("a", replace(spoken, marks=marks)), 0.0),), {"a": (Written(text=text),)}, starts
    )
    assert [word.at for word in words(passage)] == pytest.approx([0.0, 0.4, 0.8, 1.2, 1.6], abs=0.1)
    assert [word.sure for word in words(passage)] == [True, True, False, True, True]


def test_english_is_divided_as_well() -> None:
    text = "په کوهستان کې لویه لار پرانیستل شوه او زر کسان پرې تېر شول چې د واورې له امله درېدلي وو"
    english = (
        "The highway in Kohistan has been opened to all traffic again, the district administration said on Monday, "
        "and about a thousand travellers who had been stranded in the snow since Friday night have now passed it."
    )
    said = passages((placed(story("a", clip(text)), 3.0),), {"a": (Written(text=text, english=english),)}, starts)
    shown = english_cues(said)
    assert fits(shown)
    assert " ".join(cue.text for cue in shown) == english
    assert [shown[0].start, shown[-1].end] == pytest.approx([3.0, 3.0 + len(text.split()) * 0.4])


def test_fixed_elements_are_shown_and_named_in_english() -> None:
    greeting = Segment(id="greeting", kind=Kind.GREETING, clips=(clip("السلام علیکم."), clip("خبرونه واورئ.")))
    said = passages(
        (placed(greeting, 3.0), *PLACED),
        {"greeting": (Written(text="السلام علیکم. خبرونه واورئ."),), "road": ROAD},
        starts,
        {"greeting": "ګل بي بي"},
    )
    assert [cue.text for cue in cues(said)][:2] == ["السلام علیکم.", "خبرونه واورئ."]
    assert english_cues(said)[0].text == "[Greeting]"
    assert cues(said)[0].speaker == "ګل بي بي"


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("د نومبر په ۲۲مه", "ps", "د نومبر په <۲۲>مه"),
        ("په 10:30 بجو AFP وویل", "ps", "په <10:30> بجو <AFP> وویل"),
        ("رقم $2,500 ده، 3.5% زیات", "ur", "رقم <$2,500> ده، <3.5%> زیات"),
        ("د New York Times په وینا", "ps", "د <New York Times> په وینا"),
        ("www.example.org ته ولاړ شئ", "ps", "<www.example.org> ته ولاړ شئ"),
        ("کوویډ COVID-19 او F-16", "ps", "کوویډ <COVID-19> او <F-16>"),
        ("\ufeff\u202bد \u200fAFP\u202c راپور", "ps", "د <AFP> راپور"),
        ("په ۱۱۶ ۱۲۳ یا 0800 11 12 زنګ ووهئ", "ps", "په <۱۱۶ ۱۲۳> یا <0800 11 12> زنګ ووهئ"),
        ("نمبر +92 (51) 111-222 ہے، 2 000 000 لوگ", "ur", "نمبر <+92 (51) 111-222> ہے، <2 000 000> لوگ"),
        ("په ۲۰۲۴ کال کې ۱۲ (د هغو له ډلې ۵) تنه", "ps", "په <۲۰۲۴> کال کې <۱۲> (د هغو له ډلې <۵>) تنه"),
        ("A poem called د ګلو باغ was read", "en", "A poem called <د ګلو باغ> was read"),
        ("No Arabic at all, 10:30", "en", "No Arabic at all, 10:30"),
    ],
)
def test_runs_of_the_other_direction_are_isolated(text: str, language: str, shown: str) -> None:
    assert isolated(text, language).replace(FSI, "<").replace(PDI, ">") == shown


LETTERS = st.text(st.sampled_from("دپښتو خبرې، ۲۲ 10 AFP.<>&-\n"), max_size=200)


@given(LETTERS)
def test_every_caption_file_keeps_its_shape(text: str) -> None:
    cue = Cue(start=3599.9996, end=3723.5, text=text, language="ps", segment="a", speaker=text)
    first, second, third, fourth = captions.files([cue, shifted(cue, 200)], text).values()
    assert first.startswith("WEBVTT\n\n")
    assert first.count("-->") == 2
    assert "01:00:00.000 --> 01:02:03.500" in first
    assert second.startswith("1\n01:00:00,000 --> 01:02:03,500\n")
    body = first.rpartition("--> 01:05:23.500\n")[2]
    assert body.strip() == "" or "\n\n" not in body.strip("\n")
    assert len(json.loads(third)["segments"]) == 2
    for made in (first, second, third, fourth):
        assert "\ufeff" not in made
        for line in made.splitlines():
            assert line.count(FSI) == line.count(PDI)


@given(st.text(st.sampled_from("ابپ "), max_size=300))
def test_lines_fit_and_lose_no_word(text: str) -> None:
    lines = wrapped(text)
    assert " ".join(lines).split() == text.split()
    assert all(len(line) <= LINE or " " not in line for line in lines)


def test_ffmpeg_reads_both_formats_and_finds_every_cue(tmp_path: Path) -> None:
    made = captions.files(cues(found()), "د کوهستان لار")
    for suffix in (".vtt", ".srt"):
        path = tmp_path / f"a{suffix}"
        path.write_text(made[suffix], "utf-8")
        done = subprocess.run(
            [binary(), "-v", "warning", "-i", str(path), "-f", "srt", "-"], capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
        times = re.findall(r"\d\d:\d\d:\d\d,\d\d\d --> \d\d:\d\d:\d\d,\d\d\d", done.stdout)
        assert times == re.findall(r".* --> .*", made[".srt"])
        assert f"{FSI}AFP{PDI}" in done.stdout


def test_a_transcript_reads_as_paragraphs_with_their_times() -> None:
    assert captions.plain(cues(found()), "د سړک خبر").splitlines()[:5] == [
        "د سړک خبر",
        "",
        f"{FSI}00:00:12{PDI}",
        "په کوهستان کې لویه لار پرانیستل شوه",
        f"د ضلعې ادارې وویل، کارکوونکو {FSI}۱۴۰۰{PDI} ټرکونه لرې کړل. هېچا ته زیان نه دی رسېدلی.",
    ]


def test_a_story_in_one_recording_has_all_its_captions_in_order() -> None:
    lines = (
        Written(text="لار پرانیستل شوه", english="The road is open"),
        Written(text="زر کسان تېر شول. واوره بنده شوه."),
    )
    spoken = " ".join(line.text for line in lines)
    recorded = replace(clip(spoken), engine="recorded 5f2a9c01", marks=(), seconds=6.0)
    said = passages([placed(story("road", recorded), 10.0)], {"road": lines}, starts)
    found = cues(said)
    assert [cue.text for cue in found] == ["لار پرانیستل شوه", "زر کسان تېر شول.", "واوره بنده شوه."]
    assert [cue.start for cue in found] == sorted({cue.start for cue in found})
    assert (found[0].start, found[-1].end) == (10.0, 16.0)
