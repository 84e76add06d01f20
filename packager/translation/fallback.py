"""Down the station's engines: every line without a text takes the first answer that passes the checks.

Lines of the whole bundle go to an engine together, those of like length in one call. An engine that
fails is recorded and the next one tried; what no engine could do stays empty, for a person. What was
sent where is in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from packager.engines import StoryContext, StoryTranslator, Translator
from packager.errors import EngineError, LinesLost
from packager.lang.registry import SOURCE
from packager.records import Line, Script, Severity
from packager.run import Progress, silent
from packager.store import digest
from packager.text.printable import cleaned
from packager.translation.checks import examine, examine_all
from packager.translation.names import NO_NAMES, Names
from packager.translation.outcome import EngineFailed, Rejected, SentText, Translated, together

AT_ONCE = 64  # lines in one call: enough for full batches, few enough to see it go on and to lose little


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One engine of the fallback chain; making it must be cheap, and its model is loaded when it first translates."""

    name: str  # as lines will say of their origin: "argos en-ur 1.9"
    engine: Callable[[], Translator | StoryTranslator]  # raises EngineUnavailable where it cannot work
    local: bool  # no text leaves this machine
    host: str = ""  # where the text goes, for an engine behind an address


class AnswerCache(Protocol):
    """Answers that engines gave before, and a record of what they are given."""

    @property
    def sending(self) -> Callable[[SentText], None]:
        """Told of every text before an engine gets it."""

    def get(self, key: str) -> str | None:
        """The answer under this key, or None."""

    def put(self, key: str, text: str) -> None:
        """Keep an answer."""


@dataclass(frozen=True, kw_only=True)
class TranslationLimits:
    """What the fallback chain may not do."""

    offline: bool = False  # no text leaves the machine
    keep_local: Collection[str] = frozenset()  # ids of articles whose text may not leave it
    look_only: bool = False  # ask no engine anything: say what would be sent, and use what was answered before


def translate(
    scripts: Iterable[Script],
    fallback_chain: Sequence[Rung],
    names: Names = NO_NAMES,
    limits: TranslationLimits | None = None,
    cache: AnswerCache | None = None,
    progress: Progress = silent,
) -> Translated:
    """The scripts of one language with their empty lines translated as far as the fallback chain goes, and examined.

    Nothing is raised for an engine that fails: that is in `failed`, and its lines go to the next rung.
    """
    done = descend(scripts, fallback_chain, names, limits, cache, progress)
    return replace(done, scripts=examine_all(done.scripts, names))


def descend(
    scripts: Iterable[Script],
    fallback_chain: Sequence[Rung],
    names: Names = NO_NAMES,
    limits: TranslationLimits | None = None,
    cache: AnswerCache | None = None,
    progress: Progress = silent,
) -> Translated:
    """The same for a caller who has the scripts examined when they are what they are to be."""
    state = _Descent(list(scripts), names, limits or TranslationLimits(), cache, progress)
    for rung in fallback_chain:
        _climb(state, rung)
    return Translated(
        scripts=tuple(state.scripts),
        sent=together(state.sent),
        failed=tuple(state.failed),
        rejected=tuple(state.rejected),
    )


class _Descent:
    """What the fallback chain has done so far; lives for one call of `translate`."""

    def __init__(
        self,
        scripts: list[Script],
        names: Names,
        limits: TranslationLimits,
        cache: AnswerCache | None,
        progress: Progress,
    ) -> None:
        self.scripts = scripts
        self.names = names
        self.limits = limits
        self.cache = cache
        self.progress = progress
        self.sent: list[SentText] = []
        self.failed: list[EngineFailed] = []
        self.rejected: list[Rejected] = []
        self.awaited: set[tuple[str, int]] = set()  # lines that an engine would have answered, when only looking


@dataclass(frozen=True)
class _Job:
    """The lines of one story that still need a text."""

    place: int  # of the script in the bundle
    script: Script
    lines: tuple[int, ...]

    @property
    def texts(self) -> list[str]:
        return [self.script.lines[line].source for line in self.lines]


def _climb(state: _Descent, rung: Rung) -> None:
    jobs = _jobs(state, rung)
    if not jobs:
        return
    try:
        engine = rung.engine()
    except EngineError as error:
        state.failed.append(_failure(rung, jobs, str(error)))
        return
    if isinstance(engine, StoryTranslator):
        for done, job in enumerate(jobs):
            state.progress(f"translating ({rung.name})", done, len(jobs))
            _story(state, rung, engine, job)
    else:
        _bundle(state, rung, engine, jobs)


def _jobs(state: _Descent, rung: Rung) -> list[_Job]:
    """Stories with lines to translate that this rung may see."""
    found: list[_Job] = []
    kept_back: list[_Job] = []
    for place, script in enumerate(state.scripts):
        empty = tuple(
            number
            for number, line in enumerate(script.lines)
            if not line.text and (script.article, number) not in state.awaited
        )
        if empty:
            may_leave = not state.limits.offline and script.article not in state.limits.keep_local
            (found if rung.local or may_leave else kept_back).append(_Job(place, script, empty))
    if kept_back:
        why = "the run is offline" if state.limits.offline else "the story is to be kept on this machine"
        state.failed.append(replace(_failure(rung, kept_back, f"{rung.name}: not asked, as {why}"), asked=False))
    return found


def _bundle(state: _Descent, rung: Rung, engine: Translator, jobs: Sequence[_Job]) -> None:
    """All lines of all stories, those of like length together; a text that stands twice is sent once."""
    language = jobs[0].script.language
    keys = {text: _key(engine.fingerprint, language, text) for job in jobs for text in job.texts}
    answers = _known(state.cache, keys)
    fresh = [text for text in keys if text not in answers]
    fresh = sorted(fresh, key=len) if len(fresh) > AT_ONCE else fresh
    for start in range(0, len(fresh), AT_ONCE):
        state.progress(f"translating ({rung.name})", start, len(fresh))
        part = fresh[start : start + AT_ONCE]
        _record(state, rung, jobs, frozenset(part))
        if state.limits.look_only:
            continue
        try:
            given = _whole(engine.translate(part, SOURCE, language), part, rung)
        except EngineError as error:
            answers |= _kept(state, keys, _saved(error, part))
            waiting = [job for job in jobs if any(text not in answers for text in job.texts)]
            state.failed.append(_failure(rung, waiting, str(error)))
            break
        answers |= _kept(state, keys, given)
    for job in jobs:
        _take(state, rung, job, answers)


def _story(state: _Descent, rung: Rung, engine: StoryTranslator, job: _Job) -> None:
    """One story in one call, with its neighbouring lines and its names."""
    language = job.script.language
    story = tuple(line.source for line in job.script.lines)
    names = state.names.spellings(" ".join(story), language)
    about = [list(story), sorted(names.items())]
    keys = {text: _key(engine.fingerprint, language, text, about) for text in job.texts}
    answers = _known(state.cache, keys)
    wanted = [number for number in job.lines if job.script.lines[number].source not in answers]
    texts = [story[number] for number in wanted]
    if wanted:
        _record(state, rung, [job], frozenset(texts))
    if wanted and not state.limits.look_only:
        context = StoryContext(story=story, places=tuple(wanted), names=names)
        try:
            given = _whole(engine.translate_story(texts, SOURCE, language, context), texts, rung)
        except EngineError as error:
            given = _saved(error, texts)
            state.failed.append(_failure(rung, [job], str(error)))
        answers |= _kept(state, keys, given)
    _take(state, rung, job, answers)


def _take(state: _Descent, rung: Rung, job: _Job, answers: dict[str, str]) -> None:
    """Put the answers into the script, but for those that a check blocks."""
    lines = list(job.script.lines)
    for number in job.lines:
        text = cleaned(answers.get(lines[number].source, ""))
        if text:
            lines[number] = replace(lines[number], text=text, origin=rung.name, checked=False)
        elif state.limits.look_only and lines[number].source not in answers:
            state.awaited.add((job.script.article, number))
    tried = examine(replace(job.script, lines=tuple(lines)), state.names)
    kept = [
        _judged(state, rung, job, number, line) if number in job.lines else line
        for number, line in enumerate(tried.lines)
    ]
    state.scripts[job.place] = replace(job.script, lines=tuple(kept))


def _judged(state: _Descent, rung: Rung, job: _Job, number: int, line: Line) -> Line:
    """The line as the engine answered, or as it was before."""
    if not line.text or all(finding.severity is not Severity.BLOCKS for finding in line.findings):
        return line
    state.rejected.append(Rejected(
        article=job.script.article, line=number, engine=rung.name, text=line.text, findings=line.findings
    ))  # fmt: skip
    return job.script.lines[number]


def _whole(given: Sequence[str], asked: Sequence[str], rung: Rung) -> dict[str, str]:
    """Answers by text; an engine that breaks its promise of one for one loses its turn."""
    if len(given) != len(asked):
        raise EngineError(f"{len(asked)} lines were sent and {len(given)} came back", where=rung.name)
    return dict(zip(asked, given, strict=True))


def _record(state: _Descent, rung: Rung, jobs: Iterable[_Job], texts: frozenset[str]) -> None:
    """Note what is about to be sent: also when the engine then fails, the text has left."""
    for job in jobs:
        lines = tuple(number for number in job.lines if job.script.lines[number].source in texts)
        if not lines:
            continue
        sent = SentText(
            engine=rung.name,
            local=rung.local,
            article=job.script.article,
            language=job.script.language,
            lines=lines,
            characters=sum(len(job.script.lines[number].source) for number in lines),
            host=rung.host,
        )
        if state.cache and not state.limits.look_only:
            state.cache.sending(sent)
        state.sent.append(sent)


def _failure(rung: Rung, jobs: Sequence[_Job], reason: str) -> EngineFailed:
    articles = tuple(job.script.article for job in jobs)
    return EngineFailed(engine=rung.name, language=jobs[0].script.language, reason=reason, articles=articles)


def _key(fingerprint: str, language: str, text: str, about: object = None) -> str:
    return digest("translation", 1, fingerprint, SOURCE, language, text, about)


def _known(cache: AnswerCache | None, keys: dict[str, str]) -> dict[str, str]:
    found = {text: cache.get(key) for text, key in keys.items()} if cache else {}
    return {text: answer for text, answer in found.items() if answer is not None}


def _kept(state: _Descent, keys: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    """The answers, kept for the next run."""
    if state.cache:
        for text, answer in given.items():
            state.cache.put(keys[text], answer)
    return given


def _saved(error: EngineError, asked: Sequence[str]) -> dict[str, str]:
    """What an engine had answered before it failed."""
    texts = error.texts if isinstance(error, LinesLost) else ()
    return {text: answer for text, answer in zip(asked, texts, strict=False) if answer}
