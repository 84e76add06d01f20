"""OPUS-MT models: the archive that the University of Helsinki gives, made into a CTranslate2 model of 8 bits here.

An archive holds Marian's weights (.npz), their vocabulary, two SentencePiece models and a decoder.yml that names them.
CTranslate2's own converter reads it without PyTorch; while it runs it needs memory for the weights of four bytes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from pathlib import Path
from urllib.parse import quote

from packager.engines.models import downloads
from packager.engines.models.archives import DAMAGED, refuse_odd
from packager.errors import EngineError, InputError

VARIABLE = "PACKAGER_OPUS"
PIECES = ("source.spm", "target.spm")
_NEEDED = {"decoder.yml", *PIECES}


def look(pair: str, archive: str, given: str = "") -> downloads.Remote:
    """The archive as its server describes it. Raises EngineError where it is not there, EngineUnavailable."""
    base = (given or os.environ.get(VARIABLE) or "https://object.pouta.csc.fi/Tatoeba-MT-models").rstrip("/")
    url = f"{base}/{pair}/{quote(archive)}"
    remote = downloads.look(url)
    if remote is None:
        raise EngineError("no such archive", where=url)
    return remote


def convert(archive: Path, folder: Path) -> None:
    """The model of an archive in `folder`; the archive goes. Raises EngineError where it is none."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".part-") as aside:
        unpacked, made = Path(aside) / "marian", Path(aside) / "ct2"
        try:
            with zipfile.ZipFile(archive) as file:
                refuse_odd(file.infolist(), archive)
                file.extractall(unpacked)
            missing = sorted(name for name in _NEEDED if not (unpacked / name).is_file())
            if missing:
                raise EngineError(f"is no OPUS-MT model (no {missing[0]} in it)", where=archive.name)
            _converted(unpacked, made)
        except (InputError, KeyError, TypeError, ValueError, *DAMAGED) as error:
            raise EngineError(f"cannot be made into a model ({error})", where=archive.name) from error
        for path in (*made.iterdir(), *(unpacked / name for name in PIECES)):
            shutil.move(path, folder / path.name)
    archive.unlink()


def _converted(unpacked: Path, made: Path) -> None:
    """Raises what the converter raises, and ValueError where decoder.yml names a file outside the archive."""
    import yaml
    from ctranslate2.converters import OpusMTConverter

    told = yaml.safe_load((unpacked / "decoder.yml").read_text(encoding="utf-8"))
    named = [*told["models"], *told["vocabs"]]
    outside = [name for name in named if Path(str(name)).name != name or not (unpacked / name).is_file()]
    if outside:
        raise ValueError(f"decoder.yml names '{outside[0]}', which is not in it")
    OpusMTConverter(str(unpacked)).convert(str(made), quantization="int8")
