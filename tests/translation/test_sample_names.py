"""The table of names: well-formed, no name twice, each spelling in the letters of its language."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import packager
from packager.lang.names import SLOT
from packager.lang.registry import language as find
from packager.text import strict_yaml
from packager.text.letters import MARKS
from packager.translation.names import load_names

NAMES = Path(packager.__file__).parents[1] / "voices" / "names.yaml"
KEYS = {"en", "kind", "ps", "ur", "also", "say", "bent", "common", "avoid", "note"}
KINDS = {"person", "place", "organisation", "acronym", "people"}


@cache
def entries() -> list[dict[str, Any]]:
    value = strict_yaml.load(NAMES.read_text(encoding="utf-8"), where=NAMES.name)
    assert isinstance(value, list)
    return value


def test_a_newsroom_finds_its_week_in_it() -> None:
    assert len(entries()) >= 1_200
    kinds = Counter(entry["kind"] for entry in entries())
    assert kinds.keys() == KINDS
    assert min(kinds.values()) >= 40


def test_every_entry_has_the_known_keys_and_text_in_them() -> None:
    for entry in entries():
        assert {"en", "kind", "ps", "ur"} <= entry.keys() <= KEYS, entry
        assert all(isinstance(entry[key], str) and entry[key].strip() == entry[key] for key in ("en", "ps", "ur"))
        assert all(isinstance(word, str) for word in entry.get("also", ())), entry
        for key in ("say", "avoid"):
            assert entry.get(key, {}).keys() <= {"ps", "ur"}, entry


def test_no_english_name_is_met_twice() -> None:
    met = Counter(name for entry in entries() for name in (entry["en"], *entry.get("also", ())))
    assert [name for name, times in met.items() if times > 1] == []


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_spellings_and_spoken_forms_have_the_letters_of_the_language_alone(language: str) -> None:
    own = {*find(language).writing.letters, *MARKS}
    for entry in entries():
        for text in (entry[language], entry.get("say", {}).get(language, "")):
            wrong = {sign for sign in text if sign.isalpha() and sign not in own}
            assert not wrong, (entry["en"], text)


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_a_spoken_form_leaves_no_figure_and_no_latin_to_read(language: str) -> None:
    for entry in entries():
        spoken = entry.get("say", {}).get(language, entry[language])
        assert not any(sign.isdigit() or (sign.isascii() and sign.isalnum()) for sign in spoken), entry["en"]


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_no_spelling_is_one_that_is_to_be_avoided(language: str) -> None:
    avoided = {text for entry in entries() for text in entry.get("avoid", {}).get(language, ())}
    assert len(avoided) >= 3
    for entry in entries():
        assert not any(f" {text} " in f" {entry[language]} " for text in entry.get("avoid", {}).get(language, ()))


@pytest.mark.parametrize(
    ("en", "ps", "ur"),
    [
        ("Khyber Pakhtunkhwa", "خیبر پښتونخوا", "خیبر پختونخوا"),
        ("Peshawar", "پېښور", "پشاور"),
        ("Islamabad", "اسلام اباد", "اسلام آباد"),
        ("TTP", "ټي ټي پي", "ٹی ٹی پی"),
        ("United Nations", "ملګري ملتونه", "اقوام متحدہ"),
        ("Radio Mashaal", "مشال راډیو", "ریڈیو مشال"),
    ],
)
def test_names_that_a_listener_hears_daily(en: str, ps: str, ur: str) -> None:
    entry = next(entry for entry in entries() if entry["en"] == en)
    assert (entry["ps"], entry["ur"]) == (ps, ur)


# Names that are written the same and are not one: the country's capital and another country.
WRITTEN_ALIKE = [["Oman", "Amman"]]
# Words that differ in their yeh alone and are two words: place and noun, woman and man, letters of the alphabet.
TWO_WORDS = {
    frozenset(pair)
    for pair in (
        ("تنګی", "تنګي"),
        ("منځنۍ", "منځنی"),
        ("اڅکزی", "اڅکزي"),
        ("یوسفزۍ", "یوسفزی"),
        ("زلمی", "زلمي"),
        ("جې", "جي"),
        ("پیټ", "پېټ"),
        ("يي", "یي"),
        ("ازادۍ", "ازادي"),
        ("اې", "اي"),
        ("کی", "کې", "کي"),
        ("بي", "بې"),
    )
}
_YEHS = str.maketrans("يېۍئ", "یییی")


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_a_name_that_begins_with_a_particle_says_where_a_preposition_goes(language: str) -> None:
    for name in load_names(NAMES).entries:
        if name.spelling[language].split()[0] in find(language).names.particles:
            assert language == "ps", name.en
            assert name.spelling["ps"].startswith("د "), name.en
            assert SLOT in name.oblique("ps"), name.en


def test_no_two_entries_are_one_name() -> None:
    met: dict[tuple[str, ...], list[str]] = {}
    for entry in entries():
        met.setdefault((entry["kind"], entry["ps"], entry["ur"]), []).append(entry["en"])
    assert [names for names in met.values() if len(names) > 1] == WRITTEN_ALIKE


def test_no_word_is_spelt_with_one_yeh_here_and_another_there() -> None:
    spelt: dict[str, set[str]] = {}
    for entry in entries():
        if entry["kind"] != "people":  # پاکستانی and پاکستاني, noun and adjective
            for word in entry["ps"].split():
                spelt.setdefault(word.translate(_YEHS), set()).add(word)
    assert {frozenset(words) for words in spelt.values() if len(words) > 1} <= TWO_WORDS


def test_an_oblique_that_is_given_is_not_the_one_of_the_rules() -> None:
    for name in load_names(NAMES).entries:
        for language, form in name.bent.items():
            assert form != find(language).names.bent(name.spoken(language), name.kind), name.en
