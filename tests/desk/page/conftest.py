"""One Chromium for all tests of the page, and a fresh desk for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.support.chromium import Browser
from tests.support.desk_page import Served, new_desk, served


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


@pytest.fixture
def desk(written: Path, tmp_path: Path) -> Path:
    """A desk of a test's own."""
    return Path(shutil.copytree(written, tmp_path / "desk"))


@pytest.fixture
def page(desk: Path) -> Iterator[Served]:
    """The page over it."""
    with served(desk) as page:
        yield page


@pytest.fixture
def browser(chromium: webdriver.Chrome, page: Served) -> Browser:
    """A browser that opened the link."""
    return Browser(chromium, page).opened()
