"""One Chromium and one server for all tests of the page, and a fresh desk for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from packager.desk.page.hearing import Played
from tests.support.chromium import Browser
from tests.support.desk_page import DATE, Served, new_desk, served


@pytest.fixture(scope="session")
def chromium() -> Iterator[webdriver.Chrome]:
    """Debian's Chromium without a window; the tests are skipped where it is not installed."""
    found, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not found or not driver:
        pytest.skip("chromium and chromedriver are not installed (apt install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = found
    wanted = (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio",
        "--autoplay-policy=no-user-gesture-required", "--window-size=1280,900",
    )  # fmt: skip
    for word in wanted:
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with webdriver.Chrome(options=options, service=Service(driver)) as browser:
        browser.set_script_timeout(20)
        yield browser


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk as it is first opened."""
    return new_desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="session")
def server(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Served]]:
    """One server for all tests, over a copy of the desk; what was spoken once is in its store."""
    folder = Path(shutil.copytree(written, tmp_path_factory.mktemp("served") / "desk"))
    with served(folder) as page:
        yield folder, page


@pytest.fixture
def desk(written: Path, server: tuple[Path, Served]) -> Path:
    """The desk as it was first opened, whatever the test before did to it."""
    folder, page = server
    shutil.rmtree(folder / "out" / DATE)
    shutil.copytree(written / "out" / DATE, folder / "out" / DATE)
    (folder / "out" / "memory.sqlite").unlink(missing_ok=True)
    page.room.played = Played()
    return folder


@pytest.fixture
def page(desk: Path, server: tuple[Path, Served]) -> Served:
    """The page over it."""
    assert desk == server[0]
    return server[1]


@pytest.fixture
def browser(chromium: webdriver.Chrome, page: Served) -> Browser:
    """A browser that opened the link."""
    return Browser(chromium, page).opened()
