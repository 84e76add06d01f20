"""The edition's files: made where something they are made from changed, and left alone where nothing did."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from packager.delivery import c2pa
from packager.desk.manifest import Manifest
from packager.edition.metadata import chunk_maker, tags
from packager.edition.mix import Product, timeline
from packager.edition.record import Files
from packager.errors import PackagerError
from packager.lang.registry import name_of
from packager.records import Edition
from packager.run import Run
from packager.station import FilePlan
from packager.store import Store, file_digest, write_if_changed, write_whole
from packager.text.confine import name_fault, stays_under, under
from packager.voicing.kept_clips import at_tempo, tempo_path

if TYPE_CHECKING:
    from packager.audio.outputs import Mastered, Output
    from packager.audio.profiles import Profile


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """All that an edition's folder should hold besides its manifest."""

    sounds: tuple[Product, ...]
    papers: Mapping[str, str]  # name in the folder → content

    @property
    def names(self) -> tuple[str, ...]:
        """Every file's name."""
        return (*(name for product in self.sounds for name in product.names), *self.papers)


def stale(wanted: Wanted, old: Manifest | None, run: Run) -> tuple[str, ...]:
    """Names of the files that must be made: new, made from something else, or not as they were made."""
    folder = run.folder
    sounds = (name for product in wanted.sounds for name in _stale(product, old, run)[0])
    papers = (
        name
        for name, text in wanted.papers.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != text.encode()
    )
    return (*sounds, *papers)


def _stale(product: Product, old: Manifest | None, run: Run) -> tuple[tuple[str, ...], bool]:
    """Which of a product's files must be made, and whether what is heard in them is there already."""
    built = old.state.built if old else {}
    told = old.state.files if old else {}
    heard = all(
        built.get(name, "").startswith(f"{product.sound}/")
        and (run.folder / name).is_file()
        and told.get(name) == "sha256:" + run.known.digest(run.folder / name)
        for name in product.names
    )
    if not heard:
        return product.names, False
    return tuple(name for name in product.names if built[name] != product.keys[name]), True


def make(wanted: Wanted, old: Manifest | None, run: Run, plan: FilePlan) -> Files:
    """Make what is stale, take away what is no longer wanted, and say how everything stands.

    Where only labels changed, as with an approval, the sound in the files is kept as it is.
    """
    for name in wanted.names:
        under(run.folder, name)  # a link in the folder may lead anywhere
    made = stale(wanted, old, run)
    todo = [product for product in wanted.sounds if set(made).intersection(product.names)]
    loudness = dict(old.loudness) if old and any(product.whole for product in wanted.sounds) else {}
    for place, product in enumerate(todo):
        run.progress("mastering", place, len(todo))
        names, heard = _stale(product, old, run)
        if heard:
            _relabel(product, names, run, plan)
            continue
        measured = _master(product, run, plan).loudness
        if product.whole:
            loudness = {
                "integrated": round(measured.integrated, 2),
                "true_peak": round(measured.true_peak, 2),
                "range": round(measured.range, 2),
            }
    run.progress("mastering", len(todo), len(todo))
    for name, text in wanted.papers.items():
        write_if_changed(run.folder / name, text.encode())
    for name, told in old.state.files.items() if old else ():
        if name not in wanted.names:
            _take_away(run.folder, name, told)
    return Files(
        digests={name: "sha256:" + run.known.digest(run.folder / name) for name in wanted.names},
        built={name: key for product in wanted.sounds for name, key in product.keys.items()},
        made=made,
        loudness=loudness,
        sounds=_sounds(wanted, run.store),
    )


def _sounds(wanted: Wanted, store: Store) -> tuple[str, ...]:
    """What the wanted sounds are mixed from, as it lies in the store."""
    parts = [part for product in wanted.sounds for part in product.parts]
    clips = {path for part in parts for path in (part.path, tempo_path(store, part.path, part.tempo))}
    beds = {bed.sound for product in wanted.sounds for bed in product.beds if isinstance(bed.sound, Path)}
    return tuple(sorted(str(path.relative_to(store.root)) for path in clips | beds if path.is_relative_to(store.root)))


def _take_away(folder: Path, name: str, told: str) -> None:
    """Remove a file that is no longer wanted, if it is in the folder and still what this program made."""
    path = folder / name
    inside = not name_fault(name) and stays_under(folder, path)
    if inside and path.is_file() and "sha256:" + file_digest(path) == told:
        path.unlink()


def _master(product: Product, run: Run, plan: FilePlan) -> Mastered:
    from packager.audio.master import master

    for sound in {part.path for part in product.parts}:
        if not run.known.is_still(sound):  # nothing airs on the word of its times alone
            raise PackagerError(f"{sound}: was damaged on the disk; run again, and it is made anew")
    parts = [replace(part, path=at_tempo(run.store, part.path, part.tempo)) for part in product.parts]
    mixed = timeline(parts, product.seconds, product.beds)
    mastered = master(mixed, plan.loudness, _outputs(product, product.names, run, plan))
    _finish(product, product.names, mastered, run, plan)
    return mastered


def _relabel(product: Product, names: Sequence[str], run: Run, plan: FilePlan) -> None:
    from packager.audio.relabel import relabel

    mastered = _as_mastered(run.folder / product.names[0])
    for output in _outputs(product, names, run, plan):
        relabel(output, mastered)
    _finish(product, names, mastered, run, plan)


def _as_mastered(wav: Path) -> Mastered:
    """What a WAV of ours says that was measured when it was made; its gain is not told."""
    from packager.audio.outputs import Mastered
    from packager.audio.wav import WavReader, read_chunks
    from packager.delivery.reading import measured

    figures = measured(dict(read_chunks(wav).before)[b"bext"])
    with WavReader(wav) as reader:
        frames, seconds = reader.frames, reader.frames / reader.rate
    return Mastered(loudness=figures, gain_db=math.nan, reduction_db=math.nan, seconds=seconds, frames=frames)


def _outputs(product: Product, names: Sequence[str], run: Run, plan: FilePlan) -> tuple[Output, ...]:
    sounds = [name for name in names if not name.endswith(".svg")]
    return tuple(_output(run.folder / name, product, run.edition.date, plan) for name in sounds)


def _finish(product: Product, names: Sequence[str], mastered: Mastered, run: Run, plan: FilePlan) -> None:
    """The picture, and signatures: nothing may touch a signed file afterwards."""
    for path in (run.folder / name for name in names):
        if path.suffix == ".svg":
            wav = run.folder / product.names[0]
            write_whole(path, _picture(wav, product, mastered, run.edition, plan.loudness).encode())
        elif plan.signing and path.suffix in c2pa.FORMATS:
            label = product.label
            c2pa.sign(path, label.cut, label.disclosure, plan.signing, label.acts)


def _output(path: Path, product: Product, day: str, plan: FilePlan) -> Output:
    from packager.audio.encode import Encoding
    from packager.audio.outputs import EncodedOutput, WavOutput

    if path.suffix == ".wav":
        return WavOutput(path=path, chunks=chunk_maker(product.label, plan.loudness))
    codec = path.suffix.removeprefix(".")
    about = tags(product.label, day, plan.picture)
    return EncodedOutput(path=path, encoding=Encoding(codec=codec, bitrate=plan.formats[codec], tags=about))


def _picture(wav: Path, product: Product, mastered: Mastered, edition: Edition, wanted: Profile) -> str:
    from packager.audio.picture import PictureHeading, waveform_svg

    cut = product.label.cut
    heading = PictureHeading(
        title=cut.title,
        detail=f"{cut.station} · {edition.date} · {name_of(edition.language)}",
        language=edition.language,
        figures=f"{mastered.loudness.integrated:.1f} LUFS · {mastered.loudness.true_peak:.1f} dBTP",
        target=wanted.integrated,
    )
    return waveform_svg(wav, product.marks, heading)
