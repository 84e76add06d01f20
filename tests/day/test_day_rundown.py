"""A programme for a slot, as a producer meets it: what airs, how much of it, and what is told."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import numpy as np
import pytest

from packager.audio.loudness import measure
from packager.audio.silence import air
from packager.audio.wav import read_clip
from packager.cli import main
from packager.desk.manifest import Manifest
from packager.desk.reading import read
from packager.episode.lengths import candidate, ends, shortened
from packager.records import Audio, Clip, Kind, Line, Role, Script, Segment, Utterance

DATE = "2026-11-27"  # a Friday
HEADLINE = "د چترال لار پرانیستل شوه"
PARAGRAPHS = (
    "د چترال لار د دوو ورځو واورې وروسته د دوشنبې په ورځ پرانیستل شوه.",
    "چارواکو ویلي، چې زرګونه مسافر په دیر کې په تمه وو او شپه یې هلته تېره کړه.",
    "د لارو ادارې وویل، چې ماشینونه به تر سبا پورې د لارې د غاړو واوره پاکه کړي.",
    "د سیمې خلک وايي، چې هر ژمی د واورې له امله لار بندېږي او سودا نه رسېږي.",
)


def article(folder: Path, name: str, count: int = 4, **keys: object) -> None:
    """An article with its human translation; every one says a little something else."""
    data = {
        "headline": f"The road to Chitral is open again: {name}",
        "paragraphs": [f"What {name} is about, part {'abcdefgh'[place]}, is told here." for place in range(count)],
        "translations": {"ps": [f"{HEADLINE}، {name_of(name)}", *(PARAGRAPHS[place % 4] for place in range(count))]},
        **keys,
    }
    (folder / f"{name}.yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def name_of(name: str) -> str:
    return {"quake": "زلزله", "school": "ښوونځی", "cricket": "کرکټ", "fair": "مېله"}[name]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles, and one store for all tests: what one has spoken the others need not."""
    root = tmp_path_factory.mktemp("station")
    articles = root / "articles"
    articles.mkdir()
    article(articles, "fair", priority=8, section="Culture")
    article(articles, "school", 5, priority=3, section="Pakistan", published="2026-11-27T06:00:00+05:00")
    article(articles, "quake", 3, priority=1, section="Pakistan", published="2026-11-25T06:00:00+05:00")
    article(articles, "cricket", priority=5, section="Sport")
    return root


def build(place: Path, name: str, station: str) -> tuple[int, Manifest, Path]:
    """Build the Pashto edition with this station file; the exit code, the manifest and the edition's folder."""
    output = place / name
    output.mkdir()
    (place / "store").mkdir(exist_ok=True)
    (output / ".store").symlink_to(place / "store")
    file = output / "station.yaml"
    file.write_text(f"station: Demo Radio\neditions:\n  ps:\n{station}", encoding="utf-8")
    told = ["--output", str(output), "--date", DATE, "--station", str(file), "--edition", "ps"]
    code = main(["build", str(place / "articles"), *told])
    folder = output / DATE / "ps"
    return code, read(folder / "manifest.yaml"), folder


def seconds(folder: Path) -> float:
    with wave.open(str(folder / f"{DATE}-ps.wav"), "rb") as reader:
        return float(reader.getnframes()) / reader.getframerate()


def aired(manifest: Manifest) -> list[str]:
    """The stories on air, in running order."""
    return [story.id for story in sorted(manifest.stories, key=lambda story: story.starts or 0) if story.starts]


def test_the_slot_is_met_and_what_gave_way_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, manifest, folder = build(place, "met", '    slot: "01:45"\n')
    assert code == 0
    assert 0 <= 105 - seconds(folder) <= 0.5
    assert set(aired(manifest)) == {"quake", "school"} or set(aired(manifest)) == {"quake", "school", "cricket"}
    (first, *_) = (story for story in manifest.stories if story.id == "quake")
    assert first.shortened == {}
    assert {dropped.article for dropped in manifest.dropped} == {s.id for s in manifest.stories} - set(aired(manifest))
    assert all("no room in 01:45" in dropped.reason for dropped in manifest.dropped)
    assert manifest.rundown["slot"] == "met"
    told = capsys.readouterr().out
    assert "slot    01:45 is met: pauses x" in told
    assert f"{len(aired(manifest))} stories, 01:45" in told
    assert main(["review", str(folder)]) == 3  # its stories wait for an editor
    assert "01:45 is met" in capsys.readouterr().out
    assert main(["check", str(folder)]) == 0
    assert "slot" in capsys.readouterr().out
    spoken = (folder / f"{DATE}-ps.vtt").read_text(encoding="utf-8")
    assert name_of("fair") not in spoken  # neither its headline nor its text
    assert name_of("quake") in spoken


def test_a_short_version_ends_with_a_paragraph_and_says_how_many(place: Path) -> None:
    found = 0
    for slot in ("01:35", "02:10"):
        code, manifest, folder = build(place, f"short-{slot[:2]}{slot[3:]}", f'    slot: "{slot}"\n')
        assert code == 0
        spoken = (folder / f"{DATE}-ps.txt").read_text(encoding="utf-8")
        for story in (story for story in manifest.stories if story.shortened):
            count = story.shortened["lines"]
            assert isinstance(count, int)
            assert 2 <= count < len(story.lines) == story.shortened["of"]
            assert "instead of" in str(story.shortened["why"])
            assert all(line.text in spoken for line in story.lines[:count])
            found += 1
    assert found


def test_too_little_is_said_and_nothing_is_faked(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, manifest, folder = build(place, "little", '    slot: "15:00"\n')
    assert code == 3
    assert manifest.rundown["slot"] == "not met"
    assert str(manifest.rundown["why"]).startswith("too little: at its slowest")
    assert seconds(folder) < 300
    assert len(aired(manifest)) == 4
    assert "15:00 is NOT met: too little" in capsys.readouterr().out
    assert main(["check", str(folder)]) == 1
    assert "FAIL  slot" in capsys.readouterr().out
    text = (folder / "manifest.yaml").read_text(encoding="utf-8")
    approved = text.replace("status: review\n", "status: approved\n    approved: {by: Editor}\n")
    (folder / "manifest.yaml").write_text(approved, encoding="utf-8")
    assert main(["review", "--json", str(folder)]) == 3  # every story is approved, and the slot is still empty
    (told,) = json.loads(capsys.readouterr().out)
    assert told["rundown"] == manifest.rundown


def test_too_much_makes_no_episode(place: Path) -> None:
    long = "wording:\n  ps:\n    sign-off: " + " ".join(PARAGRAPHS * 3) + "\n"
    code, manifest, folder = build(place, "much", f'    slot: "01:00"\n{long}')
    assert code == 3
    assert not list(folder.glob("*.wav"))
    assert "too much: with one story, as short as can be, the programme takes 01:" in str(manifest.rundown["why"])
    assert len(list(folder.glob("segments/*.wav"))) == 4  # each story is there by itself


def test_music_fills_the_rest_and_is_never_dead_air(place: Path) -> None:
    _, free, folder = build(place, "free", "    voice: pashto\n")
    length = seconds(folder) * 1.035 + 22  # more than pauses and tempo reach
    slot = f"{int(length) // 60:02}:{int(length) % 60:02}"
    limits = "    tempo: 1\n    pauses: [0.9, 1.1]\n    music: 40\n"
    code, manifest, folder = build(place, "filled", f'    slot: "{slot}"\n{limits}')
    assert code == 0
    music = manifest.rundown["music"]
    assert isinstance(music, int | float)
    assert 5 <= music <= 40
    assert manifest.rundown["pauses"] == pytest.approx(1.1, abs=0.11)
    wav = folder / f"{DATE}-ps.wav"
    assert max((gap.seconds for gap in air(wav).gaps), default=0) < 2
    last = max((story for story in manifest.stories if story.starts), key=lambda story: story.starts or 0)
    begins = (last.starts or 0) + (last.seconds or 0) + 3.5
    alone = measured(wav, begins, begins + music - 3)
    speech = measured(wav, last.starts or 0, (last.starts or 0) + (last.seconds or 0))
    assert speech - 14 < alone < speech - 3  # heard, and under the voice
    assert len(aired(manifest)) == len(aired(free)) == 4
    assert "music" in (folder / f"{DATE}-ps.svg").read_text(encoding="utf-8")
    assert "ډکوونکې موسیقي" in (folder / f"{DATE}-ps.html").read_text(encoding="utf-8")


def measured(wav: Path, start: float, end: float) -> float:
    return loudness_of(read_clip(wav), start, end)


def loudness_of(sound: Audio, start: float, end: float) -> float:
    """Integrated loudness between two times, LUFS."""
    part = sound.samples[round(start * sound.rate) : round(end * sound.rate)]
    return measure(Audio(samples=np.ascontiguousarray(part), rate=sound.rate)).integrated


def test_a_bed_is_twenty_decibels_under_the_headlines_and_nowhere_else(place: Path) -> None:
    _, manifest, plain = build(place, "plain", "    voice: pashto\n")
    _, _, folder = build(place, "bedded", "    bed: [headlines]\n")
    dry, mixed = (read_clip(made / f"{DATE}-ps.wav") for made in (plain, folder))
    assert len(dry.samples) == len(mixed.samples)
    bed = Audio(samples=mixed.samples - dry.samples, rate=dry.rate)
    first = min(story.starts for story in manifest.stories if story.starts)
    speech = loudness_of(dry, first - 10, first - 3.5)  # the last headlines; then a pause and a sting
    under = loudness_of(bed, first - 10, first - 3.5)
    assert speech - 30 < under <= speech - 20
    assert loudness_of(bed, first + 1, first + 15) < speech - 40


def test_a_changed_tempo_keeps_captions_and_chapters_on_the_words(place: Path) -> None:
    _, _, folder = build(place, "natural", "    voice: pashto\n")
    length = seconds(folder) * 0.98
    slot = f"{int(length) // 60:02}:{int(length) % 60:02}"
    code, manifest, folder = build(place, "fast", f'    slot: "{slot}"\n    pauses: [1, 1]\n')
    assert code == 0
    seconds_under = int(length) - seconds(folder)
    assert 0 <= seconds_under <= 0.5
    tempo = manifest.rundown["tempo"]
    assert isinstance(tempo, float)
    assert tempo != 1
    assert 0.94 <= tempo <= 1.06
    # A story begins after quiet, exactly where the manifest says.
    sound = read_clip(folder / f"{DATE}-ps.wav")
    for story in manifest.stories:
        if story.starts:
            first = round(story.starts * sound.rate)
            before = np.abs(sound.samples[first - 4800 : first - 480]).max()
            after = np.abs(sound.samples[first : first + 9600]).max()
            assert before < after / 4


def test_blocks_days_and_fixed_elements_are_the_stations(place: Path) -> None:
    station = """\
    greeting: true
    weekdays:
      friday:
        greeting: false
        headlines: 1
        stings: false
        bed: [headlines]
        blocks:
          - {block: sport, sections: [sport]}
          - {block: news, sections: [Pakistan], hours: 24}
"""
    code, manifest, folder = build(place, "blocks", station)
    assert code == 0
    assert aired(manifest) == ["cricket", "school"]
    why = {dropped.article: dropped.reason for dropped in manifest.dropped}
    assert "'news' is for Pakistan" in why["fair"]
    assert "'news' takes stories of the last 24 hours" in why["quake"]
    spoken = (folder / f"{DATE}-ps.txt").read_text(encoding="utf-8")
    assert "السلام" not in spoken
    assert spoken.count(name_of("cricket")) == 1  # in its own story
    assert spoken.count(name_of("school")) == 2  # among the headlines too: it is the more urgent one
    assert manifest.rundown == {}


def clip(line: int, long: float = 2.0) -> Clip:
    said = Utterance(text="…", language="ps", voice="pashto", pause=0.7, line=line)
    return Clip(utterance=said, path=Path(f"{line}.wav"), seconds=long, lufs=-23.0, engine="test")


def test_a_story_is_cut_after_a_sentence_and_keeps_its_credit() -> None:
    roles = (Role.HEADLINE, Role.BODY, Role.BODY, Role.QUOTE, Role.BODY, Role.CREDIT)
    texts = ("سرلیک", "لومړی.", "هغه وویل:", "«زه راځم.»", "وروستی.", "د فرانس پرېس په مرسته")
    lines = tuple(Line(role=role, source=text, text=text) for role, text in zip(roles, texts, strict=True))
    script = Script(article="a", language="ps", lines=lines)
    story = Segment(id="a", kind=Kind.STORY, clips=tuple(clip(line) for line in range(6)))
    versions = candidate(script, story, 5, ()).versions
    assert [version.lines for version in versions] == [3, 5, 6]  # not after 'He said:'
    assert versions[0].span.seconds == pytest.approx(3 * 2 + 2 * 0.7)
    cut, sound = shortened(script, story, 5)
    assert [line.text for line in cut.lines] == [*texts[:4], texts[5]]
    assert [heard.utterance.line for heard in sound.clips] == [0, 1, 2, 3, 5]
    assert ends(lines[1])
    assert not ends(Line(role=Role.BODY, source="", text="او ویې ویل: «"))


def test_a_recording_of_a_whole_story_airs_whole() -> None:
    lines = tuple(Line(role=role, source="x", text="یو.") for role in (Role.HEADLINE, *[Role.BODY] * 5))
    script = Script(article="a", language="ps", lines=lines)
    story = Segment(id="a", kind=Kind.STORY, clips=(clip(0, 90),))
    assert [version.lines for version in candidate(script, story, 5, ()).versions] == [6]


def test_an_editor_has_a_story_end_early_and_nothing_else_changes(place: Path) -> None:
    code, before, folder = build(place, "cut", "    voices: [pashto]\n")
    assert code == 0
    long = max(before.stories, key=lambda story: len(story.lines))
    told = [str(folder), long.id, "2", "--by", "Gul Bibi"]
    assert main(["shorten", *told]) == 0
    first, said = seconds(folder), (folder / f"{DATE}-ps.txt").read_text(encoding="utf-8")
    assert main(["build", "--station", str(folder.parents[1] / "station.yaml"), "--output", str(folder.parents[1]),
                 "--date", DATE, "--edition", "ps", str(place / "articles")]) == 0  # fmt: skip
    after = read(folder / "manifest.yaml")
    cut = after.story(long.id)
    assert cut
    assert cut.shorten == 2
    assert cut.shortened == {"lines": 2, "of": len(long.lines), "why": "its editor shortened it"}
    assert cut.lines == long.lines  # the words stay, for whoever wants them back
    spoken = (folder / f"{DATE}-ps.txt").read_text(encoding="utf-8")
    assert len(spoken.split()) == len(said.split()) - sum(len(line.text.split()) for line in cut.lines[2:])
    assert cut.seconds
    assert long.seconds
    assert first - seconds(folder) == pytest.approx(long.seconds - cut.seconds, abs=0.05)
    assert aired(after) == aired(before)
    assert main(["check", str(folder)]) == 0
