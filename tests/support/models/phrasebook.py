"""A real transformer that translates word for word, its weights set by hand instead of trained.

It is run by CTranslate2 and tokenized by SentencePiece like any other model, and every answer can be
read off the phrase book below. What it says depends on the tokens around the words, as it does in
the large models: with the wrong language tag, without one, or without an end mark the answer is wrong.

The residual stream of width V + P + 2 holds, side by side: which source word (V wide, one-hot), which
position (P wide, one-hot), and which target language (2). Attention by position copies the word that
stands at the decoder's own place; attention to language tags copies the language; the output rows ask
for a word and a language together.

The words are checked against printed dictionaries only, not by a native reader.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece
from ctranslate2.specs import transformer_spec

BOOK = {
    "Schools": ("ښوونځي", "سکول"),
    "opened": ("پرانیستل", "کھل"),
    "today": ("نن", "آج"),
    "in": ("په", "میں"),
    "Peshawar": ("پېښور", "پشاور"),
    "Minister": ("وزیر", "وزیر"),
    "did": ("وکړل", "کیا"),
    "not": ("نه", "نہیں"),
    "attend": ("ګډون", "شرکت"),
    "water": ("اوبه", "پانی"),
    "peace": ("سوله", "امن"),
    "roads": ("سړکونه", "سڑکیں"),
    "closed": ("بند", "بند"),
    "12": ("۱۲", "12"),
    ".": ("۔", "۔"),
    ",": ("،", "،"),
}
LANGUAGES = ("ps", "ur")
POSITIONS = 48
_SHARP = 60.0  # scores so far apart that a softmax is a choice
_FULL_STOPS = (".", ",")
_LETTERS = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z 0 1 2 3 4 5 6 7 8 9 < > / _"


@dataclass(frozen=True, kw_only=True)
class Family:
    """The tokens that one kind of model wants around a sentence."""

    start: str = "</s>"  # what the decoder begins with
    source_tag: str = ""  # must stand first in the source
    target_tags: tuple[str, str] | None = None  # of Pashto and Urdu; the decoder is forced to begin with one
    source_tags: tuple[str, str] | None = None  # of Pashto and Urdu; stand first in the source
    in_text: bool = True  # the source's tags go through SentencePiece, which puts ▁ before them
    adds_end: bool = False  # the model itself puts </s> after the source
    fixed: int | None = None  # the one language that it speaks, as an index of LANGUAGES
    tokenizer: str = "sentencepiece.bpe.model"


ARGOS = Family(start="<s>", adds_end=True, fixed=1, tokenizer="sentencepiece.model")
MADLAD = Family(start="<unk>", source_tags=("<2ps>", "<2ur>"), tokenizer="spiece.model")
NLLB = Family(source_tag="eng_Latn", target_tags=("pbt_Arab", "urd_Arab"))
M2M100 = Family(source_tag="__en__", target_tags=("__ps__", "__ur__"))
OPUS = Family(source_tags=(">>pus<<", ">>urd<<"), in_text=False, adds_end=True, tokenizer="source.spm")
OPUS_URDU = Family(fixed=1, adds_end=True, tokenizer="source.spm")  # one target, and no token for it


def make(folder: Path, family: Family) -> Path:
    """A CTranslate2 model of this family in `folder`, with its SentencePiece model beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer(folder / family.tokenizer, family)
    vocabulary = vocabulary_of(folder / family.tokenizer, family)
    model = Weights(vocabulary, family).spec()
    model.register_source_vocabulary(vocabulary)
    model.register_target_vocabulary(vocabulary)
    model.config.bos_token, model.config.eos_token, model.config.unk_token = "<s>", "</s>", "<unk>"
    model.config.decoder_start_token = family.start
    model.config.add_source_eos = family.adds_end
    model.validate()
    model.save(str(folder))
    return folder


def pack(folder: Path, version: str = "1.9", target: str = "ur") -> Path:
    """An .argosmodel in `folder` that holds the phrase book, laid out as Argos packages are."""
    import zipfile

    name = f"translate-en_{target}-{version.replace('.', '_')}"
    inside = folder / name
    make(inside / "model", ARGOS)
    (inside / "model" / "sentencepiece.model").rename(inside / "sentencepiece.model")
    (inside / "metadata.json").write_text(json.dumps({
        "package_version": version, "argos_version": "1.9", "from_code": "en", "from_name": "English",
        "to_code": target, "to_name": "Urdu",
    }))  # fmt: skip
    (inside / "README.md").write_text("Made by a test.\n")
    packed = folder / f"{name}.argosmodel"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(inside.rglob("*")):
            if path.is_file():
                file.write(path, path.relative_to(folder))
    return packed


def said(sentence: str, language: str) -> str:
    """What the model must answer to a sentence of the phrase book."""
    place = LANGUAGES.index(language)
    return " ".join(BOOK[word][place] for word in _words(sentence))


def _words(sentence: str) -> list[str]:
    for mark in _FULL_STOPS:
        sentence = sentence.replace(mark, f" {mark}")
    return sentence.split()


def tokenizer(path: Path, family: Family) -> None:
    words = list(dict.fromkeys([*BOOK, *(word for pair in BOOK.values() for word in pair)]))
    tags = (family.source_tags or ()) if family.in_text else ()
    lines = ["the quick brown fox jumps over a lazy dog", *_LETTERS.split(), " ".join(words)] * 20
    with path.open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines),
            model_writer=file,
            vocab_size=400,
            hard_vocab_limit=False,
            model_type="unigram",
            character_coverage=1.0,
            user_defined_symbols=[*tags, *(f"▁{word}" for word in words), *_FULL_STOPS],
            minloglevel=2,
        )


def vocabulary_of(path: Path, family: Family) -> list[str]:
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))
    known = [pieces.id_to_piece(number) for number in range(len(pieces))]
    extra = [family.source_tag, *(family.target_tags or ()), *(family.source_tags or ()), "▁"]
    return known + [token for token in dict.fromkeys(extra) if token and token not in known]


class Weights:
    """The matrices, for one vocabulary and one family."""

    def __init__(self, vocabulary: list[str], family: Family) -> None:
        self.vocabulary, self.family = vocabulary, family
        self.words = len(vocabulary)
        self.places = slice(self.words, self.words + POSITIONS)
        self.language = slice(self.words + POSITIONS, self.words + POSITIONS + 2)
        self.tag = self.words + POSITIONS + 2  # set on language tags: what attention looks for
        self.always = self.tag + 1  # set on every token: what a query can be made of
        self.width = (self.always + 8) // 8 * 8

    def spec(self) -> transformer_spec.TransformerSpec:
        spec = transformer_spec.TransformerSpec.from_config((1, 2), 1, pre_norm=True)
        for stack in (spec.encoder, spec.decoder):
            stack.scale_embeddings = False
            stack.position_encodings.encodings = self._positions()
            _normal(stack.layer_norm, self.width)
            for layer in stack.layer:
                self._silent(layer.ffn)
        self._nothing(spec.encoder.layer[0].self_attention)
        spec.encoder.embeddings[0].weight = self._source()
        spec.decoder.embeddings.weight = self._target()
        first, second = spec.decoder.layer
        self._attend(first.self_attention, self._language_query(), self._keep_language())
        in_source = self.family.source_tags is not None
        if in_source:
            self._attend(first.attention, self._language_query(), self._keep_language())
        else:
            self._nothing(first.attention)
        self._nothing(second.self_attention)
        self._attend(second.attention, self._own_place(), self._keep_word())
        spec.decoder.projection.weight, spec.decoder.projection.bias = self._output()
        return spec

    def _positions(self) -> np.ndarray:
        table = np.zeros((POSITIONS * 4, self.width), np.float32)
        for place in range(POSITIONS * 4):
            table[place, self.places.start + min(place, POSITIONS - 1)] = 1
        return table

    def _tags(self) -> tuple[str, ...]:
        return self.family.source_tags or self.family.target_tags or ()

    def _source(self) -> np.ndarray:
        table = np.zeros((self.words, self.width), np.float32)
        table[:, : self.words] = np.eye(self.words)
        table[:, self.always] = 1
        self._mark(table, self.family.source_tags)
        return table

    def _target(self) -> np.ndarray:
        table = np.zeros((self.words, self.width), np.float32)
        table[:, self.always] = 1
        self._mark(table, self.family.target_tags)
        return table

    def _mark(self, table: np.ndarray, tags: tuple[str, str] | None) -> None:
        for place, token in enumerate(tags or ()):
            table[self.vocabulary.index(token), self.language.start + place] = 1
            table[self.vocabulary.index(token), self.tag] = 1

    def _language_query(self) -> tuple[np.ndarray, np.ndarray]:
        query, key = self._square(), self._square()
        query[0, self.always] = _SHARP
        key[0, self.tag] = 1
        return query, key

    def _own_place(self) -> tuple[np.ndarray, np.ndarray]:
        query, key = self._square(), self._square()
        for place in range(POSITIONS):
            here = self.places.start + place
            there = place + self._ahead()
            query[place, here] = _SHARP
            if there < POSITIONS:
                key[place, self.places.start + there] = 1
        return query, key

    def _ahead(self) -> int:
        """Where the first word stands, seen from the decoder's place when it must say it."""
        first = 1 if self.family.source_tag else 0
        if self.family.source_tags:
            first = 2 if self.family.in_text else 1  # SentencePiece: ▁ <2ps> …
        return first - (1 if self.family.target_tags else 0)

    def _keep_language(self) -> np.ndarray:
        value = self._square()
        for place in range(self.language.start, self.language.stop):
            value[place, place] = 1
        return value

    def _keep_word(self) -> np.ndarray:
        value = self._square()
        value[: self.words, : self.words] = np.eye(self.words)
        return value

    def _output(self) -> tuple[np.ndarray, np.ndarray]:
        rows = np.zeros((self.words, self.width), np.float32)
        bias = np.full(self.words, -4.0, np.float32)
        for english, pair in BOOK.items():
            for place, word in enumerate(pair):
                if self.family.fixed in (None, place):
                    self._row(rows, bias, english, word, place)
        end = self.vocabulary.index("</s>")
        rows[end, end], bias[end] = 4, 0
        return rows, bias

    def _row(self, rows: np.ndarray, bias: np.ndarray, english: str, word: str, place: int) -> None:
        target = self.vocabulary.index(f"▁{word}")
        for piece in (f"▁{english}", english):
            if piece in self.vocabulary:
                rows[target, self.vocabulary.index(piece)] = 2
        bias[target] = 0
        if self.family.fixed is None:
            rows[target, self.language.start + place] += 1

    def _attend(self, layer: object, scores: tuple[np.ndarray, np.ndarray], value: np.ndarray, keep: float = 1) -> None:
        query, key = scores
        out = np.eye(self.width, dtype=np.float32) * keep
        self._set(layer, (query, key, value, out))

    def _nothing(self, layer: object) -> None:
        self._set(layer, (self._square(), self._square(), self._square(), self._square()))

    def _set(self, layer: object, parts: tuple[np.ndarray, ...]) -> None:
        query, key, value, out = parts
        _normal(layer.layer_norm, self.width)  # type: ignore[attr-defined]
        linear = layer.linear  # type: ignore[attr-defined]
        if len(linear) == 2 + 1:  # cross attention: queries apart from keys and values
            matrices = [query, np.concatenate([key, value]), out]
        else:
            matrices = [np.concatenate([query, key, value]), out]
        for part, matrix in zip(linear, matrices, strict=True):
            part.weight, part.bias = matrix, np.zeros(len(matrix), np.float32)

    def _silent(self, layer: object) -> None:
        _normal(layer.layer_norm, self.width)  # type: ignore[attr-defined]
        for part, shape in ((layer.linear_0, (8, self.width)), (layer.linear_1, (self.width, 8))):  # type: ignore[attr-defined]
            part.weight, part.bias = np.zeros(shape, np.float32), np.zeros(shape[0], np.float32)

    def _square(self) -> np.ndarray:
        return np.zeros((self.width, self.width), np.float32)


def _normal(layer: object, width: int) -> None:
    layer.gamma, layer.beta = np.ones(width, np.float32), np.zeros(width, np.float32)  # type: ignore[attr-defined]
