"""Clips in the store: believed while they are as they were kept, and spoken anew, and told, when they are not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from packager.cli import main
from packager.errors import EngineError
from packager.records import Audio, Status, Utterance
from packager.store import Store, seal_of
from packager.voicing.clips import Speaker
from packager.voicing.profiles import VoiceProfile, load_profile
from tests.support.voices_bundle import DATE, approve, build, bundle, manifest, station

SAID = [
    Utterance(text=text, language="ps", voice="pashto")
    for text in ("د ښوونځي هېڅ زده کوونکي ته زیان نه دی رسېدلی.", "لویه لار پرانیستل شوه.")
]


def speaker(folder: Path) -> Speaker:
    return Speaker(store=Store(folder), profile=load_profile("pashto"))


def cut(wav: Path) -> None:
    wav.write_bytes(wav.read_bytes()[: wav.stat().st_size // 3])


def one_byte(wav: Path) -> None:
    data = bytearray(wav.read_bytes())
    data[len(data) // 2] ^= 1
    wav.write_bytes(data)


def another(wav: Path) -> None:
    shutil.copy(next(path for path in wav.parents[1].rglob("*.wav") if path != wav), wav)


def another_and_its_seal(wav: Path) -> None:
    """The seal of a clip of other words does not speak for these."""
    other = next(path for path in wav.parents[1].rglob("*.wav") if path != wav)
    shutil.copy(other, wav)
    shutil.copy(seal_of(other), seal_of(wav))


def wrong_length(wav: Path) -> None:
    told = json.loads(seal_of(wav).read_bytes())
    told["about"]["seconds"] = 99.0
    seal_of(wav).write_text(json.dumps(told), encoding="utf-8")


def half_a_seal(wav: Path) -> None:
    seal_of(wav).write_bytes(seal_of(wav).read_bytes()[:40])


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut": cut,
    "one byte": one_byte,
    "empty": lambda wav: wav.write_bytes(b""),
    "missing": Path.unlink,
    "another clip": another,
    "another clip with its seal": another_and_its_seal,
    "a seal cut short": half_a_seal,
    "an empty seal": lambda wav: seal_of(wav).write_bytes(b""),
    "a seal of another kind": lambda wav: seal_of(wav).write_text("[1, 2]", encoding="utf-8"),
    "a seal that is no text": lambda wav: seal_of(wav).write_bytes(b"\xff\xfe\x00{"),
    "a seal with another length": wrong_length,
}


@pytest.mark.parametrize("harm", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_clip_is_spoken_again_and_told(harm: Callable[[Path], object], tmp_path: Path) -> None:
    clips = speaker(tmp_path).clips(SAID)
    sound, about = clips[0].path.read_bytes(), clips[0].seconds
    harm(clips[0].path)

    after = speaker(tmp_path)
    again = after.clips(SAID)
    assert after.spoken == [SAID[0]]
    assert [after.was_damaged(utterance) for utterance in SAID] == [True, False]
    assert again[0].path.read_bytes() == sound
    assert again[0].seconds == about

    last = speaker(tmp_path)
    last.clips(SAID)
    assert last.spoken == []
    assert not last.was_damaged(SAID[0])


def test_a_clip_that_was_never_finished_is_no_damage(tmp_path: Path) -> None:
    clip = speaker(tmp_path).clips(SAID[:1])[0]
    seal_of(clip.path).unlink()
    after = speaker(tmp_path)
    after.clips(SAID[:1])
    assert after.spoken == SAID[:1]
    assert not after.was_damaged(SAID[0])


def test_nothing_of_an_utterance_that_was_interrupted_is_kept(tmp_path: Path) -> None:
    class Interrupted:
        fingerprint = "interrupted 1"

        def speak(self, _utterance: Utterance) -> None:
            raise KeyboardInterrupt

    stopped = Speaker(store=Store(tmp_path), profile=VoiceProfile(name="i", engine="interrupted", language="ps"))
    stopped.voice = Interrupted()  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        stopped.clips(SAID)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "options",
    [{"dialect": "kandahari"}, {"rate": 200}, {"pitch": 40}, {"range": 20}, {"variant": "f3"}],
    ids=lambda options: next(iter(options)),
)
def test_a_voice_of_the_same_name_with_other_options_has_other_clips(
    options: dict[str, object], tmp_path: Path
) -> None:
    plain = speaker(tmp_path).clips(SAID[:1])[0]
    profile = load_profile("pashto")
    other = VoiceProfile(
        name=profile.name, engine=profile.engine, language="ps", options={**profile.options, **options}
    )
    clip = Speaker(store=Store(tmp_path), profile=other).clips(SAID[:1])[0]
    assert clip.path != plain.path
    assert clip.path.read_bytes() != plain.path.read_bytes()


def test_an_approved_story_whose_sound_was_damaged_is_heard_again_before_it_airs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle(tmp_path / "articles", 3)
    station(tmp_path, "{voice: pashto}")
    build(capsys, tmp_path)
    approve(tmp_path, 3)
    assert build(capsys, tmp_path)[0] == 0
    seal = next(p for p in tmp_path.rglob("clips/*/*.json") if "سوات" in p.read_text(encoding="utf-8"))
    cut(seal.with_suffix(".wav"))

    code, told = build(capsys, tmp_path)
    assert code == 3
    assert told["damaged"] == told["speak"] != []
    made = manifest(tmp_path)
    assert [story.status for story in made.stories] == [Status.APPROVED, Status.REVIEW, Status.APPROVED]
    assert "damaged in the store" in made.stories[1].stale

    code, told = build(capsys, tmp_path)  # nobody has heard it yet
    assert told["damaged"] == []
    assert manifest(tmp_path).stories[1].status is Status.REVIEW
    assert main(["publish", str(tmp_path / "out")]) != 0
    path = tmp_path / "out" / DATE / "ps" / "manifest.yaml"
    path.write_text(path.read_text("utf-8").replace("status: review", "status: approved"), "utf-8")
    assert build(capsys, tmp_path)[0] == 0
    assert all(story.status is Status.APPROVED for story in manifest(tmp_path).stories)


def test_a_voice_in_this_process_is_listened_to_as_well(tmp_path: Path) -> None:
    class Cut:
        """A voice that loses all but a fifth of what it says."""

        fingerprint = "cut 1"
        tempo = 1.0

        def speak(self, utterance: Utterance) -> Audio:
            whole = load_profile("pashto").open().speak(utterance)
            return Audio(samples=whole.samples[: len(whole.samples) // 5], rate=whole.rate)

    cutting = Speaker(store=Store(tmp_path), profile=load_profile("pashto"))
    cutting.voice = Cut()
    with pytest.raises(EngineError, match="too short for its text"):
        cutting.clips(SAID)


@pytest.mark.parametrize("rate", [80, 320, 450])
def test_a_voice_that_is_told_to_be_quick_or_slow_is_held_to_that(rate: int, tmp_path: Path) -> None:
    profile = load_profile("pashto")
    other = VoiceProfile(
        name=profile.name, engine=profile.engine, language="ps", options={**profile.options, "rate": rate}
    )
    assert len(Speaker(store=Store(tmp_path), profile=other).clips(SAID)) == 2
