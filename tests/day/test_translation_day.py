"""A day translated by engines: a real Argos package, real HTTP on loopback, and what the editor sees."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from packager.cli import main
from packager.desk.manifest import Manifest, StoryEntry
from packager.desk.reading import read
from packager.records import Status
from packager.translation.memory import Memory
from packager.translation.units import Unit
from tests.support.lean import FORMATS, SHOW
from tests.support.models import phrasebook
from tests.support.servers.scripted import Asked, Said, Server, always, chat, files, serving, translating

DATE = "2026-11-23"
KEY = "sk-a-key-that-nobody-may-see-5512"
SCHOOLS = "Schools opened today\n\nSchools opened in Peshawar.\n\nMinister did not attend.\n"
ENGLISH = """\
Road to Chitral reopens after snow

The road to Chitral reopened on Monday after two days of snow.

About 2,500 travellers had waited in Dir, officials said.
"""
# fmt: off
URDU = {
    "Road to Chitral reopens after snow": "برف باری کے بعد چترال کی سڑک کھل گئی",
    "The road to Chitral reopened on Monday after two days of snow.":
        "دو دن کی برف باری کے بعد پیر کو چترال کی سڑک کھل گئی۔",
    "About 2,500 travellers had waited in Dir, officials said.": "حکام کے مطابق تقریباً 2,500 مسافر دیر میں منتظر تھے۔",
}
# fmt: on
RIGHT = translating(URDU.__getitem__)
WRONG_NUMBER = translating(lambda text: URDU[text].replace("2,500", "5,200"))
REFUSAL = always(chat("I'm sorry, but I can't assist with that request."))


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PACKAGER_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("STATION_KEY", KEY)
    for name in ("PACKAGER_ARGOS_INDEX", "ARGOS_PACKAGE_INDEX"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "models"


@pytest.fixture
def station(tmp_path: Path) -> Path:
    """A station with one article and an Urdu edition; its fallback chain is written by `fallback chain`."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "road.txt").write_text(ENGLISH, encoding="utf-8")
    fallback_chain(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return phrasebook.pack(tmp_path_factory.mktemp("made"))


@pytest.fixture
def index(packed: Path) -> Iterator[Server]:
    """Argos Translate's index with one small package, on loopback."""
    with serving(Said(status=404, data=b"")) as server:
        offer = {
            "package_version": "1.9", "argos_version": "1.9", "from_code": "en", "from_name": "English",
            "to_code": "ur", "to_name": "Urdu", "links": [f"{server.url}/en_ur.argosmodel"],
        }  # fmt: skip
        content = {"/index.json": json.dumps([offer]).encode(), "/en_ur.argosmodel": packed.read_bytes()}
        server.steps[:] = [files(content)]
        yield server


def fallback_chain(folder: Path, *sources: dict[str, Any] | str, **more: object) -> None:
    """The station's file with this fallback chain for Urdu; JSON is YAML."""
    lean = {"editions": {"ur": {"voice": "urdu", **SHOW}}, "formats": FORMATS}
    told = {"articles": "articles", **lean, "translation": {"ur": list(sources)}, **more}
    (folder / "station.yaml").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def chat_engine(server: Server, **more: object) -> dict[str, object]:
    """An endpoint that is not taken for this machine's own."""
    own = {"url": f"{server.url}/v1", "model": "tiny", "key-env": "STATION_KEY", "attempts": 1, "local": False}
    return {"engine": "openai-chat", **own, **more}


def build(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    named = ["build", "--station", str(folder / "station.yaml"), "--output", str(folder / "out"), "--date", DATE]
    code = main([*named, "--json", *words])
    (told,) = json.loads(capsys.readouterr().out)
    return code, told


def made(folder: Path) -> Manifest:
    return read(folder / "out" / DATE / "ur" / "manifest.yaml")


def story(folder: Path) -> StoryEntry:
    return made(folder).stories[0]


def test_an_argos_package_is_installed_from_an_index_and_translates_the_day_without_a_line(
    station: Path, index: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    (station / "articles" / "road.txt").write_text(SCHOOLS, encoding="utf-8")
    fallback_chain(station, "argos")
    code, told = build(station, capsys)
    assert code == 3
    assert told["stories"] == {"road": "needs-translation"}
    assert (told["lines"], told["flagged"], told["blocked"]) == ({"nobody yet": 3}, 0, 0)
    assert "packager models install argos en-ur" in told["dropped"][0]["why"]
    assert told["failed"] == [told["dropped"][0]["why"].partition("(")[2].rstrip(")")]

    assert main(["models", "install", "argos", "en-ur", "--from", index.url]) == 0
    asked = len(index.asked)
    code, told = build(station, capsys, "--offline")
    assert told["lines"] == {"argos en-ur 1.9": 3}
    assert told["left_machine"] == {}
    lines = story(station).lines
    assert [line.text for line in lines] == [
        phrasebook.said("Schools opened today", "ur"),
        phrasebook.said("Schools opened in Peshawar.", "ur"),
        phrasebook.said("Minister did not attend.", "ur"),
    ]
    assert {(line.origin, line.checked) for line in lines} == {("argos en-ur 1.9", False)}
    (sent,) = made(station).sent
    assert (sent.to, sent.story, sent.local, sent.lines) == ("argos en-ur 1.9", "road", True, (1, 2, 3))
    assert code == 0
    assert made(station).synthetic["translation"] == "unchecked"
    assert len(index.asked) == asked

    code, told = build(station, capsys)
    assert (code, told["sent"], told["files"]) == (0, {}, [])
    assert made(station).sent == (sent,)  # who saw the text stays on record, run after run


def test_an_endpoint_translates_and_what_it_got_is_on_record_without_the_key(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(RIGHT) as server:
        fallback_chain(station, chat_engine(server))
        code, told = build(station, capsys)
        assert code == 0
        data = json.loads(server.asked[0].body["messages"][-1]["content"])
        assert data["names"]["Chitral"] == "چترال"
        assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
        characters = sum(map(len, URDU))
        host = server.url.removeprefix("http://")
        assert told["sent"] == {"openai-chat tiny": characters}
        assert told["left_machine"] == {f"openai-chat tiny at {host}": characters}
        (sent,) = made(station).sent
        assert (sent.to, sent.what, sent.local) == (f"openai-chat tiny at {host}", "translation", False)
        assert (sent.story, sent.lines, sent.characters) == ("road", (1, 2, 3), characters)
        assert [line.text for line in story(station).lines] == list(URDU.values())

        build(station, capsys)
        code, told = build(station, capsys, "--explain")
        assert (told["sent"], len(server.asked)) == ({}, 1)
    capsys.readouterr()
    main(["review", str(station / "out")])
    assert f"{characters} characters of road to openai-chat tiny at {host}" in capsys.readouterr().out
    leaks = [path for path in station.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]
    assert leaks == []


def test_what_a_failed_run_had_sent_is_on_record_in_the_next_manifest(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(RIGHT) as server:
        fallback_chain(station, chat_engine(server))
        in_the_way = station / "out" / DATE / "ur" / f"{DATE}-ur.wav"
        in_the_way.mkdir(parents=True)
        assert main(["build", "--station", str(station / "station.yaml"), "--output", str(station / "out"),
                     "--date", DATE]) != 0  # fmt: skip
        assert not (station / "out" / DATE / "ur" / "manifest.yaml").exists()
        in_the_way.rmdir()
        code, told = build(station, capsys)
        assert (code, told["sent"], len(server.asked)) == (0, {}, 1)
    assert [sent.characters for sent in made(station).sent] == [sum(map(len, URDU))]


def test_explaining_asks_no_engine_and_says_what_would_leave(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(RIGHT) as server:
        fallback_chain(station, chat_engine(server))
        _, told = build(station, capsys, "--explain")
        assert server.asked == []
    assert sum(told["left_machine"].values()) == sum(map(len, URDU))


def test_a_refusal_leaves_the_story_to_a_person_with_the_reason(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(REFUSAL) as server:
        fallback_chain(station, chat_engine(server))
        code, told = build(station, capsys)
    assert code == 3
    assert story(station).status is Status.NEEDS_TRANSLATION
    assert "the model refuses" in told["dropped"][0]["why"]
    assert [sent.characters for sent in made(station).sent] == [sum(map(len, URDU))]  # refused, but sent


@pytest.mark.parametrize("how", ["offline", "front matter", "manifest"])
def test_what_may_not_leave_does_not(station: Path, capsys: pytest.CaptureFixture[str], how: str) -> None:
    article = station / "articles" / "road.txt"
    if how == "front matter":
        article.unlink()
        text = ENGLISH.partition("\n")[2]
        head = "---\nheadline: Road to Chitral reopens after snow\nkeep-local: true\n---\n"
        article.with_suffix(".md").write_text(head + text, encoding="utf-8")
    if how == "manifest":
        build(station, capsys)  # with an empty fallback chain: the story waits
        path = station / "out" / DATE / "ur" / "manifest.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("    status: needs", "    keep_local: true\n    status: needs"), encoding="utf-8")
    with serving(RIGHT) as server:
        fallback_chain(station, chat_engine(server))
        code, told = build(station, capsys, *(["--offline"] if how == "offline" else []))
        assert (code, server.asked, told["sent"]) == (3, [], {})
        assert "not asked" in told["dropped"][0]["why"]
        if how != "offline":  # the mark stays with the story when its article is no longer named
            article.with_suffix(".md").unlink(missing_ok=True)
            article.unlink(missing_ok=True)
            article.with_name("readme.txt").write_text("Another story\n\nIt rained.\n", encoding="utf-8")
            build(station, capsys)
            assert [json.loads(a.body["messages"][-1]["content"])["story"][0]["text"] for a in server.asked] == [
                "Another story"
            ]
            assert story(station).filing.keep_local


def test_a_blocked_line_goes_down_the_ladder_and_at_its_end_stands_a_person(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(WRONG_NUMBER) as first, serving(RIGHT) as second:
        fallback_chain(station, chat_engine(first, model="first"), chat_engine(second, model="second"))
        code, told = build(station, capsys)
        assert code == 0
        assert told["lines"] == {"openai-chat first": 2, "openai-chat second": 1}
        assert told["blocked"] == 1
        line = story(station).lines[2]
        assert line.origin == "openai-chat second"
        assert [(offer.origin, "5,200" in offer.text) for offer in line.offers] == [("openai-chat first", True)]

        fallback_chain(station, chat_engine(first, model="first"))
        (station / "out" / DATE / "ur" / "manifest.yaml").unlink()
        code, told = build(station, capsys)
        assert (code, told["stories"]) == (3, {"road": "needs-translation"})
        line = story(station).lines[2]
        assert (line.text, line.offers[0].why) == ("", "2,500 became 5,200.")
    assert main(["review", str(station / "out")]) == 3
    said = capsys.readouterr().out
    assert "5,200" in said
    assert "2,500 became 5,200." in said


def test_what_was_translated_stays_when_the_engine_is_gone(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(RIGHT) as server:
        fallback_chain(station, chat_engine(server))
        build(station, capsys)
    code, told = build(station, capsys, "--offline")
    assert (code, told["lines"], told["files"]) == (0, {"openai-chat tiny": 3}, [])
    assert told["failed"] == []
    fallback_chain(station)
    code, told = build(station, capsys)
    assert (code, told["lines"]) == (0, {"openai-chat tiny": 3})


def test_a_near_match_is_shown_with_its_difference_and_not_spoken(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (station / "out").mkdir()
    with Memory.open(station / "out" / "memory.sqlite") as memory:
        memory.learn([
            Unit(source="The road to Chitral reopened on Friday after two days of snow.", target="جمعے کو سڑک کھلی۔",
                 language="ur", who="Amina", checked=True),
        ])  # fmt: skip
    code, _ = build(station, capsys)
    line = story(station).lines[1]
    assert (code, line.text) == (3, "")
    (offer,) = line.offers
    assert (offer.origin, offer.text) == ("memory 95%", "جمعے کو سڑک کھلی۔")
    assert "[-Friday-]{+Monday+}" in offer.why


def test_latin_names_are_said_as_the_stations_table_says_and_guesses_are_shown(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (station / "own.yaml").write_text("- {en: Brzezicki, kind: person, ps: برېزېڅکي, ur: بریزتسکی}\n", encoding="utf-8")
    (station / "articles" / "road.txt").write_text("Talks\n\nBrzezicki met Krafft today.\n", encoding="utf-8")
    (station / "articles" / "road.ur.txt").write_text("مذاکرات\nBrzezicki نے آج Krafft سے ملاقات کی۔\n", "utf-8")
    fallback_chain(station, names=["own.yaml"], speech={"ur": {"scale": "million"}})
    _, told = build(station, capsys)
    assert any("بریزتسکی" in said for said in told["speak"])
    guesses = [finding.message for finding in story(station).lines[1].findings if finding.check == "spoken-guess"]
    assert len(guesses) == 1
    assert guesses[0].startswith("'Krafft' is in no table of names and will be read")


def test_names_that_are_often_met_and_in_no_table_are_listed(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Talks\n\n" + "\n\n".join(f"On day {day} the envoy Zorbalan spoke." for day in (1, 2, 3))
    (station / "articles" / "road.txt").write_text(text, encoding="utf-8")
    _, told = build(station, capsys)
    assert told["unknown_names"] == {"Zorbalan": 3}
    assert made(station).unknown_names == (("Zorbalan", 3),)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("argoss", "no engine is called 'argoss'"),
        ({"engine": "openai-chat", "url": "http://127.0.0.1:9/v1", "modle": "m"}, "did you mean 'model'?"),
        ({"engine": "openai-chat", "url": "http://127.0.0.1:9/v1", "model": "m", "key": "sk-1"}, "key-env"),
        ({"engine": "ct2"}, "needs the option 'model'"),
    ],
)
def test_a_slip_in_the_ladder_is_told_with_its_place_before_any_work(
    station: Path, capsys: pytest.CaptureFixture[str], source: Any, said: str
) -> None:
    fallback_chain(station, source)
    assert main(["build", "--station", str(station / "station.yaml"), "--output", str(station / "out")]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "station.yaml:1:" in err
    assert "translation.ur" in err


def test_on_a_terminal_a_missing_model_is_offered_and_brought(station: Path, index: Server, models: Path) -> None:
    (station / "articles" / "road.txt").write_text(SCHOOLS, encoding="utf-8")
    fallback_chain(station, "argos")
    command = [sys.executable, "-m", "packager", "build", "--station", str(station / "station.yaml")]
    command += ["--output", str(station / "out"), "--date", DATE]
    environment = {**os.environ, "PACKAGER_ARGOS_INDEX": index.url, "PACKAGER_MODELS": str(models), "TERM": "dumb"}
    control, terminal = pty.openpty()
    with subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment) as run:
        os.close(terminal)
        told, answered = "", False
        while chunk := _read(control):
            told += chunk
            if "[y/N]" in told and not answered:
                assert not list(models.rglob("model.bin"))
                os.write(control, b"y\n")
                answered = True
    os.close(control)
    assert answered, told
    assert f"from {index.url}/en_ur.argosmodel" in told
    assert run.returncode == 0, told
    assert story(station).status is Status.REVIEW


def _read(control: int) -> str:
    try:
        return os.read(control, 65536).decode(errors="replace")
    except OSError:  # the other end is closed
        return ""


def test_a_model_of_the_stations_speaks_pashto_and_its_terms_are_accepted_in_writing(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (station / "articles" / "road.txt").write_text(SCHOOLS, encoding="utf-8")
    madlad = phrasebook.make(station / "madlad", phrasebook.MADLAD)
    nllb = phrasebook.make(station / "nllb", phrasebook.NLLB)
    told: dict[str, Any] = {"articles": "articles", "editions": {"ps": SHOW}, "formats": FORMATS}
    path = station / "station.yaml"
    path.write_text(json.dumps({**told, "translation": {"ps": [{"engine": "ct2", "model": str(nllb)}]}}))
    assert main(["build", "--station", str(path), "--output", str(station / "out")]) == 2
    assert "accept-licence: CC-BY-NC-4.0" in capsys.readouterr().err

    path.write_text(json.dumps({**told, "translation": {"ps": [{"engine": "ct2", "model": str(madlad)}]}}))
    code, summary = build(station, capsys, "--offline")
    assert (code, summary["lines"]) == (0, {"ct2 madlad": 3})
    lines = read(station / "out" / DATE / "ps" / "manifest.yaml").stories[0].lines
    assert lines[1].text == phrasebook.said("Schools opened in Peshawar.", "ps")


def test_a_libretranslate_server_translates_the_day(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def step(asked: Asked) -> Said:
        if asked.path == "/languages":
            return Said(data=[{"code": "en", "targets": ["ur"]}])
        return Said(data={"translatedText": [URDU[line] for line in asked.body["q"]]})

    with serving(step) as server:
        fallback_chain(station, {"engine": "libretranslate", "url": server.url})
        code, told = build(station, capsys, "--offline")  # an address on loopback is this machine's own
    assert code == 0
    assert told["left_machine"] == {}
    assert [line.text for line in story(station).lines] == list(URDU.values())


def test_both_editions_climb_their_own_ladder_side_by_side(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (station / "articles" / "road.txt").write_text(SCHOOLS, encoding="utf-8")
    model = {"engine": "ct2", "model": str(phrasebook.make(station / "madlad", phrasebook.MADLAD))}
    chains = {"ps": ["memory", "beside-file", model], "ur": [model]}
    told = {"articles": "articles", "editions": {"ps": SHOW, "ur": SHOW}, "formats": FORMATS, "translation": chains}
    (station / "station.yaml").write_text(json.dumps(told))
    named = ["--station", str(station / "station.yaml"), "--output", str(station / "out"), "--date", DATE, "--json"]
    assert main(["build", *named]) == 0
    editions = json.loads(capsys.readouterr().out)
    assert {edition["language"]: edition["lines"] for edition in editions} == {
        "ps": {"ct2 madlad": 3}, "ur": {"ct2 madlad": 3}
    }  # fmt: skip


def test_engines_shows_the_ladder_and_where_text_goes(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remote = {"engine": "openai-chat", "url": "https://api.example.org/v1", "model": "m", "key-env": "STATION_KEY"}
    fallback_chain(station, remote, "argos")
    assert main(["engines", "--station", str(station / "station.yaml"), "--json"]) == 0
    out = capsys.readouterr().out
    rows = {row["engine"]: row for row in json.loads(out) if row["kind"] == "translate"}
    assert (rows["openai-chat"]["text_goes"], rows["openai-chat"]["language"]) == ("api.example.org", "ur")
    assert rows["openai-chat"]["state"] == "ready when api.example.org answers"
    assert "packager models install argos en-ur" in rows["argos"]["state"]
    assert rows["ct2"]["state"] == "in no fallback chain"
    assert KEY not in out


def test_a_story_of_fluent_nonsense_does_not_air(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nonsense = "وہاں کئی لوگ بہت دیر تک کھڑے رہے تھے۔"
    with serving(translating(lambda text: URDU[text] if "2,500" in text else nonsense)) as server:
        fallback_chain(station, chat_engine(server))
        code, told = build(station, capsys)
    assert (code, told["stories"], told["blocked"], told["flagged"]) == (3, {"road": "needs-translation"}, 1, 0)
    assert not (station / "out" / DATE / "ur" / f"{DATE}-ur.wav").exists()
