"""`packager models`: what would be fetched is said first; it is fetched whole, however the line breaks, and used."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from packager.commands import models
from packager.engines.models import downloads, hub, opus
from packager.engines.models.catalogue import CATALOGUE, CatalogueModel
from packager.engines.models.downloads import Remote
from packager.engines.translate import ct2
from packager.errors import EngineError, EngineUnavailable, InputError, PackagerError
from tests.support.models import marian, phrasebook
from tests.support.servers.scripted import Asked, Said, Server, files, serving

NAMES = ("model.bin", "config.json", "shared_vocabulary.json")
KINDS = {"madlad400": phrasebook.MADLAD, "nllb200": phrasebook.NLLB, "m2m100": phrasebook.M2M100}
OPUS = {"opus-eng-ira": phrasebook.OPUS, "opus-eng-urd": phrasebook.OPUS_URDU}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PACKAGER_MODELS", str(tmp_path / "models"))
    for name in (*hub.VARIABLES, opus.VARIABLE, "PACKAGER_ARGOS_INDEX", "ARGOS_PACKAGE_INDEX"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "models"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A hub's files and an archive's by path: every model of the catalogue, as the tiny one of its family."""
    root = tmp_path_factory.mktemp("hub")
    folders = {name: phrasebook.make(root / name, family) for name, family in KINDS.items()}
    found = {}
    for entry in CATALOGUE:
        if entry.archive:
            packed = marian.archive(root / f"{entry.name}.zip", OPUS[entry.name])
            found[f"/{entry.repository}/{entry.archive.replace('+', '%2B')}"] = packed.read_bytes()
            continue
        folder = folders[entry.family.name]
        for name in NAMES:
            found[f"/{entry.repository}/resolve/main/{name}"] = (folder / name).read_bytes()
        tokenizer = folder / KINDS[entry.family.name].tokenizer
        found[f"/{entry.tokenizer[0]}/resolve/main/{entry.tokenizer[1]}"] = tokenizer.read_bytes()
    return found


def _digests(content: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """What a hub says of its large and of its small files."""
    told = {}
    for path, data in content.items():
        if path.endswith("model.bin"):
            told[path] = {"X-Linked-Etag": f'"{hashlib.sha256(data).hexdigest()}"', "X-Linked-Size": str(len(data))}
        else:
            told[path] = {"ETag": f'"{hashlib.sha1(b"blob %d" % len(data) + bytes(1) + data).hexdigest()}"'}
    return told


@pytest.fixture
def server(content: dict[str, bytes]) -> Iterator[Server]:
    with serving(files(content, _digests(content))) as server:
        yield server


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    models.arguments(parser)
    return models.run(parser.parse_args(words))


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.name)
def test_installed_by_name_and_used(server: Server, entry: CatalogueModel, capsys: pytest.CaptureFixture[str]) -> None:
    name, licence = entry.name, "CC-BY-NC-4.0"
    run("install", "ct2", name, "--from", server.url, "--accept-licence", licence)
    said = capsys.readouterr().out.splitlines()
    assert "licence" in said[0]
    assert "MB from http://127.0.0.1" in said[0]
    assert "of memory" in said[0]
    engine = ct2.translator({"model": name, "accept-licence": licence})
    assert set(entry.published) <= set(engine.languages)
    for code in engine.languages:
        assert engine.translate(["Schools opened."], "en", code) == [phrasebook.said("Schools opened.", code)]
    assert engine.label("en", "ps") == f"ct2 {name}"
    run("remove", "ct2", name)
    with pytest.raises(EngineUnavailable, match="models install"):
        ct2.translator({"model": name})


def test_a_restricted_model_says_its_terms_and_fetches_nothing_until_they_are_accepted(
    server: Server, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    with pytest.raises(InputError, match=r"--accept-licence CC-BY-NC-4\.0"):
        run("install", "ct2", "nllb200-600m", "--from", server.url)
    assert "CC-BY-NC-4.0 (no commercial use)" in capsys.readouterr().out
    assert {asked.method for asked in server.asked} == {"HEAD"}
    assert not list(home.rglob("*.bin"))


def test_a_plan_fetches_nothing(server: Server, capsys: pytest.CaptureFixture[str], home: Path) -> None:
    run("--json", "install", "ct2", "madlad400-3b", "--from", server.url, "--plan")
    told = json.loads(capsys.readouterr().out)
    assert told["licence"] == "Apache-2.0"
    assert told["memory"] > told["bytes"] > 1_000_000
    assert told["fetched"] is False
    assert {asked.method for asked in server.asked} == {"HEAD"}
    assert not home.exists()


def test_the_list_says_terms_size_and_what_was_published(capsys: pytest.CaptureFixture[str]) -> None:
    run("list")
    said = capsys.readouterr().out
    line = next(line for line in said.splitlines() if line.startswith("ct2 m2m100-418m"))
    assert "MIT; about 0.5 GB; not for Pashto air" in line
    assert "ps: no published figure for Pashto" in said
    assert "ps: chrF 38.1 FLORES-101" in said
    assert "University of Helsinki's leaderboards" in said
    for entry in CATALOGUE:
        assert f"ct2 {entry.name}" in said
        assert entry.published, entry.name


def test_an_archive_that_is_no_model_leaves_none(server: Server, content: dict[str, bytes], home: Path) -> None:
    (path,) = [path for path in content if "eng-urd" in path]
    with zipfile.ZipFile(io.BytesIO(content[path])) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    for spoiled, says in (
        ({**parts, "decoder.yml": b"models: [../m.npz]\nvocabs: [v.yml]\n"}, "names '../m.npz', which is not in it"),
        ({**parts, "../../m.txt": b"!"}, "would write outside its folder"),
        ({one: data for one, data in parts.items() if one != "target.spm"}, r"no target\.spm in it"),
        ({**parts, "opus.npz": b"nothing"}, "cannot be made into a model"),
    ):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as packed:
            for one, data in spoiled.items():
                packed.writestr(one, data)
        server.steps[:] = [files({path: made.getvalue()})]
        with pytest.raises(EngineError, match=says):
            run("install", "ct2", "opus-eng-urd", "--from", server.url)
        assert not list(home.rglob("model.bin"))
        shutil.rmtree(home)


def test_an_argos_package_by_index_and_by_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: dict[str, bytes]
) -> None:
    packed = phrasebook.pack(tmp_path)
    with serving(files(content)) as server:
        offer = {
            "package_version": "1.9", "argos_version": "1.9", "from_code": "en", "from_name": "English",
            "to_code": "ur", "to_name": "Urdu", "links": [f"{server.url}/p.argosmodel"],
        }  # fmt: skip
        listed = {"/index.json": json.dumps([offer]).encode(), "/p.argosmodel": packed.read_bytes()}
        server.steps[:] = [files(listed)]
        run("install", "argos", "en-ur", "--from", server.url)
    said = capsys.readouterr().out
    assert f"argos en-ur 1.9: {packed.stat().st_size / 1e6:.1f} MB from {server.url}/p.argosmodel" in said
    run("--json", "list")
    rows = json.loads(capsys.readouterr().out)
    assert (rows[0]["name"], rows[0]["state"]) == ("argos en-ur", "installed")
    run("remove", "argos", "en-ur")
    run("add", str(packed))
    run("list")
    assert re.search("argos en-ur +installed", capsys.readouterr().out)


@pytest.mark.parametrize(
    "words",
    [
        ("install", "argos", "en-ur", "--offline"),
        ("install", "ct2", "madlad400-3b", "--offline"),
        ("install", "argos", "en-ur", "--from", "http://127.0.0.1:9/"),
        ("install", "ct2", "madlad400-3b", "--from", "http://127.0.0.1:9"),
        ("install", "ct2", "gpt-9"),
        ("add", "nowhere.argosmodel"),
        ("remove", "argos", "en-ur"),
        ("remove", "ct2", "../.."),
    ],
)
def test_what_cannot_be_done_is_one_line(words: tuple[str, ...]) -> None:
    with pytest.raises(PackagerError) as caught:
        run(*words)
    assert "\n" not in str(caught.value)
    assert ";" in str(caught.value) or "no such file" in str(caught.value)


class Line:
    """A line that breaks after so many bytes, each time."""

    def __init__(self, data: bytes, step: int) -> None:
        self.data, self.step, self.whole = data, step, files({"/file": data})

    def __call__(self, asked: Asked) -> Said:
        said = self.whole(asked)
        if asked.method == "HEAD" or not said.data:
            return said
        rest = len(said.data) > self.step
        return Said(status=said.status, data=said.data[: self.step], headers=said.headers, cut=rest)


def test_a_line_that_breaks_again_and_again_loses_nothing(tmp_path: Path) -> None:
    data = bytes(range(256)) * 100
    with serving(Line(data, 7000)) as server:
        remote = downloads.look(f"{server.url}/file")
        assert remote is not None
        assert remote.size == len(data)
        downloads.fetch(remote, tmp_path / "file")
        starts = [asked.headers.get("range") for asked in server.asked if asked.method == "GET"]
    assert (tmp_path / "file").read_bytes() == data
    assert starts == [None, "bytes=7000-", "bytes=14000-", "bytes=21000-"]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_a_stopped_run_had_fetched_is_gone_on_from(tmp_path: Path) -> None:
    data = bytes(range(256)) * 100
    (tmp_path / "file.part").write_bytes(data[:5000])
    with serving(files({"/file": data})) as server:
        downloads.fetch(Remote(url=f"{server.url}/file", size=len(data)), tmp_path / "file")
        assert server.asked[0].headers["range"] == "bytes=5000-"
    assert (tmp_path / "file").read_bytes() == data


def test_a_file_that_has_changed_on_the_server_is_begun_anew(tmp_path: Path) -> None:
    new = b"new" * 5000
    (tmp_path / "file.part").write_bytes(b"old" * 1000)
    (tmp_path / "file.part.etag").write_text('"old"')
    with serving(files({"/file": new})) as server:
        downloads.fetch(Remote(url=f"{server.url}/file", size=len(new)), tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == new


@pytest.mark.parametrize("told", [{"sha256": "0" * 64}, {"blob": "0" * 40}, {"size": 3}])
def test_what_is_not_what_was_announced_is_thrown_away(tmp_path: Path, told: dict[str, Any]) -> None:
    with serving(files({"/file": b"something"})) as server, pytest.raises(EngineError, match=r"damaged|announced"):
        downloads.fetch(Remote(url=f"{server.url}/file", **told), tmp_path / "file")
    assert [path for path in tmp_path.iterdir() if path.suffix != ".etag"] == []


def test_a_line_that_gives_nothing_is_given_up(tmp_path: Path) -> None:
    with serving(Said(data=b"", cut=True)) as server:
        with pytest.raises(EngineError, match="again and again"):
            downloads.fetch(Remote(url=f"{server.url}/file", size=10), tmp_path / "file")
        assert len(server.asked) < 10


def test_no_more_is_fetched_than_there_is_room_for(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="are free"):
        downloads.fetch(Remote(url="http://127.0.0.1:9/file", size=1 << 60), tmp_path / "file")
