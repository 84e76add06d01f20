"""An editor at the page in Chromium: open, listen, edit, hear anew, take a suggestion, approve by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.desk.approving import line_stands
from packager.records import Line, Status
from packager.translation.memory import Memory
from packager.translation.units import Unit
from tests.support.chromium import Browser
from tests.support.desk_page import DATE, manifest

pytestmark = pytest.mark.usefixtures("chromium")
SPOKEN = "window.desk.sounds.lines"


def line(desk: Path, number: int, story: str = "road", language: str = "ps") -> Line:
    found = manifest(desk, language).story(story)
    assert found is not None
    return found.lines[number - 1]


def test_a_line_is_edited_with_an_input_method_heard_and_saved(browser: Browser, desk: Path) -> None:
    browser.story()
    browser.press("ArrowDown")
    before = line(desk, 2).text
    browser.press("Enter")
    browser.until("document.activeElement.id === 'text'")
    area = browser.find("#text")
    assert (area.tag_name, area.get_attribute("dir"), area.get_attribute("lang")) == ("textarea", "rtl", "ps")
    browser.compose(" ښه ده۔")
    browser.press("Enter", ctrl=True)
    browser.until("document.querySelector('.line.playing #text')")
    browser.until("document.querySelector('.save-state').textContent === 'Saved'")
    assert line(desk, 2).text == f"{before} ښه ده۔"
    browser.press("Escape")
    browser.until("document.activeElement.id === 'line-2'")
    assert browser.text(2) == f"{before} ښه ده۔"
    assert browser.faults() == []


def test_what_was_heard_is_known_where_the_browser_is_slow_to_say_so(browser: Browser, desk: Path) -> None:
    """The sound goes on while a busy browser does not run the page's script: what it played then was heard too."""
    browser.story()
    browser.run(
        "const play = HTMLMediaElement.prototype.play;"
        "const busy = () => { const end = performance.now() + 700; while (performance.now() < end); };"
        "HTMLMediaElement.prototype.play = function () {"
        "  this.addEventListener('playing', busy, { once: true, capture: true });"
        "  HTMLMediaElement.prototype.play = play; return play.call(this); }"
    )
    browser.press(" ")
    browser.until("CSS.highlights.get('lit').size")
    browser.until("!document.querySelector('.line.playing')")
    browser.press("a")
    browser.until("document.querySelector('#line-1.stands')")
    approved = line(desk, 1).approved
    assert approved is not None
    assert approved.heard == "whole"


def test_space_plays_and_words_are_lit_and_what_was_heard_stands_beside_the_approval(
    browser: Browser, desk: Path
) -> None:
    browser.story()
    browser.press(" ")
    browser.until("CSS.highlights.get('lit').size")
    browser.until("!document.querySelector('.line.playing')")  # it played to its end
    browser.press("a")
    browser.until("document.querySelector('#line-1.stands')")
    approved = line(desk, 1).approved
    assert approved is not None
    assert (approved.by, approved.heard) == ("Gul Bibi", "whole")
    browser.until("document.querySelector('#line-2.current')")
    browser.press("a")
    browser.until("document.querySelector('#line-2.stands')")
    unheard = line(desk, 2).approved
    assert unheard is not None
    assert unheard.heard == "no"


def test_letters_are_keys_on_a_keyboard_of_pashto_too(browser: Browser, desk: Path) -> None:
    browser.story()
    browser.press("ا", "KeyA")
    browser.until("document.querySelector('#line-1.stands')")
    assert line_stands(line(desk, 1))


def test_a_suggestion_is_taken_and_heard(browser: Browser, desk: Path) -> None:
    browser.story()
    offered = line(desk, 3).offers[0].text
    browser.click("#line-3 .offers summary")
    assert browser.run("return [...document.querySelectorAll('#line-3 .offers mark')].map((one) => one.textContent)")
    browser.click("#line-3 [data-do=take]")
    browser.until("document.querySelector('#line-3.playing')")
    assert line(desk, 3).text == offered


def test_suggestions_come_into_the_text_by_keys(browser: Browser, desk: Path) -> None:
    browser.story()
    browser.press("ArrowDown")
    browser.press("ArrowDown")
    browser.press("Enter")
    browser.until("document.activeElement.id === 'text'")
    browser.press("ArrowDown", ctrl=True, shift=True)
    offered = line(desk, 3).offers[0].text
    assert browser.run("return document.getElementById('text').value") == offered
    browser.press("ArrowUp", ctrl=True, shift=True)
    assert browser.run("return document.getElementById('text').value") == line(desk, 3).text


def test_a_blocked_line_needs_a_second_and_different_act(browser: Browser, desk: Path) -> None:
    browser.story()
    browser.press("ArrowDown")
    browser.press("ArrowDown")
    browser.press("a")
    browser.until("document.activeElement.id === 'despite-3'")
    for key in ("Enter", "a", "Enter", " "):
        browser.press(key)
    assert not line_stands(line(desk, 3))
    browser.run("document.getElementById('despite-3').value = ''")
    browser.compose("شمېر په بله کرښه کې دی")
    browser.click("#line-3 .despite button")
    browser.until("document.querySelector('#line-3.stands')")
    approved = line(desk, 3).approved
    assert approved is not None
    assert approved.despite == "شمېر په بله کرښه کې دی"


def test_approved_by_keys_alone_to_the_story(browser: Browser, desk: Path) -> None:
    browser.story(language="ur")
    browser.press("a")
    browser.until("document.querySelector('#line-2.current')")
    browser.press("a")
    browser.until("document.querySelector('#line-3.current')")
    browser.press("Enter")  # the blocked one is written anew
    browser.until("document.activeElement.id === 'text'")
    browser.run("document.getElementById('text').select()")
    browser.compose("تقریباً 2,500 مسافر تین دن سے منتظر تھے۔")
    browser.press("Enter", ctrl=True, shift=True)
    browser.until("document.querySelector('#line-3.stands')")
    browser.until("document.querySelector('#line-4.current')")
    browser.press("a")
    browser.until("document.activeElement.dataset.do === 'approve-story'")
    browser.press(" ")  # plays; it presses nothing
    assert manifest(desk, "ur").stories[0].status is Status.REVIEW
    browser.press("Enter")
    browser.until("document.querySelector('#head .chip.approved')")
    story = manifest(desk, "ur").stories[0]
    assert story.status is Status.APPROVED
    assert story.approved is not None
    assert story.approved.by == "Gul Bibi"
    assert browser.faults() == []


def test_approving_waits_for_what_is_being_written(browser: Browser, desk: Path) -> None:
    browser.story()
    browser.press("Enter")
    browser.until("document.activeElement.id === 'text'")
    browser.compose(" نن")
    browser.press("Enter", ctrl=True, shift=True)
    browser.until("document.querySelector('#line-1.stands')")
    assert line(desk, 1).text.endswith(" نن")
    assert line_stands(line(desk, 1))


def test_escape_and_a_click_elsewhere_lose_nothing(browser: Browser, desk: Path) -> None:
    browser.story()
    browser.press("Enter")
    browser.until("document.activeElement.id === 'text'")
    browser.compose(" یو")
    browser.press("Escape")
    browser.until("!Object.keys(localStorage).some((name) => name.includes('text:'))")
    browser.click("#line-2 [data-do=edit]")
    browser.until("document.querySelector('#line-2 #text')")
    browser.compose(" دوه")
    browser.click("#line-4 [data-do=edit]")
    browser.until("document.querySelector('#line-4 #text')")
    browser.until("!Object.keys(localStorage).some((name) => name.includes('text:'))")
    assert (line(desk, 1).text.split()[-1], line(desk, 2).text.split()[-1]) == ("یو", "دوه")


def test_it_comes_back_to_where_the_editor_stopped(browser: Browser) -> None:
    browser.story()
    browser.press("ArrowDown")
    browser.press("ArrowDown")
    browser.driver.get(browser.page.address)
    browser.click("#continue a")
    browser.until("document.querySelector('#line-3.current')")


def test_the_memory_is_searched_from_the_text(browser: Browser, desk: Path) -> None:
    with Memory.open(desk / "out" / "memory.sqlite") as memory:
        memory.learn(
            [Unit(source="The road to Dir is closed.", target="د دیر لار تړلې ده.", language="ps", who="Zarka")]
        )
    browser.story()
    browser.press("Enter")
    browser.until("document.activeElement.id === 'text'")
    browser.run("const a = document.getElementById('text'); a.value = 'لار'; a.select()")
    browser.press("k", alt=True)
    browser.until("document.querySelector('#memory-found .units')")
    assert "Zarka" in browser.find("#memory-found").text
    assert DATE in browser.driver.current_url
