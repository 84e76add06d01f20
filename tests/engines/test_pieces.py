"""Lines into sentences and back: nothing is lost, moved or said twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from packager.engines.translate.pieces import LONGEST, in_pieces

WORDS = st.sampled_from(
    ["Schools", "opened", "in", "Swat,", "today.", "Mr.", "Khan;", "12", "3.5", "why?", "“No,”", "…"]
)
LINES = st.lists(st.lists(WORDS, max_size=200).map(" ".join), max_size=8)


@given(LINES)
def test_said_as_they_stand_lines_come_back_as_they_were(lines: list[str]) -> None:
    assert in_pieces(lines, "en", list) == [line.strip() for line in lines]


@given(LINES)
def test_no_piece_is_longer_than_a_model_takes_or_given_twice(lines: list[str]) -> None:
    seen: list[str] = []

    def say(texts: list[str]) -> list[str]:
        seen.extend(texts)
        return texts

    in_pieces(lines, "en", say)
    assert all(0 < len(text) <= LONGEST for text in seen)
    assert len(set(seen)) == len(seen)


def test_a_paragraph_goes_as_its_sentences_in_one_call_with_all_others() -> None:
    calls: list[list[str]] = []

    def say(texts: list[str]) -> list[str]:
        calls.append(texts)
        return [text.upper() for text in texts]

    lines = ["Mr. Khan left. He did not speak.", "—", "He did not speak."]
    assert in_pieces(lines, "en", say) == ["MR. KHAN LEFT. HE DID NOT SPEAK.", "—", "HE DID NOT SPEAK."]
    assert calls == [["Mr. Khan left.", "He did not speak."]]


def test_an_endless_sentence_is_cut_at_its_joints() -> None:
    seen: list[str] = []

    def say(texts: list[str]) -> list[str]:
        seen.extend(texts)
        return texts

    in_pieces([" and ".join(["the minister said that he would go to Swat; the others stayed"] * 20)], "en", say)
    assert len(seen) > 1
    assert all(text.endswith(";") for text in seen[:-1])
