"""Makes the page on which one can hear the voices: python docs/voices/make.py [VOICE …] (default: all of them)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from packager.audio.encode import Encoding
from packager.audio.master import master
from packager.audio.outputs import EncodedOutput
from packager.audio.profiles import profile
from packager.edition.mix import timeline_of
from packager.engines.voice.espeak import ipa
from packager.records import Kind, Line, Role, Segment
from packager.speech import spoken, utterances
from packager.store import Store, write_whole
from packager.text.strict_yaml import load
from packager.voicing.clips import Speaker
from packager.voicing.profiles import VoiceProfile, load_profile

HERE = Path(__file__).parent
VOICES = (
    *("pashto-woman", "pashto-man", "pashto", "pashto-kandahari", "pashto-radio"),
    *("urdu-woman", "urdu-man", "urdu"),
)
KBPS = 64
_STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;color:#1d262b;max-width:1100px;margin:32px auto;padding:0 16px}"
    "table{border-collapse:collapse;width:100%;margin:12px 0 36px}td,th{padding:8px;vertical-align:top;"
    "border-bottom:1px solid #d5dcdf;text-align:left}[dir=rtl]{text-align:right;font:19px/1.9 'Noto Naskh Arabic',"
    "'Scheherazade New','Amiri','Geeza Pro','Tahoma',serif}.ur{font-family:'Noto Nastaliq Urdu','Noto Naskh Arabic',"
    "serif;line-height:2.3}.ipa{font-family:'Noto Sans','DejaVu Sans',sans-serif;color:#55626a}small{color:#55626a}"
    ".w{white-space:nowrap}.m{width:42%}audio{width:210px;height:36px}.said{color:#55626a}"
)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One sentence as one voice says it."""

    text: str
    english: str
    said: str  # the spoken form
    ipa: str
    file: str


def sentences(language: str) -> list[dict[str, str]]:
    """The page's sentences in a language."""
    path = HERE / "sentences.yaml"
    every = cast("dict[str, list[dict[str, str]]]", load(path.read_text(encoding="utf-8"), where=path.name))
    return every[language]


def samples(voice: VoiceProfile) -> Iterator[Sample]:
    """What the page shows of a voice; nothing is spoken yet."""
    dialect = str(voice.options.get("dialect", ""))
    for number, row in enumerate(sentences(voice.language), 1):
        said = spoken(row["text"], voice.language)
        yield Sample(
            text=row["text"],
            english=row["en"],
            said=said,
            ipa=ipa(said, voice.language, dialect),
            file=f"{voice.name}-{number}.mp3",
        )


def speak(voice: VoiceProfile, sample: Sample, path: Path) -> None:
    """The sentence as an MP3 at −19 LUFS."""
    line = Line(role=Role.BODY, source="", text=sample.text)
    with TemporaryDirectory() as folder:
        clips = Speaker(store=Store(Path(folder)), profile=voice).clips(utterances(line, 0, voice.language, voice.name))
        segment = Segment(id="sample", kind=Kind.STORY, clips=clips)
        output = EncodedOutput(path=path, encoding=Encoding(bitrate=KBPS))
        master(timeline_of(segment), profile("podcast"), (output,))


def page(voices: list[VoiceProfile]) -> str:
    """The page."""
    body = "".join(_voice(voice) for voice in voices)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>The voices of packager</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>The voices of packager</h1>\n"
        "<p>Ten sentences in each of the voices that the program brings with it: as written, as the newsreader says "
        "it, and in IPA. All of it is the program's own doing and has not been checked by a native listener. The "
        "voices of networks and of other models cannot be heard here: see <a href='../voices.md'>voices.md</a>."
        f"</p>\n{body}</body></html>\n"
    )


def _voice(voice: VoiceProfile) -> str:
    rows = "\n".join(_row(sample, voice.language) for sample in samples(voice))
    about = escape(f"{voice.engine} · {voice.dialect} · {voice.sex} · {voice.licence}")
    head = "<tr><th>Hear</th><th class='m'>Written and said</th><th>IPA</th></tr>"
    return f"<h2>{escape(voice.name)}</h2>\n<p><small>{about}</small></p>\n<table>{head}\n{rows}\n</table>\n"


def _row(sample: Sample, language: str) -> str:
    look = f'lang="{language}" dir="rtl" class="{language}"'
    cells = (
        f'<audio controls preload="none" src="{sample.file}"></audio><br><small>{escape(sample.english)}</small>',
        f'<div {look}>{escape(sample.text)}</div><div {look}><span class="said">{escape(sample.said)}</span></div>',
        f'<span class="ipa" lang="{language}-fonipa">{_unbroken(sample.ipa)}</span>',
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _unbroken(ipa: str) -> str:
    """Words that do not part at a stress mark."""
    return " ".join(f'<span class="w">{escape(word)}</span>' for word in ipa.split())


def main() -> int:
    """Speak everything and write the page."""
    voices = [load_profile(name) for name in VOICES]
    for voice in voices:
        for sample in samples(voice) if not sys.argv[1:] or voice.name in sys.argv[1:] else ():
            speak(voice, sample, HERE / sample.file)
            print(sample.file)
    write_whole(HERE / "index.html", page(voices).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
