"""A no that is lost, one of two that is lost, one that is put in; and opposites of a few words of news."""

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
        ("ps", "The clinic no longer treats women.", "کلینیک د ښځو درملنه کوي.", "negation-lost", BLOCKS),
        ("ur", "The clinic no longer treats women.", "کلینک خواتین کا علاج کرتا ہے۔", "negation-lost", BLOCKS),
        ("ps", "He did not even read the letter.", "هغه لیک ولوست.", "negation-lost", BLOCKS),
        ("ur", "He did not even read the letter.", "اس نے خط پڑھا۔", "negation-lost", BLOCKS),
        (
            "ps",
            "The bridge was not hit and the road was not shut.",
            "پل ونه ویشتل شو او سړک وتړل شو.",
            "negation-one-lost",
            NOTES,
        ),
        (
            "ur",
            "The bridge was not hit and the road was not shut.",
            "پل کو نشانہ نہیں بنایا گیا اور سڑک بند کر دی گئی۔",
            "negation-one-lost",
            NOTES,
        ),
        ("ps", "The army shelled the village.", "پوځ پر کلي ډزې ونه کړې.", "negation-added", BLOCKS),
        ("ur", "The army shelled the village.", "فوج نے گاؤں پر گولہ باری نہیں کی۔", "negation-added", BLOCKS),
        ("ps", "The ministry denied the report.", "وزارت دا رپوټ تایید کړ.", "opposite", NOTES),
        ("ur", "The ministry denied the report.", "وزارت نے اس خبر کی تصدیق کی۔", "opposite", NOTES),
        ("ur", "The price of flour rose in Quetta.", "کوئٹہ میں آٹے کی قیمت کم ہو گئی۔", "opposite", NOTES),
        ("ps", "The price of flour fell in Quetta.", "په کوټه کې د اوړو بیه لوړه شوه.", "opposite", NOTES),
        ("ur", "A guard was killed in Quetta.", "کوئٹہ میں ایک محافظ زخمی ہو گیا۔", "opposite", NOTES),
        ("ps", "A guard was wounded in Quetta.", "په کوټه کې یو ساتونکی ووژل شو.", "opposite", NOTES),
        ("ur", "The school closed before the vote.", "سکول ووٹنگ کے بعد بند ہوا۔", "opposite", NOTES),
    ],
)
def test_a_turned_line_is_seen(language: str, source: str, text: str, check_id: str, severity: Severity) -> None:
    assert found(source, text, language).get(check_id) is severity


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("ps", "The clinic no longer treats women.", "کلینیک نور د ښځو درملنه نه کوي."),
        ("ur", "Neither the mayor nor the police came.", "نہ میئر آئے نہ پولیس۔"),
        ("ur", "Motorcycles may not enter and trucks must not stop.", "موٹر سائیکلوں پر پابندی ہے اور ٹرک نہ رکیں۔"),
        ("ps", "They worked without a break and nobody was hurt.", "هغوی پرله پسې کار وکړ او هېچا ته زیان ونه رسېد."),
        ("ur", "He refused to sign.", "اس نے دستخط نہیں کیے۔"),
        ("ps", "He failed to reach the border.", "هغه سرحد ته ونه رسېد."),
        (
            "ps",
            "It opened three days after a landslide.",
            "پرانیستل شو؛ درې ورځې مخکې د ځمکې ښویېدنه شوې وه.",
        ),
        ("ur", "A guard was killed and another wounded.", "ایک محافظ ہلاک اور ایک زخمی ہو گیا۔"),
        ("ps", "He took the letter from him.", "هغه له هغه نه لیک واخیست."),
    ],
)
def test_a_line_that_says_the_same_is_left_in_peace(language: str, source: str, text: str) -> None:
    assert found(source, text, language) == {}


@pytest.mark.parametrize(
    ("language", "source", "text", "wrong"),
    [
        ("ur", "Four people were killed and eleven injured.", "گیارہ افراد ہلاک اور چار زخمی ہوئے۔", True),
        ("ur", "Four people were killed and eleven injured.", "چار افراد ہلاک اور گیارہ زخمی ہوئے۔", False),
        ("ur", "Four people were killed and eleven injured.", "گیارہ افراد زخمی اور چار ہلاک ہوئے۔", False),
        ("ps", "A blast killed 4 people and injured 11.", "په چاودنه کې ۱۱ کسان ووژل شول او ۴ ټپیان شول.", True),
        ("ps", "A blast killed 4 people and injured 11.", "په چاودنه کې ۴ کسان ووژل شول او ۱۱ ټپیان شول.", False),
    ],
)
def test_the_killed_and_the_wounded_exchanged(language: str, source: str, text: str, wrong: bool) -> None:
    assert (found(source, text, language).get("toll-exchanged") is BLOCKS) == wrong
