"""Pashto words that no lexicon holds: read from relations, prefixes and parts, with the stress where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.lang.data_folder import voices_folder
from packager.lang.ps import espeak_data
from packager.lang.ps.g2p.lexicon import read_lexicon
from packager.lang.ps.g2p.rules import Rules, learned, read_rules, write_rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Learned of a lexicon that lacks every word asked for below."""
    lexicon = read_lexicon(voices_folder() / "pashto" / "lexicon")
    return learned({word: sounds for word, sounds in lexicon.items() if word not in {word for word, _ in FORMS}})


FORMS = [
    # Endings that take the stress, and those that leave it.
    ("کتابونه", "kitAb'una"),
    ("کتابونو", "kitAb'uno"),
    ("سفارتونه", "sifArat'una"),
    ("افسران", "afsar'An"),
    ("افسرانو", "afsar'Ano"),
    ("بدامنیو", "badamn'@jo"),
    ("امنیتي", "amnijat'i"),
    ("نړیوال", "naRiw'Al"),
    ("خطرناکې", "xatarn'Ake"),
    ("ملیاردونه", "miljArd'una"),
    # Prefixes: the perfective takes the stress, the rest leave it.
    ("وکارېږو", "w'@kAreGu"),
    ("ناامني", "nAamn'i"),
    # Two words joined are stressed as the second.
    ("کتابپوهنه", "kitAbpoh'@na"),
]


@pytest.mark.parametrize(("word", "said"), FORMS)
def test_forms_of_known_words_are_said_with_their_stress(rules: Rules, word: str, said: str) -> None:
    assert "".join(rules.sounds(word)) == said


def test_a_word_without_relations_is_left_to_its_letters(rules: Rules) -> None:
    assert rules.former.sounds("ګوپېزنت") is None
    assert rules.sounds("ګوپېزنت")
    assert rules.sounds("") == rules.sounds("…") == ()


def test_vowel_signs_are_heeded_before_any_relation(rules: Rules) -> None:
    assert "".join(rules.sounds("کُتابونه")).replace("'", "").startswith("kut")


def test_rules_kept_on_disk_are_the_same_rules(tmp_path: Path) -> None:
    rules = espeak_data.rules()
    write_rules(tmp_path, rules)
    assert read_rules(tmp_path) == rules
