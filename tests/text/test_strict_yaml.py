"""YAML that people write by hand: what it means, and what is said when it cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.errors import InputError
from packager.text import strict_yaml, yaml_reader


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ("-16.0", -16.0),
        (".5", 0.5),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("True", "True"),
        ("05:00", "05:00"),
        ("15:00", "15:00"),
        ("1:30:00", "1:30:00"),
        ("010", "010"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23 15:00:00", "2026-11-23 15:00:00"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("پېښور", "پېښور"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("[1, no, 15:00]", [1, "no", "15:00"]),
        ("{a: {b: []}}", {"a": {"b": []}}),
    ],
)
def test_a_value_means_what_was_written(written: str, meant: object) -> None:
    value = strict_yaml.load(f"key: {written}\n", where="station.yaml")
    assert value == {"key": meant}
    assert isinstance(value, dict)
    assert type(value["key"]) is type(meant)


def test_keys_are_always_text() -> None:
    assert strict_yaml.load("no: 1\n1: 2\n15:00: 3\ntrue: 4\n", where="f") == {
        "no": 1,
        "1": 2,
        "15:00": 3,
        "true": 4,
    }


def test_an_empty_file_is_nothing() -> None:
    assert strict_yaml.load("", where="f") is None
    assert strict_yaml.load("# only a comment\n", where="f") is None


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "voice: a\nslot: b\nvoice: c\n",
            "f.yaml:3:1: the key 'voice' is given twice; keep one; the first is on line 1",
        ),
        ("a:\n  b: 1\n  'b': 2\n", "f.yaml:3:3: the key 'b' is given twice"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document begins here"),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            "f.yaml:1:4: the tag !!python/object/apply:os.system is not read",
        ),
        ("a: !!timestamp 2026-11-23\n", "f.yaml:1:4: the tag !!timestamp is not read"),
        ("a: !mine {b: 1}\n", "f.yaml:1:4: the tag !mine is not read"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", "f.yaml:3:3: merge keys (<<) are not read"),
        ("a: &x [*x]\n", "f.yaml:1:8: the alias *x has no finished anchor before it"),
        ("a: *gone\n", "f.yaml:1:4: the alias *gone has no finished anchor"),
        ("[1, 2]: a\n", "f.yaml:1:1: a key must be plain text"),
        ("a:\n\tb: 1\n", "f.yaml:2:1: a tab stands where YAML wants spaces; indent with spaces"),
        ("title: Road reopens: traffic moves\n", "f.yaml:1:20: is not YAML"),
        ("a: 'unclosed\n", "f.yaml:1:4: the quote that opens here is not closed; close it at the end of the text"),
        ("a: 'unclosed\nb: 'c'\n", "f.yaml:1:4: the quote that opens here is not closed"),
        ("a: ! b\n", "f.yaml:1:4: the tag ! is not read"),
        ("a: b\x00c\n", "f.yaml:1:5: U+0000 is not allowed in YAML; remove that character"),
        (BOMB, "aliases add more than 10000 values"),
        ("[" * 200 + "]" * 200, "nested more than 50 levels deep"),
    ],
)
def test_what_cannot_be_read_is_one_line_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        strict_yaml.load(text, where="f.yaml")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_of_more_values_than_any_of_ours_is_refused_when_they_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(yaml_reader, "VALUES", 100)
    assert strict_yaml.load("".join(f"k{n}: 1\n" for n in range(99)), where="f.yaml")
    with pytest.raises(InputError, match=r"f.yaml:100:6: holds more than 100 values; name the right file"):
        strict_yaml.load("".join(f"k{n}: 1\n" for n in range(1000)), where="f.yaml")


def test_an_alias_is_a_copy() -> None:
    value = strict_yaml.load("a: &x [1]\nb: *x\n", where="f")
    assert value == {"a": [1], "b": [1]}
    assert isinstance(value, dict)
    assert value["a"] is not value["b"]


def test_places_of_keys_and_items() -> None:
    marked = strict_yaml.load_marked("day:\n  feeds:\n    - name: a\n    - name: b\n", where="s.yaml")
    assert marked.place("day", "feeds", 1, "name") == "s.yaml:4:7"
    assert marked.place("day", "feeds", 0) == "s.yaml:3:7"
    assert marked.place("day", "missing") == "s.yaml:1:1"
    assert marked.mark("day", "feeds") == (2, 3)
    assert strict_yaml.load_marked("", where="s.yaml").place("day") == "s.yaml"


def test_columns_count_letters_and_not_bytes() -> None:
    marked = strict_yaml.load_marked("{پېښور: 1, کابل: 2}", where="f")
    assert marked.place("کابل") == "f:1:12"


def test_unknown_keys_say_what_was_meant() -> None:
    marked = strict_yaml.load_marked("voices:\n  ps: {vioce: x}\n  keep_local: true\n", where="s.yaml")
    with pytest.raises(InputError, match=r"^s\.yaml:2:8: no such key 'vioce'; did you mean 'voice'\?$"):
        strict_yaml.check_keys({"vioce": "x"}, {"voice", "slot"}, where=marked, path=("voices", "ps"))
    with pytest.raises(InputError, match=r"did you mean 'keep-local'\?"):
        strict_yaml.check_keys({"keep_local": True}, {"keep-local", "slot"}, where="s.yaml")
    strict_yaml.check_keys({"slot": 1}, {"slot"}, where=marked)


def test_all_unknown_keys_at_once() -> None:
    errors = strict_yaml.unknown_keys({"slto": 1, "slot": 2, "zzz": 3}, {"slot", "voice"}, where="s.yaml")
    assert [str(error) for error in errors] == [
        "s.yaml: no such key 'slto'; did you mean 'slot'?",
        "s.yaml: no such key 'zzz'; known: slot, voice",
    ]


def one_line_or_nothing(text: str) -> str:
    try:
        strict_yaml.load(text, where="f")
    except InputError as error:
        return str(error)
    return ""


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_loads_or_is_refused_in_one_line(text: str) -> None:
    assert len(one_line_or_nothing(text).splitlines()) <= 1


@given(st.text("ab:-[]{}&*!'\"#\n \t,|>?%@`~", max_size=60))
def test_any_punctuation_loads_or_is_refused_in_one_line(text: str) -> None:
    assert len(one_line_or_nothing(text).splitlines()) <= 1
