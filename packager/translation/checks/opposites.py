"""A few words of news whose opposite is as common: rose and fell, killed and wounded, before and after.

Only where the line has the opposite and not the thing itself; other antonyms no such check can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from packager.lang.normalise import for_memory
from packager.lang.registry import language as find
from packager.text.patterns import lazily
from packager.translation.checks import numbers
from packager.translation.checks.evidence import QaSignal
from packager.translation.checks.words import word_set

# A sense → the English that has it beyond doubt, and all English that a translator may put in its words.
_ENGLISH = {
    "confirm": (
        r"confirm(?:s|ed)|acknowledged",
        (
            r"confirm\w*|acknowledg\w*|admit\w*|admission|accept\w*|support\w*|approv\w*|endors\w*|verif\w*|recogni\w+|"
            r"certif\w*|agree\w*|ratif\w*|confess\w*|back(?:s|ed)|corroborat\w*"
        ),
    ),
    "deny": (
        r"den(?:y|ies|ied)",
        (
            r"den(?:y|ies|ied|ial|ying)\w*|reject\w*|refus\w*|dismiss\w*|not?|\w+n['’]t|disput\w*|rebut\w*|repudiat\w*|"
            r"declin\w*|veto\w*|strik\w*|nor|never|without|turned"
        ),
    ),
    "rise": (
        r"rose|risen|increased|climbed|soared|surged",
        (
            r"ris\w+|rose|increas\w*|climb\w*|soar\w*|surg\w*|grew|grow\w*|high\w*|more|most|over|jump\w*|up|above|gain\w*|"
            r"rais\w*|add\w*|extra|excess|expensive|boost\w*|too|very|many|much|so|tall\w*|fast\w*|upper|top\w*|doubl\w*|"
            r"loud\w*|great\w*|heav\w*|larg\w*|better|long\w*|further"
        ),
    ),
    "fall": (
        r"fell|fallen|decreased|dropped|declined|plunged|plummeted",
        (
            r"fell|fall\w*|decreas\w*|drop\w*|declin\w*|plung\w*|plummet\w*|low\w*|less\w*|few\w*|cut\w*|reduc\w*|down\w*|"
            r"shr[aiu]nk\w*|slump\w*|least|short\w*|below|under\w*|slow\w*|weak\w*|minimum|small\w*|cheap\w*|eas\w+|los\w+|"
            r"rare\w*|young\w*|little|drag\w*|collaps\w*|crash\w*|lack\w*"
        ),
    ),
    "killed": (
        r"killed",
        (
            r"kill\w*|dead\w*|die[sd]?|dying|death\w*|slain|slay\w*|shot|murder\w*|assassin\w*|lives|life|martyr\w*|execut\w*|"
            r"fatal\w*|casualt\w*|toll|victim\w*|\w+cide|massacre\w*|bod(?:y|ies)|late|los\w+|beheaded|hit\w*|beat\w*"
        ),
    ),
    "wounded": (
        r"wounded|injured",
        r"wound\w*|injur\w*|hurt\w*|casualt\w*|victim\w*|shot|harm\w*|cut\w*|burn\w*|sore\w*",
    ),
    "before": (
        r"before",
        (
            r"before\w*|ago|earlier|prior|previous\w*|former\w*|first|ahead|last|until|till|pre\w*|past|once|already|old|"
            r"original\w*|initial\w*|had|used|front|next|yet|recent\w*|by"
        ),
    ),
    "after": (
        r"after",
        (
            r"after\w*|later|since|following|follow\w*|then|next|post\w*|within|when|behind|subsequent\w*|now|once|over|soon|"
            r"from|again|back|on|upon|having|ensu\w+|finally|despite|so|and"
        ),
    ),
}
# 'Three days after it' is 'it was three days before' with the halves exchanged.
_SPAN = lazily(
    r"\b(?:(?:minute|hour|day|week|month|year|decade)s?|soon|long|shortly|just|immediately)\s+(?:after|before)\b",
    re.IGNORECASE,
)
PAIRS = (("confirm", "deny"), ("rise", "fall"), ("killed", "wounded"), ("before", "after"))
_SURE = lazily(rf"\b(?:{'|'.join(f'(?P<{name}>{sure})' for name, (sure, _) in _ENGLISH.items())})\b", re.IGNORECASE)
_EXCUSED = {name: lazily(rf"(?:\b|(?<=\w))(?:{wide})\b", re.IGNORECASE) for name, (_, wide) in _ENGLISH.items()}


def turned_round(source: str, text: str, language: str) -> Iterator[QaSignal]:
    """The English has one of a pair, and the line has only the other."""
    senses = find(language).qa.senses
    words = word_set(text, language)
    said = {str(match.lastgroup): match[0] for match in reversed(list(_SURE.finditer(source)))}  # the first of each
    for pair in PAIRS:
        if not said.keys() & set(pair) or ("after" in pair and _SPAN.search(source)):
            continue
        for one, other in (pair, pair[::-1]):
            if one not in said or _EXCUSED[other].search(source) or one not in senses:
                continue
            if words & senses.get(other, frozenset()) and not words & senses[one]:
                message = f"The English says “{said[one]}”, and the line may say the opposite."
                yield QaSignal(check="opposite", message=message)


_TOLL = {
    "killed": r"\b(?:killed|killing|dead|died|deaths?)\b",
    "wounded": r"\b(?:wounded|wounding|injured|injuring|hurt)\b",
}
_BOTH = (("killed", "wounded"), ("wounded", "killed"))


def exchanged_toll(source: str, text: str, language: str) -> Iterator[QaSignal]:
    """The number of the killed is still that of the killed, where the English has one number of each."""
    english = {
        sense: [match.span() for match in re.finditer(words, source, re.IGNORECASE)] for sense, words in _TOLL.items()
    }
    if any(len(spans) != 1 for spans in english.values()):
        return
    first, second = sorted(english, key=lambda sense: english[sense])
    cuts = (0, *english[first][0], *english[second][0], len(source))
    before, between, after = (numbers.wanted(source[cuts[place] : cuts[place + 1]]) for place in (0, 2, 4))
    pair = (before, between) if before else (between, after)
    if any(len(part) != 1 for part in pair) or (before and after):
        return
    toll = dict(zip((first, second), (frozenset().union(*part[0].ways) for part in pair), strict=True))
    have = _toll_said(text, language)
    if have and all(toll[one] & have[other] and not toll[one] & have[one] for one, other in _BOTH):
        message = "The numbers of the killed and the wounded are exchanged."
        yield QaSignal(check="toll-exchanged", message=message, blocks=True)


def _toll_said(text: str, language: str) -> dict[str, frozenset[float]]:
    """What a translation numbers before its first word of each: ours put the number first. {} if one is not there."""
    senses = find(language).qa.senses
    ends: dict[str, int] = {}
    for match in re.finditer(r"[^\W\d_]+", text):
        word = for_memory(match[0], language)
        for sense in _TOLL:
            if word in senses.get(sense, frozenset()):
                ends.setdefault(sense, match.start())
    if len(ends) < len(_TOLL):
        return {}
    first, second = sorted(ends, key=lambda sense: ends[sense])
    return {
        first: numbers.values(text[: ends[first]], language),
        second: numbers.values(text[ends[first] : ends[second]], language),
    }
