"""What each family of multilingual models wants around a sentence, and under which terms it may be used.

MADLAD-400: the target's tag before the text, then an end mark (https://arxiv.org/abs/2309.04662).
NLLB-200: the source's code, the text, an end mark; the answer is made to begin with the target's code.
M2M100: the same with its own codes (both as in https://opennmt.net/CTranslate2/guides/transformers.html).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

END = "</s>"
_TAG = re.compile(r"<2[A-Za-z_]+>")


@dataclass(frozen=True, kw_only=True, slots=True)
class Family:
    """One kind of model."""

    name: str
    licence: str  # SPDX
    codes: Mapping[str, str]  # our language → the model's token
    tag_in_text: bool  # the target's token stands before the source text, else it begins the answer
    tokenizers: tuple[str, ...]  # file names under which its SentencePiece model is found
    open_use: bool = True  # no use is forbidden

    def source(self, pieces: Any, text: str, source: str, target: str) -> list[str]:
        """The tokens that the model is given for one sentence; `pieces` is its SentencePiece processor."""
        if self.tag_in_text:
            tag = self.codes[target]
            # Encoded together, as in training. A tag inside the article would turn the model to another language.
            tokens = pieces.encode(f"{tag} {_TAG.sub(' ', text)}", out_type=str)
            return [*tokens, END]
        return [self.codes[source], *pieces.encode(text, out_type=str), END]

    def prefix(self, target: str) -> tuple[str, ...]:
        """The tokens that every answer is made to begin with."""
        return () if self.tag_in_text else (self.codes[target],)


MADLAD = Family(
    name="madlad400",
    licence="Apache-2.0",
    codes={"en": "<2en>", "ps": "<2ps>", "ur": "<2ur>"},
    tag_in_text=True,
    tokenizers=("sentencepiece.model", "spiece.model"),
)
NLLB = Family(
    name="nllb200",
    licence="CC-BY-NC-4.0",
    # FLORES-200 codes; it has one Pashto, called Southern, and no code for the Peshawar standard
    codes={"en": "eng_Latn", "ps": "pbt_Arab", "ur": "urd_Arab"},
    tag_in_text=False,
    tokenizers=("sentencepiece.bpe.model", "flores200_sacrebleu_tokenizer_spm.model", "sentencepiece.model"),
    open_use=False,
)
M2M100 = Family(
    name="m2m100",
    licence="MIT",
    codes={"en": "__en__", "ps": "__ps__", "ur": "__ur__"},
    tag_in_text=False,
    tokenizers=("sentencepiece.bpe.model", "spm.128k.model", "sentencepiece.model"),
)
FAMILIES = (MADLAD, NLLB, M2M100)


def family_of(vocabulary: Sequence[str]) -> Family | None:
    """The family whose language tokens a vocabulary holds, or None."""
    known = frozenset(vocabulary)
    for family in FAMILIES:
        if family.codes["ps"] in known or family.codes["ur"] in known:
            return family
    return None


def speaks(family: Family, vocabulary: Sequence[str]) -> tuple[str, ...]:
    """The target languages whose tokens a vocabulary holds."""
    known = frozenset(vocabulary)
    return tuple(language for language, code in family.codes.items() if language != "en" and code in known)
