"""Lines in a language that is not the edition's, short ones too, and short lines that are in it."""

from __future__ import annotations

import pytest

from packager.records import Line, Role, Severity
from packager.translation.checks import check

BLOCKS, NOTES = Severity.BLOCKS, Severity.NOTES
SOURCE = "The road to the valley was opened again after the snow was cleared."


def found(source: str, text: str, language: str) -> Severity | None:
    line = Line(role=Role.BODY, source=source, text=text, origin="argos")
    severities = {f.severity for f in check(line, language) if f.check in ("other-language", "other-script")}
    return BLOCKS if BLOCKS in severities else NOTES if severities else None


@pytest.mark.parametrize(
    ("language", "text", "severity"),
    [
        ("ps", "راه دره دوباره باز شد.", BLOCKS),  # Dari
        ("ps", "سرک دره پس از پاک شدن برف باز شد.", BLOCKS),
        ("ur", "راه دره دوباره باز شد.", BLOCKS),
        ("ur", "جاده پس از برف‌روبی بازگشایی گردید.", BLOCKS),
        ("ps", "فتح الطريق إلى الوادي من جديد.", BLOCKS),  # Arabic
        ("ur", "فتح الطريق إلى الوادي بعد إزالة الثلوج.", BLOCKS),
        ("ps", "وادي جو رستو ٻيهر کوليو ويو.", BLOCKS),  # Sindhi
        ("ur", "برف هٽائڻ کان پوءِ وادي جو رستو کوليو ويو.", BLOCKS),
        ("ps", "برف ہٹانے کے بعد وادی کی سڑک کھول دی گئی۔", BLOCKS),  # Urdu
        ("ur", "د واورې له پاکولو وروسته د درې سړک پرانیستل شو.", BLOCKS),  # Pashto
        ("ps", "Jol qayta ochildi.", None),  # Latin letters: English left, and not this check's
        ("ur", "مکھیہ منتری کے انوسار وکاس کا کام شروع ہے۔", NOTES),  # Hindi
        ("ur", "وادی دی سڑک نوں دوبارہ کھول دتا گیا اتے لوک وچ آ گئے نیں۔", NOTES),  # Punjabi
    ],
)
def test_a_line_in_another_language(language: str, text: str, severity: Severity | None) -> None:
    assert found(SOURCE, text, language) == severity


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("ps", "Police arrested two men.", "پولیسو دوه کسان ونیول."),
        ("ps", "The Taliban shut the road.", "طالبانو لاره وتړله."),
        ("ps", "Imran Khan, Nawaz Sharif and Asif Zardari", "عمران خان، نواز شریف، آصف زرداري"),
        ("ur", "Imran Khan, Nawaz Sharif", "عمران خان، نواز شریف، شہباز شریف"),
        ("ur", "Prices up again", "قیمتیں پھر بلند"),
        ("ur", "Flood warning for Swat", "سوات: سیلاب وارننگ جاری"),
        ("ur", "Al-Sharq al-Awsat reported the talks.", "الشرق الاوسط نے مذاکرات کی خبر دی۔"),
    ],
)
def test_a_short_line_of_the_language_is_left_in_peace(language: str, source: str, text: str) -> None:
    assert found(source, text, language) is None
