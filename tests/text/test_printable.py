"""What comes from outside is shown, and never obeyed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from packager.text.printable import cleaned, on_screen, tell, unprintable

ROOT = Path(__file__).parents[2] / "packager"
BAD = ("\x1b[2J", "\x07", "\x00", "\x9b31m", "\u202e", "\u2066", "\u2028", "\r", "\x7f", "\ud800")


@pytest.mark.parametrize("bad", BAD)
def test_a_terminal_gets_no_character_that_it_might_obey(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    tell(f"a{bad}b", {"c": bad}, sep="\n")
    assert bad not in capsys.readouterr().out


@pytest.mark.parametrize("bad", BAD)
def test_json_says_the_same_with_escapes(bad: str) -> None:
    text = on_screen(json.dumps([f"نه{bad}"], ensure_ascii=False))
    assert json.loads(text) == [f"نه{bad}"]


def test_what_is_written_in_pashto_and_urdu_stays() -> None:
    text = "می\u200cخوري، ”لار“ ۱۰:۳۰\u200f AFP\tx\ny"
    assert on_screen(text) == text
    assert unprintable(text) == ""


def test_an_engines_answer_keeps_its_words() -> None:
    assert cleaned("دا\x1b[31m \u202eپنځه\n ورځې") == "دا [31m پنځه ورځې"
    assert unprintable("a\u202eb") == "U+202E"


def test_no_command_prints_past_it() -> None:
    """But for a line that grows, which is of our own making."""
    raw = [
        f"{path.name}: {line.strip()}"
        for path in [*(ROOT / "commands").glob("*.py"), *(ROOT / "day").glob("*.py"), ROOT / "cli.py"]
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"(?<![\w.])print\(", line) and '"\\r' not in line
    ]
    assert raw == []
