"""Which headings are said: those without which the text under them says something else.

'No, we did not' under 'Did you close the school?', and a rumour under 'Claim', are other news without the
heading. 'Background' is for the eye.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from packager.articles.structure.blocks import BlockKind
from packager.text.patterns import lazily

_VERDICT = lazily(
    r"""(?:the\ |our\ |a\ )?(?:claims?|facts?|verdict|myths?|reality|truth|false|true|misleading|rumou?rs?|fake|hoax
      |satire|scam|unproven|unverified|debunked|correct|incorrect|wrong|right|rating|ruling|conclusion|findings?|evidence|answer|question
      |partly\ (?:true|false)|(?:mostly|half)\ (?:true|false)|no\ evidence|missing\ context|altered|fact[ -]?check
      |what\ (?:is|was|are|were)\ (?:the\ |being\ )?(?:claim(?:s|ed)?|said|true|false|facts?)
      |what\ we\ (?:know|found|do\ not\ know|don['’]t\ know)
      |who\ (?:said|claimed)|for|against|pros?|cons?|[qa](?=\s*[:.)]))
      (?:\s*(?:[:.!?)—–-]|\ (?:no\.?\ ?)?\d).{0,80}|)""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBERED = lazily(
    r"\(?(?:\d{1,2}|[ivx]{1,4})[.):]\s|#\d|(?:step|point|rule|day|reason|lesson|tip|part|stage|phase|question|demand|no\.?)\s\d",
    re.IGNORECASE,
)
_LIST = lazily(
    r"""\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|the|some|key|main|top)\b.{0,40}
      \b(?:things|ways|reasons|facts|questions|points|takeaways|lessons|myths|claims|stories|steps|tips|signs|demands
        |rules|places|people|candidates|moments|changes)\b
      |\bexplain(?:ed|er)\b|\bq\s?&\s?a\b|\binterview\b|\bfact[ -]?check""",
    re.IGNORECASE | re.VERBOSE,
)


def said(blocks: Sequence[tuple[str, BlockKind]], headline: str) -> frozenset[int]:
    """Places of the headings that are said, among the texts of an article with their kinds.

    Where two of them carry the sense, as in an interview or a fact check, all of them are said.
    """
    places = [place for place, (_, kind) in enumerate(blocks) if kind is BlockKind.HEADING]
    carrying = {place for place in places if _carries(blocks, place)}
    if len(carrying) >= 2 or (len(places) >= 2 and _LIST.search(headline)):
        return frozenset(places)
    return frozenset(carrying)


def _carries(blocks: Sequence[tuple[str, BlockKind]], place: int) -> bool:
    text = blocks[place][0]
    following = blocks[place + 1][1] if place + 1 < len(blocks) else BlockKind.TEXT
    return (
        text.rstrip("”\"'’").endswith(("?", ":"))
        or bool(_NUMBERED.match(text))
        or (len(text.split()) <= 12 and bool(_VERDICT.fullmatch(text)))
        or following in (BlockKind.BULLET, BlockKind.ROW)
    )
