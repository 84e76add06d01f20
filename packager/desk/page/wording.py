"""The page's own words in the interface's languages, from `words/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from packager.lang.registry import language
from packager.text.strict_yaml import load

# One file of words a language; English is the one that has all.
INTERFACES = tuple(
    sorted(file.name.removesuffix(".yaml") for file in resources.files(__package__).joinpath("words").iterdir())
)
DEFAULT = "en"


class PageWords(dict[str, str]):
    """The words of one language."""

    def __init__(self, code: str, words: Mapping[str, str]) -> None:
        super().__init__(words)
        self.code = code
        self.direction = language(code).direction

    def __call__(self, key: str, **values: object) -> str:
        """One of them, with its places filled. A key that is not there is our fault, and raises KeyError."""
        return self[key].format(**values)


@lru_cache(maxsize=len(INTERFACES))
def words(code: str) -> PageWords:
    """The words of a language; English where there are none in it."""
    code = code if code in INTERFACES else DEFAULT
    file = resources.files(__package__).joinpath(f"words/{code}.yaml")
    found = load(file.read_text("utf-8"), where=f"words/{code}.yaml")
    assert isinstance(found, dict), "the package's own file"
    return PageWords(code, {str(key): str(text) for key, text in found.items()})
