"""What intake leaves out, as an editor meets it: in the summary, in review, in the manifest, and back with one word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from packager.cli import main
from packager.desk.manifest import Manifest
from packager.desk.reading import read
from packager.records import Status
from tests.support.lean import LEAN

ARTICLE = """Three officers killed in Bannu

Militants attacked a police post in Bannu on Friday and killed three officers, police said.

Police stand guard near the post (file photo)

The wounded were taken to a hospital in Peshawar.

Correction: An earlier version of this story said 40 people were killed.

Nobody has claimed responsibility for the attack.
"""
PASHTO = [
    "په بنو کې په برید کې درې پولیس وژل شوي",
    "پولیسو وویل چې وسله‌والو د جمعې په ورځ په بنو کې پر یوې پوستې برید وکړ او درې پولیس یې ووژل.",
    "ټپیان په پېښور کې یوه روغتون ته ووړل شول.",
    "چا هم د برید پړه پر غاړه نه ده اخیستې.",
]
CAPTION, NOTE = "Police stand guard near the post (file photo)", "Correction: An earlier version"


class Desk:
    """One article with its translation, and what is done with it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
        (folder / "a.ps.txt").write_text("\n".join(PASHTO), encoding="utf-8")
        (folder / "station.yaml").write_text(LEAN, encoding="utf-8")

    def run(self, *words: str) -> tuple[int, str]:
        self.capsys.readouterr()
        code = main(list(words))
        return code, self.capsys.readouterr().out

    def build(self, *words: str, named: bool = True) -> tuple[int, str]:
        files = [str(self.folder / "a.txt")] if named else []
        where = ("--station", str(self.folder / "station.yaml"), "--output", str(self.folder / "out"))
        return self.run("build", *files, "--edition", "ps", *where, "--offline", "--date", "2026-11-28", *words)

    @property
    def path(self) -> Path:
        return self.folder / "out" / "2026-11-28" / "ps" / "manifest.yaml"

    @property
    def manifest(self) -> Manifest:
        return read(self.path)

    def take_back(self, text: str) -> None:
        before, at, after = self.path.read_text("utf-8").partition(text)
        self.path.write_text(before + at + after.replace("status: out", "status: read", 1), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_what_is_left_out_is_told_everywhere_and_holds_nothing_up(desk: Desk) -> None:
    code, said = desk.build()
    assert code == 0
    assert "  left    2 parts of 1 story not read; 'packager review' shows what and why" in said
    [story] = desk.manifest.stories
    assert [(out.text[:30], out.after, out.read) for out in story.left_out] == [
        (CAPTION[:30], 2, False),
        (NOTE, 3, False),
    ]
    _, listing = desk.run("review", str(desk.folder / "out"))
    assert f"left out after line 2: {CAPTION} (it stands under a picture)" in listing
    _, listed = desk.run("review", str(desk.folder / "out"), "--json")
    assert [out["after"] for out in json.loads(listed)[0]["stories"][0]["left_out"]] == [2, 3]
    _, summary = desk.build("--json")
    assert json.loads(summary)[0]["left_out"]["a"][0]["text"] == CAPTION


def test_an_editor_takes_a_part_back_with_one_word(desk: Desk) -> None:
    desk.build()
    desk.take_back(CAPTION)
    code, said = desk.build()
    assert code == 3  # the line that came back has no Pashto yet
    [story] = desk.manifest.stories
    assert story.status is Status.NEEDS_TRANSLATION
    assert [line.source for line in story.lines][1:4] == [
        "Militants attacked a police post in Bannu on Friday and killed three officers, police said.",
        CAPTION,
        "The wounded were taken to a hospital in Peshawar.",
    ]
    assert [line.text for line in story.lines] == [*PASHTO[:2], "", *PASHTO[2:]]
    assert "1 part of 1 story not read" in said
    text = desk.path.read_text("utf-8")
    at = text.index("ps:", text.index(f"en: {CAPTION}"))
    desk.path.write_text(
        text[:at] + "ps: پولیس پوستې ته نژدې ولاړ دي." + text[text.index("\n", at) :], encoding="utf-8"
    )
    assert desk.build()[0] == 0
    assert desk.manifest.stories[0].lines[2].text == "پولیس پوستې ته نژدې ولاړ دي."
    assert desk.build(named=False)[0] == 0  # and it stays when the run that goes on is not given the article
    assert len(desk.manifest.stories[0].lines) == 5


def test_a_part_comes_back_to_a_story_whose_article_is_not_given_any_more(desk: Desk) -> None:
    desk.build()
    desk.take_back(NOTE)
    desk.build(named=False)
    sources = [line.source for line in desk.manifest.stories[0].lines]
    assert [source.startswith(NOTE) for source in sources] == [False, False, False, True, False]


def test_a_doubtful_line_is_read_and_marked(desk: Desk) -> None:
    doubtful = "The group released an undated photo of the hostages."
    (desk.folder / "a.txt").write_text(ARTICLE.replace(CAPTION, doubtful), encoding="utf-8")
    (desk.folder / "a.ps.txt").unlink()
    desk.build()
    [line] = [line for line in desk.manifest.stories[0].lines if line.source == doubtful]
    assert "doubtful-line" in [finding.check for finding in line.findings]
    desk.build(named=False)
    [line] = [line for line in desk.manifest.stories[0].lines if line.source == doubtful]
    assert "doubtful-line" in [finding.check for finding in line.findings]


URDU = """بنوں حملے میں تین پولیس اہلکار ہلاک
پولیس کے مطابق شدت پسندوں نے ایک چوکی پر حملہ کیا۔
زخمیوں کو پشاور منتقل کیا گیا۔
کسی نے حملے کی ذمہ داری قبول نہیں کی۔
"""


@pytest.mark.parametrize(("text", "name"), [(URDU, "Urdu"), ("One.\nTwo lines.\nThree.\nFour.\n", "English")])
def test_a_file_in_the_wrong_language_never_airs(desk: Desk, text: str, name: str) -> None:
    (desk.folder / "a.ps.txt").write_text(text, encoding="utf-8")
    code, said = desk.build()
    assert code == 3
    assert f"is in {name}, not in Pashto: this translation is left out; put the Pashto text there" in said
    assert {line.text for line in desk.manifest.stories[0].lines} == {""}


def test_a_line_that_a_check_blocks_holds_its_story(desk: Desk) -> None:
    english = [*PASHTO[:3], "Nobody has claimed responsibility for the attack."]
    (desk.folder / "a.ps.txt").write_text("\n".join(english), encoding="utf-8")
    assert desk.build()[0] == 3
    assert desk.manifest.stories[0].status is Status.HOLD


def test_what_stands_behind_a_sharp_sign_is_not_lost(desk: Desk) -> None:
    desk.build()
    text = desk.path.read_text("utf-8").replace(f"ps: {PASHTO[3]}", f"ps: {PASHTO[3]} #خبر", 1)
    desk.path.write_text(text, encoding="utf-8")
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "#خبر" in row)
    main(["build", "--output", str(desk.folder / "out"), "--edition", "ps", "--date", "2026-11-28", "--offline"])
    told = desk.capsys.readouterr()
    assert f"manifest.yaml:{line}:" in told.out + told.err
    assert "what stands behind ' #' would be lost ('#خبر')" in told.out + told.err
    assert desk.path.read_text("utf-8") == text
