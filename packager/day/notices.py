"""Telling somebody that a day that was made by itself needs them: by a program of this machine, or a webhook.

The same notice is given once. When all is well again that is no news, and what comes back after it is told anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from packager.errors import PackagerError
from packager.exit_codes import DONE
from packager.station import Station
from packager.store import digest, write_if_changed

SECONDS = 30.0  # that a program or a server has to take a notice
LINES = 50  # of a notice at most


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What somebody is told."""

    station: str
    date: str
    code: int  # the run's exit code
    of: str = "daily"  # the command; what the last notice of each was is kept apart
    lines: tuple[str, ...]

    @property
    def subject(self) -> str:
        """One line."""
        what = {1: "failed", 2: "cannot run as it is set up"}.get(self.code, "needs a person")
        return f"packager: {self.station} {self.date}: {what}"

    @property
    def text(self) -> str:
        """The whole of it."""
        more = [f"… and {len(self.lines) - LINES} more"] if len(self.lines) > LINES else []
        return "\n".join([self.subject, "", *self.lines[:LINES], *more]) + "\n"


def tell_somebody(notice: Notice, station: Station, store: Path) -> list[str]:
    """Give a notice by each of the station's means, unless it was the last one given; what went wrong with it.

    Where a means fails the notice is given again by the next run.
    """
    plan, last = station.notify, store / f"last-notice-{notice.of}.json"
    if plan is None:
        return []
    key = digest(notice.date, notice.code, list(notice.lines))
    if notice.code == DONE or _last(last) == key:
        if notice.code == DONE:
            with contextlib.suppress(OSError):
                last.unlink(missing_ok=True)
        return []
    faults = []
    if plan.command:
        faults += _run(plan.command, notice, station.folder)
    if plan.webhook:
        faults += _post(plan.webhook, notice)
    if not faults:
        with contextlib.suppress(PackagerError):  # a full disk: told again next time
            write_if_changed(last, json.dumps(key).encode())
    return faults


def _last(path: Path) -> str:
    try:
        return str(json.loads(path.read_bytes()))
    except (OSError, ValueError, RecursionError):
        return ""


def _run(command: Sequence[str], notice: Notice, folder: Path) -> list[str]:
    """The notice on the standard input of a program; its parts in the environment too. No shell is involved.

    It runs in the station's folder, since cron stands anywhere and names in the station's file are as seen from there.
    """
    told = {"PACKAGER_SUBJECT": notice.subject, "PACKAGER_CODE": str(notice.code), "PACKAGER_DATE": notice.date}
    try:
        done = subprocess.run(
            list(command),
            input=notice.text,
            cwd=folder,
            env={**os.environ, **told},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        why = error.strerror if isinstance(error, OSError) else f"did not end within {SECONDS:.0f} s"
        return [f"notify.command: '{command[0]}': {why}"]
    said = " ".join(done.stderr.split())[:200]
    return [f"notify.command: '{command[0]}' ended with {done.returncode}: {said}"] if done.returncode else []


def _post(url: str, notice: Notice) -> list[str]:
    """The notice as JSON; `text` is what chat services show."""
    import httpx

    body = {
        "text": notice.text,
        "subject": notice.subject,
        "station": notice.station,
        "date": notice.date,
        "code": notice.code,
        "lines": list(notice.lines),
    }
    try:
        answer = httpx.post(url, json=body, timeout=SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return [f"notify.webhook: no answer ({type(error).__name__})"]  # the address itself may be a secret
    return [] if answer.is_success else [f"notify.webhook: answered {answer.status_code}"]
