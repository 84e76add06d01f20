"""Reading a manifest: every fault named with its line and column before anything is done with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from packager.desk.data import from_data
from packager.desk.forms import plain
from packager.desk.keys import MANIFEST, OF_WORDS, OLD_SPELLINGS, READ, VERSION, Key, Owner, Shape
from packager.desk.manifest import Manifest
from packager.desk.state import load
from packager.errors import InputError, InputErrors
from packager.lang.registry import target_codes
from packager.store import read_text
from packager.text.confine import shown, twins
from packager.text.strict_yaml import Marked, did_you_mean, place_of, read_on, unknown_keys

Spot = tuple[str | int, ...]

_WORDS = (*target_codes(), "read", "note", "reason", "despite", "by")  # keys whose text is an editor's own
_TYPES: Mapping[Shape, tuple[type, ...]] = {
    Shape.TEXT: (str,),
    Shape.NUMBER: (int, float),
    Shape.INTEGER: (int,),
    Shape.FLAG: (bool,),
    Shape.MAP: (dict,),
    Shape.LIST: (list,),
    Shape.TEXTS: (list,),
    Shape.INTEGERS: (list,),
    Shape.ANY_MAP: (dict,),
}


def read(path: Path) -> Manifest:
    """The manifest in a file, with the program's own file beside it. Raises InputErrors with every fault at once."""
    return with_state(parse(read_text(path), where=str(path)), path.parent)


def with_state(manifest: Manifest, folder: Path) -> Manifest:
    """The manifest with what the program knows of it; what one of version 1 says itself counts where nothing else is.

    Nothing is deleted by that, and no file is believed to be as it was made: it only tells whose each line is.
    """
    state = load(folder)
    return manifest if state is None else replace(manifest, state=state)


@lru_cache(maxsize=4)  # what one act reads, writes and reads again; nobody changes what it is given
def document(text: str, where: str) -> tuple[Marked | None, tuple[InputError, ...]]:
    """A manifest's text as plain data, whatever it says, and what is wrong with it as YAML; see `read_on`."""
    return read_on(text, where=where)


@lru_cache(maxsize=4)  # as above
def parse(text: str, *, where: str) -> Manifest:
    """The manifest in a text. Raises InputErrors with every fault at once."""
    marked, told = document(text, where)
    data = marked.value if marked else None
    if marked is None or not isinstance(data, dict):
        fault = InputError("is not a manifest", where=f"{where}:1:1", hint="name a manifest.yaml that packager wrote")
        raise InputErrors(told or [fault])
    version = data.get("packager")
    if isinstance(version, int) and not isinstance(version, bool) and version not in READ:
        what = f"is of version {version}, and this program reads version {VERSION} and earlier ones"
        raise InputError(what, where=marked.place("packager"), hint="install the packager that wrote it")
    try:
        marked = marked.respelt(OLD_SPELLINGS, but=OF_WORDS)
    except InputError as error:
        told = (*told, error)
    data = marked.value
    assert isinstance(data, dict), "other names for its keys make no list of a map"
    more = (*_faults(marked, data, MANIFEST, ()), *_twice(marked, data), *_lost(marked))
    found = [*told, *(fault for fault in more if place_of(fault)[0] not in marked.unsure)]
    if found:
        raise InputErrors(sorted(found, key=place_of))
    return from_data(_without_nothing(data))


def _faults(marked: Marked, data: Mapping[str, Any], keys: Mapping[str, Key], path: Spot) -> Iterator[InputError]:
    yield from unknown_keys(data, keys, where=marked, path=path)
    for name, key in keys.items():
        if data.get(name) is None:
            if key.required and not {path, (*path, name)} & {*marked.holes, *marked.guessed}:
                what = f"the key '{name}' is missing" if name not in data else f"the key '{name}' has no value"
                yield InputError(what, where=marked.place(*path, name), hint=f"write '{name}:' with {key.shape}")
            continue
        yield from _value_faults(marked, data[name], key, (*path, name))


def _value_faults(marked: Marked, value: Any, key: Key, path: Spot) -> Iterator[InputError]:
    if path in marked.guessed:
        return
    where = f"{marked.place(*path)}: {path[-1]}"
    if not _fits(value, key.shape):
        hint = "put it in quotes" if key.shape is Shape.TEXT and isinstance(value, int | float) else key.shape.hint
        yield InputError(f"{_told(value)} is not {key.shape}", where=where, hint=hint)
    elif key.allowed and value not in key.allowed:
        what = f"'{shown(str(value))}' is not one of: {', '.join(key.allowed)}"
        yield InputError(what, where=where, hint=did_you_mean(str(value), key.allowed, otherwise="write one of them"))
    else:
        yield from _content_faults(marked, value, key, path)


def _content_faults(marked: Marked, value: Any, key: Key, path: Spot) -> Iterator[InputError]:
    """What is wrong with a value of the right type."""
    if key.shape in (Shape.TEXT, Shape.NUMBER, Shape.INTEGER):
        if fault := _formed(key, value):
            yield InputError(fault, where=f"{marked.place(*path)}: {path[-1]}", hint=_mend(key))
    elif key.shape in (Shape.TEXTS, Shape.INTEGERS):
        yield from _items_faults(marked, value, key, path)
    elif key.shape is Shape.ANY_MAP:
        yield from _any_faults(marked, value, key, path)
    elif key.shape is Shape.MAP:
        yield from _faults(marked, value, key.keys, path)
    elif key.shape is Shape.LIST:
        for place, item in enumerate(value):
            yield from _item_faults(marked, item, key, (*path, place))


def _mend(key: Key) -> str:
    return "write it again" if key.owner is Owner.EDITOR else "undo the change: the program wrote it"


def _formed(key: Key, value: Any) -> str:
    """What is wrong with a value of the right type; a number has a form only where the key gives it one."""
    return "" if isinstance(value, int | float) and key.form is plain else key.form(value)


def _items_faults(marked: Marked, items: list[Any], key: Key, path: Spot) -> Iterator[InputError]:
    wanted = str if key.shape is Shape.TEXTS else int
    for place, item in enumerate(items):
        where = f"{marked.place(*path, place)}: {path[-1]}"
        if not isinstance(item, wanted) or isinstance(item, bool):
            what = f"{_told(item)} is not {'text' if wanted is str else 'a whole number'}"
            yield InputError(what, where=where, hint="put it in quotes" if wanted is str else "write a figure")
        elif fault := _formed(key, item):
            yield InputError(fault, where=where, hint=_mend(key))


def _any_faults(marked: Marked, values: Mapping[str, Any], key: Key, path: Spot) -> Iterator[InputError]:
    """Names of files and stories are looked at wherever they stand; what they have is text, or maps of texts."""
    for name, value in values.items():
        where = f"{marked.place(*path, name)}: {path[-1]}"
        if fault := key.names(name):
            yield InputError(fault, where=where, hint=_mend(key))
        texts = value.values() if isinstance(value, dict) else [] if value is None else [value]
        for text in texts:
            if not isinstance(text, str):
                yield InputError(f"{_told(text)} is not text", where=where, hint="put it in quotes")
            elif fault := plain(text):
                yield InputError(fault, where=where, hint=_mend(key))
    for name, before in twins(values):
        what = f"'{name}' and '{before}' are one where small and capital letters are the same"
        yield InputError(what, where=f"{marked.place(*path, name)}: {path[-1]}", hint="keep one")


def _told(value: object) -> str:
    return shown(repr(value))


def _fits(value: object, shape: Shape) -> bool:
    return isinstance(value, _TYPES[shape]) and (shape is Shape.FLAG or not isinstance(value, bool))


def _item_faults(marked: Marked, item: Any, key: Key, path: Spot) -> Iterator[InputError]:
    if isinstance(item, dict):
        yield from _faults(marked, item, key.keys, path)
    elif path not in marked.guessed:
        hint = f"write its keys: {', '.join(name for name, one in key.keys.items() if one.required)}"
        yield InputError(f"{_told(item)} is not a map of keys", where=marked.place(*path), hint=hint)


def _twice(marked: Marked, data: Mapping[str, Any]) -> Iterator[InputError]:
    """A story named twice: which of the two is meant, nobody can tell."""
    stories = data.get("stories")
    seen: set[str] = set()
    for place, story in enumerate(stories if isinstance(stories, list) else ()):
        name = story.get("id") if isinstance(story, dict) else None
        if isinstance(name, str) and name in seen:
            yield InputError(
                f"the story '{name}' is there twice", where=marked.place("stories", place), hint="remove one"
            )
        seen.add(str(name))
        lines = story.get("lines") if isinstance(story, dict) else None
        if any(path[:2] == ("stories", place) for path in (*marked.holes, *marked.guessed)):
            continue  # its headline may be what could not be read
        if isinstance(lines, list) and not any(isinstance(x, dict) and x.get("role") == "headline" for x in lines):
            what = "no line of the story is its headline"
            yield InputError(what, where=marked.place("stories", place, "lines"), hint="put 'role: headline' to it")


def _lost(marked: Marked) -> Iterator[InputError]:
    """Of a text without quotes YAML drops what stands behind ' #', and a first word that begins with '&'.

    What has a tab in it is read, and could not be written again.
    """
    for path, remark in marked.remarks.items():
        if _is_words(path):
            yield InputError(
                f"what stands behind ' #' would be lost ('{remark.strip()[:40]}')",
                where=f"{marked.place(*path)}: {path[-1]}",
                hint="put the whole text in quotes, or take the # out",
            )
    for path in marked.tabs:
        where = f"{marked.place(*path)}: {path[-1]}" if path else marked.place()
        yield InputError("a tab stands in a text without quotes", where=where, hint="write a space in its place")
    for path, name in marked.anchors.items():
        if _is_words(path):
            what = f"'&{shown(name)}' would be lost: it is no word"
            hint = "put the whole text in quotes, or take it out"
            yield InputError(what, where=f"{marked.place(*path)}: {path[-1]}", hint=hint)


def _is_words(path: Spot) -> bool:
    return bool(path) and (path[-1] in _WORDS or path[0] in OF_WORDS)


def _without_nothing(value: Any) -> Any:
    """The data without keys that have no value: 'note:' with nothing after it is no note."""
    if isinstance(value, dict):
        return {name: _without_nothing(item) for name, item in value.items() if item is not None}
    return [_without_nothing(item) for item in value] if isinstance(value, list) else value
