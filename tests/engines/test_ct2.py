"""Each family of multilingual models, as a real tiny model: right only with the tokens that the family wants."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import ctranslate2
import pytest
import sentencepiece

from packager.engines import Translator
from packager.engines.translate.ct2 import RECORD, translator
from packager.errors import EngineUnavailable, InputError
from tests.support.models import phrasebook
from tests.support.models.phrasebook import M2M100, MADLAD, NLLB, OPUS, OPUS_URDU, Family, said

ACCEPT = {"accept-licence": "CC-BY-NC-4.0"}
FAMILIES = {"madlad": MADLAD, "nllb": NLLB, "m2m100": M2M100, "opus": OPUS}
LINES = ["Schools opened today in Peshawar.", "12 roads closed. water in Peshawar.", "", "Minister did not attend."]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("ct2")
    made = {name: phrasebook.make(root / name, family) for name, family in FAMILIES.items()}
    shutil.copy(made["opus"] / "source.spm", made["opus"] / "target.spm")
    return made


def _engine(folder: Path, **more: Any) -> Any:
    return translator({"model": str(folder), **ACCEPT, **more})


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("language", ["ps", "ur"])
@pytest.mark.parametrize("beam", [1, 4])
def test_each_family_says_the_language_that_it_is_asked_for(
    folders: dict[str, Path], name: str, language: str, beam: int
) -> None:
    engine = _engine(folders[name], beam=beam)
    assert isinstance(engine, Translator)
    assert engine.translate(LINES, "en", language) == [
        said("Schools opened today in Peshawar.", language),
        said("12 roads closed .", language) + " " + said("water in Peshawar.", language),
        "",
        said("Minister did not attend.", language),
    ]


WRONG = [
    ("madlad", ["▁", "<2ur>", "{}", "</s>"], None),  # the other language's tag
    ("madlad", ["{}", "</s>"], None),  # none
    ("madlad", ["▁", "<2ps>", "{}"], None),  # no end
    ("nllb", ["eng_Latn", "{}", "</s>"], ["urd_Arab"]),
    ("nllb", ["{}", "</s>"], ["pbt_Arab"]),
    ("nllb", ["eng_Latn", "{}", "</s>"], None),
    ("m2m100", ["__en__", "{}", "</s>"], ["__ur__"]),
    ("m2m100", ["{}", "</s>"], ["__ps__"]),
    ("m2m100", ["__en__", "{}"], ["__ps__"]),
    ("opus", [">>urd<<", "{}"], None),
    ("opus", [">>pbu<<", "{}"], None),  # a token that the model has not
    ("opus", ["{}"], None),
]


@pytest.mark.parametrize(("name", "source", "prefix"), WRONG)
def test_the_models_are_wrong_with_any_other_tokens(
    folders: dict[str, Path], name: str, source: list[str], prefix: list[str] | None
) -> None:
    """So that the test above can fail: the models truly depend on what the engine puts around a sentence."""
    family: Family = FAMILIES[name]
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folders[name] / family.tokenizer))
    words = pieces.encode("Schools opened today.", out_type=str)
    tokens = [token for part in source for token in (words if part == "{}" else [part])]
    model = ctranslate2.Translator(str(folders[name]), intra_threads=1)
    answer = model.translate_batch([tokens], target_prefix=[prefix] if prefix else None, max_decoding_length=12)[
        0
    ].hypotheses[0][len(prefix or ()) :]
    assert pieces.decode(answer) != said("Schools opened today.", "ps")


@pytest.mark.parametrize(
    ("name", "licence", "codes"),
    [
        ("madlad", "Apache-2.0", ("<2ps>", "<2ur>")),
        ("nllb", "CC-BY-NC-4.0", ("pbt_Arab", "urd_Arab")),
        ("m2m100", "MIT", ("__ps__", "__ur__")),
        ("opus", "CC-BY-4.0", (">>pus<<", ">>urd<<")),
    ],
)
def test_a_folder_tells_its_family(folders: dict[str, Path], name: str, licence: str, codes: tuple[str, str]) -> None:
    engine = _engine(folders[name])
    assert engine.family.licence == licence
    assert (engine.family.code("ps"), engine.family.code("ur")) == codes
    assert engine.languages == ("ps", "ur")


@pytest.mark.parametrize("accepted", [{}, {"accept-licence": "yes"}, {"accept-licence": "MIT"}])
def test_nllb_is_not_used_until_its_licence_is_accepted_by_name(
    folders: dict[str, Path], accepted: dict[str, str]
) -> None:
    with pytest.raises(InputError, match=r"forbids commercial use.*accept-licence: CC-BY-NC-4\.0"):
        translator({"model": str(folders["nllb"]), **accepted})


def test_a_model_of_one_language_has_no_token_and_says_which_it_is(tmp_path: Path) -> None:
    folder = phrasebook.make(tmp_path / "m", OPUS_URDU)
    shutil.copy(folder / "source.spm", folder / "target.spm")
    with pytest.raises(EngineUnavailable, match="no token for Pashto or Urdu"):
        translator({"model": str(folder)})
    (folder / RECORD).write_text('{"family": "opus-mt", "languages": ["ur"]}')
    engine = translator({"model": str(folder)})
    assert engine.languages == ("ur",)
    assert engine.translate(LINES[:1], "en", "ur") == [said(LINES[0], "ur")]
    with pytest.raises(EngineUnavailable, match="does not translate en to ps"):
        engine.translate(LINES[:1], "en", "ps")
    with pytest.raises(EngineUnavailable, match="has no token for 'ps'"):
        translator({"model": str(folder), "to": "ps"})


def test_a_tag_inside_an_article_turns_the_model_to_no_other_language(folders: dict[str, Path]) -> None:
    engine = _engine(folders["madlad"])
    assert engine.translate(["<2ur> Schools opened today."], "en", "ps") == [said("Schools opened today.", "ps")]


def test_a_whole_bundle_in_one_call_keeps_every_line_in_its_place(folders: dict[str, Path]) -> None:
    words = [word for word in phrasebook.BOOK if word.isalpha()]
    lines = [f"{first} {second}." for first in words for second in words] * 2
    engine = _engine(folders["m2m100"], threads=2, beam=1, **{"batch-tokens": 64})
    assert engine.translate(lines, "en", "ps") == [said(line, "ps") for line in lines]


def test_no_other_pair_is_pretended(folders: dict[str, Path]) -> None:
    with pytest.raises(EngineUnavailable, match="does not translate en to fa"):
        _engine(folders["m2m100"]).translate(LINES, "en", "fa")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "needs the option 'model'"),
        ({"model": "madlad400-3b"}, "packager models install ct2 madlad400-3b"),
        ({"model": "x", "beem": 4}, "did you mean 'beam'"),
    ],
)
def test_what_is_missing_is_said_with_its_cure(
    options: dict[str, object], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACKAGER_MODELS", str(tmp_path))
    with pytest.raises((InputError, EngineUnavailable), match=words):
        translator(options)


def test_a_model_without_its_tokenizer_says_so(tmp_path: Path) -> None:
    folder = phrasebook.make(tmp_path / "m", M2M100)
    (folder / M2M100.tokenizer).unlink()
    with pytest.raises(EngineUnavailable, match="no SentencePiece model"):
        _engine(folder).translate(LINES, "en", "ps")


def test_the_fingerprint_is_of_the_model_and_the_manner(folders: dict[str, Path]) -> None:
    seen = {
        _engine(folders["m2m100"]).fingerprint,
        _engine(folders["m2m100"], beam=1).fingerprint,
        _engine(folders["nllb"]).fingerprint,
    }
    assert len(seen) == 3
    assert _engine(folders["m2m100"], threads=7).fingerprint in seen
