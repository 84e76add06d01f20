"""How furniture looks on English news pages: labels, menus, notices, dates of publishing.

Every rule is about a whole block. Rules for long text are tied to its beginning and to words that
belong to the page and not to the news, since a story about newsletters is still a story.
"""

from __future__ import annotations

import re

from packager.text.patterns import lazily

_LABELS = """
accessibility links|skip to main content|skip to content|skip to navigation|skip to main navigation|
skip to search|jump to content|breaking news|breaking|live|live tv|live blog|live updates|home|
homepage|news|latest|latest news|top stories|top news|menu|main menu|more|see more|show more|
load more|read more|read full story|continue reading|continue reading the main story|full story|
search|search in|close|open|back|back to top|go to top|next|previous|next article|
previous article|prev|print|print this|print this page|print article|share|share this|share on|
share this article|share this story|share this page|share article|share options|shares|save|
save article|bookmark|email|e-mail|email this|email this article|mail|copy link|link copied|copy|
embed|embed share|embedshare|follow|follow us|follow us on|follow me|like|tweet|pin|pin it|
facebook|twitter|x|x.com|twitter/x|whatsapp|telegram|viber|instagram|youtube|linkedin|pinterest|
reddit|messenger|threads|tiktok|bluesky|rss|rss feed|podcast|podcasts|newsletter|newsletters|
subscribe|subscribe now|subscribe here|sign in|sign up|sign out|log in|login|log out|register|
my account|account|advertisement|advertising|ads|ad|sponsored|sponsored content|promoted|
promoted content|paid content|paid post|comments|comment|leave a comment|post a comment|
add a comment|view comments|show comments|join the conversation|related|related articles|
related article|related stories|related story|related news|related content|related topics|
related links|related posts|you may also like|you might also like|recommended|recommended for you|
recommended stories|more on this story|more on this topic|more on this|more from this section|
more stories|more news|more like this|also read|read also|see also|also on|don't miss|must read|
must reads|editor's picks|editors' picks|editor's choice|editor’s picks|editors’ picks|featured|
features|trending|trending now|trending topics|popular|most popular|most read|most viewed|
most shared|most watched|what's hot|top picks|topics|tags|tag|keywords|categories|category|
about us|about|about the author|about the authors|contact|contact us|privacy|privacy policy|
cookie policy|cookies|cookie settings|manage cookies|accept|accept all|accept cookies|
accept all cookies|reject all|decline|i agree|agree|got it|ok|terms|terms of use|terms of service|
terms and conditions|terms & conditions|disclaimer|help|faq|feedback|all rights reserved|copyright|
16x9 image|16:9 image|4x3 image|1x1 image|image|photo|photos|photo gallery|gallery|video|videos|
watch|watch live|listen|listen live|listen to this article|play|pause|mute|unmute|audio|download|
keep reading|end of list|opens new tab|
direct link|pop-out player|pop out player|no media source currently available|auto|240p|360p|480p|
720p|1080p|the code has been copied to your clipboard|the url has been copied to your clipboard|
link has been copied to clipboard|enable notifications|not now|allow|language|languages|english|اردو|
پښتو|ends|end|more to follow|more follows|this is a developing story|developing story|editions|
edition|world|politics|business|sport|sports|opinion|weather|technology|tech|health|science|
entertainment|culture|asia|europe|africa|middle east|pakistan|afghanistan|south asia|central asia|
war in ukraine|ukraine|iran|russia|in pictures|long reads|font size|text size|a a a|a+|a-|
report an error|report a typo|report this|listen to the podcast|get the app|download the app|
download our app
"""
_LABEL = frozenset(label.strip() for label in _LABELS.replace("\n", "").split("|"))

# Words for a part of the page that is furniture down to the next full paragraph.
_SECTION = lazily(
    r"""(?:related\b|recommended\b|most\ (?:read|popular|viewed|shared|watched)|trending\b|top\ stories
      |keep\ reading\b|more\ (?:on|from|stories|news)\b|you\ (?:may|might)\ also|also\ read|read\ also|see\ also
      |editors?['’]s?\ picks|editor['’]s\ choice|latest\ news|don['’]t\ miss)""",
    re.IGNORECASE | re.VERBOSE,
)
_PAGE_TEXT = lazily(
    r"""(?:
      (?:we|this\ (?:web)?site|our\ (?:web)?site|our\ partners).{0,60}\bcookies?\b
    | by\ (?:clicking|using|continuing|submitting)\b.{0,80}\b(?:you\ (?:agree|accept|consent)|cookies|our\ terms)
    | (?:please\ )?(?:enable|turn\ on)\ (?:javascript|cookies)
    | javascript\ (?:is|must|needs)
    | (?:sign\ up|subscribe|register)\b.{0,60}
        \b(?:newsletters?|inbox|alerts?|e-?mails?|updates|channel|daily\ briefing)\b
    | (?:get|receive)\b.{0,60}\b(?:in\ your\ inbox|newsletters?|breaking\ news\ alerts?)\b
    | .{0,120}\b(?:to|in)\ your\ (?:inbox|e-?mail|mailbox)\b
    | (?:follow|like|join|find)\ us\ on\b
    | (?:follow|join)\ our\b
    | (?:follow|join)\ (?-i:[A-Z]).{0,40}\bon\ (?:facebook|twitter|x|whatsapp|telegram|instagram|youtube)\b.{0,40}$
    | stay\ (?:up\ to\ date|informed|ahead|tuned|connected|in\ touch)\b.{0,80}\b(?:our|us|newsletter|app|channel)\b
    | (?:download|install|get)\ (?:our|the)\b.{0,40}\bapps?\b
    | (?:donate|support)\ (?:to\ )?(?:us|our|independent)\b.{0,60}\b(?:journalism|reporting|work|newsroom|now|today)\b
    | become\ an?\ (?:member|subscriber|supporter|patron)\b
    | (?:click|tap)\ (?:here|to)\b
    | (?:e-?mail|write\ to|contact|message|send\ us|tell\ us|let\ us\ know)\b
        .{0,40}\b(?:us|our\ (?:editors|newsroom|desk))\b
    | copyright\b\ *(?:©|\(c\)|\d{4}|by)|©|\(c\)\ *\d{4}|all\ rights\ reserved
    | (?:read\ more|also\ read|read\ also|see\ also|related|must\ read|watch|listen|more|don['’]t\ miss
        |in\ pictures|explainer)\ *(?:[|»›→]|:(?!.*[.!?]["”’')]*$))
    | (?:read|see|watch)\ (?:more|also)\b(?!.*[.]$)
    | listen\ to\ this\ (?:story|article|report|page)\b
    | (?:this\ )?(?:audio|voice|article\ audio)\b.{0,20}\b(?:auto-?generated|generated|produced|created)\b.{0,60}
    | (?:this\ )?(?:article|story|post)\ (?:was\ |is\ )?(?:originally\ |first\ )?
        (?:published|appeared)\ (?:on|in|by|at)\b.{0,80}$
    | the\ post\ .{3,150}\ appeared\ first\ on\b
    | this\ (?:article|story|material|report|website)\b.{0,60}
        \b(?:may\ not\ be\ (?:published|reproduced)|terms\ of|copyright)
    | privacy\ notice\s*: | published\ in\ (?-i:[A-Z]).{2,40},\ .{0,20}\d{4}\.?$
    | (?:the\ )?[\w\ ]{2,40}\ is\ not\ responsible\ for\ the\ content\ of\ external
    | no\ media\ source|your\ browser\ (?:does|doesn)
    | (?:the\ )?(?:views?|opinions)\ (?:and\ opinions\ )?expressed\b
        .{0,80}\b(?:author|writer|contributor|own|necessarily|(?:not|n['’]t)\ (?:reflect|represent))
    | (?:to|or)\ (?:read|view|continue\ reading|keep\ reading)\ (?:this|the|our|more|it)\b
        .{0,80}\b(?:subscribe|sign\ (?:in|up)|log\ in|register)
    | (?:already\ (?:a|have\ an?)\ (?:subscriber|member|account|subscription))\b
    | you\ (?:have|['’]ve)\ (?:reached|read)\b.{0,60}\bfree\b.{0,20}\barticles?\b
    | have\ (?:a|you\ got\ a)\ (?:story|tip|news\ tip)\b.*\b(?:contact|email|e-mail|send|share)\b
    | (?:you\ can\ )?unsubscribe\b.{0,40}\b(?:any\ ?time|link|here)\b | enter\ your\ e-?mail\b | no\ spam\b
    | our\ (?:standards|principles|guidelines)\s*:
    | share\ (?:this|on|via|with)\b(?!.*[.]$)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# 'Join the march, a message told residents' is news; 'Join our channel' speaks to the reader.
_REPORTED = lazily(r"\b(?:said|says|told|asked|urged|wrote|according|warned|announced)\b", re.IGNORECASE)
_TO_READERS = lazily(r"\b(?:our|us|we|your|you|cookies?|newsletters?|javascript|©)\b", re.IGNORECASE)
_WANTS_MONEY = lazily(
    r"""\b(?:to|and)\ (?:continue|keep|finish|read)\ ?(?:reading|on)?\b
        .{0,80}\b(?:subscri|sign\ (?:in|up)|log\ in|register|member)
      |\b(?:subscribe|sign\ (?:in|up)|log\ in|register|join)\b.{0,60}\bto\ (?:continue|keep|read|unlock|view|access)\b
      |\balready\ (?:a|have\ an?)\ (?:subscriber|member|account|subscription)\b
      |\bthis\ (?:article|content|story|post)\ is\ (?:only\ )?(?:for|available\ to|reserved\ for|exclusive\ to)\b
        .{0,30}\b(?:subscribers|members)\b
      |\b(?:subscribers?|members?)[\ -]only\b|\bunlock\ (?:this|the)\ (?:article|story)\b
      |\b(?:reached|used)\b.{0,40}\bfree\ (?:articles?|stories)\b|\bthe\ rest\ of\ this\ (?:article|story)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CUT = lazily(
    r"""(?:\[\s*(?:…|\.\.\.|&hellip;)\s*\]|\(\s*(?:more|continued|read\ more)\s*(?:…|\.{3})?\s*\)
      |(?:…|\.{3})?\s*(?:continue\ reading|read\ (?:more|the\ rest|the\ full\ (?:story|article)|full\ story)
          |keep\ reading|view\ (?:full|original)\ (?:article|post))
        \b[^.!?]{0,120})(?:\s*[→»›>…]*)$""",
    re.IGNORECASE | re.VERBOSE,
)
# To the desk and not to listeners. 'The arms embargo until 2027' is news; a desk writes EMBARGOED, or begins with it.
EMBARGO = lazily(
    r"""(?:STRICTLY\ |Strictly\ |[*(\[]\s*)*
      (?:(?:EMBARGO(?:ED)?|Embargoed)\s*:?\s*(?:until|till|to|for|UNTIL|TILL|TO|FOR)\b
        |(?:EMBARGO(?:ED)?|Embargo)\s*:)\s*:?""",
    re.VERBOSE,
)
_TO_THE_DESK = lazily(
    r"""\((?:corrects|corrected|adds|updates|updated|recasts|refiles|repeats|removes|clarifies|eds
        |editor['’]?s['’]?\ note)\b.*\)$
      | (?:editor['’]?s['’]?\ note|correction|clarification|eds|note\ to\ editors)\s*:
      | (?:this|an\ earlier\ version\ of\ this)\ (?:story|article|report|version)\ (?:has\ been|was|is)?\ ?
        (?:corrected|updated|amended|refiled|clarified|incorrectly|misstated)""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNTS = lazily(
    r"""(?:\d[\d,.]*\s*(?:k\s*)?(?:comments?|shares?|likes?|views?|replies|min(?:ute)?s?(?:\ read)?|words?|followers)
      |(?:comments?|shares?|views?|likes?)\s*[:(]?\s*\d[\d,.]*\)?
      |[\d:]+\s*/\s*[\d:]+ | \d{1,2}:\d\d(?::\d\d)? | [#@]\w+(?:[\s,]+[#@]\w+)* | page\ \d+(?:\ of\ \d+)? | [\d\W_]+
      |https?://\S+ | www\.\S+ | [\w.+-]+@[\w-]+\.[\w.]+ | -?\s*30\s*-? | reading\ time:?\s.*|estimated\ read.*)""",
    re.IGNORECASE | re.VERBOSE,
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_STAMP = lazily(
    rf"""(?:(?:first\ |last\ )?(?:published|posted|updated|modified|created)(?:\ (?:on|at))?\s*[:—–-]?\s*)?
      (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*)?
      (?:{MONTH}\.?\ \d{{1,2}}(?:st|nd|rd|th)?,?(?:\ \d{{4}})?
        |\d{{1,2}}(?:st|nd|rd|th)?\ {MONTH}\.?,?(?:\ \d{{4}})?
        |\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}
        |\d+\ (?:second|minute|min|hour|hr|day|week|month)s?\ ago|today|yesterday)
      (?:[\s,T|•·–—-]*(?:at\s*)?\d{{1,2}}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?)?
      (?:\s*\(?(?:gmt|utc|pkt|pst|est|edt|cet|ist|aft|z)?(?:[+-]\d{{1,2}}:?\d{{0,2}})?\)?)?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_BARS = lazily(r"\s*[|·•]\s*")
_UPDATED = lazily(
    r"(?:first |last )?(?:published|posted|updated|modified)(?: (?:on|at)|:)\s.{0,60}\d.{0,40}", re.IGNORECASE
)


def is_label(text: str) -> bool:
    """A button, a menu entry, a counter or a section's name, and nothing else."""
    bare = text.strip(" •·*|›»→▶:…-–—.<>[]()").casefold()
    return bare in _LABEL or bool(_COUNTS.fullmatch(bare or "-"))


def begins_section(text: str) -> bool:
    """A heading of a part of the page that lists other stories."""
    return len(text.split()) <= 6 and bool(_SECTION.match(text.strip(" •·*|›»→▶")))


def is_figures(text: str) -> bool:
    """A telephone number, an address, a count: furniture alone, and news under 'Call these numbers:'."""
    return bool(_COUNTS.fullmatch(text.strip(" •·*|") or "-"))


def is_page_text(text: str) -> bool:
    """A cookie notice, a newsletter form, a 'read more' line: words of the page, not of the story."""
    if len(text) > 600 or not _PAGE_TEXT.match(text.strip(" •·*|›»→▶")):
        return False
    return bool(_TO_READERS.search(text)) or not _REPORTED.search(text)


def wants_money(text: str) -> bool:
    """A line that sells the rest of the story: what stands above it is a stub."""
    return len(text) <= 400 and bool(_WANTS_MONEY.search(text)) and not _REPORTED.search(text)


def cut_mark(text: str) -> str:
    """The mark behind a text that goes on elsewhere: '[…]', 'Continue reading X'; '' where there is none."""
    found = _CUT.search(text[-200:])
    return found[0].strip() if found else ""


def is_note(text: str) -> bool:
    """A note to the desk: an embargo, '(Corrects name in paragraph 2)'."""
    return len(text.split()) <= 60 and bool(EMBARGO.match(text) or _TO_THE_DESK.match(text))


def is_stamp(text: str) -> bool:
    """A date and time of publishing, alone or beside a label: 'E-paper | November 21, 2026'."""
    parts = [part.strip() for part in _BARS.split(text)]
    dated = [bool(_STAMP.fullmatch(part) or _UPDATED.fullmatch(part)) for part in parts]
    return any(dated) and all(stamp or len(part.split()) <= 5 for stamp, part in zip(dated, parts, strict=True))
