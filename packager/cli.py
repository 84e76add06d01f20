"""The command line: arguments → one library call → exit code. No decisions are made here.

Exit codes: 0 done · 1 failed, nothing half-written · 2 bad usage, configuration or input ·
3 done, and something needs a person (the summary says what) · 130, 143 stopped by SIGINT, SIGTERM.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from packager.errors import PackagerError, of_machine
from packager.exit_codes import FAILED, INTERRUPTED
from packager.process import in_utf8, open_streams, stoppable
from packager.text.printable import all_told, tell

EPILOG = (
    "Exit codes: 0 done; 1 failed, nothing half-written; 2 bad usage or input; 3 done, and something needs a person."
)


PATHS = "a manifest, a folder with manifests in it, a day such as 2026-11-28, or 'today' (the station's)"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    open_streams()
    if argv is None:
        in_utf8()
    try:
        with stoppable():
            return _run(argv)
    except KeyboardInterrupt as stop:
        how_far = "; ".join(getattr(stop, "__notes__", ()))
        told = f"stopped ({how_far})" if how_far else "stopped"
        tell(f"packager: {told}; what was finished is kept, and the same command goes on from there", file=sys.stderr)
        return int(getattr(stop, "exit_code", INTERRUPTED))


def _run(argv: Sequence[str] | None) -> int:
    debug = False
    try:
        try:
            args = _parser().parse_args(argv)
            debug = args.debug
            # Many small products: threads that wait for them by spinning only slow the encoder beside them.
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            return int(import_module(f"packager.commands.{args.module}").run(args))
        finally:
            all_told()
    except PackagerError as error:
        if debug:
            raise
        tell(*(f"packager: {line}" for line in str(error).splitlines()), sep="\n", file=sys.stderr)
        return error.exit_code
    except Exception as error:  # the last door: a producer gets a line, an engineer --debug
        if debug:
            raise
        what = " ".join(str(error).split()) or "no reason given"
        if refused := of_machine(error):
            tell(f"packager: {refused}", file=sys.stderr)
            return FAILED
        tell(f"packager: {type(error).__name__}: {what}; run again with --debug and report it", file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="packager",
        description="English articles in, radio-ready Pashto and Urdu episodes and their manifests out.",
        epilog=EPILOG,
    )
    parser.add_argument("--version", action=_ShowVersion, help="print the version and leave")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (
        *(_demo, _build, _convert, _review, _desk, _check, _publish, _daily, _doctor, _tidy),
        *(_archive, _engines, _models, _say, _lexicon, _memory, _names),
    ):
        add(commands)
    return parser


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def _command(
    commands: Commands, name: str, module: str, about: str, also: Sequence[str] = ()
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, aliases=also, help=about, description=about[0].upper() + about[1:] + ".", epilog=EPILOG
    )
    parser.set_defaults(module=module)
    _for_all(parser, default=False)
    return parser


def _for_all(parser: argparse.ArgumentParser, *, default: bool | str) -> None:
    parser.add_argument("--json", action="store_true", default=default, help="print the result as JSON, for machines")
    parser.add_argument("--debug", action="store_true", default=default, help="show the traceback of a failure")


def _where(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--station", metavar="FILE", help="the station's file (default: ./station.yaml where it exists)"
    )
    parser.add_argument(
        "--output", metavar="DIR", help="where the results go (default: the station's 'output', beside its file)"
    )


def _demo(commands: Commands) -> None:
    parser = _command(commands, "demo", "demo", "make the sample station's day, offline, in both languages")
    parser.add_argument(
        "--voice", choices=["neural", "rule"], default="neural", help="who reads (rule: instant; default: neural)"
    )
    parser.add_argument("--output", metavar="DIR", default="output", help="where the results go (default: output)")


def _build(commands: Commands) -> None:
    parser = _command(commands, "build", "build", "make the day's episodes from articles")
    parser.add_argument(
        "articles",
        nargs="*",
        metavar="ARTICLE",
        help="a file, a folder, or - for standard input (default: the station's articles, or those in the manifest)",
    )
    _where(parser)
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="the episode's day (default: today at the station)")
    parser.add_argument("--edition", action="append", metavar="ps|ur", help="only this language; may be given again")
    parser.add_argument("--explain", action="store_true", help="say what would be done and why, and do nothing")
    parser.add_argument("--offline", action="store_true", help="no text leaves this machine")


def _convert(commands: Commands) -> None:
    parser = _command(commands, "convert", "convert", "make one article into one segment with its manifest")
    parser.add_argument("article", metavar="ARTICLE", help="a file, or - for standard input")
    parser.add_argument("--to", required=True, metavar="ps|ur", help="the language to speak")
    parser.add_argument("--voice", metavar="NAME", help="a voice by name (see 'packager engines')")
    _where(parser)
    parser.add_argument("--offline", action="store_true", help="no text leaves this machine")


def _review(commands: Commands) -> None:
    parser = _command(commands, "review", "review", "list what needs an editor, or serve the page to review on")
    parser.add_argument("path", metavar="PATH", help=PATHS)
    parser.add_argument("--sheet", metavar="DIR", help="write a sheet to print of each edition into this folder")
    page = parser.add_argument_group("the page")
    page.add_argument("--serve", action="store_true", help="serve the review page on this machine until Ctrl-C")
    page.add_argument("--port", type=int, metavar="N", help="its port (default: 8420, or any that is free)")
    page.add_argument(
        "--listen", default="127.0.0.1", metavar="ADDRESS", help="its address (default: this machine's own)"
    )
    page.add_argument("--lang", default="en", help="the page's own language: en, or one of the station's (default: en)")
    page.add_argument("--by", default="", metavar="NAME", help="who reviews (default: the page asks)")
    page.add_argument("--station", metavar="FILE", help="the station's file (default: ./station.yaml where it exists)")
    page.add_argument("--offline", action="store_true", help="no text leaves this machine")


ACTS = {  # an editor's act, what its command is for, and what it says when it is done
    "approve": ("stand behind stories, or a line", "approved"),
    "hold": ("keep stories out for now", "held"),
    "kill": ("take stories off the air for good, or the whole edition", "killed"),
    "restore": ("bring back what was held or killed, to be reviewed", "brought back, to be reviewed"),
    "correct": ("write a line anew that was approved or aired", "corrected"),
    "order": ("put stories of an edition in another order", "in this order"),
    "priority": ("say how urgent a story is", "set"),
    "shorten": ("have a story end early, or air all of it again", "set"),
    "take": ("put a suggestion or an earlier text into a line, or list them", "taken"),
    "read": ("have a part of the article read that intake left out, or list the parts", "will be read"),
    "record": ("air a recording in place of the voice", "set"),
    "name": ("have a name written so in all stories of an edition", "settled"),
    "note": ("write a note on an edition, a story or a line", "noted"),
    "undo": ("take back your last act, or another", "taken back"),
}


def _desk(commands: Commands) -> None:
    for act, (about, told) in ACTS.items():
        parser = _command(commands, act, "desk", about)
        import_module("packager.commands.desk_arguments").arguments(parser, act, told)


def _check(commands: Commands) -> None:
    parser = _command(commands, "check", "check", "check manifests and audio against the specification; change nothing")
    _where(parser)
    parser.add_argument("--store", action="store_true", help="check what is kept between runs, in place of manifests")
    parser.add_argument("--remove", action="store_true", help="with --store: take damaged results away, to be remade")
    parser.add_argument("path", metavar="PATH", nargs="?", help=PATHS)


def _publish(commands: Commands) -> None:
    parser = _command(commands, "publish", "publish", "put approved episodes where they air from; withdraw killed ones")
    parser.add_argument("--station", metavar="FILE", help="the station's file (default: ./station.yaml)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--again", action="store_true", help="put everything there anew, whatever lies there")
    which.add_argument(
        "--withdraw", metavar="TARGET", help="take the editions out of one target: a drop folder, its system, or air"
    )
    parser.add_argument("path", metavar="PATH", help=PATHS)


def _daily(commands: Commands) -> None:
    parser = _command(
        commands,
        "daily",
        "daily",
        "for cron: take in, make and publish what the station's rule allows",
        also=("day",),
    )
    _where(parser)
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="the day (default: today at the station)")
    parser.add_argument("--offline", action="store_true", help="no text leaves this machine")


def _doctor(commands: Commands) -> None:
    parser = _command(commands, "doctor", "doctor", "look for what would fail at five in the morning; change nothing")
    _where(parser)
    parser.add_argument("--notify", action="store_true", help="tell whoever the station's 'notify' names")


def _tidy(commands: Commands) -> None:
    parser = _command(commands, "tidy", "tidy", "clear old days away by the station's rule, never what is on air")
    _where(parser)
    parser.add_argument("--keep-days", type=int, metavar="N", help="in place of the station's 'keep-days'")
    parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")


def _archive(commands: Commands) -> None:
    parser = _command(commands, "archive", "archive", "make years of articles into segments and transcripts")
    import_module("packager.commands.archive_arguments").arguments(parser)
    _where(parser)


def _engines(commands: Commands) -> None:
    parser = _command(commands, "engines", "engines", "list engines and voices, and what each can do here")
    parser.add_argument("--station", metavar="FILE", help="the station's file")


def _say(commands: Commands) -> None:
    parser = _command(commands, "say", "say", "speak a text, or show how it would be spoken")
    parser.add_argument("text", metavar="TEXT", help="the text; - reads one text a line from standard input")
    parser.add_argument("--station", metavar="FILE", help="the station's file (default: ./station.yaml)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--lang", metavar="ps|ur", help="the language (default: told by the letters)")
    which.add_argument("--voice", metavar="NAME", help="a voice by name")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--spoken", action="store_true", help="print TEXT, a tab and the spoken form; speak nothing")
    how.add_argument("--ipa", action="store_true", help="print TEXT, a tab and the phonemes; speak nothing")
    how.add_argument("--output", metavar="WAV", help="the file to write (default: say.wav)")


def _models(commands: Commands) -> None:
    parser = _command(commands, "models", "models", "bring models and voices to this machine, and see which are here")
    for action in import_module("packager.commands.models").arguments(parser):
        _for_all(action, default=argparse.SUPPRESS)


def _names(commands: Commands) -> None:
    parser = _command(commands, "names", "names", "the table of names: list, import, export, check, missing")
    for action in import_module("packager.commands.names").arguments(parser):
        _for_all(action, default=argparse.SUPPRESS)


def _lexicon(commands: Commands) -> None:
    parser = _command(commands, "lexicon", "lexicon", "the station's own pronunciations")
    parser.add_argument("action", choices=["check", "keep"], help="look for slips, or keep what a manifest has in say:")
    parser.add_argument("path", nargs="?", metavar="PATH", help="keep: a manifest, or a folder with manifests in it")
    parser.add_argument("--station", metavar="FILE", help="the station's file (default: ./station.yaml)")


def _memory(commands: Commands) -> None:
    parser = _command(commands, "memory", "memory", "bring translations in or out as TMX")
    parser.add_argument("action", choices=["import", "export"], help="what to do")
    parser.add_argument("file", metavar="FILE", help="a TMX file")
    parser.add_argument("--lang", metavar="ps|ur", help="only this language")
    parser.add_argument("--by", metavar="NAME", help="who stands behind an import: its units count as approved")
    _where(parser)


class _ShowVersion(argparse.Action):
    """Reads the version only when asked: the metadata costs as much as all the rest of the start-up."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:  # noqa: A002 - argparse's name
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        tell(f"packager {version('packager')}")
        parser.exit()
