"""Text for the ear: what a newsreader says, sentence by sentence."""

from __future__ import annotations

from packager.lang.options import SpokenOptions
from packager.speech.core import spoken, spoken_with_notes
from packager.speech.notes import NoteKind, SpokenNote
from packager.speech.utterances import utterances

__all__ = ["NoteKind", "SpokenNote", "SpokenOptions", "spoken", "spoken_with_notes", "utterances"]
