"""The manifest as a contract: what an editor's tool is told beforehand, and all that is wrong with it at once."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from packager.desk.data import to_data
from packager.desk.listing import report
from packager.desk.manifest import Manifest
from packager.desk.reading import parse
from packager.desk.schema import MODELINE, NAME, json_schema, schema_text
from packager.desk.state import State
from packager.desk.writing import render, write
from packager.errors import InputError, InputErrors
from packager.text.strict_yaml import load

TEXT = (Path(__file__).parents[1] / "cases" / "manifest.ps.yaml").read_text("utf-8")  # as a build and an editor left it
LINES = TEXT.splitlines()
SPOKEN = [place for place, line in enumerate(LINES) if re.match(r" +ps: .*[ا-ی]", line)]
KEYS = [place for place, line in enumerate(LINES) if re.match(r"[ -]*[a-z-]+:", line)]
VALUES = [place for place in KEYS if re.search(r": \S", LINES[place])]
PLACED = re.compile(r"m\.yaml:(\d+):(\d+): .+; .+")  # place, fault and hint on one line
WORD = re.compile(r"[؀-ۿݐ-ݿ]+")
SCHEMA = jsonschema.Draft202012Validator(json_schema())


@dataclass(frozen=True)
class Damaged:
    """A manifest after somebody's slip."""

    text: str
    line: int = 0  # that must be told of, from 1; 0 where it may also be taken
    says: str = ""  # what a line is to say where it is taken


def _put(place: int, *lines: str, taken: int = 1) -> str:
    return "\n".join([*LINES[:place], *lines, *LINES[place + taken :]]) + "\n"


def _misspelt(chance: random.Random) -> Damaged:
    place = chance.choice(KEYS)
    key = re.search(r"[a-z-]{2,}(?=:)", LINES[place])
    if key is None:
        return Damaged(TEXT)
    at = chance.randrange(key.start(), key.end() - 1)
    line = LINES[place]
    turned = line[:at] + line[at + 1] + line[at] + line[at + 2 :]
    return Damaged(_put(place, turned), 0 if turned == line else place + 1)


def _type(chance: random.Random) -> Damaged:
    place = chance.choice(VALUES)
    head, _, _ = LINES[place].partition(": ")
    new = chance.choice(["[1, 2]", "{a: b}", "true", "12", "1.5", "-1", "[]", "~", "[{x: [y]}]"])
    return Damaged(_put(place, f"{head}: {new}"))


def _indented(chance: random.Random) -> Damaged:
    place = chance.choice(KEYS)
    spaces = chance.choice([-3, -2, -1, 1, 2, 3, 5])
    line = LINES[place]
    return Damaged(_put(place, line[-spaces:] if spaces < 0 and not line[:-spaces].strip() else " " * spaces + line))


def _quote(chance: random.Random) -> Damaged:
    place = chance.choice(SPOKEN)
    head, _, value = LINES[place].partition(": ")
    quote = chance.choice("'\"")
    return Damaged(_put(place, f"{head}: {quote}{value.strip(quote)}"), place + 1)


def _words(chance: random.Random) -> Damaged:
    place = chance.choice(SPOKEN)
    head, _, _ = LINES[place].partition(": ")
    before, sign, after = (
        chance.choice(["لار", "پېښور ۲۵", "«هو»"]),
        chance.choice(_SIGNS),
        chance.choice(["خلاصه", "۵ ده"]),
    )
    text = f"{before}{sign}{after}" if chance.random() < 0.8 else f"{sign.strip()}{after}"
    return Damaged(_put(place, f"{head}: {text}"), says=text)


_SIGNS = (
    " #", " # ", ": ", " - ", ", ", " & ", " &x ", "! ", "\t", " | ", " > ", " % ", " @", " `", "' ", '" ', " \\ ",
    " {", "] ", " ? ", "؟ ", " ::", " ''", "\u200c", "\u200f ", " — ", "%", " * ", " ~ ",
)  # fmt: skip


def _tab(chance: random.Random) -> Damaged:
    place = chance.choice([place for place in KEYS if LINES[place].startswith(" ")])
    return Damaged(_put(place, "\t" + LINES[place].lstrip()), place + 1)


def _twice(chance: random.Random) -> Damaged:
    place = chance.choice([place for place in VALUES if not LINES[place].lstrip().startswith(("-", "text:", "why:"))])
    return Damaged(_put(place, LINES[place], LINES[place]), place + 2)


def _anchored(chance: random.Random) -> Damaged:
    place = chance.choice(SPOKEN)
    head, _, value = LINES[place].partition(": ")
    return Damaged(_put(place, f"{head}: {chance.choice(['&x ', '*x ', '!x ', '!!str ', '! '])}{value}"))


def _date(chance: random.Random) -> Damaged:
    place = next(place for place in VALUES if LINES[place].startswith(chance.choice(["date:", "date: "])))
    wrong = chance.choice(
        ["2026-13-01", "27/11/2026", "tomorrow", "2026-02-30", "0001-01-01", "20261127", "۲۰۲۶-۱۱-۲۷"]
    )
    return Damaged(_put(place, f"date: {wrong}"), place + 1)


def _moment(chance: random.Random) -> Damaged:
    wrong = chance.choice(["tomorrow", "26-11-27", "2026-11-27T25:00:00", "9999-12-31", "06:10"])
    old = 'at: "2026-11-27T06:10:00+05:00"'
    return Damaged(TEXT.replace(old, f"at: {json.dumps(wrong)}"), TEXT[: TEXT.index(old)].count("\n") + 1)


def _block(chance: random.Random) -> Damaged:
    place = chance.randrange(3, len(LINES))
    return Damaged(_put(place, taken=chance.randrange(1, 12)))


def _enum(chance: random.Random) -> Damaged:
    closed = ("status:", "language:", "outcome:", "- role:", "slot:", "translation:")
    place = chance.choice([place for place in VALUES if LINES[place].lstrip().startswith(closed)])
    head, _, _ = LINES[place].partition(": ")
    return Damaged(
        _put(place, f"{head}: {chance.choice(['aproved', 'APPROVED', 'ok?', 'منظور', 'ps_AF', 'done'])}"), place + 1
    )


def _number(chance: random.Random) -> Damaged:
    closed = ("takes:", "priority:", "met:", "entries:", "cart:", "seconds:")
    place = chance.choice([place for place in VALUES if LINES[place].lstrip().startswith(closed)])
    head, _, _ = LINES[place].partition(": ")
    return Damaged(
        _put(place, f"{head}: {chance.choice(['-1', '.nan', '1e99', '99999999999', 'two', '1_000'])}"), place + 1
    )


def _sign(chance: random.Random) -> Damaged:
    place = chance.randrange(len(TEXT))
    return Damaged(TEXT[:place] + chance.choice("\0\x1b\u202e\t:#{}[]&*!|>'\"%@`-?,\n") + TEXT[place:])


def _together(chance: random.Random) -> Damaged:
    """Several slips in one file, as after a bad merge."""
    lines = list(LINES)
    for place in chance.sample(VALUES, 3):
        head, _, value = lines[place].partition(": ")
        wrong = chance.choice(["a: b", "[x", f"{value} #5", '"', "@"])
        lines[place] = f"{head}: {wrong}"
    return Damaged("\n".join(lines) + "\n")


WAYS: tuple[Callable[[random.Random], Damaged], ...] = (
    _misspelt, _type, _indented, _quote, _words, _words, _words, _tab, _twice, _anchored, _date, _moment, _block,
    _enum, _number, _sign, _together,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(204))
def test_a_slip_is_told_with_line_and_column_or_no_word_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    damaged = WAYS[seed % len(WAYS)](chance)
    try:
        manifest = parse(damaged.text, where="m.yaml")
    except InputError as error:
        told = str(error).splitlines()
        assert all(PLACED.fullmatch(line) for line in told), told
        places = [int(found[1]) for line in told if (found := PLACED.fullmatch(line))]
        assert not damaged.line or damaged.line in places, told
        assert places == sorted(places)
        assert len(told) <= 12, "what follows from one slip is not told as so many more"
        return
    assert not damaged.line, damaged.text.splitlines()[damaged.line - 1]
    list(report(Path("m.yaml"), manifest))
    again = render(manifest, damaged.text)
    assert parse(again, where="m.yaml") == replace(manifest, state=State())
    assert _words_of(_values(to_data(manifest))) >= _words_of(_without_remarks(damaged.text))
    assert _words_of(again) >= _words_of(damaged.text)
    texts = [line.text for story in manifest.stories for line in story.lines]
    assert not damaged.says or any(_words_of(text) == _words_of(damaged.says) for text in texts)
    SCHEMA.validate(load(damaged.text, where="m.yaml"))  # what the reader takes, an editor's tool takes


def _values(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{key} {_values(item)}" for key, item in value.items())
    return " ".join(map(_values, value)) if isinstance(value, list) else str(value)


def _words_of(text: str) -> set[str]:
    return set(WORD.findall(text))


def _without_remarks(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


def test_the_case_is_a_manifest_that_fits_the_schema() -> None:
    assert parse(TEXT, where="m").stories[0].lines[1].heard
    SCHEMA.validate(load(TEXT, where="m"))
    assert render(parse(TEXT, where="m"), TEXT) == TEXT


def test_every_slip_of_a_file_is_told_at_once() -> None:
    text = TEXT
    for old, new in (
        ("station: Radio", "statoin: Radio"),
        ('date: "2026-11-27"', "date: 27.11.2026"),
        ("status: draft ", "status: drafft "),
        ("  تورخم: تُورخَم", "\tتورخم: تُورخَم"),
        ("priority: 2", "priority: 0"),
        ("in/road.txt", "in/road.txt: as filed"),
        ("          takes: 2", "          takes: -1\n          takes: 3"),
        ("    status: needs-translation", "   status: needs-translation"),
        ("        after: 2", "        after: two"),
        ("      - text: 'Read also: Floods in Swat'", "      - text: 'Read also: Floods in Swat"),
        ("unknown-names:", "unknown-names: &n"),
        ("    met: 2", "    met: [2]"),
        ("slot: not met", "slot: perhaps"),
        ("why: 12 s are missing", "why: !mine 12 s are missing"),
        ("seconds: 59.294", "seconds: about a minute"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    with pytest.raises(InputErrors) as caught:
        parse(text, where="m.yaml")
    told = [str(fault).removeprefix("m.yaml:").partition(";")[0] for fault in caught.value.faults]
    assert told == [
        "3:1: the key 'station' is missing",
        "5:1: no such key 'statoin'",
        "6:1: date: '27.11.2026' is not a day, such as 2026-11-23",
        "11:1: status: 'drafft' is not one of: draft, approved, killed",
        "14:1: a tab stands where YAML wants spaces",
        "20:5: priority: 0 is not between 1 and 9",
        "23:33: is not YAML (a ':' stands where no key can)",
        "51:11: takes: -1 is not between 1 and 99",
        "52:11: the key 'takes' is given twice",
        "59:4: is not YAML (does not fit the list above it)",
        "76:15: the quote that opens here is not closed",
        "78:9: after: 'two' is not a whole number",
        "82:5: met: [2] is not a whole number",
        "89:3: slot: 'perhaps' is not one of: met, not met",
        "90:8: the tag !mine is not read",
        "91:1: seconds: 'about a minute' is not a number",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("station: Radio", "statoin: Radio"),
        ("status: draft ", "status: drafft "),
        ("priority: 2", "priority: 0"),
        ("takes: 2", "takes: 0"),
        ("takes: 2", "takes: -1"),
        ("after: 2", "after: two"),
        ("met: 2", "met: [2]"),
        ('date: "2026-11-27"', "date: tomorrow"),
        ('starts: "00:00:25.468"', "starts: 99"),
        ("id: school", "id: ../school"),
        ("packager: 2", "packager: 3"),
    ],
)
def test_an_editors_tool_and_the_reader_refuse_the_same(old: str, new: str) -> None:
    text = TEXT.replace(old, new, 1)
    assert text != TEXT
    assert not SCHEMA.is_valid(load(text, where="m"))
    with pytest.raises(InputError, match=r"^m\.yaml:\d+:\d+: "):
        parse(text, where="m.yaml")


def test_the_schema_lies_beside_the_manifest_and_is_named_in_it(tmp_path: Path) -> None:
    manifest = parse(TEXT, where="m")
    written = write(tmp_path / "manifest.yaml", manifest, None).manifest
    assert isinstance(written, Manifest)
    assert (tmp_path / "manifest.yaml").read_text("utf-8").splitlines()[0] == f"# {MODELINE}"
    assert MODELINE.endswith(f"$schema={NAME}")
    assert json.loads((tmp_path / NAME).read_text("utf-8")) == json_schema()


def test_the_package_ships_the_schema() -> None:
    shipped = Path(__file__).parents[2] / "packager" / "desk" / "manifest.schema.json"
    assert shipped.read_text("utf-8") == schema_text(), "run python -m packager.desk"
    SCHEMA.check_schema(json_schema())
