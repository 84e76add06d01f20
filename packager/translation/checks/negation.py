"""Whether a text says no: in English by rule, in the language of its translation by that language's words."""

from __future__ import annotations

import re

from packager.lang.normalise import for_memory
from packager.lang.registry import language

_ENGLISH = re.compile(
    r"\b(?:not|no|never|without|nor|neither|none|nobody|nothing|nowhere|cannot|\w+n['’]t)\b", re.IGNORECASE
)
# Negative in form alone, or so often turned round in translation that nothing follows from it.
_NOT_NEGATIVE = re.compile(
    r"\b(?:not (?:only|just|merely|simply|least|to mention|surprisingly|unlike|necessarily|until|but)|no doubt|"
    r"no matter|no wonder|no\. ?\d+|no \d+|whether or not|or not|if not|why not|nothing but|none other|"
    r"no (?:fewer|less|more) than|no sooner|no longer|nothing (?:short|less)|can(?:no|['’])t (?:help|wait|but)|"
    r"not[- ]for[- ]profit|"
    r"(?:is|are|was|were|do|does|did|has|have|wo|would|could|should|ca)n['’]t (?:it|they|he|she|we|you|i)\b|"
    r"not (?:that )?long|not far|not quite|not exactly|not even|not so much|not as)|\bno-\w+|\w+-no\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def in_source(text: str) -> list[str]:
    """The negative words of an English text that its translation should answer."""
    return [match[0] for match in _ENGLISH.finditer(_NOT_NEGATIVE.sub(" ", text))]


def plain(text: str, code: str) -> list[str]:
    """The negative particles of a text, folded."""
    known = language(code).qa
    return [word for word in _words(text, code) if word in known.negations or known.negated.search(word)]


def has(text: str, code: str) -> bool:
    """Whether a text says no in any way."""
    denials = language(code).qa.denials
    return bool(plain(text, code)) or any(word in denials for word in _words(text, code))


def _words(text: str, code: str) -> list[str]:
    return _WORD.findall(for_memory(text, code))
