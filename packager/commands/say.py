"""packager say: hear a text, or see how it would be spoken."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from packager import station as stations
from packager.day.plan import lexicon_of, spoken_options, the_languages
from packager.engines import Phonetic
from packager.errors import EngineUnavailable, InputError
from packager.exit_codes import DONE
from packager.lang import whole
from packager.lang.registry import language as find
from packager.lang.registry import target_codes
from packager.lang.which import language_of
from packager.records import Line, Role
from packager.speech import SpokenOptions, spoken, utterances
from packager.speech.lexicon import Lexicon
from packager.speech.printed import printed
from packager.station import Station
from packager.text.printable import tell
from packager.translation.name_tables import names_over
from packager.translation.names_said import readings
from packager.voicing.clips import Speaker
from packager.voicing.profiles import VoiceProfile, load_profile

DEFAULT_FILE = "say.wav"


@dataclass(frozen=True, kw_only=True)
class Newsreader:
    """A voice with all that the station decided about how it reads."""

    profile: VoiceProfile
    options: SpokenOptions
    lexicon: Lexicon

    def spoken(self, text: str) -> str:
        """What a newsreader says for a text."""
        return spoken(text, self.profile.language, self.options)

    def ipa(self) -> Callable[[str], str]:
        """How the voice says a text. Raises InputError for a voice that cannot show it."""
        voice = self.profile.open()
        if not isinstance(voice, Phonetic):
            what = f"the engine '{self.profile.engine}' shows no phonemes"
            raise InputError(what, where=self.profile.name, hint="name another voice")
        ours = getattr(voice, "our_phonemes", False)
        return lambda text: voice.ipa(self._given(text, our_phonemes=ours))

    def _given(self, text: str, *, our_phonemes: bool) -> str:
        said = self.spoken(text)
        given = said if our_phonemes else printed(said, text, self.profile.language, self.options.prints)
        return self.lexicon.reading(given, self.profile.spelling, phonemes=our_phonemes)


def run(args: argparse.Namespace) -> int:
    """Print spoken forms or phonemes, or write what is heard."""
    reader = _reader(args)
    texts = _lines(sys.stdin.buffer.read()) if args.text == "-" else [args.text]
    if args.spoken or args.ipa:
        form = reader.ipa() if args.ipa else reader.spoken
        _print(((text, form(text)) for text in texts), as_json=args.json)
    else:
        _write(texts, reader, Path(args.output or DEFAULT_FILE), as_json=args.json)
    return DONE


def _reader(args: argparse.Namespace) -> Newsreader:
    station = stations.load(Path(args.station) if args.station else None)
    profile = _voice(args, station)
    language = profile.language
    whole.check(find(language))
    names = names_over(station.names)
    lexicon = lexicon_of(station, language).over_names(readings(names, language))
    return Newsreader(profile=profile, options=spoken_options(station, names, language), lexicon=lexicon)


def _voice(args: argparse.Namespace, station: Station) -> VoiceProfile:
    own = (station.folder / "voices",)
    if args.voice:
        return load_profile(args.voice, own)
    language = the_languages([args.lang], station)[0] if args.lang else language_of(args.text)
    if not language:
        options = " or ".join(f"--lang {code}" for code in target_codes())
        raise InputError("the letters do not tell the language", where="say", hint=f"add {options}")
    usual = [load_profile(name, own) for name in find(language).voices or ("",)]
    # Sounds are shown as the voice by rule has them; a neural voice has the same in letters of its model's own.
    return usual[-1] if args.ipa or args.spoken else next((voice for voice in usual if _here(voice)), usual[-1])


def _here(profile: VoiceProfile) -> bool:
    try:
        profile.open()
    except EngineUnavailable:
        return False
    return True


def _lines(data: bytes) -> Iterator[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 (byte {error.start})", where="standard input") from error
    return (line for line in text.split("\n") if line.strip())


def _print(pairs: Iterable[tuple[str, str]], *, as_json: bool) -> None:
    if as_json:
        tell(json.dumps([{"text": text, "result": result} for text, result in pairs], ensure_ascii=False))
        return
    for text, result in pairs:
        tell(f"{text.rstrip(chr(13))}\t{result}")


def _write(texts: Iterable[str], reader: Newsreader, file: Path, *, as_json: bool) -> None:
    from tempfile import TemporaryDirectory

    from packager.audio.master import master
    from packager.audio.outputs import WavOutput
    from packager.audio.profiles import profile as loudness
    from packager.edition.mix import timeline_of
    from packager.records import Kind, Segment
    from packager.store import Store

    lines = [Line(role=Role.BODY, source="", text=text) for text in texts]
    profile, options = reader.profile, reader.options
    said = [
        u for place, line in enumerate(lines) for u in utterances(line, place, profile.language, profile.name, options)
    ]
    if not said:
        raise InputError("there is nothing to say in it", where="say")
    with TemporaryDirectory() as folder:
        clips = Speaker(store=Store(Path(folder)), profile=profile, lexicon=reader.lexicon).clips(said)
        segment = Segment(id="say", kind=Kind.STORY, clips=clips)
        made = master(timeline_of(segment), loudness(), (WavOutput(path=file),))
    about = {"file": str(file), "voice": profile.name, "seconds": round(made.seconds, 3)}
    tell(json.dumps(about, ensure_ascii=False) if as_json else f"{file}: {made.seconds:.1f} s by {profile.name}")
