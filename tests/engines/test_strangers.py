"""Engines that others wrote, each a package of one file: they come in by the door that ours come in by."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from packager.audio.ffmpeg import decode
from tests.support.strangers import environment, install

TRANSLATOR = '''
    """A phrase book: knows its few lines by heart, and sends them to nobody."""
    from packager.engines import Engine, nowhere

    BOOK = {
        "Road Reopens": "لار پرانیستل شوه",
        "The highway reopened on Sunday.": "لویه لار د یکشنبې په ورځ پرانیستل شوه.",
    }


    class Book:
        fingerprint = "phrase-book 1"

        def translate(self, lines, source, target):
            return [BOOK[line] for line in lines]


    def translator(options):
        assert options["to"] == "ps"
        return Book()


    ENGINE = Engine(make=translator, text_goes=nowhere)
'''
SILENT_OF_ITSELF = TRANSLATOR.replace("ENGINE = Engine(make=translator, text_goes=nowhere)", "ENGINE = translator")
VOICE = '''
    """A voice that is another's in a deeper throat."""
    from packager.engines import Engine, nowhere
    from packager.engines.voice import espeak


    class Deep:
        fingerprint = "deep 1"

        def __init__(self):
            self.voice = espeak.voice({"language": "ps", "pitch": 20})

        def speak(self, utterance):
            return self.voice.speak(utterance)


    ENGINE = Engine(make=lambda options: Deep(), text_goes=nowhere, in_process=True)
'''


@pytest.fixture
def station(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "road.txt").write_text("Road Reopens\n\nThe highway reopened on Sunday.\n", "utf-8")
    (tmp_path / "station.yaml").write_text(
        "station: Mini\narticles: articles\ntranslation: {ps: [phrase-book]}\neditions: {ps: {voice: deep}}\n", "utf-8"
    )
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "deep.yaml").write_text("engine: deep\nlanguage: ps\nlicence: ours\n", "utf-8")
    install(tmp_path / "site", "deep", VOICE, {"packager.voices": "deep = deep:ENGINE"})
    return tmp_path


def packager(station: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "packager", *args]
    return subprocess.run(
        command, cwd=station, env=environment(station / "site"), capture_output=True, text=True, check=False
    )


def story_of(station: Path) -> dict[str, Any]:
    (manifest,) = (station / "output").glob("*/ps/manifest.yaml")
    (story,) = yaml.safe_load(manifest.read_text("utf-8"))["stories"]
    return dict(story)


def test_a_translator_and_a_voice_that_keep_the_text_here_make_an_episode_offline(station: Path) -> None:
    install(station / "site", "book", TRANSLATOR, {"packager.translators": "phrase-book = book:ENGINE"})
    done = packager(station, "build", "--offline", "--output", "output", "--json")
    assert done.returncode == 0, done.stderr
    story = story_of(station)
    assert [line["from"] for line in story["lines"]] == ["phrase-book", "phrase-book"]
    assert story["voice"]["name"] == "deep"
    (manifest,) = (station / "output").glob("*/ps/manifest.yaml")
    sent = yaml.safe_load(manifest.read_text("utf-8"))["sent"]
    assert all(item["local"] for item in sent)
    (wav,) = manifest.parent.glob("*-ps.wav")
    sound = decode(wav)
    assert abs(sound.samples).max() > 0.05
    rows = json.loads(packager(station, "engines", "--json").stdout)
    assert {row["text_goes"] for row in rows if row["name"] in ("phrase-book", "deep")} == {"nowhere"}


def test_a_translator_that_does_not_say_where_its_text_goes_is_asked_nothing_offline(station: Path) -> None:
    install(station / "site", "book", SILENT_OF_ITSELF, {"packager.translators": "phrase-book = book:ENGINE"})
    done = packager(station, "build", "--offline", "--output", "output")
    assert done.returncode == 3
    assert story_of(station)["status"] == "needs-translation"
    assert "offline" in done.stdout
    done = packager(station, "build", "--output", "output")
    assert story_of(station)["status"] == "review", done.stdout + done.stderr


TARGET = '''
    """A playout system that wants the whole programme alone, and a list of its minutes."""
    from packager.air.package import Thing, copied


    class Minutes:
        def things(self, packages, *, name, group):
            whole = packages[0]
            listed = f"{whole.cut.title}: {whole.seconds / 60:.1f} min, {group}"
            return [copied(whole, ".wav"), Thing(name=f"{name}.minutes.txt", content=listed.encode())]
'''


def test_a_playout_system_gets_its_files_and_a_kill_takes_them_away(station: Path) -> None:
    install(station / "site", "book", TRANSLATOR, {"packager.translators": "phrase-book = book:ENGINE"})
    install(station / "site", "minutes", TARGET, {"packager.targets": "minutes = minutes:Minutes"})
    text = (station / "station.yaml").read_text("utf-8")
    drops = "drops: [{system: minutes, folder: drop}]\nair-unreviewed: true\n"
    (station / "station.yaml").write_text(text + drops, "utf-8")
    (station / "drop").mkdir()
    assert packager(station, "build", "--offline", "--output", "output").returncode == 0
    done = packager(station, "publish", "output")
    assert done.returncode == 0, done.stdout + done.stderr
    lying = sorted(path.suffix for path in (station / "drop").iterdir())
    assert lying == [".txt", ".wav"]
    (manifest,) = (station / "output").glob("*/ps/manifest.yaml")
    manifest.write_text(manifest.read_text("utf-8").replace("status: draft", "status: killed", 1), "utf-8")
    done = packager(station, "publish", "output")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not list((station / "drop").iterdir())
