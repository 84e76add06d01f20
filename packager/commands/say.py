"""packager say: hear a text, or see how it would be spoken."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from packager import station as stations
from packager.cli import DONE
from packager.commands.day import the_languages
from packager.edition.clips import Speaker
from packager.edition.job import spoken_options
from packager.edition.name_tables import names_of
from packager.engines import Phonetic
from packager.engines.profiles import VoiceProfile, load_profile
from packager.errors import InputError
from packager.records import Line, Role, Utterance
from packager.speech import spoken, utterances
from packager.speech.options import SpokenOptions
from packager.station import DEFAULT_VOICES, Station
from packager.text.which import language_of

DEFAULT_FILE = "say.wav"


def run(args: argparse.Namespace) -> int:
    """Print spoken forms or phonemes, or write what is heard."""
    profile = _voice(args)
    texts = _lines(sys.stdin.buffer.read()) if args.text == "-" else [args.text]
    station = stations.load(None)
    options = spoken_options(station, names_of(station), profile.language)
    if args.spoken or args.ipa:
        form = _ipa(profile, options) if args.ipa else lambda text: spoken(text, profile.language, options)
        _print(((text, form(text)) for text in texts), as_json=args.json)
    else:
        lines = [Line(role=Role.BODY, source="", text=text) for text in texts]
        said = [u for n, line in enumerate(lines) for u in utterances(line, n, profile.language, profile.name, options)]
        _write(said, profile, Path(args.output or DEFAULT_FILE), as_json=args.json)
    return DONE


def _voice(args: argparse.Namespace) -> VoiceProfile:
    if args.voice:
        return load_profile(args.voice)
    if args.lang:
        return load_profile(DEFAULT_VOICES.get(the_languages([args.lang], Station())[0], ""))
    language = language_of(args.text)
    if language not in DEFAULT_VOICES:
        raise InputError("the letters do not tell the language", where="say", mend="add --lang ps or --lang ur")
    return load_profile(DEFAULT_VOICES[language])


def _lines(data: bytes) -> Iterator[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 (byte {error.start})", where="standard input") from error
    return (line for line in text.split("\n") if line.strip())


def _ipa(profile: VoiceProfile, options: SpokenOptions) -> Callable[[str], str]:
    voice = profile.open()
    if not isinstance(voice, Phonetic):
        raise InputError(
            f"the engine '{profile.engine}' shows no phonemes", where=profile.name, mend="name another voice"
        )
    return lambda text: voice.ipa(spoken(text, profile.language, options))


def _print(pairs: Iterable[tuple[str, str]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([{"text": text, "result": result} for text, result in pairs], ensure_ascii=False))
        return
    for text, result in pairs:
        print(f"{text.rstrip(chr(13))}\t{result}")


def _write(said: Sequence[Utterance], profile: VoiceProfile, file: Path, *, as_json: bool) -> None:
    from tempfile import TemporaryDirectory

    from packager.audio.master import master
    from packager.audio.outputs import WavOutput
    from packager.audio.profiles import profile as loudness
    from packager.edition.sound import timeline_of
    from packager.records import Kind, Segment
    from packager.store import Store

    if not said:
        raise InputError("there is nothing to say in it", where="say")
    with TemporaryDirectory() as folder:
        clips = Speaker(store=Store(Path(folder)), profile=profile).clips(said)
        segment = Segment(id="say", kind=Kind.STORY, clips=clips)
        made = master(timeline_of(segment), loudness(), (WavOutput(path=file),))
    about = {"file": str(file), "voice": profile.name, "seconds": round(made.seconds, 3)}
    print(json.dumps(about, ensure_ascii=False) if as_json else f"{file}: {made.seconds:.1f} s by {profile.name}")
