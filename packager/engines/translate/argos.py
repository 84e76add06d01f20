"""Argos packages, offline: their tokenizer and their CTranslate2 model, a whole bundle at a time.

Argos Translate's own `translate` takes one sentence after another and, to find sentences, fetches a
model at its first call; here sentences come from `text.sentences` and go to the model in batches.
How packages are fetched and installed is in `argos_packages`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packager.engines import Engine, nowhere
from packager.engines.models.argos_installed import Installed, installed
from packager.engines.models.homes import argos_home
from packager.engines.settings import Settings
from packager.engines.translate import batches
from packager.engines.translate.argos_library import package_of
from packager.engines.translate.pieces import in_pieces
from packager.errors import EngineUnavailable
from packager.lang.registry import SOURCE, targets
from packager.store import digest

if TYPE_CHECKING:
    from packager.engines import Options

NAME = "argos"
VERSION = 1  # of how this module asks the same model for the same text
_LENGTH_PENALTY = 0.2  # what Argos Translate 1.12 gives its own models


def translator(options: Options) -> ArgosTranslator:
    """A translator from the installed packages. Raises InputError, EngineUnavailable; loads no model.

    Options: to (ps or ur: fail at once unless a package for it is installed); folder (where packages
    are); beam, threads, batch-tokens, compute-type.
    """
    settings = Settings(NAME, options).only("to", "folder", *batches.OPTIONS)
    folder = Path(settings.text("folder") or argos_home()).expanduser()
    packages = installed(folder)
    to = settings.text("to")
    if not packages or (to and all(package.target != to for package in packages)):
        raise _missing(SOURCE, to or targets()[-1].code, own="folder" in options)
    how = batches.manner(settings)
    parts = (sorted(package.digest for package in packages), how.beam, how.compute_type, version("ctranslate2"))
    return ArgosTranslator(packages=packages, how=how, fingerprint=f"{NAME} {VERSION} {digest(*parts)}")


def _missing(source: str, target: str, *, own: bool = False) -> EngineUnavailable:
    """`own` where the station names a folder of its own, into which nothing is brought."""
    pair = f"{source}-{target}"
    return EngineUnavailable(
        f"no package {pair} is installed",
        where=NAME,
        hint=f"bring it with 'packager models install argos {pair}' or 'packager models add FILE.argosmodel'",
        install=None if own else (NAME, pair),
    )


@dataclass(kw_only=True, eq=False)
class ArgosTranslator:
    """A Translator; a package's model is loaded by the first call that needs it."""

    packages: tuple[Installed, ...]
    how: batches.BatchManner
    fingerprint: str
    _loaded: dict[Path, tuple[Any, Any]] = field(default_factory=dict, repr=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """Targets that can be reached from English."""
        return tuple(sorted({package.target for package in self.packages if package.source == SOURCE}))

    def label(self, source: str, target: str) -> str:
        """What lines say of their origin: "argos en-ur 1.9"."""
        package = self._package(source, target)
        return f"{NAME} {source}-{target} {package.version}"

    def translate(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        """One text per line, in order. Raises EngineError, EngineUnavailable."""
        package = self._package(source, target)
        return in_pieces(lines, source, lambda texts: self._say(package, texts))

    def _package(self, source: str, target: str) -> Installed:
        for package in self.packages:
            if (package.source, package.target) == (source, target):
                return package
        raise _missing(source, target)

    def _say(self, package: Installed, texts: list[str]) -> list[str]:
        tokenizer, model = self._load(package)
        prefix = (package.target_prefix,) if package.target_prefix else ()
        work = batches.Batch(
            source=[tokenizer.encode(text) for text in texts],
            prefix=prefix,
            length_penalty=_LENGTH_PENALTY,
            replace_unknowns=True,
        )
        return [str(tokenizer.decode(tokens)) for tokens in batches.run(model, work, self.how, NAME)]

    def _load(self, package: Installed) -> tuple[Any, Any]:
        if package.folder not in self._loaded:
            tokenizer = package_of(package.folder).tokenizer
            self._loaded[package.folder] = (tokenizer, batches.load(package.folder / "model", self.how, NAME))
        return self._loaded[package.folder]


ENGINE = Engine(make=translator, text_goes=nowhere)
