"""How Pashto words are said: known ones, new ones, and how the whole scores against other people's lists."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.engines.voice.espeak import ipa
from packager.lang.normalise import for_speech
from packager.lang.ps import espeak_data
from packager.lang.ps.g2p.learning import learn, pack
from packager.lang.ps.g2p.letters import LETTERS, aligned, folded
from packager.lang.ps.g2p.sounds import VOWELS, dialects, espeak, parse, stressed
from packager.lang.ps.g2p.spelling import CountedSpeller

ROOT = Path(__file__).parents[2]
PRONUNCIATION = ROOT / "benchmarks" / "pronunciation.py"

speller = espeak_data.rules().speller


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        # Vowel signs, where an editor writes them, are heeded.
        ("مُشکِنا", "muSkinA"),
        ("بَرَخ", "barax"),
        # The yehs at the end of a word: -ay, -i, -e, -əy.
        ("زلمګړی", "...aj"),
        ("زلمګړي", "...i"),
        ("زلمګړې", "...e"),
        ("زلمګړۍ", "...@j"),
        # Endings, on stems that are no words.
        ("پېرګول", "...aw@l"),
        ("پېرګېدل", "...ed@l"),
        ("پېرګونه", "...una"),
        ("پېرګونو", "...uno"),
        ("پېرګېږي", "...eGi"),
        ("پېرګتوب", "...tob"),
        ("پېرګوالی", "...wAlaj"),
        ("پېرګستان", "...stAn"),
        # Short a before a closing sonorant is ə in native words, and only in them.
        ("پېرګرټ", "...@rT"),
        # و between consonants is a vowel, before a vowel it is w.
        ("غوپاړ", "...pAR"),
        ("سپارتاوا", "...tAwA"),
    ],
)
def test_words_in_no_lexicon_are_read_by_their_spelling(word: str, sounds: str) -> None:
    assert word not in espeak_data.known_words()
    said = "".join(speller.sounds(word))
    assert said.endswith(sounds[3:]) if sounds.startswith("...") else said == sounds


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=sorted(LETTERS), min_size=1, max_size=14))
def test_any_letters_at_all_give_sounds_that_can_be_said(word: str) -> None:
    sounds = speller.sounds(word)
    assert not set(sounds) - set("pbtdTDkgqCJfszSZXGxQhmnNlrRwja@Aiueo") - {"ts", "dz"}
    consonants = [letter for letter in word if letter in "بپتدکګسشمنلر"]
    if consonants:
        assert VOWELS.intersection(sounds)


def test_what_is_learned_of_a_word_gives_it_back() -> None:
    entries = {"کتاب": "kitAb", "کتابونه": "kitAbuna", "ښځه": "X@dza", "پښتون": "paXtun", "راغلی": "rAQ@laj"}
    taught = CountedSpeller(pack(learn((word, parse(sounds)) for word, sounds in entries.items())))
    assert {word: "".join(taught.sounds(word)) for word in entries} == entries


@pytest.mark.parametrize(
    ("word", "sounds", "chunks"),
    [
        ("کتاب", "kitAb", ["ki", "t", "A", "b"]),
        ("سړی", "saRaj", ["sa", "R", "aj"]),
        ("شروع", "Suro", ["Su", "r", "o", ""]),
        ("ښوونه", "Xowuna", ["X", "o", "wu", "n", "a"]),
        ("کتاب", "kalam", None),
    ],
)
def test_letters_are_matched_with_their_sounds(word: str, sounds: str, chunks: list[str] | None) -> None:
    found = aligned(word, parse(sounds))
    assert (found and ["".join(chunk) for chunk in found]) == chunks


@pytest.mark.parametrize(
    ("sounds", "marked"),
    [
        ("kitAb", "kit'Ab"),  # the last syllable, closed
        ("kitAbuna", "kitAb'una"),  # the last heavy one: -a at the end never is
        ("saRaj", "saR'aj"),
        ("sijAsi", "sijAs'i"),
        ("kitAbuno", "kitAb'uno"),
        ("s'aRaj", "s'aRaj"),  # as marked
        ("da", "d'a"),
    ],
)
def test_stress_falls_on_the_last_heavy_syllable_unless_it_is_marked(sounds: str, marked: str) -> None:
    assert "".join(stressed(parse(sounds))) == marked


@pytest.mark.parametrize(
    ("dialect", "said"),
    [("yusufzai", "xgszZk"), ("kandahari", "s.z.tsdzZq"), ("radio", "xgtsdzZq")],
)
def test_each_dialect_has_its_own_values(dialect: str, said: str) -> None:
    assert espeak(("X", "G", "ts", "dz", "Z", "q"), dialects()[dialect]) == said


def test_sounds_that_only_stand_together_do_not_become_one() -> None:
    values = dialects()["radio"]
    assert espeak(parse("pat-s@"), values) == "pat|s@"
    assert espeak(parse("pats@"), values) == "pats@"


def test_particles_lean_on_their_neighbours() -> None:
    said = ipa("د کور په خوا کې", "ps").split()
    assert [("ˈ" in word) for word in said] == [False, True, False, True, False]


def test_ye_and_yeh_are_kept_apart() -> None:
    assert ipa("دی", "ps") != ipa("دي", "ps")


def output_of(script: Path, *arguments: str | Path) -> str:
    """What a script prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def score(tmp_path: Path, shared: Path, what: str) -> dict[str, float]:
    """PER by level on the shared list, as the shared tool scores what the benchmark prints."""
    references = shared / "data" / "ps_pron_dev.tsv"
    said = tmp_path / "said.tsv"
    said.write_text(output_of(PRONUNCIATION, what, "ps", references), encoding="utf-8")
    printed = output_of(shared / "tools" / "pron_score.py", "ps", said, references)
    return {level: float(per) for level, per in re.findall(r"(\w+) +PER +([\d.]+)", printed)}


def test_other_peoples_words_are_said_nearly_as_they_wrote_them(tmp_path: Path, shared: Path) -> None:
    per = score(tmp_path, shared, "words")
    assert per["core"] <= 10.5
    assert per["loose"] <= 6


def test_words_the_lexicon_never_held_are_said_better_than_letter_by_letter(tmp_path: Path, shared: Path) -> None:
    per = score(tmp_path, shared, "rules")  # a bare letter map gets 24.6
    assert per["core"] <= 13.5


def test_the_most_frequent_forms_of_news_are_all_known(shared: Path) -> None:
    lines = (shared / "data" / "ps_frequency.tsv").read_text(encoding="utf-8").splitlines()
    forms = [for_speech(line.split("\t")[0], "ps") for line in lines if line and not line.startswith("#")]
    # Figures come to the voice as number words; a form with a joiner as two words.
    words = [folded(word) for form in forms if not re.search(r"[0-9%]", form) for word in form.split()]
    assert len(words) > 5_700
    assert [word for word in words[:4_000] if word not in espeak_data.known_words()] == []


def test_running_news_has_hardly_a_word_that_cannot_be_said(shared: Path) -> None:
    printed = output_of(PRONUNCIATION, "text", "ps", shared / "data" / "news_dev.json")
    clusters, no_vowel = (float(share) for share in re.findall(r": ([\d.]+) %", printed))
    assert clusters <= 3
    assert no_vowel == 0
