"""A line is said sentence by sentence, in breaths, with a newsreader's pauses."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.records import Line, Role, Style
from packager.speech import spoken, utterances
from packager.speech.utterances import LONGEST
from packager.text.breaths import breaths

SHARED = Path(os.environ.get("PACKAGER_SHARED", Path(__file__).parents[3] / "shared"))
NEWS = SHARED / "data" / "news_dev.json"


def line(text: str, role: Role = Role.BODY) -> Line:
    return Line(role=role, source="", text=text)


def test_two_sentences_with_a_pause_between_and_a_longer_one_at_the_end() -> None:
    said = utterances(line("۵۰٪ خلک راغلل. دوی ولاړل."), 3, "ps", "pashto")
    assert [utterance.text for utterance in said] == ["پنځوس سلنه خلک راغلل.", "دوی ولاړل."]
    assert all(utterance.line == 3 and utterance.voice == "pashto" for utterance in said)
    assert 0.3 <= said[0].pause <= 0.6 <= said[1].pause <= 0.8


def test_a_headline_is_read_as_one_and_leaves_more_air() -> None:
    (said,) = utterances(line("سڑک کھل گئی", Role.HEADLINE), 0, "ur", "urdu")
    (body,) = utterances(line("سڑک کھل گئی"), 0, "ur", "urdu")
    assert said.style is Style.HEADLINE
    assert said.pause > body.pause


def test_a_quote_has_its_own_style() -> None:
    assert utterances(line("ہم آئیں گے۔", Role.QUOTE), 0, "ur", "urdu")[0].style is Style.QUOTE


@pytest.mark.parametrize("text", ["", "   ", "...", "— * —", "🙂🙂", "؟!", "“”", "<br>"])
def test_nothing_to_speak_gives_nothing(text: str) -> None:
    assert utterances(line(text), 0, "ps", "pashto") == ()


def test_a_caption_is_never_read() -> None:
    assert utterances(line("د جنرال انځور", Role.CAPTION), 0, "ps", "pashto") == ()


def test_a_long_sentence_is_taken_in_breaths_at_its_commas() -> None:
    text = "، ".join(["په اعلامیه کې راغلي چې دواړو لوریو د سولې په اړه اوږدې خبرې وکړې"] * 12) + "."
    pieces = [utterance.text for utterance in utterances(line(text), 0, "ps", "pashto")]
    assert len(pieces) > 1
    assert all(piece.endswith("،") for piece in pieces[:-1])
    assert " ".join(pieces) == spoken(text, "ps")


@given(st.text(alphabet="ابپت ،؛.", min_size=1, max_size=400), st.integers(min_value=12, max_value=80))
def test_breaths_lose_no_letter_and_keep_their_length(text: str, longest: int) -> None:
    pieces = breaths(text, longest)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(len(piece) <= longest for piece in pieces)


@pytest.mark.skipif(not NEWS.exists(), reason="the shared news texts are not here")
@pytest.mark.parametrize("language", ["ps", "ur"])
def test_real_news_is_never_too_long_for_an_engine(language: str) -> None:
    documents = json.loads(NEWS.read_text(encoding="utf-8"))["documents"]
    for segment in (segment for document in documents for segment in document["segments"]):
        said = utterances(line(segment[language]), 0, language, "any")
        assert said
        assert all(0 < len(utterance.text) <= LONGEST for utterance in said)
