"""What is said of each story's making is what was heard of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packager.delivery.c2pa import Deed
from packager.delivery.disclosure import SourceType
from packager.edition.provenance import acts
from packager.records import Clip, Kind, Line, Role, Script, Segment
from packager.voicing.profiles import PERSON, VoiceProfile, person
from tests.support.delivery_samples import clip, placed, story

PROFILES = {"pashto": VoiceProfile(name="pashto", engine="espeak-ng", language="ps"), PERSON: person("ps")}
LINES = ("لار پرانیستل شوه.", "زر کسان تېر شول.", "واوره بنده شوه.")
SCRIPT = Script(
    article="road",
    language="ps",
    lines=tuple(Line(role=Role.BODY, source="Said.", text=text, origin="argos en-ps 1.9") for text in LINES),
)


def said(place: int, *, recorded: bool = False) -> Clip:
    spoken = clip(LINES[place], line=place, pause=0.5)
    if not recorded:
        return spoken
    return replace(spoken, utterance=replace(spoken.utterance, voice=PERSON), engine="recorded 5f2a9c01", marks=())


def test_a_person_s_insert_in_a_voice_s_story_is_a_recording_of_its_own() -> None:
    clips = [said(0), said(1, recorded=True), said(2)]
    told = acts([placed(story("road", *clips, title="لار"), 10.0)], {"road": SCRIPT}, PROFILES, "ps")
    assert [act.deed for act in told] == [Deed.TRANSLATED, Deed.SPOKEN, Deed.RECORDED, Deed.SPOKEN]
    assert told[0].told == "Translated by machine; not yet checked by an editor."
    insert = told[2]
    assert insert.source is SourceType.CAPTURE
    assert insert.told == ""
    assert [insert.start, insert.end] == pytest.approx([10 + 1.2 + 0.5, 10 + 1.2 + 0.5 + 1.6])
    assert {act.source for act in told if act.deed is Deed.SPOKEN} == {SourceType.ALGORITHMIC}
    assert told[1].told == "pashto (espeak-ng)"


def test_a_story_in_one_recording_is_no_synthetic_voice() -> None:
    sound = Segment(id="road", kind=Kind.STORY, title="لار", clips=(said(0, recorded=True),))
    told = acts([placed(sound, 0.1)], {"road": replace(SCRIPT, lines=())}, PROFILES, "ps")
    assert [(act.deed, act.source) for act in told] == [(Deed.RECORDED, SourceType.CAPTURE)]


def test_english_is_not_translated_and_a_trained_voice_is_named_one() -> None:
    trained = {"pashto": VoiceProfile(name="pashto", engine="piper", language="en", trained=True)}
    told = acts([placed(story("road", said(0)), 0.1)], {"road": SCRIPT}, trained, "en")
    assert [(act.deed, act.source) for act in told] == [(Deed.SPOKEN, SourceType.TRAINED)]
