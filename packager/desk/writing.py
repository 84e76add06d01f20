"""Writing a manifest so that an editor's comments, order and notes survive.

A round trip through ruamel.yaml: the old file's tree is kept and only values that differ are
replaced. A comment that loses its place (the list it stood in is gone) goes to the end of the file
instead of being lost.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packager.desk import reading, review_log, schema
from packager.desk import state as state_file
from packager.desk.as_built import parts
from packager.desk.data import Data, to_data
from packager.desk.decisions import changes, decisions, place_text
from packager.desk.keys import OF_WORDS, OLD_SPELLINGS, line_key
from packager.desk.manifest import Anchor, Manifest
from packager.desk.merging import Merging
from packager.desk.noticing import by_hand, note_of
from packager.desk.reading import parse
from packager.desk.review_log import Log
from packager.desk.state import State
from packager.errors import InputError
from packager.locks import MOMENT, SAVING, held
from packager.store import read_text, write_if_changed

if TYPE_CHECKING:
    from ruamel.yaml import YAML

HEAD = "Read, correct the lines under '{key}:', set each story's 'status:', and run the build again."
IDENTITY = ("id", "en", "story", "text")  # what names a map inside a list: a story, a line, what is left out
NAME = "manifest.yaml"
EDITORS = (
    "note",
    "reason",
    "approved",
    "seconded",
    "recording",
    "say",
    "names",
    "shorten",
)  # keys that the program never takes out


@dataclass(frozen=True, kw_only=True)
class Wrote:
    """What became of a manifest that was to be written."""

    manifest: Manifest  # as it is read again
    meanwhile: tuple[str, ...] = ()  # what an editor changed while the run went on: it is kept, and not in the sound


def write(path: Path, manifest: Manifest, old_text: str | None) -> Wrote:
    """Write the manifest whole, with the program's own file beside it.

    `old_text` is what the run read, None where there was nothing. What was saved since is merged by line.
    Raises InputError, with nothing written, for a change that has no place, for what another run wrote, and for what
    could not be read again.
    """
    with held(path.parent / SAVING, "packager build", patience=MOMENT):
        return _write(path, manifest, old_text)


def _write(path: Path, manifest: Manifest, old_text: str | None) -> Wrote:
    known = log = review_log.read(path.parent)
    # The log went on when the edition was published; for that alone no manifest is touched: the files on air have it.
    marked = None if old_text is None else reading.document(old_text, str(path))[0]
    quiet = (
        marked is not None and _anchored(manifest, log) != manifest and _says(marked.value, to_data(manifest), EDITORS)
    )
    text = old_text if quiet and old_text else render(_anchored(manifest, log), old_text, where=str(path))
    again = parse(text, where=str(path))
    made = parts(again)
    merging, there = Merging(str(path)), old_text
    while (saved := read_text(path) if path.is_file() else old_text) != there:
        merging, there = Merging(str(path)), saved
        base = None if old_text is None else parse(old_text, where=str(path))
        theirs = parse(saved or "", where=str(path))
        merged = _with_theirs(merging, base, theirs, manifest)
        log, quiet = _with_meanwhile(known, base, theirs, path.parent), False
        text = render(_anchored(merged, log), saved)
        again = parse(text, where=str(path))
    for entry in log.entries[len(known.entries) :]:
        review_log.append(path.parent, entry)
    decided = {place_text(place): value for place, value in decisions(again).items()}
    before, head = state_file.load(path.parent) or State(), log.head
    if quiet:
        head = Anchor(entries=before.log_entries, head=before.log_head)
    state = replace(manifest.state, parts=made, decided=decided, log_entries=head.entries, log_head=head.head)
    write_if_changed(path.parent / schema.NAME, schema.schema_text().encode())
    if state == before and text == there:
        return Wrote(manifest=replace(again, state=state))
    # First what is ours, then the words, then what is ours alone: see `State.while_writing`.
    state_file.save(path.parent, state.while_writing(before))
    write_if_changed(path, text.encode())
    state_file.save(path.parent, state)
    return Wrote(manifest=replace(again, state=state), meanwhile=tuple(merging.kept))


def _anchored(manifest: Manifest, log: Log) -> Manifest:
    return replace(manifest, log=log.head if log.entries else None)


def _with_meanwhile(log: Log, base: Manifest | None, theirs: Manifest, folder: Path) -> Log:
    """The log with what was decided by hand while the run went on; acts wrote themselves down."""
    saved = {change.place for change in changes(base, theirs)} if base else set()
    hand = tuple(change for change in by_hand(reading.with_state(theirs, folder), log) if change.place in saved)
    if not hand:
        return log
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return review_log.with_entry(log, review_log.next_entry(log, note_of(hand, now)))


def _with_theirs(merging: Merging, base: Manifest | None, theirs: Manifest, ours: Manifest) -> Manifest:
    if base is None:
        raise InputError("was written while this run went on", where=merging.where, hint="run it again")
    state = state_file.load(Path(merging.where).parent) or State()
    return merging.manifest(replace(base, state=state), theirs, ours)


def write_record(path: Path, manifest: Manifest, head: str) -> None:
    """Write a manifest anew under a comment, as a record of what was: nothing is kept beside it."""
    write_if_changed(path, render(manifest, None, head).encode())


def render(
    manifest: Manifest, old_text: str | None = None, head: str = "", *, by_editor: bool = False, where: str = ""
) -> str:
    """The manifest's text: the old text with what differs replaced, or a fresh one under the comment `head`.

    Where nothing differs the old text stays to the letter. An editor's own keys go only where it is written for one,
    `by_editor`. `where` is the file that was read, which is then not read again.
    """
    data = to_data(manifest)
    if old_text is None:
        tree = fresh(data)
        about = f"{schema.MODELINE}\n{HEAD.format(key=line_key(manifest.edition.language))}"
        tree.yaml_set_start_comment(head or about)
        return dumped(tree)
    kept = () if by_editor else EDITORS
    marked, faults = reading.document(old_text, where)
    if marked and not faults and _says(marked.value, data, kept):
        return old_text
    tree = _loaded(old_text)
    _respell(tree)
    before = list(_comments(tree))
    _update(tree, data, kept)
    text = dumped(tree)
    lost = [comment for comment in before if comment not in text]
    return text + "".join(f"{comment}\n" for comment in lost)


def _yaml() -> YAML:
    from ruamel.yaml import YAML
    from ruamel.yaml.constructor import RoundTripConstructor

    class Constructor(RoundTripConstructor):
        """What looks like a day and is none is text: the reader takes it so, and a note may say 2026-02-30."""

        def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
            try:
                return super().construct_yaml_timestamp(node, values)
            except ValueError:
                return self.construct_scalar(node)

    Constructor.add_constructor("tag:yaml.org,2002:timestamp", Constructor.construct_yaml_timestamp)
    yaml = YAML(typ="rt")
    yaml.Constructor = Constructor
    yaml.preserve_quotes = True
    yaml.width = 1 << 20  # a paragraph stays on one line: right-to-left text must not be wrapped
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _loaded(text: str) -> Any:
    """The text as ruamel's tree. Raises InputError for what it refuses and the reader took."""
    from ruamel.yaml.error import MarkedYAMLError

    try:
        return _yaml().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{NAME}:{mark.line + 1}:{mark.column + 1}" if mark else NAME
        hint = "put the text there in quotes"
        raise InputError(f"cannot be written again ({error.problem})", where=where, hint=hint) from error


def dumped(tree: object) -> str:
    """A tree as text."""
    out = io.StringIO()
    _yaml().dump(tree, out)
    return out.getvalue()


def fresh(value: Any) -> Any:
    """Plain data as ruamel's tree, with quotes where another YAML reader would see no string."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, dict):
        tree = CommentedMap()
        for name, item in value.items():
            tree[name] = fresh(item)
        return tree
    if isinstance(value, list):
        return CommentedSeq([fresh(item) for item in value])
    return _quoted(value) if isinstance(value, str) else value


def _quoted(text: str) -> str:
    """Quoted where YAML 1.1 would read a time, a date, a number or a boolean."""
    import yaml
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    resolver: Any = yaml.resolver.Resolver()
    read_as = resolver.resolve(yaml.ScalarNode, text, (True, False))
    return text if read_as == "tag:yaml.org,2002:str" else DoubleQuotedScalarString(text)


def _respell(tree: Any) -> None:
    """Give keys of older manifests the spelling of today, each at its place and with its comment."""
    from ruamel.yaml.comments import CommentedMap

    if isinstance(tree, CommentedMap):
        for place, name in [pair for pair in enumerate(tree) if pair[1] in OLD_SPELLINGS]:
            comment = tree.ca.items.pop(name, None)
            tree.insert(place, OLD_SPELLINGS[name], tree.pop(name))
            if comment is not None:
                tree.ca.items[OLD_SPELLINGS[name]] = comment
        for name, item in tree.items():
            if name not in OF_WORDS:
                _respell(item)
    elif isinstance(tree, list):
        for item in tree:
            _respell(item)


def _update(tree: Any, data: Data, kept: Collection[str]) -> None:
    """Make a map of the tree say what `data` says, touching only what differs; `kept` are keys that stay."""
    for name in [name for name in tree if name not in data and name not in kept]:
        del tree[name]
    names = list(data)
    for place, (name, value) in enumerate(data.items()):
        if name not in tree:
            after = next((list(tree).index(other) + 1 for other in reversed(names[:place]) if other in tree), 0)
            tree.insert(after, name, fresh(value))
        else:
            tree[name] = _merged(tree[name], value, kept)


def _says(old: object, new: object, kept: Collection[str]) -> bool:
    """Whether `_merged` would change nothing."""
    if isinstance(old, dict) and isinstance(new, dict):
        gone = any(name not in new and name not in kept for name in old)
        return not gone and all(name in old and _says(old[name], new[name], kept) for name in new)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(_says(*pair, kept) for pair in zip(old, new, strict=True))
    return type(old) is type(new) and old == new


def _merged(old: Any, new: Any, kept: Collection[str]) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        _update(old, new, kept)
        return old
    if isinstance(old, list) and isinstance(new, list):
        return _merged_list(old, new, kept)
    return old if old == new else fresh(new)


def _merged_list(old: Any, new: list[Any], kept: Collection[str]) -> Any:
    """The old list's maps, found by what names them, in the new order."""
    if [_name(item) for item in old] == [_name(item) for item in new]:
        for place, item in enumerate(new):
            old[place] = _merged(old[place], item, kept)
        return old
    left = list(old)
    merged = []
    for item in new:
        match = next((known for known in left if isinstance(item, dict) and _name(known) == _name(item)), None)
        if match is not None:
            left.remove(match)
        merged.append(fresh(item) if match is None else _merged(match, item, kept))
    old[:] = merged
    return old


def _name(item: Any) -> object:
    if not isinstance(item, dict):
        return item
    return next((item[key] for key in IDENTITY if key in item), None)


def _comments(tree: Any) -> Iterator[str]:
    """Every comment in the tree, each as its own line of text."""
    comment = getattr(tree, "ca", None)
    if comment is not None:
        yield from _comment_lines(comment.comment)
        yield from _comment_lines(list(comment.items.values()))
        yield from _comment_lines(comment.end)
    for item in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _comments(item)


def _comment_lines(found: Any) -> Iterator[str]:
    if isinstance(found, list):
        for item in found:
            yield from _comment_lines(item)
    elif found is not None:
        yield from (line.strip() for line in str(found.value).splitlines() if line.strip().startswith("#"))
