"""Lines with something of the engine's own in them, and good lines that look a little like it."""

from __future__ import annotations

import pytest

from packager.records import Line, Role, Severity
from packager.translation.checks import check

SHUT = "The bridge near Khar was shut for two days."
PS = "خار ته نږدې پل د دوو ورځو لپاره وتړل شو."
UR = "خار کے قریب پل دو دن کے لیے بند رہا۔"


def found(source: str, text: str, language: str) -> dict[str, Severity]:
    line = Line(role=Role.BODY, source=source, text=text, origin="argos")
    return {finding.check: finding.severity for finding in check(line, language)}


MARKS = ["<unk> ", "⁇ ", "▁", "@@ ", "<b>", "&quot;", "&#39;", "{0} ", "{{name}} ", "<1>", "__NAME_2__ ", "</s>",
         "<|im_end|>", "[INST] ", "pbt_Arab ", ">>pus<< ", "**", "\N{REPLACEMENT CHARACTER}", "\\n", "%s "]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_an_engines_own_mark_blocks(mark: str) -> None:
    first, _, rest = PS.partition(" ")
    assert found(SHUT, f"{first} {mark}{rest}", "ps").get("engine-mark") is Severity.BLOCKS
    first, _, rest = UR.partition(" ")
    assert found(SHUT, f"{first} {mark}{rest}", "ur").get("engine-mark") is Severity.BLOCKS


@pytest.mark.parametrize(
    ("language", "text", "check_id"),
    [
        ("ps", f"ژباړه: {PS}", "engine-label"),
        ("ps", f"په پښتو ژباړه: {PS}", "engine-label"),
        ("ps", f"Translation: {PS}", "engine-label"),
        ("ps", f"{PS} (نوټ: نومونه نه دي بدل شوي)", "engine-label"),
        ("ur", f"ترجمہ: {UR}", "engine-label"),
        ("ur", f"اردو ترجمہ: {UR}", "engine-label"),
        ("ur", f"{UR} (نوٹ: نام ویسے ہی رکھے گئے ہیں)", "engine-label"),
        ("ps", "بخښنه غواړم، زه په دې اړه مرسته نه شم کولی.", "engine-talk"),
        ("ps", "زه نشم کولی دا متن وژباړم.", "engine-talk"),
        ("ur", "معاف کیجیے، میں اس میں مدد نہیں کر سکتی۔", "engine-talk"),
        ("ur", "میں اس متن کا ترجمہ کرنے سے قاصر ہوں۔", "engine-talk"),
        ("ps", "پل وتړل ششششششششش شو.", "loop"),
        ("ur", "پل بند رہاااااااااااا۔", "loop"),
        ("ps", f"{PS} {PS}", "loop"),
        ("ur", f"{UR} {UR}", "loop"),
        ("ur", "Ø®Ø§Ø± Ú©Û’ Ù‚Ø±ÛŒØ¨", "wrong-letters"),
    ],
)
def test_what_an_engine_says_for_itself_blocks(language: str, text: str, check_id: str) -> None:
    assert found(SHUT, text, language).get(check_id) is Severity.BLOCKS


@pytest.mark.parametrize("start", ["1. ", "- ", "* ", "(2) "])
def test_a_number_or_bullet_before_the_line_is_noted(start: str) -> None:
    assert found(SHUT, start + UR, "ur").get("engine-numbering") is Severity.NOTES


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("ps", "Write to news@example.com or visit https://example.com/help_us.",
         "news@example.com ته ولیکئ یا https://example.com/help_us وګورئ."),
        ("ur", "Send the word #save_swat to 8080, the group Swat Watch asked.",
         "گروپ سوات واچ (Swat Watch) نے کہا کہ ‎#save_swat کا لفظ 8080 پر بھیجیں۔"),
        ("ps", "Note: the road is closed.", "یادونه: سړک بند دی."),
        ("ur", "“No, no, no,” the crowd said.", "ہجوم نے کہا: ”نہیں، نہیں، نہیں۔“"),
        ("ur", "He was sorry, he could not help.", "معذرت، وہ مدد نہیں کر سکتے۔"),
        ("ps", "Yes, the school is open.", "هو، ښوونځی خلاص دی."),
    ],
)  # fmt: skip
def test_no_leaving_is_seen_in_a_good_line(language: str, source: str, text: str) -> None:
    assert Severity.BLOCKS not in found(source, text, language).values()


def test_a_lost_sentence_is_noted() -> None:
    source = "The guard was taken to the hospital in Khar with wounds to his arm and back. He died on the way."
    text = "محافظ کو بازو اور کمر پر زخموں کے ساتھ خار کے ہسپتال منتقل کیا گیا۔"
    assert found(source, text, "ur").get("sentence-lost") is Severity.NOTES
    assert "sentence-lost" not in found(source, f"{text} وہ راستے میں دم توڑ گیا۔", "ur")
