"""The page's addresses: what each shows, and what each has done.

/                                     all editions at a glance
/e/EDITION/STORY                        a story, line by line
/e/EDITION/STORY/sound                  what is heard of it, as JSON
/e/EDITION/STORY/rows                   its lines as HTML, after a change
/e/EDITION/STORY/line/N/DIGEST.wav      a line's sound; it never changes
/e/EDITION/picture.svg                  the episode's waveform
/e/EDITION/sheet                        who stands behind what, to print
POST /e/EDITION/act                     one of the desk's acts
POST /e/EDITION/STORY/speak             a line spoken, as it stands or as it is being written
POST /e/EDITION/STORY/preview           the same by another voice at once, where its own takes its time
/e/EDITION/STORY/preview/DIGEST.wav     that sound
POST /e/EDITION/STORY/heard             what was played of which sound
POST /e/EDITION/memory                  translations with some words
POST /e/EDITION/reading                 how a word is read in the edition, and in how many lines it stands
POST /e/EDITION/STORY/name              how a name is written, and how a line seems to write it now
/e/EDITION/STORY/takes?line=N           what a line said before
POST /me                              who sits here, and in which language
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packager.desk import review_log
from packager.desk.acts import ApproveLine, ApproveStory, Evidence, SetText
from packager.desk.conflicts import Conflict
from packager.desk.edits import spots_of
from packager.desk.etags import etag, reading_etag
from packager.desk.manifest import Manifest
from packager.desk.page.acts import action
from packager.desk.page.answers import (
    busy,
    failed,
    html,
    json_of,
    picture_of,
    session_of,
    too_large,
)
from packager.desk.page.gate import OPEN, Door, Gate, Session, TooLarge
from packager.desk.page.hearing import together
from packager.desk.page.likely import likely
from packager.desk.page.painting import Painter
from packager.desk.page.room import LineBusy, Room
from packager.desk.page.sounds import Sounds
from packager.desk.page.takes import takes
from packager.desk.page.views import lines_with, version
from packager.desk.page.wording import INTERFACES
from packager.desk.performing import perform
from packager.errors import InputError, PackagerError
from packager.records import Hearing
from packager.store import digest
from packager.text.confine import under

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp


def page(room: Room, gate: Gate) -> ASGIApp:
    """The page as an ASGI application behind its door."""
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    static = resources.files(__package__).joinpath("static")
    assert isinstance(static, Path), "the package lies in files"
    desk, sounds = _Page(room, Painter()), Sounds(room)
    story = "/e/{edition}/{story}"
    routes = [
        Route(OPEN + "{token}", desk.enter),
        Mount("/static", StaticFiles(directory=static)),
        Route("/", desk.bundle),
        Route("/me", desk.me, methods=["POST"]),
        Route("/e/{edition}/picture.svg", desk.picture),
        Route("/e/{edition}/sheet", desk.sheet),
        Route("/e/{edition}/act", desk.act, methods=["POST"]),
        Route("/e/{edition}/memory", desk.memory, methods=["POST"]),
        Route("/e/{edition}/reading", desk.reading, methods=["POST"]),
        Route(story, desk.story),
        Route(story + "/rows", desk.rows),
        Route(story + "/sound", sounds.sound),
        Route(story + "/name", desk.name, methods=["POST"]),
        Route(story + "/takes", desk.takes),
        Route(story + "/speak", sounds.speak, methods=["POST"]),
        Route(story + "/preview", sounds.preview, methods=["POST"]),
        Route(story + "/preview/{digest}.wav", sounds.previewed),
        Route(story + "/heard", sounds.heard, methods=["POST"]),
        Route(story + "/line/{line:int}/{digest}.wav", sounds.line),
    ]
    app = Starlette(routes=routes, exception_handlers={PackagerError: failed, LineBusy: busy, TooLarge: too_large})
    return Door(app, gate)


@dataclass(frozen=True)
class _Page:
    """What answers each address. Functions that are not `async` are run in threads of their own."""

    room: Room
    painter: Painter

    def enter(self, request: Request) -> Response:
        """The link from the terminal: it gives the cookie, and leads on from the page itself.

        Not by a redirect: a browser that came from a mail would send no strict cookie with it.
        """
        from starlette.responses import HTMLResponse, PlainTextResponse

        gate: Gate = request.state.gate
        session = gate.enter(request.path_params["token"])
        if session is None:
            return PlainTextResponse("This link is of another run: open the one in the terminal.", status_code=403)
        answer = HTMLResponse(self.painter.entered())
        answer.set_cookie(gate.cookie, session.key, httponly=True, samesite="strict", path="/")
        return answer

    def bundle(self, request: Request) -> Response:
        """All editions at a glance."""
        faults = self.room.look()
        editions = {name: self.room.manifest(file) for name, file in self.room.editions.items()}
        pictures = {name for name, file in self.room.editions.items() if picture_of(file, editions[name]).is_file()}
        by_risk = request.query_params.get("order") != "running"
        return html(self.painter.bundle(session_of(request), editions, pictures, faults, by_risk=by_risk))

    def story(self, request: Request) -> Response:
        """A story, line by line."""
        edition, name = request.path_params["edition"], request.path_params["story"]
        file, manifest, entry = self.room.story(edition, name)
        lines = self.room.looked_at(file, manifest, name)
        slow = self.room.workshop.is_slow(manifest, file)
        met = [name for line in lines for name in self.room.workshop.names(manifest, file, line.source)]
        return html(
            self.painter.story(session_of(request), edition, manifest, replace(entry, lines=lines), met, slow=slow)
        )

    def rows(self, request: Request) -> Response:
        """The story's lines as HTML, and the etags of what they show: for a page that is open."""
        from starlette.responses import JSONResponse

        edition, name = request.path_params["edition"], request.path_params["story"]
        file, manifest, entry = self.room.story(edition, name)
        told = {"version": version(entry), "etag": etag(entry), "busy": self.room.busy(file, name)}
        if request.query_params.get("have") == told["version"]:
            return JSONResponse(told)
        looked = replace(entry, lines=self.room.looked_at(file, manifest, name))
        told["rows"] = self.painter.rows(session_of(request), manifest, looked)
        told["head"] = self.painter.head(session_of(request), edition, manifest, looked)
        return JSONResponse(told)

    async def act(self, request: Request) -> Response:
        """One of the desk's acts."""
        from starlette.concurrency import run_in_threadpool

        return await run_in_threadpool(self._act, request, await json_of(request))

    def _act(self, request: Request, given: dict[str, Any]) -> Response:
        from starlette.responses import JSONResponse

        session, file = session_of(request), self.room.file(request.path_params["edition"])
        manifest = self.room.manifest(file)

        def evidence(story: str, line: int) -> Evidence:
            return self._evidence(session, file, manifest, story, line)

        asked, tag = action(given, evidence), given.get("etag")
        if isinstance(asked, ApproveLine | ApproveStory):
            self._refuse_unspoken(file, asked)
        try:
            done = perform(
                file, asked, by=session.by, now=self.room.clock(), etag=tag if isinstance(tag, str) else None
            )
        except Conflict as error:
            told = {"conflict": {"mine": error.mine, "theirs": error.theirs, "by": error.by}, "why": str(error)}
            return JSONResponse(told, status_code=409)
        story = given.get("story", "")
        tags = {key: tag for key, tag in done.etags.items() if key.partition(":")[0] == story}
        return JSONResponse({"done": bool(done.changes), "entry": done.entry, "etags": tags})

    def _refuse_unspoken(self, file: Path, asked: ApproveLine | ApproveStory) -> None:
        """Raises InputError for an approval of what a voice is just about to say: nobody can have heard it."""
        busy = self.room.busy(file, asked.story)
        lines = [line for line in busy if line == asked.line] if isinstance(asked, ApproveLine) else busy
        if lines:
            raise InputError(
                f"line {lines[0]} is being spoken", where=asked.story, hint="approve it when its sound is there"
            )

    def _evidence(self, session: Session, file: Path, manifest: Manifest, story: str, line: int) -> Evidence:
        """What the editor at a browser heard of what they approve."""
        if manifest.story(story) is None:
            return Evidence()
        sound = self.room.workshop.sound(manifest, file, story)
        mine = [sound.whole] if sound.whole else [one for place, one in sound.lines.items() if line in (0, place + 1)]
        heard = [self.room.played.hearing(session.key, one.take, one.seconds) for one in mine]
        heard += [Hearing.NO] * (0 if line else len(sound.waiting))
        played = digest([one.take for one in mine])[:32] if mine else ""
        return Evidence(heard=together(heard), sound=played)

    async def memory(self, request: Request) -> Response:
        """Translations in the memory with some words."""
        from starlette.concurrency import run_in_threadpool

        given = await json_of(request)
        wanted = given.get("words")
        if not isinstance(wanted, str) or not wanted.strip() or len(wanted) > 200:
            raise InputError("name some words to look for, at most 200 letters")

        def found() -> str:
            file = self.room.file(request.path_params["edition"])
            manifest = self.room.manifest(file)
            units = self.room.workshop.remembered(manifest, file, wanted)
            return self.painter.memory(session_of(request), manifest, units)

        return html(await run_in_threadpool(found))

    async def me(self, request: Request) -> Response:
        """Who sits here, and in which language the page speaks."""
        from starlette.responses import JSONResponse

        given, session = await json_of(request), session_of(request)
        by, language = given.get("by"), given.get("language")
        if isinstance(by, str):
            session.by = " ".join(by.split())[:100]
        if language in INTERFACES:
            session.language = str(language)
        return JSONResponse({"by": session.by, "language": session.language})

    async def reading(self, request: Request) -> Response:
        """How a word is read in the edition, and in how many of its lines it stands."""
        from starlette.responses import JSONResponse

        word = (await json_of(request)).get("word")
        if not isinstance(word, str) or not word.strip() or len(word) > 200:
            raise InputError("name a word, at most 200 letters")
        word = " ".join(word.split())
        manifest = self.room.manifest(self.room.file(request.path_params["edition"]))
        known = manifest.say.get(word)
        return JSONResponse({"reading": known, "etag": reading_etag(known), "lines": lines_with(manifest, word)})

    async def name(self, request: Request) -> Response:
        """How a name is written here, how a line seems to write it now, and in how many lines it stands."""
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import JSONResponse

        given = await json_of(request)
        name, number = given.get("name"), given.get("line")
        if not isinstance(name, str) or not name.strip() or len(name) > 200:
            raise InputError("give a name, at most 200 letters")

        def found() -> dict[str, Any]:
            file, manifest, entry = self.room.story(request.path_params["edition"], request.path_params["story"])
            wanted = " ".join(name.split())
            known = manifest.names.get(wanted)
            met = {one.english: one.spelling for one in self.room.workshop.names(manifest, file, wanted)}
            text = entry.lines[number - 1].text if isinstance(number, int) and 1 <= number <= len(entry.lines) else ""
            return {
                "spelling": known or met.get(wanted, ""),
                "now": likely(wanted, text, manifest.edition.language),
                "etag": reading_etag(known),
                "lines": lines_with(manifest, wanted, english=True),
            }

        return JSONResponse(await run_in_threadpool(found))

    def takes(self, request: Request) -> Response:
        """What a line said before, and which of it can be heard at once."""
        file, manifest, entry = self.room.story(request.path_params["edition"], request.path_params["story"])
        asked = request.query_params.get("line", "")
        number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 0
        if not 1 <= number <= len(entry.lines):
            raise InputError("there is no such line", where=entry.id)
        now = entry.lines[number - 1].text
        found = takes(review_log.read(file.parent), entry.id, list(spots_of(entry.lines))[number - 1], number, now)
        acts = [SetText(story=entry.id, line=number, text=take.text) for take in found]
        ready = {act.text for act in acts if self.room.is_kept(file, manifest, act)}
        return html(self.painter.takes(session_of(request), manifest, now, found, ready))

    def sheet(self, request: Request) -> Response:
        """The review sheet."""
        file = self.room.file(request.path_params["edition"])
        return html(self.painter.sheet(self.room.manifest(file), review_log.read(file.parent), alone=False))

    def picture(self, request: Request) -> Response:
        """The episode's waveform."""
        from starlette.responses import FileResponse

        file = self.room.file(request.path_params["edition"])
        found = picture_of(file, self.room.manifest(file))
        if not found.is_file():
            raise InputError("there is no picture of this episode")
        return FileResponse(under(file.parent, found.name), media_type="image/svg+xml")
