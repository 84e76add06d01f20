"""How a station's articles are translated and said: each language's fallback chain, the names, the spoken forms."""

from __future__ import annotations

from collections.abc import Mapping

from packager.lang.options import SpokenOptions
from packager.lang.registry import language as find
from packager.station.show import by_language
from packager.station.values import Reader, Value, read_each, read_keys, read_list
from packager.translation.sources import IN_HAND, SourcePlan


def _calendar(value: Value) -> str:
    """One of the language's sets of names; a language of one set has nothing to choose."""
    language = find(str(value.path[-2]))
    habits = [habit for habit in language.calendar.habits if habit]
    if not habits:
        raise value.fault(f"{language.english} has one set of month and weekday names", "leave 'calendar' out")
    return value.one_of(habits, f"a set of month and weekday names in {language.english}")


SPEECH: Mapping[str, Reader] = {
    "scale": lambda value: value.one_of(("lakh", "million"), "a scale of large numbers"),
    "calendar": _calendar,
}


def _ladders(value: Value) -> Mapping[str, tuple[SourcePlan, ...]]:
    return read_each(by_language(value, "ur: [argos]"), _ladder)


def _ladder(value: Value) -> tuple[SourcePlan, ...]:
    if value.value is None:
        return ()
    sources = read_list(value, _source)
    engine_before = False
    for place, source in enumerate(sources):
        if source.engine in IN_HAND and engine_before:
            raise value.child(place).fault(
                f"'{source.engine}' stands after an engine", "people's translations come first"
            )
        engine_before = engine_before or source.engine not in IN_HAND
    return sources


def _source(value: Value) -> SourcePlan:
    """An engine by its name alone, or with its options."""
    if isinstance(value.value, str):
        return SourcePlan(engine=value.text(), place=value.marked.place(*value.path))
    given = value.children("must name an engine", "for example '- argos' or '- {engine: ct2, model: madlad400-3b}'")
    if "engine" not in given:
        raise value.fault("names no engine", "for example 'engine: ct2'")
    options = {key: child.value for key, child in given.items() if key != "engine" and child.value is not None}
    return SourcePlan(engine=given["engine"].text(), options=options, place=value.marked.place(*value.path))


def _speech(value: Value) -> Mapping[str, SpokenOptions]:
    found = by_language(value, "ps: {calendar: afghan}")
    return read_each(found, lambda choices: SpokenOptions(**read_keys(choices, SPEECH, "for example 'scale: lakh'")))


READERS: Mapping[str, tuple[str, Reader]] = {  # key → the Station's field, and how it is read
    "translation": ("translation", _ladders),
    "names": ("names", lambda value: read_list(value, Value.file)),
    "speech": ("speech", _speech),
}
