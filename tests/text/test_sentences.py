"""Sentences end where a newsroom's sentences end."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.lang.sentences import split

SHARED = Path(os.environ.get("PACKAGER_SHARED", Path(__file__).parents[3] / "shared"))
NEWS = SHARED / "data" / "news_dev.json"

CASES = [  # one text per case; the sentences are parted by |
    ("en", "U.S. envoy Zalmay Khalilzad met Gen. Bajwa.| He left on Jan. 5."),
    ("en", "It ended at 5 p.m.| The court sits again on Monday."),
    ("en", "The talks are in the U.S.| He said so."),
    ("en", "George W. Bush called Mr. Kavanaugh.| Sales rose 6.6 per cent."),
    ("en", '"Will he go?" Smith asked.| "No."| He stayed.'),
    ("en", '"This has to stop," he said.| Nobody answered.'),
    ("en", "Another black person?!| No."),
    ("en", "They're very inquisitive ... they aren't out to hurt you.| Really."),
    ("en", "It is flight No. 9 to Lahore.| It left."),
    ("en", "First line\n|Second line"),
    ("en", "Acme Inc. said so.| Acme Corp. Chairman Lee left."),
    ("ps", "هغه وویل چې دا به وي.| دوی لاړل.| ولې؟| هو!"),
    ("ps", "پي. ډډي یو سندرغاړی دی.| هغه راغی."),
    ("ps", "نرخ ۲.۵ سلنه لوړ شو.| دا ډېر دی."),
    ("ps", "هغه راغی.|دوی لاړل."),
    ("ps", '"ایا تاسو ځئ؟"| هغه وپوښتل.'),
    ("ur", "وہ آئے۔| وہ گئے۔| کیوں؟| بس!"),
    ("ur", "شرح 2.5 فیصد بڑھی۔| یہ زیادہ ہے۔"),
    ("ur", "“اسے واپس لینا ہمارا فرض ہے۔”| اس نے کہا۔"),
    ("ur", "ایم۔ کیو۔ ایم نے کہا۔| جلسہ ہوا۔"),
    ("ur", "ترجمان کا کہنا ہے کہ یہ اے۔ بی۔ سی کے۔| ہاں۔"),
    ("ur", "وہ آیا۔|پھر گیا۔"),
]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_cases(language: str, marked: str) -> None:
    assert split(marked.replace("|", ""), language) == [part.strip() for part in marked.split("|")]


@given(st.text(alphabet="ab AB.?!؟۔\"'” \n0کې وي", max_size=60), st.sampled_from(["en", "ps", "ur"]))
def test_nothing_is_lost(text: str, language: str) -> None:
    parts = split(text, language)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part and part == part.strip() for part in parts)


@pytest.mark.skipif(not NEWS.exists(), reason="the shared news texts are not here")
@pytest.mark.parametrize(("language", "least"), [("en", 0.99), ("ps", 0.96), ("ur", 0.98)])
def test_real_news_is_split_where_its_translators_split_it(language: str, least: float) -> None:
    """Segments joined and split again; Pashto and Urdu segments of two sentences count against us."""
    right = wrong = missed = 0
    for document in json.loads(NEWS.read_text(encoding="utf-8"))["documents"]:
        segments = [" ".join(segment[language].split()) for segment in document["segments"]]
        ended = [text for text in segments if text.rstrip("\"'”’ )")[-1:] in ".!?۔؟"]
        gold, mine = _ends(ended), _ends(split(" ".join(ended), language))
        right, wrong, missed = right + len(gold & mine), wrong + len(mine - gold), missed + len(gold - mine)
    assert 2 * right / (2 * right + wrong + missed) >= least


def _ends(sentences: list[str]) -> set[int]:
    """Where sentences end, counted in characters that are not white space."""
    ends: set[int] = set()
    place = 0
    for sentence in sentences:
        place += len("".join(sentence.split()))
        ends.add(place)
    return ends
