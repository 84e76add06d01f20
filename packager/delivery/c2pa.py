"""Content Credentials (C2PA): the file's origin, signed with the station's key, as the very last step.

Whatever is changed in the file afterwards, a tag too, makes the signature invalid. Needs the extra
`packager[c2pa]`; signs offline unless the key names a time stamping authority.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from packager.delivery.c2pa_mp3 import sign_mp3
from packager.delivery.cut import Cut
from packager.delivery.disclosure import Disclosure, SourceType
from packager.errors import EngineUnavailable, InputError, PackagerError
from packager.store import whole_file

FORMATS = (".wav", ".mp3", ".m4a", ".flac")  # what C2PA defines a place in; Ogg has none


@dataclass(frozen=True, kw_only=True, slots=True)
class Signing:
    """What a station signs with."""

    certificates: Path  # PEM, the station's own first, then those above it
    key: Path  # PEM, PKCS 8
    algorithm: str = "es256"
    timestamps: str = ""  # URL of an RFC 3161 authority; "" signs without a time


class Deed(StrEnum):
    """What was done to a story, as C2PA 2.x names its actions."""

    TRANSLATED = "c2pa.translated"
    SPOKEN = "c2pa.dubbed"  # by a synthetic voice
    RECORDED = "c2pa.edited"  # a person's recording was put in


@dataclass(frozen=True, kw_only=True, slots=True)
class C2paAction:
    """One thing that was done to a stretch of the file."""

    deed: Deed
    title: str  # of the story
    start: float  # seconds from the file's first sample
    end: float
    told: str = ""  # who translated, as a sentence, or the voices that spoke
    source: SourceType | None = None  # of the sound; None of a translation, which is none


def manifest(cut: Cut, disclosure: Disclosure, acts: Sequence[C2paAction] = ()) -> dict[str, Any]:
    """What is signed: who made the file, by which kind of source, what was done to each story, and who reviewed it."""
    made = {
        "action": "c2pa.created",
        "digitalSourceType": disclosure.source_type.uri,
        "softwareAgent": {"name": "packager"},
        "when": f"{cut.local(cut.made).isoformat(timespec='seconds')}",
        "description": disclosure.statement,
    }
    work = {
        "@context": "https://schema.org/",
        "@type": "RadioEpisode",
        "name": cut.title,
        "inLanguage": cut.language,
        "publisher": {"@type": "Organization", "name": cut.station},
        **(
            {"editor": [{"@type": "Person", "name": name} for name in disclosure.reviewers]}
            if disclosure.reviewers
            else {}
        ),
    }
    return {
        "claim_generator_info": [{"name": "packager"}],
        "title": cut.title,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": [made, *(_action(act, cut) for act in acts)]}},
            {
                "label": "cawg.metadata",
                "data": {"@context": {"dc": "http://purl.org/dc/elements/1.1/"}, "dc:title": cut.title},
            },
            {"label": "stds.schema-org.CreativeWork", "data": work},
        ],
    }


def _action(act: C2paAction, cut: Cut) -> dict[str, Any]:
    told = {
        Deed.TRANSLATED: act.told,
        Deed.SPOKEN: f"Spoken by a synthetic voice: {act.told}.",
        Deed.RECORDED: "Recorded by a person.",
    }[act.deed]
    time = {"type": "npt", "start": f"{act.start:.3f}", "end": f"{act.end:.3f}"}
    return {
        "action": str(act.deed),
        "description": f"{act.title}: {told}" if act.title else told,
        "changes": [{"region": [{"type": "temporal", "time": time}], "description": act.title}],
        **({"digitalSourceType": act.source.uri} if act.source else {}),
        **(
            {"parameters": {"sourceLanguage": "en", "targetLanguage": cut.language}}
            if act.deed is Deed.TRANSLATED
            else {}
        ),
    }


def sign(path: Path, cut: Cut, disclosure: Disclosure, signing: Signing, acts: Sequence[C2paAction] = ()) -> None:
    """Sign a finished file in place; it is whole at every moment.

    Raises EngineUnavailable without the extra, InputError for a key or a format that cannot sign,
    PackagerError where signing fails; the file is then as it was.
    """
    if path.suffix not in FORMATS:
        raise InputError("has no place for a signature", where=path.name, hint=f"sign one of {', '.join(FORMATS)}")
    told = manifest(cut, disclosure, acts)
    with whole_file(path) as temporary:
        try:
            if path.suffix == ".mp3":
                sign_mp3(path, temporary, lambda digest, file: _detached(_with(told, digest), signing, file))
                return
            builder, signer = _tools(told, signing)
            with path.open("rb") as unsigned, temporary.open("w+b") as signed:
                builder.sign(signer, path.suffix[1:], unsigned, signed)
        except PackagerError:
            raise
        except Exception as error:  # the library raises a class for each kind of fault, and bare ones
            raise PackagerError(f"{path.name}: could not be signed ({error})") from error


def _with(told: dict[str, Any], assertion: dict[str, Any]) -> dict[str, Any]:
    return {**told, "assertions": [*told["assertions"], assertion]}


def _detached(told: dict[str, Any], signing: Signing, file: BinaryIO) -> bytes:
    """The signed manifest of an MP3, which is put into its place by ourselves."""
    builder, signer = _tools(told, signing)
    builder.set_no_embed()
    return bytes(builder.sign(signer, "mp3", file, io.BytesIO()))


def _tools(told: dict[str, Any], signing: Signing) -> tuple[Any, Any]:
    """The library's builder and signer."""
    try:
        import c2pa
    except ImportError as error:
        raise EngineUnavailable("is not installed", where="c2pa", hint="pip install 'packager[c2pa]'") from error
    try:
        info = c2pa.C2paSignerInfo(
            alg=signing.algorithm.encode(),
            sign_cert=signing.certificates.read_bytes(),
            private_key=signing.key.read_bytes(),
            ta_url=signing.timestamps.encode() or None,
        )
        return c2pa.Builder(json.dumps(told)), c2pa.Signer.from_info(info)
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=str(error.filename), hint="see docs/delivery.md"
        ) from error
    except c2pa.C2paError as error:
        raise InputError(f"the station's key cannot sign ({error})", where=str(signing.key)) from error


def verdict(path: Path) -> str:
    """What a reader says of a file's signature: "Valid", "Trusted", "Invalid", or "" where there is none."""
    try:
        import c2pa
    except ImportError as error:
        raise EngineUnavailable("is not installed", where="c2pa", hint="pip install 'packager[c2pa]'") from error
    try:
        with c2pa.Reader(str(path)) as reader:
            return str(json.loads(reader.json()).get("validation_state", ""))
    except c2pa.C2paError as error:
        if "ManifestNotFound" in type(error).__name__ + str(error):
            return ""
        raise PackagerError(f"{path.name}: its signature cannot be read ({error})") from error
