"""The dictionaries are made once, whole, where the user may write; bad sources are named by line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from packager.errors import InputError
from packager.lang.ps.g2p.lexicon import read_lexicon
from packager.lang.ps.g2p.sounds import dialects

SAY = "from packager.engines.voice.espeak import ipa; print(ipa('هغه کور ته ځي', 'ps'), ipa('کتاب', 'ur'))"
HEARD = "haɣˈa kˈoːɾ ta zˈiː kɪtˈaːb"


def fresh(tmp_path: Path, **environment: str) -> subprocess.Popen[str]:
    """A process with a home of its own that speaks a line of each language."""
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "TMPDIR": str(tmp_path / "scratch")}
    (tmp_path / "scratch").mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-c", SAY],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **home, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_that_make_the_dictionaries_at_once_both_speak(tmp_path: Path) -> None:
    both = [fresh(tmp_path), fresh(tmp_path)]
    said = [process.communicate(timeout=60) for process in both]
    assert [(out.strip(), err) for out, err in said] == [(HEARD, ""), (HEARD, "")]
    made = list((tmp_path / "cache" / "packager" / "espeak-ng").iterdir())
    assert len(made) == 2  # one a language
    (pashto,) = [folder for folder in made if (folder / "espeak-ng-data" / "ps_dict").exists()]
    assert (pashto / "espeak-ng-data" / "ps_dict").stat().st_size > 10_000
    assert not list((tmp_path / "scratch").iterdir())


def test_a_home_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder would be")
    out, err = fresh(tmp_path).communicate(timeout=60)
    assert (out.strip(), err) == (HEARD, "")
    assert not list((tmp_path / "scratch").iterdir())  # what was made there is gone again


def test_a_home_with_a_very_long_name_is_no_hindrance(tmp_path: Path) -> None:
    # espeak-ng keeps its data folder's name in 160 bytes and cuts what is longer.
    out, err = fresh(tmp_path, XDG_CACHE_HOME=str(tmp_path / ("long" * 40))).communicate(timeout=60)
    assert (out.strip(), err) == (HEARD, "")


def test_nowhere_to_write_is_one_line_with_a_mend(tmp_path: Path) -> None:
    nowhere = {"XDG_CACHE_HOME": "/proc/none", "TMPDIR": "/proc/none", "TEMP": "/proc/none", "TMP": "/proc/none"}
    script = f"import tempfile; tempfile.tempdir = '/proc/none'; {SAY}"
    found = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "HOME": str(tmp_path), **nowhere},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 1
    assert "EngineUnavailable: espeak-ng: no folder for its dictionaries can be written; set TMPDIR" in found.stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("کور\tk'o4r", "'4' is no symbol"),
        ("کور", "word<TAB>sounds"),
        ("کور\tk'or\tr", "word<TAB>sounds"),
        ("کور\tkrr", "no vowel"),
        ("کور\tk'o'ra", "two stress marks"),
        ("\tk'or", "no word"),
        ("کور\t", "no sounds"),
    ],
)
def test_a_bad_lexicon_line_is_named_by_file_and_line(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "10-test.tsv").write_text(f"# a comment\n\nته\tta\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=says) as bad:
        read_lexicon(tmp_path)
    assert "10-test.tsv:4: " in str(bad.value)


def test_a_later_line_and_a_later_file_win(tmp_path: Path) -> None:
    (tmp_path / "10-a.tsv").write_text("کور\tk'ur\nکور\tk'or\nده\tda\n", encoding="utf-8")
    (tmp_path / "20-b.tsv").write_text("ده\td@\nحزب الله\thizb ul'A\n", encoding="utf-8")
    assert read_lexicon(tmp_path) == {
        "کور": (("k", "'", "o", "r"),),
        "ده": (("d", "@"),),
        "حزب الله": (("h", "i", "z", "b"), ("u", "l", "'", "A")),
    }


def test_words_are_normalised_as_texts_are(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("گل\tg'ul\nكور\tk'or\n", encoding="utf-8")
    assert list(read_lexicon(tmp_path)) == ["ګل", "کور"]


def test_the_first_dialect_is_yusufzai_and_all_name_the_same_sounds() -> None:
    assert next(iter(dialects())) == "yusufzai"
    assert all(values.keys() == {"X", "G", "ts", "dz", "Z", "q"} for values in dialects().values())
