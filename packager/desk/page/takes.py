"""What a line said before, as the log of the edition has it: to hear again, and to take back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from packager.desk.edits import Spot
from packager.desk.review_log import Log

MOST = 12  # texts shown, the newest


@dataclass(frozen=True, kw_only=True)
class EarlierText:
    """A text that a line had, or that somebody wrote for it and lost to another."""

    text: str
    by: str = ""  # "": it came from a build, or was written by hand
    at: str = ""


def takes(log: Log, story: str, spot: Spot, number: int, now: str) -> tuple[EarlierText, ...]:
    """The texts that a line had before, the newest first: none twice, and not the one it has now.

    `spot` is the line's as the log names it, `number` its own from 1, as a conflict names it.
    """
    found: dict[str, EarlierText] = {}
    for take in _told(log, story, spot, number):
        known = found.pop(take.text, take)
        found[take.text] = take if take.by or not known.by else known
    kept = [take for text, take in found.items() if text and text != now]
    return tuple(kept[::-1][:MOST])


def _told(log: Log, story: str, spot: Spot, number: int) -> Iterator[EarlierText]:
    for entry in log.entries:
        by, at = str(entry["by"]), str(entry["at"])
        lost = entry["act"].get("story") == story and entry["act"].get("line") == number
        if entry["what"] == "conflict" and entry.get("wanted") == "set-text" and lost:
            yield EarlierText(text=str(entry["kept"]), by=by, at=at)
        for change in entry.get("changes", ()):
            where = change.get("story"), tuple(change.get("line", ())), change["key"]
            if where == (story, tuple(spot), "text"):
                yield EarlierText(text=str(change["was"] or ""))
                yield EarlierText(text=str(change["is"] or ""), by=by, at=at)
