"""A line whose spoken form holds a minus, or a number that the line does not have, is shown to its editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.edition.verbalising import numbers_not_written, with_spoken_notes
from packager.lang.options import SpokenOptions
from packager.records import Line, Role, Script
from packager.speech import spoken

CASES = Path(__file__).parents[1] / "cases"


def findings(text: str, language: str, **names: str) -> dict[str, str]:
    script = Script(article="a", language=language, lines=(Line(role=Role.BODY, source="", text=text),))
    (line,) = with_spoken_notes(script, SpokenOptions(names=names)).lines
    return {finding.check: finding.message for finding in line.findings}


def test_a_number_that_the_line_does_not_have_is_shown_with_the_spoken_form() -> None:
    told = findings("د COVID لپاره", "ps", COVID="کوویډ نولس")
    assert "19" in told["spoken-number"]
    assert "کوویډ نولس" in told["spoken-number"]


def test_a_minus_is_shown_with_the_spoken_form() -> None:
    told = findings("درجہ حرارت -3 رہا", "ur")
    assert "'-3'" in told["spoken-minus"]
    assert "منفی تین" in told["spoken-minus"]
    assert "spoken-number" not in told


def test_a_latin_word_read_by_rule_is_shown() -> None:
    assert "Ygritte" in findings("د Ygritte کیسه", "ps")["spoken-guess"]


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_no_line_that_is_said_right_is_called_wrong(language: str) -> None:
    rows = (CASES / f"spoken.{language}.tsv").read_text(encoding="utf-8").splitlines()
    lines = [row.split("\t")[0] for row in rows if not row.startswith("#")]
    odd = [line for line in lines if numbers_not_written(line, spoken(line, language), language)]
    assert odd in ([], ["د درېنۍ په ورځ"])  # Tuesday has the name of nine


@pytest.mark.parametrize(
    ("line", "said", "number"),
    [
        ("5-10 million لوگ", "پانچ سے ایک کروڑ بیس لاکھ لوگ", 12_000_000),
        ("Su-35 طیارے", "ایک سو پینتیس طیارے", 135),
        ("Rs 300", "تین ہزار روپے", 3000),
    ],
)
def test_wrong_amounts_are_found(line: str, said: str, number: float) -> None:
    assert numbers_not_written(line, said, "ur") == (number,)
