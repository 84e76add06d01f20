"""Every name of the shipped table as it is heard: in its case, and by the table's reading in any script."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import packager
from packager.engines.voice import espeak
from packager.lang.normalise import for_speech
from packager.lang.options import SpokenOptions
from packager.lang.registry import language as find
from packager.speech import spoken
from packager.speech.lexicon import Lexicon, parse
from packager.translation.names import Name, Names, load_names
from packager.translation.names_said import obliques, prints, readings

OURS = Path(packager.__file__).parents[1] / "voices" / "names.yaml"
PREPOSITIONS = ("د", "له", "په", "پر", "تر")
AROUND = {
    "د": "د {} مشر وویل",
    "له": "له {} څخه خلک راغلل",
    "په": "په {} کې ویل کېږي",
    "پر": "پر {} باندې خبرې وشوې",
    "تر": "تر {} پورې رسېږي",
    "": "{} ته یې وویل",
}
URDU = ("کا", "کی", "کے", "کو", "سے", "میں", "پر", "نے", "تک")
# Urdu nouns that an Urdu editor would never leave so before a postposition, whatever stands before them.
UNBENT_URDU = ("ادارہ", "محکمہ", "کنارہ", "علاقہ", "دستہ", "پہاڑیاں")
# Final ه after a long a is a consonant, and these names are of men or tribes that keep their ending.
KEEPS = re.compile("(اه|الله|زاده|حمزه|اسامه)$")


@cache
def table() -> Names:
    return load_names(OURS)


@cache
def options(language: str) -> SpokenOptions:
    names = table()
    return SpokenOptions(names=names.spoken(language), bent=obliques(names, language), prints=prints(names, language))


def english() -> list[Name]:
    """The names that a Pashto line could hold in Latin letters as one run."""
    names = (name for name in table().entries if name.kind != "people")
    return [name for name in names if re.fullmatch(r"[A-Za-z'.\- ]+", name.en)]


def said(name: Name, preposition: str) -> list[str]:
    return spoken(AROUND[preposition].format(name.en), "ps", options("ps")).split()


@pytest.mark.parametrize("preposition", AROUND)
def test_no_name_doubles_a_particle_or_loses_its_preposition(preposition: str) -> None:
    assert len(english()) > 1_200
    for name in english():
        words = said(name, preposition)
        doubled = [pair for pair in pairwise(words) if set(pair) <= set(PREPOSITIONS)]
        assert doubled == [], (name.en, words)
        own = name.spoken_oblique("ps").split()
        if preposition:
            inside = "ضد" in own and preposition == "د"  # its own د is enough
            assert words.count(preposition) == own.count(preposition) + (0 if inside else 1), (name.en, words)


@pytest.mark.parametrize("preposition", AROUND)
def test_no_name_stays_unbent_where_it_must_bend(preposition: str) -> None:
    for name in english():
        if name.kind == "acronym":
            continue
        last = said(name, preposition)[-AROUND[preposition].partition("{}")[2].count(" ") - 1]
        masculine = (
            last.endswith("ی") and not last.endswith(("ای", "آی")) and find("ps").names.bent(last, "person") != last
        )
        assert not masculine or "ps" in name.bent, (name.en, last)
        if name.kind != "person" and preposition not in ("په", "پر"):
            assert not last.endswith(("ه", "ونه")) or KEEPS.search(last) or "ps" in name.bent, (name.en, last)


@pytest.mark.parametrize("marker", URDU)
def test_urdu_names_bend_before_every_postposition(marker: str) -> None:
    for name in english():
        words = spoken(f"{name.en} {marker} بات", "ur", options("ur")).split()
        assert words[-2:] == [marker, "بات"], (name.en, words)
        assert words[-3] != marker or name.kind == "acronym", (name.en, words)  # کے is a letter too
        assert words[-3] not in UNBENT_URDU or "ur" in name.bent, (name.en, words)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("د IMF استازی", "د پیسو د نړیوال صندوق استازی"),
        ("له IMF څخه", "د پیسو له نړیوال صندوق څخه"),
        ("په NAB کې", "د احتساب په قومي اداره کې"),
        ("د UN سرمنشي", "د ملګرو ملتونو سرمنشي"),
        ("UN وایي", "ملګري ملتونه وایي"),
        ("د EU او UN استازي", "د اروپايي ټولنې او ملګرو ملتونو استازي"),
        ("د IMF او WHO مشران", "د پیسو د نړیوال صندوق او د روغتیا د نړیوال سازمان مشران"),
        ("د CTD پولیس", "د ترهګرۍ ضد ادارې پولیس"),
        ("له CTD سره", "د ترهګرۍ ضد له ادارې سره"),
        ("د Quetta ښار", "د کوټې ښار"),
        ("په Quetta کې", "په کوټه کې"),
        ("د Hamid Karzai زوی", "د حامد کرزي زوی"),
        ("د ملګرو ملتونو (UN) سرمنشي", "د ملګرو ملتونو، یُو اېن، سرمنشي"),
        ("د پیسو نړیوال صندوق (IMF) وایي", "د پیسو نړیوال صندوق، آی اېم اېف، وایي"),
        ("د شمالي اتلانتیک تړون (NATO) مشر", "د شمالي اتلانتیک تړون، ناټو، مشر"),
        ("د CPEC پروژه", "د سي پېک پروژه"),
        ("د ISIS-K ډله", "د داعش خراسان ډله"),
        ("د Mullah Yaqoob خبرې", "د ملا یعقوب خبرې"),
        ("د COVID-19 ناروغي", "د کوویډ نولس ناروغي"),
        ("د UNHCR په وینا", "د یُو اېن اېچ سي آر په وینا"),
    ],
)
def test_pashto_around_a_latin_name(text: str, says: str) -> None:
    assert spoken(text, "ps", options("ps")) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("FIA نے", "وفاقی تحقیقاتی ادارے نے"),
        ("FIA", "وفاقی تحقیقاتی ادارہ"),
        ("Quetta میں", "کوئٹہ میں"),
        ("COVID کی ویکسین", "کووڈ کی ویکسین"),
    ],
)
def test_urdu_around_a_latin_name(text: str, says: str) -> None:
    assert spoken(text, "ur", options("ur")) == says


@pytest.mark.parametrize(
    ("name", "kind", "form"),
    [
        ("تیمرګره", "place", "تیمرګرې"),
        ("لښکرګاه", "place", "لښکرګاه"),
        ("نوی ډیلي", "place", "نوي ډیلي"),
        ("شانګهای", "place", "شانګهای"),
        ("ګوهر اپرېدی", "person", "ګوهر اپرېدي"),
        ("حمزه", "person", "حمزه"),
        ("ستره محکمه", "organisation", "سترې محکمې"),
        ("د بشري حقونو څار سازمان", "organisation", "د بشري حقونو … څار سازمان"),
        ("ملګري ملتونه", "organisation", "ملګرو ملتونو"),
        ("سي پېک", "acronym", "سي پېک"),
    ],
)
def test_a_station_s_own_names_bend_by_rule(name: str, kind: str, form: str) -> None:
    assert find("ps").names.bent(name, kind) == form


def test_a_form_with_its_preposition() -> None:
    cases = find("ps").names
    assert cases.filled("د پیسو … نړیوال صندوق", "تر") == "د پیسو تر نړیوال صندوق"
    assert cases.in_case("ستره محکمه", "سترې محکمې", "په") == "ستره محکمه"
    assert cases.in_case("ستره محکمه", "سترې محکمې", "له") == "سترې محکمې"


@pytest.mark.parametrize("language", ["ps", "ur"])
def test_the_table_s_reading_holds_wherever_the_name_stands(language: str) -> None:
    lexicon = Lexicon((), language, readings(table(), language))
    named = [name for name in table().entries if language in name.say and language not in name.common]
    written = [name for name in named if not re.search("[0-9۰-۹A-Za-z-]", name.spelling[language])]
    assert len(written) > {"ps": 2, "ur": 350}[language]
    for name in written:
        pairs = [(name.spelling[language], name.spoken(language))]
        if language == "ur":
            pairs.append((name.oblique(language), name.spoken_oblique(language)))
        for spelling, reading in pairs:
            around = f"چې {for_speech(spelling, language)}، نن"
            expected = f"چې {for_speech(reading, language)}، نن"
            assert lexicon.reading(around, "", phonemes=True) == expected, name.en
            assert lexicon.reading(around, "gtts") == around, name.en


@pytest.mark.parametrize(
    ("written", "latin"),
    [("کنڑ میں", "Kunar میں"), ("لکی مروت سے", "Lakki Marwat سے"), ("غلنئی کا", "Ghalanai کا"), ("دیر", "دیر")],
)
def test_a_name_sounds_the_same_in_either_script(written: str, latin: str) -> None:
    lexicon = Lexicon((), "ur", readings(table(), "ur"))

    def heard(text: str) -> str:
        return espeak.ipa(lexicon.reading(spoken(text, "ur", options("ur")), "espeak-ng", phonemes=True), "ur")

    assert heard(written) == heard(latin)


def test_a_word_of_every_day_is_no_name() -> None:
    lexicon = Lexicon((), "ur", readings(table(), "ur"))
    assert lexicon.reading("بہت دیر ہو گئی", "espeak-ng", phonemes=True) == "بہت دیر ہو گئی"
    assert "دِیر" in lexicon.reading("لوئر دیر میں", "espeak-ng", phonemes=True)


def test_the_station_s_lexicon_stands_above_the_table() -> None:
    own = parse("- word: مروت\n  say: مَرَوَت\n", "ur", where="lexicon.ur.yaml")
    both = own.over_names(readings(table(), "ur"))
    assert both.reading("لکی مروت میں", "espeak-ng", phonemes=True) == "لکی مَرَوَت میں"
    assert own.over_names({}).reading("لکی مروت", "gtts") == "لکی مَرَوَت"


@cache
def _sounds(words: tuple[str, ...]) -> dict[str, str]:
    heard = espeak.voice({"language": "ps"})
    return {word: heard.ipa(word).replace("ˈ", "") for word in words}


def test_a_bent_name_is_read_as_the_name() -> None:
    pairs = {
        pair
        for name in table().entries
        if name.kind == "place" and "ps" not in name.bent
        for pair in zip(name.spelling["ps"].split(), name.oblique("ps").replace("… ", "").split(), strict=False)
        if pair[0] != pair[1]
        and pair[0].endswith("ه")
        and pair[0] not in ("دره", "جبه", "سره")  # in phrases of their own
    }
    heard = _sounds(tuple(sorted({word for pair in pairs for word in pair})))
    assert len(pairs) >= 75
    other = [pair for pair in pairs if _stem(heard[pair[0]]) != _stem(heard[pair[1]])]
    assert other == []


def _stem(sounds: str) -> str:
    """Sounds without the ending, and with one way of writing the glide in روسیه, روسیې and vowels of no stress."""
    return re.sub("[əɪi]j|ij", "j", re.sub("(a|ə|eː)$", "", sounds)).replace("ː", "").replace("ɾ", "r")


@pytest.mark.parametrize(("text", "never"), [("Christian Bale راغی", "مسیحي"), ("د British Airways الوتکه", "برتانوي")])
def test_a_people_is_no_part_of_another_name(text: str, never: str) -> None:
    assert never not in spoken(text, "ps", options("ps"))
