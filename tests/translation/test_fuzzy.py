from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from packager.translation.memory import Memory
from packager.translation.units import Unit

LINES = [
    "Police said three people were wounded when a lorry overturned on the Kohat road.",
    "The polio drive in Bannu starts on Monday and will reach 2,500 children.",
    "The girls' school in Swat has reopened after two years.",
    "Peshawar won the final by five wickets.",
]


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.sqlite") as memory:
        memory.learn(Unit(source=line, target=f"ژباړه {place}", language="ps") for place, line in enumerate(LINES))
        yield memory


@pytest.mark.parametrize(
    ("asked", "target", "difference"),
    [
        (
            "The polio drive in Bannu starts on Monday and will reach 2,600 children.",
            "ژباړه 1",
            "The polio drive in Bannu starts on Monday and will reach [-2,500-]{+2,600+} children.",
        ),
        (
            "The girls' school in Swat has reopened after three long years.",
            "ژباړه 2",
            "The girls' school in Swat has reopened after [-two-]{+three long+} years.",
        ),
        ("Peshawar won the final by six wickets.", "ژباړه 3", "Peshawar won the final by [-five-]{+six+} wickets."),
    ],
)
def test_what_is_nearly_the_same_is_shown_with_the_difference(
    memory: Memory, asked: str, target: str, difference: str
) -> None:
    best = memory.similar(asked, "ps")[0]
    assert (best.unit.target, best.difference) == (target, difference)
    assert 75 <= best.score < 100


def test_nothing_far_off_is_shown(memory: Memory) -> None:
    assert memory.similar("Parliament passed the budget late on Thursday.", "ps") == ()
    assert memory.similar("Police said nothing.", "ps") == ()
    assert memory.similar(LINES[0], "ur") == ()


def test_the_same_text_is_whole(memory: Memory) -> None:
    best = memory.similar(LINES[3], "ps")[0]
    assert (best.score, best.difference) == (100, "")


def test_a_unit_learnt_twice_is_shown_once(memory: Memory) -> None:
    memory.learn([Unit(source=LINES[3], target="ژباړه 3", language="ps", who="again", when="2026-11-23T00:00:00Z")])
    assert len(memory.similar("Peshawar won the final by six wickets.", "ps")) == 1


@pytest.mark.parametrize("asked", ["", "?!", '"a" OR "b"', "NEAR(the final)", "* - ^ :", "را"])
def test_any_text_may_be_asked(memory: Memory, asked: str) -> None:
    assert memory.similar(asked, "ps") == ()


def test_a_list_of_many_parts_forgets_nobody(memory: Memory) -> None:
    """A word that every unit has, learnt in one go and unit by unit."""
    memory.learn(
        Unit(source=f"Levy number {number} was paid in Mardan.", target=str(number), language="ps")
        for number in range(1000, 1500)
    )
    for number in range(2000, 2030):
        memory.learn([Unit(source=f"Levy number {number} was paid in Mardan.", target=str(number), language="ps")])
    for asked in ("1000", "1239", "1240", "1241", "1499", "2000", "2029"):
        best = memory.similar(f"Levy number {asked} was not paid in Mardan.", "ps")[0]
        assert best.unit.target == asked


def test_a_text_of_common_words_alone_is_found(memory: Memory) -> None:
    for start in range(0, 3000, 500):
        memory.learn(
            Unit(source=f"He said that it was {number} of them.", target=str(number), language="ps")
            for number in range(start, start + 500)
        )
    memory.learn([Unit(source="He said that it was so.", target="so", language="ps")])
    best = memory.similar("He said that it was not so.", "ps")[0]
    assert best.unit.target == "so"
