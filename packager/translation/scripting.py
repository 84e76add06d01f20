"""Articles → scripts in one language: what is in hand, what the engines say, and what the editor said last."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from packager.desk.edits import StoryEdits, as_it_stood, with_unsure
from packager.errors import InputError
from packager.records import Article, Line, Script, Skipped
from packager.run import Run
from packager.translation.checks import examine_all
from packager.translation.fallback import TranslationLimits, descend
from packager.translation.kept import KeptAnswers
from packager.translation.ledger import ledger
from packager.translation.outcome import Translated
from packager.translation.recall import Recollection, recall
from packager.translation.script import InHand, in_hand_texts
from packager.translation.suggestions import with_offers
from packager.translation.translating import Translating
from packager.translation.units import engine_behind


@dataclass(frozen=True, kw_only=True)
class ScriptWriter:
    """Writes the scripts of one edition."""

    run: Run
    translating: Translating
    edits: Mapping[str, StoryEdits]  # what the editor changed, by story
    given: Collection[str]  # ids of the stories whose article was read in this run; the rest are as they stood
    look_only: bool = False  # ask no engine anything: what it would be sent is counted

    def write(self, stories: Sequence[Article]) -> tuple[Translated, tuple[Skipped, ...]]:
        """A script for each story, and the stories for which there is none, with the reason."""
        scripts, skipped = [], []
        with recall(self.translating, self.run.store) as known:
            for story in stories:
                try:
                    scripts.append(self._in_hand(story, known))
                except InputError as error:
                    skipped.append(Skipped(article=story.id, stage="translation", reason=str(error), hint=""))
            local = frozenset(story.id for story in stories if story.filing.keep_local)
            translated = self._translated(scripts, local)
            shown = tuple(with_offers(script, translated.rejected, known) for script in translated.scripts)
        return replace(translated, scripts=shown), tuple(skipped)

    def _in_hand(self, story: Article, known: Recollection) -> Script:
        """The story with every line that a person has translated; not looked at yet. Raises InputError."""
        language, edits = self.run.edition.language, self.edits[story.id]
        if story.id not in self.given:
            return _as_machines(as_it_stood(story, edits, language), known)
        in_hand = InHand(edited=edits.texts, recall=known, order=self.translating.order)
        return in_hand_texts(story, language, in_hand)

    def _translated(self, scripts: Sequence[Script], local: Collection[str]) -> Translated:
        """The scripts as far as the engines go; the text of `local` stories leaves this machine for none of them."""
        run, names = self.run, self.translating.names
        limits = TranslationLimits(offline=run.offline, keep_local=local, look_only=self.look_only)
        kept = KeptAnswers(run.store, ledger(run.store, run.folder).note)
        done = descend(scripts, self.translating.chain, names, limits, kept, run.progress)
        drafts = [_as_before(script, self.edits[script.article].before) for script in done.scripts]
        found = [with_unsure(script, self.edits[script.article]) for script in drafts]
        done = replace(done, scripts=examine_all(found, names, run.known))
        complete = {script.article for script in done.scripts if script.complete}
        return replace(done, failed=tuple(one for one in done.failed if one.asked or not complete >= set(one.articles)))


def _as_machines(script: Script, known: Recollection) -> Script:
    """The script with a machine's lines as nobody's: an approval says by itself, later, who stands behind them."""
    lines = (
        replace(line, checked=bool((match := known(line.source, script.language)) and match.unit.checked))
        if line.checked and engine_behind(line.origin)
        else line
        for line in script.lines
    )
    return replace(script, lines=tuple(lines))


def _as_before(script: Script, before: Sequence[Line]) -> Script:
    """The script with the last run's drafts where no engine answers now: a line that goes down loses no story."""
    drafts = {line.source: line for line in before if line.text and not line.checked}
    lines = (
        replace(line, text=drafts[line.source].text, origin=drafts[line.source].origin)
        if not line.text and line.source in drafts
        else line
        for line in script.lines
    )
    return replace(script, lines=tuple(lines))
