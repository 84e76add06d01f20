"""What an editor does now and then: notes, order, priority, readings of a whole edition, earlier texts, holding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from packager.desk.acts import ApproveLine, Evidence
from packager.desk.page.takes import EarlierText, takes
from packager.desk.page.views import has_words, unknown_names
from packager.desk.performing import perform
from packager.desk.review_log import Log
from packager.records import Status
from tests.support.chromium import Browser
from tests.support.desk_page import DATE, NOW, manifest


def decided(desk: Path, name: str = "road") -> tuple[str, int, Status]:
    entry = manifest(desk).story(name)
    assert entry is not None
    return entry.note, entry.filing.priority, entry.status


@pytest.mark.usefixtures("chromium")
def test_notes_and_priority_and_undo(browser: Browser, desk: Path) -> None:
    browser.story()
    browser.press("ArrowDown")
    browser.click("#line-2 [data-do=note]")
    browser.compose("له زرکې وپوښتئ")
    browser.click("[data-do=note-done]")
    browser.until("document.querySelector('#line-2 [data-note]')?.textContent === 'له زرکې وپوښتئ'")
    browser.click("#head [data-do=note]")
    browser.compose("د ولسوالۍ نوم؟")
    browser.click("[data-do=note-done]")
    browser.until("document.querySelector('#head [data-note]')")
    browser.run(
        "const one = document.querySelector('[data-priority]'); one.value = '2';"
        "one.dispatchEvent(new Event('change', { bubbles: true }))"
    )
    browser.until("document.querySelector('[data-priority] option[selected]').textContent === '2'")
    assert decided(desk) == ("د ولسوالۍ نوم؟", 2, Status.REVIEW)
    assert manifest(desk).stories[0].lines[1].note == "له زرکې وپوښتئ"
    browser.click("#head [data-do=undo]")
    browser.until("document.querySelector('[data-priority] option[selected]').textContent === '5'")
    assert decided(desk)[1] == 5


@pytest.mark.usefixtures("chromium")
def test_held_with_a_reason_and_brought_back(browser: Browser, desk: Path) -> None:
    browser.story()
    browser.click("#head [data-do=hold]")
    browser.click("[data-do=reason-done]")  # nothing without a reason
    assert decided(desk)[2] is Status.REVIEW
    browser.compose("وزارت ته په تمه")
    browser.click("[data-do=reason-done]")
    browser.until("document.querySelector('#head .chip.hold')")
    assert "وزارت" in browser.find("#head").text
    browser.click("#head [data-do=restore]")
    browser.until("document.querySelector('#head .chip.review')")
    assert decided(desk)[2] is Status.REVIEW


@pytest.mark.usefixtures("chromium")
def test_a_reading_is_settled_by_ear_for_all_stories(browser: Browser, desk: Path) -> None:
    browser.story()
    browser.press("ArrowDown")
    browser.run(
        "const text = document.querySelector('#line-2 .said > .target').firstChild, range = new Range();"
        "range.setStart(text, 2); range.setEnd(text, 7);"
        "getSelection().removeAllRanges(); getSelection().addRange(range)"
    )
    browser.click("#line-2 [data-do=say]")
    browser.until("document.getElementById('say-met').textContent.includes('2')")  # lines of both stories
    assert browser.run("return document.getElementById('say-word').value") == "چترال"
    browser.run("document.getElementById('say-as').select()")
    browser.compose("چِترال")
    browser.click("[data-do=say-hear]")
    browser.until("document.querySelector('#line-2.playing')")
    assert manifest(desk).say == {}  # heard, and not decided
    browser.click("[data-do=say-done]")
    browser.until("!document.getElementById('say-dialog').open && document.querySelector('#line-2.playing')")
    browser.until("!document.getElementById('alert').textContent")
    assert manifest(desk).say == {"چترال": "چِترال"}
    assert manifest(desk).stories[0].lines[1].text.startswith("د چترال")  # what is printed stays
    browser.driver.get(browser.page.address)
    browser.click("[data-move=unsay]")
    browser.until("!document.querySelector('[data-move=unsay]')")
    assert manifest(desk).say == {}


@pytest.mark.usefixtures("chromium")
def test_an_earlier_text_is_heard_and_taken_back(browser: Browser, desk: Path) -> None:
    browser.story()
    before = browser.text(2)
    browser.press("ArrowDown")
    browser.press("Enter")
    browser.until("document.activeElement.id === 'text'")
    browser.compose(" نن")
    browser.press("Escape")
    browser.until("!Object.keys(localStorage).some((name) => name.includes('text:'))")
    browser.click("#line-2 [data-do=takes]")
    browser.until("document.querySelector('#takes-found li')")
    browser.click("#takes-found [data-do=take-hear]")
    browser.until("document.querySelector('#line-2.playing')")
    assert manifest(desk).stories[0].lines[1].text == f"{before} نن"
    browser.click("#takes-found [data-do=take-old]")
    browser.until("!document.getElementById('takes-dialog').open")
    browser.until(f"document.querySelector('#line-2 .said > .target').textContent === '{before}'")
    assert manifest(desk).stories[0].lines[1].text == before


@pytest.mark.usefixtures("chromium")
def test_stories_are_moved_in_the_running_order_by_keys(browser: Browser, desk: Path) -> None:
    browser.driver.get(f"{browser.page.address}/?order=running")
    browser.run(f"document.querySelector('[data-edition=\"{DATE}-ps\"] [data-story=road] [data-move=down]').focus()")
    browser.press("Enter")
    browser.until("document.querySelector('li[data-story]').dataset.story === 'school'")
    assert [story.id for story in manifest(desk).stories] == ["school", "road"]
    browser.until("document.activeElement.closest('[data-story]')?.dataset.story === 'road'")
    browser.click("[data-move=undo]")
    browser.until("document.querySelector('li[data-story]').dataset.story === 'road'")
    assert [story.id for story in manifest(desk).stories] == ["road", "school"]


@pytest.mark.usefixtures("chromium")
def test_a_held_enter_presses_once(browser: Browser, desk: Path) -> None:
    """The last line is approved by its button, and the story's own button comes under the key that is still down."""
    file = desk / "out" / DATE / "ur" / "manifest.yaml"
    for line in (1, 2, 3):
        seen = ApproveLine(story="road", line=line, evidence=Evidence(despite="the number is in the next line"))
        perform(file, seen, by="Gul Bibi", now=NOW)
    browser.story(language="ur")
    browser.run("document.querySelector('#line-4 [data-do=approve]').focus()")
    browser.hold("Enter", "document.activeElement.dataset.do === 'approve-story'", 3)
    browser.driver.execute_async_script("const done = arguments[0]; fetch('/').then(() => done())")
    assert manifest(desk, "ur").stories[0].status is Status.REVIEW


def test_what_a_line_said_before() -> None:
    spot = ("The road is open.", 0)
    told = {"story": "road", "line": list(spot), "key": "text"}
    entries = (
        {"by": "Gul", "at": "09:00", "what": "set-text", "act": {}, "changes": [{**told, "was": "یو", "is": "دوه"}]},
        {"by": "Zarka", "at": "09:10", "what": "conflict", "wanted": "set-text", "kept": "درې",
         "act": {"story": "road", "line": 2}},
        {"by": "Zarka", "at": "09:20", "what": "set-text", "act": {},
         "changes": [{**told, "was": "دوه", "is": "څلور"}]},
        {"by": "Gul", "at": "09:30", "what": "note", "act": {},
         "changes": [{**told, "key": "note", "was": None, "is": "x"}]},
    )  # fmt: skip
    assert takes(Log(entries=entries), "road", spot, 2, "څلور") == (
        EarlierText(text="دوه", by="Gul", at="09:00"),
        EarlierText(text="درې", by="Zarka", at="09:10"),
        EarlierText(text="یو"),
    )
    assert takes(Log(entries=entries), "school", spot, 2, "څلور") == ()


def test_a_name_in_no_table_leads_to_its_lines(desk: Path) -> None:
    known = replace(manifest(desk), unknown_names=(("Chitral", 2), ("Road", 1)))
    chitral, road = unknown_names(known)
    assert chitral.lines == (("road", 2), ("school", 2))
    assert road.lines == ()  # "The road" is no name
    assert has_words("از Kabul-Peshawar", "Kabul")
    assert not has_words("Kabuli", "Kabul")


@pytest.mark.usefixtures("chromium")
def test_a_name_is_settled_by_ear_for_all_stories(browser: Browser, desk: Path) -> None:
    """Nishnar is in no table: a machine wrote it نشنار in one story, and it stands in the English of another."""
    file = desk / "out" / DATE / "ps" / "manifest.yaml"
    text = file.read_text(encoding="utf-8").replace("The road to Chitral", "The road to Nishnar")
    text = text.replace("د چترال لار", "د نشنار لار").replace("unknown-names:", "")
    file.write_text(f"{text}unknown-names:\n- {{en: Nishnar, met: 4}}\n", encoding="utf-8")
    browser.driver.get(browser.page.address)
    browser.run("for (const one of document.querySelectorAll('details')) one.open = true")
    browser.click("a[href='/e/2026-11-23-ps/road?name=Nishnar#line-2']")
    browser.until("document.getElementById('name-now')?.value === 'نشنار'")
    assert browser.run("return document.getElementById('name-met').textContent").startswith("In 2 lines")
    browser.run("document.getElementById('name-as').value = 'نیشنهار'")
    browser.click("[data-do=name-hear]")
    browser.until("document.querySelector('#line-2.playing')")
    assert manifest(desk).names == {}  # heard, and not decided
    browser.click("[data-do=name-done]")
    browser.until("document.querySelector('#line-2 .target').textContent.includes('نیشنهار')")
    assert manifest(desk).names == {"Nishnar": "نیشنهار"}
    browser.story("school")
    other = manifest(desk).story("school")
    assert other is not None
    assert "نشنار" in other.lines[1].text  # nobody's words are changed behind their back: it is told
    assert "Nishnar" in browser.find("#line-2 .findings").text
    browser.driver.get(browser.page.address)
    browser.click("[data-move=unname]")
    browser.until("!document.querySelector('[data-move=unname]')")
    assert manifest(desk).names == {}
    assert not browser.faults()


@pytest.mark.usefixtures("chromium")
def test_a_story_is_made_to_end_early_and_undone(browser: Browser, desk: Path) -> None:
    browser.story()
    browser.run(
        "const one = document.querySelector('[data-shorten]'); one.value = '2';"
        "one.dispatchEvent(new Event('change', { bubbles: true }))"
    )
    browser.until("document.querySelector('#line-3 .not-aired')")
    entry = manifest(desk).story("road")
    assert entry is not None
    assert entry.shorten == 2
    browser.click("#head [data-do=undo]")
    browser.until("!document.querySelector('.not-aired')")
