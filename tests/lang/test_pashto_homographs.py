"""Words that are written alike are said as their line asks: figures a word, over lines labelled by hand."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from packager.engines.voice.espeak_text import reading
from packager.errors import InputError
from packager.lang.data_folder import voices_folder
from packager.lang.homographs import read_rules
from packager.lang.ps.espeak import PashtoSpeller
from packager.lang.ps.g2p.letters import folded
from packager.lang.ps.g2p.lexicon import read_lexicon
from packager.lang.ps.g2p.sounds import Sounds, parse
from packager.lang.ps.homographs import homographs
from packager.lang.registry import language

CASES = Path(__file__).parents[1] / "cases" / "homographs.ps.tsv"
LEXICON = read_lexicon(voices_folder() / "pashto" / "lexicon")


def said(line: str, word: str) -> Sounds:
    """What is said for the first place of a word: what its neighbours ask, else what the lexicon has."""
    words = line.split()
    place = words.index(word)
    found = homographs().readings(words).get(place)
    return parse(found) if found else LEXICON[folded(word)][0]


def lines() -> list[tuple[str, str, str]]:
    rows = [row.split("\t") for row in CASES.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    return [(line, word, sounds) for line, word, sounds in rows]


def test_nine_lines_in_ten_are_read_right() -> None:
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for line, word, sounds in lines():
        right[word].append(said(line, word) == parse(sounds))
    told = {word: f"{sum(found)}/{len(found)}" for word, found in right.items()}
    assert sum(map(sum, right.values())) >= 0.9 * len(lines()), told


@pytest.mark.parametrize("word", sorted(homographs().rules))
def test_a_rule_says_something_else_than_the_lexicon(word: str) -> None:
    own = LEXICON[word][0]
    assert any(parse(rule.sounds) != own for rule in homographs().rules[word])


def test_the_voice_is_given_the_reading() -> None:
    given = reading("ملا عمر وویل. د هغه عمر څلوېښت کاله دی.", language("ps").grammar, PashtoSpeller("yusufzai")).text
    assert given.count("[[um'ar]]") == 1


def test_a_bad_rule_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "homographs.tsv"
    path.write_text("# head\nلور\tl'or\t(په\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"homographs\.tsv:2"):
        read_rules(path, parse, folded)
