"""A bulletin names months and weekdays in one way, the station's, in the greeting as in the stories."""

from __future__ import annotations

from datetime import date

import pytest

from packager.episode import wording
from packager.lang.registry import language
from packager.speech import SpokenOptions, spoken

MONDAY = date(2026, 9, 7)


@pytest.mark.parametrize(
    ("code", "habit", "weekday", "month"),
    [
        ("ps", "", "پیر", "سپټمبر"),
        ("ps", "pakistani", "پیر", "سپټمبر"),
        ("ps", "afghan", "دوشنبه", "سپټمبر"),
        ("ur", "", "پیر", "ستمبر"),
        ("ur", "pakistani", "پیر", "ستمبر"),
    ],
)
def test_greeting_and_story_agree(code: str, habit: str, weekday: str, month: str) -> None:
    options = SpokenOptions(calendar=habit)
    phrases = wording.phrases(language(code), "Demo", {}, habit)
    greeting = spoken(wording.greeting(phrases, MONDAY), code, options)
    story = spoken("Monday 2026-09-07", code, options)
    for said in (greeting, story):
        assert weekday in said
        assert month in said


def test_a_station_has_the_last_word() -> None:
    phrases = wording.phrases(language("ps"), "Demo", {"weekday-1": "دوشنبه"}, "pakistani")
    assert "نن دوشنبه ده، د سپټمبر" in wording.greeting(phrases, MONDAY)
