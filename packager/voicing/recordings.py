"""Sounds that a person recorded, in place of a line or of a whole story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from packager.errors import InputError
from packager.records import Clip, Script, Skipped, Utterance
from packager.run import Run
from packager.store import Store, digest, file_digest, seal, sealed
from packager.text.confine import stays_under
from packager.voicing.profiles import PERSON

STAGE = "recordings"
VERSION = 2  # of what is done to a recording before it airs
WHOLE = -1  # the place of a recording of all of a story
ENDINGS = ("wav", "flac", "mp3", "m4a", "ogg", "opus")  # of two files for one line the first of these airs
_SHORTEST = 0.2  # s: less is a slip of the mouse, not speech
_PAUSE = 0.7  # s after a recording that stands in for lines without a text


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What of one story a person recorded."""

    whole: Clip | None = None
    lines: Mapping[int, Clip] = field(default_factory=dict)  # by place in the script
    problems: tuple[Skipped, ...] = ()  # recordings that cannot air; a voice reads what they were to be

    @property
    def told(self) -> tuple[str, ...]:
        """Which lines, counted from 1, each with its sound's digest: "3 5f2a9c01"."""
        if self.whole:
            return (f"all {_digest_of(self.whole)}",)
        return tuple(f"{place + 1} {_digest_of(clip)}" for place, clip in sorted(self.lines.items()))

    @property
    def sounds(self) -> list[str]:
        """The digest of each sound in order: all that makes the recordings what they are."""
        clips = [self.whole] if self.whole else [clip for _, clip in sorted(self.lines.items())]
        return [clip.path.stem for clip in clips]


def recordings(script: Script, key: str, said: Sequence[Utterance], folder: Path, run: Run) -> Recorded:
    """The story's recordings, named in the manifest or found in the station's `folder`.

    `key` is the manifest's own for all of the story, `said` what a voice would say. What the manifest names lies
    beside it or in that folder; a link that leads out of both is not followed.
    """
    whole: Clip | None = None
    lines: dict[int, Clip] = {}
    problems = []
    found = dict(_in_folder(script, folder))
    # What the manifest names goes before what is found by its name.
    named = {place: line.recording for place, line in enumerate(script.lines) if line.recording}
    for place, name in (named | ({WHOLE: key} if key else {})).items():
        here, kept = run.folder / name, folder / name
        found[place] = kept if kept.is_file() and not here.is_file() else here
    for place, path in found.items():
        try:
            if not (stays_under(run.folder, path) or stays_under(folder, path)):
                hint = "put the sound itself beside the manifest or into the station's folder of recordings"
                raise InputError("is a link out of its folder", where=str(path), hint=hint)
            if place >= len(script.lines):
                hint = "count the lines in the manifest from 1, the headline"
                raise InputError(f"the story has no line {place + 1}", where=str(path), hint=hint)
            spoken = [utterance for utterance in said if place in (WHOLE, utterance.line)]
            clip = _clip(path, place, spoken, script.language, run.store)
        except InputError as error:
            hint = error.hint or "record it again; until then a voice reads it"
            problems.append(Skipped(article=path.name, stage="voice", reason=error.what, hint=hint))
            continue
        if place == WHOLE:
            whole = clip
        else:
            lines[place] = clip
    return Recorded(whole=whole, lines=lines, problems=tuple(problems))


def _in_folder(script: Script, folder: Path) -> Iterator[tuple[int, Path]]:
    name = re.compile(rf"{re.escape(script.article)}\.{script.language}(?:\.(\d+))?\.({'|'.join(ENDINGS)})")
    files = [(path, name.fullmatch(path.name)) for path in folder.glob(f"{script.article}.{script.language}.*")]
    matched = [(path, match) for path, match in files if match]
    # A dict takes the last of several.
    for path, match in sorted(matched, key=lambda pair: -ENDINGS.index(pair[1][2])):
        yield (int(match[1]) - 1 if match[1] else WHOLE), path


def _clip(path: Path, place: int, spoken: Sequence[Utterance], language: str, store: Store) -> Clip:
    """The recording at the programme's rate and loudness. Raises InputError for one that cannot air."""
    if not path.is_file():
        raise InputError("there is no such recording", where=str(path), hint="mend the name, or take the key out")
    mark = file_digest(path)
    key = digest(STAGE, VERSION, mark)
    sound = store.path(STAGE, key, ".wav")
    about = sealed(sound) or _bring(path, sound)
    return Clip(
        utterance=Utterance(
            text=" ".join(utterance.text for utterance in spoken),
            language=language,
            voice=PERSON,
            pause=spoken[-1].pause if spoken else _PAUSE,
            line=max(place, 0),
        ),
        path=sound,
        seconds=about["seconds"],
        lufs=about["lufs"],
        engine=f"recorded {mark[:8]}",
    )


def _bring(path: Path, sound: Path) -> Mapping[str, float]:
    from packager.audio.loudness import measure
    from packager.audio.pydub_door import bring

    seconds = bring(path, sound)
    if seconds < _SHORTEST:
        raise InputError(f"holds only {seconds:.2f} s of sound", where=str(path))
    about = {"seconds": seconds, "lufs": measure(sound).integrated}
    seal(sound, about)
    return about


def _digest_of(clip: Clip) -> str:
    return clip.engine.rpartition(" ")[2]
