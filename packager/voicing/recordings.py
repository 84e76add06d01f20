"""Sounds that a person recorded, in place of a line or of a whole story."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from packager.errors import InputError
from packager.lang.registry import codes
from packager.records import Clip, Script, Skipped, Utterance
from packager.run import Run
from packager.store import Store, digest, file_digest, seal, sealed, write_whole
from packager.text.confine import stays_under
from packager.voicing.profiles import PERSON

STAGE = "recordings"
VERSION = 3  # of what is done to a recording before it airs
WHOLE = -1  # the place of a recording of all of a story
# What recorders and telephones make; of two files for one line the first of these airs.
ENDINGS = (
    *("wav", "flac", "aiff", "aif", "w64", "caf", "mp3", "m4a", "ogg", "opus", "oga", "aac", "mp2", "mp4"),
    *("webm", "wma", "3gp", "amr"),
)
_NAME = re.compile(r"(?P<story>[^.]+)\.(?P<language>[^.]+)(?:\.0*(?P<line>[1-9]\d*))?\.[^.]+")
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
    found: dict[int, Path] = {}
    for place, path in _in_folder(script, folder):
        if found.setdefault(place, path) != path:
            reason = f"is not used: '{found[place].name}' is of the same line"
            hint = "take away the one that is not to air"
            problems.append(Skipped(article=path.name, stage="voice", reason=reason, hint=hint))
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


def unmatched(folder: Path, language: str, stories: Collection[str], store: Store) -> tuple[Skipped, ...]:
    """The sounds in the station's folder that stand in for nothing: no story has their name.

    What aired on another day is not told again, and what names another language is for that edition.
    """
    name = re.compile(rf".+\.(?:{'|'.join(set(codes()) - {language})})(?:\.\d+)?", re.IGNORECASE)
    known = {story.lower() for story in stories}
    told = []
    for path in _sounds(folder):
        if (match := _NAME.fullmatch(path.name)) and match["language"].lower() == language:
            if match["story"].lower() in known:
                continue
        elif name.fullmatch(path.stem):
            continue
        if not _used(path, store).exists():
            told.append(_stranger(path, language, known))
    return tuple(told)


def _stranger(path: Path, language: str, stories: Collection[str]) -> Skipped:
    near = get_close_matches(path.name.lower().partition(".")[0], stories, n=1)
    hint = f"name it like '{near[0] if near else '<story>'}.{language}.3.wav', or move it away"
    reason = "is a recording of no story of this edition, and does not air"
    return Skipped(article=path.name, stage="voice", reason=reason, hint=hint)


def _used(path: Path, store: Store) -> Path:
    """The mark in the store that a file, as it is, has aired."""
    about = path.stat()
    return store.path(STAGE, digest("used", path.name, about.st_size, about.st_mtime_ns), ".used")


def _sounds(folder: Path) -> list[Path]:
    """The sounds in a folder, by name."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [
        path
        for path in found
        if path.suffix[1:].lower() in ENDINGS and not path.name.startswith(".") and path.is_file()
    ]


def _in_folder(script: Script, folder: Path) -> Iterator[tuple[int, Path]]:
    """Places in the script and what was recorded for them; the first of several for one place is to air."""
    wanted = (script.article.lower(), script.language)
    matched = [
        (match, path)
        for path in _sounds(folder)
        if (match := _NAME.fullmatch(path.name)) and (match["story"].lower(), match["language"].lower()) == wanted
    ]
    for match, path in sorted(matched, key=lambda pair: ENDINGS.index(pair[1].suffix[1:].lower())):
        yield (int(match["line"]) - 1 if match["line"] else WHOLE), path


def _clip(path: Path, place: int, spoken: Sequence[Utterance], language: str, store: Store) -> Clip:
    """The recording at the programme's rate and loudness. Raises InputError for one that cannot air."""
    if not path.is_file():
        raise InputError("there is no such recording", where=str(path), hint="mend the name, or take the key out")
    mark = file_digest(path)
    key = digest(STAGE, VERSION, mark)
    sound = store.path(STAGE, key, ".wav")
    about = sealed(sound) or _bring(path, sound)
    if not (used := _used(path, store)).exists():
        write_whole(used, b"")
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
    from packager.audio.levels import keep
    from packager.audio.recorded import TARGET, speech

    audio = speech(path)
    keep(sound, audio)
    about = {"seconds": audio.seconds, "lufs": TARGET}  # of its speech: a door that slams does not turn it down
    seal(sound, about)
    return about


def _digest_of(clip: Clip) -> str:
    return clip.engine.rpartition(" ")[2]
