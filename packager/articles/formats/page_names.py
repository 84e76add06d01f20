"""What class names and ids say of a page's parts.

Site builders put their own words there: `tag-bannu` is a story's topic, `no-sidebar` a layout, and
`elementor-widget-container` is around everything. So a word counts where it is the name or its head
(`post-share`, `related-posts`), and never with what denies it.
"""

from __future__ import annotations

import re

_WORD_LIST = """
    share sharing social socials related newsletter promo promotion advert advertisement ad ads adslot sponsored cookie
    cookies consent gdpr comment comments breadcrumb breadcrumbs tags taglist byline bio recommended recommendations
    trending sidebar menu navbar nav navigation toolbar player popup modal overlay paywall subscribe subscription signup
    login masthead skip skiplink skiplinks print links widget widgets teaser teasers disclaimer boilerplate copyright
    pagination timestamp readmore alsoread outbrain taboola banner"""
_WORDS = frozenset(_WORD_LIST.split())
_PHRASES = re.compile(
    r"(?:^|[\s_-])(?:most-?(?:read|popular|viewed)|read-?(?:more|also|next)|also-read|dateline-date|media-pholder"
    r"|publishing-details|author-(?:bio|box|info|card|block|name|meta|details|profile)|about-(?:the-)?author|post-author"
    r"|article-author|entry-author|tag-(?:list|links|cloud|s)|you-may-also|more-(?:stories|news|from|on))(?:$|[\s_-])",
    re.IGNORECASE,
)
# What stands behind a part's word and leaves it the part's: share-buttons, related-posts, cookie-banner.
_PART_LIST = """
    button buttons bar box boxes list lists icon icons tool tools wrapper wrap container section sections block blocks
    area panel post posts article articles story stories item items menu form banner link links row col column inner
    outer holder module unit slot group card cards head header title footer top bottom left right mobile desktop sm md
    lg notice text count counter container-fluid 1 2 3 4 s"""
_PARTS = frozenset(_PART_LIST.split())
_DENIAL = "no not without has with is hide hidden hides disable disabled enable enabled off js true false"
_DENIED = frozenset(_DENIAL.split())
_OF_STORIES = "content contents body text entry main story article-body page site full default"
_STORY = frozenset(_OF_STORIES.split())
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:caption|captions|wp-caption-text|cutline|photo-?credit|image-?credit)(?:$|[\s_-])", re.IGNORECASE
)
_EMBED = re.compile(
    r"(?:^|\s)(?:twitter-tweet|twitter-video|instagram-media|fb-post|tiktok-embed|telegram-post|bluesky-embed|threads-post"
    r"|social-embed)(?:$|\s)",
    re.IGNORECASE,
)
_PULLED = re.compile(r"(?:^|[\s_-])(?:pull-?quotes?|pq|blockquote-pull)(?:$|[\s_-])", re.IGNORECASE)
_FOLDED = re.compile(
    r"(?:^|[\s_-])(?:more|rest|fold|folded|collapsed?|collapsible|expand|expandable|expanded|toggle|accordion|truncated?"
    r"|remaining|full-?text|readmore-content)(?:$|[\s_-])",
    re.IGNORECASE,
)


def is_furniture(names: str) -> bool:
    """Whether class names and id, with spaces between, call a part furniture."""
    return bool(_PHRASES.search(names)) or any(_names_furniture(name) for name in names.split())


def _names_furniture(name: str) -> bool:
    words = [word for word in re.split(r"[_-]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()) if word]
    if not words or words[0] == "elementor" or set(words) & _DENIED:
        return False
    places = [place for place, word in enumerate(words) if word in _WORDS]
    if not places:
        return False
    after = words[places[-1] + 1 :]
    if set(after) & _STORY or (words[places[-1]] in ("widget", "widgets") and after):
        return False
    return all(word in _PARTS or word.isdigit() for word in after)


def is_caption(names: str) -> bool:
    """A picture's caption or credit."""
    return bool(_CAPTION.search(names))


def is_embed(names: str) -> bool:
    """A post from elsewhere: its words are somebody's statement."""
    return bool(_EMBED.search(names))


def is_pulled(names: str) -> bool:
    """Words of the story said again in large letters."""
    return bool(_PULLED.search(names))


def is_folded(names: str) -> bool:
    """A part that opens with a button: the rest of a story."""
    return bool(_FOLDED.search(names))
