"""CTranslate2 models that speak Pashto and Urdu: MADLAD-400, NLLB-200, M2M100 and OPUS-MT, offline.

What each wants around a sentence is in `families`; how they are fetched in `hub`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packager.engines import Engine, nowhere
from packager.engines.models.homes import ct2_home
from packager.engines.settings import Settings
from packager.engines.translate import batches, families
from packager.engines.translate.families import Family, family_of, speaks
from packager.engines.translate.pieces import in_pieces
from packager.errors import EngineUnavailable, InputError
from packager.store import digest

if TYPE_CHECKING:
    from packager.engines import Options

NAME = "ct2"
RECORD = "packager-model.json"  # in the folder of a model that was installed by name: what it is
VERSION = 1  # of how this module asks the same model for the same text


def translator(options: Options) -> Ct2Translator:
    """A translator from a model's folder. Raises InputError, EngineUnavailable; loads no model.

    Options: to (the language, which the model must have); model (a folder, or the name of an installed
    model); accept-licence (the licence's id, in
    writing, for models that may not be used freely); beam, threads, batch-tokens, compute-type.
    """
    settings = Settings(NAME, options).only("to", "model", "accept-licence", *batches.OPTIONS)
    folder = _folder(settings.needed("model", "madlad400-3b"))
    vocabulary = read_vocabulary(folder)
    family, sole = family_of(vocabulary), ""
    if family is None:
        family, sole = families.OPUS, _sole_target(folder)
    accepted(family, settings.text("accept-licence"), NAME)
    how, languages = batches.manner(settings), (sole,) if sole else speaks(family, vocabulary)
    if (to := settings.text("to")) and to not in languages:
        raise EngineUnavailable(f"{folder.name} has no token for '{to}'", where=NAME, hint="choose another model")
    return Ct2Translator(
        folder=folder,
        family=family,
        languages=languages,
        tagged=not sole,
        how=how,
        fingerprint=_fingerprint(folder, family, how),
    )


def accepted(family: Family, written: str, where: str) -> None:
    """Raise InputError unless the licence is free, or the station has accepted it by its name."""
    if not family.open_use and written != family.licence:
        raise InputError(
            f"{family.name} is under {family.licence}, which forbids commercial use; the station must accept it",
            where=where,
            hint=f"if that is so, write accept-licence: {family.licence}",
        )


@dataclass(kw_only=True, eq=False)
class Ct2Translator:
    """A Translator; the model is loaded by the first call."""

    folder: Path
    family: Family
    languages: tuple[str, ...]  # targets, from English
    tagged: bool  # whether the model has tokens for them
    how: batches.BatchManner
    fingerprint: str

    def label(self, _source: str, _target: str) -> str:
        """What lines say of their origin."""
        return f"{NAME} {self.folder.name}"

    def translate(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        """One text per line, in order. Raises EngineError, EngineUnavailable."""
        if not self.family.code(source) or target not in self.languages:
            raise EngineUnavailable(f"{self.folder.name} does not translate {source} to {target}", where=NAME)
        return in_pieces(lines, source, lambda texts: self._say(texts, source, target))

    def _say(self, texts: list[str], source: str, target: str) -> list[str]:
        work = batches.Batch(
            source=[self.family.source(self._pieces, text, source, target if self.tagged else "") for text in texts],
            prefix=self.family.prefix(target),
        )
        answers = batches.run(self._model, work, self.how, NAME)
        return [str(self._answers.decode(tokens)) for tokens in answers]

    @cached_property
    def _model(self) -> Any:
        return batches.load(self.folder, self.how, NAME)

    @cached_property
    def _pieces(self) -> Any:
        return _read_tokenizer(self.folder, self.family.tokenizers)

    @cached_property
    def _answers(self) -> Any:
        return _read_tokenizer(self.folder, self.family.answers) if self.family.answers else self._pieces


def read_vocabulary(folder: Path) -> tuple[str, ...]:
    """The target tokens of the model in a folder. Raises EngineUnavailable."""
    for name in ("shared_vocabulary.json", "target_vocabulary.json", "shared_vocabulary.txt", "target_vocabulary.txt"):
        path = folder / name
        if path.is_file():
            try:
                text = path.read_text(encoding="utf-8")
                return tuple(json.loads(text)) if path.suffix == ".json" else tuple(text.splitlines())
            except (OSError, ValueError) as error:
                raise EngineUnavailable(f"cannot be read ({error})", where=str(path)) from error
    raise EngineUnavailable(
        "is no CTranslate2 model (no vocabulary in it)",
        where=str(folder),
        hint="see 'packager models list', or give the folder of a converted model",
    )


def _folder(model: str) -> Path:
    """The folder that a station means: a path, or the name of an installed model."""
    given = Path(model).expanduser()
    installed = ct2_home() / model
    for folder in (installed, given):
        if (folder / "model.bin").is_file():
            return folder
    raise EngineUnavailable(
        f"no model '{model}' here",
        where=NAME,
        hint=f"bring it with 'packager models install ct2 {model}'",
        install=(NAME, model),
    )


def _sole_target(folder: Path) -> str:
    """The one language of a model without language tokens, as its record says. Raises EngineUnavailable."""
    try:
        told = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        language, *others = told["languages"]
        if told["family"] != families.OPUS.name or others:
            raise ValueError(told)
        return str(language)
    except (OSError, ValueError, KeyError, TypeError):
        raise EngineUnavailable(
            f"the model in {folder} has no token for Pashto or Urdu",
            where=NAME,
            hint="MADLAD-400, NLLB-200 and M2M100 models can be used, and OPUS-MT's that were installed by name",
        ) from None


def _read_tokenizer(folder: Path, names: Sequence[str]) -> Any:
    import sentencepiece

    for name in names:
        path = folder / name
        if path.is_file():
            try:
                return sentencepiece.SentencePieceProcessor(model_file=str(path))
            except (RuntimeError, OSError) as error:
                raise EngineUnavailable(f"cannot be read ({error})", where=str(path)) from error
    raise EngineUnavailable(
        f"{folder} has no SentencePiece model",
        where=NAME,
        hint=f"put it there as {names[0]}; it comes with the original model",
    )


def _fingerprint(folder: Path, family: Family, how: batches.BatchManner) -> str:
    parts = (family.name, batches.model_digest(folder), how.beam, how.compute_type, version("ctranslate2"))
    return f"{NAME} {VERSION} {digest(*parts)}"


ENGINE = Engine(make=translator, text_goes=nowhere)
