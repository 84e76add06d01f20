"""What an ear wrote down against what it was to hear: as a real ear heard the neural voices, and spoilt by hand."""

from __future__ import annotations

import pytest

from packager.lang.registry import language
from packager.voicing.likeness import can_tell, likeness

# (what was said, what Whisper base wrote down)
HEARD = {
    "ur": [
        ("البم بھی ہم کون ہیں کی ایک عکاسی ہے۔", "علبم بھی ہم کون ہے کی ایک اکاسی ہے"),
        ("اس نے کہا آپ کو صرف ان کی صحیح قدر کرنی ہوتی ہے۔", "اس نے کہا آپ کو صرف ان کی سہی قدر کرنی ہوتی ہے۔"),
        (
            "انہوں نے جاری رکھتے ہوئے کہا: کیا کچھ پیدائشی ہے اور کیا کچھ سکھلایا گیا ہے؟",
            "انھوں نے جاری رکھتے ہوئے کہا کیا کچھ پیدایشی ہے اور کیا کچھ سکھلیا گیا ہے۔",
        ),
    ],
    "ps": [
        (
            "موږ نارینه و ته، کله چې دوی لویېږي، د دې ستونزې په اړه چې اوس یې وینو، څه ورزده کوو؟",
            "موک نارینا اُتا کلاچے دوی لوگی دے ستونزے پاہاچے او سی وینو سورستاکہو",
        ),
        (
            "دی د هغو مشهورو رپ ویونکو څخه یو دی چې خپل نوم یې بدل کړی.",
            "دائد حگو مشورو رب وائن کو سہا یعو دائیچک پل نوم یہ بادال قدائے۔",
        ),
        (
            "زه فکر کوم چې دا زموږ د عصر تر ټولو لویه پوښتنه ده څه ډول کولی شو دا ټول بدل کړو؟",
            "زفیقر کم چیدہ زموگد آسر تر تولویہ پوچھتینہ دسے دول کولائی شو دہ تول بادالکو",
        ),
    ],
}
PAIRS = [(code, said, heard) for code, pairs in HEARD.items() for said, heard in pairs]


def fault(code: str, said: str, heard: str) -> str:
    by = language(code).heard
    assert by is not None
    return likeness(said, heard, by).fault


@pytest.mark.parametrize(("code", "said", "heard"), PAIRS)
def test_what_was_said_whole_is_no_fault(code: str, said: str, heard: str) -> None:
    assert fault(code, said, heard) == ""


@pytest.mark.parametrize(("code", "said", "heard"), PAIRS)
def test_half_doubled_silent_and_strange_is(code: str, said: str, heard: str) -> None:
    words = heard.split()
    assert fault(code, said, " ".join(words[: len(words) // 2]))
    assert fault(code, said, " ".join(words[len(words) // 2 :]))
    assert "more in it" in fault(code, said, f"{heard} {heard}")
    assert "nothing" in fault(code, said, "")
    strangers = [other for same, text, other in PAIRS if same == code and text != said]
    assert all(fault(code, said, other) for other in strangers)


@pytest.mark.parametrize(("code", "said"), [("ur", "جی ہاں"), ("ps", "هو، سمه ده"), ("ps", "ا ې و"), ("ur", "۔")])
def test_of_a_word_or_two_nothing_is_concluded(code: str, said: str) -> None:
    by = language(code).heard
    assert by is not None
    assert not can_tell(said, by)
    assert likeness(said, "", by).wrong >= 0  # and nothing breaks


def test_every_language_that_is_spoken_says_how_it_is_heard() -> None:
    for code in ("ps", "ur"):
        by = language(code).heard
        assert by is not None
        assert by.folded(language(code).own)
    assert language("en").heard is None
