"""How bylines, credits, datelines, captions and blurbs look in English news text."""

from __future__ import annotations

import re

from packager.articles.structure.boilerplate import MONTH

_AGENCY = (
    r"(?:Reuters|AFP|AP|APP|PPI|INP|ANI|PTI|IANS|dpa|DPA|EFE|TASS|Xinhua|Bloomberg|(?:The\ )?Associated\ Press"
    r"|Agence\ France-Presse|Pajhwok|Khaama\ Press|TOLOnews|RFE/RL|VOA|BBC|Anadolu|Agencies)"
)
_AGENCIES = rf"{_AGENCY}(?:\s*(?:,|/|and|&|\|)\s*{_AGENCY})*"
_PERSON = r"[A-Z][\w.'’-]*(?:\s+(?:(?:al|bin|bint|de|ul|ur|van|von|e)\s+)?[A-Z][\w.'’-]*){0,4}"
_BYLINE = re.compile(
    rf"""(?:By|BY|Written\ by|Report\ by|Reported\ by|Text\ by|Author:|Story\ by)\s+
      (?:{_PERSON}|{_AGENCY}|[Aa]gencies|[Oo]ur\ [A-Z]?\w+|[Ss]taff\ \w+|[Nn]ews\ [Dd]esk|[Ww]eb\ [Dd]esk)
      (?:(?:\s*,\s*|\s+and\s+|\s+&\s+|\s+in\s+|\s*[|/•·–—-]\s*){_PERSON})*(?:\s*[|•·–—-].{{0,50}})?\.?""",
    re.VERBOSE,
)
_NAME = re.compile(rf"(?=\S+\s\S){_PERSON}(?:(?:\s*,\s*|\s+and\s+){_PERSON})*(?:\s+in\s+{_PERSON})?", re.VERBOSE)
_DESK = re.compile(
    rf"""(?:{_AGENCY}|(?:our|staff|special|a)\ (?:correspondents?|reporters?|writers?)|correspondent|web\ ?desk
      |news\ ?desk|monitoring\ desk|staff\ report|agencies|from\ (?:our|a)\ .{{0,30}}correspondent)
      (?:\s*[|,/–—-]\s*{_AGENCY})*""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(
    r"""(?:[_—–\-*\s]*)(?:
      with\ (?:additional\ |further\ )?(?:reporting|contributions?|inputs?|files|material|information)\ (?:by|from)\b
    | (?:additional\ |writing\ and\ |further\ )?(?:reporting|writing|compiled|editing|edited|written)
        \ (?:and\ (?:writing|editing)\ )?(?:by|in)\ (?-i:[A-Z])
    | (?:the\ )?(?:associated\ press|ap|afp|reuters|rfe/rl)\ (?:(?:staff\ )?(?:writers?|journalists?|reporters?
        |correspondents?)\b).{0,120}\bcontributed\b
    | .{0,120}\bcontributed\ (?:to\ this\ (?:report|story|article)|reporting)
    | this\ (?:report|story|article)\ (?:includes|contains|was\ (?:compiled|prepared|written))\b
        .{0,60}\b(?:from|by|with)\b
    | some\ (?:information|material|reporting)\ (?:for|in)\ this\ (?:report|story|article)\ (?:came|comes|was|is)\b
    | based\ on\ (?:reporting|reports|material|a\ (?:report|story))\ (?:by|from)\b
    | (?:source|sources|agency|credit)\s*:\s*\S
    | \(\s*with\ (?:inputs?|reporting|additional)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_AGENCY_ALONE = re.compile(rf"[(\[]\s*{_AGENCIES}\s*[)\]]\.?|[—–-]+\s*{_AGENCIES}\.?", re.VERBOSE)
_AGENCY_AFTER = re.compile(
    rf"(?<=[.!?”\"’'])\s*(?:[(\[]\s*({_AGENCIES})\s*[)\]]|[—–]+\s*({_AGENCIES}))\.?$", re.VERBOSE
)
_CITY = r"[A-Z][A-Z'’.\-]+(?:[ /-][A-Z][A-Z'’.\-]+){0,4}"
_DATELINE = re.compile(
    rf"""^{_CITY}(?:,\s*[A-Z][\w.]*(?:\s[A-Z][\w.]*)?){{0,2}}(?:,?\s*(?i:{MONTH})\.?\s\d{{1,2}})?\s*
      (?:\(\s*{_AGENCIES}\s*\)\s*(?:[—–:]|-+)|--+|[—–:])\s*(?=[A-Z“\"‘'0-9])""",
    re.VERBOSE,
)
_CAPTION_SIGN = re.compile(
    r"""\((?:\w+\ )?(?:left|right|centre|center|middle|l|r|c|seated|standing|foreground|background)
        (?:\ (?:to|and)\ \w+)?(?:,\ \w+)?\)
      | ^image\ (?:source|caption)\b
      | \b(?:file|archive|undated|illustrative|representational|handout)\ (?:photo|photograph|picture|image|pic)\b
      | ^\s*file\s*(?:photo)?\s*[:—–-]
      | ^\s*(?:photo|image|picture|photograph|pic)\s*(?:credits?|courtesy|by)?\s*[:/]
      | (?:photo|image|photograph|picture)\s*(?:by|courtesy|credit)\b | \bgetty\ images\b | \bAFP/\w+
      | \b(?:AP|Reuters)\ photo\b | \bpictured\ (?:here|above|below|in|on|left|right)\b
      | \bseen\ in\ this\b | \bin\ this\ (?:\w+\ ){0,3}(?:photo|picture|frame)\b
      | [—–/(\[]\s*(?:AFP|AP|Reuters|APP|EPA|Dawn|Online|INP|PPI|Xinhua|DPA)\s*(?:/\w+|file|photo)\s*[)\]]?\.?$
      | \bscreengrab\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CAPTION_VERB = re.compile(
    r"""\b(?:talks?|speaks?|addresses|meets?|greets?|shakes?|walks?|stands?|sits?|holds?|waits?|looks?|arrives?
      |leaves?|attends?|gathers?|carr(?:y|ies)|rides?|waves?|chants?|prays?|inspects?|administers?|receives?|poses?
      |points?|wades?|queues?|lines?\ up|marches)\b""",
    re.VERBOSE,
)
_CAPTION_DATE = re.compile(
    rf"\b(?:in|on)\s+(?:{MONTH}\.?\s*)?(?:\d{{1,2}},?\s*)?(?:{MONTH}\.?,?\s*)?(?:19|20)\d\d\.?$", re.IGNORECASE
)
_NOT_CAPTION = re.compile(r"\b(?:said|says|told|was|were|had|has|have|will|would|could|did|been)\b")
_OUTLET = re.compile(
    r"""^(?P<name>(?:The\ )?[A-Z][\w/'’&.-]*(?:\ (?:of|the|and|[A-Z][\w/'’&.-]*)){0,6})\ (?:
        (?:is|was)\ (?:an?|the)\ (?:[\w'’-]+,?\ ){0,7}?
          (?:broadcaster|news\ (?:agency|outlet|organi[sz]ation|service|site|website|network|channel)|newspaper|daily
            |magazine|publication|website|media\ (?:outlet|organi[sz]ation|company|group)|journalist|correspondent
            |reporter|columnist|editor|freelancer|writer|contributor|contributing|producer)\b
      | (?:covers|reports\ (?:on|for|from)|writes\ (?:about|for)|has\ (?:written|reported|covered)|tweets\ (?:at|@)
          |can\ be\ (?:reached|followed|contacted)))""",
    re.VERBOSE,
)


def is_byline(text: str) -> bool:
    """'By Khan Wali', 'Our Correspondent', an agency's name alone."""
    return bool(_BYLINE.fullmatch(text) or _DESK.fullmatch(text.strip(" .")))


def is_name(text: str) -> bool:
    """A name alone, perhaps with its place: 'Gul Rahim', 'Gul Rahim in Peshawar'."""
    return bool(_NAME.fullmatch(text))


def is_credit(text: str) -> bool:
    """A line that says who else reported: short, and not a paragraph of the story."""
    return is_final_credit(text) or bool(_AGENCY_ALONE.fullmatch(text))


def is_final_credit(text: str) -> bool:
    """A credit after which a page has nothing more of its story."""
    return len(text.split()) <= 60 and bool(_CREDIT.match(text))


def bare_credit(text: str) -> str:
    """A credit as it is read: '(Reuters)' without its brackets or dash."""
    return text.strip("()[]—–-_* .") if _AGENCY_ALONE.fullmatch(text) else text.lstrip("_—–-* ")


def split_agency(text: str) -> tuple[str, str]:
    """A paragraph and the agency's name that stands behind its last sentence, '' if none does."""
    found = _AGENCY_AFTER.search(text)
    return (text[: found.start()].rstrip(), found[1] or found[2]) if found else (text, "")


def split_dateline(text: str) -> tuple[str, str]:
    """A first paragraph without its dateline, and the dateline: 'KABUL, March 8 (Reuters) -'."""
    found = _DATELINE.match(text)
    return (text[found.end() :], found[0].strip()) if found else (text, "")


def is_caption(text: str) -> bool:
    """A sentence that tells what a picture shows, by its signs: (left), file photo, an agency's photo."""
    return len(text.split()) <= 50 and bool(_CAPTION_SIGN.search(text))


def tells_a_picture(text: str) -> bool:
    """One sentence in the present tense with a date at its end, as photo agencies write them."""
    return (
        len(text.split()) <= 40
        and bool(_CAPTION_DATE.search(text))
        and bool(_CAPTION_VERB.search(text))
        and not _NOT_CAPTION.search(text)
    )


def outlet_named(text: str) -> str:
    """Whom a blurb is about ('Radio X is a public-service broadcaster …'), '' if it is no blurb."""
    found = _OUTLET.match(text)
    return found["name"] if found else ""
