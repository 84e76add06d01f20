"""Text that looks the same comes out the same, for the ear and for the memory."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.lang.normalise import for_memory, for_speech

SPEECH = [
    # Pashto: letters of other keyboards, and the yehs kept apart
    ("ps", "كال", "کال"),
    ("ps", "گران", "ګران"),
    ("ps", "سړے", "سړی"),
    ("ps", "على", "علی"),
    ("ps", "سړی شي نړۍ کې ئ", "سړی شي نړۍ کې ئ"),
    ("ps", "ہغہ", "هغه"),
    ("ps", "ڈېر ښهٔ", "ډېر ښۀ"),
    ("ps", "ښۂ", "ښۀ"),
    ("ps", "هغه ئے", "هغه یې"),
    ("ps", "پښتانهـــه", "پښتانهه"),
    ("ps", "\u202bد امريکا\u200f ځواک\u202c", "د امريکا ځواک"),
    ("ps", "د\u00a0۲۰۱۸ \n کال", "د 2018 کال"),
    ("ps", "۳۰،۰۰۰ کسان", "30,000 کسان"),
    ("ps", "۲،۷ سلنه", "2.7 سلنه"),
    ("ps", "۵٫۵ میلیون", "5.5 میلیون"),
    ("ps", "۲٬۵۰۰", "2,500"),
    ("ps", "۱،۲،۳", "1، 2، 3"),
    ("ps", "۵۰٪", "50%"),
    ("ps", "«سوله»", '"سوله"'),
    ("ps", "سیمه\u200cییز", "سیمه ییز"),
    ("ps", "کتاب\u200cونه", "کتابونه"),
    # Urdu
    ("ur", "كيا يہ", "کیا یہ"),
    ("ur", "پاكستان", "پاکستان"),
    ("ur", "ههنا", "ہہنا"),
    ("ur", "بھائی ہوں", "بھائی ہوں"),
    ("ur", "دورہٴ پاکستان", "دورہء پاکستان"),
    ("ur", "دورۂ پاکستان", "دورۂ پاکستان"),
    ("ur", "ﻣﯿﮟ", "میں"),
    ("ur", "محمدﷺ نے", "محمد صلی اللہ علیہ وسلم نے"),
    ("ur", "ﷲ", "اللہ"),
    ("ur", "زکوٰۃ", "زکوٰت"),
    ("ur", "76،000 افراد", "76,000 افراد"),
    ("ur", "2,50,000 روپے", "2,50,000 روپے"),
    ("ur", "2½ گھنٹے", "2 1/2 گھنٹے"),
    ("ur", "½ گھنٹا", "1/2 گھنٹا"),
    ("ur", "50 کلومیٹر² رقبہ³", "50 کلومیٹر2 رقبہ3"),
    ("ur", "“ہاں” ‘نہیں’", "\"ہاں\" 'نہیں'"),
    ("ur", "رات — دن", "رات – دن"),
    ("ur", "ہاں, نہیں; کیوں?", "ہاں، نہیں؛ کیوں؟"),
    ("ur", "اِس بِیس", "اِس بِیس"),
    ("ur", "خوب\u200cصورت", "خوب صورت"),
    ("ur", "پښتون ټول", "پختون ٹول"),
    ("en", "“It’s” –\u00a0½\u200b  ok", '"It\'s" – 1/2 ok'),
]

SAME_KEY = [
    ("ps", "دا کار کيږي.", "دا کار کېږي."),
    ("ps", "دی شی", "دي شي"),
    ("ps", "پدې هېواد کښې", "په دې هیواد کي"),
    ("ps", "۲۵۰۰ سرتېري", "2500 سرتیري"),
    ("ur", "گئے", "گیے"),
    ("ur", "چاہئے", "چاہیے"),
    ("ur", "اِس کے لئے۔", "اس کے لیے."),
    ("ur", "دورۂ پاکستان", "دورہٴ پاکستان".replace("ٴ", "\u0654")),
    ("ur", "خوب\u200cصورت", "خوبصورت"),
    ("en", "U.S. envoy “stressed” it", 'u.s.  envoy "Stressed" it'),
    ("en", "Cafe\u0301 — open", "Café - open"),
]

APART = [("ps", "شل", "شپږ"), ("ur", "ہے", "ہی"), ("en", "withdrew 2,500", "withdrew 2,600")]

LANGUAGES = st.sampled_from(["ps", "ur", "en"])
NEWS_LETTERS = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x0600, max_codepoint=0x06FF),
        st.sampled_from("0123456789.,،٫٬٪%$€£½²/'\"“”«»–—-()\u200c\u200d\u200f ـ\u0654\u064e ﷺﷲﻣﯿﮟ۔abcUS"),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.parametrize(("language", "written", "expected"), SPEECH)
def test_for_the_ear(language: str, written: str, expected: str) -> None:
    assert for_speech(written, language) == expected


@pytest.mark.parametrize(("language", "one", "other"), SAME_KEY)
def test_spellings_that_mean_the_same_share_a_key(language: str, one: str, other: str) -> None:
    assert for_memory(one, language) == for_memory(other, language)


@pytest.mark.parametrize(("language", "one", "other"), APART)
def test_different_words_keep_different_keys(language: str, one: str, other: str) -> None:
    assert for_memory(one, language) != for_memory(other, language)


@given(NEWS_LETTERS, LANGUAGES)
def test_twice_is_once(text: str, language: str) -> None:
    spoken, key = for_speech(text, language), for_memory(text, language)
    assert for_speech(spoken, language) == spoken
    assert for_memory(key, language) == key


@given(NEWS_LETTERS, LANGUAGES)
def test_no_digit_is_left_in_another_script(text: str, language: str) -> None:
    spoken = for_speech(text, language)
    assert not [char for char in spoken if unicodedata.category(char) == "Nd" and not char.isascii()]
    assert "  " not in spoken
