"""The station's lexicon: what it names is read its way, whatever stands around it, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.engines.voice import espeak
from packager.errors import InputError, InputErrors
from packager.speech import lexicon

TEXT = """\
- word: مشعل
  say: مَشال
- word: [راډیو مشعل, مشعل راډیو]
  espeak-ng: "[[r'Adjo maS'Al]]"
  say: راډیو مَشعال
- word: کرک
  say: کَرَک
  endings: false
"""


def entries(text: str = TEXT, language: str = "ps") -> lexicon.Lexicon:
    return lexicon.parse(text, language, where="lexicon.ps.yaml")


@pytest.mark.parametrize(
    ("text", "engine", "read"),
    [
        ("دا مشعل دی.", "gtts", "دا مَشال دی."),
        ("دا مشعل دی.", "espeak-ng", "دا مَشال دی."),
        ("د راډیو مشعل خبرونه", "gtts", "د راډیو مَشعال خبرونه"),  # the longest entry
        ("د راډیو مشعل خبرونه", "espeak-ng", "د [[r'Adjo maS'Al]] خبرونه"),
        ("راډیو، مشعل", "espeak-ng", "راډیو، مَشال"),  # a pause ends a phrase
        ("مشعلونه او مشعلو", "gtts", "مَشالونه او مَشالو"),  # inflected
        ("کرکو", "gtts", "کرکو"),  # not where the station said no
        ("امشعل مشعلي", "gtts", "امشعل مَشالي"),  # never inside a word
        ("مَشعَل", "gtts", "مَشال"),  # with vowel marks of its own
    ],
)
def test_words_are_read_as_the_station_says(text: str, engine: str, read: str) -> None:
    assert entries().reading(text, engine) == read


@given(st.text(alphabet="ابپدمشعلنو ،.؟ ", max_size=60))
def test_what_is_not_named_does_not_change(text: str) -> None:
    named = ("مشعل", "کرک")
    if not any(word in text for word in named):
        assert entries().reading(text, "gtts") == text


def test_phonemes_are_what_is_heard() -> None:
    read = entries().reading("راډیو مشعل", "espeak-ng")
    assert espeak.ipa(read, "ps") == "ɾˈaːdjoː maʃˈaːl"
    assert espeak.ipa("راډیو مشعل", "ps") != espeak.ipa(read, "ps")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- word: مشعل\n  say: mashaal\n", "lexicon.ps.yaml:2:3: 'mashaal' is no respelling"),
        ("- word: مشعل\n", "lexicon.ps.yaml:1:3: 'مشعل' has no reading"),
        ("- say: مشعل\n", "lexicon.ps.yaml:1:3: the entry has no word"),
        ("- word: Mashaal\n  say: مشعل\n", "'Mashaal' is not written in the language's letters"),
        ("- word: مشعل\n  sya: مَشال\n", "did you mean 'say'"),
        ("- word: مشعل\n  say: مَشال\n- word: مشعل\n  say: مَشل\n", "lexicon.ps.yaml:3:3: 'مشعل' has an entry already"),
        ("- word: مشعل\n  gtts: '[[maS]]'\n", "gtts cannot be given phonemes"),
        ("- word: مشعل\n  espeak-ng: '[[مش]]'\n", "is no phonemes"),
        ("- word: مشعل\n  say: مَشال\n  endings: نه\n", "endings must be true or false"),
        ("word: مشعل\n", "is no list of entries"),
    ],
)
def test_a_bad_entry_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        entries(text)
    assert said in str(caught.value)


def test_every_bad_entry_is_told_at_once() -> None:
    with pytest.raises(InputErrors) as caught:
        entries("- word: abc\n  say: مشعل\n- word: مشعل\n- word: کرک\n  say: k\n")
    assert len(caught.value.faults) == 3


def test_no_file_is_an_empty_lexicon(tmp_path: Path) -> None:
    assert lexicon.load(tmp_path / "lexicon.ps.yaml", "ps").reading("مشعل", "gtts") == "مشعل"
