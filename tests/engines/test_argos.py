"""A real Argos package: found in an index on loopback, installed by Argos Translate, and used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from packager.engines import Translator
from packager.engines.models import argos_packages
from packager.engines.models.argos_installed import installed
from packager.engines.translate.argos import translator
from packager.errors import EngineError, EngineUnavailable, InputError, PackagerError
from tests.support.models import phrasebook
from tests.support.servers.scripted import Said, Server, files, serving

LINES = [
    "Schools opened today in Peshawar.",
    "Minister did not attend. Roads closed.",
    "roads closed, water in Peshawar.",
    "",
    "12 roads closed today.",
]


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return phrasebook.pack(tmp_path_factory.mktemp("made"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PACKAGER_MODELS", str(tmp_path / "models"))
    return tmp_path / "models" / "argos"


@pytest.fixture
def index(packed: Path) -> Iterator[Server]:
    with serving(Said(status=404, data=b"")) as server:
        offers = [_offer(server, "1.5"), _offer(server, "1.9"), {**_offer(server, "2.0"), "to_code": "fr"}]
        content = {"/index.json": json.dumps(offers).encode(), "/en_ur-1.9.argosmodel": packed.read_bytes()}
        server.steps[:] = [files(content)]
        yield server


def _offer(server: Server, version: str) -> dict[str, object]:
    return {
        "package_version": version, "argos_version": "1.9", "from_code": "en", "from_name": "English",
        "to_code": "ur", "to_name": "Urdu", "links": [f"{server.url}/en_ur-{version}.argosmodel"],
    }  # fmt: skip


def test_found_installed_and_used(home: Path, index: Server, packed: Path) -> None:
    offer = argos_packages.find(home, "en-ur", index.url)
    assert (offer.version, offer.remote.size) == ("1.9", packed.stat().st_size)
    assert not any(asked.method == "GET" and "argosmodel" in asked.path for asked in index.asked)  # only looked at
    argos_packages.install(home, offer)
    engine = translator({"to": "ur"})
    assert isinstance(engine, Translator)
    assert engine.label("en", "ur") == "argos en-ur 1.9"
    said = phrasebook.said
    assert engine.translate(LINES, "en", "ur") == [
        said("Schools opened today in Peshawar.", "ur"),
        f"{said('Minister did not attend.', 'ur')} {engine.translate(['Roads closed.'], 'en', 'ur')[0]}",
        said("roads closed, water in Peshawar.", "ur"),
        "",
        said("12 roads closed today.", "ur"),
    ]


def test_it_says_what_argos_translate_itself_says(home: Path, packed: Path) -> None:
    """The same package through Argos Translate's own tokenizer, model call and decoding, one sentence a call."""
    argos_packages.add(home, packed)
    from argostranslate.package import Package
    from argostranslate.translate import apply_packaged_translation
    from ctranslate2 import Translator as Model

    folder = installed(home)[0].folder
    model = Model(str(folder / "model"), intra_threads=1)

    class Whole:
        def split_sentences(self, text: str) -> list[str]:
            return [text]

    for sentence in ("Schools opened today in Peshawar.", "Minister did not attend.", "12 roads closed today."):
        theirs = apply_packaged_translation(Package(folder), sentence, model, Whole(), 1)[0].value
        assert translator({}).translate([sentence], "en", "ur") == [theirs]


def test_a_file_is_enough_on_a_machine_with_no_line(home: Path, packed: Path) -> None:
    assert argos_packages.add(home, packed).name == "argos en-ur"
    assert translator({}).languages == ("ur",)
    assert [one.name for one in argos_packages.remove(home, "en-ur")] == ["argos en-ur"]
    assert installed(home) == ()


def test_a_newer_package_takes_the_place_of_the_older(home: Path, packed: Path, tmp_path: Path) -> None:
    argos_packages.add(home, packed)
    before = translator({}).fingerprint
    argos_packages.add(home, phrasebook.pack(tmp_path / "newer", "2.0"))
    assert [one.version for one in installed(home)] == ["2.0"]
    assert translator({}).fingerprint != before


def test_without_a_package_one_line_says_how_to_bring_it(home: Path) -> None:
    with pytest.raises(EngineUnavailable, match="packager models install argos en-ur"):
        translator({})
    assert not home.exists()


def test_a_language_that_is_not_installed_is_never_given_another(home: Path, packed: Path) -> None:
    argos_packages.add(home, packed)
    with pytest.raises(EngineUnavailable, match="no package en-ps"):
        translator({"to": "ps"})
    with pytest.raises(EngineUnavailable, match="no package en-ps"):
        translator({}).translate(LINES, "en", "ps")


@pytest.mark.parametrize(
    "index_data",
    [b"[]", b"{}", b"not json", b'[{"from_code": "en"}]', b'["x"]', b'[{"from_code":"en","to_code":"ur"}]'],
)
def test_an_index_without_the_package_is_one_line(home: Path, index_data: bytes) -> None:
    with serving(files({"/index.json": index_data})) as server, pytest.raises(EngineError) as caught:
        argos_packages.find(home, "en-ur", server.url)
    assert "\n" not in str(caught.value)


def test_with_nobody_there_it_is_one_line_at_once(home: Path) -> None:
    with serving(Said()) as server:
        url = server.url
    with pytest.raises(EngineUnavailable, match="cannot be reached"):
        argos_packages.find(home, "en-ur", url)


def _zip(path: Path, names: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, data in names.items():
            file.writestr(name, data)
    return path


WHOLE = {"a/metadata.json": b"{}", "a/model/model.bin": b"x", "a/sentencepiece.model": b"x"}


@pytest.mark.parametrize(
    "names",
    [
        {},
        {"a/metadata.json": b"{}"},
        {**WHOLE, "b/else": b"x"},
        {**WHOLE, "../outside": b"x"},
        {**WHOLE, "/etc/passwd": b"x"},
        {**WHOLE, "a/../../outside": b"x"},
        WHOLE,
    ],
)
def test_what_is_no_whole_package_changes_nothing(
    home: Path, packed: Path, tmp_path: Path, names: dict[str, bytes]
) -> None:
    argos_packages.add(home, packed)
    before = sorted(home.rglob("*"))
    with pytest.raises(InputError):
        argos_packages.add(home, _zip(tmp_path / "odd.argosmodel", names))
    assert sorted(home.rglob("*")) == before


def test_a_damaged_package_changes_nothing(home: Path, packed: Path, tmp_path: Path) -> None:
    data = bytearray(packed.read_bytes())
    data[len(data) // 2] ^= 0xFF
    damaged = tmp_path / "damaged.argosmodel"
    damaged.write_bytes(data)
    with pytest.raises(PackagerError):
        argos_packages.add(home, damaged)
    assert installed(home) == ()


def test_a_model_that_does_not_load_is_one_line(home: Path, packed: Path) -> None:
    folder = argos_packages.add(home, packed).folder
    (folder / "model" / "model.bin").write_bytes(b"nothing like a model")
    with pytest.raises(EngineUnavailable, match="cannot be loaded"):
        translator({}).translate(LINES, "en", "ur")


INSTALLING = """
import sys
from pathlib import Path
from packager.engines.models import argos_packages
from packager.engines.translate import argos
home = Path(sys.argv[1]) / "models" / "argos"
assert not home.exists() and "argostranslate" not in sys.modules and "ctranslate2" not in sys.modules
argos_packages.add(home, Path(sys.argv[2]))
"""
TRANSLATING = """
import sys
from packager.engines.translate import argos
engine = argos.translator({})
assert "argostranslate" not in sys.modules and "ctranslate2" not in sys.modules
print(engine.translate(["Schools opened."], "en", "ur")[0])
assert "minisbd" not in sys.modules and "onnxruntime" not in sys.modules
"""


def test_all_its_folders_are_in_the_models_folder_and_nothing_is_loaded_before_it_is_needed(
    tmp_path: Path, packed: Path
) -> None:
    """In processes of their own, since Argos Translate decides on its folders when it is first imported."""
    user = tmp_path / "user"
    user.mkdir()
    environment = {**os.environ, "HOME": str(user), "PACKAGER_MODELS": str(tmp_path / "models"), "PYTHONUTF8": "1"}
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        environment.pop(name, None)
    for code in (INSTALLING, TRANSLATING):
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path), str(packed)],
            env=environment, capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
    assert done.stdout.strip() == phrasebook.said("Schools opened.", "ur")
    assert list(user.rglob("argos*")) == []
