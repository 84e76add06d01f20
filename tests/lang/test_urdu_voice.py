"""How Urdu words are said: numbers, forms, izafat, names, news, and the score against other people's lists."""

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
from packager.engines.voice.espeak import voice as urdu_voice
from packager.lang.normalise import for_speech
from packager.lang.ur.espeak import urdu_respelling
from packager.lang.ur.g2p.letters import CONSONANTS
from packager.lang.ur.g2p.sounds import is_notation, phonemes
from packager.speech import spoken
from packager.translation.names import load_names

ROOT = Path(__file__).parents[2]
NAMES = ROOT / "voices" / "names.yaml"
PRONUNCIATION = ROOT / "benchmarks" / "pronunciation.py"

# 0 to 100 as they are said, by hand.
NUMBERS = re.findall(
    r"\S+",
    """
    sifar ek do tiin chaar paa~ch chhe saat aaTh nau das gyaara baara tera chauda pandra sola satra aThaara unniis
    biis ikkiis baa'iis te'iis chaubiis pachchiis chhabbiis sattaa'iis aTThaa'iis untiis
    tiis ikattiis battiis tai~tiis chau~tiis pai~tiis chhattiis sai~tiis aRtiis untaaliis
    chaaliis iktaaliis biyaaliis tai~taaliis chawaaliis pai~taaliis chhiyaaliis sai~taaliis aRtaaliis unchaas
    pachaas ikyaawan baawan tirpan chawwan pachpan chhappan sattaawan aTThaawan unsaTh
    saaTh iksaTh baasaTh tirsaTh chau~saTh pai~saTh chhiyaasaTh saRsaTh aRsaTh unhattar
    sattar ik'hattar bahattar tihattar chauhattar pachhattar chhihattar satattar aTh'hattar unaasii
    assii ikyaasii biyaasii tiraasii chauraasii pachaasii chhiyaasii sattaasii aTThaasii nawaasii
    nawwe ikyaanwe baanwe tiraanwe chauraanwe pachaanwe chhiyaanwe sattaanwe aTThaanwe ninnaanwe sau
    """,
)


def said(notation: str) -> str:
    """IPA of words in the lexicon's notation."""
    return ipa(phonemes(notation), "ur")


@pytest.mark.parametrize(("number", "sounds"), list(enumerate(NUMBERS)))
def test_every_number_to_a_hundred_is_said_right(number: int, sounds: str) -> None:
    assert ipa(spoken(str(number), "ur"), "ur") == said(sounds)


def test_the_numbers_are_spelled_as_the_reference_has_them(shared: Path) -> None:
    lines = (shared / "data" / "ur_numbers.tsv").read_text(encoding="utf-8").splitlines()
    wanted = {cells[0]: cells[2] for line in lines if not line.startswith("#") and (cells := line.split("\t"))}
    assert len(wanted) == 101
    # Spellings that told espeak-ng's own rules what is meant; the lexicon says صفر and چھ as they are printed.
    wanted |= {"0": "صفر", "6": "چھ"}
    assert {number: spoken(number, "ur") for number in wanted} == wanted


@pytest.mark.parametrize(
    ("phrase", "sounds"),
    [
        ("وزیر اعظم", "waziire aazam"),
        ("وزیرِ اعظم", "waziire aazam"),
        ("حکومت پاکستان", "hukuumate paakistaan"),
        ("صدر مملکت", "sadre mumlikat"),
        ("وزارت امور خارجہ", "wizaarate umuure xaarija"),
        ("محکمہ صحت", "mehkama'e sehat"),
        ("نظریہ پاکستان", "nazariya'e paakistaan"),
        ("توہین عدالت", "tauhiine adaalat"),
        ("غم و غصے", "Gam o Gusse"),
        ("صوبہ خیبر", "suuba xaibar"),
        # The same word in and out of a phrase.
        ("انتخابات ہوں گے", "intixaabaat ho~ -ge"),
        ("اعلان کیا", "e'laan kiyaa"),
        ("بلا معاوضہ", "bilaa mu'aawaza"),
        ("دہشت گرد", "dahshat gard"),
        # Heads that hardly stand before a noun otherwise; a person after وزیر is no office.
        ("قابل احترام", "qaabile ehtiraam"),
        ("زیر غور", "zere Gaur"),
        ("وزارت پیداوار", "wizaarate paidaawaar"),
        ("وزیر معدنیات", "waziire ma'daniyaat"),
        ("وزیر خالد", "waziir xaalid"),
        ("قابل بنانا", "qaabil banaanaa"),
        ("محکمہ زراعت", "mehkama'e ziraa'at"),
        ("تحریک آزادی", "tahriike aazaadii"),
        ("تحریک چلی", "tahriik chalii"),
        ("صدر افغانستان", "sadre afGaanistaan"),
        ("صدر نواز", "sadr nawaaz"),
        ("یوم یکجہتی کشمیر", "yaume yakjahtii'e kashmiir"),
        # The head by itself, before a person, a verb or what belongs to the verb.
        ("ماہر معاشیات", "maahire ma'aashiyaat"),
        ("ماہر اقبال", "maahir iqbaal"),
        ("خط مل گیا", "xatt mil gayaa"),
        ("قیام عمل میں", "qiyaam amal -me~"),
        ("شاہراہ بند", "shaahraah band"),
        ("نماز جنازہ", "namaaze janaaza"),
        ("نماز ادا", "namaaz adaa"),
        ("قابل بنائے گا", "qaabil banaa'e -gaa"),
        ("وادی تیراہ", "waadii'e tiiraah"),
        # Where zer or hamza is written, any word can be tied to the next.
        ("تحریکِ عدم", "tahriike adam"),
        ("جامعۂ پشاور", "jaami'a'e pishaawar"),
        ("لشکرِ طیبہ", "lashkare tayyaba"),
    ],
)
def test_izafat_is_heard(phrase: str, sounds: str) -> None:
    assert ipa(phrase, "ur") == said(sounds)


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        # A form is built on its own lemma: ملک, not ملکہ; دور, not دورہ.
        ("ملکی", "mulkii"), ("سفری", "safarii"), ("قدرتی", "qudratii"), ("بیوی", "biiwii"), ("دوری", "duurii"),
        ("برائے", "baraa'e"), ("سنگاپور", "singaapuur"), ("نظرانداز", "nazarandaaz"), ("میلے", "mele"),
        ("انسان", "insaan"), ("چکی", "chukii"), ("بچوں", "bachcho~"), ("خبریں", "xabre~"), ("عمارتوں", "imaarto~"),
        # What is written together is said as two words would be.
        ("جارہا", "jaarahaa"), ("کررہے", "kar'rahe"), ("ہوچکی", "hochukii"), ("کردی", "kardii"),
        ("غیرمعمولی", "Gairma'muulii"), ("پرتشدد", "purtashaddud"), ("بحفاظت", "bahifaazat"),
        ("پکڑیگا", "pakRegaa"), ("ٹھہرینگے", "Thahre~ge"), ("لائینگی", "laa'e~gii"), ("ہوجائینگے", "hojaa'e~ge"),
        ("احمدزئی", "ahmadza'ii"), ("بابوزئی", "baaboza'ii"), ("غلنئی", "Galana'ii"), ("مئی", "ma'ii"),
        ("اکیسویں", "ikkiiswe~"), ("بارہویں", "baarahwe~"), ("سترہواں", "satrahwaa~"),
        # Arabic patterns.
        ("تصور", "tasawwur"), ("توثیق", "tausiiq"), ("مستفید", "mustafiid"), ("متواتر", "mutawaatir"),
        ("احتمال", "ehtimaal"), ("تازہ", "taazaa"), ("خاکہ", "xaaka"), ("سادہ", "saada"),
        ("منحصر", "munhasir"), ("منسوخ", "mansuux"), ("محاصرہ", "muhaasaraa"), ("موسوم", "mausuum"),
        ("صداقت", "sadaaqat"), ("ساخت", "saaxt"), ("نامساعد", "naamusaa'id"), ("مصرعوں", "misro~"),
        # The old spelling with ہ for ھ.
        ("ساتہ", "saath"), ("کچہ", "kuchh"), ("ابہی", "abhii"), ("پہیلاؤ", "phailaa'o"), ("کہا", "kahaa"),
        # English words.
        ("فلائٹ", "flaa'iT"), ("گیمز", "gemz"), ("نیوٹرل", "nyuuTral"), ("کارڈیو", "kaarDiyo"), ("دیوتا", "dewtaa"),
        # Single words that espeak-ng reads otherwise.
        ("شائع", "shaa'e"), ("اسی", "isii"), ("جلد", "jald"), ("متفقہ", "muttafiqa"), ("اتفاقا", "ittifaaqan"),
        ("اشراق", "ishraaq"), ("اشعار", "ash'aar"), ("بلیوں", "billiyo~"),
        ("سطح", "satah"), ("اوقات", "auqaat"), ("ڈبلیو", "Dabliyuu"), ("ایم", "aim"),
        ("موسیٰ", "muusaa"), ("یقیناً", "yaqiinan"), ("خواب", "xaab"),
    ],
)  # fmt: skip
def test_words_are_said_as_a_newsreader_says_them(word: str, sounds: str) -> None:
    assert ipa(word, "ur") == said(sounds)


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("سلیم اللہ", "saliimullaah"), ("سلیم‌اللہ خان", "saliimullaah xaan"), ("صنعاء اللہ", "san'aa'ullaah"),
        ("اور اللہ نے", "aur allaah ne"), ("شکر اللہ تعالی", "shukr allaah ta'aalaa"),
        ("عبدالحسیب", "abdulhasiib"), ("عبد الرقیب", "abdurraqiib"), ("عبدالتواب", "abduttawwaab"),
        ("عبدالظفر", "abduzzafar"), ("وحید الدین", "wahiiduddiin"), ("قطب الدین", "qutbuddiin"),
        ("انیس الرحمان", "aniisurrahmaan"), ("منظورالحق", "manzuurulhaq"), ("ابو الحسن", "abulhasan"),
        ("شوال المکرم", "shawwaalulmukarram"), ("جمادی الاول", "jamaadiyulawwal"), ("دار الخلافہ", "daarulxilaafa"),
        # Words with the letters ال that are no article.
        ("سالگرہ", "saalgirah"), ("اقبال", "iqbaal"), ("مالکان", "maalikaan"), ("خالد", "xaalid"),
    ],
)  # fmt: skip
def test_the_arabic_article_joins_names(name: str, sounds: str) -> None:
    heard = re.sub("[ˈˌ]", "", ipa(name.replace("\u200c", " "), "ur"))
    assert heard == re.sub("[ˈˌ]", "", said(sounds))


def test_letters_that_urdu_has_and_espeak_ng_says_otherwise() -> None:
    assert ipa("صاف", "ur")[-4:] == ipa("ساف", "ur")[-4:]
    assert ipa("بعد", "ur") == said("baad")
    assert ipa("ماں", "ur") == said("maa~")
    assert ipa("مکہ", "ur") == said("makka")
    assert "r.ʰ" in ipa("پڑھنا", "ur")


@pytest.mark.parametrize(
    ("notation", "stressed"),
    [
        ("ovarz", "ˈoː"), ("sineTarz", "ˈeː"), ("miiTing", "ˈiː"), ("olampiks", "ˈʌm"), ("paa'unD", "ˈaː"),
        ("saa'ins", "ˈaː"), ("raabarT", "ˈaː"), ("behtariin", "ˈiː"), ("ehsaas", "ˈaː"), ("isTriiT", "ˈiː"),
        ("pahu~chaa", "ˈʊ̃"), ("bar'aks", "ˈʌ"), ("maalaakanD", "ˈʌ"), ("pasand", "ˈʌ"),
    ],
)  # fmt: skip
def test_the_heaviest_syllable_is_stressed(notation: str, stressed: str) -> None:
    assert stressed in said(notation), said(notation)


def test_a_long_vowel_is_shown_long_wherever_it_stands() -> None:
    assert ipa("فیروزی", "ur").count("iː") == 2
    assert "iː" not in urdu_voice({"language": "ur"}).phonemes("بجلی")


def test_vowel_signs_decide_between_words() -> None:
    assert ipa("مِلا", "ur") != ipa("مُلا", "ur")
    assert ipa("اُس نے", "ur") != ipa("اِس نے", "ur")
    assert ipa("سپِین", "ur") != ipa("سپین", "ur")


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("امت شاہ", "amit shaah"), ("محمد بن سلمان", "muhammad bin salmaan"),
        ("نریندر مودی", "narendar modii"), ("رجب طیب اردوان", "rajab tayyib ardo'aan"), ("کیف", "kiif"),
        ("عمر ایوب خان", "umar ayyuub xaan"), ("جے ڈی وینس", "je Dii wains"),
        ("پیٹ ہیگسیتھ", "piiT hegseth"), ("بشریٰ بی بی", "bushraa bii bii"), ("خامنہ ای", "xaamna'ii"),
    ],
)  # fmt: skip
def test_names_of_the_week_are_said_right(name: str, sounds: str) -> None:
    assert ipa(name, "ur") == said(sounds)


def test_no_name_is_spelt_out_or_left_without_a_vowel() -> None:
    names = {for_speech(entry.spoken("ur"), "ur") for entry in load_names(NAMES).entries if entry.spoken("ur")}
    assert len(names) > 500
    table = urdu_respelling()
    assert {word for name in names for word in name.split() if not is_notation(table.notation(word) or "?")} == set()
    assert {name for name in names if not re.search("[aeiouəɪʊʌɛɔ]", ipa(name, "ur"))} == set()


def test_no_word_of_the_news_is_spelt_out(shared: Path) -> None:
    words = set(re.findall(r"[ء-ۓ]+", for_speech((shared / "data" / "news_dev.json").read_text("utf-8"), "ur")))
    urdu = {word for word in words if not re.search("[ټډړڼښږځڅېۍګ]", word)}
    assert len(urdu) > 1000
    table = urdu_respelling()
    assert {word for word in urdu if not is_notation(table.notation(word) or "?")} == set()


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=sorted([*CONSONANTS, *"اآےںَُِ"]), min_size=2, max_size=12))
def test_any_letters_at_all_give_sounds_that_can_be_said(word: str) -> None:
    normalised = for_speech(word, "ur")
    notation = urdu_respelling().notation(normalised) if normalised else ""
    assert not notation or phonemes(notation).startswith("[[")


def output_of(script: Path, *arguments: str | Path) -> str:
    """What a script prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_other_peoples_words_are_said_nearly_as_they_wrote_them(tmp_path: Path, shared: Path) -> None:
    references = shared / "data" / "ur_pron_dev.tsv"
    heard = tmp_path / "said.tsv"
    heard.write_text(output_of(PRONUNCIATION, "words", "ur", references), encoding="utf-8")
    printed = output_of(shared / "tools" / "pron_score.py", "ur", heard, references)
    per = {level: float(found) for level, found in re.findall(r"(\w+) +PER +([\d.]+)", printed)}
    assert per["core"] <= 7.5
    assert per["loose"] <= 6.5
    assert per["cons"] <= 2


def test_running_news_has_hardly_a_word_that_cannot_be_said(shared: Path) -> None:
    printed = output_of(PRONUNCIATION, "text", "ur", shared / "data" / "news_dev.json")
    clusters, no_vowel = (float(share) for share in re.findall(r": ([\d.]+) %", printed))
    assert clusters <= 1.5
    assert no_vowel == 0


def test_breath_and_zh_in_the_lexicon_are_written_so_in_its_words() -> None:
    """مذہب is maz'hab and صبح sub'h: without the mark h would make one sound with the letter before it."""
    breath = re.compile(r"chh|(?<![cs])(?:[bpdtTDgjR]|k)h|zh")
    heh = re.compile("[بپتٹجچدڈڑکگ]ہ")  # the old spelling of breath: چوہدری
    wrong = {
        (word, said)
        for word, said in urdu_respelling().entries.items()
        if is_notation(said) and len(breath.findall(said)) > word.count("ھ") + word.count("ژ") + len(heh.findall(word))
        if word != "چوہدری"  # whose breath stands before its letter
    }
    assert wrong == set()
