"""The Pashto lexicon agrees with itself: one reading a word, one stress a kind of word."""

from __future__ import annotations

import re
from collections import defaultdict

from packager.lang.data_folder import voices_folder
from packager.lang.normalise import for_speech
from packager.lang.ps.g2p.letters import folded
from packager.lang.ps.g2p.sounds import STRESS, VOWELS, parse

FOLDER = voices_folder() / "pashto" / "lexicon"


def _cells(line: str) -> tuple[str, str]:
    word, sounds = line.split("\t")
    return word, sounds


ROWS = [
    (path.name, number, *_cells(line))
    for path in sorted(FOLDER.glob("*.tsv"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    if line.strip() and not line.startswith("#")
]
SOUNDS = {folded(for_speech(word, "ps")): sounds for _, _, word, sounds in ROWS}


def test_a_word_has_one_reading_whatever_yeh_it_is_written_with() -> None:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for _, _, word, sounds in ROWS:
        found[folded(for_speech(word, "ps"))].add(sounds)
    assert not {word: readings for word, readings in found.items() if len(readings) > 1}


def test_words_in_wali_are_stressed_alike() -> None:
    wali = re.compile("..وال[یيېو]$")
    stressed = re.compile("w'A?l|w'Al")
    words = {word: sounds for word, sounds in SOUNDS.items() if wali.search(word) and " " not in word}
    assert len(words) > 90
    assert not {
        word: sounds
        for word, sounds in words.items()
        if sounds.replace(STRESS, "").endswith("wAlaj") and not stressed.search(sounds)
    }


def test_participles_are_stressed_before_their_ending() -> None:
    """-lay of an infinitive in -@l, with nothing before it that takes the stress."""
    wrong = {}
    for word, sounds in SOUNDS.items():
        infinitive = SOUNDS.get(word[:-1], "") if word.endswith("لی") else ""
        bare = infinitive.replace(STRESS, "")
        if bare.endswith("@l") and sounds.replace(STRESS, "") == f"{bare}aj" and sounds.endswith("l'aj"):
            wrong[word] = sounds
    assert not wrong.keys() - {"تلی"}  # the sole of a foot, and no participle


def test_a_long_word_has_its_stress_and_vowels_that_can_be_said() -> None:
    wrong = {}
    for name, number, word, sounds in ROWS:
        for part in sounds.split():
            read = parse(part)
            vowels = sum(sound in VOWELS for sound in read)
            if vowels > 1 and STRESS not in read:
                wrong[word] = f"{name}:{number}: no stress"
            if re.search("@@|a@|@a", part.replace(STRESS, "")) and "ع" not in word:
                wrong[word] = f"{name}:{number}: {sounds}"
    assert not wrong


def test_initial_he_is_said() -> None:
    dropped = {word for word, sounds in SOUNDS.items() if word[0] == "ه" and sounds.lstrip(STRESS)[0] != "h"}
    assert dropped <= {"هوږه"}  # garlic, which is written اوږه too
