"""The sample station's day: four stories in four formats, each line of them in Pashto and Urdu."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import packager
from packager.articles import gather
from packager.episode.wording import Phrases, defaults
from packager.lang.registry import language as find
from packager.records import Article, Role
from packager.text.digits import to_ascii
from packager.text.letters import MARKS
from packager.translation.script import spoken_lines
from packager.translation.tmx import import_tmx

SAMPLE = Path(packager.__file__).parent / "sample"
STORIES = ("charity-match-peshawar", "girls-school-mohmand", "karakoram-highway-reopens", "polio-drive-lower-dir")
OF_THE_OTHER = {"ps": set("ٹڈڑےںہھ"), "ur": set("ټډړڼښږځڅېۍګ")}
SCALES = {"million": 10**6, "لکه": 10**5, "لاکھ": 10**5, "کروړه": 10**7, "کروړو": 10**7, "کروڑ": 10**7}
FIGURE = re.compile(rf"(\d[\d,]*(?:\.\d+)?)(?:\s+({'|'.join(SCALES)}))?")


@cache
def stories() -> dict[str, Article]:
    intake = gather([str(SAMPLE / "articles")], zone=ZoneInfo("Asia/Karachi"))
    assert not intake.skipped
    assert not intake.problems
    return {article.id: article for article in intake.articles}


@cache
def memory() -> dict[tuple[str, str], str]:
    return {(unit.source, unit.language): unit.target for unit in import_tmx(SAMPLE / "memory.tmx")}


def lines() -> list[str]:
    return [line.source for article in stories().values() for line in spoken_lines(article)]


def figures(text: str) -> Counter[float]:
    """How often each value stands in a text: 1.2 million, 12 lakh and ۱۲ لکه are one value."""
    found = FIGURE.findall(to_ascii(text))
    return Counter(round(float(figure.replace(",", "")) * SCALES.get(scale, 1), 6) for figure, scale in found)


def wrong_letters(text: str, language: str) -> set[str]:
    own = {*find(language).writing.letters, *MARKS}
    return {sign for sign in text if sign.isalpha() and sign not in own}


def test_there_is_one_story_in_each_format() -> None:
    assert tuple(sorted(stories())) == STORIES
    suffixes = {Path(article.source.file or "").suffix for article in stories().values()}
    assert suffixes == {".txt", ".md", ".html", ".yaml"}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_as_long_as_a_radio_story_and_says_that_it_is_invented(name: str) -> None:
    spoken = spoken_lines(stories()[name])
    assert 120 <= sum(len(line.source.split()) for line in spoken) <= 200
    assert 4 <= sum(line.role in (Role.BODY, Role.QUOTE) for line in spoken) <= 7
    assert spoken[-1].role is Role.CREDIT
    assert spoken[-1].source.endswith("Sample story, invented.")


def test_the_day_has_what_a_bulletin_meets() -> None:
    text = " ".join(lines())
    assert {line.role for article in stories().values() for line in spoken_lines(article)} >= set(Role) - {Role.CAPTION}
    for needed in ("percent", "rupees", "million", "November", "2027", "a.m.", "“", "Gilgit-Baltistan"):
        assert needed in text


def test_the_header_fields_come_in() -> None:
    road, match = stories()["karakoram-highway-reopens"], stories()["charity-match-peshawar"]
    assert (road.filing.priority, road.filing.section, match.filing.priority, match.filing.section) == (
        4,
        "Khyber Pakhtunkhwa",
        7,
        "Sport",
    )
    for name in STORIES[:3]:
        source = stories()[name].source
        assert source.publisher == "Demo Radio"
        assert source.published is not None
        assert source.published.date() in (date(2026, 11, 22), date(2026, 11, 23))


def test_nothing_of_the_page_around_the_story_is_read() -> None:
    page = stories()["girls-school-mohmand"]
    spoken = " ".join(line.source for line in spoken_lines(page))
    for furniture in ("cookie", "Share", "Related", "Read also", "Karakoram", "Picture", "Subscribe", "©", "Comments"):
        assert furniture not in spoken
    assert [out.why for out in page.left_out if out.part] == ["31 pieces of the page around the article"]


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_every_spoken_line_is_translated(language: str) -> None:
    assert [line for line in lines() if (line, language) not in memory()] == []
    assert len(memory()) == 2 * len(lines()), "a unit of the memory fits no line of the stories"


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_translations_have_the_letters_of_their_language_alone(language: str) -> None:
    for line in lines():
        text = memory()[line, language]
        assert not wrong_letters(text, language), text
        assert not set(text) & OF_THE_OTHER[language], text


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_translations_end_as_print_in_the_language_does(language: str) -> None:
    stop = {"ps": ".", "ur": "۔"}[language]
    for article in stories().values():
        head, *body = (memory()[line.source, language] for line in spoken_lines(article))
        assert head[-1].isalpha()
        for text in body:
            assert text.rstrip("»“").endswith(stop), text
            assert (text.count("«") + text.count("”")) == (text.count("»") + text.count("“")), text


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_figures_are_kept(language: str) -> None:
    for line in lines():
        assert figures(memory()[line, language]) == figures(line), line


def test_figures_of_any_script_and_scale_are_one_value() -> None:
    assert figures("1.2 million of 212,000") == figures("۱۲ لکه، ۲۱۲٬۰۰۰") == figures("12 لاکھ اور 212,000")
    assert figures("40 million") != figures("۴۰ کروړه")


def test_the_memory_says_that_no_native_reader_checked_it() -> None:
    head = (SAMPLE / "memory.tmx").read_text(encoding="utf-8").split("<body>")[0]
    assert "not checked by a native reader" in head
    assert not any(unit.checked for unit in import_tmx(SAMPLE / "memory.tmx"))


def wording() -> dict[str, Phrases]:
    return {code: defaults(find(code)) for code in ("ps", "ur", "en")}


def test_both_languages_have_the_same_phrases_with_the_same_places_to_fill() -> None:
    phrases = wording()
    assert set(phrases) == {"ps", "ur", "en"}
    assert phrases["ps"].keys() == phrases["ur"].keys() == phrases["en"].keys()
    for key, phrase in phrases["ps"].items():
        places = {language: set(re.findall(r"{\w+}", phrases[language][key])) for language in phrases}
        assert places["ps"] == places["ur"] == places["en"], (key, phrase)


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_phrases_are_speakable(language: str) -> None:
    for key, phrase in wording()[language].items():
        bare = re.sub(r"{(station|city|weekday|date|day|month|year)}", "", phrase)
        assert phrase.strip()
        assert not wrong_letters(bare, language), (key, phrase)
        assert "{" not in bare, (key, phrase)
        if key.startswith("disclosure"):
            assert {"ps": "مصنوعي غږ", "ur": "مصنوعی آواز"}[language] in phrase
