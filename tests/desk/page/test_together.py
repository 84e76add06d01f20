"""Two editors, a text editor beside the page, a page that is loaded again, a server that dies: no word is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium import webdriver

from packager.locks import SAVING, held
from tests.support.chromium import Browser
from tests.support.desk_page import DATE, manifest, served

pytestmark = pytest.mark.usefixtures("chromium")


def said(desk: Path, line: int) -> str:
    return manifest(desk).stories[0].lines[line - 1].text


def write(browser: Browser, line: int, text: str) -> None:
    """Open a line and write something else in it."""
    browser.run(f"document.querySelector('#line-{line} [data-do=edit]').click()")  # open already where a copy was kept
    browser.until(f"document.querySelector('#line-{line} #text')")
    browser.run("document.getElementById('text').select()")
    browser.compose(text)


def by_hand(desk: Path, old: str, new: str) -> None:
    """Another editor saves the file."""
    path = desk / "out" / DATE / "ps" / "manifest.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def both(browser: Browser, line: int) -> list[str]:
    browser.until(f"document.querySelector('#line-{line} .conflict')")
    return list(
        browser.run(
            f"return [...document.querySelectorAll('#line-{line} .conflict p.target')].map((p) => p.textContent)"
        )
    )


def test_two_browsers_at_one_line(browser: Browser, desk: Path) -> None:
    browser.story()
    write(browser, 2, "زما متن دی.")
    with browser.second() as other:
        other.story()
        write(other, 2, "د بل متن دی.")
        other.press("Escape")
        other.until("!Object.keys(localStorage).some((name) => name.includes('text:'))")
    assert said(desk, 2) == "د بل متن دی."
    browser.run("document.getElementById('text').focus()")
    browser.press("Enter", ctrl=True)
    assert both(browser, 2) == ["زما متن دی.", "د بل متن دی."]
    assert said(desk, 2) == "د بل متن دی."  # nothing is resolved by who saved last
    browser.click("#line-2 .conflict button:first-child")
    browser.until("!Object.keys(localStorage).some((name) => name.includes('text:'))")
    assert said(desk, 2) == "زما متن دی."
    assert "د بل متن دی." in (desk / "out" / DATE / "ps" / "review.jsonl").read_text(encoding="utf-8")


def test_a_text_editor_beside_the_page(browser: Browser, desk: Path) -> None:
    browser.story()
    write(browser, 2, "زما متن دی.")
    by_hand(desk, "د چترال لار د دوشنبې په ورځ پرانیستل شوه.", "د لاس متن دی.")
    browser.press("Escape")
    assert both(browser, 2) == ["زما متن دی.", "د لاس متن دی."]
    browser.click("#line-2 .conflict button:last-child")
    browser.until("document.querySelector('#line-2 .said > .target').textContent === 'د لاس متن دی.'")
    assert said(desk, 2) == "د لاس متن دی."


def test_what_was_changed_beside_a_line_is_no_conflict(browser: Browser, desk: Path) -> None:
    browser.story()
    write(browser, 2, "زما متن دی.")
    by_hand(desk, "AFP اژانس", "د AFP اژانس")
    browser.press("Escape")
    browser.until("!Object.keys(localStorage).some((name) => name.includes('text:'))")
    assert (said(desk, 2), said(desk, 4)[:3]) == ("زما متن دی.", "د A")


def test_a_page_loaded_again_mid_edit(browser: Browser, desk: Path) -> None:
    browser.story()
    write(browser, 2, "نیم متن")
    browser.driver.refresh()
    browser.until("document.querySelector('#line-2 #text')?.value === 'نیم متن'")
    assert "2" in browser.find("#alert").text
    browser.press("Escape")
    browser.until("!Object.keys(localStorage).some((name) => name.includes('text:'))")
    assert said(desk, 2) == "نیم متن"


def test_the_server_is_killed_mid_edit_and_started_again(chromium: webdriver.Chrome, desk: Path) -> None:
    with served(desk) as page:
        browser = Browser(chromium, page).opened().story()
        write(browser, 2, "نیم متن")
    browser.press("Escape")
    browser.until("document.getElementById('alert').textContent.includes('does not answer')")
    assert "د چترال" in said(desk, 2)
    with served(desk, port=page.gate.port) as again:
        browser.until("document.getElementById('alert').textContent.includes('started again')")
        Browser(chromium, again)  # its link is opened in the same browser
        chromium.get(again.link)
        browser.until("location.pathname === '/'")
        browser.page = again
        browser.story()
        browser.until("document.querySelector('#line-2 #text')?.value === 'نیم متن'")
        browser.press("Escape")
        browser.until("!Object.keys(localStorage).some((name) => name.includes('text:'))")
    assert said(desk, 2) == "نیم متن"


def test_saved_is_said_when_the_server_has_written_it(browser: Browser, desk: Path) -> None:
    """While another holds the file, nothing is called saved."""
    browser.story()
    write(browser, 2, "زما متن دی.")
    with held(desk / "out" / DATE / "ps" / SAVING, "a build", patience=0):
        browser.press("Enter", ctrl=True)
        browser.until("document.querySelector('.line.playing')")  # the sound does not wait for the disk
        assert browser.run("return document.querySelector('.save-state').textContent") == "Saving …"
        assert "د چترال" in said(desk, 2)
    browser.until("document.querySelector('.save-state').textContent === 'Saved'")
    assert said(desk, 2) == "زما متن دی."
