"""What packager archive takes: apart from the work, which costs a start that only needs a line of help."""

from __future__ import annotations

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "articles", nargs="+", metavar="FOLDER|LIST", help="folders of articles, or files that name one a line"
    )
    parser.add_argument("--to", required=True, metavar="ps,ur", help="the languages to make")
    parser.add_argument("--into", metavar="DIR|URL", help="where results go: s3://… too (default: OUTPUT/archive)")
    parser.add_argument("--workers", type=int, metavar="N", help="processes on this machine (default: one a processor)")
    parser.add_argument("--scheduler", metavar="tcp://…", help="work on this Dask cluster instead")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="only so many stories, to try it")
    parser.add_argument(
        "--most-characters", type=int, default=0, metavar="N", help="so many may leave this machine, in all runs"
    )
    parser.add_argument("--characters-a-minute", type=int, default=0, metavar="N", help="so many may, by all workers")
    parser.add_argument("--offline", action="store_true", help="no text leaves this machine")
