"""The dictionaries come with the package or are made once, whole, where the user may write; bad sources are named."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from packager.errors import InputError
from packager.espeak_ng import data
from packager.lang.ps import espeak_data
from packager.lang.ps.g2p.lexicon import read_lexicon
from packager.lang.ps.g2p.sounds import dialects
from packager.lang.ur.espeak_heard import SOURCES

ROOT = Path(__file__).parents[2]
NOT_SHIPPED = "from pathlib import Path; from packager.espeak_ng import data; data.SHIPPED = Path('/proc/none')"
SAY = "from packager.engines.voice.espeak import ipa; print(ipa('کتاب', 'ur'))"
HEARD = "kɪtˈaːb"


def fresh(tmp_path: Path, script: str = f"{NOT_SHIPPED}; {SAY}", **environment: str) -> subprocess.Popen[str]:
    """A process with a home of its own, in an installation that came without dictionaries."""
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "TMPDIR": str(tmp_path / "scratch")}
    (tmp_path / "scratch").mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT), **home, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_that_make_the_dictionaries_at_once_both_speak(tmp_path: Path) -> None:
    both = [fresh(tmp_path), fresh(tmp_path)]
    said = [process.communicate(timeout=60) for process in both]
    assert [(out.strip(), err) for out, err in said] == [(HEARD, ""), (HEARD, "")]
    (made,) = (tmp_path / "cache" / "packager" / "espeak-ng").iterdir()
    assert (made / "espeak-ng-data" / "ur_dict").stat().st_size > 10_000
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
    script = f"{NOT_SHIPPED}; import tempfile; tempfile.tempdir = '/proc/none'; {SAY}"
    process = fresh(tmp_path, script, **nowhere)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "EngineUnavailable: espeak-ng: no folder for its dictionaries can be written; set TMPDIR" in err


def test_what_the_package_was_built_with_is_used_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "SHIPPED", tmp_path / "compiled")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(data, "folder", data.folder.__wrapped__)
    shipped = data.ship(SOURCES)
    assert data.folder(SOURCES) == shipped
    assert shipped.stat().st_mode & 0o055 == 0o055  # whoever installed it, others speak with it
    assert not (tmp_path / "cache").exists()


def test_a_package_that_lies_too_deep_for_the_library_is_copied_and_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "SHIPPED", tmp_path / ("deep" * 40))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shipped = data.ship(SOURCES)
    (shipped / "only-here.txt").touch()
    copied = data.folder.__wrapped__(SOURCES)
    assert copied.is_relative_to(tmp_path / "cache")
    assert (copied / "only-here.txt").exists()


def test_a_changed_lexicon_is_compiled_anew(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "voices" / "pashto", tmp_path / "pashto", ignore=shutil.ignore_patterns("lexicon"))
    (tmp_path / "pashto" / "lexicon").mkdir()
    (tmp_path / "pashto" / "lexicon" / "10.tsv").write_text("کور\tk'ar\nکتاب\tkit'Ab\n", encoding="utf-8")
    script = (
        "from pathlib import Path; from packager.lang.ps import espeak_data;"
        f"espeak_data.voices_folder = lambda: Path({str(tmp_path)!r});"
        "from packager.engines.voice.espeak import ipa; print(ipa('کور', 'ps'))"
    )
    out, err = fresh(tmp_path, script).communicate(timeout=60)
    assert (out.strip(), err) == ("kˈaɾ", "")
    assert len(list((tmp_path / "cache" / "packager" / "espeak-ng").iterdir())) == 1


def test_the_same_sources_make_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from packager.espeak_ng import data; from packager.lang.ps import espeak_data;"
        f"{NOT_SHIPPED}; data._make(Path({str(tmp_path / 'again')!r}), espeak_data.sources())"
    )
    (tmp_path / "again").mkdir()
    _, err = fresh(tmp_path, script, PYTHONHASHSEED="1").communicate(timeout=300)
    here = data.folder(espeak_data.sources())
    files = sorted(str(path.relative_to(here)) for path in here.rglob("*") if path.is_file())
    assert files == sorted(
        str(path.relative_to(tmp_path / "again")) for path in (tmp_path / "again").rglob("*") if path.is_file()
    ), err
    assert filecmp.cmpfiles(here, tmp_path / "again", files, shallow=False) == (files, [], [])


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
