"""What the commands of an editor's acts take."""

from __future__ import annotations

import argparse

_HEARD = ("whole", "part", "no", "unknown")  # records.Hearing: reading it here would cost every start its time


def arguments(parser: argparse.ArgumentParser, act: str, told: str) -> None:
    """What a command of an act takes; `told` is what it says when it is done."""
    parser.set_defaults(act=act, told=told, stories=[], line=None)
    parser.add_argument("path", metavar="PATH", help="a manifest, or a folder with manifests in it")
    if act == "correct":
        parser.add_argument("stories", metavar="STORY", nargs=1, help="the story's id")
        parser.add_argument("line", metavar="LINE", type=int, help="the line's number; 1 is the headline")
        parser.add_argument("text", metavar="TEXT", help="what is to be said")
    elif act == "note":
        parser.add_argument("text", metavar="TEXT", help="the note; '' takes it away")
        parser.add_argument("--story", dest="stories", action="append", metavar="STORY", help="on a story")
        parser.add_argument("--line", type=int, metavar="N", help="on a line of it")
    elif act == "hold":
        parser.add_argument("stories", metavar="STORY", nargs="+", help="stories by their ids")
    elif act != "undo":
        what = "stories that may air" if act == "approve" else "the whole edition"
        parser.add_argument("stories", metavar="STORY", nargs="*", help=f"stories by their ids (default: {what})")
    if act == "approve":
        parser.add_argument("--line", type=int, metavar="N", help="one line of a story")
        parser.add_argument("--heard", choices=_HEARD, default=_HEARD[-1], help="how much of its sound you listened to")
        parser.add_argument("--despite", metavar="WHY", default="", help="why it may air although a check blocks it")
    if act == "undo":
        parser.add_argument(
            "--entry", type=int, default=0, metavar="N", help="an entry of review.jsonl (default: your last)"
        )
    if act in ("hold", "kill", "correct"):
        need = act != "hold"
        parser.add_argument("--reason", required=need, default="", metavar="WHY", help="why, for whoever asks later")
    if act in ("kill", "correct"):
        parser.add_argument("--later", action="store_true", help="write it down; build and publish nothing now")
    parser.add_argument("--by", required=True, metavar="NAME", help="who does it")
    parser.add_argument("--station", metavar="FILE", help="the station's file (default: ./station.yaml)")
