"""How many faults the translation checks see, and how many clean lines they trouble an editor with.

    python benchmarks/translation_checks.py news.json [--show KIND] [--seed N]

The file has the shape {"documents": [{"id": …, "segments": [{"en": …, "ps": …, "ur": …}, …]}, …]}, with human
translations. Each kind of fault is put into every line where it can honestly be made (a number can
only be dropped where the translation has it), one line at a time, with the story's other lines left
as they are; the line counts as seen if it has any finding. Random choices come from the seed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from packager.lang.normalise import for_memory
from packager.lang.registry import language as find
from packager.records import Line, Role, Script
from packager.translation.checks import check, dates, negation, numbers, read, written_names
from packager.translation.checks.english_words import NOT_NAMES
from packager.translation.checks.sounds import alike
from packager.translation.names import NO_NAMES, Names, load_names

LANGUAGES = ("ps", "ur")
_WORD = re.compile(r"[^\W\d_]+")
_NUMERAL = re.compile(r"[0-9۰-۹٠-٩]+(?:[.,،٫٬:][0-9۰-۹٠-٩]+)*")


@dataclass(frozen=True)
class Story:
    """One document in one language."""

    id: str
    lines: tuple[Line, ...]
    language: str
    other: tuple[str, ...]  # the same lines in the other language
    foreign: tuple[tuple[str, str], ...]  # names of other documents: (English, as written in the target)
    bundle: dict[str, str]  # the same as the checks see them: the `written_names` of the other documents


Fault = Callable[[Story, int, random.Random], "tuple[Line, ...] | None"]


# --- numbers -------------------------------------------------------------------------------------


def number_dropped(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:
    """A number's figures or word taken out."""
    return _at_number(story, place, rng, lambda _: "")


def number_swapped(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:
    """Every digit of a number another one, or another number word."""
    return _at_number(story, place, rng, lambda found: _other_number(found, story.language, rng))


def number_scaled(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:
    """A number in figures made ten times larger or smaller."""

    def scaled(found: str) -> str:
        if not found[0].isdigit():
            return found
        if found[-1] in "0۰٠" and not re.search("[.,،٫]", found) and len(found) > 1:
            return found[:-1]
        return re.sub(r"[.,،٫٬:]", "", found) + ("0" if found[-1].isascii() else "۰")

    return _at_number(story, place, rng, scaled)


def _at_number(story: Story, place: int, rng: random.Random, change: Callable[[str], str]) -> tuple[Line, ...] | None:
    """Change one number that the English and the translation share."""
    line = story.lines[place]
    wanted = {value for number in numbers.wanted(line.source) for way in number.ways for value in way if value >= 3}
    spans = [match.span() for match in _NUMERAL.finditer(line.text)]
    words = [match.span() for match in _WORD.finditer(line.text)]
    there = [
        (start, end)
        for start, end in (*spans, *_lonely(line.text, words, story.language))
        if wanted & numbers.values(line.text[start:end], story.language)
    ]
    rng.shuffle(there)
    for start, end in there:
        new = change(line.text[start:end])
        if new != line.text[start:end]:
            return _with(story, place, f"{line.text[:start]}{new}{line.text[end:]}")
    return None


def _lonely(text: str, words: list[tuple[int, int]], language: str) -> Iterator[tuple[int, int]]:
    """Number words that are no part of a longer number."""
    is_number = [bool(numbers.values(text[start:end], language)) for start, end in words]
    for number, span in enumerate(words):
        if (
            is_number[number]
            and not any(is_number[max(0, number - 1) : number])
            and not any(is_number[number + 1 : number + 2])
        ):
            yield span


def _other_number(found: str, language: str, rng: random.Random) -> str:
    if found[0].isdigit():
        zero = ord(found[0]) - int(found[0])
        return "".join(
            chr(zero + (int(digit) + rng.randint(1, 8)) % 9 + 1) if digit.isdigit() else digit for digit in found
        )
    words = {"ps": "درې څلور پنځه شپږ اووه اته لس پنځلس شل دېرش", "ur": "تین چار پانچ چھ سات آٹھ دس پندرہ بیس تیس"}
    value = numbers.values(found, language)
    return rng.choice([word for word in words[language].split() if not numbers.values(word, language) & value])


# --- dates, negation, names ----------------------------------------------------------------------


def date_moved(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:
    """A month, a weekday or a year that is another one."""
    line = story.lines[place]
    named = [
        (match.span(), kind)
        for name, kind in dates.in_source(line.source).items()
        for match in _WORD.finditer(line.text)
        if for_memory(match[0], story.language) in dates.forms(name, kind, story.language)
    ]
    if named:
        (start, end), kind = rng.choice(named)
        new = rng.choice([word for word in _CALENDAR[story.language][kind] if word != line.text[start:end]])
        if not _same_date(new, line.source, story.language):
            return _with(story, place, f"{line.text[:start]}{new}{line.text[end:]}")
    return _year_moved(story, place, rng)


_MONTHS = {
    "ps": "جنوري فبروري مارچ اپریل جون جولای اګست سپتمبر اکتوبر نومبر دسمبر",
    "ur": "جنوری فروری مارچ اپریل جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
}
_WEEKDAYS = {"ps": "دوشنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه", "ur": "پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار"}
_CALENDAR = {
    language: {"month": _MONTHS[language].split(), "weekday": _WEEKDAYS[language].split()} for language in LANGUAGES
}


def _same_date(word: str, source: str, language: str) -> bool:
    return any(dates.has(name, kind, word, language) for name, kind in dates.in_source(source).items())


def _year_moved(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:
    line = story.lines[place]
    for match in _NUMERAL.finditer(line.text):
        value = next(iter(numbers.values(match[0], story.language)), 0)
        if 1800 <= value <= 2100 and value == int(value) and str(int(value)) in line.source:
            new = str(int(value) + rng.choice([-10, -3, -2, -1, 1, 2, 3, 10]))
            return _with(story, place, line.text[: match.start()] + new + line.text[match.end() :])
    return None


def negation_lost(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:  # noqa: ARG001
    """Every 'not' of the translation taken out, where the English has one."""
    line = story.lines[place]
    if not negation.in_source(line.source):
        return None
    particles = set(negation.plain(line.text, story.language))

    def lost(match: re.Match[str]) -> str:
        word = match[0]
        if for_memory(word, story.language) not in particles:
            return word
        joined = re.match(r"(و?)ن(?=کړ|کو|شو|شي|شی|لر|دی|دي|ده)", word)
        return joined[1] + word[joined.end() :] if joined and story.language == "ps" and len(word) > 2 else ""

    text = " ".join(_WORD.sub(lost, line.text).split())
    return _with(story, place, text) if text != " ".join(line.text.split()) else None


def name_swapped(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:
    """A name, first and last, replaced with one of another document."""
    line = story.lines[place]
    groups = [group for group in english_names(line.source) if _written(group, line.text)]
    if not groups:
        return None
    group = rng.choice(groups)
    words = _written(group, line.text)
    here = [name for names in english_names(line.source) for name in names]
    strangers = [new for _, new in story.foreign if all(alike(name, new) < 0.5 for name in here)]
    if not strangers:
        return None
    new = rng.choice(strangers)
    done = False

    def swap(match: re.Match[str]) -> str:
        nonlocal done
        if match[0] not in words:
            return match[0]
        first, done = not done, True
        return new if first or len(group) == 1 else ""

    return _with(story, place, " ".join(_WORD.sub(swap, line.text).split()))


def english_names(source: str) -> list[list[str]]:
    """Runs of capitalised words inside a sentence that are not ordinary words."""
    runs: list[list[str]] = []
    end = -2
    for match in re.finditer(r"[A-Z][^\W\d_]*[^\W\d_A-Z][^\W\d_]*", source):
        begins = re.search(r"(?:^|[.!?:…]['\"”’)]*\s+|['\"“‘]\s*|^\W*)$", source[: match.start()])
        if begins or match[0].lower() in NOT_NAMES or len(match[0]) < 3:
            continue
        if match.start() == end + 1 and runs:
            runs[-1].append(match[0])
        else:
            runs.append([match[0]])
        end = match.end()
    return runs


def _written(group: list[str], text: str) -> set[str]:
    """How the translation writes these names: the words that sound like them beyond doubt."""
    words = [word for word in _WORD.findall(text) if len(word) > 2 and not _ordinary(word)]
    return {word for word in words for name in group if alike(name, word) >= 0.85}


def _ordinary(word: str) -> bool:
    return any(for_memory(word, language) in find(language).qa.function_words for language in LANGUAGES)


# --- shape ---------------------------------------------------------------------------------------


def half_lost(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:  # noqa: ARG001
    """The second half of the words gone, as when an engine stops early."""
    words = story.lines[place].text.split()
    return _with(story, place, " ".join(words[: len(words) // 2])) if len(words) >= 6 else None


def half_lost_neatly(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:
    """The same, ended with a full stop as if nothing were missing."""
    cut = half_lost(story, place, rng)
    stop = "." if story.language == "ps" else "۔"
    return _with(story, place, cut[place].text.rstrip(" ،,.:-") + stop) if cut else None


def english_left(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:  # noqa: ARG001
    """The English line where the translation should be."""
    return _with(story, place, story.lines[place].source)


def english_half(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:  # noqa: ARG001
    """The second half left in English."""
    words, english = story.lines[place].text.split(), story.lines[place].source.split()
    if len(english) < 8:
        return None
    return _with(story, place, " ".join(words[: len(words) // 2] + english[len(english) // 2 :]))


def loop(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:
    """A phrase of two to four words that the engine cannot leave."""
    words = story.lines[place].text.split()
    if len(words) < 6:
        return None
    size = rng.randint(2, 4)
    start = rng.randrange(len(words) - size)
    phrase = words[start : start + size]
    return _with(story, place, " ".join(words[: start + size] + phrase * rng.randint(2, 5) + words[start + size :]))


def other_language(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:  # noqa: ARG001
    """Urdu for Pashto, or Pashto for Urdu."""
    return _with(story, place, story.other[place])


def empty(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:
    """Nothing, or only a mark."""
    return _with(story, place, rng.choice(["", " ", "۔", "...", "\u200f"]))


def merged(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:  # noqa: ARG001
    """The translations of a line and of the next in one, and nothing for the next."""
    if place + 1 >= len(story.lines):
        return None
    both = f"{story.lines[place].text} {story.lines[place + 1].text}"
    changed = list(_with(story, place, both))
    changed[place + 1] = replace(changed[place + 1], text="")
    return tuple(changed)


def next_line(story: Story, place: int, rng: random.Random) -> tuple[Line, ...] | None:  # noqa: ARG001
    """The translation of the next line: fluent, and wrong. From here on all lines are one off."""
    if place + 1 >= len(story.lines):
        return None
    texts = [line.text for line in story.lines]
    moved = [*texts[:place], *texts[place + 1 :], ""]
    return tuple(replace(line, text=text) for line, text in zip(story.lines, moved, strict=True))


FAULTS: dict[str, Fault] = {
    "number dropped": number_dropped,
    "number swapped": number_swapped,
    "number scaled by ten": number_scaled,
    "date moved": date_moved,
    "negation lost": negation_lost,
    "name swapped": name_swapped,
    "half lost": half_lost,
    "half lost, ended neatly": half_lost_neatly,
    "English left": english_left,
    "half left in English": english_half,
    "loop": loop,
    "other language": other_language,
    "empty": empty,
    "two lines merged": merged,
}
BESIDE = {"lines shifted by one": next_line}  # measured, and no check promises it


# --- measuring -----------------------------------------------------------------------------------


def stories(path: Path, language: str) -> list[Story]:
    """The file's documents in one language."""
    documents = json.loads(path.read_text(encoding="utf-8"))["documents"]
    other = next(name for name in LANGUAGES if name != language)
    known = [_foreign(document, language) for document in documents]
    scripts = [_script(document, language) for document in documents]
    written = [written_names(script) for script in scripts]
    return [
        Story(
            id=document["id"],
            lines=scripts[number].lines,
            language=language,
            other=tuple(part[other] for part in document["segments"]),
            foreign=tuple(name for place, names in enumerate(known) if place != number for name in names),
            bundle={
                word: name for place, names in enumerate(written) if place != number for word, name in names.items()
            },
        )
        for number, document in enumerate(documents)
    ]


def _script(document: dict[str, Any], language: str) -> Script:
    lines = (
        Line(role=Role.BODY, source=part["en"], text=part[language], origin="human") for part in document["segments"]
    )
    return Script(article=document["id"], language=language, lines=tuple(lines))


def _foreign(document: dict[str, Any], language: str) -> list[tuple[str, str]]:
    found = {
        (name, word): None
        for part in document["segments"]
        for group in english_names(part["en"])
        for name in group
        for word in _written([name], part[language])
        if len(word) > 3
    }
    return list(found)


def _with(story: Story, place: int, text: str) -> tuple[Line, ...]:
    lines = list(story.lines)
    lines[place] = replace(lines[place], text=text)
    return tuple(lines)


def clean(all_stories: list[Story], names: Names) -> list[tuple[Line, str]]:
    """The untouched lines that the checks flag."""
    flagged = []
    for story in all_stories:
        told = read(story.lines, story.language, story.bundle)
        for place, line in enumerate(story.lines):
            found = check(line, story.language, names, told, place)
            if found:
                flagged.append((line, "; ".join(finding.message for finding in found)))
    return flagged


def measure(all_stories: list[Story], fault: Fault, names: Names, seed: int) -> tuple[int, int, list[Line]]:
    """(made, seen, the lines that were not seen) of one kind of fault."""
    made, missed = 0, []
    for story in all_stories:
        for place, line in enumerate(story.lines):
            changed = fault(story, place, random.Random(f"{seed} {story.id} {place}"))
            if changed is None or changed[place].text == line.text:
                continue
            made += 1
            if not check(changed[place], story.language, names, read(changed, story.language, story.bundle), place):
                missed.append(changed[place])
    return made, made - len(missed), missed


def main() -> int:
    """Print the table; 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--show", default="", help="print the lines of this kind of fault that were not seen, or 'clean'"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--names", type=Path, help="a table of names (YAML) to check with; the references know none")
    asked = parser.parse_args()
    failed = False
    for language in LANGUAGES:
        names = load_names(asked.names) if asked.names else NO_NAMES
        failed |= _table(stories(asked.file, language), language, names, asked)
    return int(failed)


def _table(all_stories: list[Story], language: str, names: Names, asked: argparse.Namespace) -> bool:
    lines = sum(len(story.lines) for story in all_stories)
    clean(all_stories, names)  # once before it is timed: the language's tables are read, the names' forms made
    started = time.process_time()
    flagged = clean(all_stories, names)
    spent = 1000 * (time.process_time() - started) / lines
    print(f"\n{language}: {lines} lines in {len(all_stories)} documents, {spent:.1f} ms a line (target: 2)")
    print(
        f"{'clean lines flagged':28}{len(flagged):6} of {lines:4}  {len(flagged) / lines:6.1%}   (target: at most 2 %)"
    )
    for line, why in flagged if asked.show == "clean" else []:
        print(f"    {why}\n        {line.source}\n        {line.text}")
    failed = len(flagged) > 0.02 * lines
    made_all = seen_all = 0
    for kind, fault in (FAULTS | BESIDE).items():
        made, seen, missed = measure(all_stories, fault, names, asked.seed)
        share = seen / made if made else 1.0
        counted = kind in FAULTS
        print(f"{kind:28}{seen:6} of {made:4}  {share:6.1%}{'' if counted else '   (beside the targets)'}")
        for line in missed if asked.show == kind else []:
            print(f"        {line.source}\n        {line.text}")
        if counted:
            made_all, seen_all, failed = made_all + made, seen_all + seen, failed or share < 0.85
    print(f"{'all kinds':28}{seen_all:6} of {made_all:4}  {seen_all / made_all:6.1%}   (target: 95 %, each kind 85 %)")
    return failed or seen_all < 0.95 * made_all


if __name__ == "__main__":
    sys.exit(main())
