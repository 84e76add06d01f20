"""Times of day in Pashto: the part of the day first, the preposition before the hour, all in its case."""

from __future__ import annotations

import re

from packager.lang.grammar import Grammar
from packager.lang.options import SpokenOptions
from packager.lang.ps.agreement import BETWEEN, POSTPOSITIONS, bent, two
from packager.lang.tables import Tables
from packager.text import moments
from packager.text.figures import Context, context_of

_TIME = moments.times_with(("بجې", "بجو", "بجه"))
_PARTS = {"night": "د شپې", "morning": "د سهار", "noon": "د غرمې", "afternoon": "د ماسپښین", "evening": "د ماښام"}
_PART_WORDS = Tables("packager.lang.ps").words["part-of-day"]
_PREPOSITION = re.compile(r"(?:^|(?<=\s))(د|په|پر|تر|له)\s$")
# N:NN of a length of time: the larger thing, one and many, then the smaller
_LENGTH = re.compile(r"(?<![\d.,:])(\d{1,3}):(\d{2})\s(ساعته|ساعتونه|ساعتونو|ساعتو|ساعت|دقیقې|دقیقو|دقیقه)(?!\w)")
_HOURS, _MINUTES, _SECONDS = ("ساعت", "ساعته", "ساعتونو"), ("دقیقه", "دقیقې", "دقیقو"), ("ثانیه", "ثانیې", "ثانیو")


def times(text: str, grammar: Grammar, options: SpokenOptions) -> str:
    """۵:۳۰ بجې → پنځه نیمې بجې; تر 18:00 → د ماښام تر شپږو بجو; ۷-۹ بجې → له اوو تر نهو بجو."""
    text = _LENGTH.sub(lambda match: _length(match, grammar, options), text)
    for moment in reversed(moments.find_times(text, _TIME)):
        before = text[: moment.start]
        found = _PREPOSITION.search(before)
        preposition = found[1] if found else ""
        here = context_of(text, moment.start, moment.end)
        told = bool(_PART_WORDS.intersection(here.before[-2:] if found else here.before[-1:]))
        said = _said(moment, preposition, here, told=told, grammar=grammar, options=options)
        text = f"{before[: found.start()] if found else before} {said} {text[moment.end :]}"
    return text


def _said(
    moment: moments.Moment, preposition: str, here: Context, *, told: bool, grammar: Grammar, options: SpokenOptions
) -> str:
    first, second = moment.first, moment.second
    part = "" if told else _PARTS.get(first.part, "")
    if second is None:
        many = bool(preposition) or moment.word == "بجو" or here.next in POSTPOSITIONS
        place = f"{part} {preposition}".strip()
        return f"{place} {_clock(first, preposition, many=many, grammar=grammar, options=options)}".strip()
    start = _clock(first, "له", many=True, grammar=grammar, options=options)
    end = _clock(second, "تر", many=True, grammar=grammar, options=options)
    other = "" if second.part == first.part else _PARTS.get(second.part, "")
    if not other and start.endswith(" بجو") and end.endswith(" بجو"):
        start = start.removesuffix(" بجو")
    if BETWEEN.intersection(here.after):
        return " ".join(f"{part} {preposition} {start} او {other} {end}".split())
    return " ".join(f"{part} له {start} {other} تر {end}".split())


def _clock(time: moments.ClockWords, preposition: str, *, many: bool, grammar: Grammar, options: SpokenOptions) -> str:
    """The time in words; `many`: in the oblique."""
    if time.hour == 1:  # په یوه بجه, but د یوې بجې
        bends = many and preposition in ("د", "له", "تر")
        hour, half, word = ("یوې", "نیمې", "بجې") if bends else ("یوه", "نیمه", "بجه")
    else:
        hour = "دوې" if time.hour == 2 else grammar.cardinal(time.hour, options)
        hour, half, word = (bent(hour), "نیمو", "بجو") if many else (hour, "نیمې", "بجې")
    if time.minute == 0:
        return f"{hour} {word}"
    if time.minute == 30:
        return f"{hour} {half} {word}"
    return f"{hour} {word} او {_counted(time.minute, _MINUTES, many=many, grammar=grammar, options=options)}"


def _counted(number: int, names: tuple[str, str, str], *, many: bool, grammar: Grammar, options: SpokenOptions) -> str:
    """So many hours, minutes or seconds; `many`: in the oblique."""
    one, direct, oblique = names
    if number == 1:
        return (
            f"یوې {one[:-1]}ې"
            if many and one.endswith("ه")
            else f"{'یوه' if many or one.endswith('ه') else 'یو'} {one}"
        )
    words = two(Context(after=(direct,))) if number == 2 else grammar.cardinal(number, options)
    return f"{bent(words)} {oblique}" if many else f"{words} {direct}"


def _length(match: re.Match[str], grammar: Grammar, options: SpokenOptions) -> str:
    """3:35 minutes are three minutes and 35 seconds, 2:15 hours two hours and 15 minutes: no times of day."""
    if int(match[2]) > 59:
        return match[0]
    large, small = (_HOURS, _MINUTES) if match[3].startswith("ساعت") else (_MINUTES, _SECONDS)
    many = match[3].endswith("و")
    parts = [
        _counted(int(figure), names, many=many, grammar=grammar, options=options)
        for figure, names in ((match[1], large), (match[2], small))
        if int(figure)
    ]
    return f" {' او '.join(parts)} " if parts else match[0]
