"""What the tests of publishing share."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs are cut off here by killing them, and no power fails: what was written need not be on the disk."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
