"""A translation memory of English lines in the words of real news, and the questions an editor's day puts to it.

Real memories have every sentence once or nearly so, over a vocabulary with a long tail. So a line is one real
sentence, or the clauses of two or three, in which words have changed their places with other words of the news (names
with names, small words stay), with new figures, and now and then a name that occurs in no other line. One line in five
is an earlier one with little changed, as news repeats itself.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from packager.translation.units import Unit

_WORD: re.Pattern[str] = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*|[^A-Za-z\d]+")
_CLAUSE = re.compile(r"(?<=[,;:–]) | (?=(?:and|but|that|which|who|after|before|because|while|when) )")
_SYLLABLES = "ba da gar khel kot la mar na pur ra sha ta wal zai abad gul jan koh mir sang tang yar".split()  # noqa: SIM905
_KEPT = 200  # earlier lines of which one may come again


class News:
    """The sentences, clauses and words of a file of aligned news (news_dev.json's shape)."""

    def __init__(self, file: Path) -> None:
        documents = json.loads(file.read_text("utf-8"))["documents"]
        self.sentences: list[str] = [segment["en"] for document in documents for segment in document["segments"]]
        self.clauses = [clause for sentence in self.sentences for clause in _CLAUSE.split(sentence)]
        words = [word for sentence in self.sentences for word in _WORD.findall(sentence) if word.isalpha()]
        self.plain = [word for word in words if word.islower() and len(word) > 4]
        self.names = [word for word in words if word[0].isupper() and len(word) > 3]

    def sentence(self, rng: random.Random) -> str:
        """A sentence that nobody wrote."""
        if rng.random() < 0.3:
            text = rng.choice(self.sentences)
        else:
            text = " ".join(rng.choices(self.clauses, k=rng.randint(1, 3)))
        return self.changed(text, rng, 0.35)

    def changed(self, text: str, rng: random.Random, share: float) -> str:
        """The text with this share of its longer words, of its names and of its figures changed."""
        return "".join(self._other(word, rng) if rng.random() < share else word for word in _WORD.findall(text))

    def _other(self, word: str, rng: random.Random) -> str:
        if word[0].isdigit():
            return str(rng.randint(1, 9999))
        if word.islower() and len(word) > 4:
            return str(rng.choice(self.plain))
        if word[0].isupper() and len(word) > 3:
            return str(rng.choice(self.names)) if rng.random() < 0.7 else name(rng)
        return word


def name(rng: random.Random) -> str:
    """A name of a place or a person as they are in the border districts, very likely a new one."""
    return "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).capitalize()


def units(news: News, count: int, seed: int = 1) -> Iterator[Unit]:
    """So many units, the same for the same seed."""
    rng = random.Random(seed)
    earlier: list[str] = []
    for number in range(count):
        again = earlier and rng.random() < 0.2
        source = news.changed(rng.choice(earlier), rng, 0.15) if again else news.sentence(rng)
        if len(earlier) < _KEPT:
            earlier.append(source)
        else:
            earlier[rng.randrange(_KEPT)] = source
        yield Unit(source=source, target=f"ژباړه {number}", language="ps", checked=bool(number % 2))


def _figures(_news: News, text: str, rng: random.Random) -> str:
    return re.sub(r"\d+", lambda _: str(rng.randint(1, 9999)), text)


def _a_word(news: News, text: str, rng: random.Random) -> str:
    words = text.split()
    words[rng.randrange(len(words))] = rng.choice(news.plain)
    return " ".join(words)


def _some_words(news: News, text: str, rng: random.Random) -> str:
    return news.changed(text, rng, 0.3)


def _one_more(news: News, text: str, rng: random.Random) -> str:
    return f"{text.rstrip('.')} {rng.choice(news.clauses)}"


def _one_less(_news: News, text: str, rng: random.Random) -> str:
    words = text.split()
    cut = len(words) // 4
    at = rng.randint(0, len(words) - cut)
    return " ".join(words[:at] + words[at + cut :])


def _turned(_news: News, text: str, rng: random.Random) -> str:
    words = text.split()
    at = rng.randrange(len(words))
    return " ".join(words[at:] + words[:at])


def _slips(_news: News, text: str, rng: random.Random) -> str:
    """One word in six with a letter gone, as typed in haste or in the other spelling."""
    words = text.split()
    for place, word in enumerate(words):
        if len(word) > 3 and rng.random() < 1 / 6:
            at = rng.randrange(len(word))
            words[place] = word[:at] + word[at + 1 :]
    return " ".join(words)


# What an editor's new line has to do with an old one.
CHANGES: tuple[Callable[[News, str, random.Random], str], ...] = (
    _figures, _a_word, _some_words, _one_more, _one_less, _turned, _slips,
)  # fmt: skip


def questions(news: News, kept: list[str], seed: int = 2) -> list[str]:
    """New lines made of kept ones, each kind of change in turn."""
    rng = random.Random(seed)
    return [CHANGES[place % len(CHANGES)](news, text, rng) for place, text in enumerate(kept)]
