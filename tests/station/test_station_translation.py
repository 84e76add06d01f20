"""The fallback chain in station.yaml: read with its places, made ready without loading a model, and its slips told."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from packager import station
from packager.desk.approval import BESIDE
from packager.engines.translate.argos import ArgosTranslator
from packager.errors import EngineUnavailable, InputError, InputErrors
from packager.lang.options import SpokenOptions
from packager.station import Station
from packager.translation.chains import Installable, engines_of, fallback_chain, in_hand_order, missing
from packager.translation.script import EDITOR, MEMORY
from tests.support.models import phrasebook

LADDERS = """\
translation:
  ps:
    - beside-file
    - memory
    - engine: openai-chat
      url: http://127.0.0.1:8080/v1
      model: tiny
  ur:
    - memory
    - argos
    - {engine: libretranslate, url: "https://translate.example.org"}
speech:
  ur: {scale: million}
  ps: {calendar: afghan, scale: lakh}
names: own.yaml
"""


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PACKAGER_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def read(folder: Path, text: str) -> Station:
    (folder / "own.yaml").write_text("[]\n", encoding="utf-8")
    (folder / "station.yaml").write_text(text, encoding="utf-8")
    return station.load(folder / "station.yaml")


def test_ladders_are_read_in_their_order(tmp_path: Path) -> None:
    found = read(tmp_path, LADDERS)
    assert [plan.engine for plan in engines_of(found.sources("ps"))] == ["openai-chat"]
    assert engines_of(found.sources("ps"))[0].options == {"url": "http://127.0.0.1:8080/v1", "model": "tiny"}
    assert engines_of(found.sources("ps"))[0].place.endswith("station.yaml:5:7")
    assert [plan.engine for plan in engines_of(found.sources("ur"))] == ["argos", "libretranslate"]
    assert in_hand_order(found.sources("ps")) == (EDITOR, BESIDE, MEMORY)
    assert in_hand_order(found.sources("ur")) == (EDITOR, MEMORY, BESIDE)
    assert found.speech == {
        "ur": SpokenOptions(scale="million"),
        "ps": SpokenOptions(calendar="afghan", scale="lakh"),
    }
    assert found.names == (tmp_path / "own.yaml",)


def test_without_a_word_urdu_has_argos_and_pashto_nothing(tmp_path: Path) -> None:
    assert [plan.engine for plan in engines_of(Station().sources("ur"))] == ["argos"]
    assert engines_of(Station().sources("ps")) == ()
    assert engines_of(read(tmp_path, "translation: {ur: []}\n").sources("ur")) == ()
    assert engines_of(read(tmp_path, "translation:\n  ur:\n").sources("ur")) == ()


def test_a_ladder_goes_to_another_process_and_knows_where_text_goes(tmp_path: Path) -> None:
    found = read(tmp_path, LADDERS)
    (chat,) = pickle.loads(pickle.dumps(fallback_chain(found.sources("ps"), "ps")))
    assert (chat.name, chat.local, chat.host) == ("openai-chat tiny", True, "127.0.0.1:8080")
    assert chat.engine().label("en", "ps") == "openai-chat tiny"
    argos, libre = fallback_chain(found.sources("ur"), "ur")
    assert (argos.name, argos.local, argos.host) == ("argos en-ur", True, "")
    assert (libre.local, libre.host) == (False, "translate.example.org")


def test_a_missing_model_is_known_by_the_command_that_brings_it(tmp_path: Path, models: Path) -> None:
    found = read(tmp_path, "translation: {ur: [argos, {engine: ct2, model: m2m100-418m}, {engine: ct2, model: own}]}\n")
    names = [rung.name for rung in fallback_chain(found.sources("ur"), "ur")]
    assert names == ["argos en-ur", "ct2 m2m100-418m", "ct2 own"]
    assert [model.command for model in missing(found.sources("ur"), "ur", names)] == [
        "packager models install argos en-ur",
        "packager models install ct2 m2m100-418m",
    ]
    assert missing(found.sources("ur"), "ur", names[1:2]) == (Installable(kind="ct2", name="m2m100-418m"),)
    for rung in fallback_chain(found.sources("ur"), "ur"):
        with pytest.raises(EngineUnavailable):
            rung.engine()
    from packager.engines.models import argos_packages

    argos_packages.add(models / "argos", phrasebook.pack(tmp_path))
    (first, *_) = fallback_chain(found.sources("ur"), "ur")
    assert first.name == "argos en-ur 1.9"
    assert isinstance(first.engine(), ArgosTranslator)
    assert [model.name for model in missing(found.sources("ur"), "ur", [first.name, *names])] == ["m2m100-418m"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("translation: {fa: [argos]}\n", "'fa' is not a language"),
        ("translation: {ur: [argos, memory]}\n", "'memory' stands after an engine"),
        ("translation: {ur: [{model: x}]}\n", "names no engine"),
        ("translation: {ur: [3]}\n", "must name an engine"),
        ("speech: {ur: {scale: billions}}\n", "'billions' is not a scale of large numbers"),
        ("speech: {ps: {calendar: iranian}}\n", "'iranian' is not a set of month and weekday names in Pashto"),
        ("speech: {ur: {calendar: afghan}}\n", "'afghan' is not a set of month and weekday names in Urdu"),
        ("speech: {en: {calendar: afghan}}\n", "English has one set of month and weekday names"),
        ("speech: {ur: {sclae: lakh}}\n", "did you mean 'scale'?"),
        ("names: nowhere.yaml\n", "there is no file 'nowhere.yaml'"),
    ],
)
def test_slips_are_told_with_their_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert said in str(caught.value)
    assert "station.yaml:1:" in str(caught.value)


def test_every_slip_of_a_ladder_is_told_at_once(tmp_path: Path) -> None:
    found = read(tmp_path, "translation: {ur: [argoss, {engine: ct2}, {engine: libretranslate, url: x}]}\n")
    with pytest.raises(InputErrors) as caught:
        fallback_chain(found.sources("ur"), "ur")
    assert len(caught.value.faults) == 3
    assert all("station.yaml:1:" in str(fault) for fault in caught.value.faults)
