"""How bylines, credits, datelines, captions and blurbs look in English news text.

A sign is believed where the whole line bears it out. 'Reporting in Kabul has become dangerous' begins as a
credit does and is news: a credit has no words of its own. So has a caption no 'said' and no 'was'.
"""

from __future__ import annotations

import re
from enum import StrEnum

from packager.articles.structure.boilerplate import MONTH, is_stamp
from packager.articles.structure.places import is_place
from packager.text.patterns import lazily

_AGENCY = (
    r"(?:Reuters|REUTERS|AFP|AP|APP|PPI|INP|NNI|ANI|PTI|IANS|KUNA|IRNA|SANA|dpa|DPA|EFE|EPA|TASS|Xinhua|Bloomberg"
    r"|(?:The\ )?Associated\ Press|Agence\ France-Presse|Pajhwok(?:\ Afghan\ News)?|Khaama\ Press|TOLOnews|RFE/RL|VOA"
    r"|BBC|Anadolu|Agencies|Online)"
)
_AGENCIES = rf"{_AGENCY}(?:\s*(?:,|/|and|&|\|)\s*{_AGENCY})*"
_PERSON = r"[A-Z][\w.'’-]*(?:\s+(?:(?:al|bin|bint|de|ul|ur|van|von|e)\s+)?[A-Z][\w.'’-]*){0,4}"
_BYLINE = lazily(
    rf"""(?:By|BY|Written\ by|Report\ by|Reported\ by|Text\ by|Author:|Story\ by)\s+
      (?:{_PERSON}|{_AGENCY}|[Aa]gencies|[Oo]ur\ [A-Z]?\w+|[Ss]taff\ \w+|[Nn]ews\ [Dd]esk|[Ww]eb\ [Dd]esk)
      (?:(?:\s*,\s*|\s+and\s+|\s+&\s+|\s+in\s+|\s*[|/•·–—-]\s*){_PERSON})*(?:\s*[|•·–—-].{{0,50}})?\.?""",
    re.VERBOSE,
)
_NAME = lazily(rf"(?=\S+\s\S){_PERSON}(?:(?:\s*,\s*|\s+and\s+){_PERSON})*(?:\s+in\s+{_PERSON})?", re.VERBOSE)
_DESK = lazily(
    rf"""(?:{_AGENCY}|(?:our|staff|special|a)\ (?:correspondents?|reporters?|writers?)|correspondent|web\ ?desk
      |news\ ?desk|monitoring\ desk|staff\ report|agencies|from\ (?:our|a)\ .{{0,30}}correspondent)
      (?:\s*[|,/–—-]\s*{_AGENCY})*""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = lazily(
    r"""(?:[_—–\-*\s]*)\(?\s*(?:
      with\ (?:additional\ |further\ )?(?:reporting|contributions?|inputs?|files|material|information)\ (?:by|from)\b
    | (?:additional\ |writing\ and\ |further\ )?(?:reporting|writing|compiled|editing|edited|written|translated
        |produced)\ (?:and\ (?:writing|editing|reporting)\ )?(?:by|in|from)\ (?-i:[A-Z])
    | (?:reporting|writing|editing)\ by\b
    | .{0,120}\bcontributed\ (?:to\ this\ (?:report|story|article)|reporting|from)
    | (?:the\ )?(?:associated\ press|ap|afp|reuters|rfe/rl)\b.{0,120}\bcontributed\b
    | this\ (?:report|story|article)\ (?:includes|contains|was\ (?:compiled|prepared|written|produced))\b
    | some\ (?:information|material|reporting)\ (?:for|in)\ this\ (?:report|story|article)\ (?:came|comes|was|is)\b
    | based\ on\ (?:reporting|reports|material|a\ (?:report|story))\ (?:by|from)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# All the words in small letters that a credit is made of, beside names.
_WORDS_OF_CREDITS = """
    with additional further more reporting contributions contribution contributed contributing input inputs file files
    material information writing written compiled compiling edited editing produced production translated translation
    prepared by from in at of on and & for to the a an our its this these some other story stories article articles
    report reports piece came comes was were is includes contains based reporter reporters correspondent correspondents
    writer writers journalist journalists editor editors staff freelancer freelancers colleague colleagues agency
    agencies wire wires news service services press bureau desk radio television network channel website local special
    also who al bin bint de ul ur van von e el dpa"""
_CREDIT_WORDS = frozenset(_WORDS_OF_CREDITS.split())
_FIRST = lazily(r"(.{12,400}?[^.A-Z\s]\.)\s+([A-Z].*)")  # a first sentence, and what follows
_ASIDE = 12  # words behind a credit: 'Their names are being withheld for their protection'
_SOURCE = lazily(r"\(?\s*(?:sources?|agency|credit)\s*:\s*\S", re.IGNORECASE)
_AGENCY_ALONE = lazily(rf"[(\[]\s*{_AGENCIES}\s*[)\]]\.?|[—–-]+\s*{_AGENCIES}\.?", re.VERBOSE)
_AGENCY_AFTER = lazily(rf"(?<=[.!?”\"’'])\s*(?:[(\[]\s*({_AGENCIES})\s*[)\]]|[—–]+\s*({_AGENCIES}))\.?$", re.VERBOSE)
_DATELINE = lazily(
    rf"""(?P<place>[A-Z][A-Z'’.]+(?:[ /-][A-Z][A-Z'’.]+){{0,4}}
        |[A-Z][a-z'’]+(?:[ -](?:[A-Z][a-z'’]+|e|i|al)){{0,3}})
      (?P<land>(?:,\s*[A-Z][\w.]*(?:\s[A-Z][\w.]*)?){{0,2}}?)
      (?P<day>,?\s*(?i:(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sun)(?:day)?\.?,?\s)?
        (?i:{MONTH}\.?\s\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}\.?)(?:st|nd|rd|th)?(?:,?\s\d{{4}})?)?
      \s*(?:\(\s*(?P<wire>[^()]{{2,40}}?)\s*\))?\s*(?:[—–:]|-+|_|\.\s?--)\s*(?=[A-Za-z“\"‘'0-9])""",
    re.VERBOSE,
)
_WIRE = lazily(
    rf"{_AGENCIES}|(?:\w+\ ){{0,3}}(?i:desk|news|press|agency|agencies|reporters?|correspondents?|bureau"
    "|report|monitoring)"
)
_LABEL = lazily(r"[A-Z][A-Z'’.&]+(?:[ -][A-Z'’.&]+){0,4}\s*(?:[—–:]|--)\s")
_TEXT_LABELS = lazily(
    r"""\s*(?:image\ (?:source|caption)\b | file\s*(?:photo)?\s*[:—–-] | item\ \d+\ of\ \d+\b
      | (?:photo|image|picture|photograph|pic)\s*(?:credits?|courtesy|by)?\s*[:/]
      | (?:an?\ )?(?:file|archive|undated|illustrative|representational|handout)
          \ (?:photo|photograph|picture|image|pic)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_PICTURE_CREDIT = lazily(
    r"""(?:[(\[][^()\[\]]{0,40}
          \b(?i:file|archive|photo|photograph|picture|image|handout|courtesy|getty\ images|screengrab)\b
        [^()\[\]]{0,40}[)\]]
      | [(\[](?i:file\s*:|photo\s*:|image\s*:)[^()\[\]]{2,60}[)\]]
      | [—–/(\[|]\s*(?:AFP|AP|Reuters|REUTERS|APP|EPA|Dawn|Online|INP|PPI|Xinhua|DPA)
          \s*(?:/\w[\w\ /.-]{0,40}|\s(?i:file|photo))\s*[)\]]?
      | \b(?:AFP|AP|REUTERS|EPA)(?:/|\ Photo/)[\w./\ -]{2,60}
      | (?:[©(/—–|-]|\bvia)\s*Getty\ Images\)?
      | (?i:(?:photo|image|photograph|picture)\s*(?:by|courtesy(?:\ of)?|credit)\s*:?)
          \s*(?:[A-Z][\w.'’/-]*\s?){1,5})\.?$""",
    re.VERBOSE,
)
_WHO_STANDS_WHERE = lazily(
    r"""\((?:\w+\ )?(?:left|right|centre|center|middle|l|r|c|seated|standing|foreground|background)
        (?:\ (?:to|and)\ \w+)?(?:,\ \w+)?\)|\bpictured\ (?:here|above|below|left|right)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Words of pictures that stand in captions and in news alike.
_OF_PICTURES = lazily(
    r"""\b(?:file|archive|undated|illustrative|handout)\ (?:photo|photograph|picture|image|pic)\b|\bgetty\ images\b
      |\bpictured\b|\bscreengrab\b|\b(?:AP|Reuters)\ photo\b|\((?:\w+\ )?(?:left|right)\)""",
    re.IGNORECASE | re.VERBOSE,
)
_CAPTION_VERB = lazily(
    r"""\b(?:talks?|speaks?|addresses|meets?|greets?|shakes?|walks?|stands?|sits?|holds?|waits?|looks?|arrives?
      |leaves?|attends?|gathers?|carr(?:y|ies)|rides?|waves?|chants?|prays?|inspects?|administers?|receives?|poses?
      |points?|wades?|queues?|lines?\ up|marches)\b""",
    re.VERBOSE,
)
_CAPTION_DATE = lazily(
    rf"\b(?:in|on)\s+(?:{MONTH}\.?\s*)?(?:\d{{1,2}},?\s*)?(?:{MONTH}\.?,?\s*)?(?:19|20)\d\d\.?$", re.IGNORECASE
)
_NOT_CAPTION = lazily(
    r"""\b(?:said|says|told|was|were|had|has|have|will|would|could|did|been|won|lost|took|went|made|gave|came|saw
      |showed
      |shot|hit|fell|rose|led|found|sent|began|became|left\ for|struck|broke|called|denied|ordered|demanded|announced
      |according)\b""",
    re.VERBOSE,
)
_OUTLET = lazily(
    r"""^(?P<name>(?:The\ )?[A-Z][\w/'’&.-]*(?:\ (?:of|the|and|[A-Z][\w/'’&.-]*)){0,6})(?:,\ an?\ [^,.]{3,60},)?\ (?:
        (?:is|was)\ (?:an?|the)\ (?:[\w'’-]+,?\ ){0,7}?
          (?:broadcaster|news\ (?:agency|outlet|organi[sz]ation|service|site|website|network|channel)|newspaper|daily
            |magazine|publication|website|media\ (?:outlet|organi[sz]ation|company|group)|journalist|correspondent
            |reporter|columnist|editor|freelancer|writer|contributor|contributing|producer)\b
      | (?:covers|reports\ (?:on|for|from)|writes\ (?:about|for)|speciali[sz]es\ in|has\ (?:written|reported|covered)
          |tweets\ (?:at|@)|can\ be\ (?:reached|followed|contacted)))""",
    re.VERBOSE,
)
_DAY_OR_HOUR = lazily(r"\d|today|yesterday", re.IGNORECASE)
_FOOTNOTE = lazily(
    r"""(?<=[\w.,;:!?”"’)])\[(?:\d{1,3}|[a-z]|note\ \d+|citation\ needed)\]
      |(?<=[\w.,;:!?”"’)])(?<![⁰¹²³⁴⁵⁶⁷⁸⁹])(?<!\bm)(?<!\bkm)(?<!\bcm)(?<!\bft)(?<!\b10)[⁰¹²³⁴⁵⁶⁷⁸⁹]+""",
    re.VERBOSE | re.IGNORECASE,
)


class Picture(StrEnum):
    """How far a line shows itself to be a caption."""

    NO = ""
    PERHAPS = "perhaps"
    YES = "yes"


def is_byline(text: str) -> bool:
    """'By Khan Wali', 'Our Correspondent', an agency's name alone."""
    return bool(_BYLINE.fullmatch(text) or _DESK.fullmatch(text.strip(" .")))


def is_name(text: str) -> bool:
    """A name alone, perhaps with its place: 'Gul Rahim', 'Gul Rahim in Peshawar'."""
    return bool(_NAME.fullmatch(text))


def is_credit(text: str) -> bool:
    """A line that says who else reported, and not a paragraph of the story."""
    return is_final_credit(text) or names_source(text) or bool(_AGENCY_ALONE.fullmatch(text))


def is_final_credit(text: str) -> bool:
    """A credit as it stands at a story's end: names, no word that is not a credit's, and perhaps a short aside."""
    if len(text.split()) > 60 or not _CREDIT.match(text):
        return False
    parts = _FIRST.fullmatch(text)
    if parts and len(parts[2].split()) <= _ASIDE and not _NOT_CAPTION.search(parts[2]):
        text = parts[1]
    words = re.findall(r"[^\s,;:.()\[\]|/—–*_“”\"]+", text)
    return all(not word[0].islower() or word in _CREDIT_WORDS for word in words)


def names_source(text: str) -> bool:
    """'Source: Bureau of Statistics': whose a figure is in the middle of a story, and whose the story is at its end."""
    return len(text.split()) <= 12 and bool(_SOURCE.match(text)) and not text.rstrip().endswith((".", "?"))


def bare_credit(text: str) -> str:
    """A credit as it is read: '(Reuters)' without its brackets or dash."""
    return text.strip("()[]—–-_* .") if _AGENCY_ALONE.fullmatch(text) else text.lstrip("_—–-* ")


def split_agency(text: str) -> tuple[str, str]:
    """A paragraph and the agency's name that stands behind its last sentence, '' if none does."""
    found = _AGENCY_AFTER.search(text)
    return (text[: found.start()].rstrip(), found[1] or found[2]) if found else (text, "")


def split_dateline(text: str) -> tuple[str, str]:
    """A first paragraph without its dateline, and the dateline: 'KABUL, March 8 (Reuters) -'.

    A name in capitals alone is a dateline only where it is a known place: 'FALSE:' turns a sentence round, and
    'WHO:' says who speaks.
    """
    found = _DATELINE.match(text[:200])
    if not found:
        return text, ""
    capitals, known = found["place"].isupper(), is_place(found["place"])
    land = is_place(found["land"].strip(", ")) if found["land"] else False
    if found["wire"]:
        right = bool(_WIRE.fullmatch(found["wire"])) and (known or land or (capitals and found["wire"] != "PTI"))
    elif found["day"]:
        right = capitals or known
    else:
        right = capitals and (known or land)
    return (text[found.end() :], found[0].strip()) if right else (text, "")


def begins_with_label(text: str) -> bool:
    """'FALSE: …', 'NATO: …': capitals before a colon that are no dateline."""
    return bool(_LABEL.match(text))


def split_stamp(text: str) -> tuple[str, str]:
    """A paragraph without the date that a page has run on to its last sentence, and the date."""
    if not _DAY_OR_HOUR.search(text[-40:]):
        return text, ""
    for found in reversed(list(re.finditer(r"[.!?][\"'”’)]*", text[-90:]))):
        end = len(text) - len(text[-90:]) + found.end()
        rest = text[end:].strip()
        if rest and not rest[0].islower() and end > 20 and is_stamp(rest):
            return text[:end], rest
    return text, ""


def split_footnotes(text: str) -> tuple[str, tuple[str, ...]]:
    """A paragraph without the signs of its footnotes, which would join its figures, and the signs."""
    if text.isascii() and "[" not in text:
        return text, ()
    return _FOOTNOTE.sub("", text), tuple(_FOOTNOTE.findall(text))


def picture(text: str) -> Picture:
    """Whether a line tells what a picture shows: by a label before it or a picture's credit behind it.

    A sentence about a picture is news ('The group released an undated photo of the hostages').
    """
    if len(text.split()) > 60 or not (_TEXT_LABELS.match(text) or _PICTURE_CREDIT.search(text[-90:])):
        if len(text.split()) <= 50 and _WHO_STANDS_WHERE.search(text) and not _NOT_CAPTION.search(text):
            return Picture.YES
        return Picture.PERHAPS if _OF_PICTURES.search(text) else Picture.NO
    labelled = re.match(r"\s*(?:an?\s)?(?:undated|handout|file|archive)\s\w+\s\w", text, re.IGNORECASE)
    return Picture.PERHAPS if labelled and _NOT_CAPTION.search(text) else Picture.YES


def is_caption(text: str) -> bool:
    """A line that tells what a picture shows, by its signs: (left), file photo, an agency's photo."""
    return picture(text) is Picture.YES


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
