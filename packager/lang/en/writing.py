"""How English is written: where its sentences end, by the lists of what newsrooms write."""

from __future__ import annotations

import re
from string import ascii_letters

from packager.text.sentences import CLOSERS
from packager.text.writing import Sentences, Writing

_TITLES = """Mr Mrs Ms Mx Dr Prof Rev Fr Hon Sr Sra Msgr Pres Gov Sen Sens Rep Reps Amb Sec Supt Gen Lt
    Col Maj Capt Cmdr Adm Sgt Cpl Pvt Brig Cdr Insp Det Messrs Mme Mlle St Ste Mt Ft Al"""
_NEVER_LAST = """vs v cf viz approx ca pp Fig Art Sect Ed e.g i.e Ph Op Vol Ch est Jan Feb Mar Apr
    Jun Jul Aug Sep Sept Oct Nov Dec"""
_OFTEN_LAST = """Inc Corp Co Ltd LLC Bros Jr Esq etc Ave Blvd Rd al U.S U.K U.N E.U D.C U.A.E U.S.A U.S.S.R
    Ph.D M.D B.A M.A a.m p.m A.D B.C N.Y L.A"""
_OPENING = """The A An This That These Those He She It They We I You There Here In On At By For From
    With After Before But And Or So Yet As If When While Since Although Though Because However
    Meanwhile Its His Her Their Our My Some Many Most Several One Two Both All No Not What Who
    Why How Where Last Earlier Later Officials Police"""
_SAYING = "said says asked asks added wrote told replied shouted cried wondered tweeted according"
_NEVER = frozenset((_TITLES + " " + _NEVER_LAST).split())
_SOMETIMES = frozenset(_OFTEN_LAST.split())
_STARTERS = frozenset(_OPENING.split())
_SAID = frozenset(_SAYING.split())
_INITIALS = re.compile(r"[A-HJ-Z]|(?:[A-Z]\.)+[A-Z]")
_ENGLISH_END = re.compile(rf"(?:[.!?]+|…)[{CLOSERS}]*(?=\s+\S)")
_WORD_BEFORE = re.compile(r"[\w.&-]+$")
_WORDS_AFTER = re.compile(r"[\s\"'“‘«(\[–—-]*(\S+)\s*(\S*)\s*(\S*)")


def _english_goes_on(text: str, mark: re.Match[str]) -> bool:
    """Whether the sentence goes on after what looks like its end."""
    first, second, third = (word.strip(".,;:!?\"'”’") for word in _after(text, mark.end()))
    if first[:1].islower():
        return True
    stop = mark[0]
    if stop[0] in "!?" and len(stop) > 1:
        return second in _SAID or third in _SAID
    if stop.rstrip("\"'”’»)]“") != ".":
        return False
    word = _before(text, mark.start())
    if word in ("No", "Nos"):
        return first[:1].isdigit()
    if word in _NEVER or _INITIALS.fullmatch(word):
        return not (word in _SOMETIMES and first in _STARTERS)
    return word in _SOMETIMES and first not in _STARTERS and word not in ("a.m", "p.m", "etc")


def _before(text: str, end: int) -> str:
    found = _WORD_BEFORE.search(text, max(0, end - 24), end)
    return found[0].lstrip("-") if found else ""


def _after(text: str, start: int) -> tuple[str, str, str]:
    found = _WORDS_AFTER.match(text, start)
    return (found[1], found[2], found[3]) if found else ("", "", "")


WRITING = Writing(
    letters=frozenset(ascii_letters),
    sentences=Sentences(end=_ENGLISH_END, goes_on=_english_goes_on),
    arabic=False,
)
