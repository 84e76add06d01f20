"""What is read of an article and what is told of it are together all that there was."""

from __future__ import annotations

import html
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.articles.formats import markdown, page, page_walk, plain
from packager.articles.structure import boilerplate, cues, headings, live, roles, tables
from packager.articles.structure.blocks import ArticleDraft, BlockKind, PageBlock, tidy
from packager.articles.structure.cues import Picture
from packager.errors import InputError
from packager.records import LeftOut, Role

LEAD = "Militants attacked a police post in the district before dawn on Friday, killing three officers, police said."
WOUNDED = "The wounded were taken to a hospital in the town, where doctors said two of them were in danger."
SHOPS = "Residents closed their shops in protest and blocked the main road for several hours on Friday evening."
STORY = [LEAD, WOUNDED, SHOPS]

TEXTS = st.sampled_from(
    [
        *STORY,
        "Written in Pashto, the letter warned that the school would be blown up.",
        "With reporting by AFP and dpa",
        "With reporting by AFP and dpa",
        "(Reuters)",
        "Source: Provincial Disaster Management Authority",
        "By Gul Rahim",
        "Gul Rahim",
        "Share",
        "Advertisement",
        "Call these numbers:",
        "1122",
        "Bannu: 12 dead, 30 injured",
        "What happens next",
        "Did you close the school?",
        "Most read",
        "12:30",
        "Correction: An earlier version of this story said 40 people were killed.",
        "A screengrab of the threat was shown in court and the judge refused bail.",
        "Police stand guard (file photo)",
        "Sign up for our newsletter.",
        "Radio Example is a public-service broadcaster for the valleys of the north.",
        "Already a subscriber? Sign in.",
        "KABUL (Reuters) - The road is open.",
        "The toll was 40¹² on Friday, the ministry said.[3]",
        "“Nobody was hurt.”",
    ]
)
KINDS = st.sampled_from(
    [
        BlockKind.TEXT,
        BlockKind.TEXT,
        BlockKind.HEADING,
        BlockKind.BULLET,
        BlockKind.QUOTE,
        BlockKind.CAPTION,
        BlockKind.ROW,
    ]
)
BLOCKS = st.lists(st.builds(PageBlock, text=st.one_of(TEXTS, st.text(max_size=50).map(tidy)), kind=KINDS), max_size=14)


def pieces(left_out: tuple[LeftOut, ...]) -> list[str]:
    return [out.text for out in left_out if out.part]


@settings(max_examples=300)
@given(BLOCKS, st.sampled_from(["", "A headline of its own"]), st.booleans())
def test_paragraphs_read_and_paragraphs_told_are_the_paragraphs_there_were(
    blocks: list[PageBlock], headline: str, of_page: bool
) -> None:
    story = roles.compose(blocks, headline=headline, of_page=of_page)
    there = [block.text for block in blocks if block.text and block.text != headline]
    bare = {cues.bare_credit(cues.split_footnotes(text)[0]) for text in there}
    behind_a_sentence = sum(p.role is Role.CREDIT and p.text not in bare for p in story.paragraphs)
    taken = bool(story.headline) and not headline
    told = sum(not out.part for out in story.left_out)
    assert len(story.paragraphs) - behind_a_sentence + told + taken == len(there)
    assert all(out.why for out in story.left_out)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=8), st.sampled_from(["p", "h3", "li", "blockquote", "div", "aside"]))
def test_a_page_loses_nothing_either(texts: list[str], tag: str) -> None:
    parts = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in texts)
    whole = "".join(f"<p>{text}</p>" for text in STORY)
    text = f"<html><body><article><h1>A headline of its own</h1>{whole}{parts}</article></body></html>"
    found = page_walk.walk(page.parse(text, where="a.html"))
    try:
        draft = page.read(text, where="a.html")
    except InputError:
        return  # a stub, or a live blog without times: refused aloud
    told = [draft.headline, *(p.text for p in draft.paragraphs), *(out.text for out in draft.left_out)]
    cut = pieces(draft.left_out)
    for item in found:
        assert any(_same(item.block.text, one, cut) for one in told), item.block.text


def _same(block: str, told: str, cut: list[str]) -> bool:
    bare = block
    for piece in cut:
        bare = bare.replace(piece, "")
    return told in (block, cues.bare_credit(block)) or tidy(told) == tidy(bare) or tidy(bare).startswith(tidy(told))


def read(*paragraphs: str, headline: str = "Three officers killed in Bannu") -> ArticleDraft:
    return plain.read("\n\n".join([headline, *paragraphs]), where="a.txt", zone=UTC)


def spoken(draft: ArticleDraft) -> list[str]:
    return [p.text for p in draft.paragraphs if p.role is not Role.CAPTION]


@pytest.mark.parametrize(
    "news",
    [
        "Reporting in Kabul has become dangerous, the union said.",
        "Writing in Dawn, the former minister called the plan a trick.",
        "Written in Pashto, the letter warned that the school would be blown up if girls returned.",
        "Compiled by Amnesty International, the list names forty officers.",
        "This report was compiled by the commission over two years and names 14 officers.",
        "Edited by the army, the footage shows no prisoner.",
        "The group released an undated photo of the four hostages and demanded the release of its prisoners.",
        "The defence minister was pictured in Doha with the Taliban leader, which angered his party.",
        "The Freedom Party (far right) won 37 seats and said it would close the borders.",
        "A screengrab of the threat was shown in court and the judge refused bail.",
        "He was seen in this week's video, the family said.",
        "A photo by three witnesses led the police to the house.",
        "A handout photo showed the minister asleep, and he resigned.",
        "Getty Images said that it had withdrawn the picture.",
        "Join the march on Friday, a message on a WhatsApp group told residents.",
        "Watch: the river is rising fast, the rescue service said.",
        "More: the same militants also attacked a school.",
        "Views expressed at the jirga reflect the mood of the valley.",
        "Follow the news on radio and not on Facebook.",
    ],
)
def test_a_sentence_that_only_looks_like_furniture_is_read_and_what_follows_it_too(news: str) -> None:
    draft = read(LEAD, WOUNDED, news, SHOPS)
    assert spoken(draft) == [LEAD, WOUNDED, news, SHOPS]
    assert draft.left_out == ()


@pytest.mark.parametrize("label", ["FALSE", "CLAIM", "UNCONFIRMED", "WHO", "IMF", "NATO", "HOAX", "PTI"])
def test_a_label_in_capitals_is_no_dateline(label: str) -> None:
    text = f"{label}: The prisoner has been released from jail."
    [first, *_] = read(text, WOUNDED).paragraphs
    assert first.text == text
    assert "label" in first.doubt


@pytest.mark.parametrize(
    "dateline",
    [
        "KABUL, Nov 23, 2026 (AFP) – ",
        "KABUL, 23 November (AFP) - ",
        "KABUL (Pajhwok Afghan News): ",
        "KABUL (AP) _ ",
        "Peshawar (Web Desk): ",
        "DERA ISMAIL KHAN: ",
        "LAHORE/ISLAMABAD: ",
        "Quetta, Pakistan (Reuters) — ",
    ],
)
def test_a_dateline_is_told_and_not_read(dateline: str) -> None:
    draft = read(dateline + LEAD, WOUNDED)
    assert spoken(draft) == [LEAD, WOUNDED]
    assert [(out.text, out.why) for out in draft.left_out] == [(dateline.strip(), "a dateline")]


def test_what_is_told_has_its_place_and_its_reason() -> None:
    draft = read(LEAD, "Police stand guard (file photo)", WOUNDED, "Share", SHOPS, "With reporting by AFP", "ENDS")
    assert [(out.text, out.after) for out in draft.left_out] == [("Share", 3), ("ENDS", 4)]
    assert [p.text for p in draft.paragraphs if p.role is Role.CAPTION] == ["Police stand guard (file photo)"]


def test_a_source_in_the_middle_is_a_figures_and_ends_nothing() -> None:
    draft = read(LEAD, "Source: Provincial Disaster Management Authority", WOUNDED, "Source: AFP")
    assert spoken(draft) == [LEAD, WOUNDED, "Source: AFP"]
    assert [out.why for out in draft.left_out] == ["the source of a figure or a table"]


def test_a_paragraph_after_the_credit_is_read_and_marked() -> None:
    draft = read(LEAD, WOUNDED, "With reporting by AFP and dpa", SHOPS)
    assert spoken(draft) == [LEAD, WOUNDED, SHOPS, "With reporting by AFP and dpa"]
    assert draft.paragraphs[2].doubt == "it stands after the story's credit"


def test_numbers_after_a_colon_are_a_list() -> None:
    draft = read(LEAD, "People who need help can call these numbers:", "1122", "0800-55555", SHOPS)
    assert spoken(draft) == [LEAD, "People who need help can call these numbers:", "1122", "0800-55555", SHOPS]


def test_footnotes_join_no_figure_and_struck_out_words_are_not_read() -> None:
    text = (
        "# Toll\n\nThe ministry counted 40¹² deaths and ~~eight~~ nine wounded.[^2] It was 10⁶ once.\n\n[^2]: By hand."
    )
    draft = markdown.read(text, where="a.md", zone=UTC)
    assert spoken(draft) == ["The ministry counted 40 deaths and nine wounded. It was 10⁶ once."]
    assert sorted(out.text for out in draft.left_out) == ["By hand.", "[^2]", "eight", "¹²"]


def test_a_table_is_said_as_a_presenter_would() -> None:
    text = f"# Seats\n\n{LEAD}\n\n| Party | Seats | Share |\n|:--|--:|--|\n| PTI | 62 | 31% |\n| ANP | 9 | |\n"
    assert spoken(markdown.read(text, where="a.md", zone=UTC)) == [LEAD, "PTI: 62 seats, Share 31%", "ANP: 9 seats"]


def test_a_long_table_is_told_row_by_row() -> None:
    rows = "".join(f"| District {n} | {n} |\n" for n in range(11))
    draft = markdown.read(f"# Toll\n\n{LEAD}\n\n| District | Dead |\n|--|--|\n{rows}", where="a.md", zone=UTC)
    assert spoken(draft) == [LEAD]
    assert [out.why for out in draft.left_out] == [tables.TOO_LONG] * 11


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (["Claim", "Where it began"], {0}),
        (["Claim", "Verdict"], {0, 1}),
        (["Background", "What happens next"], set()),
        (["Who fired first?", "On the ground"], {0}),
        (["1. The river", "2. The road"], {0, 1}),
        (["Myth 3: It is a poison", "The facts"], {0, 1}),
        (["The facts on the ground are changing", "A bridge for Dir"], set()),
    ],
)
def test_headings_that_carry_the_sense_are_said(heads: list[str], said: set[int]) -> None:
    blocks = [block for head in heads for block in ((head, BlockKind.HEADING), (LEAD, BlockKind.TEXT))]
    assert headings.said(blocks, "") == {2 * place for place in said}


def test_all_headings_of_a_list_are_said() -> None:
    blocks = [
        ("The river", BlockKind.HEADING),
        (LEAD, BlockKind.TEXT),
        ("The road", BlockKind.HEADING),
        (SHOPS, BlockKind.TEXT),
    ]
    assert headings.said(blocks, "Three things to know about the flood") == {0, 2}


@pytest.mark.parametrize(
    ("stamps", "order"),
    [
        (["12:30", "11:10"], [1, 0]),
        (["11:10", "12:30"], [0, 1]),
        (["1.05 pm PKT", "12.40 pm PKT", "11:59 am"], [2, 1, 0]),
        (["20 minutes ago", "3 hours ago"], [1, 0]),
        (["November 28, 2026 00:10", "November 27, 2026 23:50"], [1, 0]),
    ],
)
def test_posts_of_a_live_blog_are_in_the_order_of_events(stamps: list[str], order: list[int]) -> None:
    posts = [f"Post number {place} says what the rescue service has said since." for place in range(len(stamps))]
    blocks = [PageBlock(text=text) for pair in zip(stamps, posts, strict=True) for text in pair]
    said = [block.text for block in live.in_order(blocks, "Flood: live updates") if not block.why]
    assert said == [posts[place] for place in order]


def test_a_live_blog_without_times_is_refused_and_a_text_that_calls_itself_live_is_marked() -> None:
    posts = "".join(
        f"<div><h3>{head}</h3><p>{text}</p></div>" for head, text in (("Nine dead", LEAD), ("Alive", SHOPS))
    )
    with pytest.raises(InputError, match="is a live blog whose posts have no times"):
        page.read(f"<html><body><main><h1>Flood: live updates</h1>{posts}</main></body></html>", where="a.html")
    assert "calls itself live" in read(LEAD, WOUNDED, headline="Flood in Swat: live updates").paragraphs[0].doubt


def test_another_storys_title_and_blurb_in_one_box_are_not_read() -> None:
    box = "<div><strong><a href='/1'>Seven soldiers killed in Kurram</a></strong><br>A bomb hit them.</div>"
    text = f"<article><h1>A headline of its own</h1><p>{LEAD}</p>{box}<p>{WOUNDED}</p><p>{SHOPS}</p></article>"
    draft = page.read(f"<html><body>{text}</body></html>", where="a.html")
    assert spoken(draft) == STORY
    assert {out.why for out in draft.left_out} == {"another story's box"}


def test_a_stub_is_refused_with_the_pages_words() -> None:
    with pytest.raises(InputError, match=r"is a stub: the rest is for subscribers \('To continue reading"):
        read(LEAD, WOUNDED, "To continue reading this article, subscribe now.")


def test_a_text_that_breaks_off_is_marked() -> None:
    [*_, last] = read(LEAD, WOUNDED, "In Chitral 48 teachers counted 483 schools and then they […]").paragraphs
    assert last.doubt == "the text breaks off here: look for the rest"


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Image caption, Pupils had their lessons in the open", Picture.YES),
        ("Vehicles wait near the tunnel [File: Gul Rahim/AFP]", Picture.YES),
        ("The envoy (left) meets the army chief in Rawalpindi.", Picture.YES),
        ("An undated photo shows the bridge. (Photo courtesy of the army)", Picture.YES),
        ("The group released an undated photo and demanded money.", Picture.PERHAPS),
        ("The road is open.", Picture.NO),
    ],
)
def test_captions(text: str, sign: Picture) -> None:
    assert cues.picture(text) is sign


@pytest.mark.parametrize(
    "hostile",
    ["*" * 60, "* " * 60, "(" * 60, "[" * 60, "STRICTLY " * 60, "By " + "A-" * 40, "AA-" * 200 + "x", "A" * 5000],
)
def test_no_line_keeps_a_rule_busy(hostile: str) -> None:
    """Without an end before the rules were mended: each mark doubled the time."""
    draft = read(LEAD, hostile, WOUNDED)
    assert boilerplate.is_note(hostile) is False
    assert LEAD in spoken(draft)


@pytest.mark.parametrize("mark", ["![", "<!--", "[a](", "[^", "*a ", "_a ", "~~a", "`a", "<a "])
def test_no_mark_keeps_markdown_busy(mark: str) -> None:
    text = f"# A headline\n\n{LEAD}\n\n{mark * (50_000 // len(mark))}\n\n{SHOPS}\n"
    assert LEAD in spoken(markdown.read(text, where="a.md", zone=UTC))


def test_a_tag_with_attributes_without_end_is_refused() -> None:
    many = " ".join(f"a{number}" for number in range(80_000))
    with pytest.raises(InputError, match="an element with over 2,000 attributes"):
        page.read(f"<html><body><p a='>' {many}>{LEAD}</p></body></html>", where="a.html")
