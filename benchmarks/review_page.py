"""How long an editor waits at the review page, in Chromium's own clock.

    python -m benchmarks.review_page [--voices urdu,urdu-woman] [--stories 60] [--rounds 5]

For each voice a line of 20 words that nobody spoke before is written in the text area and Ctrl+Enter is pressed: the
time from the key to Chromium's word that the sound plays; of a voice that takes its time, to the preview by another and
to the line's own. The first of a voice also opens it. Then a bundle of so many
stories of fifteen lines: from the request to the end of its load, the same for one of its stories, and one edit of a
line as the page has it done, written to the disk and to the log.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from packager.desk.acts import SetText
from packager.desk.manifest import StoryEntry
from packager.desk.performing import perform
from tests.support.chromium import Browser
from tests.support.desk_page import DATE, NOW, put, served, story

LINES = 15  # of a story
TEXTS = {
    "ps": "د چترال لار له درې ورځو وروسته بیا پرانیستل شوه او ګڼ مسافر د سهار له خوا خپلو کورونو ته روان شول",
    "ur": "چترال کی سڑک تین دن بعد دوبارہ کھول دی گئی اور بہت سے مسافر صبح سویرے اپنے گھروں کو روانہ ہوئے",
}
PLAYING = """
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  const what = this.src.includes('/preview/') ? 'preview' : 'line';
  const heard = () => { window.heard[what] ??= (performance.now() - window.pressedAt) / 1000; };
  this.addEventListener('playing', heard, { once: true });
  return play.call(this);
};
addEventListener('keydown', (event) => {
  if (event.ctrlKey) { window.pressedAt = performance.now(); window.heard = {}; }
}, true);
"""
LOADED = """
const told = performance.getEntriesByType('navigation')[0];
return told.loadEventEnd - told.startTime
"""


def main() -> None:
    """Print one line for each figure: least, median, most."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--voices", default="pashto,urdu,pashto-woman,urdu-woman")
    parser.add_argument("--stories", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--mute-audio", "--window-size=1280,900",
                 "--autoplay-policy=no-user-gesture-required"):  # fmt: skip
        options.add_argument(word)
    with webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or "chromedriver")) as driver:
        for voice in asked.voices.split(","):
            for what, (first, *others) in save_to_sound(driver, voice, asked.rounds + 1).items():
                tell(f"save to {what}, {voice}, opened", [first])
                tell(f"save to {what}, {voice}", others)
        opened(driver, asked.stories, asked.rounds)
    print(f"{'load of the machine':45} {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def tell(what: str, seconds: Sequence[float]) -> None:
    """The least, the median and the most of some times."""
    told = f"{min(seconds):.3f} … {statistics.median(seconds):.3f} … {max(seconds):.3f} s"
    print(f"{what:45} {told if len(seconds) > 1 else f'{seconds[0]:.3f} s'}", flush=True)


def desk(folder: Path, language: str, voice: str, stories: int) -> Path:
    """A station whose edition this voice reads, with so many stories."""
    text = f"timezone: Asia/Karachi\neditions:\n  {language}: {{anchor: [{voice}]}}\n"
    (folder / "station.yaml").write_text(text, encoding="utf-8")
    return put(folder, language, [long_story(f"story-{number:02}", language) for number in range(stories)])


def long_story(name: str, language: str) -> StoryEntry:
    """A story of fifteen lines, as news has them."""
    short = story(name, language)
    more = (
        replace(short.lines[1 + turn % 3], source=f"{short.lines[1 + turn % 3].source} Paragraph {turn}.")
        for turn in range(LINES - len(short.lines))
    )
    return replace(short, lines=(*short.lines, *more))


def save_to_sound(driver: webdriver.Chrome, voice: str, rounds: int) -> dict[str, list[float]]:
    """Seconds from the key to each sound, preview or line, for so many new texts."""
    language = "ps" if voice.startswith("pashto") else "ur"
    words = TEXTS[language].split()
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk(folder, language, voice, 1)
        with served(folder) as page:
            browser = Browser(driver, page).opened().story("story-00", language)
            browser.run(PLAYING)
            browser.press("ArrowDown")
            browser.press("Enter")
            for turn in range(rounds):
                browser.until("document.activeElement.id === 'text'")
                text = " ".join((*words[turn:], *words[:turn])) + ("۔" if language == "ur" else ".")
                browser.run(
                    "const area = document.getElementById('text'); area.value = arguments[0];"
                    "area.dispatchEvent(new Event('input')); window.heard = {}",
                    text,
                )
                browser.press("Enter", ctrl=True)
                browser.patience = 300
                browser.until("window.heard.line")
                for what, seconds in browser.run("return window.heard").items():
                    found.setdefault(what, []).append(seconds)
                browser.until("document.querySelector('.save-state').textContent === 'Saved'")
    return found


def opened(driver: webdriver.Chrome, stories: int, rounds: int) -> None:
    """Tell how long a bundle of so many stories takes to open, one of them, and one act."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = desk(folder, "ps", "pashto", stories)
        with served(folder) as page:
            browser = Browser(driver, page).opened()
            found: dict[str, list[float]] = {"the bundle": [], "a story": []}
            for _ in range(rounds):
                for what, path in (("the bundle", "/"), ("a story", f"/e/{DATE}-ps/story-07")):
                    driver.get(page.address + path)
                    browser.until("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
                    found[what].append(browser.run(LOADED) / 1000)
            for what, seconds in found.items():
                tell(f"{what} of {stories} stories", seconds)
        took = []
        for turn in range(rounds):
            start = time.perf_counter()
            act = SetText(story="story-07", line=2, text=f"د چترال لار {turn} پرانیستل شوه.")
            perform(file, act, by="Gul Bibi", now=NOW)
            took.append(time.perf_counter() - start)
        tell(f"an act on {stories} stories", took)


if __name__ == "__main__":
    main()
