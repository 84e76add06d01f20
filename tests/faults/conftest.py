"""Here every call that brings something to the disk is made."""

from __future__ import annotations

import os

import pytest

from tests.conftest import to_the_disk


@pytest.fixture(autouse=True)
def synced(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own fsync, in place of what tests elsewhere have."""
    monkeypatch.setattr(os, "fsync", to_the_disk)
