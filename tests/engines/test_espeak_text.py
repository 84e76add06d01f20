"""Nothing is dropped in silence or said in English, whatever is left in a text."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.engines.voice.espeak import ipa, voice
from packager.errors import EngineError, InputError
from packager.records import Utterance


@pytest.mark.parametrize(
    ("text", "language", "heard"),
    [
        ("۵", "ps", "pinz"),
        ("5", "ps", "pinz"),
        ("٥", "ps", "pinz"),
        ("%", "ps", "sal"),
        ("$", "ps", "ɖaːlar"),
        ("BBC", "ps", "biː biː siː"),
        ("۳", "ur", "tiːn"),
        ("3", "ur", "tiːn"),
        ("%", "ur", "səd"),
        ("$", "ur", "ɖaːl"),
        ("BBC", "ur", "biː biː siː"),
        ("£", "ur", "paː"),
        ("12", "ps", "jaw dwa"),
    ],
)
def test_signs_figures_and_latin_letters_are_named_in_the_language(text: str, language: str, heard: str) -> None:
    said = ipa(text, language)
    plain = said.replace("ˈ", "").replace("ɾ", "r")
    assert "(en)" not in said
    assert heard in plain


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet='ابپتټجچحخڅځدډرړزژږسشښغفقکګلمنڼوهيیېۍئع،.؟: 0۵aZ%$€()"-’…😀\u200c\u200f\u064e\u0651', max_size=40),
    st.sampled_from(["ps", "ur"]),
)
def test_no_text_switches_to_english_and_marks_stay_in_order(text: str, language: str) -> None:
    speaker = voice({"language": language})
    assert not re.search(r"\([a-z]", speaker.ipa(text))
    if not speaker.ipa(text):
        with pytest.raises(EngineError, match="nothing to be heard"):
            speaker.speak(Utterance(text=text, language=language, voice="embedded"))
        return
    audio = speaker.speak(Utterance(text=text, language=language, voice="embedded"))
    starts = [mark.start for mark in audio.marks]
    assert starts == sorted(starts)
    assert np.isfinite(audio.samples).all()


def test_sounds_can_be_given_in_the_text_and_follow_the_dialect() -> None:
    assert ipa("[[p@Xt'o]]", "ps") == "pəxtˈoː"
    assert ipa("[[p@Xt'o]]", "ps", "kandahari") == "pəʂtˈoː"


@pytest.mark.parametrize(
    ("sounds", "says"), [("p4x", "'4' is no symbol"), ("pxt", "no vowel"), ("pat'", "no vowel after")]
)
def test_sounds_that_are_not_in_the_notation_are_an_error_that_names_them(sounds: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        ipa(f"[[{sounds}]]", "ps")


def test_a_text_with_nothing_to_say_is_an_error_not_an_empty_clip() -> None:
    with pytest.raises(EngineError, match="nothing to be heard"):
        voice({"language": "ps"}).speak(Utterance(text="،", language="ps", voice="embedded"))


def test_a_very_long_word_is_said_all_the_same() -> None:
    audio = voice({"language": "ps"}).speak(Utterance(text="کتاب" * 400, language="ps", voice="embedded"))
    assert audio.seconds > 20


def test_a_long_text_without_a_pause_is_said_to_its_end() -> None:
    words = ["کتابونه", "ژرندګړی", "پښتو", "ناڅرګندتیا"] * 60
    audio = voice({"language": "ps"}).speak(Utterance(text=" ".join(words), language="ps", voice="embedded"))
    assert [mark.word for mark in audio.marks] == words
