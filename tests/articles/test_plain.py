"""Plain text and pages copied from a browser: what is read, in which role, and what is left out."""

from __future__ import annotations

import os
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.articles.formats import plain
from packager.articles.structure import boilerplate as furniture
from packager.articles.structure import cues as signs
from packager.articles.structure import items, roles
from packager.articles.structure.blocks import ArticleDraft, PageBlock, tidy
from packager.errors import InputError
from packager.records import Role

SHARED = Path(os.environ.get("PACKAGER_SHARED") or Path(__file__).parents[3] / "shared")
PAGE = SHARED / "data" / "articles" / "khalilzad-in-pakistan.txt"

COPIED = """Skip to main content
Home
Pakistan
Sport

LIVE

Swat Valley Road Reopens After A Week Of Snow

By Gul Rahim

November 21, 2026 10:15 GMT

Share
Tweet
WhatsApp

Workers clear snow near Kalam. (file photo)

MINGORA, Pakistan (Reuters) - The road between Bahrain and Kalam reopened on Saturday after a week of heavy snow.

“We had flour for two more days,” said shopkeeper Bakht Zada.

READ MORE: Glaciers Of The Hindu Kush Are Melting Faster

What happens next

Officials said 40 machines worked through the night.

“Nobody was hurt. God was kind to us this time.”

Sign up for our weekly newsletter and get the best of our reporting in your inbox.

More snow is forecast for Tuesday.

Reporting by Gul Rahim in Mingora; Editing by Ayesha Khan

Related

Polio Drive Begins In Bajaur
School In Dir Gets A New Roof

© 2026 Example Radio. All rights reserved.
"""


def read(text: str) -> ArticleDraft:
    return plain.read(text, where="story.txt", zone=UTC)


def said(draft: ArticleDraft, *wanted: Role) -> list[str]:
    return [p.text for p in draft.paragraphs if p.role in (wanted or tuple(Role))]


def test_a_copied_page_is_read_without_its_furniture() -> None:
    draft = read(COPIED)
    assert draft.headline == "Swat Valley Road Reopens After A Week Of Snow"
    assert [(p.role.value, p.text) for p in draft.paragraphs] == [
        ("caption", "Workers clear snow near Kalam. (file photo)"),
        ("body", "The road between Bahrain and Kalam reopened on Saturday after a week of heavy snow."),
        ("body", "“We had flour for two more days,” said shopkeeper Bakht Zada."),
        ("body", "Officials said 40 machines worked through the night."),
        ("quote", "“Nobody was hurt. God was kind to us this time.”"),
        ("body", "More snow is forecast for Tuesday."),
        ("credit", "Reporting by Gul Rahim in Mingora; Editing by Ayesha Khan"),
    ]


def test_all_that_is_left_out_is_listed() -> None:
    draft = read(COPIED)
    everything = [tidy(line) for line in COPIED.splitlines() if line.strip()]
    kept = [draft.headline, *said(draft)]
    out = [part.text for part in draft.left_out]
    lost = [line for line in everything if not any(line in part or part in line for part in (*kept, *out))]
    assert lost == []
    assert "MINGORA, Pakistan (Reuters) -" in out
    assert "What happens next" in out


@pytest.mark.skipif(not PAGE.exists(), reason=f"{PAGE} is not there")
def test_the_page_of_a_broadcaster_as_copied() -> None:
    draft = read(PAGE.read_text(encoding="utf-8"))
    assert draft.headline == "Khalilzad, In Pakistan, Stresses Need To Accelerate Afghan Peace Process"
    assert len(said(draft, Role.BODY)) == 15
    assert said(draft, Role.QUOTE) == []
    assert said(draft, Role.CREDIT) == ["With reporting by Reuters and RFE/RL’s Radio Free Afghanistan"]
    assert draft.paragraphs[-1].role is Role.CREDIT
    assert said(draft, Role.CAPTION)[0].startswith("U.S. peace envoy Zalmay Khalilzad (left)")
    spoken = " ".join([draft.headline, *said(draft, Role.BODY, Role.CREDIT)])
    for furniture_text in ("Accessibility links", "Breaking News", "16x9", "public-service broadcaster", "(left)"):
        assert furniture_text not in spoken


TYPED = """Polio drive begins in Bajaur

Health workers went from door to door on Monday.
They want to reach 250,000 children
before the first snow.

A short last line without a full stop
"""


def test_a_typed_text_is_taken_as_written() -> None:
    draft = read(TYPED)
    assert draft.headline == "Polio drive begins in Bajaur"
    assert said(draft, Role.BODY) == [
        "Health workers went from door to door on Monday. They want to reach 250,000 children before the first snow.",
        "A short last line without a full stop",
    ]
    assert draft.left_out == ()


def test_a_line_is_a_paragraph_where_no_line_is_blank() -> None:
    draft = read("Polio drive begins\nWorkers went from door to door.\nThey vaccinated 900 children.\n")
    assert said(draft) == ["Workers went from door to door.", "They vaccinated 900 children."]


def test_a_headline_repeated_as_the_first_paragraph_is_said_once() -> None:
    draft = read("Road reopens after snow\n\nROAD REOPENS AFTER SNOW\n\nTraffic moved again on Saturday.\n")
    assert draft.headline == "Road reopens after snow"
    assert said(draft) == ["Traffic moved again on Saturday."]


def test_windows_line_ends_and_odd_spaces_are_no_difference() -> None:
    assert read(TYPED.replace("\n", "\r\n").replace(" ", "\u00a0")).paragraphs == read(TYPED).paragraphs


@pytest.mark.parametrize("text", ["\n\n", "…\n\n---\n", "Share\n\nPrint\n\nHome\n"])
def test_no_headline_is_said_in_one_line(text: str) -> None:
    with pytest.raises(InputError, match=r"^story\.txt: no headline was found; put it on the first line"):
        read(text)


def test_a_blurb_after_the_outlets_name_is_left_out_without_a_credit_before_it() -> None:
    blurb = "Radio Example is a public-service broadcaster for the valleys of the north."
    draft = read(f"Road reopens after snow\n\nOne. Two words.\n\nTraffic moved again.\n\nRadio Example\n\n{blurb}\n")
    assert blurb in [part.text for part in draft.left_out]
    assert said(draft)[:2] == ["One. Two words.", "Traffic moved again."]


def test_a_story_about_a_newspaper_is_kept() -> None:
    text = "Paper closes\n\nIt closed on Monday.\n\nStaff wept.\n\nDawn is a newspaper that people of Karachi trust."
    assert read(text).left_out == ()


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("With reporting by AFP and dpa", True),
        ("With additional reporting by Gul Rahim", True),
        ("Reporting by Asif Khan; editing by Mary Roe", True),
        ("(Reuters)", True),
        ("— AFP", True),
        ("(AP, AFP)", True),
        ("Associated Press writer Gul Rahim in Islamabad contributed to this report.", True),
        ("Based on reporting by AP and Reuters", True),
        ("Source: Radio Pakistan", True),
        ("Reporting by journalists from the border has become harder, the group said.", False),
        ("With reports of snow coming in, the road was closed.", False),
        ("Reuters reported on March 8 that a plan had been drafted.", False),
        ("He contributed to the report of the commission.", False),
    ],
)
def test_credits(text: str, *, credit: bool) -> None:
    assert signs.is_credit(text) is credit


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("16x9 Image", True),
        ("Accessibility links", True),
        ("BREAKING NEWS", True),
        ("Share", True),
        ("12 comments", True),
        ("5 min read", True),
        ("0:00 / 3:45", True),
        ("We use cookies to improve your experience.", True),
        ("This website uses cookies", True),
        ("Follow us on Facebook and Twitter", True),
        ("Also read: A bridge for Dir", True),
        ("Click here to join our channel.", True),
        ("© 2026 Example Radio", True),
        ("All rights reserved.", True),
        ("Join our WhatsApp channel for the latest news.", True),
        ("The share of women in parliament rose.", False),
        ("Sign up for the vaccine began on Monday.", False),
        ("More than forty people were rescued.", False),
        ("Follow-up visits begin next week.", False),
        ("Subscribers of the mobile network lost their signal.", False),
        ("Read the verdict, the judge told him.", False),
        ("We use less water than our fathers did, he said.", False),
        ("Download speeds fell by half after the cable was cut.", False),
    ],
)
def test_furniture(text: str, *, left: bool) -> None:
    assert (furniture.is_label(text) or furniture.is_page_text(text)) is left


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("March 09, 2021", True),
        ("09 March 2021 07:15 GMT", True),
        ("Published: Nov 21, 2026, 10:15 a.m.", True),
        ("Last Updated: November 21, 2026 10:15", True),
        ("2 hours ago", True),
        ("2026-11-21", True),
        ("March 9 was the day of the meeting.", False),
        ("Yesterday it rained.", False),
    ],
)
def test_stamps(text: str, *, stamp: bool) -> None:
    assert furniture.is_stamp(text) is stamp


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("By Gul Rahim", True),
        ("By Gul Rahim and Ayesha Khan in Peshawar", True),
        ("By AFP", True),
        ("Our Correspondent", True),
        ("Web Desk", True),
        ("Reuters", True),
        ("By Monday the road was open", False),
        ("By the river, people waited.", False),
        ("Reuters said so", False),
    ],
)
def test_bylines(text: str, *, byline: bool) -> None:
    assert signs.is_byline(text) is byline


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("KABUL (Reuters) - The road is open.", "The road is open."),
        ("KABUL, March 8 (Reuters) — The road is open.", "The road is open."),
        ("PESHAWAR, Pakistan (AP) — “We waited,” he said.", "“We waited,” he said."),
        ("ISLAMABAD: The Supreme Court met on Monday.", "The Supreme Court met on Monday."),
        ("NATO forces left in 2021.", "NATO forces left in 2021."),
        ("Kabul: a city of hills.", "Kabul: a city of hills."),
        ("U.N. envoys met.", "U.N. envoys met."),
    ],
)
def test_a_dateline_is_not_read(text: str, rest: str) -> None:
    assert signs.split_dateline(text)[0] == rest


def test_an_agency_behind_the_last_sentence_becomes_the_credit() -> None:
    draft = read("Road reopens after snow\n\nTraffic moved on Saturday.\n\nMore snow will come. (Reuters)\n")
    assert [(p.role, p.text) for p in draft.paragraphs][-2:] == [
        (Role.BODY, "More snow will come."),
        (Role.CREDIT, "Reuters"),
    ]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("“Nobody was hurt.”", True),
        ('"Nobody was hurt."', True),
        ("‘It’s over.’", True),
        ("“A speech that goes on in the next paragraph.", True),
        ("“Nobody was hurt,” he said.", False),
        ("“One,” he said, “and two.”", False),
        ("He said “nobody”.", False),
        ("“It” is a film.", False),
    ],
)
def test_a_quotation_is_wholly_in_quotation_marks(text: str, *, quotation: bool) -> None:
    assert items.is_quotation(text) is quotation


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("People walk past a ruined house in Swat on August 28, 2022.", True),
        ("Prime Minister Shehbaz speaks to reporters in London in 2023.", True),
        ("The court said on March 8, 2021.", False),
        ("He was released in 2019.", False),
        ("Pakistan lost the final in 1999.", False),
    ],
)
def test_a_sentence_that_tells_a_picture(text: str, *, caption: bool) -> None:
    assert signs.tells_a_picture(text) is caption


@given(st.lists(st.text(max_size=40), max_size=12), st.text(max_size=20))
def test_every_block_is_either_kept_or_listed(texts: list[str], headline: str) -> None:
    blocks = [PageBlock(text=tidy(text)) for text in texts]
    story = roles.compose(blocks, headline=tidy(headline))
    whole = "\n".join([story.headline, *(p.text for p in story.paragraphs), *(out.text for out in story.left_out)])
    for block in blocks:
        rest = signs.split_footnotes(signs.split_stamp(block.text)[0])[0]
        assert any(tidy(text).strip("()[]—–-_* .") in whole for text in (block.text, rest))
    in_order = [p.role is Role.CREDIT for p in story.paragraphs]
    assert in_order == sorted(in_order)
