"""What the commands of an editor's acts take."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

_HEARD = ("whole", "part", "no", "unknown")  # records.Hearing: reading it here would cost every start its time
_ONE_LINE = "the line's number; 1 is the headline"
_LISTED = "which of the list (default: list them)"


def arguments(parser: argparse.ArgumentParser, act: str, told: str) -> None:
    """What a command of an act takes; `told` is what it says when it is done."""
    parser.set_defaults(act=act, told=told, stories=[], line=None)
    parser.add_argument("path", metavar="PATH", help="a manifest, or a folder with manifests in it")
    _TAKES[act](parser)
    if act in ("hold", "kill", "correct"):
        need = act != "hold"
        parser.add_argument("--reason", required=need, default="", metavar="WHY", help="why, for whoever asks later")
    if act in ("kill", "correct"):
        parser.add_argument("--later", action="store_true", help="write it down; build and publish nothing now")
    parser.add_argument("--by", required=True, metavar="NAME", help="who does it")
    parser.add_argument("--station", metavar="FILE", help="the station's file (default: ./station.yaml)")


def _story(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("stories", metavar="STORY", nargs=1, help="the story's id")


def _stories(parser: argparse.ArgumentParser, otherwise: str = "the whole edition") -> None:
    parser.add_argument("stories", metavar="STORY", nargs="*", help=f"stories by their ids (default: {otherwise})")


def _approve(parser: argparse.ArgumentParser) -> None:
    _stories(parser, "stories that may air")
    parser.add_argument("--line", type=int, metavar="N", help="one line of a story")
    parser.add_argument("--heard", choices=_HEARD, default=_HEARD[-1], help="how much of its sound you listened to")
    parser.add_argument("--despite", metavar="WHY", default="", help="why it may air although a check blocks it")


def _hold(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("stories", metavar="STORY", nargs="+", help="stories by their ids")


def _correct(parser: argparse.ArgumentParser) -> None:
    _story(parser)
    parser.add_argument("line", metavar="LINE", type=int, help=_ONE_LINE)
    parser.add_argument("text", metavar="TEXT", help="what is to be said")


def _order(parser: argparse.ArgumentParser) -> None:
    what = "stories by their ids, the first one first; those that are not named come after, as they stood"
    parser.add_argument("stories", metavar="STORY", nargs="+", help=what)


def _priority(parser: argparse.ArgumentParser) -> None:
    _story(parser)
    parser.add_argument("number", metavar="N", type=int, help="1 the most urgent … 9 the least")


def _shorten(parser: argparse.ArgumentParser) -> None:
    _story(parser)
    what = "how many of its lines air, the headline counted; whom it credits is read besides; 0: all of it"
    parser.add_argument("number", metavar="LINES", type=int, help=what)


def _take(parser: argparse.ArgumentParser) -> None:
    _story(parser)
    parser.add_argument("line", metavar="LINE", type=int, help=_ONE_LINE)
    parser.add_argument("number", metavar="N", type=int, nargs="?", help=_LISTED)


def _read(parser: argparse.ArgumentParser) -> None:
    _story(parser)
    parser.add_argument("number", metavar="N", type=int, nargs="?", help=_LISTED)
    parser.add_argument("--not", dest="leave_out", action="store_true", help="leave it out again")


def _record(parser: argparse.ArgumentParser) -> None:
    _story(parser)
    parser.add_argument("file", metavar="FILE", help="the sound, or '' for the voice again")
    parser.add_argument("--line", type=int, metavar="N", help="of one line (default: of the whole story)")


def _name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the name as the English has it")
    parser.add_argument("spelling", metavar="SPELLING", help="how it is written; '' takes that back")


def _note(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="the note; '' takes it away")
    parser.add_argument("--story", dest="stories", action="append", metavar="STORY", help="on a story")
    parser.add_argument("--line", type=int, metavar="N", help="on a line of it")


def _undo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--entry", type=int, default=0, metavar="N", help="an entry of review.jsonl (default: your last)"
    )


_TAKES: Mapping[str, Callable[[argparse.ArgumentParser], None]] = {
    "approve": _approve,
    "hold": _hold,
    "kill": _stories,
    "restore": _stories,
    "correct": _correct,
    "order": _order,
    "priority": _priority,
    "shorten": _shorten,
    "take": _take,
    "read": _read,
    "record": _record,
    "name": _name,
    "note": _note,
    "undo": _undo,
}
