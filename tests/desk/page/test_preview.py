"""While a slow voice is at work a line is heard at once by another: shown as that, and worth nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium import webdriver

from packager.day.workshop import StationWorkshop
from packager.desk.reading import read
from packager.records import Hearing
from tests.support.chromium import Browser
from tests.support.desk_page import DATE, Served, manifest, new_desk, served

# A voice by rule that says of itself what a trained one does: everything but its slowness is as with those.
SLOW = "engine: espeak-ng\nlanguage: ps\ndialect: Kandahari\ntrained: true\nsynthetic: true\noptions: {pitch: 40}\n"
FRESH = "د چترال لار نن بېرته پرانیستل شوه."


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The page of a station whose Pashto is read by a voice that takes its time; its Urdu is not."""
    folder = new_desk(tmp_path_factory.mktemp("slow"))
    file = folder / "station.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[pashto]", "[slow]"), encoding="utf-8")
    (folder / "voices").mkdir()
    (folder / "voices" / "slow.yaml").write_text(SLOW, encoding="utf-8")
    with served(folder) as page:
        yield page


def workshop(page: Served) -> StationWorkshop:
    assert isinstance(page.room.workshop, StationWorkshop)
    return page.room.workshop


def test_it_is_by_the_dialects_rule_voice_and_never_in_the_store(slow: Served) -> None:
    file = slow.room.path / DATE / "ps" / "manifest.yaml"
    at_work = workshop(slow)
    assert at_work.is_slow(read(file), file)
    heard = at_work.preview(read(file), file, "road", 1)
    assert heard is not None
    assert heard.clips[0].voice == "pashto-kandahari"
    assert at_work.play(heard)[:4] == b"RIFF"
    assert not list(slow.room.path.rglob("clips/*/*.wav"))
    assert 1 in at_work.sound(read(file), file, "road").waiting
    real = at_work.speak(read(file), file, "road", 1).lines[1]
    assert real.clips[0].voice == "slow"
    assert real.take != heard.take
    assert at_work.preview(read(file), file, "road", 1) is None  # its own sound is there


def test_a_voice_that_answers_at_once_has_none(slow: Served) -> None:
    file = slow.room.path / DATE / "ur" / "manifest.yaml"
    assert not workshop(slow).is_slow(read(file), file)
    assert workshop(slow).preview(read(file), file, "road", 1) is None


def test_heard_before_the_voice_itself_and_approved_after_it(slow: Served, chromium: webdriver.Chrome) -> None:
    browser = Browser(chromium, slow).opened().story()
    with workshop(slow)._speaking:
        browser.press(" ")  # the first thing that is done, before anything is known of the story's sound
        browser.until("document.querySelector('#line-1.playing .preview')")
    browser.until("!document.querySelector('.preview')")
    browser.press("Escape")
    for _ in range(3):
        browser.press("ArrowDown")
    browser.press("Enter")
    browser.until("document.activeElement.id === 'text'")
    browser.run("document.getElementById('text').select()")
    browser.compose(FRESH)
    with workshop(slow)._speaking:  # the voice is at work, for as long as this takes
        browser.press("Enter", ctrl=True)
        browser.until("document.querySelector('#line-4.playing .preview')?.textContent.includes('pashto-kandahari')")
        browser.until("document.querySelector('#line-4[aria-busy=true]')")
        browser.until("document.querySelector('.save-state').textContent === 'Saved'")
        browser.until("!document.querySelector('#line-4.playing')")  # to its end
        browser.press("Enter", ctrl=True, shift=True)
        browser.until("document.getElementById('state').textContent.includes('own voice')")
        entry = manifest(slow.room.path.parent).story("road")
        assert entry is not None
        assert entry.lines[3].text == FRESH
        assert entry.lines[3].approved is None
    browser.until("document.querySelector('#line-4.stands') && !document.querySelector('.preview')")
    entry = manifest(slow.room.path.parent).story("road")
    assert entry is not None
    assert entry.lines[3].approved is not None
    assert entry.lines[3].approved.heard is not Hearing.WHOLE  # a preview in full is nothing of the line
    assert not browser.faults()


def test_nobody_approves_what_is_being_spoken(slow: Served, chromium: webdriver.Chrome) -> None:
    """From another browser too, which does not know that it waits."""
    file = slow.room.path / DATE / "ps" / "manifest.yaml"
    browser = Browser(chromium, slow).opened().story("school")
    with slow.room.speaking(file, "school", 2):
        answer = browser.driver.execute_async_script(
            "const [done] = arguments; fetch('/e/" + DATE + "-ps/act', { method: 'POST', headers: {"
            "'content-type': 'application/json', 'x-desk': document.querySelector('meta[name=desk]').content },"
            "body: JSON.stringify({ act: 'approve-story', story: 'school' }) }).then((a) => a.json()).then(done)"
        )
    assert "line 2 is being spoken" in answer["why"]
