"""Urdu as espeak-ng reads it once its faults are spelled away."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.engines.voice.espeak import ipa
from packager.errors import InputError
from packager.lang.ur.espeak import Respelling, urdu_respelling


@pytest.mark.parametrize(("text", "never"), [("مخصوص", "ʂ"), ("فضا", "ʐ"), ("نظر", "ʐ"), ("صدر", "ʂ")])
def test_letters_that_urdu_says_as_s_and_z_are_not_retroflex(text: str, never: str) -> None:
    assert never not in ipa(text, "ur")


TABLE = Respelling({"بیس": "بِیس", "وزیر اعظم": "وزیرے آزم", "وزیر اعظم ہاؤس": "پی ایم ہاؤس"}, 3)


@pytest.mark.parametrize(
    ("words", "taken", "said"),
    [
        (["بیس", "لوگ"], 1, "بِیس"),
        (["وزیر", "اعظم", "نے"], 2, "وزیرے آزم"),
        (["وزیر", "اعظم", "ہاؤس"], 3, "پی ایم ہاؤس"),
        (["وزیر", "خالد", "نے"], 1, "[[v@|z|'i:R]]"),
        (["خاص"], 1, "[[x|'a:|s]]"),
        (["[[xa:s]]"], 1, "[[xa:s]]"),
    ],
)
def test_the_longest_phrase_wins(words: list[str], taken: int, said: str) -> None:
    assert TABLE.say(words) == (taken, said)


def test_a_folder_of_respellings_is_read_with_later_files_winning(tmp_path: Path) -> None:
    (tmp_path / "10-a.tsv").write_text("# own work\nبيس\tبَیس\nوزیر اعظم\tوزیرے آزم\n", encoding="utf-8")
    (tmp_path / "20-b.tsv").write_text("بیس\tبِیس\n", encoding="utf-8")
    assert urdu_respelling(tmp_path) == Respelling({"بیس": "بِیس", "وزیر اعظم": "وزیرے آزم"}, 2)


@pytest.mark.parametrize(("line", "says"), [("بیس", "word<TAB>respelling"), ("بیس\t", "word<TAB>respelling")])
def test_a_bad_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "10-a.tsv").write_text(f"# own work\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=says) as bad:
        urdu_respelling(tmp_path)
    assert "10-a.tsv:2" in str(bad.value)


def test_sounds_in_the_text_are_espeak_ngs_own() -> None:
    assert ipa("[[k@r'a:cI]] سے", "ur") == "kəɾˈaːcɪ seː"
