"""Single lines, each with the one thing that is wrong with it, and good lines that say the same otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.records import Line, Role, Script, Severity
from packager.translation.checks import check, examine, examine_all, read
from packager.translation.names import Name, Names

BLOCKS, NOTES = Severity.BLOCKS, Severity.NOTES


def line(source: str, text: str) -> Line:
    return Line(role=Role.BODY, source=source, text=text, origin="argos")


def found(source: str, text: str, language: str) -> list[tuple[str, Severity]]:
    return [(finding.check, finding.severity) for finding in check(line(source, text), language)]


WRONG = [
    ("ps", "Police freed 25 people.", "پولیسو ۵۲ کسان خوشې کړل.", "number-changed", BLOCKS),
    ("ps", "Police freed 25 people.", "پولیسو ګڼ شمېر کسان خوشې کړل.", "number-missing", BLOCKS),
    ("ur", "The plan costs 2,500 rupees.", "منصوبے پر 25,000 روپے لاگت آئے گی۔", "number-changed", BLOCKS),
    ("ur", "Six million people voted.", "چھ لاکھ لوگوں نے ووٹ ڈالا۔", "number-changed", BLOCKS),
    ("ps", "The road opens on 8 March.", "سړک د اپرېل په ۸مه پرانیستل کېږي.", "date-changed", BLOCKS),
    ("ur", "The match is on Friday.", "میچ اتوار کو ہو گا۔", "date-changed", BLOCKS),
    ("ps", "The album is about us.", "ښوونځی د دوشنبې په ورځ پرانیستل شو.", "date-added", NOTES),
    ("ur", "The flag is blue.", "اسکول پر океан کا جھنڈا ہے۔", "other-script", BLOCKS),
    ("ps", "The flag is blue.", "بیرغ नीला دی.", "other-script", BLOCKS),
    ("ur", "The dam cost £9 billion.", "ڈیم پر نو ارب ڈالر لاگت آئی۔", "currency-changed", BLOCKS),
    ("ps", "The school is not closed.", "ښوونځی تړل شوی دی.", "negation-lost", BLOCKS),
    ("ur", "He never accepted the offer.", "اس نے پیشکش قبول کر لی۔", "negation-lost", BLOCKS),
    (
        "ps",
        "Officials in Peshawar spoke to Khalilzad.",
        "په پېښور کې چارواکو له مورالیز سره خبرې وکړې.",
        "name-missing",
        NOTES,
    ),
    ("ps", "The school has reopened.", "The school has reopened.", "english-left", BLOCKS),
    ("ps", "The school has reopened today.", "ښوونځی has been reopened after two years.", "english-left", BLOCKS),
    ("ps", "The school has reopened.", "سکول دوبارہ کھول دیا گیا ہے اور بچے آ رہے ہیں۔", "other-language", BLOCKS),
    ("ur", "The school has reopened.", "ښوونځی بېرته پرانیستل شوی او ماشومان ورځي.", "other-language", BLOCKS),
    (
        "ps",
        "The school has reopened.",
        "مدرسه دوباره باز شده است و دانش‌آموزان از این خبر خوشحال هستند.",
        "other-language",
        BLOCKS,
    ),
    ("ur", "The school has reopened.", "سکول کھل گیا سکول کھل گیا سکول کھل گیا ہے۔", "loop", BLOCKS),
    ("ps", "The school has reopened.", " … ", "empty", BLOCKS),
    ("ps", "The school has reopened.", "", "empty", BLOCKS),
    (
        "ur",
        "The government said the bridge over the river would be repaired before the winter and opened to lorries.",
        "حکومت نے کہا کہ دریا پر بنے پل کی مرمت",
        "cut-off",
        BLOCKS,
    ),
    (
        "ps",
        "The government said the bridge over the river would be repaired before the winter and opened to lorries.",
        "حکومت وویل چې پر سیند جوړ پل به.",
        "too-short",
        BLOCKS,
    ),
]


@pytest.mark.parametrize(("language", "source", "text", "expected", "severity"), WRONG)
def test_what_is_wrong_is_seen(language: str, source: str, text: str, expected: str, severity: Severity) -> None:
    assert (expected, severity) in found(source, text, language)


@pytest.mark.parametrize(("language", "source", "text", "expected"), [row[:4] for row in WRONG[-2:]])
@pytest.mark.parametrize("origin", ["editor", "memory 100%", "beside file"])
def test_what_a_person_said_shortly_is_only_noted(
    language: str, source: str, text: str, expected: str, origin: str
) -> None:
    said = check(Line(role=Role.BODY, source=source, text=text, origin=origin), language)
    assert (expected, NOTES) in [(finding.check, finding.severity) for finding in said]


def test_an_engine_that_cuts_every_line_is_seen_though_the_story_has_no_other() -> None:
    half = [
        ("The bridge over the river will be repaired before winter, officials said.", "د سیند پر سر پل به له ژمي."),
        ("Lorries have waited on both sides of the valley for three days.", "لارۍ د درې دواړو خواوو."),
        ("The governor promised that work would begin on the next dry day.", "والي ژمنه وکړه چې کار به."),
        ("Shopkeepers said that flour and oil had become dear in the bazaar.", "دوکاندارانو وویل چې اوړه."),
    ]
    told = examine(Script(article="a", language="ps", lines=tuple(line(*pair) for pair in half)))
    assert all({finding.check for finding in one.findings} & {"too-short", "cut-off"} for one in told.lines)


RIGHT = [
    ("ps", "Police freed 38 people.", "پولیسو اته دېرش کسان خوشې کړل."),
    ("ps", "Police freed 38 people.", "پولیسو ۳۸ کسان خوشې کړل."),
    ("ur", "Police freed 38 people.", "پولیس نے اڑتیس افراد کو رہا کیا۔"),
    ("ur", "Police freed ٣٨ people.", "پولیس نے 38 افراد کو رہا کیا۔"),
    ("ps", "The fund has 2.5 million dollars.", "صندوق پنځه ویشت لکه ډالر لري."),
    ("ur", "The fund has $2.5 million.", "فنڈ میں پچیس لاکھ ڈالر ہیں۔"),
    ("ur", "The fund has $25 million.", "فنڈ میں ڈھائی کروڑ ڈالر ہیں۔"),
    ("ps", "He died on March 8.", "هغه د مارچ په ۸مه مړ شو."),
    ("ur", "It opens on May 1.", "یہ یکم مئی کو کھلے گا۔"),
    ("ps", "Sales rose 2.7 per cent.", "خرڅلاو ۲،۷ سلنه زیات شو."),
    ("ur", "The shop opens at 5.30pm.", "دکان ساڑھے پانچ بجے کھلتی ہے۔"),
    ("ps", "Two people were hurt.", "دوه تنه ټپیان شول."),
    ("ur", "Both sides met.", "دونوں فریقوں نے ملاقات کی۔"),
    ("ur", "There were a dozen, he said.", "اس نے کہا کہ ایک درجن تھے۔"),
    ("ps", "They left without a deal.", "هغوی پرته له تړونه ولاړل."),
    ("ps", "He does not have money.", "هغه پیسې نلري."),
    ("ps", "They did not come.", "هغوی ونه رسېدل."),
    ("ur", "Nobody was hurt.", "کوئی زخمی نہیں ہوا۔"),
    ("ur", "Not only the school but the road reopened.", "سکول کے ساتھ ساتھ سڑک بھی کھل گئی۔"),
    ("ps", "Khalilzad met Bajwa in Rawalpindi.", "خلیلزاد په راولپنډۍ کې له باجوه سره وکتل."),
    ("ur", "Khalilzad met Bajwa in Rawalpindi.", "خلیل زاد نے راولپنڈی میں باجوہ سے ملاقات کی۔"),
    ("ps", "An official of the WHO said so.", "د WHO یوه چارواکي دا وویل."),
]


@pytest.mark.parametrize(("language", "source", "text"), RIGHT)
def test_a_good_line_is_left_in_peace(language: str, source: str, text: str) -> None:
    assert found(source, text, language) == []


def test_a_finding_names_the_figure() -> None:
    finding = check(line("Police freed 2,500 people.", "پولیسو ۲۶۰۰ کسان خوشې کړل."), "ps")[0]
    assert finding.message == "2,500 became 2,600."


STORY = [
    ("Kavanaugh spoke on Monday.", "کیوانا نے پیر کو خطاب کیا۔"),
    ("The FBI questioned Kavanaugh.", "ایف بی آئی نے کیوانا سے پوچھ گچھ کی۔"),
    ("Senators asked Kavanaugh about it.", "سینیٹرز نے کیوانا سے اس بارے میں پوچھا۔"),
    ("The vote on Kavanaugh is near.", "کیوانا پر ووٹنگ قریب ہے۔"),
]


def script(pairs: list[tuple[str, str]], language: str = "ur", article: str = "one") -> Script:
    return Script(article=article, language=language, lines=tuple(line(*pair) for pair in pairs))


def checks(done: Script) -> list[list[str]]:
    return [[finding.check for finding in each.findings] for each in done.lines]


def test_a_story_tells_how_it_writes_a_name() -> None:
    assert checks(examine(script(STORY))) == [[], [], [], []]
    swapped = [*STORY[:2], (STORY[2][0], STORY[2][1].replace("کیوانا", "مورالیس")), STORY[3]]
    assert checks(examine(script(swapped))) == [[], [], ["name-missing"], []]


def test_two_lines_in_one() -> None:
    merged = [STORY[0], (STORY[1][0], f"{STORY[1][1]} {STORY[2][1]}"), (STORY[2][0], ""), STORY[3]]
    done = checks(examine(script(merged)))
    assert "merged" in done[1]
    assert done[2] == ["empty"]
    assert (done[0], done[3]) == ([], [])


def test_a_name_of_another_story_is_noticed() -> None:
    other = [
        ("Evo Morales won in Bolivia.", "ایوو مورالیس بولیویا میں جیت گئے۔"),
        ("Ask Morales.", "مورالیس سے پوچھیں۔"),
    ]
    mixed = [STORY[0], (STORY[1][0], STORY[1][1].replace("کیوانا", "مورالیس")), *STORY[2:]]
    done = examine_all([script(mixed), script(other, article="two")])
    messages = [finding.message for finding in done[0].lines[1].findings]
    assert "The name Morales belongs to another story." in messages
    assert checks(done[1]) == [[], []]


TABLE = Names((
    Name(
        en="Peshawar", kind="place", spelling={"ps": "پېښور", "ur": "پشاور"}, avoid={"ps": ("پیښور", "پشاور")}
    ),
    Name(en="UN", kind="acronym", spelling={"ps": "ملګري ملتونه", "ur": "اقوام متحدہ"}, say={"ps": "یو این"}),
))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("چارواکو په پېښور کې وویل.", []),
        ("چارواکو په پېښوره کې وویل.", []),
        ("چارواکو په پیښور کې وویل.", ["“پیښور” is not our spelling of Peshawar: پېښور."]),
    ],
)
def test_the_table_says_how_a_name_is_written(text: str, expected: list[str]) -> None:
    findings = check(line("Officials said so in Peshawar.", text), "ps", TABLE)
    assert [finding.message for finding in findings] == expected


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["ps", "ur"]))
def test_any_text_can_be_checked(source: str, text: str, language: str) -> None:
    findings = check(line(source, text), language)
    assert all(finding.message and "\n" not in finding.message for finding in findings)


def test_two_lines_that_say_different_things_and_are_translated_alike_are_both_noted() -> None:
    same = "اسکول پیر کو کھل گیا ہے۔"
    pairs = [
        ("The school opened on Monday.", same),
        ("It rained in Swat.", "سوات میں بارش ہوئی۔"),
        ("Roads closed.", same),
    ]
    told = read([line(*pair) for pair in pairs], "ur")
    checks = [{f.check for f in check(line(*pair), "ur", story=told, place=at)} for at, pair in enumerate(pairs)]
    assert ["same-twice" in found for found in checks] == [True, False, True]
    twice = [("The school opened on Monday.", same)] * 3
    again = read([line(*pair) for pair in twice], "ur")
    assert check(line(*twice[0]), "ur", story=again, place=0) == ()


def test_thousands_parted_by_spaces_are_one_number() -> None:
    assert found("Some 300,000 people fled.", "شاوخوا ۳۰۰ ۰۰۰ کسان وتښتېدل.", "ps") == []
    assert found("Some 300,000 people fled.", "تقریباً 30 000 لوگ نکل گئے۔", "ur") == [("number-missing", BLOCKS)]
