"""What an engine leaves in a line beside its translation: marks of its own, labels, talk, loops.

What the English has itself is no leaving.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from packager.lang.registry import language as find
from packager.text.patterns import lazily
from packager.translation.checks.evidence import QaSignal

# Kept as they are by every good translation, and no marks: addresses, handles, hashtags with their underscores.
ADDRESS = lazily(r"\bhttps?://\S+|\bwww\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@&])[@#][^\W\d]\w*", re.IGNORECASE)
_MARK = lazily(
    r"<\|.*?\|>|<[^<>\s][^<>]{0,60}>|[<>]{2}|&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});"  # <unk>, >>pus<<, <b>, &quot;
    r"|[⁇�▁█]|@@|##\w|\{[^{}]*\}|[{}\\`]|\[/?[A-Za-z_][^\[\]]{0,20}\]|\[\[|\]\]"  # sub-words, templates, code
    r"|\w*_\w[\w]*|__+|\*\*|~~|%[sd]\b|\$\d\b(?![\d.,])",  # placeholders, language tokens, Markdown
    re.IGNORECASE,
)
_WRONG_BYTES = lazily("[ÂÃØÙÚÛâ][\u0080-\u00bf\u0152-\u0178\u2013-\u203a\u20ac\u2122]")  # UTF-8 read as Latin-1
_HEAD = lazily(r"^\W*([^\W\d_]+(?: [^\W\d_]+){0,3})\s*[:：]")
_NOTE = lazily(r"[(\[]\s*([^\W\d_]+(?: [^\W\d_]+){0,2})\s*[:：]")
_LABELS = frozenset(
    ["translation", "translated", "output", "answer", "english", "urdu", "pashto", "target", "result", "note"]
)
_NUMBERED = lazily(r"^\s*(?:[(\[]?[0-9۰-۹٠-٩]{1,2}[.)\]:]\s|[-*•#]+\s)")
_LETTERS = lazily(r"([^\W\d_])\1{3,}")
_SIGNS = lazily(r"([?؟!�*#=~|])\1{2,}")
_WORD = lazily(r"[^\W_]+")
_SORRY = lazily(r"\b(?:sorry|apolog\w+|regret\w*|forgiv\w+|pardon\w*|excuse\w*|translat\w+)\b", re.IGNORECASE)


def marks(source: str, text: str) -> Iterator[QaSignal]:
    """Signs of a model's inside, of a page or of a template: they would be read out, or stand for lost words."""
    bare = ADDRESS.sub(" ", text)
    left = [match[0] for match in _MARK.finditer(bare) if match[0] not in source]
    if left:
        message = f"The engine left a mark of its own: “{left[0]}”."
        yield QaSignal(check="engine-mark", message=message, blocks=True)
    elif len(_WRONG_BYTES.findall(text)) >= 2:
        yield QaSignal(check="wrong-letters", message="The line's letters are broken (wrong encoding).", blocks=True)
    signs = _SIGNS.search(text)
    if signs and signs[1] not in source:
        message = f"The line has “{signs[0][:6]}” where words may have been."
        yield QaSignal(check="engine-mark", message=message, blocks=True)
    if _NUMBERED.search(text) and not _NUMBERED.search(source) and not source[:4].strip()[:1].isdigit():
        yield QaSignal(check="engine-numbering", message="The line begins with a number or bullet of the engine's own.")


def talk(source: str, text: str, language: str) -> Iterator[QaSignal]:
    """A label before the translation, a note behind it, or an answer to the editor instead of it."""
    known = find(language).qa
    heads = [(match[1], match[0]) for pattern in (_HEAD, _NOTE) for match in pattern.finditer(text)]
    for head, shown in heads:
        words = head.casefold().split()
        if any(word in _LABELS or word in known.labels for word in words) and not _labelled(source, shown):
            message = f"The engine put a label of its own: “{shown.strip()}”."
            yield QaSignal(check="engine-label", message=message, blocks=True)
            return
    said = known.talk.search(text)
    if said and not _SORRY.search(source):
        message = f"This is what the engine says, not the article: “{said[0]}”."
        yield QaSignal(check="engine-talk", message=message, blocks=True)


def _labelled(source: str, shown: str) -> bool:
    """Whether the English has a label in the same place: at its head, or in brackets."""
    return bool((_NOTE if shown.lstrip()[:1] in "([" else _HEAD).search(source))


def loops(source: str, text: str) -> Iterator[QaSignal]:
    """A letter drawn out, a word said three times running, a phrase twice, or three words that keep coming back.

    Where the English repeats itself as well ('No, no, no') it is for an editor to say.
    """
    again = _again(_WORD.findall(text))
    drawn = _LETTERS.search(text)
    if drawn and not _LETTERS.search(source):
        yield QaSignal(check="loop", message=f"The line repeats a letter: “{drawn[0][:8]}”.", blocks=True)
    elif again:
        english = bool(_again(_WORD.findall(source.casefold())))
        yield QaSignal(check="loop", message=f"The line repeats itself: “{' '.join(again)}”.", blocks=not english)


def _again(words: list[str]) -> list[str]:
    """The words that come again, at most six of them."""
    for size in range(1, len(words) // 2 + 1):
        least, run = (2 if size == 1 else size), 0
        for place in range(len(words) - size):
            run = run + 1 if words[place] == words[place + size] else 0
            if run >= least:
                phrase = words[place + 1 : place + 1 + size]
                if not all(word.isdigit() for word in phrase):
                    return phrase[:6]
    threes = [tuple(words[start : start + 3]) for start in range(len(words) - 2)]
    return list(next((three for three in threes if threes.count(three) >= 3), ()))
