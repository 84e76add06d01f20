"""What is seen: no barrier that axe finds, no key that publishes, right to left as it is written, 200 stories."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from selenium import webdriver

from packager.desk.page.wording import INTERFACES, words
from packager.records import Status
from tests.conftest import ROOT
from tests.support.chromium import Browser
from tests.support.desk_page import DATE, STATION, Served, manifest, put, served, story

AXE = ROOT / "tests" / "cases" / "axe" / "axe.min.js"
PAGE = ROOT / "packager" / "desk" / "page"
pytestmark = pytest.mark.usefixtures("chromium")


def barriers(browser: Browser) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA."""
    browser.run(AXE.read_text(encoding="utf-8"))
    found = browser.driver.execute_async_script(
        "const done = arguments[0]; axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })"
        ".then((told) => done(told.violations.map((one) => `${one.id}: ${one.nodes.map((n) => n.html).join(' | ')}`)))"
    )
    return list(found)


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_no_barrier_on_a_story(browser: Browser, language: str) -> None:
    list(browser.page.gate.sessions.values())[-1].language = language
    browser.story(language=language)
    assert browser.run("return document.documentElement.dir") == "rtl"
    assert barriers(browser) == []
    browser.press("Enter")
    browser.until("document.activeElement.id === 'text'")
    assert barriers(browser) == []


def test_no_barrier_on_the_bundle_in_the_dark_and_in_the_dialogs(browser: Browser) -> None:
    assert barriers(browser) == []
    dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    try:
        assert barriers(browser) == []
        browser.story()
        assert barriers(browser) == []
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    browser.press("?", "Slash", shift=True)
    browser.until("document.getElementById('keys-dialog').open")
    assert barriers(browser) == []


def test_space_and_enter_on_everything_decide_nothing(browser: Browser, desk: Path) -> None:
    """The first button that has the focus is not what a key presses by accident: Space plays, Enter asks again."""
    before = (desk / "out" / DATE / "ps" / "manifest.yaml").read_bytes()
    browser.story()
    everything = "a[href], button:not([disabled]), input, select, summary, textarea, [tabindex='0']"
    count = browser.run(f'return document.querySelectorAll("{everything}").length')
    assert count > 30
    for place in range(count):
        skip = browser.run(
            f'const one = document.querySelectorAll("{everything}")[{place}];'
            "if (!one || !one.checkVisibility()) return true; one.focus(); return false"
        )
        if not skip:
            browser.press(" ")
    assert (desk / "out" / DATE / "ps" / "manifest.yaml").read_bytes() == before
    acts = browser.run("return [...new Set([...document.querySelectorAll('[data-do]')].map((one) => one.dataset.do))]")
    for act in set(acts) - {"approve", "approve-story", "take", "take-back", "leave-out"}:  # which say what they do
        browser.run("document.querySelectorAll('dialog[open]').forEach((one) => one.close())")
        browser.run(f"document.querySelector('main [data-do={act}]')?.focus()")
        browser.press("Enter")
        browser.press("Enter")
        browser.press(" ")
    assert all(one.status is Status.REVIEW for one in manifest(desk).stories)
    assert not (desk / "air").exists()


def test_direction_is_the_languages_and_nothing_is_put_into_the_text(browser: Browser, desk: Path) -> None:
    browser.story(language="ur")
    found = browser.run(
        "return [...document.querySelectorAll('.line')].map((one) => { const t = one.querySelector('.said > .target');"
        "return [t.lang, t.dir, getComputedStyle(t).direction, t.textContent, t.querySelectorAll('bdi').length] })"
    )
    for (lang, direction, computed, text, _), line in zip(found, manifest(desk, "ur").stories[0].lines, strict=True):
        assert (lang, direction, computed, text) == ("ur", "rtl", "rtl", line.text)
    assert found[3][4] == 3  # AFP, 10:30, 40%
    inside = browser.run("return [...document.querySelectorAll('.said bdi')].map((one) => one.textContent)")
    assert not any(re.search("[\u0600-\u06ff]", text) for text in inside)  # no element stands inside a word


@pytest.mark.parametrize("width", [360, 1280])
def test_the_ink_of_a_first_gaf_is_inside(browser: Browser, width: int) -> None:
    """Nastaliq's گ and ک reach 0.6 em out of their box: there is room for that, and for the height of a line."""
    browser.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    )
    try:
        browser.story(language="ur")
        room = (
            "const s = getComputedStyle(arguments[0]), em = parseFloat(s.fontSize);"
            "return [parseFloat(s.paddingInlineStart) / em, parseFloat(s.lineHeight) / em, s.fontFamily]"
        )
        inline, height, family = browser.run(room, browser.find("#line-2 .said > .target"))
        assert inline >= 0.6
        assert height >= 2.2
        assert "Nastaliq" in family
        # By script: in a narrow window the button moves while the face of the letters comes in.
        browser.run("document.querySelector('#line-2 [data-do=edit]').click()")
        browser.until("document.activeElement.id === 'text'")
        inline, height, family = browser.run(room, browser.find("#text"))
        assert inline >= 0.6
        assert height >= 2.2
        assert browser.run("return document.fonts.check('20px \"Desk Nastaliq\"', 'گ')")
        assert browser.run("return document.documentElement.scrollWidth") <= width
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "station.yaml").write_text(STATION, encoding="utf-8")
    short = [story(f"story-{number:03}", "ps") for number in range(200)]
    put(tmp_path, "ps", [replace(one, lines=one.lines[:1]) for one in short])
    with served(tmp_path) as page:
        yield page


def test_two_hundred_stories(chromium: webdriver.Chrome, many: Served) -> None:
    browser = Browser(chromium, many).opened()
    assert browser.run("return document.querySelectorAll('.stories > li').length") == 200
    browser.click(".stories > li:last-child a")
    browser.until("document.querySelector('.line.current')")
    assert "story-199" in chromium.current_url
    assert browser.run("return document.querySelectorAll('.others li').length") == 200


def test_calm_shows_one_line(browser: Browser) -> None:
    browser.story()
    browser.click("#calm")
    browser.press("ArrowDown")
    shown = browser.run("return [...document.querySelectorAll('.line')].filter((one) => one.checkVisibility()).length")
    assert shown == 1
    assert browser.find("#line-2").is_displayed()


def test_every_word_is_there_in_every_language() -> None:
    english = words("en")
    for code in INTERFACES:
        assert words(code).keys() == english.keys()
        for key, text in words(code).items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), (code, key)
    used = "".join(path.read_text(encoding="utf-8") for path in [*PAGE.glob("templates/*"), *PAGE.glob("static/*.js")])
    built = ("status-", "heard-", "key-", "reason-", "changed-")  # keys that are put together from a value
    told = ("blocked", "noted", "unchecked", "empty", "doubtful-sound")  # by `Needs`
    idle = [key for key in english if not key.startswith(built) and key not in told and f"'{key}'" not in used]
    assert idle == []
    assert shutil.which("chromium")
