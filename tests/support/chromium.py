"""What an editor does in a browser, and what they see: waits for what is to be there, and never for a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.support.desk_page import DATE, Served

PATIENCE = 20  # s, of a machine that has other work


@dataclass
class Browser:
    """A window of Chromium on the page."""

    driver: webdriver.Chrome
    page: Served
    patience: float = PATIENCE  # s

    def opened(self) -> Browser:
        """The window after the link of the terminal, with nothing kept from before."""
        self.driver.get(self.page.link)
        self.until("location.pathname === '/'")
        self.run("localStorage.clear()")
        self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return self

    def story(self, name: str = "road", language: str = "ps") -> Browser:
        """The window on a story whose sound is known of."""
        self.driver.get(f"{self.page.address}/e/{DATE}-{language}/{name}")
        self.until("document.querySelector('.line.current')")
        return self

    def run(self, script: str, *given: object) -> Any:
        """What a script gives back."""
        return self.driver.execute_script(script, *given)

    def until(self, expression: str) -> Any:
        """What an expression comes to, as soon as that is true."""
        waiting = WebDriverWait(self.driver, self.patience, poll_frequency=0.05)
        try:
            return waiting.until(lambda driver: driver.execute_script(f"return {expression}"))
        except TimeoutException:
            told = self.run(
                "return [...document.querySelectorAll('#alert, #state, .line-state')].map((o) => o.innerText)"
            )
            raise AssertionError(f"never: {expression}; the page says {told}; {self.faults()}") from None

    def press(self, key: str, code: str = "", *, ctrl: bool = False, shift: bool = False, alt: bool = False) -> None:
        """A key pressed and let go, as a keyboard does it."""
        down, up = _events(key, code, alt * 1 + ctrl * 2 + shift * 8)
        self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", down)
        self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", up)

    def hold(self, key: str, until: str, times: int) -> None:
        """A key that is still down when the page has come so far, repeats so often, and is let go."""
        down, up = _events(key, "", 0)
        self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", down)
        self.until(until)
        for _ in range(times):
            self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", {**down, "autoRepeat": True})
        self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", up)

    def compose(self, text: str) -> None:
        """A text written with an input method: each letter first in composition, then put in."""
        for end in range(1, len(text) + 1):
            self.driver.execute_cdp_cmd(
                "Input.imeSetComposition", {"text": text[:end], "selectionStart": end, "selectionEnd": end}
            )
        self.driver.execute_cdp_cmd("Input.insertText", {"text": text})

    def find(self, selector: str) -> WebElement:
        """The element."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        """A press of the mouse on an element; on what stands in its place, where the page drew it anew just then."""
        try:
            self.find(selector).click()
        except StaleElementReferenceException:
            self.find(selector).click()

    def text(self, line: int) -> str:
        """What a line says on the page."""
        return str(self.run(f"return document.querySelector('#line-{line} .said > .target').textContent"))

    def faults(self) -> list[str]:
        """What the browser's console has against the page."""
        told = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in told if entry["level"] == "SEVERE"]

    @contextlib.contextmanager
    def second(self) -> Iterator[Browser]:
        """Another window, for another editor's hands."""
        first = self.driver.current_window_handle
        self.driver.switch_to.new_window("tab")
        try:
            yield self
        finally:
            self.driver.close()
            self.driver.switch_to.window(first)


def _events(key: str, code: str, modifiers: int) -> tuple[dict[str, Any], dict[str, Any]]:
    virtual = {" ": 32, "Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40}.get(key, ord(key[0].upper()))
    told = {"key": key, "code": code or _code(key), "windowsVirtualKeyCode": virtual, "modifiers": modifiers}
    text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
    written = {"text": text} if text and not modifiers & 2 else {}
    return {**told, "type": "keyDown" if text else "rawKeyDown", **written}, {**told, "type": "keyUp"}


def _code(key: str) -> str:
    return {" ": "Space"}.get(key, f"Key{key.upper()}" if len(key) == 1 else key)
