"""A day from end to end, as a producer and an editor live it: real articles, the real voices, real files."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from packager.cli import main
from packager.desk.manifest import Manifest
from packager.desk.reading import read
from packager.records import Status
from packager.translation.memory import Memory
from tests.support.lean import LEAN

ENGLISH = """\
Road to Chitral reopens after snow

The road to Chitral reopened on Monday after two days of snow.

About 2,500 travellers had waited in Dir, officials said.

With reporting by AFP
"""
PASHTO = """\
د چترال لار له واورې وروسته پرانیستل شوه
د چترال لار د دوو ورځو واورې وروسته د دوشنبې په ورځ پرانیستل شوه.
چارواکو ویلي، شاوخوا ۲۵۰۰ مسافر په دیر کې په تمه وو.
د فرانس پرېس په مرسته
"""
URDU = """\
برف باری کے بعد چترال کی سڑک کھل گئی
دو دن کی برف باری کے بعد پیر کو چترال کی سڑک کھل گئی۔
حکام کے مطابق تقریباً 2,500 مسافر دیر میں منتظر تھے۔
اے ایف پی کی معلومات کے ساتھ
"""
DATE = "2026-11-23"


def new_articles(home: Path) -> Path:
    """The folder of one article in both languages, beside a station's file."""
    folder = home / "articles"
    folder.mkdir()
    (folder / "road.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "road.ps.txt").write_text(PASHTO, encoding="utf-8")
    (folder / "road.ur.txt").write_text(URDU, encoding="utf-8")
    (home / "station.yaml").write_text(LEAN, encoding="utf-8")
    return folder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return new_articles(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the articles and the Pashto edition that was built of them."""
    home = tmp_path_factory.mktemp("made")
    articles = new_articles(home)
    assert main(command(articles, home / "out")) == 0
    return home


@pytest.fixture
def built(made: Path, tmp_path: Path) -> Path:
    """The articles again, with their Pashto edition in `out` beside them."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "articles"


def command(articles: Path | None, output: Path, *more: object) -> list[str]:
    """The command that builds the Pashto edition."""
    given = [] if articles is None else [articles]
    station = ["--station", output.parent / "station.yaml"]
    rest = ["--edition", "ps", "--date", DATE, *more]
    return list(map(str, ["build", *given, *station, "--output", output, *rest]))


def build(
    capsys: pytest.CaptureFixture[str], articles: Path | None, output: Path, *more: object
) -> tuple[int, dict[str, object]]:
    """Run a build of the Pashto edition with --json; its exit code and what it tells."""
    capsys.readouterr()
    code = main(command(articles, output, "--json", *more))
    (told,) = json.loads(capsys.readouterr().out)
    return code, told


def manifest(output: Path, language: str = "ps") -> Manifest:
    return read(output / DATE / language / "manifest.yaml")


def edit(output: Path, old: str, new: str, language: str = "ps") -> None:
    path = output / DATE / language / "manifest.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def stamps(folder: Path) -> dict[str, int]:
    """When each file was written; but for what the program remembers of files that have grown old enough."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.parent.name != "known")
    return {str(path): path.stat().st_mtime_ns for path in files}


def test_both_languages_are_made_and_pass_the_programs_own_check(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A station without a file, as it is out of the box."""
    output = tmp_path / "out"
    assert main(["build", str(articles), "--output", str(output), "--date", DATE, "--json"]) == 0
    assert [edition["language"] for edition in json.loads(capsys.readouterr().out)] == ["ps", "ur"]
    for language in ("ps", "ur"):
        made = manifest(output, language)
        assert made.stories[0].status is Status.REVIEW
        assert [line.origin for line in made.stories[0].lines] == ["beside file"] * 4
        assert made.dropped == ()
        beside = {".vtt", ".srt", ".txt", ".json", ".html"}
        assert {Path(name).suffix for name in made.files} == {".wav", ".mp3", ".svg", *beside}
        assert main(["check", str(output / DATE / language)]) == 0
    assert "FAIL" not in capsys.readouterr().out


def test_a_second_run_does_nothing_and_says_so(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    build(capsys, articles, output)
    before = stamps(output)
    code, explained = build(capsys, articles, output, "--explain")
    assert (code, explained["speak"], explained["files"], explained["sent"]) == (0, [], [], {})
    _, told = build(capsys, articles, output)
    assert (told["speak"], told["files"]) == ([], [])
    assert stamps(output) == before


def test_one_changed_line_is_one_line_spoken_again(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    edit(output, "په تمه وو.", "ولاړ وو.")
    edit(output, "stories:", "# checked with the desk\nstories:")
    _, told = build(capsys, built, output, "--explain")
    spoken = told["speak"]
    assert isinstance(spoken, list)
    assert len(spoken) == 1
    assert "ولاړ" in spoken[0]
    code, told = build(capsys, built, output)
    assert (code, told["speak"]) == (0, spoken)
    line = manifest(output).stories[0].lines[2]
    assert (line.origin, line.checked) == ("editor", True)
    assert "# checked with the desk" in (output / DATE / "ps" / "manifest.yaml").read_text(encoding="utf-8")
    before = stamps(output)
    build(capsys, built, output)
    assert stamps(output) == before


def test_an_untranslated_story_waits_and_filled_lines_are_spoken(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    (articles / "road.ps.txt").unlink()
    code, told = build(capsys, articles, output)
    assert code == 3
    assert told["speak"] == []
    made = manifest(output)
    assert made.stories[0].status is Status.NEEDS_TRANSLATION
    assert [line.text for line in made.stories[0].lines] == [""] * 4
    assert made.dropped[0].reason == "4 of 4 lines have no translation"
    assert not list(output.rglob("*.wav"))

    first, second = PASHTO.splitlines()[0], PASHTO.splitlines()[1]
    edit(output, 'ps: ""', f"ps: {first}")
    edit(output, 'ps: ""', f"ps: {second}")
    code, told = build(capsys, articles, output)
    assert code == 3
    spoken = told["speak"]
    assert isinstance(spoken, list)
    assert len(spoken) == 2
    assert [path.name for path in output.rglob("*.wav") if ".store" not in path.parts] == ["road.wav"]
    assert manifest(output).stories[0].status is Status.NEEDS_TRANSLATION

    for line in PASHTO.splitlines()[2:]:
        edit(output, 'ps: ""', f"ps: {line}")
    code, _ = build(capsys, None, output)  # the article is not named: the manifest has it
    assert code == 0
    assert manifest(output).stories[0].status is Status.REVIEW
    assert (output / DATE / "ps" / f"{DATE}-ps.wav").is_file()


def test_approved_held_and_killed(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "out"
    edit(output, "    status: review", "    status: approved\n    approved: {by: Zarghuna}")
    code, _ = build(capsys, built, output)
    approved = manifest(output).stories[0].approved
    assert code == 0
    assert approved is not None
    assert (approved.by, approved.of[:7]) == ("Zarghuna", "sha256:")

    with Memory.open(output / "memory.sqlite") as memory:
        learnt = memory.lookup("Road to Chitral reopens after snow", "ps")
    assert learnt is not None
    assert (learnt.unit.target, learnt.unit.who, learnt.unit.checked) == (PASHTO.splitlines()[0], "Zarghuna", True)
    before = stamps(output)
    build(capsys, built, output)
    assert stamps(output) == before

    edit(output, "په تمه وو.", "ولاړ وو.")
    code, _ = build(capsys, built, output)
    story = manifest(output).stories[0]
    assert (code, story.status) == (3, Status.REVIEW)
    assert "Zarghuna" in story.stale

    edit(output, "    status: review", "    status: hold")
    code, _ = build(capsys, built, output)
    assert code == 3
    assert manifest(output).seconds is None
    edit(output, "    status: hold", "    status: killed")
    code, _ = build(capsys, built, output)
    assert code == 3  # there is no episode, and the slot comes
    assert main(["check", str(output)]) == 3
    edit(output, "\nstatus: draft", "\nstatus: killed")
    assert build(capsys, built, output)[0] == 0  # until somebody decides that too
    assert [p.name for p in output.rglob("*.wav") if ".store" not in p.parts] == []


def test_the_editors_order_is_the_running_order(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    for ending in ("txt", "ps.txt"):
        text = (articles / f"road.{ending}").read_text(encoding="utf-8")
        (articles / f"zebra.{ending}").write_text(
            text.replace("Chitral", "Swat").replace("چترال", "سوات"), encoding="utf-8"
        )
    build(capsys, articles, output)
    assert [story.id for story in manifest(output).stories] == ["road", "zebra"]
    path = output / DATE / "ps" / "manifest.yaml"
    text = path.read_text(encoding="utf-8")
    head, rest = text.split("  - id: road\n")
    first, second_and_rest = rest.split("  - id: zebra\n")
    second, tail = second_and_rest.split("\nseconds:", 1)
    path.write_text(f"{head}  - id: zebra\n{second}\n  - id: road\n{first.rstrip()}\nseconds:{tail}", encoding="utf-8")
    build(capsys, articles, output)
    made = manifest(output)
    assert [story.id for story in made.stories] == ["zebra", "road"]
    starts = [story.starts for story in made.stories]
    assert starts[0] is not None
    assert starts[1] is not None
    assert starts[0] < starts[1]


def test_one_article_becomes_one_segment(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["convert", str(articles / "road.txt"), "--to", "ur", "--output", str(tmp_path / "out"), "--json"])
    (told,) = json.loads(capsys.readouterr().out)
    assert code == 0
    folder = Path(told["folder"])
    made = {path.name for path in folder.iterdir()}
    assert made >= {"manifest.yaml", "road.wav", "road.mp3", "road.svg", "road.vtt", "road.en.srt", "segments"}
    assert made == {
        "manifest.yaml",
        ".manifest.schema.json",
        ".packager.json",
        "segments",
        *read(folder / "manifest.yaml").files,
    } - {"segments/road.wav"}
    assert told["utterances"] == len(told["speak"]) == 4


def test_what_is_bad_is_left_out_with_a_line_and_the_rest_is_made(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (articles / "empty.txt").touch()
    (articles / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (articles / "twice.yaml").write_text("headline: a\nheadline: b\n", encoding="utf-8")
    code, told = build(capsys, articles, tmp_path / "out")
    assert code == 3
    dropped = told["dropped"]
    assert isinstance(dropped, list)
    assert len(dropped) == 3
    assert {Path(item["story"]).name.partition(":")[0] for item in dropped} == {"empty.txt", "noise.txt", "twice.yaml"}
    assert all(item["why"] and item["hint"] and "\n" not in item["why"] + item["hint"] for item in dropped)
    assert manifest(tmp_path / "out").stories[0].status is Status.REVIEW


def test_a_story_under_embargo_waits(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "---\nheadline: Budget\nembargo: 2099-01-01T06:00:00+05:00\n---\n\nThe budget grows by a tenth next year.\n"
    (articles / "budget.md").write_text(text, encoding="utf-8")
    code, told = build(capsys, articles, tmp_path / "out")
    assert code == 3
    assert "under embargo until 2099-01-01 06:00:00" in json.dumps(told["dropped"])
    assert [story.id for story in manifest(tmp_path / "out").stories] == ["road"]


def test_a_translation_with_a_paragraph_too_few_is_never_shifted(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = PASHTO.splitlines()
    (articles / "road.ps.txt").write_text("\n".join([lines[0], *lines[2:]]), encoding="utf-8")
    code, told = build(capsys, articles, tmp_path / "out")
    assert code == 3
    assert "road.ps.txt" in json.dumps(told["dropped"])
    assert all(not line.text for line in manifest(tmp_path / "out").stories[0].lines)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--date", "2026-02-30"], "'2026-02-30' is not a day"),
        (["--edition", "fa"], "'fa' is not a language"),
        (["--station", "nowhere.yaml"], "nowhere.yaml"),
        (["--output", "/proc/nowhere"], "/proc/nowhere"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    code = main(["build", str(articles), "--output", str(tmp_path / "out"), *words])
    err = capsys.readouterr().err
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert not (tmp_path / "out" / DATE).exists()


def test_a_voice_of_the_other_language_is_refused(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["convert", str(articles / "road.txt"), "--to", "ps", "--voice", "urdu", "--output", str(tmp_path)]
    assert main(words) == 2
    assert "speaks Urdu" in capsys.readouterr().err


def test_a_killed_run_leaves_nothing_half_made(articles: Path, tmp_path: Path) -> None:
    """kill -9 when the first sound is there: the next run finishes, and nothing half-written is ever named."""
    output = tmp_path / "out"
    words = [sys.executable, "-m", "packager", "build", str(articles), "--output", str(output), "--date", DATE]
    words += ["--station", str(articles.parent / "station.yaml")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        while process.poll() is None and not list((output / ".store").rglob("*.wav")):
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.01)  # looking all the time would take a core from what is waited for
        process.kill()
        process.communicate(timeout=20)  # its workers have these streams too, and leave
    if (output / DATE / "ps" / "manifest.yaml").is_file():
        assert manifest(output).files
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert main(["check", str(output / DATE / "ps")]) == 0
    assert main(["check", str(output / DATE / "ur")]) == 0
