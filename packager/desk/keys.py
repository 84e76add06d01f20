"""The manifest's keys: one table that the reader, the writer and the published schema all follow.

Version 2. A reader takes its own version and the earlier ones, and refuses later ones; the version goes up when a key
is renamed, goes away or comes to mean something else. Every key has an owner: the
editor's are read back as inputs of the next run, the program's are rewritten by every run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from packager.desk import forms
from packager.desk.forms import Form
from packager.lang.registry import codes, language, targets
from packager.records import Hearing

VERSION = 2
OLD_SPELLINGS = {  # keys of manifests that were written before all keys had hyphens, or had another name
    "mend": "hint",
    **{
        name.replace("-", "_"): name
        for name in ("keep-local", "true-peak", "digital-source-type", "reviewed-by", "unknown-names")
    },
}
OF_WORDS = ("say", "names")  # the maps whose keys are words and no keys of ours
READ = (1, 2)  # versions that are read; version 1 kept under `program:` what version 2 keeps in a file beside it


class Owner(StrEnum):
    """Whose word counts for a key."""

    EDITOR = "editor"
    PROGRAM = "program"


class Shape(StrEnum):
    """What a key holds, in words for a message."""

    TEXT = "text"
    NUMBER = "a number"
    INTEGER = "a whole number"
    FLAG = "true or false"
    MAP = "keys with values"
    LIST = "a list"
    TEXTS = "a list of texts"
    INTEGERS = "a list of whole numbers"
    ANY_MAP = "keys with values of any name"

    @property
    def hint(self) -> str:
        """What to write where something else stands."""
        return _WRITE[self]


_WRITE: Mapping[Shape, str] = {
    Shape.TEXT: "write one text; quotes keep brackets and signs in it",
    Shape.NUMBER: "write a figure, such as 12.5",
    Shape.INTEGER: "write a figure, such as 3",
    Shape.FLAG: "write true or false",
    Shape.MAP: "write its keys below it, each on a line of its own and indented",
    Shape.LIST: "begin each of its parts below it with '- '",
    Shape.TEXTS: "write [one, two], or each below it behind '- '",
    Shape.INTEGERS: "write [1, 2], or each below it behind '- '",
    Shape.ANY_MAP: "write its keys below it, each on a line of its own and indented",
}


@dataclass(frozen=True)
class Key:
    """One key of the manifest: what it holds, whose it is, and what it says."""

    shape: Shape
    owner: Owner
    about: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    keys: Mapping[str, Key] = field(default_factory=dict)  # of a map, or of each map in a list
    form: Form = forms.plain  # of a text, or of each text in a list or a map; of a number
    names: Form = forms.plain  # of the keys of a map of any name


_E, _P = Owner.EDITOR, Owner.PROGRAM
_TEXT, _NUMBER, _TEXTS = Shape.TEXT, Shape.NUMBER, Shape.TEXTS
_SECONDS, _CART = forms.Between(0, 366 * 86_400), forms.Between(1, 999_999)  # six figures: Rivendell's carts
_COUNT, _PLACE = forms.Between(0, 10**9), forms.Between(1, 10**9)  # how many, and which one counted from 1
_FACTOR = forms.Between(0.1, 10)

_WHERE = "beside the manifest or in the station's folder of recordings"
STORY_STATUSES = ("review", "approved", "hold", "killed", "needs-translation")
EPISODE_STATUSES = ("draft", "approved", "killed")


def line_key(code: str) -> str:
    """The key of what is spoken in a line; in an English edition `en` is what came in."""
    return "read" if language(code).source else code


SOURCE: Mapping[str, Key] = {
    "file": Key(_TEXT, _P, "The article's file, as seen from the manifest."),
    "url": Key(_TEXT, _P, "The article's address."),
    "publisher": Key(_TEXT, _P, "Who published it."),
    "published": Key(_TEXT, _P, "When it was published, ISO 8601.", form=forms.moment),
    "sha256": Key(_TEXT, _P, "Digest of the bytes that came in.", required=True),
}

APPROVED: Mapping[str, Key] = {
    "by": Key(_TEXT, _E, "Who approved it.", required=True),
    "at": Key(_TEXT, _P, "When the program first saw the approval, ISO 8601.", form=forms.moment),
    "of": Key(_TEXT, _P, "Digest of what was approved."),
    "heard": Key(_TEXT, _P, "How much of its sound they listened to, where that is known.", allowed=tuple(Hearing)),
    "despite": Key(_TEXT, _E, "Why it may air although a check blocks it."),
}

VOICE: Mapping[str, Key] = {
    "engine": Key(_TEXT, _P, "What speaks.", required=True),
    "name": Key(_TEXT, _P, "The voice's name, as in voices/.", required=True),
    "dialect": Key(_TEXT, _P, "The dialect that it truly speaks."),
    "synthetic": Key(Shape.FLAG, _P, "False for a recorded human voice."),
    "role": Key(_TEXT, _P, "Whose turn the story is, where two voices take turns.", allowed=("anchor", "reporter")),
    "quotes": Key(_TEXT, _P, "The voice that reads the quoted lines, where it is another."),
    "recorded": Key(_TEXTS, _P, "Lines that a person recorded (1 the headline, or all), with their sound's digest."),
}

OFFER: Mapping[str, Key] = {
    "from": Key(
        _TEXT, _P, "The memory and how well it fits, or the engine whose answer a check blocked.", required=True
    ),
    "text": Key(_TEXT, _P, "The text, which is not spoken unless you put it into the line.", required=True),
    "why": Key(_TEXT, _P, "How the remembered English differs, or what the check found."),
}

UNKNOWN_NAME: Mapping[str, Key] = {
    "en": Key(_TEXT, _P, "The name.", required=True),
    "met": Key(Shape.INTEGER, _P, "How often the day's stories have it.", required=True, form=_PLACE),
}

SHORTENED: Mapping[str, Key] = {
    "lines": Key(Shape.INTEGER, _P, "How many lines air: the first, and whom it credits.", required=True, form=_PLACE),
    "of": Key(Shape.INTEGER, _P, "How many the story has.", required=True, form=_PLACE),
    "why": Key(_TEXT, _P, "Why, and what it takes.", required=True),
}

RUNDOWN: Mapping[str, Key] = {
    "slot": Key(_TEXT, _P, "Whether the programme fills its slot.", required=True, allowed=("met", "not met")),
    "why": Key(_TEXT, _P, "Why it does not."),
    "pauses": Key(_NUMBER, _P, "What every pause is multiplied with.", form=_FACTOR),
    "tempo": Key(_NUMBER, _P, "How many times as fast the speech is; its pitch stays.", form=_FACTOR),
    "music": Key(_NUMBER, _P, "Seconds of music before the sign-off.", form=_SECONDS),
}

HEARD: Mapping[str, Key] = {
    "outcome": Key(
        _TEXT,
        _P,
        "What it made of the sound. 'ok' is no reason to air anything.",
        required=True,
        allowed=("ok", "doubtful", "not checked"),
    ),
    "text": Key(_TEXT, _P, "What it wrote down; of Pashto, with an ear that writes Urdu."),
    "why": Key(_TEXT, _P, "What is doubtful, or why nothing was checked."),
    "takes": Key(
        Shape.INTEGER, _P, "How often the line was spoken for it, where that is not once.", form=forms.Between(1, 99)
    ),
}

LINE: Mapping[str, Key] = {
    "role": Key(_TEXT, _P, "What the line is, when it is not body.", allowed=("headline", "body", "quote", "credit")),
    "en": Key(_TEXT, _P, "The English.", required=True),
    **{
        known.code: Key(
            _TEXT,
            _E,
            f"The {known.english} that is spoken; change it and the next run speaks the change.",
            form=forms.spoken,
        )
        for known in targets()
    },
    "read": Key(
        _TEXT,
        _E,
        "In an English edition, the English that is read; change it and the next run reads the change.",
        form=forms.spoken,
    ),
    "from": Key(_TEXT, _P, "Where the text came from."),
    "unchecked": Key(Shape.FLAG, _P, "True where no person stands behind the text yet."),
    "checks": Key(_TEXTS, _P, "What the checks found."),
    "offers": Key(Shape.LIST, _P, "Texts that may help you and are never spoken as they stand.", keys=OFFER),
    "machine-heard": Key(Shape.MAP, _P, "What a machine heard of the line's sound, where one listens.", keys=HEARD),
    "approved": Key(Shape.MAP, _E, "Who stands behind the line, where it is not the whole story.", keys=APPROVED),
    "note": Key(_TEXT, _E, "A note of the editor's."),
    "recording": Key(_TEXT, _E, f"A sound file that airs in place of the voice, {_WHERE}.", form=forms.name),
}

LEFT_OUT: Mapping[str, Key] = {
    "text": Key(_TEXT, _P, "What is not read of the article.", required=True),
    "why": Key(_TEXT, _P, "Why not.", required=True),
    "after": Key(
        Shape.INTEGER,
        _P,
        "How many of the story's lines stand before it; 1 is the headline.",
        required=True,
        form=_COUNT,
    ),
    "status": Key(
        _TEXT,
        _E,
        "Write 'read' and the next run puts it back where it stood, as a line of its own.",
        allowed=("out", "read"),
    ),
}

STORY: Mapping[str, Key] = {
    "id": Key(_TEXT, _P, "The story's name.", required=True, form=forms.slug),
    "headline": Key(_TEXT, _P, "The English headline."),
    "status": Key(_TEXT, _E, "Where the story stands.", required=True, allowed=STORY_STATUSES),
    "reason": Key(_TEXT, _E, "Why it is held or killed."),
    "note": Key(_TEXT, _E, "A note of the editor's."),
    "approved": Key(Shape.MAP, _E, "Who stands behind the story.", keys=APPROVED),
    "seconded": Key(Shape.MAP, _E, "Who else does, where the station asks for two people.", keys=APPROVED),
    "stale": Key(_TEXT, _P, "Why an approval no longer holds."),
    "section": Key(_TEXT, _P, "The article's section."),
    "priority": Key(Shape.INTEGER, _E, "1 most urgent to 9 least (IPTC).", form=forms.Between(1, 9)),
    "shorten": Key(
        Shape.INTEGER,
        _E,
        "How many of its lines air, the headline counted; whom it credits is read besides. Without it, all of it airs.",
        form=forms.Between(2, 9999),
    ),
    "cart": Key(
        Shape.INTEGER, _P, "The number of its own file in the playout system; it stays the story's all day.", form=_CART
    ),
    "keep-local": Key(Shape.FLAG, _E, "True where the story's text may not leave this machine."),
    "before": Key(_TEXT, _P, "What became of the same article on an earlier day: on which it aired, or was killed."),
    "source": Key(Shape.MAP, _P, "Where the article came from.", required=True, keys=SOURCE),
    "voice": Key(Shape.MAP, _P, "What speaks the story.", keys=VOICE),
    "recording": Key(_TEXT, _E, f"A sound file that airs in place of the whole story, {_WHERE}.", form=forms.name),
    "voices-failed": Key(_TEXTS, _P, "Voices that were to read the story before this one, and why they did not."),
    "starts": Key(_TEXT, _P, "Where the story begins in the episode, hh:mm:ss.mmm.", form=forms.clock),
    "seconds": Key(_NUMBER, _P, "The story's length: as it airs, or by itself where it does not.", form=_SECONDS),
    "shortened": Key(Shape.MAP, _P, "How much of the story airs, where it is not all of it.", keys=SHORTENED),
    "lines": Key(Shape.LIST, _P, "What is said, in order.", required=True, keys=LINE),
    "left-out": Key(Shape.LIST, _P, "What intake does not read of the article, in the article's order.", keys=LEFT_OUT),
}

DROPPED: Mapping[str, Key] = {
    "story": Key(_TEXT, _P, "The story or file that is not in the episode.", required=True),
    "stage": Key(_TEXT, _P, "Where it stopped."),
    "why": Key(_TEXT, _P, "Why.", required=True),
    "hint": Key(_TEXT, _P, "What would bring it back."),
}

LOUDNESS: Mapping[str, Key] = {
    "integrated": Key(_NUMBER, _P, "LUFS (EBU R 128).", required=True),
    "true-peak": Key(_NUMBER, _P, "dBTP.", required=True),
    "range": Key(_NUMBER, _P, "LU (EBU Tech 3342)."),
}

SYNTHETIC: Mapping[str, Key] = {
    "voice": Key(Shape.FLAG, _P, "Whether any of it is read by a synthetic voice."),
    "voices": Key(_TEXTS, _P, "What spoke, in order of appearance: the voice's name and its engine."),
    "translation": Key(
        _TEXT,
        _P,
        "Who translated it: 'people'; a machine, every line 'checked' by a person; or 'unchecked'.",
        allowed=("people", "checked", "unchecked"),
    ),
    "digital-source-type": Key(_TEXT, _P, "IPTC digital source type of the sound."),
    "reviewed-by": Key(_TEXTS, _P, "Who approved it, where every story in it is approved."),
    "spoken": Key(_TEXT, _P, "The disclosure as it is spoken."),
}

SENT: Mapping[str, Key] = {
    "to": Key(_TEXT, _P, "The service, and who runs it or at which address.", required=True),
    "what": Key(_TEXT, _P, "What for: speech or translation.", required=True),
    "story": Key(_TEXT, _P, "Whose text it was.", required=True),
    "local": Key(Shape.FLAG, _P, "True where it was an engine on this machine, and the text did not leave it."),
    "lines": Key(Shape.INTEGERS, _P, "Which lines were translated, counted from 1 as the story then was.", form=_PLACE),
    "characters": Key(Shape.INTEGER, _P, "How many, in all runs together.", required=True, form=_COUNT),
}

REVIEW_LOG: Mapping[str, Key] = {
    "entries": Key(Shape.INTEGER, _P, "How many entries review.jsonl had.", required=True, form=_PLACE),
    "head": Key(_TEXT, _P, "Hash of the last of them.", required=True),
}

PROGRAM: Mapping[str, Key] = {
    "lines": Key(Shape.ANY_MAP, _P, "Digests of the target lines as the program wrote them, by story."),
    "built": Key(Shape.ANY_MAP, _P, "Digests of all that each file's sound was made from.", names=forms.name),
    "delivered": Key(Shape.ANY_MAP, _P, "Digests of the files in each folder, in the record of what aired."),
}

MANIFEST: Mapping[str, Key] = {
    "packager": Key(Shape.INTEGER, _P, "The manifest's version.", required=True),
    "episode": Key(_TEXT, _P, "The episode's name.", required=True, form=forms.slug),
    "station": Key(_TEXT, _P, "The station's name.", required=True),
    "date": Key(_TEXT, _P, "The day of the episode in the station's zone.", required=True, form=forms.day),
    "language": Key(_TEXT, _P, "The language that is spoken.", required=True, allowed=codes()),
    "slot": Key(_TEXT, _P, "The slot's length, mm:ss, where there is one.", form=forms.slot),
    "title": Key(_TEXT, _P, "The episode's title, as players show it."),
    "cart": Key(Shape.INTEGER, _P, "The episode's number in the playout system.", form=_CART),
    "status": Key(_TEXT, _E, "Where the episode stands.", required=True, allowed=EPISODE_STATUSES),
    "reason": Key(_TEXT, _E, "Why it is killed."),
    "note": Key(_TEXT, _E, "A note of the editor's."),
    "published": Key(
        _TEXT, _P, "When it was first published, ISO 8601; in the record of what aired alone.", form=forms.moment
    ),
    "say": Key(Shape.ANY_MAP, _E, "Words that are to be read otherwise in this edition: the word and its respelling."),
    "names": Key(Shape.ANY_MAP, _E, "Names that the table has not, or has otherwise: the English and its spelling."),
    "stories": Key(
        Shape.LIST, _P, "The stories in running order; an editor may reorder them.", required=True, keys=STORY
    ),
    "unknown-names": Key(
        Shape.LIST, _P, "Names that the stories have often and the table of names has not.", keys=UNKNOWN_NAME
    ),
    "dropped": Key(Shape.LIST, _P, "What is not in the episode, and why.", keys=DROPPED),
    "rundown": Key(Shape.MAP, _P, "How the programme comes to its slot.", keys=RUNDOWN),
    "seconds": Key(_NUMBER, _P, "The episode's length.", form=_SECONDS),
    "loudness": Key(Shape.MAP, _P, "As measured on the finished WAV.", keys=LOUDNESS),
    "files": Key(Shape.ANY_MAP, _P, "The files of the episode, with their SHA-256.", names=forms.name),
    "synthetic": Key(Shape.MAP, _P, "Machine-readable disclosure.", keys=SYNTHETIC),
    "sent": Key(Shape.LIST, _P, "What text was given to whom; without `local: true` it left this machine.", keys=SENT),
    "review-log": Key(Shape.MAP, _P, "How far the log of reviews had come.", keys=REVIEW_LOG),
    "program": Key(Shape.MAP, _P, "Of version 1 alone: what the program now keeps in a file of its own.", keys=PROGRAM),
}
