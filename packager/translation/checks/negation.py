"""Whether a text says no: in English by rule, in the language of its translation by that language's words."""

from __future__ import annotations

import re

from packager.lang.normalise import for_memory
from packager.lang.registry import language
from packager.text.patterns import lazily
from packager.translation.checks.words import words_of

_ENGLISH = lazily(
    r"\b(?:not|no|never|without|nor|neither|none|nobody|nothing|nowhere|cannot|\w+n['’]t)\b", re.IGNORECASE
)
# Negative in form alone, or so often turned round in translation that nothing follows from it.
_NOT_NEGATIVE = lazily(
    r"\b(?:not (?:only|just|merely|simply|least|to mention|surprisingly|unlike|necessarily|until|but)|no doubt|"
    r"no matter|no wonder|no\. ?\d+|no \d+|whether or not|or not|if not|why not|nothing but|none other|"
    r"no (?:fewer|less|more) than|no sooner|nothing (?:short|less)|can(?:no|['’])t (?:help|wait|but)|"
    r"not[- ]for[- ]profit|"
    r"(?:is|are|was|were|do|does|did|has|have|wo|would|could|should|ca)n['’]t (?:it|they|he|she|we|you|i)\b|"
    r"not (?:that )?long|not far|not quite|not exactly|not so much|not as)|\bno-\w+|\w+-no\b",
    re.IGNORECASE,
)
# One no in two words, or in two halves of one sentence.
_PAIRED = lazily(
    r"\b(?:nor|(?:no|not) [^.;,]*? (?:or|any)\b)|\bnever\b(?=[^.;]*\bnever\b)|\bno\b,? (?=no\b|not\b)", re.IGNORECASE
)
# Whatever may make a translator say no: an English line without any of these says yes.
_MAYBE = lazily(
    r"\b(?:no+|not|nor|un\w+|in(?:ability|capable|sufficient|valid|effective|complete|adequate|secur\w+|visible|nocent|"
    r"nocence|dependen\w+|justice|correct|accura\w+|eligible|different|significant|sane|dispens\w+|evitabl\w+|dict\w+)|"
    r"im\w+|il\w+|ir\w+|dis\w+|mis\w+|non\w*|anti\w*|\w+less(?:ly|ness)?|fail\w*|refus\w+|den(?:y|ied|ies|ial\w*|ying)|lack\w*|"
    r"reject\w*|avoid\w*|prevent\w*|bann?\w*|stop\w*|block\w*|halt\w*|few|hardly|barely|scarcely|rare\w*|seldom|only|"
    r"unless|until|till|before|despite|rather|instead|too|absent|absence|except\w*|far|los[et]\w*|forbid\w*|forbade|prohibit\w*|"
    r"oppos\w+|against|withou\w+|minus|vacuum|free|neglect\w*|ignor\w+|skip\w*|spar(?:e|ed|ing)|defy\w*|defi\w+|out|off|"
    r"end\w*|away|last|little|least|less|zero|empty|miss\w*|stay\w*|still|yet|but|although|though|otherwise|whether|doubt\w*|"
    r"suspend\w*|withh\w+|exclud\w+|refrain\w*|boycott\w*|abandon\w*|drop\w*|short\w*|weak\w*|poor\w*|difficult\w*|hard|"
    r"beyond|above|even|other|wrong\w*|fals\w+|forget|forgot\w*|strip\w*|depriv\w+|bar(?:s|red|ring)?|keep\w*|kept|"
    r"innocen\w+|blind\w*|remain\w*|\w+free|neither|none|nobody|nothing|nowhere|never|cannot|\w+n['’]t|ever|any\w*|if|why)\b",
    re.IGNORECASE,
)


def in_source(text: str) -> list[str]:
    """The negative words of an English text that its translation should answer."""
    return [match[0] for match in _ENGLISH.finditer(_NOT_NEGATIVE.sub(" ", text))]


def clauses(text: str) -> int:
    """How many times an English text says no that its translation should say as well."""
    words = [word for word in in_source(text) if word.lower() != "without"]  # 'without a break' is 'running on'
    return max(min(len(words), 1), len(words) - len(_PAIRED.findall(_NOT_NEGATIVE.sub(" ", text))))


def may_be_negative(text: str) -> bool:
    """Whether anything in an English text may be said with a no."""
    return bool(_MAYBE.search(text))


def times(text: str, code: str) -> int:
    """How many words of a text say no in any way."""
    known = language(code).qa
    return len(plain(text, code)) + sum(word in known.denials for word in words_of(text, code))


def surely(text: str, code: str) -> str:
    """What says no in a text and can be nothing else, or ""."""
    found = language(code).qa.surely_not.search(for_memory(text, code))
    return found[0] if found else ""


def plain(text: str, code: str) -> list[str]:
    """The negative particles of a text, folded."""
    known = language(code).qa
    return [word for word in words_of(text, code) if word in known.negations or known.negated.search(word)]


def has(text: str, code: str) -> bool:
    """Whether a text says no in any way."""
    denials = language(code).qa.denials
    return bool(plain(text, code)) or any(word in denials for word in words_of(text, code))
