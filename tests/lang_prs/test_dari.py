"""A language that nothing under packager/ knows: from an article with its translation to an episode on the desk."""

from __future__ import annotations

import json
import re
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from packager.text.strict_yaml import load
from tests.support.languages import installed, packager, python

HERE = Path(__file__).parent
STATION = """station: Radio Kabul
city: Kabul
editions:
  prs: {}
cart:
  prs: {numbers: 340000-340999}
wording:
  prs: {station: رادیو کابل, city: کابل}
"""
ARTICLE = """School for girls reopens in Kunar

A school for 250 girls reopened in Kunar on Monday, 23 November.

The governor said the building was not damaged and that repairs cost $1.5 million.
"""
TRANSLATION = """مکتب دختران در کنر دوباره باز شد
یک مکتب برای ۲۵۰ دختر روز دوشنبه، ۲۳ نومبر در کنر دوباره باز شد.
والی گفت که تعمیر آسیب ندیده است و مصرف ترمیم آن ۱.۵ میلیون دالر بود.
"""
WRONG = """مکتب دختران در کنر دوباره باز شد
یک مکتب برای ۳۵۰ دختر روز سه شنبه، ۲۳ نومبر در کنر دوباره باز شد.
والی گفت که تعمیر آسیب دیده است و مصرف ترمیم آن ۱.۵ میلیون یورو بود.
"""
DAY = ("--station", "station.yaml", "--date", "2026-11-23")


def lines_of(path: Path) -> list[dict[str, Any]]:
    manifest: Any = load(path.read_text(encoding="utf-8"), where=str(path))
    (story,) = manifest["stories"]
    return list(story["lines"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(tmp_path_factory.mktemp("site"), HERE / "prs_language", "prs")


@dataclass(frozen=True)
class Day:
    """A station's folder with one day built in it."""

    folder: Path
    episode: Path

    def lines(self) -> list[dict[str, Any]]:
        """The lines of the one story, as the manifest has them."""
        return lines_of(self.episode / "manifest.yaml")

    def text(self, ending: str) -> str:
        return (self.episode / f"2026-11-23-prs{ending}").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def day(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Day:
    folder = tmp_path_factory.mktemp("day")
    (folder / "station.yaml").write_text(STATION, encoding="utf-8")
    (folder / "school.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "school.prs.txt").write_text(TRANSLATION, encoding="utf-8")
    built = packager(site, folder, "build", "school.txt", *DAY)
    assert built.returncode == 0, built.stderr
    return Day(folder, folder / "output" / "2026-11-23" / "prs")


def test_the_translation_beside_the_article_is_checked_and_spoken(day: Day) -> None:
    assert [line["prs"] for line in day.lines()] == TRANSLATION.splitlines()
    assert {line["from"] for line in day.lines()} == {"beside file"}
    assert not [line["checks"] for line in day.lines() if "checks" in line]
    assert "title: خبرهای رادیو کابل" in (day.episode / "manifest.yaml").read_text(encoding="utf-8")
    with wave.open(str(day.episode / "2026-11-23-prs.wav")) as sound:
        assert 40 < sound.getnframes() / sound.getframerate() < 80


def test_the_mastered_episode_stands_every_check(site: Path, day: Day) -> None:
    checked = packager(site, day.folder, "check", "output/2026-11-23/prs/manifest.yaml")
    assert checked.returncode == 0, checked.stdout
    assert "0 failed" in checked.stdout
    assert re.search(r"loudness: -2[23]\.\d\d LUFS", checked.stdout)


def test_the_cue_sheet_runs_from_right_to_left_with_labels_of_the_language(day: Day) -> None:
    page = day.text(".html")
    assert '<html lang="prs" dir="rtl">' in page
    assert "برگۀ نشرات" in page
    assert "\u206823\u2069 نومبر" in page  # a figure in a line of the other direction


def test_the_greeting_and_the_story_name_the_day_alike(day: Day) -> None:
    said = day.text(".txt")
    assert said.count("دوشنبه") == 2  # in the greeting and in the story
    assert "امروز دوشنبه است" in said


def test_an_edited_manifest_is_read_again_and_its_change_is_spoken(site: Path, day: Day) -> None:
    path = day.episode / "manifest.yaml"
    before = path.read_text(encoding="utf-8")
    again = packager(site, day.folder, "build", *DAY)
    assert again.returncode == 0, again.stderr
    assert "work    none" in again.stdout
    assert path.read_text(encoding="utf-8") == before
    path.write_text(before.replace("دوباره باز شد.", "باز شد."), encoding="utf-8")
    edited = packager(site, day.folder, "build", *DAY)
    assert edited.returncode == 0, edited.stderr
    assert [line["from"] for line in day.lines()] == ["beside file", "editor", "beside file"]
    assert "در کنر باز شد." in day.text(".txt")


def test_wrong_figures_days_money_and_a_lost_no_are_seen(site: Path, tmp_path: Path) -> None:
    (tmp_path / "station.yaml").write_text(STATION, encoding="utf-8")
    (tmp_path / "school.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "school.prs.txt").write_text(WRONG, encoding="utf-8")
    packager(site, tmp_path, "build", "school.txt", *DAY)
    lines = lines_of(tmp_path / "output/2026-11-23/prs/manifest.yaml")
    seen = {text.rpartition("[")[2].rstrip("]") for line in lines for text in line.get("checks", ())}
    assert {"number-changed", "date-changed", "currency-changed", "negation-lost"} <= seen


def test_engines_and_say_know_it(site: Path, tmp_path: Path) -> None:
    rows = json.loads(packager(site, tmp_path, "engines", "--json").stdout)
    (row,) = [row for row in rows if row["language"] == "prs" and row["kind"] == "voice"]
    assert (row["name"], row["engine"], row["state"][:5]) == ("dari", "espeak-ng", "ready")
    said = packager(site, tmp_path, "say", "--lang", "prs", "--ipa", "سلام")
    assert said.stdout == "سلام\tsalˈɑm\n", said.stderr
    written = packager(site, tmp_path, "say", "--lang", "prs", "--output", "a.wav", "سلام کابل")
    assert written.returncode == 0, written.stderr
    assert (tmp_path / "a.wav").stat().st_size > 50_000


def test_what_its_newsreader_says(site: Path, tmp_path: Path) -> None:
    lines = (HERE / "spoken.prs.tsv").read_text(encoding="utf-8").splitlines()
    cases = [line.split("\t") for line in lines if line and line[0] != "#"]
    script = (
        "import json, sys; from packager.speech import spoken\n"
        "print(json.dumps([spoken(text, 'prs') for text in json.loads(sys.argv[1])]))"
    )
    done = python(site, tmp_path, "-c", script, json.dumps([written for written, _ in cases]))
    assert json.loads(done.stdout or "[]") == [said for _, said in cases], done.stderr


def test_letters_are_read_as_phones_of_its_inventory(site: Path, tmp_path: Path) -> None:
    script = (
        "from packager.lang.registry import language\nphones = language('prs').phones\n"
        "said = [phones.read(word) for word in ('کابل', 'مکتب', 'دریا', 'خانه')]\n"
        "print(*said, all(set(word) <= phones.inventory for word in said))"
    )
    done = python(site, tmp_path, "-c", script)
    assert done.stdout.split() == ["kAbal", "makatab", "darajA", "xAna", "True"], done.stderr


def test_nothing_under_packager_names_it() -> None:
    package = HERE.parents[1] / "packager"
    tags = package / "articles" / "feeds" / "language.py"  # has the world's tags for languages of other scripts
    texts = [path for path in package.rglob("*") if path.suffix in (".py", ".yaml", ".tsv") and path != tags]
    assert [path for path in texts if re.search(r"\bprs\b|\bDari\b", path.read_text(encoding="utf-8"))] == []
