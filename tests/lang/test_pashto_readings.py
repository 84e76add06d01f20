"""Words that were read wrong are read right, each as one of its kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.engines.voice import espeak
from packager.lang.data_folder import voices_folder
from packager.lang.ps import espeak_data
from packager.lang.ps.g2p.letters import folded
from packager.lang.ps.g2p.lexicon import read_lexicon
from packager.speech import spoken

CASES = Path(__file__).parents[1] / "cases" / "readings.ps.tsv"
LEXICON = read_lexicon(voices_folder() / "pashto" / "lexicon")
ROWS = [row.split("\t") for row in CASES.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]


@pytest.mark.parametrize(("word", "sounds", "kind"), ROWS)
def test_a_word_is_read_as_its_kind_is(word: str, sounds: str, kind: str) -> None:
    known = LEXICON.get(folded(word))
    assert "".join(known[0] if known else espeak_data.rules().sounds(word)) == sounds, kind


def test_a_word_of_two_stops_at_its_end_gets_a_vowel() -> None:
    assert espeak_data.rules().sounds("درابن")[-2] in "a@"
    assert espeak_data.rules().sounds("هپټایټس")[0] == "h"


def test_pakistani_spellings_of_the_postposition_are_read_as_it() -> None:
    assert spoken("په کور کښې، په کور کښ، پکښې", "ps") == "په کور کې، په کور کې، پکې"


def test_short_vowels_are_short_under_stress_and_written_ones_long() -> None:
    heard = espeak.voice({"language": "ps"}).ipa("ګل قسط سور سیمه وظایف تفاوت داود")
    assert heard == "ɡˈʊl kˈɪst sˈuːɾ sˈiːma wazaːjˈɪf tafaːwˈʊt daːwˈuːd"
