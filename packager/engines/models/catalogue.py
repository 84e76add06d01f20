"""The translation models that can be installed by name, under which terms, and how large they are, about.

Whoever installs one is told its exact size by the server. What was published of how well a model translates into a
language stands in that language's tables/models.tsv.
"""

from __future__ import annotations

from dataclasses import dataclass

from packager.engines.translate import families
from packager.engines.translate.families import Family
from packager.lang.registry import targets
from packager.lang.tables import ModelScores


@dataclass(frozen=True, kw_only=True, slots=True)
class CatalogueModel:
    """A model that can be installed by name."""

    name: str
    family: Family
    about: str
    gigabytes: float  # to fetch, about
    repository: str  # of the hub, for converted weights; of the archive's server, for an archive
    tokenizer: tuple[str, str] = ("", "")  # repository and file of the SentencePiece model
    archive: str = ""  # file name of OPUS-MT's own weights, which are converted here; "" for converted weights
    revision: str = "main"
    sole: str = ""  # ISO 639-3 of the one language that it speaks, where it has no token for it

    @property
    def languages(self) -> tuple[str, ...]:
        """The one language, if the model has but one; its own vocabulary tells those of others."""
        return tuple(target.code for target in targets() if target.codes.alpha3 == self.sole)

    @property
    def published(self) -> dict[str, ModelScores]:
        """What was published of it, by language."""
        told = {target.code: target.tables.models.get(self.name) for target in targets()}
        return {code: one for code, one in told.items() if one}


CATALOGUE = (
    CatalogueModel(
        name="madlad400-3b",
        family=families.MADLAD,
        about="MADLAD-400 3B, 8 bit; Pashto and Urdu",
        gigabytes=3.0,
        repository="Heng666/madlad400-3b-mt-ct2-int8",
        tokenizer=("Heng666/madlad400-3b-mt-ct2-int8", "sentencepiece.model"),
    ),
    CatalogueModel(
        name="nllb200-3.3b",
        family=families.NLLB,
        about="NLLB-200 3.3B, 8 bit; Pashto and Urdu",
        gigabytes=3.4,
        repository="OpenNMT/nllb-200-3.3B-ct2-int8",
        tokenizer=("facebook/nllb-200-3.3B", "sentencepiece.bpe.model"),
    ),
    CatalogueModel(
        name="nllb200-distilled-1.3b",
        family=families.NLLB,
        about="NLLB-200 distilled 1.3B, 8 bit; Pashto and Urdu",
        gigabytes=1.4,
        repository="OpenNMT/nllb-200-distilled-1.3B-ct2-int8",
        tokenizer=("facebook/nllb-200-distilled-1.3B", "sentencepiece.bpe.model"),
    ),
    CatalogueModel(
        name="nllb200-600m",
        family=families.NLLB,
        about="NLLB-200 distilled 600M, 8 bit; Pashto and Urdu",
        gigabytes=0.6,
        repository="JustFrederik/nllb-200-distilled-600M-ct2-int8",
        tokenizer=("facebook/nllb-200-distilled-600M", "sentencepiece.bpe.model"),
    ),
    CatalogueModel(
        name="m2m100-418m",
        family=families.M2M100,
        about="M2M100 418M, 8 bit; Pashto and Urdu",
        gigabytes=0.5,
        repository="jncraton/m2m100_418M-ct2-int8",
        tokenizer=("facebook/m2m100_418M", "sentencepiece.bpe.model"),
    ),
    CatalogueModel(
        name="opus-eng-ira",
        family=families.OPUS,
        about="OPUS-MT English to Iranian languages, 2021; Pashto",
        gigabytes=0.3,
        repository="eng-ira",
        archive="opus4m+btTCv20210807-2021-09-30.zip",
    ),
    CatalogueModel(
        name="opus-eng-urd",
        family=families.OPUS,
        about="OPUS-MT English to Urdu with back-translation, 2021; Urdu",
        gigabytes=0.3,
        repository="eng-urd",
        archive="opus+bt-2021-03-12.zip",
        sole="urd",
    ),
)
