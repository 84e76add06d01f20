"""What is heard on the page: lines as they are, spoken anew, or by another voice at once; and how far."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packager.desk.actions import apply
from packager.desk.acts import Action, Evidence, SetText
from packager.desk.manifest import Manifest
from packager.desk.page.acts import action
from packager.desk.page.answers import json_of, line_told, part_of, session_of
from packager.desk.page.room import Room
from packager.desk.workshop import StorySound
from packager.errors import InputError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_BARS = 12  # heights a second in a line's waveform


@dataclass(frozen=True)
class Sounds:
    """What answers the addresses of sounds. Functions that are not `async` are run in threads of their own."""

    room: Room

    def sound(self, request: Request) -> Response:
        """What is heard of a story."""
        file, manifest, entry = self.room.story(request.path_params["edition"], request.path_params["story"])
        return self._sound_told(self.room.workshop.sound(manifest, file, entry.id))

    async def speak(self, request: Request) -> Response:
        """A line spoken: as it stands, or with the text that is being written, or a word read otherwise."""
        from starlette.concurrency import run_in_threadpool

        given = await json_of(request)
        return await run_in_threadpool(self._speak, request, given)

    def _speak(self, request: Request, given: dict[str, Any]) -> Response:
        file, manifest, story, line = self._tried(request, given)
        with self.room.speaking(file, story, line):
            return self._sound_told(self.room.workshop.speak(manifest, file, story, line - 1))

    def _tried(self, request: Request, given: dict[str, Any]) -> tuple[Path, Manifest, str, int]:
        """The edition as it would be with what is being written; its file, the story, and the line's number."""
        file, manifest, entry = self.room.story(request.path_params["edition"], request.path_params["story"])
        line, text = given.get("line"), given.get("text")
        if not isinstance(line, int) or not 1 <= line <= len(entry.lines):
            raise InputError("there is no such line", where=entry.id)
        tried: list[Action] = [SetText(story=entry.id, line=line, text=text)] if isinstance(text, str) else []
        if isinstance(given.get("say"), dict):
            tried.append(action({**given["say"], "act": "say"}, lambda *_: Evidence()))
        for act in tried:
            manifest = apply(manifest, act, by=session_of(request).by or "preview", now=self.room.clock())
        return file, manifest, entry.id, line

    def _sound_told(self, sound: StorySound) -> Response:
        from starlette.responses import JSONResponse

        known = self.room.known_sounds
        told = {}
        for line, heard in [*sound.lines.items(), *([(-1, sound.whole)] if sound.whole else [])]:
            known[heard.digest] = heard
            told[line + 1] = line_told(heard, self.room.peaks(heard, max(4, round(heard.seconds * _BARS))))
        return JSONResponse({"lines": told, "waiting": [line + 1 for line in sorted(sound.waiting)]})

    async def preview(self, request: Request) -> Response:
        """What a line is like, by another voice at once, while its own is at work; nothing where there is no need."""
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import JSONResponse

        given = await json_of(request)

        def spoken() -> dict[str, Any]:
            file, manifest, story, line = self._tried(request, given)
            sound = self.room.workshop.preview(manifest, file, story, line - 1)
            if sound is None:
                return {"preview": None}
            self.room.previews[sound.digest] = sound
            return {"preview": line_told(sound, [])}

        return JSONResponse(await run_in_threadpool(spoken))

    def previewed(self, request: Request) -> Response:
        """A preview by its digest. That it was played is evidence of nothing."""
        from starlette.responses import PlainTextResponse

        sound = self.room.previews.get(request.path_params["digest"])
        if sound is None:
            return PlainTextResponse("There is no such preview any more.", status_code=404)
        return part_of(self.room.workshop.play(sound), request.headers.get("range", ""))

    def line(self, request: Request) -> Response:
        """A line's sound by its digest; one that this run has not told of is not there."""
        from starlette.responses import PlainTextResponse

        name = request.path_params["digest"]
        sound = self.room.known_sounds.get(name)
        if sound is None:
            return PlainTextResponse("There is no such sound any more.", status_code=404)
        self.room.played.fetch(session_of(request).key, sound.take, time.monotonic())
        return part_of(self.room.workshop.play(sound), request.headers.get("range", ""))

    async def heard(self, request: Request) -> Response:
        """What was played of which sound."""
        from starlette.responses import JSONResponse

        given = await json_of(request)
        name, start, end = given.get("sound"), given.get("from"), given.get("to")
        sound = self.room.known_sounds.get(name) if isinstance(name, str) else None
        if sound and isinstance(start, int | float) and isinstance(end, int | float):
            self.room.played.play(session_of(request).key, sound.take, (float(start), float(end)), time.monotonic())
        return JSONResponse({})
