"""Patterns that are compiled late do what those compiled at once do, and cost nothing until then."""

from __future__ import annotations

import re

import pytest

from packager.text.patterns import lazily

WRITTEN, TEXT = r"(?P<day>\d+)\ (MAY|June)", "on 3 may and 14 June"


@pytest.mark.parametrize("method", ["match", "fullmatch", "search", "findall", "split"])
def test_a_late_pattern_says_what_one_compiled_at_once_says(method: str) -> None:
    late, now = lazily(WRITTEN, re.IGNORECASE | re.VERBOSE), re.compile(WRITTEN, re.IGNORECASE | re.VERBOSE)
    for text in (TEXT, "3 May", ""):
        for _ in range(2):  # the first use compiles, the next has it
            said, wanted = getattr(late, method)(text), getattr(now, method)(text)
            assert str(said) == str(wanted)


def test_a_late_pattern_replaces_and_tells_of_itself() -> None:
    late = lazily(WRITTEN, re.IGNORECASE | re.VERBOSE)
    assert late.groupindex == {"day": 1}
    assert late.sub(r"\2 \g<day>", TEXT) == "on may 3 and June 14"
    assert late.subn("x", TEXT)[1] == 2
    assert [found["day"] for found in late.finditer(TEXT)] == ["3", "14"]


def test_nothing_is_compiled_before_its_first_use() -> None:
    late = lazily("(")
    with pytest.raises(re.error):
        late.search("x")
