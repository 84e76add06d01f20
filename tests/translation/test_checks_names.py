"""One name of the table put for another, at a sentence's start and by demonym; and lines that keep theirs."""

from __future__ import annotations

import pytest

from packager.records import Line, Role, Severity
from packager.translation.checks import check
from packager.translation.names import Name, Names

BLOCKS, NOTES = Severity.BLOCKS, Severity.NOTES


def name(en: str, kind: str, ps: str, ur: str, *also: str) -> Name:
    return Name(en=en, kind=kind, spelling={"ps": ps, "ur": ur}, also=also)


TABLE = Names((
    name("Pakistan", "place", "پاکستان", "پاکستان"),
    name("Pakistani", "people", "پاکستانی", "پاکستانی", "Pakistanis"),
    name("Iran", "place", "ایران", "ایران"),
    name("Uzbek", "people", "ازبک", "ازبک", "Uzbeks"),
    name("Uzbekistan", "place", "ازبکستان", "ازبکستان"),
    name("Swat", "place", "سوات", "سوات"),
    name("Bajaur", "place", "باجوړ", "باجوڑ"),
    name("Upper Dir", "place", "بر دیر", "اپر دیر"),
    name("Lower Dir", "place", "لر دیر", "لوئر دیر"),
    name("Maryam Nawaz", "person", "مریم نواز", "مریم نواز"),
    name("Bilawal Bhutto", "person", "بلاول بهټو", "بلاول بھٹو"),
    name("United Nations", "organisation", "ملګري ملتونه", "اقوام متحدہ", "UN"),
    name("Red Cross", "organisation", "سره صلیب", "ریڈ کراس"),
    name("United States", "place", "امریکا", "امریکہ", "US"),
    name("Washington", "place", "واشنګټن", "واشنگٹن"),
))  # fmt: skip


def found(source: str, text: str, language: str) -> Severity | None:
    line = Line(role=Role.BODY, source=source, text=text, origin="argos")
    return {one.check: one.severity for one in check(line, language, TABLE)}.get("name-swapped")


@pytest.mark.parametrize(
    ("language", "source", "text", "severity"),
    [
        ("ps", "Pakistan closed the border.", "ایران سرحد وتاړه.", BLOCKS),
        ("ur", "Iran closed the border.", "پاکستان نے سرحد بند کر دی۔", BLOCKS),
        ("ur", "The rains hit Swat hardest.", "بارشوں سے باجوڑ سب سے زیادہ متاثر ہوا۔", BLOCKS),
        ("ps", "Maryam Nawaz opened the hospital.", "بلاول بهټو روغتون پرانیست.", BLOCKS),
        ("ur", "Pakistani traders crossed the bridge.", "ازبک تاجروں نے پل پار کیا۔", BLOCKS),
        ("ps", "Snow fell in Upper Dir.", "په لر دیر کې واوره وشوه.", BLOCKS),
        ("ur", "The Red Cross sent tents.", "اقوام متحدہ نے خیمے بھیجے۔", BLOCKS),
        ("ur", "The UN sent tents.", "امریکہ نے خیمے بھیجے۔", NOTES),
        ("ps", "The UN sent tents.", "امریکا خیمې واستولې.", NOTES),
    ],
)
def test_one_name_for_another(language: str, source: str, text: str, severity: Severity) -> None:
    assert found(source, text, language) is severity


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("ps", "Pakistani traders crossed the bridge.", "د پاکستان سوداګر له پله تېر شول."),
        ("ur", "The US closed its office.", "واشنگٹن نے اپنا دفتر بند کر دیا۔"),
        ("ur", "Pakistan and Iran opened the border.", "ایران اور پاکستان نے سرحد کھول دی۔"),
        ("ps", "Bilawal arrived in Swat.", "بلاول بهټو سوات ته ورسېد."),
        ("ur", "The chief minister opened the hospital.", "مریم نواز نے ہسپتال کا افتتاح کیا۔"),
    ],
)
def test_names_that_are_kept(language: str, source: str, text: str) -> None:
    assert found(source, text, language) is None
