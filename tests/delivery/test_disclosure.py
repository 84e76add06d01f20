"""What a file says of its voices is what spoke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from packager.delivery.disclosure import (
    Disclosure,
    Maker,
    ReadBy,
    SourceType,
    Translation,
    manifest_data,
    note,
    read_by,
    source_type,
    tags,
)

RULE, MODEL, PERSON = Maker.RULE, Maker.MODEL, Maker.PERSON


@pytest.mark.parametrize(
    ("voices", "sounds", "wanted"),
    [
        ([RULE], [], "algorithmicMedia"),
        ([RULE, RULE], [RULE], "algorithmicMedia"),  # espeak-ng and the program's own ident
        ([RULE], [PERSON], "compositeSynthetic"),  # espeak-ng over the station's recorded bed
        ([MODEL], [], "trainedAlgorithmicMedia"),
        ([MODEL], [RULE], "compositeWithTrainedAlgorithmicMedia"),
        ([MODEL], [PERSON], "compositeWithTrainedAlgorithmicMedia"),
        ([MODEL, PERSON], [], "compositeWithTrainedAlgorithmicMedia"),  # one story read by a correspondent
        ([RULE, MODEL], [], "compositeWithTrainedAlgorithmicMedia"),  # a fallback chain that fell to its last rung
        ([RULE, PERSON], [], "compositeSynthetic"),
        ([PERSON], [], "digitalCapture"),
        ([PERSON], [PERSON], "compositeCapture"),
        ([PERSON], [RULE], "compositeSynthetic"),
    ],
)
def test_the_source_type_is_by_what_really_sounds(
    voices: Sequence[Maker], sounds: Sequence[Maker], wanted: str
) -> None:
    assert source_type(voices, sounds).uri == "http://cv.iptc.org/newscodes/digitalsourcetype/" + wanted


@pytest.mark.parametrize(
    ("kind", "translation", "reviewers", "wanted"),
    [
        (
            SourceType.TRAINED,
            Translation.UNCHECKED,
            (),
            "Read by a synthetic voice. Translated by machine; not yet checked by an editor.",
        ),
        (
            SourceType.CAPTURE,
            Translation.CHECKED,
            ("Gul Bibi", "S. Khan"),
            "Read by a person. Translated by machine and checked by an editor. Reviewed by Gul Bibi, S. Khan.",
        ),
        (
            SourceType.COMPOSITE_TRAINED,
            Translation.PEOPLE,
            (),
            "Read in part by a synthetic voice. Translated by people.",
        ),
    ],
)
def test_the_statement_is_true_and_whole(
    kind: SourceType, translation: Translation, reviewers: tuple[str, ...], wanted: str
) -> None:
    told = Disclosure(source_type=kind, translation=translation, reviewers=reviewers)
    assert told.statement == wanted
    assert note(told) == f"DigitalSourceType={kind.uri} {wanted}"
    assert tags(told)["Disclosure"] == wanted
    assert ("Reviewer" in tags(told)) == bool(reviewers)
    unnamed = replace(told, reviewed=True, reviewers=())
    assert unnamed.statement.endswith(" Reviewed by an editor.")
    assert "Reviewer" not in tags(unnamed)


def test_the_manifest_tells_the_same_and_leaves_out_what_is_empty() -> None:
    told = Disclosure(source_type=SourceType.ALGORITHMIC, voices=("urdu (espeak-ng)",), spoken="یہ مصنوعی آواز ہے۔")
    assert manifest_data(told) == {
        "voice": True,
        "voices": ["urdu (espeak-ng)"],
        "translation": "people",
        "digital_source_type": SourceType.ALGORITHMIC.uri,
        "spoken": "یہ مصنوعی آواز ہے۔",
    }
    assert manifest_data(Disclosure(source_type=SourceType.CAPTURE))["voice"] is False


@pytest.mark.parametrize(
    ("speech", "sounds", "wanted", "synthetic"),
    [
        ([PERSON], [RULE], "Read by a person.", False),  # a correspondent under the program's own sting
        ([PERSON], [PERSON], "Read by a person.", False),
        ([RULE], [PERSON], "Read by a synthetic voice.", True),  # over the station's recorded bed
        ([MODEL], [RULE], "Read by a synthetic voice.", True),
        ([RULE, PERSON], [], "Read in part by a synthetic voice.", True),
    ],
)
def test_who_reads_is_told_by_the_speech_alone(
    speech: Sequence[Maker], sounds: Sequence[Maker], wanted: str, synthetic: bool
) -> None:
    told = Disclosure(source_type=source_type(speech, sounds), read=read_by(speech))
    assert told.statement.startswith(wanted)
    assert manifest_data(told)["voice"] is synthetic


def test_what_speaks_in_no_file_reads_nothing() -> None:
    assert read_by([]) is None
    assert Disclosure(source_type=SourceType.ALGORITHMIC).reader is ReadBy.VOICE
