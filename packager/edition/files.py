"""The edition's files: made where something they are made from changed, and left alone where nothing did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from packager.delivery import c2pa
from packager.desk.manifest import Manifest
from packager.edition.job import Job
from packager.edition.metadata import chunk_maker, tags
from packager.edition.mix import Product, timeline
from packager.edition.record import Files
from packager.station import LANGUAGES
from packager.store import file_digest, write_if_changed, write_whole
from packager.voicing.clips import at_tempo

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


def stale(wanted: Wanted, old: Manifest | None, folder: Path) -> tuple[str, ...]:
    """Names of the files that must be made: new, made from something else, or not as they were made."""
    sounds = (name for product in wanted.sounds if not _fresh(product, old, folder) for name in product.names)
    return (*sounds, *_stale_papers(wanted, folder))


def _stale_papers(wanted: Wanted, folder: Path) -> Iterator[str]:
    for name, text in wanted.papers.items():
        if not (folder / name).is_file() or (folder / name).read_bytes() != text.encode():
            yield name


def _fresh(product: Product, old: Manifest | None, folder: Path) -> bool:
    return old is not None and all(
        old.built.get(name) == product.key
        and (folder / name).is_file()
        and old.files.get(name) == "sha256:" + file_digest(folder / name)
        for name in product.names
    )


def make(wanted: Wanted, old: Manifest | None, job: Job) -> Files:
    """Make what is stale, take away what is no longer wanted, and say how everything stands."""
    made = stale(wanted, old, job.folder)
    todo = [product for product in wanted.sounds if product.names[0] in made]
    loudness = dict(old.loudness) if old and any(product.whole for product in wanted.sounds) else {}
    for place, product in enumerate(todo):
        job.progress("mastering", place, len(todo))
        mastered = _master(product, job)
        if product.whole:
            loudness = _figures(mastered)
    job.progress("mastering", len(todo), len(todo))
    for name, text in wanted.papers.items():
        write_if_changed(job.folder / name, text.encode())
    for name in old.files if old else ():
        if name not in wanted.names:
            (job.folder / name).unlink(missing_ok=True)
    return Files(
        digests={name: "sha256:" + file_digest(job.folder / name) for name in wanted.names},
        built={name: product.key for product in wanted.sounds for name in product.names},
        made=made,
        loudness=loudness,
    )


def _master(product: Product, job: Job) -> Mastered:
    from packager.audio.master import master
    from packager.audio.profiles import profile

    paths = [job.folder / name for name in product.names]
    wanted = profile(**asdict(job.station.loudness))
    outputs = tuple(_output(path, product, job, wanted) for path in paths if path.suffix != ".svg")
    parts = [replace(part, path=at_tempo(job.store, part.path, part.tempo)) for part in product.parts]
    mastered = master(timeline(parts, product.seconds, product.beds), wanted, outputs)
    for path in paths:
        if path.suffix == ".svg":
            write_whole(path, _picture(paths[0], product, mastered, job).encode())
        elif job.station.signing and path.suffix in c2pa.FORMATS:
            _sign(path, product, job)
    return mastered


def _output(path: Path, product: Product, job: Job, wanted: Profile) -> Output:
    from packager.audio.encode import Encoding
    from packager.audio.outputs import EncodedOutput, WavOutput

    if path.suffix == ".wav":
        return WavOutput(path=path, chunks=chunk_maker(product.label, wanted))
    codec = path.suffix.removeprefix(".")
    about = tags(product.label, job.edition.date, job.station.picture)
    return EncodedOutput(path=path, encoding=Encoding(codec=codec, bitrate=job.station.formats[codec], tags=about))


def _sign(path: Path, product: Product, job: Job) -> None:
    """Sign a file with the station's key; nothing may touch it afterwards."""
    signing = job.station.signing
    assert signing is not None
    key = c2pa.Key(
        certificates=signing.certificates,
        private=signing.key,
        algorithm=signing.algorithm,
        timestamps=signing.timestamps,
    )
    c2pa.sign(path, product.label.cut, product.label.disclosure, key)


def _picture(wav: Path, product: Product, mastered: Mastered, job: Job) -> str:
    from packager.audio.picture import Heading, waveform_svg
    from packager.audio.profiles import profile

    heading = Heading(
        title=product.label.cut.title,
        detail=f"{job.station.name} · {job.edition.date} · {LANGUAGES[job.edition.language]}",
        language=job.edition.language,
        figures=f"{mastered.loudness.integrated:.1f} LUFS · {mastered.loudness.true_peak:.1f} dBTP",
        target=profile(**asdict(job.station.loudness)).integrated,
    )
    return waveform_svg(wav, product.marks, heading)


def _figures(mastered: Mastered) -> dict[str, float]:
    measured = mastered.loudness
    return {
        "integrated": round(measured.integrated, 2),
        "true_peak": round(measured.true_peak, 2),
        "range": round(measured.range, 2),
    }
