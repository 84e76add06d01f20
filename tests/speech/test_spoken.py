"""Written text comes out as a newsreader says it, and nothing comes out that a voice cannot say."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.errors import InputError
from packager.lang.registry import target_codes
from packager.speech import NoteKind, SpokenOptions, spoken, spoken_with_notes

CASES = Path(__file__).parents[1] / "cases"
SHARED = Path(os.environ.get("PACKAGER_SHARED", Path(__file__).parents[3] / "shared"))
NEWS = SHARED / "data" / "news_dev.json"

VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0656-\u0658\u0670]")
# Urdu words whose bare letters in the voice's spelling differ from print's.
AS_PRINTED = {"تیئیس": "تئیس"}
PASHTO = "آابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوؤهۀيیېۍئء"
URDU = "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہۂھءیئےۓ"
ALLOWED = {"ps": set(PASHTO), "ur": set(URDU)}
PAUSES = set("،؛:.؟!۔ ")


def plain(text: str) -> str:
    """Without vowel signs, number words in print's spelling."""
    return re.sub(r"[^\W\d_]+", lambda word: AS_PRINTED.get(word[0], word[0]), VOWEL_SIGNS.sub("", text))


def cases(language: str) -> list[tuple[str, str, str, str]]:
    rows = (CASES / f"spoken.{language}.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows if not row.startswith("#")]
    return [(language, written, expected, rule) for written, expected, rule in cells]


LANGUAGES = target_codes()
TABLE = [case for language in LANGUAGES for case in cases(language)]


@pytest.mark.parametrize(("language", "written", "expected", "rule"), TABLE)
def test_table(language: str, written: str, expected: str, rule: str) -> None:
    assert plain(spoken(written, language)) == plain(expected), rule


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_400_cases(language: str) -> None:
    assert len({written for code, written, _, _ in TABLE if code == language}) >= 400


def unspeakable(text: str, language: str) -> set[str]:
    return set(VOWEL_SIGNS.sub("", text)) - ALLOWED[language] - PAUSES


ANYTHING = st.one_of(
    st.sampled_from("0123456789.,،٫٬٪%$€£½²/'\"“”«»–—-():;؟۔ #@&+<>=°~ABCabcUSthkm ـ\u0654\u064e ﷺ۱۲۳"),
    st.sampled_from(PASHTO + URDU),
    st.characters(),
)
PIECES = (
    "5.5 ملین $350 COVID-19 G20 U.S. RFE/RL 10:30 بجے 8 مارچ مارچ 2018 کال 50% 5-10 3-1 1/2 https://www.rferl.org "
    "#MeToo a@b.com (Ye) 5 million 19ویں ۸مه د تر په 1st 25°C +92 345 1234567 2021-03-08 JAY-Z O'Brien پي. ډډي ایم۔ "
    'کیو۔ <b> – - : ، . ۔ ؟ " 1,127 2,50,000 007 1960s 9/11 5G شنبه نهه ورځ No. & Rs. ک\u0654 May Monday A.'
)
TEXTS = st.one_of(
    st.text(alphabet=ANYTHING, max_size=40), st.lists(st.sampled_from(PIECES.split()), max_size=10).map(" ".join)
)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_nothing_unspeakable_comes_out_and_twice_is_once(text: str, language: str) -> None:
    said = spoken(text, language)
    assert not unspeakable(said, language)
    assert said == " ".join(said.split())
    assert spoken(said, language) == said


@pytest.mark.skipif(not NEWS.exists(), reason="the shared news texts are not here")
@pytest.mark.parametrize("language", LANGUAGES)
def test_real_news_is_closed_and_settled(language: str) -> None:
    for document in json.loads(NEWS.read_text(encoding="utf-8"))["documents"]:
        for segment in document["segments"]:
            said = spoken(segment[language], language)
            assert said
            assert not unspeakable(said, language)
            assert spoken(said, language) == said


@pytest.mark.parametrize(
    ("language", "written", "options", "expected"),
    [
        ("ur", "2,500,000", SpokenOptions(scale="million"), "دو ملین پانچ سو ہزار"),
        ("ur", "$5 million", SpokenOptions(scale="million"), "پانچ ملین ڈالر"),
        ("ur", "$1.5 billion", SpokenOptions(scale="million"), "ڈیڑھ بلین ڈالر"),
        ("ps", "2,500,000", SpokenOptions(scale="lakh"), "پنځه ویشت لکه"),
        ("ps", "100,000", SpokenOptions(scale="lakh"), "یو لک"),
        ("ps", "12,000,000", SpokenOptions(scale="lakh"), "یو کروړ شل لکه"),
        ("ps", "$5 million", SpokenOptions(scale="lakh"), "پنځوس لکه ډالره"),
        ("ps", "د دوشنبې په ورځ", SpokenOptions(calendar="pakistani"), "د پیر په ورځ"),
        ("ps", "د چهارشنبې په ورځ", SpokenOptions(calendar="pakistani"), "د شورو په ورځ"),
        ("ps", "د زیارت په ورځ", SpokenOptions(calendar="afghan"), "د پنجشنبې په ورځ"),
        ("ps", "۵ ستمبر", SpokenOptions(calendar="afghan"), "د سپټمبر پنځمه"),
        ("ps", "2026-12-01", SpokenOptions(calendar="afghan"), "د دوه زره شپږویشتم کال د ډسمبر لومړۍ"),
        ("ps", "Monday", SpokenOptions(calendar="afghan"), "دوشنبه"),
        ("ps", "د نومبر په ۲۳مه", SpokenOptions(on_date="پر"), "د نومبر پر درویشتمه"),
        ("ps", "د نومبر پر ۲۳مه", SpokenOptions(on_date="په"), "د نومبر په درویشتمه"),
        ("ps", "د نومبر پر ۲۳مه", SpokenOptions(), "د نومبر پر درویشتمه"),
        ("ps", "د نومبر له ۲۳مې", SpokenOptions(on_date="پر"), "د نومبر له درویشتمې"),
        ("ur", "Kylian Mbappé", SpokenOptions(names={"Kylian Mbappé": "کیلیان امباپے"}), "کیلیان امباپے"),
        ("ps", "Ned Price's", SpokenOptions(names={"Ned Price": "نېډ پرایس"}), "نېډ پرایس"),
        (
            "ps",
            "UNDP",
            SpokenOptions(names={"UNDP": "د ملګرو ملتونو پراختیايي پروګرام"}),
            "د ملګرو ملتونو پراختیايي پروګرام",
        ),
    ],
)
def test_a_station_chooses(language: str, written: str, options: SpokenOptions, expected: str) -> None:
    assert plain(spoken(written, language, options)) == expected


def test_the_editor_is_told_of_a_guess_and_not_of_a_known_name() -> None:
    said, notes = spoken_with_notes("د Ygritte او Twitter رول", "ps")
    assert [(note.kind, note.written) for note in notes] == [(NoteKind.TRANSLITERATED, "Ygritte")]
    assert notes[0].spoken in said


def test_the_editor_is_told_what_is_not_said() -> None:
    _, notes = spoken_with_notes("وہ (Kanye) 東京 گئے", "ur")
    assert {(note.kind, note.written) for note in notes} == {
        (NoteKind.LEFT_OUT, "Kanye"),
        (NoteKind.LEFT_OUT, "東京"),
    }


def test_urdu_numbers_carry_the_vowels_a_voice_needs() -> None:
    assert spoken("20", "ur") == "بِیس"
    assert spoken("9", "ur") == "نَو"
    assert spoken("53", "ur") == "تِرپَن"


def test_another_language_is_refused_in_one_line() -> None:
    with pytest.raises(InputError, match=r"'fa'.*ps, ur"):
        spoken("متن", "fa")
