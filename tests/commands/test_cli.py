"""The command line's contract: names, exit codes, one line a failure."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from packager.cli import main


def test_every_command_has_help() -> None:
    for command in (
        "demo",
        "build",
        "convert",
        "review",
        "check",
        "publish",
        "engines",
        "models",
        "say",
        "memory",
        "names",
    ):
        with pytest.raises(SystemExit) as left:
            main([command, "--help"])
        assert left.value.code == 0


@pytest.mark.parametrize("words", [[], ["bulid"], ["say"], ["convert", "a.txt"], ["say", "a", "--spoken", "--ipa"]])
def test_bad_usage_is_exit_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("packager ")


def test_a_failure_has_a_traceback_only_with_debug(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["review", str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert err == f"packager: {tmp_path}: there is no manifest here; name a manifest.yaml or a folder with some\n"
    with pytest.raises(Exception, match="no manifest"):
        main(["review", str(tmp_path), "--debug"])


def test_there_is_nothing_to_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 2
    assert "there is no article" in capsys.readouterr().err


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> list[list[str]]:
    assert main(["say", *words]) == 0
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


def test_say_shows_spoken_forms(capsys: pytest.CaptureFixture[str]) -> None:
    ((text, spoken),) = _said(capsys, "۲۵۰۰ کسان ژوندي دي", "--lang", "ps", "--spoken")
    assert text == "۲۵۰۰ کسان ژوندي دي"
    assert spoken == "دوه زره پنځه سوه کسان ژوندي دي"


def test_say_reads_a_text_a_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe:
        buffer = io.BytesIO("پښتو\n\nښه راغلاست\n".encode())

    monkeypatch.setattr(sys, "stdin", Pipe())
    rows = _said(capsys, "-", "--lang", "ps", "--ipa")
    assert [row[0] for row in rows] == ["پښتو", "ښه راغلاست"]
    assert all(row[1] for row in rows)


def test_say_writes_sound_at_programme_loudness(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.wav"
    assert main(["say", "سلام، دا د پېښور راډیو ده.", "--voice", "pashto", "--output", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["seconds"] > 1
    assert file.read_bytes()[:4] == b"RIFF"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["say", "hello"], "the letters do not tell the language"),
        (["say", "سلام", "--lang", "fa"], "'fa' is not a language"),
        (["say", "سلام", "--voice", "pashtu"], "no voice is called 'pashtu'"),
        (["say", "…", "--lang", "ps"], "there is nothing to say"),
        (["convert", "nowhere.txt", "--to", "ps"], "nowhere.txt"),
        (["check", "nowhere"], "nowhere"),
        (["memory", "import", "nowhere.tmx"], "nowhere.tmx"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_engines_lists_every_voice_as_ready(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["engines", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    for name, language in (("pashto", "ps"), ("pashto-kandahari", "ps"), ("urdu", "ur")):
        assert (rows[name]["language"], rows[name]["state"][:5]) == (language, "ready")
    main(["engines"])
    assert "Kandahari" in capsys.readouterr().out


def test_memory_goes_out_as_it_came_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = Path(__file__).parents[2] / "packager" / "sample" / "memory.tmx"
    output = ["--output", str(tmp_path), "--json"]
    assert main(["memory", "import", str(sample), *output, "--by", "Zarghuna"]) == 0
    brought = json.loads(capsys.readouterr().out)
    assert brought["units"] == 62
    assert main(["memory", "export", str(tmp_path / "out.tmx"), *output, "--lang", "ps"]) == 0
    assert json.loads(capsys.readouterr().out)["units"] == 31
    text = (tmp_path / "out.tmx").read_text(encoding="utf-8")
    assert "Zarghuna" in text
    assert "د پېښور محصلینو" in text


def test_review_lists_what_nobody_stands_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Road open\n\nThe road to Chitral is open again after the snow.\n", encoding="utf-8")
    assert main(["build", str(article), "--output", str(tmp_path / "o"), "--edition", "ur"]) == 3
    capsys.readouterr()
    assert main(["review", str(tmp_path / "o")]) == 3
    out = capsys.readouterr().out
    assert "1 waiting for an editor" in out
    assert "no translation" in out
    assert main(["review", str(tmp_path / "o"), "--json"]) == 3
    (told,) = json.loads(capsys.readouterr().out)
    assert [line["number"] for line in told["stories"][0]["lines"]] == [1, 2]


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    command = f"{sys.executable} -m packager engines | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert "Traceback" not in done.stderr


def test_say_reads_latin_names_as_the_table_has_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text("- {en: Zorbalan, kind: person, ps: زوربلان, ur: زوربلان}\n", encoding="utf-8")
    (tmp_path / "station.yaml").write_text("names: own.yaml\n", encoding="utf-8")
    ((_, said),) = _said(capsys, "Zorbalan او Khalilzad راغلل", "--lang", "ps", "--spoken")
    assert said == "زوربلان او خلیلزاد راغلل"
