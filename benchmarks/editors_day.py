"""The day of an editor of docs/review.md, followed by YAML and on the page: steps, and the machine's time.

    python -m benchmarks.editors_day [--stories 12]

So many stories in Pashto are built by the rule voice. Four lines are wrong, two names are in no table, every story is
approved, the programme is published, and one story is killed when it is on air. A step is one place in the file that is
written, one command, one click, one key with what is typed after it. What a person reads, thinks, hears and types takes
its own time, which is not in the figures: they are the machine's alone, on the clock.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from packager.cli import main
from packager.desk.manifest import Manifest
from packager.records import Status
from tests.support.chromium import Browser
from tests.support.delivery_day import DATE, build, folder, manifest
from tests.support.desk_page import served

BY = "Gul Bibi"
STATION = """\
station: Demo Radio
timezone: Asia/Karachi
editions:
  ps: {anchor: [pashto]}
podcast:
  base: https://radio.example/audio
  link: https://radio.example
  author: Demo Radio
  email: desk@radio.example
  image: https://radio.example/cover.jpg
  ps: {title: ډیمو راډیو, description: هره ورځ خبرونه.}
"""
NAMES = {"Nishnar": "نشنار", "Karwanai": "کروانۍ"}
WRONG, RIGHT = "شاوخوا ۲۵۰۰ مسافر ورسېدل.", "شاوخوا ۲۶۰۰ مسافر په تمه وو."
LINE = 3  # the wrong one of a story; 1 is the headline


@dataclass
class Told:
    """What one way came to, part by part."""

    way: str
    steps: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextlib.contextmanager
    def part(self, name: str) -> Iterator[None]:
        """The clock runs while the block does."""
        begun = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun

    def step(self, name: str, count: int = 1) -> None:
        """So many steps of a part."""
        self.steps[name] = self.steps.get(name, 0) + count


def new_day(station: Path, count: int) -> list[str]:
    """A station with so many articles, each with its Pashto; the stories that have a wrong line."""
    (station / "articles").mkdir(parents=True)
    (station / "station.yaml").write_text(STATION, encoding="utf-8")
    wrong = []
    for number in range(count):
        name, (english, pashto) = f"story-{number:02}", list(NAMES.items())[number % 2]
        about = 2600 if number % 3 == 1 and len(wrong) < 4 else 340 + number
        third = WRONG if about == 2600 else f"شاوخوا {about} کسان په تمه وو."
        if about == 2600:
            wrong.append(name)
        (station / "articles" / f"{name}.txt").write_text(
            f"The road number {number} reopens\n\nThe road to {english} reopened on Monday.\n\n"
            f"About {about} travellers had waited.\n\nAn elder of {english} thanked the engineers.\n",
            encoding="utf-8",
        )
        (station / "articles" / f"{name}.ps.txt").write_text(
            f"لار {number} بېرته پرانیستل شوه\nد {pashto} لار د دوشنبې په ورځ پرانیستل شوه.\n{third}\n"
            f"د {pashto} یو مشر له انجنیرانو مننه وکړه.\n",
            encoding="utf-8",
        )
    return wrong


def quiet(*words: str) -> int:
    """A command, without what it prints."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return main(list(words))


def rebuilt(station: Path) -> None:
    """The build again, as an editor orders it."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert build(station) in (0, 3)


def by_yaml(station: Path, wrong: list[str]) -> Told:
    """Everything in the manifest's text, and commands."""
    told, file = Told("YAML"), folder(station) / "manifest.yaml"
    with told.part("wrong lines"):
        written(file, WRONG, RIGHT, len(wrong))
        told.step("wrong lines", len(wrong))
    with told.part("names"):
        text = file.read_text(encoding="utf-8")
        names = "".join(f"  {english}: {pashto}\n" for english, pashto in NAMES.items())
        file.write_text(text.replace("stories:\n", f"names:\n{names}stories:\n", 1), encoding="utf-8")
        told.step("names", len(NAMES))
    with told.part("to hear it"):
        rebuilt(station)
        told.step("to hear it")
    with told.part("approvals"):
        text = file.read_text(encoding="utf-8")
        text, count = re.subn(
            r"^( +)status: review$", rf"\1status: approved\n\1approved: {{by: {BY}}}", text, flags=re.MULTILINE
        )
        file.write_text(text, encoding="utf-8")
        told.step("approvals", count)
    aired(station, told)
    return told


def written(file: Path, old: str, new: str, times: int) -> None:
    """A text put in the place of another, so often."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == times
    file.write_text(text.replace(old, new), encoding="utf-8")


def on_the_page(station: Path, wrong: list[str], driver: webdriver.Chrome) -> Told:
    """Lines, names and approvals in a browser; build, publish and kill by command."""
    told = Told("the page")
    with served(station, by=BY) as page:
        browser = Browser(driver, page, patience=120).opened()
        for story in wrong:
            with told.part("wrong lines"):
                browser.story(story)
                browser.press("ArrowDown")
                browser.press("ArrowDown")
                browser.press("Enter")
                browser.until("document.activeElement.id === 'text'")
                browser.run("document.getElementById('text').select()")
                browser.compose(RIGHT)
            with told.part("to hear it"):
                browser.press("Enter", ctrl=True)
                browser.until(f"document.querySelector('#line-{LINE}.playing')")
            with told.part("wrong lines"):
                browser.press("Enter", ctrl=True, shift=True)
                browser.until(f"document.querySelector('#line-{LINE}.stands')")
            told.step("wrong lines", 5)  # the story, two arrows, Enter with the text, Ctrl+Shift+Enter
            told.step("to hear it")
        for english in NAMES:
            with told.part("names"):
                driver.get(page.address)
                browser.run("for (const one of document.querySelectorAll('details')) one.open = true")
                browser.click(f"a[href*='name={english}']")
                browser.until("document.getElementById('name-as')?.value")
                browser.click("[data-do=name-done]")
                browser.until(
                    "!document.getElementById('name-dialog').open && !document.querySelector('[aria-busy=true]')"
                )
            told.step("names", 4)  # the list, its names, the line, Write it so everywhere
        with told.part("approvals"):
            browser.story("story-00")
            told.step("approvals")
            for number in range(len(manifest(station).stories)):
                browser.until(
                    f"document.querySelector('[data-do=approve-story]') && location.pathname.endsWith('{number:02}')"
                )
                browser.click("[data-do=approve-story]")
                browser.until("document.querySelector('#head .chip.approved')")
                told.step("approvals", 2)  # the button, N
                browser.press("n")
    assert settled(manifest(station)) == NAMES
    aired(station, told)
    return told


def settled(edition: Manifest) -> dict[str, object]:
    """The names that its editor settled."""
    return dict(edition.names)


def aired(station: Path, told: Told) -> None:
    """The approved day built and published; then a story killed while it is on air."""
    where = (str(folder(station)), "--station", str(station / "station.yaml"))
    with told.part("build and publish"):
        rebuilt(station)
        assert quiet("publish", *where) == 0
        told.step("build and publish", 2)
    with told.part("kill after air"):
        assert quiet("kill", *where[:1], "story-04", "--reason", "it is false", "--by", BY, *where[1:]) == 0
        told.step("kill after air")
    left = [story.status for story in manifest(station).stories]
    assert left.count(Status.APPROVED) == len(left) - 1
    assert all(line.text != WRONG for story in manifest(station).stories for line in story.lines)


def run() -> None:
    """Print a table of both ways."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=12)
    asked = parser.parse_args()
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio",
                 "--window-size=1280,900", "--autoplay-policy=no-user-gesture-required"):  # fmt: skip
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with tempfile.TemporaryDirectory() as name:
        first, second = Path(name) / "yaml", Path(name) / "page"
        wrong = new_day(first, asked.stories)
        begun = time.perf_counter()
        rebuilt(first)
        print(f"first build, {asked.stories} stories: {time.perf_counter() - begun:.1f} s", flush=True)
        shutil.copytree(first, second)
        ways = [by_yaml(first, wrong)]
        show(ways[0])
        service = Service(shutil.which("chromedriver") or "chromedriver")
        with webdriver.Chrome(options=options, service=service) as driver:
            ways.append(on_the_page(second, wrong, driver))
        show(ways[1])
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {DATE}")


def show(told: Told) -> None:
    """One way, part by part."""
    for name, steps in told.steps.items():
        print(f"{told.way:10} {name:20} {steps:4} steps {told.seconds[name]:8.1f} s")
    print(
        f"{told.way:10} {'all':20} {sum(told.steps.values()):4} steps {sum(told.seconds.values()):8.1f} s", flush=True
    )


if __name__ == "__main__":
    run()
