"""Small numbers, numbers in words, units and times of day: kept, lost, changed and added."""

from __future__ import annotations

import pytest

from packager.records import Line, Role, Severity
from packager.translation.checks import check

BLOCKS, NOTES = Severity.BLOCKS, Severity.NOTES


def found(source: str, text: str, language: str) -> dict[str, Severity]:
    line = Line(role=Role.BODY, source=source, text=text, origin="argos")
    return {finding.check: finding.severity for finding in check(line, language)}


@pytest.mark.parametrize(
    ("language", "source", "text", "check_id", "severity"),
    [
        ("ps", "Two drivers were held in Bajaur.", "په باجوړ کې درې موټر چلوونکي ونیول شول.", "number-changed", BLOCKS),
        ("ur", "Two drivers were held in Bajaur.", "باجوڑ میں چار ڈرائیور پکڑے گئے۔", "number-changed", BLOCKS),
        ("ps", "Twelve shops were burnt.", "شپاړس هټۍ وسوځېدې.", "number-changed", BLOCKS),
        ("ur", "Seven shops were burnt.", "کئی دکانیں جل گئیں۔", "number-missing", BLOCKS),
        ("ur", "Two shops were burnt.", "دکانیں جل گئیں۔", "number-missing", NOTES),
        ("ps", "A dozen sheep were lost.", "شل پسونه ورک شول.", "number-changed", BLOCKS),
        ("ur", "A hundred houses were lost.", "ایک ہزار مکانات تباہ ہوئے۔", "number-changed", BLOCKS),
        ("ur", "Half a million children are in school.", "پچاس ہزار بچے سکول میں ہیں۔", "number-changed", BLOCKS),
        ("ps", "Exports fell to 2.408 billion.", "صادرات دوه میلیاردو ته راټیټ شول.", "number-changed", BLOCKS),
        ("ps", "Shops in the town were burnt by a crowd.", "په ښار کې خلکو پنځلس هټۍ وسوځولې.", "number-added", NOTES),
        ("ur", "Sixty percent voted.", "ساٹھ افراد نے ووٹ دیا۔", "unit-changed", BLOCKS),
        ("ps", "The dam is 30 miles away.", "بند ۳۰ کیلومتره لرې دی.", "unit-changed", BLOCKS),
        ("ur", "The jirga lasted nine hours.", "جرگہ نو دن جاری رہا۔", "unit-changed", BLOCKS),
        ("ps", "He was held for three months.", "هغه درې کاله بندي و.", "unit-changed", BLOCKS),
        ("ur", "The grant is 4 million pounds.", "گرانٹ 40 لاکھ ڈالر ہے۔", "currency-changed", BLOCKS),
        ("ps", "The gate opens at 6 a.m.", "دروازه د ماښام په شپږو بجو پرانیستل کېږي.", "time-changed", BLOCKS),
        ("ur", "The curfew begins at 9 p.m.", "کرفیو صبح نو بجے شروع ہو گا۔", "time-changed", BLOCKS),
    ],
)  # fmt: skip
def test_a_wrong_figure_is_seen(language: str, source: str, text: str, check_id: str, severity: Severity) -> None:
    assert found(source, text, language).get(check_id) is severity


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("ps", "The debt rose to 2.3 million six years ago.", "پور شپږ کاله مخکې ۲،۳ میلیونو ته ورسېد."),
        ("ps", "He marked the 25th anniversary.", "هغه پنځه ویشتمه کلیزه ولمانځله."),
        ("ps", "Both sides signed, and one of them left.", "دواړو خواوو لاسلیک وکړ او یو ترې ولاړ."),
        ("ps", "The two countries talked to each other.", "دواړو هېوادونو یو له بل سره خبرې وکړې."),
        ("ur", "The three-day jirga began.", "سہ روزہ جرگہ شروع ہو گیا۔"),
        ("ur", "A decade of war", "جنگ کے دس سال"),
        ("ur", "Two-thirds of the pupils are girls.", "دو تہائی طلبہ لڑکیاں ہیں۔"),
        ("ur", "A dozen people were rescued.", "بارہ افراد کو بچا لیا گیا۔"),
        ("ur", "Half a million people fled.", "پانچ لاکھ افراد نقل مکانی کر گئے۔"),
        ("ps", "More than a hundred families fled.", "له سلو زیاتې کورنۍ وتښتېدې."),
        ("ur", "Seventy percent of the pupils passed.", "ستر فیصد طلبہ پاس ہوئے۔"),
        ("ps", "Seventy percent passed.", "په سلو کې اویا بریالي شول."),
        ("ur", "The shop sold five pounds of sugar.", "دکان نے پانچ پاؤنڈ چینی بیچی۔"),
        ("ps", "The gate opens at 6 a.m.", "دروازه د سهار په شپږو بجو پرانیستل کېږي."),
        ("ur", "The road is 40 km long.", "سڑک 40 کلومیٹر طویل ہے۔"),
    ],
)
def test_a_right_figure_is_left_in_peace(language: str, source: str, text: str) -> None:
    assert found(source, text, language) == {}
