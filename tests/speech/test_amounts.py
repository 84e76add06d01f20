"""Every amount says the number that is written: spoken forms are read back, with the scale that each number has."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.speech import SpokenOptions, spoken
from tests.support.number_words import numbers

LANGUAGES = ("ps", "ur")
LATIN = {"thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "bn": 9, "trillion": 12}
NATIVE = {
    "ps": {"زره": 3, "لکه": 5, "میلیونه": 6, "کروړه": 7, "میلیارده": 9, "اربه": 9, "میلیونو": 6, "لکو": 5, "زرو": 3},
    "ur": {"ہزار": 3, "لاکھ": 5, "ملین": 6, "کروڑ": 7, "ارب": 9},
}
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
FRAMES = {
    "ps": ("{}", "د {}", "په {} کې", "له {} څخه", "تر {} پورې", "{} ته", "شاوخوا {} وو", "له {} سره"),
    "ur": ("{}", "{} میں", "{} کا", "تقریباً {} تھے", "{} سے"),
}
RANGES = ["{0}{1}{2}", "{0}{1}{2}%", "{0}%{1}{2}%", "${0}{1}{2}", "${0}{1}${2}", "{0}{1}{2} km", "Rs {0}{1}{2}"]
PHONES = ["021-111-786-786", "0800 00 786", "042-111-11-22-33", "111-007-008", "0311-1234567"]
MINUS = re.compile("منفي|منفی")
WHOLE = st.one_of(st.integers(0, 10**4), st.integers(0, 10**12), st.sampled_from([10**n for n in range(13)]))


def grouped(number: int, style: str) -> str:
    """A number with print's groups: none, Western, or South Asian."""
    if style == "western":
        return f"{number:,}"
    text = str(number)
    if style == "none" or len(text) < 4:
        return text
    head, tail = text[:-3], text[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(pairs), tail])


def digits(text: str, *, persian: bool) -> str:
    return text.translate(PERSIAN) if persian else text


@settings(max_examples=400, deadline=None)
@given(
    number=WHOLE,
    style=st.sampled_from(["none", "western", "lakh"]),
    persian=st.booleans(),
    language=st.sampled_from(LANGUAGES),
    sign=st.sampled_from(["{}", "${}", "Rs {}", "{}%", "{} km", "AFN {}", "{} kg", "€{}"]),
    scale=st.sampled_from(["", "lakh", "million"]),
    frame=st.integers(0, 7),
)
def test_a_whole_number_is_said(  # noqa: PLR0917 - hypothesis gives by name
    number: int, style: str, persian: bool, language: str, sign: str, scale: str, frame: int
) -> None:
    frames = FRAMES[language]
    written = frames[frame % len(frames)].format(sign.format(digits(grouped(number, style), persian=persian)))
    said = spoken(written, language, SpokenOptions(scale=scale))  # type: ignore[arg-type]
    assert numbers(said, language) == [number], (written, said)


@settings(max_examples=400, deadline=None)
@given(
    number=st.one_of(st.integers(1, 999).map(Decimal), st.decimals(Decimal("0.1"), 999, places=1)),
    power=st.sampled_from(sorted(LATIN)),
    native=st.booleans(),
    persian=st.booleans(),
    language=st.sampled_from(LANGUAGES),
    sign=st.sampled_from(["{}", "${}", "Rs {}", "{} €", "PKR {}"]),
    scale=st.sampled_from(["", "lakh", "million"]),
    frame=st.integers(0, 7),
)
def test_a_scaled_number_is_said(  # noqa: PLR0917
    number: Decimal, power: str, native: bool, persian: bool, language: str, sign: str, scale: str, frame: int
) -> None:
    words = NATIVE[language] if native else LATIN
    word = sorted(words)[sorted(LATIN).index(power) % len(words)]
    frames = FRAMES[language]
    written = frames[frame % len(frames)].format(sign.format(f"{digits(str(number), persian=persian)} {word}"))
    said = spoken(written, language, SpokenOptions(scale=scale))  # type: ignore[arg-type]
    assert numbers(said, language) == pytest.approx([float(number * 10 ** words[word])], rel=1e-12), (written, said)


@settings(max_examples=400, deadline=None)
@given(
    low=st.integers(1, 400),
    more=st.integers(1, 400),
    dash=st.sampled_from(["-", "–", " - ", " – "]),
    form=st.sampled_from(
        ["{0}{1}{2}", "{0}{1}{2}%", "{0}%{1}{2}%", "${0}{1}{2}", "${0}{1}${2}", "{0}{1}{2} km", "Rs {0}{1}{2}"]
    ),
    power=st.sampled_from(["", *sorted(LATIN)]),
    language=st.sampled_from(LANGUAGES),
    frame=st.integers(0, 7),
    scale=st.sampled_from(["", "lakh", "million"]),
)
def test_both_numbers_of_a_range_have_its_scale(  # noqa: PLR0917
    low: int, more: int, dash: str, form: str, power: str, language: str, frame: int, scale: str
) -> None:
    if (power and "%" in form) or (power and "km" in form):
        power = ""
    frames = FRAMES[language]
    written = frames[frame % len(frames)].format(form.format(low, dash, low + more) + (f" {power}" if power else ""))
    said = spoken(written, language, SpokenOptions(scale=scale))  # type: ignore[arg-type]
    found, times = numbers(said, language), 10 ** LATIN.get(power, 0)
    # The scale word may be said once for both: five to ten million
    assert found in ([low * times, (low + more) * times], [low, (low + more) * times]), (written, said)
    assert not MINUS.search(said)


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("ur", "5-10 million", [5 * 10**6, 10**7]),
        ("ur", "Rs 200-350 million", [2 * 10**8, 35 * 10**7]),
        ("ps", "$500 million-$2 billion", [5 * 10**8, 2 * 10**9]),
        ("ur", "$900 million - $1.5 billion", [9 * 10**8, 15 * 10**8]),
        ("ps", "10% - 12%", [10, 12]),
        ("ur", "7.25%-9%", [7.25, 9]),
        ("ur", "1.2345678 million", [1234567.8]),
        ("ps", "۱،۲۳،۴۵۶", [123456]),
    ],
)
def test_amounts_that_were_said_wrong(language: str, written: str, expected: list[float]) -> None:
    assert numbers(spoken(written, language), language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "written", ["021-111-786-786", "0800 00 786", "042-111-11-22-33", "111-007-008", "0311-1234567"]
)
def test_telephone_numbers_are_digits_to_the_end(language: str, written: str) -> None:
    said = spoken(written, language)
    assert not MINUS.search(said)
    figures = [number for word in said.split() for number in numbers(word, language)]
    assert "".join(f"{number:.0f}" for number in figures) == re.sub(r"\D", "", written)


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("ps", "Su-35", "اېس یُو پنځه دېرش"),
        ("ur", "Tu-95", "ٹی یُو پَچانوے"),
        ("ps", "An-32", "اې اېن دوه دېرش"),
        ("ps", "COVID-19", "کوویډ نولس"),
        ("ur", "COVID 19", "کووڈ اُنِیس"),
    ],
)
def test_names_with_figures(language: str, written: str, expected: str) -> None:
    names = {"COVID": "کوویډ نولس" if language == "ps" else "کووڈ اُنِیس"}
    assert spoken(written, language, SpokenOptions(names=names)) == expected
