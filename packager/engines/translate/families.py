"""What each family of multilingual models wants around a sentence, and under which terms it may be used.

MADLAD-400: the target's tag before the text, then an end mark (https://arxiv.org/abs/2309.04662).
NLLB-200: the source's code, the text, an end mark; the answer is made to begin with the target's code.
M2M100: the same with its own codes (both as in https://opennmt.net/CTranslate2/guides/transformers.html).
OPUS-MT: `>>pus<<` before the text, none where a model has one target; the converted model puts the end mark itself
(https://opennmt.net/CTranslate2/guides/opus_mt.html, and each model's README).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from packager.lang.language import Codes
from packager.lang.registry import codes, targets
from packager.lang.registry import language as find

END = "</s>"
_TAG = re.compile(r"<2[A-Za-z_]+>")


class TagPlace(Enum):
    """Where the target's token stands."""

    IN_TEXT = "in the text, which SentencePiece is given with it"
    BEFORE = "before the text's own tokens"
    ANSWER = "at the beginning of the answer; the source's stands before the text's tokens"


@dataclass(frozen=True, kw_only=True, slots=True)
class Family:
    """One kind of model."""

    name: str
    licence: str  # SPDX
    token: Callable[[Codes], str]  # a language → the model's token; "" for one that it does not know
    tag: TagPlace
    tokenizers: tuple[str, ...]  # file names under which its SentencePiece model is found
    answers: tuple[str, ...] = ()  # the same of the one that answers are in; () where it is the same
    open_use: bool = True  # no use is forbidden

    def code(self, language: str) -> str:
        """The model's token for a language; "" for one that it does not know."""
        return self.token(find(language).codes) if language in codes() else ""

    def source(self, pieces: Any, text: str, source: str, target: str) -> list[str]:
        """The tokens that the model is given for one sentence; `pieces` is its SentencePiece processor.

        `target` is "" for a model that has but one and no token for it.
        """
        if self.tag is TagPlace.IN_TEXT:
            tag = self.code(target)
            # Encoded together, as in training. A tag inside the article would turn the model to another language.
            tokens = pieces.encode(f"{tag} {_TAG.sub(' ', text)}", out_type=str)
            return [*tokens, END]
        tokens = pieces.encode(text, out_type=str)
        if self.tag is TagPlace.BEFORE:
            return [*filter(None, [self.code(target)]), *tokens]
        return [self.code(source), *tokens, END]

    def prefix(self, target: str) -> tuple[str, ...]:
        """The tokens that every answer is made to begin with."""
        return (self.code(target),) if self.tag is TagPlace.ANSWER else ()


MADLAD = Family(
    name="madlad400",
    licence="Apache-2.0",
    token=lambda codes: codes.plain and f"<2{codes.plain}>",
    tag=TagPlace.IN_TEXT,
    tokenizers=("sentencepiece.model", "spiece.model"),
)
NLLB = Family(
    name="nllb200",
    licence="CC-BY-NC-4.0",
    token=lambda codes: codes.flores,
    tag=TagPlace.ANSWER,
    tokenizers=("sentencepiece.bpe.model", "flores200_sacrebleu_tokenizer_spm.model", "sentencepiece.model"),
    open_use=False,
)
M2M100 = Family(
    name="m2m100",
    licence="MIT",
    token=lambda codes: codes.plain and f"__{codes.plain}__",
    tag=TagPlace.ANSWER,
    tokenizers=("sentencepiece.bpe.model", "spm.128k.model", "sentencepiece.model"),
)
OPUS = Family(
    name="opus-mt",
    licence="CC-BY-4.0",
    token=lambda codes: codes.alpha3 and f">>{codes.alpha3}<<",
    tag=TagPlace.BEFORE,
    tokenizers=("source.spm",),
    answers=("target.spm",),
)
FAMILIES = (MADLAD, NLLB, M2M100, OPUS)


def family_of(vocabulary: Sequence[str]) -> Family | None:
    """The family whose language tokens a vocabulary holds, or None."""
    known = frozenset(vocabulary)
    for family in FAMILIES:
        if any(family.code(target.code) in known for target in targets()):
            return family
    return None


def speaks(family: Family, vocabulary: Sequence[str]) -> tuple[str, ...]:
    """The target languages whose tokens a vocabulary holds."""
    known = frozenset(vocabulary)
    return tuple(target.code for target in targets() if family.code(target.code) in known)
