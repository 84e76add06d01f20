"""The translators of an edition, in the order that its station gives them, made ready to be climbed.

Nothing is loaded here and no server asked: what is wrong with the station's options is found before any
work begins, and what is only missing on this machine is found when a line needs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from packager.desk.approval import BESIDE
from packager.engines import NOWHERE, registry
from packager.engines.models.installing import offered
from packager.errors import EngineError, EngineUnavailable, InputError, InputErrors
from packager.lang.registry import SOURCE
from packager.translation.fallback import Rung
from packager.translation.script import EDITOR, MEMORY
from packager.translation.sources import IN_HAND, SourcePlan

_ORDER = {"beside-file": BESIDE, "memory": MEMORY}


@dataclass(frozen=True, kw_only=True)
class Installable:
    """A model that a rung lacks and that `packager models install` can bring."""

    kind: str  # as `packager models install` takes it
    name: str
    licence: str = ""  # that the station has accepted in writing

    @property
    def command(self) -> str:
        """What brings it."""
        return f"packager models install {self.kind} {self.name}"


def in_hand_order(sources: Sequence[SourcePlan]) -> tuple[str, ...]:
    """Which human translation comes first: the editor's, then as the station orders them."""
    named = [_ORDER[source.engine] for source in sources if source.engine in IN_HAND]
    return tuple(dict.fromkeys((EDITOR, *named, BESIDE, MEMORY)))


def fallback_chain(sources: Sequence[SourcePlan], language: str) -> tuple[Rung, ...]:
    """The engines of a language, ready to be climbed. Raises InputErrors with every faulty option at once."""
    rungs, faults = [], []
    for source in engines_of(sources):
        try:
            rungs.append(_rung(source, language))
        except InputError as error:
            where = f"{source.place}: translation.{language}" if source.place else f"translation.{language}"
            faults.append(InputError(f"{error.where}: {error.what}", where=where, hint=error.hint))
    if faults:
        raise InputErrors(faults)
    return tuple(rungs)


def missing(sources: Sequence[SourcePlan], language: str, engines: Sequence[str]) -> tuple[Installable, ...]:
    """The models that these rungs (by name) lack and that can be brought to this machine."""
    found = [_lacks(source, language) for source in engines_of(sources) if _name(source, language) in engines]
    return tuple(dict.fromkeys(model for model in found if model))


def engines_of(sources: Sequence[SourcePlan]) -> tuple[SourcePlan, ...]:
    """The engines among a language's translators, first to last."""
    return tuple(source for source in sources if source.engine not in IN_HAND)


def _rung(plan: SourcePlan, language: str) -> Rung:
    text_goes = registry.engine(registry.TRANSLATORS, plan.engine).text_goes
    goes = text_goes(plan.options) if text_goes else ""  # an engine that does not say is not believed to keep it here
    return Rung(
        name=_name(plan, language),
        # A partial of plain data, which can go to another process.
        engine=partial(registry.translator, plan.engine, _options(plan, language)),
        local=goes == NOWHERE,
        host=urlsplit(str(plan.options.get("url", ""))).netloc,
    )


def _options(plan: SourcePlan, language: str) -> dict[str, object]:
    return {"to": language, **plan.options}


def _name(plan: SourcePlan, language: str) -> str:
    """As lines will say of their origin. Raises InputError for options that no machine could use."""
    try:
        engine: Any = registry.translator(plan.engine, _options(plan, language))
        return str(engine.label(SOURCE, language)) if hasattr(engine, "label") else plan.engine
    except EngineUnavailable as error:
        model = error.install[1] if error.install else plan.options.get("model", "")
        return f"{plan.engine} {model}".strip()
    except EngineError:
        return f"{plan.engine} {plan.options.get('model', '')}".strip()


def _lacks(plan: SourcePlan, language: str) -> Installable | None:
    try:
        registry.translator(plan.engine, _options(plan, language))
    except EngineUnavailable as error:
        if error.install and offered(*error.install):
            kind, name = error.install
            return Installable(kind=kind, name=name, licence=str(plan.options.get("accept-licence", "")))
    return None
