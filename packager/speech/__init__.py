"""Text for the ear: what a newsreader says, sentence by sentence."""

from __future__ import annotations

from packager.speech.core import LANGUAGES, spoken, spoken_with_notes
from packager.speech.options import Note, NoteKind, SpokenOptions
from packager.speech.utterances import utterances

__all__ = ["LANGUAGES", "Note", "NoteKind", "SpokenOptions", "spoken", "spoken_with_notes", "utterances"]
