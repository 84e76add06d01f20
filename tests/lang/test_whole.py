"""A language is whole or it is refused, with the name of what it lacks."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from packager.errors import InputError
from packager.lang import whole
from packager.lang.language import Language
from packager.lang.registry import codes, language, languages, target_codes
from tests.support.languages import installed, packager

DARI = Path(__file__).parents[1] / "lang_prs" / "prs_language"
PACKAGE = Path(__file__).parents[2] / "packager"


@pytest.mark.parametrize("code", codes())
def test_ours_are_whole(code: str) -> None:
    whole.check(language(code))


def _with(line: str) -> Callable[[Path], None]:
    """Puts a line at the file's end."""

    def add(path: Path) -> None:
        path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")

    return add


def _without(text: str) -> Callable[[Path], None]:
    """Takes every line with this text out of the file."""

    def cut(path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        assert [line for line in lines if text in line]
        path.write_text("".join(line for line in lines if text not in line), encoding="utf-8")

    return cut


@pytest.mark.parametrize(
    ("file", "spoil", "says"),
    [
        ("writing.py", Path.unlink, r"has no writing \(no WRITING in prs_language.writing\)"),
        ("calendar.py", Path.unlink, "has no calendar"),
        ("numbers.py", Path.unlink, "has no numbers"),
        ("tables/qa.tsv", Path.unlink, "has no tables/qa.tsv"),
        ("tables/signs.tsv", _without("minus"), "has nothing for minus"),
        ("espeak.py", Path.unlink, "has no espeak"),
        ("phones.py", Path.unlink, "has no phones"),
        ("show.yaml", Path.unlink, "has no show.yaml"),
        ("show.yaml", _without("  sign-off:"), "has no 'sign-off' under 'phrases' in show.yaml"),
        ("show.yaml", _without("cue-left:"), "has no 'cue-left' under 'labels' in show.yaml"),
        ("calendar.py", _without("figures=calendar"), "has no way to say dates"),
        ("numbers.py", _without("bowlers = "), r"has no bowlers \(in its GRAMMAR\)"),
        ("tables/months.tsv", _without("نومبر"), "the calendar has 11 months and 7 weekdays"),
        ("tables/weekdays.tsv", _without("پنجشنبه"), "the calendar has 12 months and 6 weekdays"),
        ("tables/units.tsv", _without("kWh"), "has nothing for kWh"),
        ("tables/currencies.tsv", _without("AFN"), "has nothing for AFN"),
        ("tables/letters.tsv", _without("Q\t"), "has nothing for Q"),
        ("tables/sounds.tsv", _without("Z\t"), "has nothing for Z"),
        ("tables/acronyms.tsv", Path.unlink, "has no tables/acronyms.tsv"),
        ("tables/qa.tsv", _without("rupee"), r"has no words for rupee \(QA.money\)"),
        ("tables/qa.tsv", _with("scale many\tلک"), "'scale many' has no number"),
        ("tables/qa.tsv", _with("pattern talk\t(a"), "'pattern talk' is no expression"),
        ("tables/qa.tsv", _with("labels"), "'labels' has no words"),
        ("__init__.py", _without('own="'), "own"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hole_is_refused_by_its_name(file: str, spoil: Callable[[Path], None], says: str, tmp_path: Path) -> None:
    copy = tmp_path / "source" / "prs_language"
    shutil.copytree(DARI, copy, ignore=shutil.ignore_patterns("__pycache__"))
    spoil(copy / file)
    site = installed(tmp_path / "site", copy, "prs")
    done = packager(site, tmp_path, "say", "--lang", "prs", "--spoken", "سلام")
    assert done.returncode == 2
    assert re.search(says, done.stderr), done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("field", ["english", "own", "manner"])
def test_a_record_with_an_empty_fact_is_refused(field: str) -> None:
    empty: dict[str, Any] = {field: ""}
    with pytest.raises(InputError, match=f"has no {field}"):
        replace(language("ps"), **empty)


def test_several_holes_are_told_at_once(tmp_path: Path) -> None:
    copy = tmp_path / "source" / "prs_language"
    shutil.copytree(DARI, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "phones.py").unlink()
    _without("AFN")(copy / "tables" / "currencies.tsv")
    done = packager(installed(tmp_path / "site", copy, "prs"), tmp_path, "say", "--lang", "prs", "--spoken", "سلام")
    assert "has no phones" in done.stderr
    assert "has nothing for AFN" in done.stderr


def test_two_packages_may_not_claim_one_language(tmp_path: Path) -> None:
    site = installed(tmp_path / "site", DARI, "prs")
    about = site / "other-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[packager.languages]\nprs = other:LANGUAGE\n", encoding="utf-8")
    done = packager(site, tmp_path, "say", "--lang", "prs", "--spoken", "سلام")
    assert done.returncode == 2
    assert "several packages claim the language 'prs'" in done.stderr


def test_a_language_loads_its_parts_when_they_are_asked_for() -> None:
    script = (
        "import sys\nfrom packager.lang.registry import language\nknown = language('ps')\n"
        "early = {name for name in sys.modules if name.startswith('packager.lang.ps.')}\n"
        "known.writing\nlate = {name for name in sys.modules if name.startswith('packager.lang.ps.')}\n"
        "print(sorted(early), sorted(late), 'ctypes' in sys.modules, 'yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[] ['packager.lang.ps.writing'] False False\n"


def test_every_target_has_its_spoken_cases() -> None:
    cases = Path(__file__).parents[1] / "cases"
    assert {path.name for path in cases.glob("spoken.*.tsv")} == {f"spoken.{code}.tsv" for code in target_codes()}


@pytest.mark.parametrize("known", languages(), ids=lambda known: known.code)
def test_phones_are_of_the_inventory(known: Language) -> None:
    if known.source:
        pytest.skip("nothing is spelled for the language of the articles")
    words = {"ps": ("کور", "پښتو", "ځوان"), "ur": ("کتاب", "گھر", "لوگ")}[known.code]
    longest = sorted(known.phones.inventory, key=len, reverse=True)
    symbols = re.compile("|".join(map(re.escape, longest)))
    for word in words:
        said = known.phones.read(word)
        assert said
        assert symbols.sub("", said).strip("'") == ""


# Decisions of the program's, and no facts of a language.
DECIDED = {
    "articles/feeds/language.py": 2,  # tags that feeds have for languages of other scripts
    "delivery/read_along.py": 2,  # the faces that readers of a language have on their machines, and their lines' height
    "desk/page/likely.py": 1,  # an example in a docstring
    "desk/page/showing.py": 1,  # an example in a docstring
    "engines/voice/gtts_voice.py": 1,  # the one language that Google Translate has a voice for
    "station/model.py": 2,  # the editions of a station that names none
    "station/plans.py": 2,  # their cart numbers
    "translation/sources.py": 1,  # the translator that is there unasked
}


def test_no_language_is_named_outside_lang() -> None:
    found = {}
    for path in PACKAGE.rglob("*.py"):
        name = str(path.relative_to(PACKAGE))
        count = len(re.findall(r"(?m)^[^#\n]*?[\"'](?:ps|ur)[\"']", path.read_text(encoding="utf-8")))
        if count and not name.startswith("lang/") and "espeak_ng" not in name:
            found[name] = len(re.findall(r"[\"'](?:ps|ur)[\"']", path.read_text(encoding="utf-8")))
    assert found == DECIDED
