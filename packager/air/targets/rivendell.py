"""Rivendell: the XML sidecar that `rdimport --xml` reads, and the command line that imports a cut.

Known from the source of rdimport and of the service that it calls (rdxport; 4.3, October 2024): its reader goes line
by line and wants `<cart>`, `<cutList>` and `<cut>` alone on theirs, lines under 1024 bytes and at least one cut; older
builds take the file for Latin-1, so it is ASCII here. `--xml` forgets what the cart chunk said, the cut's number too,
so it is given with `--to-cart`. A sidecar gives its title to a new cart alone. For one that is there already
`--update-metadata` does it, from the file's cart chunk; where duplicate titles are not allowed, one that another
cart has is refused, and `--delete-cuts` has emptied the cart by then: so the cart's number stands in both titles.
Its own levelling and trimming are switched off: the level is right already.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from packager.air.package import Package, Thing, copied
from packager.delivery.bext import description
from packager.delivery.cart import numbered
from packager.delivery.cut import Cut, Timers
from packager.delivery.disclosure import Disclosure, note
from packager.lang.registry import name_of
from packager.lang.romanise import romanise
from packager.text.romanise import cut_words

_LONGEST = 255  # characters of a text in Rivendell's tables
_SCRIPT = '#!/bin/sh\n# Run in this folder, on a machine with Rivendell.\nset -e\ncd "$(dirname "$0")"\n'
# All days use the same carts: an old day's commands, run late or by a slip, would put its sound on today's.
_NEWEST = """\
newest=$(ls {others} | sort | tail -n 1)
if [ "$newest" != {mine} ]; then
  echo "{mine}: not run, $newest is newer and has the same carts" >&2
  exit 3
fi
"""


class Rivendell:
    """WAV files with bext and cart chunks, a sidecar for each, and the commands that import them."""

    def things(self, packages: Sequence[Package], *, name: str, group: str) -> Sequence[Thing]:
        """Each cut's sidecar before its sound, where whoever watches for the WAV finds it; the commands last."""
        found: list[Thing] = []
        for package in packages:
            cut = package.cut
            xml = sidecar(cut, package.timers, package.disclosure, group=group, seconds=package.seconds)
            cart = f"cart {cut.number}"  # two days' stories of different names go into the same cart
            found += [Thing(name=cut.file_name(".xml"), content=xml, slot=cart), copied(package, ".wav", cart)]
        lines = [command(package.cut, package.cut.file_name(".wav"), group=group) for package in packages]
        script = f"{name}.rdimport.sh"
        text = _SCRIPT + _guard(script) + "\n".join(lines) + "\n"
        return [*found, Thing(name=script, content=text.encode())]


def _guard(script: str) -> str:
    """Shell lines that end an old day's script where a newer day's of the same language lies beside it."""
    dated = re.fullmatch(r"\d{4}-\d\d-\d\d(-.+)", script)
    return _NEWEST.format(mine=script, others=f"????-??-??{dated[1]}") if dated else ""


def sidecar(cut: Cut, timers: Timers, disclosure: Disclosure, *, group: str, seconds: float) -> bytes:
    """The sidecar of one cut; points in milliseconds, dates on the station's clock."""
    cart = [_field(name, text) for name, text in _cart(cut, group, disclosure)]
    inside = [_field(name, text) for name, text in _cut(cut, timers, seconds)]
    lines = ["<cart>", *cart, "<cutList>", "<cut>", *inside, "</cut>", "</cutList>", "</cart>"]
    return ("\n".join(lines) + "\n").encode("ascii")


def command(cut: Cut, file: str, *, group: str) -> str:
    """The shell command that puts a file into its cart, in place of what was there."""
    options = (
        "--verbose --xml --update-metadata --delete-cuts --normalization-level=0 --autotrim-level=0 "
        f"--to-cart={cut.number} {shlex.quote(group)} {shlex.quote(file)}"
    )
    return f"rdimport {options}"


def dropbox(pattern: str, *, group: str) -> str:
    """The shell command that watches a folder; numbers then come from the cart chunk, and no sidecar is read."""
    options = (
        "--drop-box --use-cartchunk-cutid --update-metadata --delete-cuts --normalization-level=0 --autotrim-level=0"
    )
    return f"rdimport --verbose {options} {shlex.quote(group)} {shlex.quote(pattern)}"


def _cart(cut: Cut, group: str, disclosure: Disclosure) -> Iterator[tuple[str, str]]:
    station = romanise(cut.station, cut.language)
    yield "number", str(cut.number)
    yield "groupName", group
    yield "title", numbered(cut, _LONGEST)
    yield "artist", station
    yield "album", f"{station} {name_of(cut.language)}"
    yield "year", f"{cut.local(cut.starts):%Y}"
    yield "userDefined", note(disclosure)


def _cut(cut: Cut, timers: Timers, seconds: float) -> Iterator[tuple[str, str]]:
    yield "evergreen", "false"
    yield "description", description(cut)
    yield "outcue", romanise(cut.out_words, cut.language)
    yield "length", _milliseconds(seconds)
    yield "startDatetime", f"{cut.local(cut.starts):%Y-%m-%dT%H:%M:%S}"
    yield "endDatetime", f"{cut.local(cut.ends):%Y-%m-%dT%H:%M:%S}"
    yield "startPoint", _milliseconds(timers.start)
    yield "endPoint", _milliseconds(min(timers.end, seconds))
    if timers.intro_end is not None:
        yield "talkStartPoint", _milliseconds(timers.start)
        yield "talkEndPoint", _milliseconds(timers.intro_end)
    if timers.segue is not None:
        yield "segueStartPoint", _milliseconds(timers.segue)
        yield "segueEndPoint", _milliseconds(min(timers.end, seconds))


def _milliseconds(seconds: float) -> str:
    return str(round(seconds * 1000))


def _field(name: str, text: str) -> str:
    plain = text if text.isascii() else romanise(text, "en")
    return f"<{name}>{escape(cut_words(plain, _LONGEST))}</{name}>"
