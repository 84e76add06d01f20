"""Every block of YAML, TOML, Python and shell in the documents is what it says: it parses, and its commands exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from packager import station as stations
from packager.cli import main
from packager.lang.data_folder import voices_folder
from packager.text.strict_yaml import load
from packager.voicing.profiles import voice_names

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> Iterator[tuple[str, str]]:
    for document in DOCUMENTS:
        for place, found in enumerate(_FENCE.finditer(document.read_text("utf-8"))):
            if found[1] == kind:
                yield f"{document.name}-{place}", found[2]


@pytest.mark.parametrize(("where", "text"), list(blocks("yaml")))
def test_yaml_is_what_the_program_reads(where: str, text: str) -> None:
    assert load(text, where=where) is not None


@pytest.mark.parametrize(("where", "text"), list(blocks("toml")))
def test_toml_parses(where: str, text: str) -> None:
    assert tomllib.loads(text), where


@pytest.mark.parametrize(("where", "text"), list(blocks("python")))
def test_python_parses(where: str, text: str) -> None:
    compile(text, where, "exec")


@pytest.mark.parametrize(("where", "text"), list(blocks("sh")))
def test_shell_parses_and_its_commands_exist(where: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(["sh", "-n"], input=text, text=True, check=True)
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["make"] and len(words) > 1:
            assert words[1] in targets, where
        if words[:1] == ["packager"]:
            with pytest.raises(SystemExit) as left:
                main([words[1], "--help"])
            assert left.value.code == 0, where
            capsys.readouterr()


def test_voices_that_a_station_names_in_the_documents_exist() -> None:
    known = set(voice_names(voices_folder())) | {"hum"}
    for where, text in blocks("yaml"):
        for named in re.findall(r"(?:anchor|reporter|voices?): \[([^\]]+)\]", text):
            assert {name.strip() for name in named.split(",")} <= known, where


def test_links_between_documents_lead_somewhere() -> None:
    for document in DOCUMENTS:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
            assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_the_station_that_a_day_by_itself_begins_with_is_read(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "unattended.md").read_text("utf-8")
    (whole,) = (found[2] for found in _FENCE.finditer(text) if found[1] == "yaml" and found[2].startswith("station:"))
    (tmp_path / "station.yaml").write_text(whole, encoding="utf-8")
    for folder in ("articles", "drops/rivendell", "drops/libretime"):
        (tmp_path / folder).mkdir(parents=True)
    station = stations.load(tmp_path / "station.yaml")
    assert [drop.system for drop in station.drops] == ["rivendell", "libretime"]
    assert station.notify
