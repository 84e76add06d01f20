"""Urdu words that are written alike and said differently, each in lines as a newsroom writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.engines.voice.espeak_text import reading
from packager.errors import InputError
from packager.lang.homographs import read_rules
from packager.lang.registry import language
from packager.lang.ur.espeak import urdu_respelling
from packager.lang.ur.g2p.sounds import checked, is_notation, phonemes
from packager.lang.ur.homographs import homographs

# A line, and how its words that have two readings are said in it, in order.
LINES = [
    ("وزیر نے کہا کہ ان کا موقف واضح ہے۔", ["ان un"]),
    ("مظاہرین کو رہا کرنے کے لیے ان سے مذاکرات جاری ہیں۔", ["ان un"]),
    ("ان اضلاع میں پولیو مہم کل شروع ہوگی۔", ["ان in"]),
    ("ان افراد کو امداد دی گئی جو سیلاب سے متاثر ہوئے۔", ["ان un"]),
    ("شمالی کوریا کے رہنما کم جونگ ان۔", ["ان un"]),
    ("اس نے پولیس کو بیان دیا۔", ["اس us"]),
    ("اس کے والد نے مقدمہ درج کرایا۔", ["اس us"]),
    ("اس کے بعد بازار بند ہو گئے۔", ["اس is"]),
    ("اس سلسلے میں اجلاس طلب کیا گیا ہے۔", ["اس is", "کیا kiyaa"]),
    ("اس کے نتیجے میں دو افراد ہلاک ہوئے۔", ["اس is"]),
    ("دھماکا اس وقت ہوا جب قافلہ گزر رہا تھا۔", ["اس us"]),
    ("اس وقت کے گورنر نے دستخط کیے۔", ["اس us"]),
    ("اس وقت دو سو خاندان کیمپ میں ہیں۔", ["اس is"]),
    ("اس امیدوار کو جس نے کاغذات جمع کرائے۔", ["اس us"]),
    ("پولیس نے اسے جیل بھیج دیا۔", ["اسے use"]),
    ("ماہرین اسے اہم قدم قرار دے رہے ہیں۔", ["اسے ise"]),
    ("کابینہ نے بل منظور کیا۔", ["کیا kiyaa"]),
    ("پل کا افتتاح کیا جائے گا۔", ["کیا kiyaa"]),
    ("تاخیر کی وجہ کیا ہے؟", ["کیا kyaa"]),
    ("کیا حکومت نے فیصلہ واپس کیا ہے؟", ["کیا kyaa", "کیا kiyaa"]),
    ("آپ کیا سمجھتے ہیں؟", ["کیا kyaa"]),
    ("معلوم نہیں وہ اس معاملے میں کیا کرے گا۔", ["کیا kyaa"]),
    ("اس معاہدے کا فائدہ کیا ہے؟", ["کیا kyaa"]),
    ("وفد نے کیمپ کا دورہ کیا اور متاثرین سے ملا۔", ["کیا kiyaa"]),
    ("انہوں نے کہا کہ معلوم نہیں کہ کیا ہو گا۔", ["کیا kyaa"]),
    ("یہ سڑک سن دو ہزار دس میں بنی۔", ["سن san"]),
    ("لوگ خبریں سن رہے ہیں۔", ["سن sun"]),
    ("جلوس پر امن رہا۔", ["پر pur"]),
    ("میز پر کتاب ہے۔", ["پر -par"]),
    ("ملک ریاض نے بیان دیا۔", ["ملک malik"]),
    ("ملک میں بارش ہوئی۔", ["ملک mulk"]),
    ("حسن کارکردگی پر انعام ملا۔", ["حسن husne"]),
    ("حسن خان ٹیم میں شامل ہیں۔", ["حسن hasan"]),
    ("کل آبادی دو کروڑ ہے۔", ["کل kul"]),
    ("اجلاس کل دس بجے ہوگا۔", ["کل kal"]),
    ("گاؤں شہر سے بہت دور ہے۔", ["دور duur"]),
    ("مذاکرات کا دوسرا دور ختم ہوا۔", ["دور daur"]),
    ("بچے سو گئے۔", ["سو so"]),
    ("تین سو افراد آئے۔", ["سو sau"]),
    ("ملا یعقوب نے خطاب کیا۔", ["ملا mullaa", "کیا kiyaa"]),
    ("دکانوں میں لوٹ مار ہوئی۔", ["لوٹ luuT"]),
    ("پولیس نے ہوا میں گولی چلائی۔", ["ہوا hawaa"]),
    ("اجلاس شروع ہوا۔", ["ہوا hu'aa"]),
    ("اس سے قبل وزیر نے کہا تھا۔", ["اس is"]),
    ("پولیس نے دکان سیل کر دی۔", ["سیل siil"]),
    ("لوئر دیر میں برفباری ہوئی۔", ["دیر diir"]),
    ("طیارہ دیر سے پہنچا۔", ["دیر der"]),
    ("عدالت نے ملزم کو بری کر دیا۔", ["بری barii"]),
    ("فصلیں بری طرح متاثر ہوئیں۔", ["بری burii"]),
    ("پانچ کروڑ روپے صرف ہوئے۔", ["صرف sarf"]),
    ("صرف دو افراد آئے۔", ["صرف sirf"]),
    ("معروف عالم دین نے خطاب کیا۔", ["عالم aalime", "کیا kiyaa"]),
    ("وہ اسلحے سے لیس تھے۔", ["لیس lais"]),
    ("لوگ دریا سے دور رہیں۔", ["دور duur", "رہیں rahe~"]),
    ("شہر کی دکانیں بند رہیں۔", ["رہیں rahii~"]),
    ("سڑک بل کھاتی ہوئی اوپر جاتی ہے۔", ["بل bal"]),
    ("لوگ چاہتے ہیں کہ انتخابات ہوں۔", ["ہوں ho~"]),
    ("وہ ملزم ہوں یا گواہ۔", ["ہوں ho~"]),
    ("میں پشاور میں رہتا ہوں۔", ["ہوں -huu~"]),
    ("شمالی کوریا کے صدر کم کے ساتھ بات ہوئی۔", ["کم kim"]),
    ("نرخ کم کرنے کے لیے اجلاس ہوا۔", ["کم kam"]),
    ("عملے کو حفاظتی کٹ دی گئی۔", ["کٹ kiT"]),
    ("ریل کا رابطہ کٹ گیا۔", ["کٹ kaT"]),
    ("شارٹ کٹ کے ذریعے۔", ["کٹ kaT"]),
    ("بگرام ایئر بیس کے قریب۔", ["بیس bes"]),
    ("قافلے میں بیس گاڑیاں ہیں۔", ["بیس biis"]),
    ("ملزم نے دوران تفتیش اعتراف کیا۔", ["دوران dauraane"]),
    ("اجلاس کے دوران خطاب ہوا۔", ["دوران dauraan"]),
    ("یہ اقدام خلاف قانون ہے۔", ["خلاف xilaafe"]),
    ("منشیات کے خلاف قانون منظور ہوا۔", ["خلاف xilaaf"]),
    ("ان خاندانوں کو فوری امداد نہیں مل سکی جنہیں سیلاب نے بے گھر کیا۔", ["ان un"]),
    ("جب بھی میں گاؤں جاتا بارش ہوتی۔", ["میں mai~"]),
    ("سڑکیں بند رہیں گی۔", ["رہیں rahe~"]),
    ("مذاکرات بھی جاری رہیں گے۔", ["رہیں rahe~"]),
    ("بسیں کل آئیں گی۔", ["آئیں aa'e~"]),
    ("سوات، دیر، بونیر میں بارش ہوئی۔", ["دیر diir"]),
    ("لاش اسکے گھر سے ملی۔", ["اسکے uske"]),
    ("اسکے بعد بازار کھل گئے۔", ["اسکے iske"]),
    # -یں that agrees.
    ("پاکستان کی ساتویں پوزیشن ہے۔", ["ساتویں saatwii~"]),
    ("انہوں نے اپنی آٹھویں البم جاری کی۔", ["آٹھویں aaThwii~"]),
    ("پچیسویں ترمیم منظور ہوئی۔", ["پچیسویں pachchiiswii~"]),
    ("پچیسویں دن جنگ رکی۔", ["پچیسویں pachchiiswe~"]),
    ("آٹھویں صوبائی اسمبلی کا اجلاس۔", ["آٹھویں aaThwii~"]),
    ("سرحد پر گولیاں چلیں۔", ["چلیں chalii~"]),
    ("دیواریں گریں اور بجلی بند رہی۔", ["گریں girii~"]),
    ("تجویز ہے کہ گاڑیاں رات کو چلیں۔", ["چلیں chale~"]),
]


@pytest.mark.parametrize(("line", "wanted"), LINES)
def test_a_word_is_read_as_its_neighbours_ask(line: str, wanted: list[str]) -> None:
    table, known = urdu_respelling(), {word.split()[0] for word in wanted}
    read = reading(line, language("ur").grammar, table)
    ends = (*read.starts, len(read.text))[1:]
    heard = [
        (word, read.text[start:end].rstrip(" ۔؟،"))
        for word, start, end in zip(read.words, read.starts, ends, strict=True)
    ]
    for one in wanted:
        word, said = one.split()
        assert any(word in written.split() and phonemes(said) in given for written, given in heard), (one, heard)
    assert known <= {part for word in read.words for part in word.split()}


def test_a_word_with_signs_is_said_as_signed() -> None:
    assert not urdu_respelling().in_context(["اِن", "کا", "گھر"], "۔")


def test_every_rule_is_in_the_notation_and_for_a_word_that_has_another_reading() -> None:
    for word, found in homographs().rules.items():
        assert all(is_notation(rule.sounds) for rule in found)
        assert any(rule.sounds != urdu_respelling().notation(word) for rule in found), word


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("ان\tvn", "not in the notation"),
        ("ان\tun\t<nobody>", "no list is called <nobody>"),
        ("ان\tun\t\t(", "no expression"),
    ],
)
def test_a_bad_rule_is_named_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "homographs.tsv"
    path.write_text(f"# own\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=says) as bad:
        read_rules(path, checked)
    assert f"{path}:2" in str(bad.value)
