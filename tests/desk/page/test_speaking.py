"""What is spoken on the page is what a build speaks: the same samples, kept where a build looks first."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from packager import station as stations
from packager.audio.wav import read_clip
from packager.day.workshop import StationWorkshop, programme_of
from packager.desk.edits import EDITOR
from packager.desk.manifest import Manifest, VoiceUsed
from packager.desk.reading import read
from packager.edition.draft import Material, texts, translated
from packager.edition.verbalising import verbalised
from packager.engines.models import kokoro_model
from packager.records import Line
from packager.voicing.pronunciation import pronouncing
from packager.voicing.studio import open_studio
from tests.support.desk_page import DATE, put, story

VOICES = ("pashto", "pashto-kandahari", "pashto-radio", "urdu")  # 13 lines each
TEXTS = {
    "ps": (
        "د لارې په اوږدو کې ۲۵۰۰ مسافر وو.", "AFP اژانس ۱۰:۳۰ بجې وویل.", "هغه وويل: «موږ راغلو.»", "۴۰٪ تللي دي؟",
        "د کابل–پېښور لار.", "مشعل راډیو", "د نومبر ۲۳مه",
        "وزیراعظم شهباز شریف پېښور ته ورسېد.", "یو ښه، لوی او ډېر مهم خبر دی.",
    ),
    "ur": (
        "راستے پر 2,500 مسافر تھے۔", "AFP نے 10:30 پر بتایا۔", "انھوں نے کہا: ’ہم آ گئے۔‘", "40% لوگ چلے گئے؟",
        "کابل–پشاور سڑک۔", "مشعل ریڈیو", "23 نومبر", "وزیراعظم شہباز شریف پشاور پہنچ گئے۔", "گئیں لڑکیاں، کھلے دروازے۔",
    ),
}  # fmt: skip

Spoken = tuple[Manifest, Path, StationWorkshop]


def desk(folder: Path, voice: str) -> tuple[Path, StationWorkshop]:
    """A station whose edition this voice reads, with a story of lines that nobody has spoken."""
    language = "ur" if voice.startswith("urdu") else "ps"
    text = f"timezone: Asia/Karachi\neditions:\n  {language}: {{anchor: [{voice}]}}\n"
    (folder / "station.yaml").write_text(text, encoding="utf-8")
    told = story("road", language)
    more = tuple(
        Line(role=told.lines[1].role, source=f"Line {place}.", text=said, origin=EDITOR)
        for place, said in enumerate(TEXTS[language])
    )
    file = put(folder, language, [replace(told, lines=(*told.lines, *more))])
    return file, StationWorkshop(stations.read(folder / "station.yaml"))


def as_a_build(manifest: Manifest, file: Path, workshop: StationWorkshop) -> Iterator[np.ndarray]:
    """The samples of the clips that the steps of a build make of it."""
    programme = programme_of(manifest, file, workshop.station, offline=True)
    words = verbalised(
        translated(Material(articles=()), manifest, programme.run, programme.translating), programme.voices
    )
    voices = pronouncing(programme.voices, manifest, file)
    studio = open_studio(programme.run, voices)
    reading = studio.stories(words.heard, texts(words, voices.cast, manifest))["road"]
    yield from (read_clip(clip.path).samples for clip in reading.clips)


@pytest.mark.parametrize("voice", VOICES)
def test_every_line_is_a_builds_to_the_sample(tmp_path: Path, voice: str) -> None:
    file, workshop = desk(tmp_path, voice)
    same_as_a_build(tmp_path, read(file), file, workshop)


@pytest.mark.skipif(not kokoro_model.present(), reason="the neural voice's model is not on this machine")
def test_a_neural_line_is_a_builds_to_the_sample(tmp_path: Path) -> None:
    file, workshop = desk(tmp_path, "urdu-woman")
    manifest = read(file)
    entry = manifest.stories[0]
    one = replace(entry, lines=(replace(entry.lines[0], text="آگ"),))
    same_as_a_build(tmp_path, replace(manifest, stories=(one,)), file, workshop)


def same_as_a_build(tmp_path: Path, manifest: Manifest, file: Path, workshop: StationWorkshop) -> None:
    assert workshop.sound(manifest, file, "road").lines == {}
    spoken = workshop.speak(manifest, file, "road")
    assert len(spoken.lines) == len(manifest.stories[0].lines)
    mine = [read_clip(clip.path).samples for line in spoken.lines.values() for clip in line.clips]
    kept = {path: path.read_bytes() for path in tmp_path.glob("out/.store/clips/*/*.wav")}
    shutil.rmtree(tmp_path / "out" / ".store")
    theirs = list(as_a_build(manifest, file, workshop))
    assert len(mine) == len(theirs)
    assert all(np.array_equal(one, other) for one, other in zip(mine, theirs, strict=True))
    assert {path: path.read_bytes() for path in tmp_path.glob("out/.store/clips/*/*.wav")} == kept


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    """A short story in Pashto of which every line is spoken: tests change the record, and never the file."""
    file, workshop = desk(tmp_path_factory.mktemp("spoken"), "pashto")
    manifest = read(file)
    manifest = replace(manifest, stories=(replace(manifest.stories[0], lines=manifest.stories[0].lines[:5]),))
    workshop.speak(manifest, file, "road")
    return manifest, file, workshop


def test_one_line_spoken_anew_leaves_the_others_as_they_are(spoken: Spoken) -> None:
    manifest, file, workshop = spoken
    before = workshop.speak(manifest, file, "road")
    entry = manifest.stories[0]
    lines = (entry.lines[0], replace(entry.lines[1], text="د چترال لار بنده شوه."), *entry.lines[2:])
    edited = replace(manifest, stories=(replace(entry, lines=lines),))
    looked = workshop.sound(edited, file, "road")
    assert looked.waiting == {1}
    assert {place: line.clips[0].path for place, line in looked.lines.items()} == {
        place: line.clips[0].path for place, line in before.lines.items() if place != 1
    }
    after = workshop.speak(edited, file, "road")
    assert after.lines[1].clips[0].path != before.lines[1].clips[0].path
    assert after.waiting == frozenset()


def test_one_line_is_spoken_and_nobody_waits_for_the_others(spoken: Spoken) -> None:
    manifest, file, workshop = spoken
    entry = manifest.stories[0]
    fresh = (
        replace(line, text=f"{line.text} {end}") for line, end in zip(entry.lines[1:3], ("نن.", "پرون."), strict=True)
    )
    manifest = replace(manifest, stories=(replace(entry, lines=(entry.lines[0], *fresh, *entry.lines[3:])),))
    alone = workshop.speak(manifest, file, "road", 2)
    assert 2 in alone.lines
    assert alone.waiting == {1}
    whole = workshop.speak(manifest, file, "road")
    assert whole.waiting == frozenset()
    assert whole.lines[2].clips[0].path == alone.lines[2].clips[0].path
    assert whole.lines[2].take == alone.lines[2].take  # whoever heard it heard it, whatever level the others bring


def test_one_line_comes_in_the_voice_that_reads_its_story(tmp_path: Path) -> None:
    """Where the first voice cannot read another line, the next reads all of the story: this line too."""
    file, workshop = desk(tmp_path, "pashto")
    manifest = read(file)
    entry = manifest.stories[0]
    by_another = replace(entry, voice=VoiceUsed(engine="espeak-ng", name="pashto-radio", dialect="", synthetic=True))
    found = workshop.speak(replace(manifest, stories=(by_another,)), file, "road", 2)
    assert len(found.lines) == len(entry.lines)  # all of it was asked for, and the first voice could


def test_the_sound_that_is_played_is_the_clips_at_the_level_of_the_mix(spoken: Spoken, tmp_path: Path) -> None:
    manifest, file, workshop = spoken
    line = workshop.speak(manifest, file, "road").lines[1]
    (tmp_path / "line.wav").write_bytes(workshop.play(line))
    played = read_clip(tmp_path / "line.wav")
    clip = line.clips[0]
    made = read_clip(clip.path).samples * 10 ** (clip.gain_db / 20)
    assert played.rate == 48_000
    assert np.abs(played.samples[: len(made)] - made).max() <= 2.5 / 2**15  # 16 bits with dither
    assert -24 < line.lufs < -22
    text = manifest.stories[0].lines[1].text
    assert [text[start:end] for start, end, _ in line.words][:2] == text.split()[:2]
    assert [at for _, _, at in line.words] == sorted(at for _, _, at in line.words)


def test_a_word_that_is_to_be_read_otherwise_is_heard_so(spoken: Spoken) -> None:
    manifest, file, workshop = spoken
    before = workshop.speak(manifest, file, "road").lines[1]
    after = workshop.speak(replace(manifest, say={"چترال": "چِترال"}), file, "road").lines[1]
    assert before.digest != after.digest
    assert DATE in str(file)
