"""The read-along page beside an episode: opened from a disk, each word is lit as it is heard, whatever it is called."""

from __future__ import annotations

import re
import shutil
import wave
from pathlib import Path

import pytest
from selenium import webdriver

from packager.delivery.alignment import Passage, Written
from packager.delivery.read_along import PageHeading, read_along
from packager.records import Clip, Kind, Mark, Utterance

TEXTS = {
    "ps": ("قراقرم لویه لار پرانیستل شوه", "AFP اژانس ۱۰:۳۰ بجې وویل چې <b> خلاصه ده."),
    "ur": ("قراقرم ہائی وے کھل گئی", "AFP نے 10:30 پر کہا کہ <b> کھلی ہے۔"),
}


def said(language: str) -> tuple[Passage, ...]:
    """A greeting and a story of two lines, a word a second, the first at one second."""
    found, at = [], 1.0
    for kind, name, text in (
        (Kind.GREETING, "greeting", "سلام"),
        (Kind.STORY, "road", TEXTS[language][0]),
        (Kind.STORY, "road", TEXTS[language][1]),
    ):
        parts = text.split()  # a word a second
        spoken = Utterance(text=text, language=language, voice="urdu")
        marks = tuple(Mark(start=float(place), word=word) for place, word in enumerate(parts))
        clip = Clip(utterance=spoken, path=Path("x.wav"), seconds=len(parts), lufs=-23.0, engine="x", marks=marks)
        found.append(
            Passage(segment=name, kind=kind, language=language, clips=((at, clip),), written=(Written(text=text),))
        )
        at += len(parts)
    return tuple(found)


def put(folder: Path, language: str) -> Path:
    """The page with a sound of silence beside it."""
    heading = PageHeading(name="day", title=TEXTS[language][0], language=language, station="Demo", date="2026-11-23")
    page = folder / "day.read.html"
    page.write_text(read_along(heading, said(language), {"road"}), encoding="utf-8")
    with wave.open(str(folder / "day.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(2 * 8000 * 20))
    return page


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_words_are_lit_with_the_sound_from_a_disk(chromium: webdriver.Chrome, tmp_path: Path, language: str) -> None:
    page = put(tmp_path, language)
    for name in ("310001_day.read.html", "310001_day.wav"):  # as a playout system wants them called
        shutil.copy(tmp_path / name.removeprefix("310001_"), tmp_path / name)
    page.unlink()
    (tmp_path / "day.wav").unlink()
    chromium.get(f"file://{tmp_path}/310001_day.read.html")
    words = chromium.execute_script("return [...document.querySelectorAll('span[data-at]')].map((o) => o.textContent)")
    assert [re.sub("[\u2066-\u2069]", "", word) for word in words] == ["سلام", *" ".join(TEXTS[language]).split()]
    lit = chromium.execute_async_script(
        "const done = arguments[0], audio = document.querySelector('audio'), lit = [];"
        "const words = [...document.querySelectorAll('span[data-at]')];"
        "audio.addEventListener('seeked', () => { requestAnimationFrame(() => {"
        "  lit.push(words.findIndex((one) => one.classList.contains('lit')));"
        "  if (lit.length === 4) done(lit); else audio.currentTime = [0.5, 2.5, 8.2, 3.5][lit.length]; }); });"
        "const begin = () => { audio.currentTime = 0.5; };"
        "if (audio.readyState) begin(); else audio.addEventListener('loadedmetadata', begin, { once: true })"
    )
    assert lit == [-1, 1, 7, 2]


def test_a_word_that_is_pointed_at_is_played_and_keys_reach_every_story(
    chromium: webdriver.Chrome, tmp_path: Path
) -> None:
    chromium.get(f"file://{put(tmp_path, 'ps')}")
    at = chromium.execute_async_script(
        "const done = arguments[0], audio = document.querySelector('audio');"
        "audio.addEventListener('playing', () => done(audio.currentTime), { once: true });"
        "document.querySelector('h2 button').click()"
    )
    assert 2.0 <= at < 3
    assert chromium.execute_script("return document.querySelectorAll('section').length") == 2
    assert chromium.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert chromium.execute_script("return document.querySelectorAll('main b').length") == 0  # text is text
