"""Characters that nobody sees and that change what is seen: kept out of what is read, escaped on a terminal.

A terminal obeys escape sequences, and an override of direction shows a line in another order than it is spoken in
(Unicode UAX 9; "Trojan Source", CVE-2021-42574). Joiners and single marks of direction are part of how Pashto and
Urdu are written, and stay.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from typing import TextIO

from packager.errors import PackagerError

# Controls but for tab and line feed, overrides of direction, halves of characters.
_NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")
# What a terminal is not to get from outside: those, and all that embeds, isolates or breaks lines unseen.
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def unprintable(text: str) -> str:
    """The first character that no text of ours may have, as U+001B; "" where there is none."""
    found = _NEVER.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def cleaned(text: str) -> str:
    r"""One line without such characters.

    >>> cleaned("one\x1b[2J  two")
    'one [2J two'
    """
    return " ".join(_NEVER.sub(" ", text).split())


def on_screen(text: str) -> str:
    r"""The text for a terminal: every character that it might obey is written as an escape.

    The escapes are JSON's, and stand only where JSON text may have them: JSON says the same afterwards.

    >>> on_screen("a\x1b[2J")
    'a\\u001b[2J'
    """
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def tell(*values: object, sep: str = " ", end: str = "\n", file: TextIO | None = None, flush: bool = False) -> None:
    """`print` for whatever may have come from outside: a manifest, an article, a feed, an engine.

    Whoever read our output and has left is told nothing any more, and the work goes on. Raises PackagerError where
    standard output cannot take it.
    """
    with _told(file or sys.stdout) as stream:
        print(*(on_screen(str(value)) for value in values), sep=sep, end=end, file=stream, flush=flush)


def all_told() -> None:
    """Bring out what was printed. Raises PackagerError as `tell` does."""
    for stream in (sys.stderr, sys.stdout):
        with _told(stream):
            stream.flush()


@contextlib.contextmanager
def _told(stream: TextIO) -> Iterator[TextIO]:
    try:
        yield stream
    except OSError as error:
        with contextlib.suppress(OSError, ValueError):  # a stream of a test's has no number
            # What it still holds is written to nobody, here and when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if stream is sys.stdout and not isinstance(error, BrokenPipeError):
            raise PackagerError(
                f"standard output cannot be written ({error.strerror}); what was made is kept"
            ) from error
