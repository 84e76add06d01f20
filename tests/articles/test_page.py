"""Saved web pages of several builds: the article, its roles, and what the page says of itself."""

from __future__ import annotations

import html
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from packager.articles.formats import page
from packager.articles.structure.blocks import ArticleDraft
from packager.errors import InputError
from packager.records import Role

SHARED = Path(os.environ.get("PACKAGER_SHARED") or Path(__file__).parents[3] / "shared")
COPIED = SHARED / "data" / "articles" / "khalilzad-in-pakistan.txt"

Build = Callable[[str, str, list[str], str], str]  # headline, caption, paragraphs, credit → page

HEADLINE = "School In Upper Dir Gets Its Roof Back"
CAPTION = "Pupils sit in the open at the school in Upper Dir (file photo)"
BODY = [
    "The government school of Upper Dir, whose roof a storm took away in March, was opened again on Monday.",
    "For eight months its 312 pupils had their lessons in the open, or stayed at home when it rained.",
    "“We wrote to everybody, and at last somebody came,” headmaster Sher Zaman told reporters.",
    "Parents gave their labour, and the district paid 4.5 million rupees for steel and timber.",
    "“I can hear the rain and I am dry.”",
    "The education department says 61 schools in the district still wait for repairs.",
]
CREDIT = "With reporting by Gul Rahim and Radio Example"
BLURB = "Radio Example is a public-service broadcaster for the valleys of the north and the people who live in them."
FURNITURE = [
    "Accessibility links",
    "Breaking News",
    "16x9 Image",
    "Most Read",
    "Polio Drive Begins In Bajaur",
    "Share on Facebook",
    "We use cookies to make this site work.",
    "Example © 2026. All Rights Reserved.",
    BLURB,
]
MENU = """<div class="skip"><h2>Accessibility links</h2><a href="#c">Skip to main content</a></div>
<header role="banner"><nav><ul><li><a href="/">Home</a></li><li><a href="/p">Pakistan</a></li></ul></nav></header>
<div class="ticker"><span>Breaking News</span></div>"""
TAIL = f"""<ul><li><span>16x9 Image</span><h3>Radio Example</h3><p>{BLURB}</p></li></ul>
<aside><h3>Most Read</h3><ol><li><a href="/b">Polio Drive Begins In Bajaur</a></li></ol></aside>
<div class="cookie-banner"><p>We use cookies to make this site work.</p><button>Accept</button></div>
<footer><p>Example © 2026. All Rights Reserved.</p></footer>"""


def paragraphs(texts: list[str]) -> str:
    return "\n".join(f"<p>{html.escape(text)}</p>" for text in texts)


def modern(headline: str, caption: str, body: list[str], credit: str) -> str:
    """An article element, figures, share buttons, and a teaser between two paragraphs."""
    title = html.escape(headline)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Example</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Radio Example">
<meta property="article:published_time" content="2026-11-23T07:15:00Z">
<meta property="article:section" content="Pakistan">
<link rel="canonical" href="https://example.org/a/1.html"><script>document.write("<p>no text</p>")</script></head><body>
{MENU}<main><div class="category"><a href="/p">Pakistan</a></div><h1>{title}</h1>
<div class="published"><time datetime="2026-11-23T07:15:00+00:00">November 23, 2026</time></div>
<div class="byline">By Gul Rahim</div>
<div class="share-links"><ul><li><a href="#">Share on Facebook</a></li><li><a href="#">Print</a></li></ul></div>
<figure><img src="x.jpg" alt="not read"><figcaption>{html.escape(caption)}</figcaption></figure>
<article><div class="body">{paragraphs(body[:2])}
<div class="embed"><a href="/o"><h4>A Bridge For Lower Dir Is Promised Again</h4></a></div>
{paragraphs(body[2:])}<p><i>{html.escape(credit)}</i></p></div></article>{TAIL}</main></body></html>"""


def old(headline: str, caption: str, body: list[str], credit: str) -> str:
    """Tables, font tags, and paragraphs parted by line breaks."""
    lines = "<br>\n<br>".join(html.escape(text) for text in body)
    return f"""<HTML><HEAD><TITLE>{html.escape(headline)}</TITLE></HEAD><BODY>{MENU}
<TABLE><TR><TD><H1><FONT SIZE=5>{html.escape(headline)}</FONT></H1>
<TABLE><TR><TD CLASS=caption>{html.escape(caption)}</TD></TR></TABLE>
<DIV><FONT FACE=Arial>{lines}<BR><BR>{html.escape(credit)}</FONT></DIV></TD></TR></TABLE>{TAIL}</BODY></HTML>"""


def divs(headline: str, caption: str, body: list[str], credit: str) -> str:
    """No p, no article: divs with class names that mean nothing."""
    lines = "".join(f'<div class="x7"><span>{html.escape(text)}</span></div>' for text in [*body, credit])
    return f"""<!DOCTYPE html><html><head><title>{html.escape(headline)} - Example</title></head><body>{MENU}
<div class="r1"><div class="r2"><h1>{html.escape(headline)}</h1></div>
<div class="caption">{html.escape(caption)}</div><div class="r3">{lines}</div></div>{TAIL}</body></html>"""


def read(text: str) -> ArticleDraft:
    return page.read(text, where="page.html", zone=UTC)


def spoken(draft: ArticleDraft) -> list[str]:
    return [p.text for p in draft.paragraphs if p.role is not Role.CAPTION]


@pytest.mark.parametrize("build", [modern, old, divs])
def test_the_article_is_read_and_its_furniture_is_listed(build: Build) -> None:
    draft = read(build(HEADLINE, CAPTION, BODY, CREDIT))
    assert draft.headline == HEADLINE
    assert spoken(draft) == [*BODY, CREDIT]
    roles_ = {p.text: p.role for p in draft.paragraphs}
    assert roles_[BODY[4]] is Role.QUOTE
    assert roles_[CREDIT] is Role.CREDIT
    assert roles_.get(CAPTION, Role.CAPTION) is Role.CAPTION
    listed = {part.text for part in draft.left_out}
    assert [text for text in FURNITURE if text not in listed and text != "Share on Facebook"] == []


def test_the_caption_is_kept_with_the_article() -> None:
    draft = read(modern(HEADLINE, CAPTION, BODY, CREDIT))
    assert [p.text for p in draft.paragraphs if p.role is Role.CAPTION] == [CAPTION]


def test_what_the_page_says_of_itself() -> None:
    fields = read(modern(HEADLINE, CAPTION, BODY, CREDIT)).fields
    assert fields.publisher == "Radio Example"
    assert fields.published == datetime(2026, 11, 23, 7, 15, tzinfo=UTC)
    assert fields.section == "pakistan"
    assert fields.url == "https://example.org/a/1.html"


def test_json_ld_speaks_for_a_page_without_an_h1() -> None:
    linked = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "X"},
      {"@type": ["NewsArticle"], "headline": "A Roof For Dir", "datePublished": "2026-11-23T12:00:00+05:00",
       "publisher": {"@type": "Organization", "name": "Radio Example"}}]}</script>
      <script type="application/ld+json">{broken</script>"""
    draft = read(f"<html><head>{linked}</head><body><article>{paragraphs(BODY)}</article></body></html>")
    assert draft.headline == "A Roof For Dir"
    assert draft.fields.publisher == "Radio Example"
    assert draft.fields.published == datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@pytest.mark.skipif(not COPIED.exists(), reason=f"{COPIED} is not there")
@pytest.mark.parametrize("build", [modern, old, divs])
def test_a_real_article_as_a_saved_page(build: Build) -> None:
    headline, caption, *rest = COPIED.read_text(encoding="utf-8").split("\n\n")[2:]
    body, credit = [text.strip() for text in rest[:15]], rest[15].split("\n")[0]
    draft = read(build(headline, caption, body, credit))
    assert draft.headline == headline
    assert spoken(draft) == [*body, credit]
    assert [p.role for p in draft.paragraphs if p.role is not Role.CAPTION] == [Role.BODY] * 15 + [Role.CREDIT]


LOGIN = "<html><body><h1>Sign in</h1><form><p>Please give your name and your password.</p></form></body></html>"
LINKS = (
    "<html><body><h1>Archive</h1><ul>" + "<li><a href='#'>A story of some kind</a></li>" * 80 + "</ul></body></html>"
)


@pytest.mark.parametrize(
    "text", ["<html></html>", "<p></p>", LOGIN, LINKS, "<", "<!-- -->", "<html><body>" + "<div>" * 5000]
)
def test_no_article_is_said_in_one_line(text: str) -> None:
    with pytest.raises(InputError, match=r"^page\.html: no (?:article was|page was|headline was) found"):
        read(text)


@pytest.mark.parametrize("depth", [3_000, 50_000])
def test_a_page_nested_without_end_is_refused_like_any_other(depth: int) -> None:
    deep = "<div>" * depth + paragraphs(BODY) + "</div>" * depth
    with pytest.raises(InputError, match="no article was found"):
        read(f"<html><body><h1>{HEADLINE}</h1>{deep}</body></html>")


def test_a_page_nested_deeply_is_read() -> None:
    deep = "<div>" * 200 + paragraphs(BODY) + "</div>" * 200
    assert spoken(read(f"<html><body><h1>{HEADLINE}</h1>{deep}</body></html>")) == BODY


def test_a_fragment_from_a_feed_is_all_article() -> None:
    markup = f"<p><img src='x'/></p>{paragraphs(BODY)}<blockquote><p>{BODY[4]} Twice.</p></blockquote><p>{CREDIT}</p>"
    draft = page.fragment(markup, headline=HEADLINE, where="feed")
    assert spoken(draft) == [*BODY, f"{BODY[4]} Twice.", CREDIT]
    assert draft.paragraphs[-2].role is Role.QUOTE
